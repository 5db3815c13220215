"""Number the charts, and link source entries back to the data points that cite them."""

import re
from collections.abc import Iterable
from html import escape

_TITLE = '<p class="figure-title">'
_POINT = re.compile(r'<g id="([^"]*pt-[^"]+)">((?:(?!<g id="[^"]*pt-).)*?)<a\b[^>]*?\bhref="#([^"]+)"', re.DOTALL)
_ENTRY = re.compile(
    r'(<(tr|div)\b[^>]*\bid="(src-[^"]+)"[^>]*>(?:(?!</\2>).)*?)((?:</td>\s*)?</\2>)', re.DOTALL | re.IGNORECASE
)


def number_figures(fragments: Iterable[str], labels: dict) -> list[str]:
    """Put ``Chart 1``, ``Chart 2`` … before the titles of the charts."""
    count = 0
    numbered = []
    for fragment in fragments:
        if fragment.startswith('<figure class="chart"'):
            count += 1
            number = f'<span class="figure-number">{escape(labels["chart"])} {count}</span> '
            fragment = fragment.replace(_TITLE, _TITLE + number, 1)
        numbered.append(fragment)
    return numbered


def add_back_links(fragments: list[str], labels: dict) -> list[str]:
    """Give each source entry a link to the first point that cites it in every chart."""
    points = _points(fragments)

    def with_links(entry) -> str:
        before, _, name, after = entry.groups()
        links = ", ".join(
            f'<a class="back" href="#{point}">{escape(labels["chart"].lower())} {number}</a>'
            for number, point in points.get(name, {}).items()
        )
        return before + (f'<br><span class="ways">{escape(labels["back"])} {links}</span>' if links else "") + after

    return [_ENTRY.sub(with_links, fragment) if ' id="src-' in fragment else fragment for fragment in fragments]


def _points(fragments: list[str]) -> dict[str, dict[int, str]]:
    """By entry and number of the chart, the first point that links to the entry."""
    first_points: dict[str, dict[int, str]] = {}
    charts = [fragment for fragment in fragments if fragment.startswith('<figure class="chart"')]
    for number, chart in enumerate(charts, 1):
        for point, _, entry in _POINT.findall(chart):
            first_points.setdefault(entry, {}).setdefault(number, point)
    return first_points
