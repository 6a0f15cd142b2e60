"""How long the filters of a timeline of thousands of entries take to answer, in a real browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from annotate.corpus.actors import Actor
from annotate.corpus.timeline import Entry
from annotate.site.edition import Edition, environment
from annotate.site.pages import timeline
from annotate.site.pages.filter_index import PATH, filter_index
from annotate.timeline.linked import Corpus

FOLDER = "filters"
"""Of the page that is laid beside the others of a built site."""
STEPS = (
    ("words", "vienna"), ("words", "12"), ("type", "CONSULT"), ("status", "planned"), ("from", "2021-01-01"),
    ("actor", "person-7"), ("place", "place-7"),
)  # fmt: skip
"""One after the other, each beside those before it; after the last, everything is cleared."""
_STEP = """([name, value]) => {
  const form = document.querySelector("#timeline-filters");
  const begun = performance.now();
  if (name) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    form.querySelector("[type=reset]").click();
  }
  return new Promise((answered) => {
    // Clearing answers in a task of its own; then the list is laid out and painted.
    setTimeout(() => requestAnimationFrame(() => setTimeout(() => answered(performance.now() - begun))));
  });
}"""


@dataclass(frozen=True)
class Answer:
    """What one step took."""

    step: str
    shown: float
    """Milliseconds from the choice until its answer had been painted."""
    busy: float
    """Milliseconds that the page's main thread worked for it, the new counts of all choices included."""


def lay_down(site: Path, count: int) -> str:
    """A timeline of ``count`` invented entries in the frame of the built ``site``; returns its address."""
    edition = Edition(_corpus(count), environment())
    frame = (site / "timeline" / "index.html").read_text(encoding="utf-8")
    begin, end = frame.index('<div class="dateline dateline-timeline">'), frame.index("</article>")
    page = next(timeline.pages(edition)).make(edition)
    folder = site / FOLDER
    folder.mkdir()
    html = f'{frame[:begin]}<div class="dateline dateline-timeline">{page.html}</div>{frame[end:]}'
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / Path(PATH).name).write_text(filter_index(edition), encoding="utf-8")
    return f"{FOLDER}/"


def answers(page: Page) -> Iterator[Answer]:
    """What each step takes on the timeline that ``page`` shows; the index has been read before."""
    page.locator('[name="words"]').fill("a")
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name, value in (*STEPS, ("", "")):
        before = _busy(session)
        shown = page.evaluate(_STEP, [name, value])
        page.wait_for_timeout(200)
        yield Answer(f"{name}={value}" if name else "clear", shown, _busy(session) - before)


def _busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def _corpus(count: int) -> Corpus:
    chance = random.Random(20250303)
    people = [Actor(id=f"person-{n}", name=f"Person Number {n}", type="person") for n in range(200)]
    places = [Actor(id=f"place-{n}", name=f"Place {n}", type="place") for n in range(40)]
    entries = [
        Entry(
            id=f"e{n}",
            title=f"Person {n % 200} speaks in {chance.choice(('Vienna', 'Oslo', 'Lima'))} about matter {n % 77}",
            date=(date(2020, 1, 1) + timedelta(days=n % 1500)).isoformat(),
            status=chance.choice(("happened", "planned", "cancelled")),
            type=chance.choice(("CONSULT", "AGREE", "VOTE")),
            actors=tuple({f"person-{chance.randrange(200)}", f"person-{chance.randrange(200)}"}),
            place=f"place-{chance.randrange(40)}",
        )
        for n in range(count)
    ]
    return Corpus.link([], [*people, *places], entries)
