"""A search index in many small files, of which a reader loads only those that a question needs.

Words in the order of the alphabet, cut into files of some kilobytes: each word with the pages that hold it and how much
it says of each. The pages' own texts, a few to a file, for what the results show. `assets/search-worker.js` reads them,
and has the same idea of a word as :func:`words_of`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_WORDS_IN_FILE, _PAGES_IN_FILE = 24_000, 3_000
"""Bytes from which on another file is begun."""
_MOST_PAGES = 20_000
"""Of a word in more pages than this, only those are noted of which it says most."""
_LONGEST = 40
"""Letters of a word; of a longer one its beginning."""
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+")
_FOREIGN = re.compile("[^\\0-\u036f\u2000-\u2060\u20a0-\u20bf]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_TAG = re.compile(r"<[^>]*>")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TITLE, _SHORT = 10, 8
"""What a word says more of a page in whose title it stands, and of one whose title is hardly more."""
_MOST_SAID = 25

Entry = Mapping[str, Any]
"""As in Material's index: ``location``, ``title`` and ``text`` (both HTML), perhaps ``tags`` and ``boost``."""


@dataclass(frozen=True)
class SplitIndex:
    """An index in parts."""

    folder: str
    """Where the parts lie, from the folder of the whole index. Each state of the index has a folder of its own, so that
    a browser never mixes two of them.
    """
    files: Mapping[str, bytes]
    """By path from the root of the site."""


@dataclass
class _Page:
    location: str
    title: str
    tags: Sequence[str]
    boost: float
    sections: list[tuple[str, str, str]]
    """Anchor, title and text; the first one's anchor is empty."""


def split(entries: Sequence[Entry]) -> SplitIndex:
    """The index of ``entries``, those of a page one after the other."""
    pages = _pages(entries)
    firsts, files = _word_files(_said_of(pages))
    counts, page_files = _page_files(pages)
    files |= page_files
    # What the worker must know before it can ask: how many pages there are, and in which file to look.
    files["table.json"] = _json({"pages": len(pages), "words": firsts, "counts": counts})
    state = hashlib.blake2b(b"\0".join([*map(str.encode, files), *files.values()]), digest_size=6).hexdigest()
    return SplitIndex(f"parts/{state}/", {f"search/parts/{state}/{name}": data for name, data in files.items()})


def words_of(text: str) -> list[str]:
    """The words of ``text`` as they are compared, without case and accents; of very long ones the beginning."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain)
        if _FOREIGN.search(plain):
            plain = "".join(c for c in plain if unicodedata.category(c)[0] != "M")
        else:
            plain = _ACCENTS.sub("", plain)  # the only marks of Latin letters, and found much faster
    return [word[:_LONGEST] for word in _WORD.findall(plain)]


def _pages(entries: Sequence[Entry]) -> list[_Page]:
    found: dict[str, _Page] = {}
    for entry in entries:
        location, _, anchor = entry["location"].partition("#")
        title, text = _plain(entry["title"]), _plain(entry["text"])
        page = found.get(location)
        if page is None:
            page = _Page(location, title, entry.get("tags", ()), float(entry.get("boost", 1)), [])
            found[location] = page
            text = text.removeprefix(title).lstrip()  # which the heading of a page repeats
        page.sections.append((anchor, title if anchor else "", text))
    return list(found.values())


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _said_of(pages: Sequence[_Page]) -> Mapping[str, list[tuple[int, int]]]:
    """By word the pages that hold it, by number, and how much it says of each, from 0 to 25."""
    counted: list[tuple[Counter[str], Sequence[str], int]] = []
    for page in pages:
        texts = [part for _, title, text in page.sections for part in (title, text)]
        words = words_of(" ".join([*texts, *page.tags]))
        counted.append((Counter(words), words_of(page.title), len(words)))
    usual = sum(length for _, _, length in counted) / max(len(counted), 1) or 1
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (page, (counts, title, length)) in enumerate(zip(pages, counted, strict=True)):
        # As BM25 weighs a word in a text: the tenth time says less than the second, and less in a long text.
        damp = 0.3 + 0.9 * length / usual
        said = {times: 8 * times / (times + damp) for times in {0, *counts.values()}}
        place = {times: (number, _graded(weight * page.boost)) for times, weight in said.items()}
        named = _TITLE + _SHORT * (len(title) <= 3)
        for word in dict.fromkeys(title):
            found[word].append((number, _graded((said[counts.pop(word, 0)] + named) * page.boost)))
        for word, times in counts.items():
            found[word].append(place[times])
    return found


def _graded(said: float) -> int:
    return max(0, min(round(said), _MOST_SAID))


def _word_files(found: Mapping[str, list[tuple[int, int]]]) -> tuple[list[str], dict[str, bytes]]:
    """The first word of each file, and the files."""
    firsts: list[str] = []
    files: dict[str, bytes] = {}
    held: dict[str, str] = {}
    size = 0
    for word in sorted(found, key=lambda word: word.encode("utf-16-be", "surrogatepass")):  # as JavaScript compares
        packed = _packed(found[word])
        if held and size + len(packed) > _WORDS_IN_FILE:
            files[f"words-{len(firsts)}.json"] = _json(held)
            firsts.append(next(iter(held)))
            held, size = {}, 0
        held[word] = packed
        size += len(word) + len(packed) + 6
    if held:
        files[f"words-{len(firsts)}.json"] = _json(held)
        firsts.append(next(iter(held)))
    return firsts, files


def _packed(places: Sequence[tuple[int, int]]) -> str:
    """The steps from page to page in base 36, and behind each a capital letter for how much is said: ``3fC1A``."""
    if len(places) > _MOST_PAGES:
        places = sorted(sorted(places, key=lambda place: -place[1])[:_MOST_PAGES])
    before = -1
    out: list[str] = []
    for number, said in places:
        out.append(f"{_base36(number - before - 1)}{chr(65 + said)}")
        before = number
    return "".join(out)


def _base36(number: int) -> str:
    found = _DIGITS[number % 36]
    while number := number // 36:
        found = _DIGITS[number % 36] + found
    return found


def _page_files(pages: Sequence[_Page]) -> tuple[list[int], dict[str, bytes]]:
    """How many pages each file holds, and the files."""
    counts: list[int] = []
    files: dict[str, bytes] = {}
    for held in _grouped(pages):
        files[f"pages-{len(counts)}.json"] = _json(held)
        counts.append(len(held))
    return counts, files


def _grouped(pages: Sequence[_Page]) -> Iterator[list[object]]:
    held: list[object] = []
    size = 0
    for page in pages:
        held.append([page.location, page.title, [*page.tags], page.sections])
        size += sum(len(title) + len(text) for _, title, text in page.sections)
        if size >= _PAGES_IN_FILE:
            yield held
            held, size = [], 0
    if held:
        yield held


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
