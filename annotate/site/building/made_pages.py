"""The pages of one edition, each made when it is asked for, together with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast
from urllib.parse import quote

from annotate.site.addresses import address
from annotate.site.building.kept_pages import Made
from annotate.site.building.rests_on import Answers, Asking, Notebook, Question, Stamps
from annotate.site.edition import Edition
from annotate.site.generated import PlannedPage
from annotate.site.pages import plan
from annotate.site.search.search_entries import search_entries


class MadePages:
    """Makes pages, and tells whether one that was made before would come out the same."""

    def __init__(self, edition: Edition, stamps: Stamps, files: Callable[[], Mapping[str, bytes]]) -> None:
        """The pages of ``edition``.

        Args:
            edition: of the corpus as it is now.
            stamps: digests of parts of earlier editions, which are used again.
            files: makes the files beside the pages, by path.
        """
        self._edition, self._stamps = edition, stamps
        self._answers = Answers(edition, stamps)
        self._notebook = Notebook(self._answers)
        self._asking = Asking("edition", self._notebook)
        self.files = files

    @property
    def planned(self) -> Sequence[PlannedPage]:
        """Every page, in order."""
        return list(plan(self._edition))

    @property
    def newest(self) -> str:
        """The day of the newest article; empty without articles."""
        return self._edition.newest

    @property
    def problems(self) -> Sequence[str]:
        """What was found wrong with the corpus but does not stop the build."""
        return [str(problem) for problem in self._edition.corpus.problems]

    def make(self, page: PlannedPage) -> tuple[Made, str, Iterable[Question]]:
        """The page, with a digest of what it rests on and the questions that it asked."""
        asked = self._notebook.asked = set()
        generated = page.make(cast("Edition", self._asking))
        url = quote(address(page.path, self._edition.directory_urls))
        made = Made(generated, tuple(search_entries(generated, url)))
        return made, self.digest(asked, page), asked

    def digest(self, asked: Iterable[Question], page: PlannedPage) -> str:
        """What :meth:`make` would return for a page that asks the same questions."""
        return self._answers.digest(asked, page.given)

    def end(self) -> None:
        """Forget the digests of what is no longer in the corpus."""
        self._stamps.keep_only(self._edition.corpus)
