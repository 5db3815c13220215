"""Move the styles of all charts of a page into one style sheet with light and dark colours.

Charts are drawn for a white background, as the PDF shows them. On the page every colour becomes a custom property:
``#0072b2`` is ``var(--c0072b2)``, and ``var(--t0072b2)`` where it colours text, which needs more contrast.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator
from itertools import count

WHITE, PAPER = "#ffffff", "#11171c"  # the page's background, light and dark, as in style.css
CONTRAST_OF_TEXT = 4.5  # WCAG 2.2, 1.4.3

# Chosen by eye for the palette of baophu.report.charts.style; of any other colour the lightness is inverted.
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
# Data points keep their ids, because links lead to them.
_ID = re.compile(r' id="(?![^"]*pt-)([^"]+)"')
_REFERENCE = re.compile(r'( href="#|url\(#)([^")]+)')
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def apply_theme(fragments: Iterable[str]) -> tuple[list[str], str]:
    """Move the styles of the drawings into a style sheet.

    Parameters
    ----------
    fragments : Iterable[str]
        HTML.

    Returns
    -------
    tuple[list[str], str]
        The fragments, whose drawings have classes instead of styles, and the style sheet, empty without a drawing.
    """
    classes: dict[str, str] = {}

    def class_of(style) -> str:
        return f' class="{classes.setdefault(style[1], _name(len(classes)))}"'

    ids = count()
    # Ids first: the style of a hatched shape refers to the id of its pattern.
    changed = [_SVG.sub(lambda svg: _STYLE.sub(class_of, _rename_ids(svg[0], ids)), fragment) for fragment in fragments]
    rules = [f".{name}{{{_with_properties(style)}}}" for style, name in classes.items()]
    return changed, _colours(classes) + "".join(rules)


def _rename_ids(svg: str, ids: Iterator[int]) -> str:
    """Number the ids of shapes and clips through the page (``s0``, ``s1`` …) and remove unused ones."""
    used = {match[2] for match in _REFERENCE.finditer(svg)}
    names = {name: f"s{next(ids)}" for name in _ID.findall(svg) if name in used}
    svg = _ID.sub(lambda match: f' id="{names[match[1]]}"' if match[1] in names else "", svg)
    return _REFERENCE.sub(lambda match: match[1] + names.get(match[2], match[2]), svg)


def dark_colour(colour: str) -> str:
    """The colour that replaces a colour on the dark background."""
    if colour.lower() in DARK:
        return DARK[colour.lower()]
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(colorsys.hls_to_rgb(hue, 0.12 + 0.8 * (1 - lightness), saturation * 0.9))


def legible_colour(colour: str, paper: str) -> str:
    """The colour, or its nearest lightness that has enough contrast for text on a background."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -0.01 if contrast_ratio(paper, "#000000") > contrast_ratio(paper, WHITE) else 0.01
    while contrast_ratio(colour, paper) < CONTRAST_OF_TEXT and 0 < lightness < 1:
        lightness = min(1, max(0, lightness + step))
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def contrast_ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _with_properties(style: str) -> str:
    return _COLOUR.sub(lambda colour: f"var(--{_kind(style)}{colour[0][1:].lower()})", style)


def _kind(style: str) -> str:
    """``t`` for a style of text, ``c`` for one of shapes."""
    return "t" if "font" in style or "text-anchor" in style else "c"


def _colours(styles: Iterable[str]) -> str:
    used = sorted({(_kind(style), colour.lower()) for style in styles for colour in _COLOUR.findall(style)})
    if not used:
        return ""
    light = ";".join(f"--{kind}{colour[1:]}:{_adjusted(kind, colour, WHITE)}" for kind, colour in used)
    night = ";".join(f"--{kind}{colour[1:]}:{_adjusted(kind, dark_colour(colour), PAPER)}" for kind, colour in used)
    # In print a chart is light, also if the screen was dark.
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"


def _adjusted(kind: str, colour: str, paper: str) -> str:
    # White text is on a dark shape, not on the background.
    return legible_colour(colour, paper) if kind == "t" and colour not in (WHITE, PAPER) else colour


def _name(number: int) -> str:
    """Class names ``k0``, ``k1`` … ``kz``, ``k10``, which the page's own classes do not use."""
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
