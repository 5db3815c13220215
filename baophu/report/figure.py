"""An analyst's own drawing as a figure of a report: linked to its sources, in words, dark, on a phone and on paper."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from html import escape
from itertools import count

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, ScalarFormatter

from baophu.common.errors import BaophuError
from baophu.common.messages import message
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.charts import style
from baophu.report.charts.direct_labels import place_labels
from baophu.report.frames import CLAIMS, FrameWords, claims_of, with_index
from baophu.report.marks import Positions, colour_of, link_marks, positions

# Pixels that a drawing has on a phone of 360, and those of its smallest letters.
_PHONE_WIDTH, _PHONE_LETTER = 328, 11
_NARROWEST = 220  # points
_POINTS = 72  # to the inch
_LINK = re.compile(r'<a xlink:href="#mark-(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_SVG_SETTINGS = {"savefig.bbox": "tight", "savefig.pad_inches": 0.06}


class UnlinkedMarks(BaophuError):
    """No mark of a drawing can be led to its source."""


def figure(
    axes: Axes,
    frame: pd.DataFrame | Sequence[pd.DataFrame],
    name: str,
    *,
    title: str = "",
    caption: str = "",
    alt: str = "",
    sentence: str = "",
    language: str = "vi",
    x: str | None = None,
    y: str | None = None,
    links: bool = True,
    for_phones: bool = True,
) -> Block:
    """A drawing of one's own as a figure of a report, as good as the project's charts.

    Every dot, bar or marker that lies where a row of the frame has it leads to the source entry of the row's claim and
    says the row when it is pointed at; the entries are :func:`baophu.sources`. Rows at one place share a mark, which
    leads to the first; equal marks side by side are told apart by their colours in the legend. The drawing follows dark
    screens, is drawn a second time for phones, and is vector in the PDF.

    Parameters
    ----------
    axes : Axes
        What seaborn returned, or one's own. It is closed in pyplot, so that a cell does not show it twice.
    frame : pandas.DataFrame or Sequence[pandas.DataFrame]
        The rows that were drawn, with ``claim_id`` or ``claim_ids``; where marks show several frames, all of them, the
        one that the drawing is about first. Marks of a frame that is not given are drawn without a link. A column
        ``tip`` holds what a mark says when it is pointed at, if it is not to be made of the other columns.
    name : str
        Anchor of the figure, one a page: ``"falls"``.
    title : str
        The finding. If not given, the title of the axes, which then does not stand in the drawing.
    caption : str
        Unit, population, what to mind.
    alt : str
        Text for those who do not see the drawing. If not given: what is drawn, how many figures of the (first) frame,
        the first, the last.
    sentence : str
        The finding whole by itself, with its caveat, for readers to copy.
    language : str
        ``"vi"`` or ``"en"``. Labels of axes and legends that are columns of the API are put into its words.
    x, y : str, optional
        The columns that were drawn. seaborn leaves their names as labels of the axes, where they are read.
    links : bool
        False for a drawing whose marks are no figures of the ledger, such as averages.
    for_phones : bool
        False where nobody reads it on a phone: it is drawn once.

    Returns
    -------
    Block
        The figure; a sentence that there is nothing to draw where the frame has no row.

    Raises
    ------
    UnlinkedMarks
        The frame has no claims, the columns are not known, or no mark lies where a row has it.
    UnknownLanguage

    Examples
    --------
    >>> import baophu, seaborn as sns
    >>> levels = baophu.country("en").levels().query("scale == 'announced'")
    >>> ax = sns.stripplot(levels, x="coverage_pct", y="region_name", jitter=False)
    >>> baophu.figure(ax, levels, "levels", title="Newest announced levels", language="en").svg[:4]
    '<svg'
    """
    frames = [frame] if isinstance(frame, pd.DataFrame) else list(frame)
    words, rows = FrameWords(language), _rows_of(frames)
    drawing, anchor = axes.get_figure(root=True), re.sub(r"[^\w-]+", "-", name).strip("-")
    try:
        if rows.empty:
            return Paragraph(words.say("own-figure-empty"))
        is_of_reports = any(isinstance(each.get_axes_locator(), style.Margins) for each in drawing.axes)
        marks = _Marks(axes, rows, words, x, y, next(len(each) for each in frames if len(each)))
        with style.settings() if is_of_reports else nullcontext(), ExitStack() as changed:
            if links:
                for dots in marks.link():
                    changed.callback(dots.remove)
            changed.enter_context(_ready_to_save(drawing))
            if not title and len(drawing.axes) == 1:
                title = axes.get_title()
                changed.enter_context(_text_set(axes.title, ""))
            for each in drawing.axes:
                changed.enter_context(_dressed(each, marks))
            return Chart(
                anchor,
                _save(drawing, anchor, marks),
                title,
                alt or marks.alt() or title,
                caption,
                sentence,
                _save_for_phone(drawing, f"phone-{anchor}", marks) if for_phones else "",
                is_own=True,
            )
    finally:
        close_drawing(axes)


def close_drawing(axes: Axes) -> None:
    """Have pyplot forget a drawing: else notebooks would show it again, as a picture."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(axes.get_figure(root=True))


