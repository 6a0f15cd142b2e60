"""What a page rests on: every question that it asked of the corpus while it was made, and what the answers were.

A page that was made before need not be made again as long as each of its questions has the same answer. Nobody has to
say what a page depends on: an :class:`Asking` edition notes it in a
:class:`Notebook`, and :class:`Answers` of a later edition compares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from typing import Any

from annotate.corpus.model import Record
from annotate.corpus.timeline import Entry
from annotate.site.edition import Edition
from annotate.site.shown.file_places import FilePlace
from annotate.timeline.linked import AnnotatedArticle, Corpus, EventIn, MentionIn, QuoteIn

Question = tuple[str, ...]
"""Whom it was asked, what, and about what."""

_COLLECTIONS = ("articles", "actors", "entries", "events")
_PLAIN = ("site_name", "site_url", "directory_urls", "templates", "exports")
"""What is the same for all pages; who keeps pages must keep those of one such setting only."""
_SAID_AS_IT_IS = frozenset([str, int, float, bool, type(None)])
_ENTRY, _QUOTE, _ARTICLE = "entry ", "quote ", "article "


class Stamps:
    """A short digest of each part of a corpus, made once as long as the part itself stays."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, part: AnnotatedArticle | Record) -> str:
        """Equal for two parts that say the same."""
        # An article is linked anew for each corpus; what it holds stays.
        held = (part.article, part.annotations) if isinstance(part, AnnotatedArticle) else (part,)
        known = [self._known.get(id(one)) for one in held]
        found = [
            stamp[1] if stamp is not None and stamp[0] is one else self._made(one)
            for one, stamp in zip(held, known, strict=True)
        ]
        return "".join(found)

    def keep_only(self, corpus: Corpus) -> None:
        """Forget what is not in ``corpus``."""
        held: list[object] = [*corpus.actors.values(), *corpus.entries.values()]
        for within in corpus.articles.values():
            held += (within.article, within.annotations)
        self._known = {id(one): self._known[id(one)] for one in held if id(one) in self._known}

    def _made(self, part: Any) -> str:
        if isinstance(part, Record):
            text = part.model_dump_json(exclude={"machine"})  # the annotator's memory, which no page shows
        else:
            text = f"{part.id}\n{part.front_matter.model_dump_json()}\n{part.body}"
        stamp = digest(text)
        self._known[id(part)] = (part, stamp)
        return stamp


def digest(text: str) -> str:
    """A short digest."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


class Answers:
    """Asks one edition what pages once asked, and tells whether the answers are the same."""

    def __init__(self, edition: Edition, stamps: Stamps) -> None:
        self.edition = edition
        self._stamps = stamps
        self._told: dict[Question, str] = {}

    def digest(self, asked: Iterable[Question], given: object) -> str:
        """Of all answers to ``asked``, and of what the page was given."""
        answers = sorted((question, self.told(question)) for question in asked)
        return digest(f"{answers!r}\n{self._say(given)}")

    def told(self, question: Question) -> str:
        """The answer to ``question`` in short; asked once only."""
        known = self._told.get(question)
        return self.note(question, self._ask(question)) if known is None else known

    def note(self, question: Question, answer: object) -> str:
        """Remember ``answer``, which was given to ``question``."""
        known = self._told.get(question)
        if known is None:
            said = self._say(answer)
            known = self._told[question] = said if len(said) < 40 else digest(said)
        return known

    def knows(self, question: Question) -> bool:
        """Whether the answer is known already."""
        return question in self._told

    def _ask(self, question: Question) -> object:
        whom, what, *about = question
        corpus = self.edition.corpus
        if whom in _COLLECTIONS:
            collection: Mapping[str, object] = getattr(corpus, whom)
            return collection.get(about[0]) if what == "one" else len(collection) if what == "count" else collection
        if whom == "places":
            return self.edition.file_places.of(about[0])
        subject = getattr(corpus if whom == "corpus" else self.edition, what)
        if not callable(subject):
            return subject
        found = [_part(corpus, one) for one in about]
        return "there is none" if any(one is None for one in found) else subject(*found)

    def _say(self, value: object) -> str:
        if type(value) in _SAID_AS_IT_IS:
            return repr(value)
        if isinstance(value, tuple | list):
            return f"[{','.join(map(self._say, value))}]"
        if isinstance(value, AnnotatedArticle | Record):
            return self._stamps.of(value)
        if isinstance(value, QuoteIn):
            return f"{self._stamps.of(value.within)}#{value.quote.id}"
        if isinstance(value, EventIn):
            return f"{self._stamps.of(value.within)}#{value.event.id}"
        if isinstance(value, MentionIn):
            return f"{self._stamps.of(value.within)}@{value.mention.p},{value.mention.n},{value.mention.text!r}"
        if isinstance(value, Mapping):
            return f"{{{','.join(f'{self._say(key)}:{self._say(one)}' for key, one in value.items())}}}"
        if isinstance(value, set | frozenset):
            return f"{{{','.join(sorted(map(self._say, value)))}}}"
        if isinstance(value, date):
            return value.isoformat()
        if is_dataclass(value):
            return f"({','.join(self._say(getattr(value, field.name)) for field in fields(value))})"
        if isinstance(value, str | int | float):
            return repr(value)
        raise TypeError(f"nobody knows how to compare a {type(value).__name__}")


def _part(corpus: Corpus, name: str) -> object:
    """What an argument of a question stands for."""
    if name.startswith(_ENTRY):
        return corpus.entries.get(name.removeprefix(_ENTRY))
    if name.startswith(_ARTICLE):
        return corpus.articles.get(name.removeprefix(_ARTICLE))
    if name.startswith(_QUOTE):
        return corpus.quote_at(name.removeprefix(_QUOTE))
    return name


def _name(part: object) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Entry):
        return f"{_ENTRY}{part.id}"
    if isinstance(part, QuoteIn):
        return f"{_QUOTE}{part.key}"
    if isinstance(part, AnnotatedArticle):
        return f"{_ARTICLE}{part.id}"
    raise TypeError(f"nobody can ask again about a {type(part).__name__}")


class Notebook:
    """What was asked while the page was made that is being made now."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: set[Question] = set()

    def note(self, question: Question, answer: object) -> None:
        """Note that ``question`` was asked, and how it was answered."""
        if question not in self.asked:
            self.asked.add(question)
            self.answers.note(question, answer)


