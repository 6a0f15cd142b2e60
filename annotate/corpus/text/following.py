"""Where an anchor's paragraph stands after the article's text was changed.

People's lines are never rewritten, so an anchor in them goes on naming the paragraph that it was typed for, while
paragraphs are put in, taken out and reworded. Each run remembers at the end of the sidecar which passages the text
had. From that follows where an anchor belongs now:

- its passage stands as it was, here or further down: there;
- its passage had a twin, word for word, and not all of the twins are left: nobody can tell which of them went, so there
  only if its words occur exactly once in those that are left;
- its passage was reworded, and in what stands in its place the words occur exactly once: there;
- anything else: it is lost, and stays lost until its old passage is back or a person types another anchor. It never
  slides to words that merely look alike.

Between a change of the text and the next run, a person may also have typed anchors that mean the new text: those that
match there while their words do not stand in the passage that had the number before.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from annotate.corpus.annotations import Span
from annotate.corpus.article import Article, Passage
from annotate.corpus.text import anchors

TEXT = "text"
"""The part of a sidecar's memory that holds the passages of the last run."""
ANCHORS = "anchors"
"""The part that holds the anchors of people that no longer stand where they say."""
LOST = "lost"

Memory = Mapping[str, Mapping[str, str]]


def wording(passage: str) -> str:
    """Eight hexadecimal digits that change with any character of a passage's text."""
    return hashlib.sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def wordings(article: Article) -> dict[str, str]:
    """By passage name, the digest of its text."""
    return {str(passage.name): wording(passage.text) for passage in article.passages}


@dataclass(frozen=True)
class Successor:
    """What stands now where a passage stood."""

    same: bool
    """Whether it is the passage itself, word for word."""
    names: tuple[str, ...]
    """One name if it is the same; else whatever stands in its place, possibly nothing."""
    twins: tuple[str, ...] = ()
    """All passages that it may as well be: where it stood more than once, word for word, and now stands less often."""


def successors(before: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, Successor]:
    """By the name of each passage of ``before``, what became of it in ``now`` (both: name to digest, in order)."""
    found: dict[str, Successor] = {}
    for name in before.keys() - _body(before).keys():
        found[name] = Successor(before[name] == now.get(name), (name,) if name in now else ())
    old, new = list(_body(before).items()), list(_body(now).items())
    old_words, new_words = [digest for _, digest in old], [digest for _, digest in new]
    known, counted, had = set(old_words), Counter(new_words), Counter(old_words)
    for kind, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        for offset, (name, digest) in enumerate(old[a:b]):
            left = tuple(other for other, words in new if words == digest) if counted[digest] < had[digest] > 1 else ()
            if kind == "equal":
                found[name] = Successor(True, (new[c + offset][0],), left)
            elif counted[digest] == 1:
                found[name] = Successor(True, (new[new_words.index(digest)][0],), left)
            else:
                found[name] = Successor(False, tuple(other for other, words in new[c:d] if words not in known))
    return found


def _body(passages: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in passages.items() if name.isdigit()}


def anchor_key(scope: str, span: Span) -> str:
    """How the memory names an anchor; ``scope`` is the id of its quote or event, or the section of other items."""
    return f"{scope} | {span.p} | {span.n} | {span.text}"


Found = tuple[Passage, int, int]
"""A passage, and first and one-past-last code point within it."""


