"""Number the charts, and link source entries back to the data points that cite them."""

import re
from collections.abc import Iterable
from html import escape

_TITLE = '<p class="figure-title">'
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")#([^"]+)')
_FOR_PHONES = '<div class="chart-panel phone-only"'
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


def lead_elsewhere(fragments: list[str], file: str) -> list[str]:
    """Let links without an aim on the page lead to the same aim in another file."""
    ids = {name for fragment in fragments for name in _ID.findall(fragment)}

    def with_file(link) -> str:
        return link[0] if link[2] in ids else f"{link[1]}{escape(file)}#{link[2]}"

    return [_LINK.sub(with_file, fragment) for fragment in fragments]


def add_back_links(fragments: list[str], labels: dict) -> list[str]:
    """Give each source entry a link to the first point that cites it in every chart."""
    points = _points(fragments)

    def with_links(entry) -> str:
        before, _, name, after = entry.groups()
        links = ", ".join(
            "".join(
                f'<a class="back{screens}" href="#{point}">{escape(labels["chart"].lower())} {number}</a>'
                for screens, point in ways
            )
            for number, ways in points.get(name, {}).items()
        )
        return before + (f'<br><span class="ways">{escape(labels["back"])} {links}</span>' if links else "") + after

    return [_ENTRY.sub(with_links, fragment) if ' id="src-' in fragment else fragment for fragment in fragments]


def _points(fragments: list[str]) -> dict[str, dict[int, list[tuple[str, str]]]]:
    """For each entry: by the number of a chart, the first of its points that leads to the entry, on every drawing.

    With the point the classes of its screens, where a chart is drawn for phones too.
    """
    first_points: dict[str, dict[int, list[tuple[str, str]]]] = {}
    charts = [fragment for fragment in fragments if fragment.startswith('<figure class="chart"')]
    for number, chart in enumerate(charts, 1):
        wide, _, narrow = chart.partition(_FOR_PHONES)
        for drawing, screens in ((wide, " wide-only" if narrow else ""), (narrow, " phone-only")):
            first = {entry: point for point, _, entry in reversed(_POINT.findall(drawing))}
            for entry, point in first.items():
                first_points.setdefault(entry, {}).setdefault(number, []).append((screens, point))
    return first_points
