"""Legends, and texts that wrap to a width: measured without drawing, which would take a millisecond a text."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextToPath

from baophu.report.charts import style

_UNITS = TextToPath.FONT_SCALE  # font size at which matplotlib measures text
_HANDLE_WIDTH = 42.0  # width in points of a legend's mark with the space around it


def legend_columns(handles: Sequence[Artist]) -> int:
    """Number of columns of the legend that fit the width of the figure."""
    widths = [width_of(handle.get_label()) + _HANDLE_WIDTH for handle in handles]
    for columns in range(len(widths), 1, -1):
        if sum(max(part) for part in _entries_by_column(widths, columns)) <= (style.WIDTH - 0.2) * 72:
            return columns
    return 1


def _entries_by_column(widths: list[float], columns: int) -> list[list[float]]:
    """Entries by column as matplotlib fills them: downwards, the first columns one longer if they do not divide."""
    rows, longer_columns = divmod(len(widths), columns)
    ends = [number * rows + min(number, longer_columns) for number in range(columns + 1)]
    return [widths[start:end] for start, end in zip(ends, ends[1:], strict=False)]


def legend(figure: Figure, handles: Sequence[Artist]) -> None:
    """Draw the legend at the bottom of a figure."""
    if handles:
        look = {"frameon": False, "fontsize": style.SIZE, "handletextpad": 0.5, "columnspacing": 1.4}
        figure.legend(handles=handles, loc="lower center", ncols=legend_columns(handles), borderaxespad=0.15, **look)


def handle(label: str, **look) -> Line2D:
    """A legend entry with a marker."""
    return Line2D([], [], **{"ls": "", "ms": 6.5, **look}, label=label)


@lru_cache(maxsize=4096)
def width_of(text: str, bold: bool = False) -> float:
    """Width of a text in points, in DejaVu Sans.

    Measures letters and pairs of letters, which are cached; measuring a whole text takes a millisecond.
    """
    units = sum(_units(letter, bold) for letter in text)
    units += sum(_kerning(pair, bold) for pair in map("".join, pairwise(text)))
    return units * (style.SIZE / _UNITS)


@lru_cache(maxsize=4096)
def _kerning(pair: str, bold: bool) -> float:
    return _units(pair, bold) - sum(_units(letter, bold) for letter in pair)


@lru_cache(maxsize=4096)
def _units(text: str, bold: bool) -> float:
    """Width at a size at which sums of widths are exact."""
    font = FontProperties(family="DejaVu Sans", size=_UNITS, weight="bold" if bold else "normal")
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]


def wrap_text(text: str, width: float, bold: bool = False) -> list[str]:
    """A text in lines of at most ``width`` inches; a longer word has its own line."""
    lines: list[str] = []
    # Not at no-break spaces, which keep a number with its unit.
    for word in filter(None, text.split(" ")):
        extended = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(extended, bold) <= 72 * width:
            lines[-1] = extended
        else:
            lines.append(word)
    return lines
