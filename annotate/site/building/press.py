"""Prints generated pages in the theme's frame: through the theme, or into a shell that the theme printed before.

Only what MkDocs offers to plugins is used, in the order in which MkDocs itself uses it for a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from annotate.site.building.mkdocs_page import AnnotatePage
from annotate.site.building.shell import Shell, ShellError, ShellKey, shell_key, stand_in
from annotate.site.generated import GeneratedPage
from annotate.site.search.search_entries import without_hints

log = get_plugin_logger("annotate")


class Press:
    """Prints the pages of one build."""

    def __init__(self, config: MkDocsConfig, nav: Navigation, env: Environment, files: Files, *, search: bool) -> None:
        self._config, self._nav, self._env, self._files = config, nav, env, files
        self._documents: Sequence[File] = files.documentation_pages()
        self._search = search
        """Whether the search reads the pages, and takes its hints out of them."""
        self._shells: dict[ShellKey, Shell | None] = {}
        self.frames: set[str] = set()
        """The digests of the shells so far."""

    def printed(self, page: GeneratedPage, file: File | None = None) -> str:
        """The whole page, as MkDocs would write it; into ``file`` where it stands in the navigation."""
        key = shell_key(page)
        if key is None or file is not None:
            return self.through_the_theme(page, file)
        if key not in self._shells:
            self._shells[key] = self._shell(key, page)
            self.frames.add(self.frame(page))
        shell = self._shells[key]
        return self.through_the_theme(page) if shell is None else self._filled(shell, page)

    def frame(self, page: GeneratedPage) -> str:
        """The digest of the shell that ``page`` was printed in; empty where it was in none."""
        key = shell_key(page)
        shell = self._shells.get(key) if key is not None else None
        return shell.digest if shell is not None else ""

    def through_the_theme(self, page: GeneratedPage, file: File | None = None) -> str:
        """The page as it comes out of the theme's templates."""
        config, level = self._config, InclusionLevel.NOT_IN_NAV
        if file is not None and isinstance(file.page, AnnotatePage):
            made = file.page  # which the navigation knows
            made.show(page)
        else:
            made = AnnotatePage(page, File.generated(config, page.path, content="", inclusion=level), config)
        made.read_source(config)
        made.meta["search"] = {"exclude": True}  # its entries are made elsewhere
        made.render(config, self._files)
        made.active = True  # and those that it stands below in the navigation
        context = get_context(self._nav, self._documents, config, made)
        template = self._env.get_template(made.meta["template"])
        context = config.plugins.on_page_context(context, page=made, config=config, nav=self._nav)
        output = config.plugins.on_post_page(template.render(context), page=made, config=config)
        made.active = False
        return output

    def _filled(self, shell: Shell, page: GeneratedPage) -> str:
        return shell.filled(page, without_hints(page.html) if self._search else page.html)

    def _shell(self, key: ShellKey, first: GeneratedPage) -> Shell | None:
        """The shell of ``key``, tried on the ``first`` page; None where the theme prints that in another way."""
        try:
            shell = Shell(self.through_the_theme(stand_in(key)), key)
            if self._filled(shell, first) == self.through_the_theme(first):
                return shell
            why = "the theme prints pages of this kind each in its own way"
        except ShellError as error:
            why = str(error)
        log.info("pages like %s are printed one by one, which takes longer: %s", first.path, why)
        return None
