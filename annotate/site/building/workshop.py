"""Reads the corpus and makes its pages.

A build in which nothing has changed has nothing to make. It does not even import this module, for loading all that
pages are made with would take a good part of its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import BytecodeCache
from mkdocs.exceptions import PluginError

from annotate.corpus.problems import CorpusError
from annotate.corpus.read_before import ReadBefore
from annotate.exporting import published_files
from annotate.site.building.made_pages import MadePages
from annotate.site.building.rests_on import Stamps
from annotate.site.edition import Edition, environment
from annotate.site.generated import GeneratedPage, PlannedPage
from annotate.site.pages import build_files, plan
from annotate.site.shown.corrections import Correction
from annotate.site.shown.file_places import FilePlaces
from annotate.site.site_settings import SiteSettings
from annotate.timeline.linked import Corpus
from annotate.timeline.minor_actors import without_minor_actors
from annotate.workflow import load


class Workshop:
    """Kept over the rebuilds of ``mkdocs serve``: what was read before and has not changed is not read again."""

    def __init__(self, *, serving: bool, compiled: BytecodeCache | None = None) -> None:
        """Templates are read anew when they change only where ``serving``; ``compiled`` keeps them compiled."""
        self._templates = environment(reload=serving)
        self._templates.bytecode_cache = compiled
        # A single build would only hold what it has read twice.
        self._before = ReadBefore() if serving else None
        self._stamps = Stamps() if serving else None
        self._published: dict[str, bytes] | None = None

    def pages(self, settings: SiteSettings, reviewed: Sequence[Correction]) -> MadePages:
        """The pages of the corpus as it is now, each made when it is asked for, and the files beside them.

        Raises:
            PluginError: with one line for each problem of the corpus.
        """
        whole, edition = self._read(settings, reviewed)
        return MadePages(edition, self._stamps or Stamps(), lambda: self._files(settings, whole, edition))

    def everything(
        self, settings: SiteSettings, reviewed: Sequence[Correction]
    ) -> tuple[Edition, Sequence[tuple[PlannedPage, GeneratedPage]], Mapping[str, bytes]]:
        """The same, all made at once.

        Raises:
            PluginError: with one line for each problem of the corpus.
        """
        whole, edition = self._read(settings, reviewed)
        return edition, [(page, page.make(edition)) for page in plan(edition)], self._files(settings, whole, edition)

    def _read(self, settings: SiteSettings, reviewed: Sequence[Correction]) -> tuple[Corpus, Edition]:
        """The corpus, and the edition of it, which leaves minor actors out."""
        try:
            whole = load(settings.folder, self._before)
        except CorpusError as error:
            raise PluginError(f"the corpus cannot be built as it is:\n{error}") from None
        return whole, Edition(
            without_minor_actors(whole, settings.fewest_articles),
            self._templates,
            settings.directory_urls,
            settings.site_name,
            settings.site_url,
            settings.exports,
            reviewed,
            FilePlaces(whole.lines, settings.folder.as_posix(), settings.repository, settings.serving),
        )

    def _files(self, settings: SiteSettings, whole: Corpus, edition: Edition) -> dict[str, bytes]:
        made = {file.path: file.content.encode("utf-8", "surrogatepass") for file in build_files(edition)}
        return made | self._exports(settings, whole)

    def _exports(self, settings: SiteSettings, whole: Corpus) -> dict[str, bytes]:
        """The corpus in other formats, beside the pages. While serving, they stay as they were at the start: making
        them takes longer than all the pages.
        """
        if not settings.exports:
            return {}
        if not settings.serving or self._published is None:
            made = published_files(whole, settings.site_url, settings.site_name, settings.directory_urls)
            self._published = {file.path: file.data for file in made}
        return self._published
