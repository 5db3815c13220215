"""Charts made of rows: a name at the left, marks on a scale, text at the right. Texts wrap, so none overlap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextToPath
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.facts.province import Claim, Facts
from baophu.report.charts import style
from baophu.report.words import Words

LINE = 0.178  # inches from one line of text to the next
# An open bound is an arrow towards the values that are possible.
SIDEWAYS_BOUND_MARKS = {"exact": "o", "about": "o", "at_least": ">", "at_most": "<"}
_MARGIN, _PLOT, _RIGHT = 0.1, (2.25, 5.6), 5.82  # inches from the left: names, scale, text at the right
_UNITS = TextToPath.FONT_SCALE  # font size at which matplotlib measures text
_HANDLE_WIDTH = 42.0  # width in points of a legend's mark with the space around it


@dataclass(frozen=True)
class Line:
    """A piece of text that starts on a new line."""

    text: str
    bold: bool = False
    color: str = style.INK


@dataclass(frozen=True)
class Row:
    """One row: its name at the left and the text at the right."""

    name: tuple[Line, ...]
    right_text: tuple[Line, ...]


@dataclass(frozen=True)
class Panel:
    """Rows on one scale; ``limits`` in its unit, ``tick`` formats a number of the scale."""

    heading: str
    rows: tuple[Row, ...]
    limits: tuple[float, float]
    tick: Callable[[float], str]


@dataclass(frozen=True)
class PanelAxes:
    """A panel of a figure: its axes, and the height of each row's middle (inches from the bottom of the axes)."""

    axes: Axes
    heights: tuple[float, ...]


def sheet(subtitle: str, panels: Sequence[Panel], handles: Sequence[Artist]) -> tuple[Figure, list[PanelAxes]]:
    """A figure as high as its rows need, with the texts of all rows and empty axes for the marks of each panel."""
    heights = [_panel_height(panel) for panel in panels]
    subtitle_lines = wrap_text(subtitle, style.WIDTH - 2 * _MARGIN)
    top = 0.1 + len(subtitle_lines) * LINE
    columns = legend_columns(handles)
    foot = 0.12 + (0.21 * ceil(len(handles) / columns) if handles else 0)
    height = top + sum(heights) + foot
    figure = Figure(figsize=(style.WIDTH, height))
    for number, text in enumerate(subtitle_lines):
        _write(figure, Line(text, color=style.GREY), _MARGIN, height - 0.05 - number * LINE, height)
    panel_axes, y = [], height - top
    for panel, panel_height in zip(panels, heights, strict=True):
        panel_axes.append(_draw_panel(figure, panel, y, height))
        y -= panel_height
    legend(figure, handles)
    return figure, panel_axes


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


def _panel_height(panel: Panel) -> float:
    """Height of a panel in inches: heading, rows, ticks."""
    return _heading_height(panel) + sum(_row_height(row) for row in panel.rows) + 0.45


def _heading_height(panel: Panel) -> float:
    return 0.16 + LINE * len(wrap_text(panel.heading, style.WIDTH - 2 * _MARGIN, bold=True))


def _row_height(row: Row) -> float:
    return 0.17 + LINE * max(
        len(_wrapped_lines(row.name, _PLOT[0])), len(_wrapped_lines(row.right_text, style.WIDTH - _RIGHT + 0.02))
    )


def _wrapped_lines(texts: tuple[Line, ...], width: float) -> list[Line]:
    """Texts of one column, wrapped to its width in inches."""
    return [
        Line(part, text.bold, text.color) for text in texts for part in wrap_text(text.text, width - 0.15, text.bold)
    ]


def _draw_panel(figure: Figure, panel: Panel, top: float, figure_height: float) -> PanelAxes:
    for number, text in enumerate(wrap_text(panel.heading, style.WIDTH - 2 * _MARGIN, bold=True)):
        _write(figure, Line(text, bold=True), _MARGIN, top - 0.1 - number * LINE, figure_height)
    rows_top = top - _heading_height(panel)
    rows_height = sum(_row_height(row) for row in panel.rows)
    y, heights = rows_top, []
    for row in panel.rows:
        row_height = _row_height(row)
        middle = y - row_height / 2
        _write_column(figure, _wrapped_lines(row.name, _PLOT[0]), _MARGIN, middle, figure_height)
        _write_column(
            figure, _wrapped_lines(row.right_text, style.WIDTH - _RIGHT + 0.02), _RIGHT, middle, figure_height
        )
        heights.append(middle - (rows_top - rows_height))
        y -= row_height
        _draw_rule(figure, y, figure_height)
    return PanelAxes(_panel_axes(figure, panel, rows_top - rows_height, rows_height, figure_height), tuple(heights))


