"""From the events of articles to the entries of the timeline: one entry for each event of the world.

Which reports belong together is decided anew from the reports themselves each time, so that the order in which
articles arrived leaves no trace. What makes an entry permanent is its id, and what a person has set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Event, Span
from annotate.corpus.article import Article
from annotate.corpus.edtf import first_day
from annotate.corpus.timeline import Entry
from annotate.timeline.actors.names import slug
from annotate.timeline.entries import reconciling
from annotate.timeline.entries.clustering import Cluster, Weighed, cluster
from annotate.timeline.entries.tellings import Cast, Telling, Told, cast_of, told_in
from annotate.timeline.linked import timeline_order

MOST_ROUNDS = 8
"""One is enough while nothing new comes in; more than three have not been seen."""
LONGEST_ID = 80
"""Characters; longer titles are cut at a word."""


@dataclass(frozen=True)
class Merge:
    """A report that was put into an entry with others, or into a person's entry, and why."""

    report: str
    entry: str
    reason: str


@dataclass(frozen=True)
class Merging:
    """The timeline, and why its reports stand together."""

    entries: tuple[Entry, ...]
    merges: tuple[Merge, ...]


def propose_entries(
    linked: Iterable[tuple[Article, Annotations]],
    entries: Sequence[Entry] = (),
    *,
    actors: Collection[Actor] = (),
    touched: Collection[str] = (),
    apart: Collection[tuple[str, str]] = (),
) -> list[Entry]:
    """The timeline of all articles. See :func:`merge`, which also tells why."""
    return list(merge(linked, entries, actors=actors, touched=touched, apart=apart).entries)


def merge(
    linked: Iterable[tuple[Article, Annotations]],
    entries: Sequence[Entry] = (),
    *,
    actors: Collection[Actor] = (),
    touched: Collection[str] = (),
    apart: Collection[tuple[str, str]] = (),
) -> Merging:
    """The timeline of all articles, and why reports stand together.

    Entries of people keep every field and every report, and may gain reports; proposed ones are made anew under the
    id that their reports had. The order of the articles makes no difference. Run on its own output nothing changes.

    Args:
        linked: every article of the corpus with its annotations, linked to the registry.
        entries: the timeline as it stands.
        actors: the registry; tells whom a person acts for and where a place lies.
        touched: ids of proposed entries that a person has changed; they are treated as a person's.
        apart: an entry's id and a report that a person took out of it; the report never comes back to it.
    """
    pairs = sorted(linked, key=lambda pair: pair[0].id)
    told = [each for article, found in pairs for each in told_in(article, found)]
    looked_at = {article.id for article, _ in pairs}
    return merge_told(told, looked_at, entries, actors=actors, touched=touched, apart=apart)


def merge_told(
    told: Iterable[Told],
    looked_at: Collection[str],
    entries: Sequence[Entry] = (),
    *,
    actors: Collection[Actor] = (),
    touched: Collection[str] = (),
    apart: Collection[tuple[str, str]] = (),
) -> Merging:
    """As :func:`merge`, from the events that were ``told`` in the articles ``looked_at``, by id of the article."""
    cast = cast_of(actors)
    tellings = {each.key: Telling.of(each, cast) for each in told}
    weighed = Weighed()
    reasons: dict[str, Merge] = {}
    # An entry that gained a report may explain another one, so that it is done until it stays as it is.
    for _ in range(MOST_ROUNDS):
        merging = _merge_once(
            tellings, entries, looked_at=looked_at, cast=cast, touched=touched, apart=apart, weighed=weighed
        )
        reasons |= {merge.report: merge for merge in merging.merges}
        if merging.entries == tuple(entries):
            break
        entries = merging.entries
    placed = {report: entry.id for entry in merging.entries for report in entry.reports}
    return Merging(merging.entries, tuple(m for _, m in sorted(reasons.items()) if placed.get(m.report) == m.entry))


def _merge_once(
    tellings: Mapping[str, Telling],
    entries: Sequence[Entry],
    *,
    looked_at: Collection[str],
    cast: Cast,
    touched: Collection[str],
    apart: Collection[tuple[str, str]],
    weighed: Weighed,
) -> Merging:
    held = [entry for entry in entries if not entry.proposed or entry.id in touched]
    own = [entry for entry in entries if entry.proposed and entry.id not in touched]
    placed = {report for entry in held for report in entry.reports}
    free = [telling for key, telling in tellings.items() if key not in placed]
    clusters = cluster(
        free,
        [_held_cluster(entry, tellings, cast) for entry in held],
        apart=apart,
        together={report: entry.id for entry in own for report in entry.reports},
        weighed=weighed,
    )
    proposed = [c for c in clusters if c.held is None and any(_is_worth_an_entry(t.event) for t in c.tellings)]
    elsewhere = _reports_elsewhere(own, looked_at, placed)
    named = _named(proposed, own, reserved={entry.id for entry in entries})
    made = {name: _entry(name, group.tellings, elsewhere.get(name, ())) for name, group in named}
    made |= {
        entry.id: entry.model_copy(update={"reports": elsewhere[entry.id]})
        for entry in own
        if entry.id not in made and elsewhere[entry.id]
    }
    named += [(group.held.id, group) for group in clusters if group.held is not None]
    made |= {group.held.id: _with_reports(group.held, group.reports) for _, group in named if group.held is not None}
    standing = [made.pop(entry.id) for entry in entries if entry.id in made]
    merges = [Merge(report, name, why) for name, group in named for report, why in sorted(group.reasons.items())]
    return Merging((*standing, *sorted(made.values(), key=timeline_order)), tuple(merges))