class Asking:
    """An edition, or its corpus, that notes what is asked of it; it answers as the real one does."""

    def __init__(self, whom: str, notebook: Notebook) -> None:
        self._whom, self._notebook = whom, notebook
        edition = notebook.answers.edition
        self._real: Any = edition if whom == "edition" else edition.corpus

    def __getattr__(self, what: str) -> Any:
        found, is_answer = self._found(what)
        if is_answer:  # which the next page has to ask for itself
            self._notebook.note((self._whom, what), found)
            return found
        self.__dict__[what] = found  # the next time it is there at once
        return found

    def _found(self, what: str) -> tuple[Any, bool]:
        """What stands for an attribute, and whether it is an answer already."""
        if self._whom == "edition":
            if what == "corpus":
                return Asking("corpus", self._notebook), False
            if what in _PLAIN or what in ("links", "complete_address"):
                return getattr(self._real, what), False
            if what == "page":
                # The page is printed with what stands here, so that its template asks here too.
                return partial(Edition.page, self), False  # type: ignore[arg-type]
            if what == "file_places":
                return _AskingPlaces(self._notebook), False
        elif what in _COLLECTIONS:
            return _AskingMapping(what, getattr(self._real, what), self._notebook), False
        subject = getattr(self._real, what)
        return (self._method(what, subject), False) if callable(subject) else (subject, True)

    def _method(self, what: str, subject: Callable[..., Any]) -> Callable[..., Any]:
        whom, note = self._whom, self._notebook.note

        def ask(*about: object) -> Any:
            question = (whom, what, *[one if type(one) is str else _name(one) for one in about])
            answer = subject(*about)
            note(question, answer)
            return answer

        return ask


class _AskingPlaces:
    def __init__(self, notebook: Notebook) -> None:
        self._real, self._notebook = notebook.answers.edition.file_places, notebook
        self.serving = self._real.serving

    def of(self, key: str) -> FilePlace | None:
        found = self._real.of(key)
        if self.serving or self._real.repository:
            self._notebook.note(("places", "of", key), found)
        return found


class _AskingMapping(Mapping[str, Any]):
    def __init__(self, whom: str, real: Mapping[str, Any], notebook: Notebook) -> None:
        self._whom, self._real, self._notebook = whom, real, notebook

    def _note(self, what: str, *about: str, answer: object) -> None:
        self._notebook.note((self._whom, what, *about), answer)

    def __getitem__(self, key: str) -> Any:
        self._note("one", key, answer=self._real.get(key))
        return self._real[key]

    def get(self, key: str, default: Any = None) -> Any:
        found = self._real.get(key)
        self._note("one", key, answer=found)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        self._note("all", answer=self._real)
        return iter(self._real)

    def __len__(self) -> int:
        self._note("count", answer=len(self._real))
        return len(self._real)

    def __bool__(self) -> bool:
        return len(self) > 0

    def keys(self) -> Any:
        self._note("all", answer=self._real)
        return self._real.keys()

    def values(self) -> Any:
        self._note("all", answer=self._real)
        return self._real.values()

    def items(self) -> Any:
        self._note("all", answer=self._real)
        return self._real.items()
