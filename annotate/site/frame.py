"""Mends what the theme's own frame around every page writes against the HTML standard."""

from __future__ import annotations

import re

SEARCH_WORKER = "dateline/search-worker.js"
"""From the root of the site: answers the search from an index in parts."""

_CHECKBOX = ' type="checkbox" id="__{}" autocomplete="off"'


_OWN_WORKER = re.compile(r'("search": ?"[^"]*?)assets/javascripts/workers/[^"]+"')


def with_search_worker(html: str) -> str | None:
    """A whole page whose search asks our worker, which Material leaves to its settings; None where it names none."""
    before, begin, after = html.partition('id="__config"')
    if not begin:
        return html
    changed, times = _OWN_WORKER.subn(rf'\g<1>{SEARCH_WORKER}"', after, count=1)
    return before + begin + changed if times else None


def mended(html: str) -> str:
    """A whole page, with attributes that a browser ignores or a checker refuses put right."""
    for name in ("drawer", "search"):
        html = html.replace(_CHECKBOX.format(name), f' type="checkbox" id="__{name}"')
    html = html.replace(' tabindex=""', ' tabindex="0"')
    if 'id="__toc"' not in html:  # without the navigation, the label of its table of contents labels nothing
        html = html.replace(' for="__toc"', "")
    return html
