"""The site's own style sheet and script, each joined from the files of a folder, one subject a file."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("colours", "frame", "marks", "notes", "timeline", "chart", "pages", "print")
"""In the order of the cascade: of equal rules the later one holds."""
SCRIPTS = ("frame", "search", "steps", "filters", "narrow", "cards")


def style_sheet() -> str:
    """Every style sheet, in one."""
    return "\n".join((ASSETS / "style" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


def script() -> str:
    """Every script, in one. Each is closed in itself."""
    return "\n".join((ASSETS / "script" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def search_worker() -> str:
    """What answers the search where the index is in parts."""
    return (ASSETS / "search-worker.js").read_text(encoding="utf-8")


def worker() -> str:
    """What lets the search work from disk; only sites with Material's offline plugin need it."""
    return (ASSETS / "iframe-worker.js").read_text(encoding="utf-8")
