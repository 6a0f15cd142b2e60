"""The MkDocs plugin: from a corpus folder to the pages of the site, which :mod:`annotate.site.pages` makes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from annotate.corpus.pictures import pictures
from annotate.site.addresses import FOLDERS
from annotate.site.asset_files import ASSETS, TEMPLATES, script, search_worker, style_sheet, worker
from annotate.site.build_date import start_the_clock, stop_the_clock
from annotate.site.building.acceleration import AcceleratedBuild, has_search, hindrance
from annotate.site.building.kept_pages import KeptPages
from annotate.site.building.mkdocs_page import add_page
from annotate.site.building.page_source import PageSource
from annotate.site.building.served_pages import ServedPages
from annotate.site.building.standing_pages import StandingPages
from annotate.site.building.what_is_built import articles_size, corpus_digest, setting_digest
from annotate.site.config import AnnotateConfig
from annotate.site.frame import SEARCH_WORKER, mended, with_search_worker
from annotate.site.search.search_index import SearchIndex
from annotate.site.shown.corrections import corrections
from annotate.site.shown.file_places import repository_of
from annotate.site.site_settings import SiteSettings

if TYPE_CHECKING:
    from annotate.site.building.workshop import Workshop

THEME = Path(__file__).parent / "theme"
STYLE, SCRIPT = "dateline/dateline.css", "dateline/dateline.js"
KEPT = Path(".cache") / "annotate"
"""Below the folder of ``mkdocs.yml``."""
SMALL = 3_000_000
"""Bytes of all articles together up to which the search index stays in one file, if nothing else is asked for."""
OFFLINE, WORKER = "material/offline", "dateline/iframe-worker.js"

log = get_plugin_logger("annotate")


class AnnotatePlugin(BasePlugin[AnnotateConfig]):  # type: ignore[no-untyped-call]  # as in config.py
    """Adds a page for each article, actor and event, and their indexes."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this plugin, and what it has read, over the rebuilds of ``mkdocs serve``."""
        self.serving = command == "serve"
        self.dirty = dirty
        self.build: AcceleratedBuild | None = None
        self.last_build: AcceleratedBuild | None = None
        self.kept: KeptPages | None = None
        self.standing: StandingPages | None = None
        self.workshop: Workshop | None = None
        self.addresses: set[str] = set()
        self.served = ServedPages()
        self.is_served = False
        self.is_split = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the style sheet, the script and the frame around generated pages."""
        if str(THEME) not in config.theme.dirs:
            # The last directory but MkDocs' own: a site's own theme files come first.
            config.theme.dirs.insert(max(len(config.theme.dirs) - 1, 0), str(THEME))
        if STYLE not in config.extra_css:
            config.extra_css.append(STYLE)
        if SCRIPT not in map(str, config.extra_javascript):
            config.extra_javascript.append(SCRIPT)
        if OFFLINE in config.plugins:
            # Material would load this from elsewhere, and a reader's disk has no network to ask.
            others = [address for address in config.extra.get("polyfills", []) if "iframe-worker" not in address]
            config.extra["polyfills"] = [*others, WORKER]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let browsers wait for what is built now, and take pages that may stay out of the way of the cleaning."""
        self.served.pause()
        self.standing = None
        if not self.serving and self.config.accelerate and not self.dirty and not hindrance(config, self):
            self.standing = StandingPages(Path(config.site_dir), self._base(config) / KEPT / "standing")
            self.standing.take(FOLDERS)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages.

        Raises:
            PluginError: with one line for each problem of the corpus.
        """
        self.is_split = self._splits_search(config)
        if self._accelerates(config):
            beside = self._begin(files, config)
        else:
            settings = self._settings(config)
            edition, pages, beside = self._workshop().everything(settings, corrections(settings.folder))
            stop_the_clock(edition.newest)
            for problem in edition.corpus.problems:
                log.info("%s", problem)
            for page, made in pages:
                if files.get_file_from_path(page.path) is None:  # the docs folder has no page of its own there
                    file = add_page(made, files, config, in_nav=page.in_nav)
                    self.addresses.add(file.url)
        for path, data in beside.items():
            files.append(File.generated(config, path, content=data))
        files.append(File.generated(config, STYLE, content=style_sheet()))
        files.append(File.generated(config, SCRIPT, content=script()))
        if OFFLINE in config.plugins:
            files.append(File.generated(config, WORKER, content=worker()))
        if self.is_split:
            files.append(File.generated(config, SEARCH_WORKER, content=search_worker()))
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that are printed at the end."""
        if self.build is not None:
            self.build.hear(nav)
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates for them, and have the actors' pictures copied beside the pages."""
        for name, file in pictures(self._folder(config).absolute()).items():
            files.append(File.generated(config, f"pictures/{name}", abs_src_path=str(file)))
        if self.build is not None:
            self.build.begin(env, files)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name them in the sitemap."""
        if self.build is not None and template_name == "sitemap.xml":
            context["pages"] = self.build.listed(context["pages"])  # type: ignore[typeddict-item]  # as its template reads
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend the frame around the page."""
        return self._framed(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the frame around the page of what is not found."""
        return self._framed(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-50)  # behind the search, which writes its index, and before what packs that for the disk
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print the pages that MkDocs was not given, and let the build's date end with it."""
        if self.build is not None:
            self.build.finish()
        else:
            index = SearchIndex(Path(config.site_dir))
            index.shorten(self.config.search_words, self.addresses)
            if self.is_split:
                index.write_parts(None)
            elif self.config.search_words:
                index.write()
        self.served.resume(self.build)
        self._end()

    def on_build_error(self, *, error: Exception) -> None:
        """As after a build that succeeded."""
        self._end()

    def on_shutdown(self) -> None:
        """Let go of the pages that are kept."""
        if self.kept is not None:
            self.kept.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Rebuild when the corpus, a template, the style sheet or the script changes."""
        for folder in (self._folder(config), TEMPLATES, ASSETS, THEME):
            server.watch(str(folder))
        self.is_served = True
        if self.last_build is not None:
            self.last_build.set_aside()
        application = server.get_app()
        if application is not None:
            server.set_app(self.served.before(application, server.mount_path))
        return server

    def _end(self) -> None:
        self.last_build, self.build = self.build, None
        start_the_clock()
        if self.kept is not None and not self.serving:
            self.kept.close()
            self.kept = None

    def _framed(self, html: str) -> str:
        found = with_search_worker(html) if self.is_split else html
        if found is None:
            log.warning("the theme says nothing of its search; set 'split_search: never' below 'annotate'")
        return mended(html if found is None else found)

    def _splits_search(self, config: MkDocsConfig) -> bool:
        if self.config.split_search == "never" or not has_search(config):
            return False
        if OFFLINE in config.plugins:  # from disk, a browser loads no parts
            return False
        return self.config.split_search == "always" or articles_size(self._folder(config)) > SMALL

    def _accelerates(self, config: MkDocsConfig) -> bool:
        if not self.config.accelerate or self.dirty:
            return False
        why = hindrance(config, self)
        if why:
            log.info("every page is built by MkDocs, which takes longer: %s", why)
        return not why

    def _begin(self, files: Files, config: MkDocsConfig) -> Mapping[str, bytes]:
        """Plan the pages that MkDocs is not given, and return the files beside them."""
        settings = self._settings(config)
        digest = setting_digest(settings)
        if self.kept is None or self.kept.setting != digest:
            if self.kept is not None:
                self.kept.close()
            self.kept = KeptPages(
                self._base(config) / KEPT / ("served.sqlite" if self.serving else "pages.sqlite"), digest
            )
        reviewed = corrections(settings.folder)
        whole = ""  # while it is served, something has changed
        if not self.is_served:
            content, states = corpus_digest(settings.folder, self.kept.note("states") or {})
            self.kept.put_note("states", states)
            whole = f"{content} {reviewed!r}"
        source = PageSource(self.kept, whole, lambda: self._workshop().pages(settings, reviewed))
        stop_the_clock(source.newest)
        for problem in source.problems:
            log.info("%s", problem)
        self.build = AcceleratedBuild(
            config,
            source,
            self.standing,
            lazy=self.is_served,
            search_words=self.config.search_words,
            split_search=self.is_split,
        )
        self.build.add(files)
        return source.files()

    def _workshop(self) -> Workshop:
        if self.workshop is None:
            from annotate.site.building.workshop import Workshop  # noqa: PLC0415  # loads much that most builds do not need

            compiled = self.kept.compiled_templates() if self.kept is not None else None
            self.workshop = Workshop(serving=self.serving, compiled=compiled)
        return self.workshop

    def _settings(self, config: MkDocsConfig) -> SiteSettings:
        return SiteSettings(
            self._folder(config),
            config.site_name,
            config.site_url or "",
            config.use_directory_urls,
            self._repository(config),
            self.config.exports,
            self.config.fewest_articles,
            self.serving,
            has_search(config),
        )

    def _repository(self, config: MkDocsConfig) -> str:
        return repository_of(self._folder(config), Path(config.docs_dir), config.repo_url, config.edit_uri)

    def _base(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()

    def _folder(self, config: MkDocsConfig) -> Path:
        folder = (self._base(config) / self.config.corpus).absolute()
        # Messages name files as a person would from where they stand.
        return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