def _rows_of(frames: list[pd.DataFrame]) -> pd.DataFrame:
    indexed = [with_index(frame) for frame in frames]
    # An empty frame has no say in the types of the columns.
    filled = [frame for frame in indexed if len(frame)] or indexed[:1]
    return pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0]


class _Marks:
    """The marks of a drawing beside the frame that it shows: which rows each shows, and what it says of them."""

    def __init__(self, axes: Axes, rows: pd.DataFrame, words: FrameWords, x: str | None, y: str | None, lead: int):
        self.axes, self.rows, self.words = axes, rows, words
        self._lead = lead  # rows of the frame that the drawing is about
        self._claims = claims_of(rows)
        # Read now: while it is saved the labels are words.
        self.columns = {each: self._columns_of(each, x, y) for each in axes.get_figure(root=True).axes}
        self._rows_of: list[tuple[list[int], tuple]] = []  # of each mark, with the columns of its axes
        self._hues = self._read_hues()

    def _columns_of(self, axes: Axes, x: str | None, y: str | None) -> tuple[str | None, str | None]:
        # Of facets only the outer ones have labels.
        everywhere = [axes, self.axes, *self.axes.get_figure(root=True).axes]
        x_labels, y_labels = [each.get_xlabel() for each in everywhere], [each.get_ylabel() for each in everywhere]
        return x or self._first_column(x_labels), y or self._first_column(y_labels)

    def _first_column(self, labels: list[str]) -> str | None:
        return next((label for label in labels if label in self.rows.columns), None)

    def _read_hues(self) -> tuple[str, dict[str, object]] | None:
        """The column that colours stand for (the title of seaborn's legend), and the colour of each of its values."""
        figure = self.axes.get_figure(root=True)
        for legend in filter(None, [*(axes.get_legend() for axes in figure.axes), *figure.legends]):
            if (column := legend.get_title().get_text()) in self.rows.columns:
                texts = [text.get_text() for text in legend.get_texts()]
                return column, dict(zip(texts, map(colour_of, legend.legend_handles), strict=False))
        return None

    def link(self) -> list[PathCollection]:
        """Address the marks ``#mark-0`` and so on; what is returned is to be removed once the drawing is saved.

        Raises
        ------
        UnlinkedMarks
        """
        if not any(self._claims):
            raise UnlinkedMarks(message("figure-no-claims", names=" / ".join(CLAIMS)))
        x, y = self.columns[self.axes]
        if not {x, y} <= set(self.rows.columns):
            raise UnlinkedMarks(message("figure-no-columns", names=", ".join(map(str, self.rows.columns))))
        clear = [
            dots
            for axes in self.columns
            for dots in link_marks(axes, *self._places(axes), partial(self._address, self.columns[axes]))
        ]
        if not self._rows_of:
            raise UnlinkedMarks(message("figure-no-marks", x=x, y=y))
        return clear

    def _places(self, axes: Axes) -> tuple[Positions, Positions]:
        x, y = self.columns[axes]
        return positions(axes.xaxis, self.rows[x]), positions(axes.yaxis, self.rows[y])

    def _address(self, columns: tuple, numbers: list[int], colour) -> str | None:
        numbers = [number for number in numbers if self._claims[number]]
        if len(numbers) > 1 and (column := self._hues and self._hues[0]):
            # Bars and dots side by side in a category may be equal: their colour says whose they are.
            hue = next((name for name, of in self._hues[1].items() if np.allclose(to_rgb(of), to_rgb(colour))), None)
            numbers = [number for number in numbers if str(self.rows[column].iloc[number]) == hue] or numbers
        if not numbers:
            return None
        self._rows_of.append((numbers, columns))
        return f"#mark-{len(self._rows_of) - 1}"

    def with_links(self, svg: str, prefix: str) -> str:
        """Each addressed mark as a point of the page: a group with an id, a title and the link to its source entry."""

        def point(found: re.Match) -> str:
            numbers, columns = self._rows_of[int(found[1])]
            link = f'<a xlink:href="#src-{escape(self._claims[numbers[0]][0])}">{found[2]}</a>'
            # As a character reference a line end survives where lines are joined.
            tip = "&#10;".join(dict.fromkeys(escape(self._tip(number, columns)) for number in numbers))
            return f'<g id="pt-{prefix}-{found[1]}"><title>{tip}</title>{link}</g>'

        return _LINK.sub(point, svg)

    def _tip(self, number: int, columns: tuple) -> str:
        row = self.rows.iloc[number]
        if isinstance(tip := row.get("tip"), str):
            return tip
        names = [name for name in ("area_name", "scheme_name") if _cell_known(row, name) and name not in columns][:1]
        scale = ["scale_name"] if _cell_known(row, "scale_name") and "scale_name" not in columns else []
        parts = [_with_label(row, column, self.words) for column in (*names, *columns, *scale)]
        parts += [row[name] for name in ("publishers", "publisher") if name in row][:1]
        return "; ".join(filter(None, parts))

    def alt(self) -> str:
        """What is drawn, how many figures, the first and the last along the axis; blank where that is not known."""
        x, y = self.columns[self.axes]
        if not (x and y):
            return ""
        x_places, y_places = self._places(self.axes)
        is_lying = y_places.is_category and not x_places.is_category
        by, of, places = (y, x, y_places) if is_lying else (x, y, x_places)
        lead = range(self._lead)
        numbers = {number for numbers, _ in self._rows_of for number in numbers if number in lead} or lead
        ordered = [
            self.rows.iloc[number] for number in sorted(numbers, key=lambda number: (places.places[number], number))
        ]
        ends = {
            end: f"{_cell(ordered[at], by, self.words)}: {_cell(ordered[at], of, self.words)}"
            for end, at in (("first", 0), ("last", -1))
        }
        count = {"n": len(ordered), "count": self.words.f.count(len(ordered))}
        return self.words.say("own-figure-alt", of=self.words.label(of), by=self.words.label(by), **count, **ends)


