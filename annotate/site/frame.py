"""Mends what the theme's own frame around every page writes against the HTML standard."""

from __future__ import annotations

_CHECKBOX = ' type="checkbox" id="__{}" autocomplete="off"'


def mended(html: str) -> str:
    """A whole page, with attributes that a browser ignores or a checker refuses put right."""
    for name in ("drawer", "search"):
        html = html.replace(_CHECKBOX.format(name), f' type="checkbox" id="__{name}"')
    html = html.replace(' tabindex=""', ' tabindex="0"')
    if 'id="__toc"' not in html:  # without the navigation, the label of its table of contents labels nothing
        html = html.replace(' for="__toc"', "")
    return html
