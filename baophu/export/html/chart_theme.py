"""The styles of all charts of a page as one style sheet, in which each colour has its counterpart for dark paper.

Charts are drawn for white paper, and the PDF takes them so. On the page every colour becomes a custom property:
``#0072b2`` is ``var(--c0072b2)``, and ``var(--t0072b2)`` where it colours text, which needs more contrast.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator
from itertools import count

WHITE, PAPER = "#ffffff", "#11171c"  # the page's paper, light and dark, as in style.css
CONTRAST_OF_TEXT = 4.5  # WCAG 2.2, 1.4.3

# Chosen by eye for the palette of baophu.report.charts.style; any other colour gets its lightness turned round.
DARK = {
    "#ffffff": PAPER,
    "#000000": "#f2f5f7",
    "#222222": "#e4eaee",  # ink
    "#767676": "#9dabb5",  # the country
    "#e6e6e6": "#2b3741",  # grid
    "#0072b2": "#5ab4ec",  # as announced
    "#d55e00": "#f5955a",  # on the statistics office's population
    "#009e73": "#41c99f",  # targets
    "#b22222": "#f58f87",  # falls
    "#9cc9e8": "#2f6a91",  # estimates
}

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
# Data points keep their ids, for links lead to them.
_ID = re.compile(r' id="(?![^"]*pt-)([^"]+)"')
_REFERENCE = re.compile(r'( href="#|url\(#)([^")]+)')
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def apply_theme(fragments: Iterable[str]) -> tuple[list[str], str]:
    """Move the styles of the drawings into a style sheet.

    Returns
    -------
    The fragments, whose drawings have classes instead, and the style sheet; empty without a drawing.
    """
    classes: dict[str, str] = {}

    def classed(style) -> str:
        return f' class="{classes.setdefault(style[1], _name(len(classes)))}"'

    ids = count()
    # Ids first: a hatched shape refers to its pattern from within its style.
    changed = [_SVG.sub(lambda svg: _STYLE.sub(classed, _renamed(svg[0], ids)), fragment) for fragment in fragments]
    rules = [f".{name}{{{_with_properties(style)}}}" for style, name in classes.items()]
    return changed, _colours(classes) + "".join(rules)


def _renamed(svg: str, ids: Iterator[int]) -> str:
    """Shapes and clips are called ``s0``, ``s1`` … through the page; an id that nothing in the drawing uses goes."""
    used = {found[2] for found in _REFERENCE.finditer(svg)}
    names = {name: f"s{next(ids)}" for name in _ID.findall(svg) if name in used}
    svg = _ID.sub(lambda found: f' id="{names[found[1]]}"' if found[1] in names else "", svg)
    return _REFERENCE.sub(lambda found: found[1] + names.get(found[2], found[2]), svg)


def dark_colour(colour: str) -> str:
    """The counterpart of a colour on dark paper."""
    if colour.lower() in DARK:
        return DARK[colour.lower()]
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(colorsys.hls_to_rgb(hue, 0.12 + 0.8 * (1 - lightness), saturation * 0.9))


def legible_colour(colour: str, paper: str) -> str:
    """The colour, or the nearest lightness of it that can be read as text on that paper."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -0.01 if contrast_ratio(paper, "#000000") > contrast_ratio(paper, WHITE) else 0.01
    while contrast_ratio(colour, paper) < CONTRAST_OF_TEXT and 0 < lightness < 1:
        lightness = min(1, max(0, lightness + step))
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def contrast_ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _with_properties(style: str) -> str:
    return _COLOUR.sub(lambda colour: f"var(--{_kind(style)}{colour[0][1:].lower()})", style)


def _kind(style: str) -> str:
    """``t`` for a style of text, ``c`` for one of shapes."""
    return "t" if "font" in style or "text-anchor" in style else "c"


def _colours(styles: Iterable[str]) -> str:
    used = sorted({(_kind(style), found.lower()) for style in styles for found in _COLOUR.findall(style)})
    if not used:
        return ""
    light = ";".join(f"--{kind}{colour[1:]}:{_shown(kind, colour, WHITE)}" for kind, colour in used)
    night = ";".join(f"--{kind}{colour[1:]}:{_shown(kind, dark_colour(colour), PAPER)}" for kind, colour in used)
    # On paper a chart is light, whatever the screen was.
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"


def _shown(kind: str, colour: str, paper: str) -> str:
    # White text lies on something dark, not on the paper.
    return legible_colour(colour, paper) if kind == "t" and colour not in (WHITE, PAPER) else colour


def _name(number: int) -> str:
    """``k0``, ``k1`` … ``kz``, ``k10``: no class of the page is called so."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return f"k{digits}"


def _channels(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