def _panel_axes(figure: Figure, panel: Panel, foot: float, rows_height: float, figure_height: float) -> Axes:
    left, right = _PLOT
    axes = style.add_axes(
        figure, (left / style.WIDTH, foot / figure_height, (right - left) / style.WIDTH, rows_height / figure_height)
    )
    axes.set_xlim(*panel.limits)
    axes.set_ylim(0, rows_height)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: panel.tick(value)))
    axes.grid(visible=True, axis="x", color=style.RULE)
    axes.set_axisbelow(True)
    axes.tick_params(length=3, labelsize=9)
    return axes


def _write_column(figure: Figure, lines: list[Line], left: float, middle: float, figure_height: float) -> None:
    top = middle + LINE * len(lines) / 2
    for number, line in enumerate(lines):
        _write(figure, line, left, top - number * LINE, figure_height)


def _write(figure: Figure, line: Line, left: float, top: float, figure_height: float) -> None:
    look = {"fontsize": style.SIZE, "fontweight": "bold" if line.bold else "normal", "color": line.color}
    # Aligned by baseline, so that diacritics do not move the line.
    figure.text(left / style.WIDTH, (top - 0.72 * LINE) / figure_height, line.text, va="baseline", **look)


def _draw_rule(figure: Figure, y: float, figure_height: float) -> None:
    ends = [_MARGIN / style.WIDTH, 1 - _MARGIN / style.WIDTH]
    figure.add_artist(
        Line2D(ends, [y / figure_height] * 2, color=style.RULE, lw=0.7, transform=figure.transFigure, zorder=0)
    )


# ── Text and points ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class RowMark:
    """Identity of a mark: a ``kind`` that no other chart of a page uses, the claim that it links to, its tooltip."""

    kind: str
    claim_id: str
    tip: str


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


def mark(axes: Axes, position: tuple[float, float], row_mark: RowMark, tips: dict[str, str], **look) -> None:
    """Draw one point as an SVG group with a tooltip and a link to its source entry.

    If a chart draws a claim twice, only the first group has the id. ``tips`` collects the tooltips by gid.
    """
    dots = axes.scatter([position[0]], [position[1]], **{"s": 52, "lw": 1.6, "zorder": 4, "clip_on": False, **look})
    gid = f"pt-{row_mark.kind}-{row_mark.claim_id}"
    if gid not in tips:
        dots.set_gid(gid)
        dots.set_urls([f"#src-{row_mark.claim_id}"])
        tips[gid] = row_mark.tip


def claim_tip(claim: Claim, text: str, facts: Facts, words: Words) -> str:
    """Tooltip of a point: area, text, the token as printed, publisher."""
    area, publisher = words.area(claim.area), words.publisher(facts.sources[claim.source_id])
    return words.say("chart-tip", area=area, said=text, printed=words.printed_token(claim), publisher=publisher)


def publishers(facts: Facts, words: Words, claim_ids: Sequence[str], source_ids: Sequence[str] = ()) -> str:
    """Publishers of figures, without repetition, in the order of use."""
    source_of = {claim.claim_id: claim.source_id for claim in facts.claims}
    used_sources = [*(source_of[claim_id] for claim_id in claim_ids if claim_id in source_of), *source_ids]
    return words.join(list(dict.fromkeys(words.publisher(facts.sources[source_id]) for source_id in used_sources)))


def plan_owner(owner: str, words: Words) -> str:
    """Name of a plan's owner, or the words for an owner that the source does not name.

    One code stands for the authorities of provinces and of centrally run cities; the rank is that of the report's area.
    """
    if owner in ("", "unstated"):
        return words.say("plan-owner-unstated")
    is_city = words.facts.area.full_name_vi.startswith("Thành phố")
    of_city = is_city and ("plan_owner_of_city", owner) in words.facts.labels
    return words.label("plan_owner_of_city" if of_city else "plan_owner", owner)