def _is_worth_an_entry(event: Event) -> bool:
    """An event without a date is only background, unless it says who and where, or who with whom."""
    return (
        event.date is not None
        or event.new_date is not None
        or (bool(event.actors) and (event.place is not None or len(event.actors) > 1))
    )


def _held_cluster(entry: Entry, tellings: Mapping[str, Telling], cast: Cast) -> Cluster:
    """A person's entry as something that reports can be compared with: its reports, and its own words."""
    known = [tellings[report] for report in entry.reports if report in tellings]
    as_event = Event(
        id="e0", title=entry.title, date=entry.date, new_date=entry.new_date, status=entry.status, type=entry.type,
        actors=entry.actors, place=entry.place, evidence=Span(p="title", text=entry.title),
    )  # fmt: skip
    newest = max((telling.published for telling in known), default=None)
    dated = entry.new_date or entry.date
    when = newest or (first_day(dated) if dated else None) or (date.max if entry.status == "happened" else date.min)
    return Cluster([*known, Telling(f"{entry.id}", "", when, as_event, cast)], entry)


def _reports_elsewhere(
    own: Sequence[Entry], articles: Collection[str], placed: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """By entry, its reports of articles that were not looked at now."""
    return {
        entry.id: tuple(r for r in entry.reports if r.partition("#")[0] not in articles and r not in placed)
        for entry in own
    }


def _named(clusters: Sequence[Cluster], own: Sequence[Entry], reserved: set[str]) -> list[tuple[str, Cluster]]:
    """Each cluster with its id: that of the proposed entry with most of its reports, or a new one."""
    by_report = {report: entry.id for entry in own for report in entry.reports}
    shares = []
    for number, group in enumerate(clusters):
        counted: dict[str, int] = defaultdict(int)
        for telling in group.tellings:
            if telling.key in by_report:
                counted[by_report[telling.key]] += 1
        shares += [(-count, entry_id, group.tellings[0].key, number) for entry_id, count in counted.items()]
    ids: dict[int, str] = {}
    given: set[str] = set()
    for _, entry_id, _, number in sorted(shares):
        if number not in ids and entry_id not in given:
            ids[number] = entry_id
            given.add(entry_id)
    unnamed = [number for number in range(len(clusters)) if number not in ids]
    for number in sorted(unnamed, key=lambda n: min(telling.key for telling in clusters[n].tellings)):
        wanted = _entry("x", clusters[number].tellings, ())
        ids[number] = new_id(wanted.title, wanted.date, reserved)
        reserved.add(ids[number])
    return [(ids[number], group) for number, group in enumerate(clusters)]


def new_id(title: str, date: str | None, taken: Collection[str]) -> str:
    """A permanent id for an entry: the date as far as it is known, and the words of the title.

    Among ``taken`` ids it gets a number behind it.
    """
    when = re.match(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?", date or "")
    words = "-".join(part for part in (when[0] if when else "", slug(title)) if part) or "event"
    if len(words) > LONGEST_ID:
        cut = words[: LONGEST_ID + 1].rpartition("-")[0]
        words = cut or words[:LONGEST_ID]
    number, name = 1, words
    while name in taken:
        number += 1
        name = f"{words}-{number}"
    return name


def _entry(entry_id: str, tellings: Sequence[Telling], elsewhere: Sequence[str]) -> Entry:
    ordered = sorted(tellings, key=lambda telling: (telling.published, telling.key))
    now = reconciling.status(ordered)
    date, new_date = reconciling.date_and_new_date(ordered, now)
    return Entry(
        id=entry_id,
        title=reconciling.best(ordered, now).event.title,
        date=date,
        new_date=new_date,
        status=now,
        type=reconciling.event_type(ordered, now),
        actors=reconciling.actors(ordered, now),
        place=reconciling.place(ordered, now),
        reports=(*(telling.key for telling in ordered), *elsewhere),
        accounts=reconciling.accounts(ordered),
        proposed=True,
    )


def _with_reports(entry: Entry, tellings: Sequence[Telling]) -> Entry:
    gained = sorted((t for t in tellings if t.key not in entry.reports), key=lambda t: (t.published, t.key))
    return entry.model_copy(update={"reports": (*entry.reports, *(t.key for t in gained))}) if gained else entry
