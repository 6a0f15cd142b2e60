"""``mkdocs serve``: after a change, pages are printed when a browser asks for them, and not before.

The plugin stands before MkDocs' own server (``set_app`` of the standard library's WSGI server): it sees to it that the
file which is asked for is there, and lets MkDocs answer. Pages that a browser shows are printed with the build, so that
they are ready when it loads them again.
"""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from annotate.site.building.acceleration import AcceleratedBuild
from annotate.site.search.search_index import INDEX

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class ServedPages:
    """The pages of the build that is being served."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._build: AcceleratedBuild | None = None
        self._is_building = True
        self._shown: set[str] = set()
        """The files that were asked for since the last build."""

    def pause(self) -> None:
        """Let requests for pages wait: a build begins."""
        with self._change:
            self._is_building, self._build = True, None

    def resume(self, build: AcceleratedBuild | None) -> None:
        """Go on with the pages of ``build``; None: all of them are written."""
        with self._change:
            shown, self._shown = self._shown, set()
            if build is not None:
                for name in sorted(shown):
                    build.write(name)
            self._is_building, self._build = False, build
            self._change.notify_all()

    def before(self, server: Application, mount_path: str) -> Application:
        """``server`` with every page written before it is asked for it."""

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if f"{path}/".startswith(mount_path):
                self._provide(path.removeprefix(mount_path))
            return server(environ, start_response)

        return answer

    def _provide(self, path: str) -> None:
        name = posixpath.normpath("/" + (f"{path}index.html" if not path or path.endswith("/") else path)).lstrip("/")
        if name == INDEX:
            self._complete_search()
        elif name.endswith(".html"):
            with self._change:
                self._change.wait_for(lambda: not self._is_building)
                if self._build is not None and self._build.write(unquote(name)):
                    self._shown.add(unquote(name))
        else:
            self._provide_folder(name)

    def _provide_folder(self, name: str) -> None:
        """An address without its last slash, which MkDocs sends on if there is such a page."""
        with self._change:
            if self._build is not None:
                self._build.write(f"{unquote(name)}/index.html")

    def _complete_search(self) -> None:
        """Bring the search index up to date, unless a build begins meanwhile."""
        with self._change:
            self._change.wait_for(lambda: not self._is_building)
            build = self._build
        if build is None:
            return
        for step in build.search_steps():
            with self._change:
                if self._build is not build:
                    return
                step()