def _cell_known(row: pd.Series, column: str) -> bool:
    """Whether a row has text in a column; where a drawing shows several frames, not all have all columns."""
    return isinstance(row.get(column), str) and bool(row[column])


def _with_label(row: pd.Series, column: str, words: FrameWords) -> str:
    text = _cell(row, column, words)
    return text if isinstance(row[column], str) or _in_words(row, column) else f"{words.label(column)}: {text}"


def _in_words(row: pd.Series, column: str) -> str:
    """The number of a column with sign, bound and unit, where the frame says it in a column of its own."""
    return row[f"{column}_text"] if _cell_known(row, f"{column}_text") else ""


def _cell(row: pd.Series, column: str, words: FrameWords) -> str:
    return _in_words(row, column) or words.cell(row[column], column, row.get(f"{column}_precision", "day"))


# ── The drawing ──────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _text_set(text: Text, wanted: str) -> Iterator[None]:
    before = text.get_text()
    text.set_text(wanted)
    try:
        yield
    finally:
        text.set_text(before)


@contextmanager
def _dressed(axes: Axes, marks: _Marks) -> Iterator[None]:
    """The axes with words for columns, numbers and days as the page writes them; afterwards they are as before."""
    words, legends = marks.words, filter(None, [axes.get_legend(), *axes.get_figure(root=True).legends])
    texts = [axes.xaxis.label, axes.yaxis.label, *(legend.get_title() for legend in legends)]
    with ExitStack() as changed:
        for axis, column in zip((axes.xaxis, axes.yaxis), marks.columns[axes], strict=True):
            changed.callback(axis.set_major_formatter, axis.get_major_formatter())
            _format_ticks(axis, column, words)
        # Where margins are fixed the page says what the axes are; seaborn has left the names of the columns there.
        has_room = not isinstance(axes.get_axes_locator(), style.Margins)
        for text in texts:
            if text.get_text() in marks.rows.columns:
                changed.enter_context(_text_set(text, words.label(text.get_text()) if has_room else ""))
        yield


def _format_ticks(axis: Axis, column: str | None, words: FrameWords) -> None:
    # What the analyst has chosen stays.
    formatter = type(axis.get_major_formatter())
    if formatter is ScalarFormatter and not (column or "").endswith("year"):
        axis.set_major_formatter(FuncFormatter(lambda value, _: _number(value, words)))
    elif formatter in (mdates.AutoDateFormatter, mdates.DateConverter):
        axis.set_major_formatter(FuncFormatter(lambda value, _: _day(value, words)))


