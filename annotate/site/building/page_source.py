"""Where a build's pages come from: kept from the last build as far as nothing they rest on has changed, else made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache

from annotate.site.building.kept_pages import KeptPages, Made
from annotate.site.building.standing_pages import Standing
from annotate.site.generated import PlannedPage

if TYPE_CHECKING:
    from annotate.site.building.made_pages import MadePages

_PLANNED, _WHOLE, _NEWEST, _PROBLEMS, _STANDING = "planned", "whole", "newest", "problems", "standing"


class PageSource:
    """The pages and files of one build.

    Where nothing at all has changed since the last build, the corpus is not even read.
    """

    def __init__(self, kept: KeptPages, whole: str, read: Callable[[], MadePages]) -> None:
        """Pages of the corpus that ``read`` reads.

        Args:
            kept: those of the last build.
            whole: a digest of everything that goes into the site; empty: something has changed for certain.
            read: reads the corpus; asked only when it is needed.
        """
        self._kept, self._whole, self._read = kept, whole, read
        self._making: MadePages | None = None
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
        return self._making.newest if self._making is not None else str(self._kept.note(_NEWEST) or "")

    @property
    def problems(self) -> Sequence[str]:
        """What was found wrong with the corpus but does not stop the build."""
        if self._making is not None:
            return self._making.problems
        return [str(problem) for problem in self._kept.note(_PROBLEMS) or ()]

    def files(self) -> Mapping[str, bytes]:
        """The files beside the pages, by path."""
        if self._is_kept:
            return dict(self._kept.files())
        made = self._prepare().files()
        if self._whole:
            self._kept.put_files(made)
        return made

    def made(self, page: PlannedPage) -> Made:
        """One of the planned pages."""
        if self._is_kept and (found := self._kept.made(page.path)) is not None:
            return found
        making = self._prepare()
        page = self._pages[page.path]
        if self._still_holds(page, making) and (found := self._kept.made(page.path)) is not None:
            return found
        made, digest, asked = making.make(page)
        self._kept.keep(made, digest, asked)
        self._known_to_hold.add(page.path)
        return made

    def entries(self, page: PlannedPage) -> Sequence[Mapping[str, Any]]:
        """What the search index holds of one of the planned pages."""
        if self.stands(page):
            found = self._kept.entries(page.path)
            if found is not None:
                return found
        return self.made(page).entries

    def stands(self, page: PlannedPage) -> bool:
        """Whether one of the planned pages is as it was in the last build."""
        return self._is_kept or self._still_holds(self._pages[page.path], self._prepare())

    @property
    def standing(self) -> Mapping[str, Standing]:
        """The files that the last build wrote, by name."""
        known = self._kept.note(_STANDING)
        return {name: (one[0], one[1], one[2]) for name, one in known.items()} if isinstance(known, dict) else {}

    def save(self) -> None:
        """Keep what was made so far, and all that was kept before."""
        self._kept.put_note(_WHOLE, "")
        self._kept.save()

    def _still_holds(self, page: PlannedPage, making: MadePages) -> bool:
        """Whether the page that is kept would come out the same."""
        if page.path in self._known_to_hold:
            return True
        before = self._kept.digest(page.path)
        holds = before is not None and making.digest(before[1], page) == before[0]
        if holds:
            self._known_to_hold.add(page.path)
        return holds

    def compiled_templates(self) -> BytecodeCache | None:
        """Where compiled templates are kept beside the pages, if anything is kept."""
        return self._kept.compiled_templates()

    def search_parts(self, digest: str) -> tuple[str, Mapping[str, bytes]] | None:
        """The parts of the search index with that digest, if they are kept; the folder that they lie in comes first."""
        return self._kept.search_parts(digest)

    def keep_search_parts(self, digest: str, folder: str, files: Mapping[str, bytes]) -> None:
        """Keep them for the next build."""
        self._kept.keep_search_parts(digest, folder, files)

    def end(self, standing: Mapping[str, Standing]) -> None:
        """Keep what was made, and nothing that the site no longer has; ``standing`` are the files that were written."""
        self._kept.put_note(_STANDING, standing)
        if not self._is_kept or self._making is not None:
            making = self._prepare()
            self._kept.put_note(_PLANNED, [(page.path, page.title) for page in self._pages.values()])
            self._kept.put_note(_NEWEST, making.newest)
            self._kept.put_note(_PROBLEMS, self.problems)
            self._kept.put_note(_WHOLE, self._whole)
            self._kept.end(self._pages)
            making.end()
        else:
            self._kept.save()

    def release(self) -> None:
        """Let go of the corpus: every page is made."""
        self._making, self._pages = None, {}

    def keep(self) -> None:
        """Keep for good what was kept since :meth:`end`."""
        self._kept.save()

    def _prepare(self) -> MadePages:
        if self._making is None:
            self._making = self._read()
            self._pages = {page.path: page for page in self._making.planned}
        return self._making


def _never(edition: Any) -> Any:
    raise NotImplementedError("a kept page is not made")