class Follower:
    """Places the anchors of one sidecar in its article as it is now."""

    def __init__(self, memory: Memory, article: Article, keys: Iterable[str] = ()) -> None:
        """Read the sidecar's ``memory``; ``keys`` are those of all its anchors (:func:`anchor_key`)."""
        self.article = article
        self.passages: dict[str, Passage] = {str(passage.name): passage for passage in article.passages}
        self.before = remembered_text(memory)
        self.moved = memory.get(ANCHORS, {})
        self._counted = Counter(keys)

    @cached_property
    def now(self) -> Mapping[str, str]:
        """The passages as they are, by name the digest of each."""
        return wordings(self.article)

    @cached_property
    def changed(self) -> bool:
        """Whether the text is another than in the last run."""
        return bool(self.before) and self.before != self.now

    @cached_property
    def successors(self) -> Mapping[str, Successor]:
        """What became of the passages of the last run; empty where there was none."""
        return successors(self.before, self.now) if self.before else {}

    def where(self, scope: str, span: Span) -> Found | None:
        """Where ``span`` stands, which was typed before the last run; None: it is lost."""
        key = anchor_key(scope, span)
        origin = self.moved.get(key, str(span.p)).partition(" x")[0]
        if self._is_typed_again(key):
            return None
        if origin.startswith(LOST):
            back = [name for name, digest in self.now.items() if digest == origin.removeprefix(LOST).strip()]
            return self._find(back[0], span) if len(back) == 1 else None
        became = self.successors.get(origin) if self.changed else None
        if became is None or (became.same and not became.twins):
            return self._find(became.names[0] if became else origin, span)
        names = became.twins or became.names
        if span.n > 1 or sum(anchors.count(self.passages[name].text, span.text) for name in names) != 1:
            return None
        return next(found for name in names if (found := self._find(name, span)) is not None)

    def _is_typed_again(self, key: str) -> bool:
        """Whether a person has typed the anchor once more since it was remembered.

        One of them means the paragraph as it is numbered now, and nobody can say which.
        """
        return key in self.moved and self._counted[key] > int(self.moved[key].partition(" x")[2] or 1)

    def literally(self, span: Span) -> Found | None:
        """Where ``span`` stands if it means the text as it is now; None: nowhere."""
        return self._find(str(span.p), span)

    def is_new(self, scope: str, span: Span) -> bool:
        """Whether ``span`` can only have been typed for a text that was changed since the last run.

        Its passage must stand elsewhere now, word for word and without its words; where the passage itself is gone, an
        old anchor cannot be told from a new one.
        """
        if not self.changed or anchor_key(scope, span) in self.moved:
            return False
        became = self.successors.get(str(span.p))
        stood = became is not None and (not became.same or self._find(became.names[0], span) is not None)
        return not stood and self.literally(span) is not None

    def mark(self, scope: str, span: Span, found: str) -> str:
        """What the memory must hold of an anchor in a person's line that was placed in the passage ``found``.

        Args:
            scope: as in :func:`anchor_key`.
            span: the anchor as it was typed.
            found: the passage's name; empty: the anchor is lost.

        Returns:
            The passage's name, or that it is lost and from where; empty where the anchor says itself where it stands.
        """
        held = self.moved.get(anchor_key(scope, span), "").partition(" x")[0]
        if found:
            return "" if found == str(span.p) else found
        if self._is_typed_again(anchor_key(scope, span)):
            return LOST
        if held.startswith(LOST):
            return self._lost_from(held.removeprefix(LOST).strip())
        if not self.changed:
            return held
        origin = held or str(span.p)
        return self._lost_from(self.before[origin]) if origin in self.before else ""

    def _lost_from(self, digest: str) -> str:
        """The mark of an anchor that is lost from the passage with this digest.

        Where that has, or had, a twin, the passage is not named: should one of them stand alone, it may be the other.
        """
        twins = max(list(words.values()).count(digest) for words in (self.before, self.now))
        return f"{LOST} {digest}" if digest and twins < 2 else LOST

    def _find(self, name: str, span: Span) -> Found | None:
        passage = self.passages.get(name)
        found = anchors.find(passage.text, span.text, span.n) if passage is not None else None
        return None if passage is None or found is None else (passage, *found)


def remembered_text(memory: Memory) -> dict[str, str]:
    """The passages of the last run, in order, by name the digest of each; empty where there was none."""
    text = memory.get(TEXT, {})
    body = text.get("body", "").split()
    heads = {name: text[name] for name in ("title", "subtitle") if name in text}
    return heads | {str(number): digest for number, digest in enumerate(body, 1)}


def remember_text(article: Article) -> dict[str, str]:
    """What a run remembers of the text that the anchors in the file are made on."""
    now = wordings(article)
    heads = {name: now[name] for name in ("title", "subtitle") if name in now}
    return heads | {"body": " ".join(_body(now).values())}


def remember_anchors(marks: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Key and memory of every anchor that does not stand where it says, from each anchor's key and mark."""
    times = Counter(marks)
    for (key, mark), count in times.items():
        if mark:
            yield key, mark if count == 1 else f"{mark} x{count}"