def _number(value: float, words: FrameWords) -> str:
    return words.f.number(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def _day(value: float, words: FrameWords) -> str:
    """A tick's day as finely as it has to be said."""
    day = mdates.num2date(value).date()
    precision = "day" if day.day > 1 else "month" if day.month > 1 else "year"
    return words.f.short_day(day, precision)


@contextmanager
def _ready_to_save(drawing: Figure) -> Iterator[None]:
    """The drawing measured in points, as SVG is, on a canvas that can measure its texts."""
    canvas, dots = drawing.canvas, drawing.dpi
    if not hasattr(canvas, "get_renderer"):
        FigureCanvasAgg(drawing)
    drawing.set_dpi(_POINTS)
    try:
        yield
    finally:
        drawing.set_dpi(dots)
        drawing.set_canvas(canvas)


def _save(drawing: Figure, prefix: str, marks: _Marks) -> str:
    settings = {}
    if any(axes.get_axes_locator() is None for axes in drawing.axes):
        # Room for long names; axes that were placed by hand stay, and what hangs over is kept.
        is_by_hand = not all(axes.get_subplotspec() for axes in drawing.axes)
        settings = _SVG_SETTINGS if is_by_hand else {}
        if not is_by_hand and drawing.get_layout_engine() is None:
            drawing.set_layout_engine("constrained")
    _lay_out(drawing)
    with ExitStack() as changed:
        is_turned = changed.enter_context(_uncrowded(drawing))
        if is_turned:
            _lay_out(drawing)
        place_labels(drawing)
        engine = drawing.get_layout_engine()
        changed.callback(drawing.set_layout_engine, engine or "none")
        drawing.set_layout_engine("none")  # it is laid out
        changed.enter_context(mpl.rc_context(settings))
        return marks.with_links(style.to_svg(drawing, prefix, {}), prefix)


def _lay_out(drawing: Figure) -> None:
    for axes in drawing.axes:
        if axes.get_subplotspec():
            # What the layout gives depends on where it starts.
            axes.set_subplotspec(axes.get_subplotspec())
    if engine := drawing.get_layout_engine():
        engine.execute(drawing)
    for axes in drawing.axes:
        locate = axes.get_axes_locator()
        axes.apply_aspect(locate(axes, None) if locate else None)


def _save_for_phone(drawing: Figure, prefix: str, marks: _Marks) -> str:
    """The same as narrow as a phone, with letters that can be read there; its height stays."""
    width, height = drawing.get_size_inches()
    letters = [text.get_fontsize() for text in drawing.findobj(Text) if text.get_visible() and text.get_text().strip()]
    narrow = _PHONE_WIDTH * min(1, min(letters, default=_PHONE_LETTER) / _PHONE_LETTER)
    try:
        drawing.set_size_inches(max(_NARROWEST, narrow) / _POINTS, height)
        return _save(drawing, prefix, marks)
    finally:
        drawing.set_size_inches(width, height)


@contextmanager
def _uncrowded(drawing: Figure) -> Iterator[bool]:
    """Labels below the axes that would run into one another: names are turned, numbers and days are left out.

    Of numbers and days every second is kept, or every third, and so on. The value says whether names were turned, for
    which the drawing needs more room.
    """
    hidden, turned = [], []
    for axes in drawing.axes:
        labels = [label for label in axes.get_xticklabels() if label.get_text() and not label.get_rotation()]
        if not _meet(labels):
            continue
        if getattr(axes.xaxis.get_units(), "_mapping", None):
            turned += labels
            continue
        # Of years the last one is kept, the year of the newest figure; there may be numbers below it.
        labels = labels[::-1] if all(label.get_text().split("\n")[0].isdecimal() for label in labels) else labels
        step = next(step for step in count(2) if not _meet(labels[::step]))
        hidden += [label for number, label in enumerate(labels) if number % step]
    for label in hidden:
        label.set_visible(False)
    for label in turned:
        label.set_rotation(90)
    try:
        yield bool(turned)
    finally:
        for label in hidden:
            label.set_visible(True)
        for label in turned:
            label.set_rotation(0)


def _meet(labels: list[Text]) -> bool:
    boxes = sorted((label.get_window_extent() for label in labels), key=lambda box: box.x0)
    return any(left.x1 + left.height / 3 > right.x0 for left, right in zip(boxes, boxes[1:], strict=False))
