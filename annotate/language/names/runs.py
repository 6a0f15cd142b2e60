"""Runs of capitalised words, cut into pieces of one name at most: titles off, possessives and sentences apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.language.names.gazetteer import Known
from annotate.language.names.lists import before_a_name, common, parts, titles
from annotate.language.names.name_words import HYPHEN, Words, fold

_BEFORE_DATES = frozenset({
    "in", "of", "since", "until", "by", "from", "last", "early", "late", "mid", "every", "for", "this", "next",
})  # fmt: skip
_WITH_PORTFOLIO = frozenset({
    "minister", "secretary", "commissioner", "undersecretary", "adviser", "advisor", "correspondent", "editor",
})  # fmt: skip
"""Titles before which stands what somebody is in charge of."""
_NO_PORTFOLIO = frozenset({
    "council", "commission", "party", "parliament", "ministry", "agency", "union", "senate", "congress", "army",
    "office", "committee", "assembly", "court", "department", "cabinet", "mission", "embassy",
})  # fmt: skip
"""What stands before "Minister" or "Secretary" and is a body, no portfolio."""
_OF = frozenset({"of", "for", "on", "de", "du", "des", "di", "da", "del"})
_OPENING_PAIRS = frozenset({"armed forces", "high council", "grand council"})
"""Bodies that go on with whose they are, though neither word alone would."""
_LONGEST = 14
"""Words of a name; a longer run of capitals is a headline or shouting."""


@dataclass(frozen=True)
class Piece:
    """The words ``first`` to ``last``, both included."""

    first: int
    last: int
    title: str = ""
    """The title that stands directly before it, folded words joined by spaces."""

    def __len__(self) -> int:
        return self.last - self.first + 1


class Runs:
    """Finds the pieces of a text; ``known`` are the gazetteer's names in it."""

    def __init__(self, words: Words, known: list[Known]) -> None:
        self.words = words
        self.known = {at: name for name in known for at in range(name.first, name.last + 1)}

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces among the words ``start`` to before ``end``."""
        at = start
        while at < end:
            if not self._starts(at):
                at += 1
                continue
            last = self._last(at, end)
            yield from self._cut(at, last)
            at = last + 1

    def key(self, at: int) -> str:
        """The folded word ``at``; empty outside the text."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def _starts(self, at: int) -> bool:
        word = self.words[at]
        if at in self.known and self.known[at].first == at:
            return True
        if word.text in parts("prefixes") or word.text in parts("particles"):
            following = at + 1 < len(self.words) and self.words[at + 1].is_capital and self.words[at + 1].gap == HYPHEN
            return following and word.text in parts("prefixes")
        return self._is_nameable(at)

    def _is_nameable(self, at: int) -> bool:
        word = self.words[at]
        if not word.is_capital or not word.key:
            return False
        if at in self.known:
            return True
        if word.key in parts("days"):
            # "Sunday Times"
            after = at + 1 < len(self.words) and self.words.joined(at + 1) and self.words[at + 1].is_capital
            return after and self.key(at + 1) in parts("news_heads")
        if word.text.endswith(("n't", "n’t")):
            return False
        if word.key in parts("months"):
            return self._is_month_named(at)
        return not (
            word.key in parts("never")
            or (len(word.key) == 1 and word.text.isascii() and word.gap != HYPHEN and not self._is_initial(at))
        )

    def _is_initial(self, at: int) -> bool:
        return (
            self.words.after(at).startswith((". ", ".", "-"))
            and at + 1 < len(self.words)
            and self.words[at + 1].is_capital
        )

    def _is_month_named(self, at: int) -> bool:
        """Whether "May" or "August" is a person: "May Ong", "Philippa August", "Ms. May"."""
        before, after = self.key(at - 1), self.key(at + 1)
        if before in titles("honorifics") and self.words.joined(at):
            return True
        if self.key(at) == "jan" and self.words.joined(at + 1) and self.words[at + 1].text in parts("particles"):
            return True
        if self.key(at) not in {"may", "june", "april", "august", "march", "jan"} or after.isdigit():
            return False
        unknown_after = (
            at + 1 < len(self.words)
            and self.words.joined(at + 1)
            and self.words[at + 1].is_capital
            and at + 1 not in self.known
            and after not in before_a_name() | common()
        )
        if unknown_after and not self._after_preposition(at):
            return True
        return (
            at > 0
            and self.words.joined(at)
            and self.words[at - 1].is_capital
            and not self.words[at - 1].opens
            and at - 1 not in self.known
            and before not in before_a_name() | common() | parts("days")
        )

    def _after_preposition(self, at: int) -> bool:
        return self.key(at - 1) in _BEFORE_DATES

    def _last(self, first: int, end: int) -> int:
        """The last word of the run that begins at ``first``."""
        words = self.words
        last = self.known[first].last if first in self.known else first
        while last + 1 < end and last - first < 30:
            following = last + 1
            if following in self.known and self.known[following].first == following:
                if not words.joined(following):
                    break
                last = self.known[following].last
            elif self._continues(last, following):
                last = following
            else:
                step = self._joiner(first, last, end)
                if not step:
                    break
                last = step
        return last

    def _continues(self, last: int, following: int) -> bool:
        words = self.words
        word = words[following]
        if not words.joined(following):
            return False
        if word.gap == HYPHEN and not word.is_capital:
            if word.text[0].isdigit():
                return True
            return (
                last not in self.known
                and word.text not in parts("not_in_names")
                and words[last].is_capital
                and len(word.text) > 1
            )
        if words[last].text in parts("prefixes") and word.gap == HYPHEN:
            return word.is_capital
        if words[last].text.isdigit() and word.gap != HYPHEN:
            return False
        return self._is_nameable(following) or self._is_within_body(following)

    def _is_within_body(self, at: int) -> bool:
        """Whether a word that names nobody by itself stands before a body's head: "Solar World Service"."""
        after = at + 1
        return (
            self.words[at].is_capital
            and self.key(at) in parts("never")
            and after < len(self.words)
            and self.words.joined(after)
            and self.words[after].is_capital
            and self.key(after) in parts("organisation_heads")
        )

    def _joiner(self, first: int, last: int, end: int) -> int:
        """The word behind lower-case words that belong to the name ("bin", "of the"), or 0."""
        words = self.words
        at = last + 1
        count = 0
        while at < end and count < 3 and words.joined(at) and not words[at].is_capital and words[at].text[0].isalpha():
            at, count = at + 1, count + 1
        if (
            not count
            or at >= end
            or not words.joined(at)
            or not words[at].is_capital
            or (last in self.known and self.known[last].entry.kind == "people")
        ):
            return 0
        between = [words[n].text for n in range(last + 1, at)]
        if all(
            word in parts("particles") or (word in parts("prefixes") and words[at].gap == HYPHEN) for word in between
        ):
            fine = self._is_nameable(at) and (last not in self.known or "i" not in between)
            return (
                at
                if fine
                and words[last].key not in before_a_name()
                and not words[first].opens | (words[first].key in common())
                else (at if fine and words[last].key not in before_a_name() | common() else 0)
            )
        if self._is_organisation(first, last) and self._joins(first, last, at, between):
            return self.known[at].last if at in self.known else at
        return 0

    def _is_organisation(self, first: int, last: int) -> bool:
        heads = parts("opening_heads") | parts("facility_heads")
        return any(self.key(n) in heads for n in range(first, last + 1))

    def _joins(self, first: int, last: int, at: int, between: list[str]) -> bool:
        key = self.key(at)
        if between[0] in _OF and all(word in _OF or word == "the" for word in between):
            opens = self.key(first) in parts("opening_heads") or between[0] != "of" or at not in self.known
            # "Atomic Energy Organisation of Iran", but the Joint Commission of Paraguay and Brazil.
            opens = opens or (last - first >= 2 and self.key(last) in parts("opening_heads"))
            opens = opens or " ".join(self.key(n) for n in range(first, last + 1)) in _OPENING_PAIRS
            return opens and key not in before_a_name() and (key not in parts("days") | parts("months"))
        if between == ["and"]:
            reached = any(not self.words[n].is_capital for n in range(first, last + 1))
            ends = (
                self.key(at + 1) in parts("organisation_heads")
                and self.words.joined(at + 1)
                and self.words[at + 1].is_capital
            )
            return reached and at not in self.known and not ends and key not in before_a_name()
        return False

    def _cut(self, first: int, last: int) -> Iterator[Piece]:
        """The run without titles and without the common word that begins its sentence."""
        if last - first >= _LONGEST:
            yield from self._known_only(first, last)
            return
        head = self._title(first, last)
        if head is not None:
            begin, end = head
            yield from self._cut_opener(first, begin - 1)
            if end < last:
                title = " ".join(self.key(n) for n in range(begin, end + 1))
                rest = list(self._cut(end + 1, last))
                for number, piece in enumerate(rest):
                    yield Piece(piece.first, piece.last, piece.title or (title if number == 0 else ""))
            return
        yield from self._cut_opener(first, last)

    def _known_only(self, first: int, last: int) -> Iterator[Piece]:
        for at in range(first, last + 1):
            if at in self.known and self.known[at].first == at:
                yield Piece(at, self.known[at].last)

    def _cut_opener(self, first: int, last: int) -> Iterator[Piece]:
        words = self.words
        while first <= last and first not in self.known and self.key(first) in common() - parts("months"):
            in_name = first < last and (
                (not words[first].opens and self.key(first) not in {"the", "a", "an"})
                or self._ends_as_organisation(first, last)
            )
            if in_name and self.key(first) not in {"the", "a", "an", "this", "its", "his", "her", "in", "on", "at"}:
                break
            if first == last and not words[first].opens:
                break
            first += 1
        while first <= last and not words[first].is_capital and words[first].text not in parts("prefixes"):
            first += 1
        if first <= last:
            yield Piece(first, last)

    def _ends_as_organisation(self, first: int, last: int) -> bool:
        heads = (
            parts("organisation_heads")
            | parts("facility_heads")
            | parts("event_heads")
            | parts("location_heads")
            | parts("opening_heads")
        )
        return (
            any(self.key(n) in heads and self.words[n].is_capital for n in range(first, last + 1))
            and self.key(last) not in common() - heads
        )

    def _title(self, first: int, last: int) -> tuple[int, int] | None:
        """First and last word of the first title in the run; what fills it ("Deputy Foreign") belongs to it."""
        for at in range(first, last + 1):
            key = self.key(at)
            if key not in before_a_name() or at in self.known:
                continue
            if not self._is_title_here(at, first, last):
                continue
            end = at
            if self.key(at + 1) == "of" and self.key(at + 2) in titles("of") and at + 2 <= last + 2:
                end = at + 2
            begin = at
            while begin > first and begin - 1 not in self.known and self._fills(begin - 1, key):
                begin -= 1
            return begin, min(max(end, at), last) if end <= last else min(end, last)
        return None

    def _is_title_here(self, at: int, first: int, last: int) -> bool:
        key, after = self.key(at), self.key(at + 1)
        if key == "general" and self.key(at - 1) in parts("organisation_heads") | {"consulate"} and at > first:
            return False
        if at < last:
            heads = parts("organisation_heads") | parts("facility_heads")
            if after in heads and self.words[at + 1].gap != ". ":
                return False
            return key not in {"general", "attorney", "private", "major"} or after not in titles("fillers") - titles(
                "ranks"
            )
        # "Stephen King", but "Crown Prince", "Secretary General": behind an unknown word a rank is a surname.
        if (
            at > first
            and key in titles("honorifics") | titles("ranks")
            and key not in {"general", "prince", "princess", "duke", "commander"}
        ):
            before = self.key(at - 1)
            return at - 1 in self.known or before in titles("fillers") | before_a_name()
        return True

    def _fills(self, at: int, head: str) -> bool:
        """Whether the word belongs to the title behind it: a filler, or the portfolio of a minister."""
        key = self.key(at)
        if key in titles("fillers") | before_a_name():
            return True
        return head in _WITH_PORTFOLIO and key not in _NO_PORTFOLIO


def shape(words: Words, piece: Piece) -> str:
    """The piece's folded words, joined by spaces: its key within a document."""
    return " ".join(fold(words[at].text) for at in range(piece.first, piece.last + 1))
