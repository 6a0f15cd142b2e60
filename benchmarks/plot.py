"""Draws ``benchmarks/results.json`` for ``docs/performance.md``: what a page costs, by the number of articles.

``python -m benchmarks.plot`` writes one picture for light and one for dark surroundings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.site_speed import RESULTS

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
COLOURS: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "light": ("#1c2733", "#c9d1d9", ("#0b5cad", "#b3541e", "#5b6470", "#7a3e9d", "#2f7d4f", "#8a6d00")),
    "dark": ("#e6edf3", "#3d4753", ("#7cb7ff", "#f0a36b", "#a9b4c0", "#cfa5ea", "#7fd1a0", "#e3c45f")),
}
"""Of text, of the grid, and of the lines."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 380, 64, 240, 20, 48
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)

Point = tuple[int, float]
"""Articles, and milliseconds a page."""


def main() -> None:
    """Draw both pictures."""
    builds = json.loads(RESULTS.read_text(encoding="utf-8"))["builds"]
    for name, (ink, grid, colours) in COLOURS.items():
        (IMAGES / f"performance-{name}.svg").write_text(drawn(builds, ink, grid, colours), encoding="utf-8")


def series(builds: Iterable[Mapping[str, Any]]) -> dict[str, list[Point]]:
    """By what was built, what a page took, with growing numbers of articles."""
    found: dict[str, list[Point]] = {}
    for one in sorted(builds, key=lambda one: int(one["articles"])):
        found.setdefault(one["what"], []).append((one["articles"], 1000 * one["processor"] / one["pages"]))
    return found


def drawn(builds: Iterable[Mapping[str, Any]], ink: str, grid: str, colours: Sequence[str]) -> str:
    """The picture as SVG."""
    lines = series(builds)
    points = [point for line in lines.values() for point in line]
    least, most = min(x for x, _ in points), max(x for x, _ in points)
    low = max((tick for tick in _TICKS if tick <= min(y for _, y in points)), default=_TICKS[0])
    top = min((tick for tick in _TICKS if tick >= max(y for _, y in points)), default=_TICKS[-1])

    def place(point: Point) -> tuple[float, float]:
        """On a logarithmic scale both ways."""
        share = math.log(point[0] / least) / (math.log(most / least) or 1)
        height = math.log(point[1] / low) / math.log(top / low)
        return LEFT + share * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" fill="{ink}">',
        "<title>CPU milliseconds a page, by the number of articles</title>",
        *_grid(sorted({x for x, _ in points}), [tick for tick in _TICKS if low <= tick <= top], place, grid),
    ]
    labels: list[tuple[float, str, str]] = []
    for (what, line), colour in zip(lines.items(), (*colours, *colours), strict=False):
        spots = [place(point) for point in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in spots]
        labels.append((spots[-1][1], f"{what}: {line[-1][1]:.1f}", colour))
    parts += _labels(labels)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _grid(sizes: Sequence[int], ticks: Sequence[float], place: Any, colour: str) -> Iterator[str]:
    for tick in ticks:
        y = place((sizes[0], tick))[1]
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
    for size in sizes:
        x = place((size, ticks[0]))[0]
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">articles</text>'
    yield f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {HEIGHT / 2})">ms a page</text>'


def _labels(labels: Iterable[tuple[float, str, str]]) -> Iterator[str]:
    """Beside the end of each line, one below the other where they would meet."""
    below = -math.inf
    for y, text, colour in sorted(labels):
        below = max(y + 4, below + 17)
        yield f'<text x="{WIDTH - RIGHT + 12}" y="{below:.1f}" fill="{colour}">{escape(text)}</text>'


if __name__ == "__main__":
    main()
