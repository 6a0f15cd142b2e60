"""Small pieces of HTML that stand many times on nearly every page: dates, states, who stands for an item, actors.

They are made here and not by the templates because each is the same wherever it stands, so that it need be made only
once; ``templates/parts.html`` hands them on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from annotate.corpus.annotations import Event, Status
from annotate.corpus.article import Article
from annotate.corpus.timeline import Account, Entry
from annotate.site.addresses import Links
from annotate.site.text import wording
from annotate.site.text.excerpts import Excerpt, quoted
from annotate.site.text.marks import checked
from annotate.timeline.linked import QuoteIn

if TYPE_CHECKING:
    from annotate.site.edition import Edition

_COMMA = Markup('<span class="comma">, </span>')
_GAP = Markup(' <span class="gap">…</span> ')


@lru_cache(1 << 13)
def when(edtf: str | None) -> Markup:
    """A date. Where ``data-local`` stands, the script in theme/dates.html writes it in the order of the reader's
    region.
    """
    machine, form, said = wording.machine_date(edtf), wording.local_form(edtf), wording.say_date(edtf)
    if machine:
        local = f' data-local="{form}"' if form else ""
        return Markup(f'<time datetime="{escape(machine)}"{local}>{escape(said)}</time>')  # noqa: S704
    local = f' data-local="{form}" data-date="{escape(edtf)}"' if form else ""
    return Markup(f"<span{local}>{escape(said)}</span>")  # noqa: S704


def published(article: Article) -> Markup:
    """The day on which an article appeared."""
    return when(article.date.isoformat())


def status(of: Event | Entry | Account) -> Markup:
    """How an event stands."""
    return _status(of.status) if of.status else Markup()


@cache
def _status(code: Status) -> Markup:
    return Markup(f'<span class="status status-{code}">{escape(wording.status_word(code))}</span>')  # noqa: S704


@cache
def review(reviewed: bool) -> Markup:
    """Who stands for an item: a person who has checked it, or the machine."""
    who, word = ("person", "Checked") if reviewed else ("machine", "Machine-made")
    says = checked(reviewed).capitalize()
    return Markup(f'<span class="review review-{who}" title="{escape(says)}">{word}</span>')  # noqa: S704


@cache
def proposal(proposed: bool) -> Markup:
    """Who stands for an item of the registry or the timeline."""
    says = "Proposed by the machine, not yet accepted by a person" if proposed else "Accepted by a person"
    who, word = ("machine", "Machine-made") if proposed else ("person", "Checked")
    return Markup(f'<span class="review review-{who}" title="{says}">{word}</span>')  # noqa: S704


def excerpt(found: Excerpt) -> Markup:
    """Words in their surroundings."""
    before = f'<span class="around">{escape(found.before)}</span>' if found.before else ""
    after = f'<span class="around">{escape(found.after)}</span>' if found.after else ""
    return Markup(f"{before}<mark>{escape(found.marked)}</mark>{after}")  # noqa: S704


def words_of(quote: QuoteIn) -> Markup:
    """What was said, with a gap where other words stood between."""
    return _GAP.join(quoted(quote.within, quote.quote))


@dataclass(frozen=True)
class PageLabels:
    """The pieces that depend on the page they stand on."""

    edition: Edition
    link: Links

    def actor(self, actor_id: str) -> Markup:
        """An actor's name, which leads to its page where it has one."""
        corpus = self.edition.corpus
        name = escape(corpus.name(actor_id))
        if actor_id in corpus.actors:
            href = escape(self.link.actor(actor_id))
            return Markup(f'<a class="actor" href="{href}"><bdi>{name}</bdi></a>')  # noqa: S704
        return Markup(f'<span class="actor"><bdi>{name}</bdi></span>')  # noqa: S704

    def actors(self, actor_ids: Sequence[str]) -> Markup:
        """Several of them. The commas are elements, so that a style sheet can leave them out."""
        return _COMMA.join(map(self.actor, actor_ids))

    def speakers(self, quote: QuoteIn) -> Markup:
        """Who said it; where nobody is known, the article's words for whom."""
        if quote.speakers:
            return self.actors(quote.speakers)
        source = quote.quote.source.text if quote.quote.source else "Unnamed source"
        return Markup(f'<span class="actor unnamed">{escape(source)}</span>')  # noqa: S704

    def stands(self, key: str, everywhere: bool = True) -> Markup:
        """Where an item stands in its file: path and line where the site is served, else a link to a repository.

        Without ``everywhere`` only the first of the two.
        """
        place = self.edition.file_places.of(key)
        if place is None or not (place.shown or everywhere):
            return Markup()
        shown = escape(place.shown)
        if not place.href:
            return Markup(f'<span class="fact in-file" data-search-exclude="1">{shown}</span>')  # noqa: S704
        return Markup(  # noqa: S704
            f'<a class="fact in-file" href="{escape(place.href)}" rel="noopener" '
            f'title="Where this stands in the files of the site" data-search-exclude="1">{shown or "Edit"}</a>'
        )
