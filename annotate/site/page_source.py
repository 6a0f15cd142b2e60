"""Where a build's pages come from: kept from the last build as far as nothing they rest on has changed, else made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote

from jinja2 import BytecodeCache

from annotate.site.addresses import address
from annotate.site.edition import Edition
from annotate.site.generated import PlannedPage
from annotate.site.kept_pages import KeptPages, Made
from annotate.site.pages import build_files, plan
from annotate.site.rests_on import Answers, Asking, Notebook, Stamps
from annotate.site.search_entries import search_entries
from annotate.timeline.linked import Corpus

_PLANNED, _WHOLE, _NEWEST, _PROBLEMS = "planned", "whole", "newest", "problems"


class PageSource:
    """The pages and files of one build.

    Where nothing at all has changed since the last build, the corpus is not even read.
    """

    def __init__(
        self,
        kept: KeptPages,
        whole: str,
        read: Callable[[], Edition],
        publish: Callable[[Corpus], Mapping[str, bytes]],
        stamps: Stamps,
    ) -> None:
        """Pages of the corpus that ``read`` gives, and the files that ``publish`` makes of it.

        Args:
            kept: those of the last build.
            whole: a digest of everything that goes into the site.
            read: reads the corpus; asked only when it is needed.
            publish: the corpus in other formats, by path.
            stamps: digests of parts of earlier corpora, which are used again.
        """
        self._kept, self._whole, self._read, self._publish, self._stamps = kept, whole, read, publish, stamps
        self._edition: Edition | None = None
        self._answers: Answers | None = None
        self._notebook = Notebook()
        self._asking: Asking
        self._pages: dict[str, PlannedPage] = {}
        self._known_to_hold: set[str] = set()
        """The paths of pages that are kept as they would be made now."""
        self._is_kept = bool(whole) and kept.note(_WHOLE) == whole and isinstance(kept.note(_PLANNED), list)
        if not self._is_kept:
            self._prepare()

    @property
    def planned(self) -> Sequence[PlannedPage]:
        """Every page, in order."""
        if not self._pages:
            self._pages = {path: PlannedPage(path, _never, (), title) for path, title in self._kept.note(_PLANNED)}
        return list(self._pages.values())

    @property
    def newest(self) -> str:
        """The day of the newest article; empty without articles."""
        return self._edition.newest if self._edition is not None else str(self._kept.note(_NEWEST) or "")

    @property
    def problems(self) -> Sequence[str]:
        """What was found wrong with the corpus but does not stop the build."""
        if self._edition is not None:
            return [str(problem) for problem in self._edition.corpus.problems]
        return [str(problem) for problem in self._kept.note(_PROBLEMS) or ()]

    def files(self) -> Mapping[str, bytes]:
        """The files beside the pages, by path."""
        if self._is_kept:
            return dict(self._kept.files())
        edition = self._prepare()
        made = {file.path: file.content.encode("utf-8", "surrogatepass") for file in build_files(edition)}
        made |= self._publish(edition.corpus)
        if self._whole:
            self._kept.put_files(made)
        return made

    def made(self, page: PlannedPage) -> Made:
        """One of the planned pages."""
        if self._is_kept and (found := self._kept.made(page.path)) is not None:
            return found
        self._prepare()
        page, answers = self._pages[page.path], cast("Answers", self._answers)
        if self._still_holds(page, answers) and (found := self._kept.made(page.path)) is not None:
            return found
        asked = self._notebook.asked = set()
        generated = page.make(cast("Edition", self._asking))
        url = quote(address(page.path, answers.edition.directory_urls))
        made = Made(generated, tuple(search_entries(generated, url)))
        self._kept.keep(made, answers.digest(asked, page.given), asked)
        self._known_to_hold.add(page.path)
        return made

    def entries(self, page: PlannedPage) -> Sequence[Mapping[str, Any]]:
        """What the search index holds of one of the planned pages."""
        if self._is_kept or self._still_holds(self._pages[page.path], cast("Answers", self._answers)):
            found = self._kept.entries(page.path)
            if found is not None:
                return found
        return self.made(page).entries

    def save(self) -> None:
        """Keep what was made so far, and all that was kept before."""
        self._kept.put_note(_WHOLE, "")
        self._kept.save()

    def _still_holds(self, page: PlannedPage, answers: Answers) -> bool:
        """Whether the page that is kept would come out the same."""
        if page.path in self._known_to_hold:
            return True
        before = self._kept.digest(page.path)
        holds = before is not None and answers.digest(before[1], page.given) == before[0]
        if holds:
            self._known_to_hold.add(page.path)
        return holds

    def compiled_templates(self) -> BytecodeCache | None:
        """Where compiled templates are kept beside the pages, if anything is kept."""
        return self._kept.compiled_templates()

    def end(self) -> None:
        """Keep what was made, and nothing that the site no longer has."""
        if not self._is_kept or self._edition is not None:
            edition = self._prepare()
            self._kept.put_note(_PLANNED, [(page.path, page.title) for page in self._pages.values()])
            self._kept.put_note(_NEWEST, edition.newest)
            self._kept.put_note(_PROBLEMS, self.problems)
            self._kept.put_note(_WHOLE, self._whole)
            self._kept.end(self._pages)
            self._stamps.keep_only(edition.corpus)

    def _prepare(self) -> Edition:
        if self._edition is None:
            self._edition = self._read()
            self._answers = Answers(self._edition, self._stamps)
            self._asking = Asking("edition", self._answers, self._notebook)
            self._pages = {page.path: page for page in plan(self._edition)}
        return self._edition


def _never(edition: Any) -> Any:
    raise NotImplementedError("a kept page is not made")
