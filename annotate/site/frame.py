"""Mends what the theme's own frame around every page writes against the HTML standard."""

from __future__ import annotations

import re

SEARCH_WORKER = "dateline/search-worker.js"
"""From the root of the site: answers the search from an index in parts."""

_CHECKBOX = ' type="checkbox" id="__{}" autocomplete="off"'
_NO_SKIP = re.compile(r'(<div data-md-component="skip">)\s*(?=</div>)')
_SKIP = r'\1<a href="#__content" class="md-skip">Skip to content</a>'
_CONTENT = '<article class="md-content__inner'
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
    return _with_skip(html)


def _with_skip(html: str) -> str:
    """With a first link past the navigation, which the theme gives to pages with a table of contents only."""
    before, begin, after = html.partition(_CONTENT)
    found, times = _NO_SKIP.subn(_SKIP, before, count=1)
    return f'{found}<article id="__content"{begin.removeprefix("<article")}{after}' if begin and times else html
