"""The style of all charts, and the conversion of a figure to SVG."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from baophu.analysis.coverage import ANNOUNCED, GSO

# Okabe and Ito's palette: distinguishable for colour-blind readers and, by lightness, in black and white.
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#D55E00", "#009E73", "#B22222", "#767676"
SKY = "#9CC9E8"
INK = "#222222"
RULE = "#E6E6E6"
SCALE_MARKS = {ANNOUNCED: ("o", BLUE, BLUE), GSO: ("D", "white", ORANGE)}  # shape, face, edge
SIZE = 9.5  # points of type
PAGE_WIDTH = 7.5  # inches of a chart that is made with new_axes
WIDTH = 8.6  # inches of the charts of the explorer

# Settings of seaborn's style "white" that RC_PARAMS lacks; importing seaborn would also import ipywidgets.
_WHITE = {
    "axes.axisbelow": True,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
}

RC_PARAMS = {
    "font.family": "DejaVu Sans",  # ships with matplotlib and has all Vietnamese letters
    "font.size": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.bottom": True,
    "ytick.left": False,
    "text.color": INK,
    "svg.fonttype": "none",  # text as text: selectable, searchable, half the size
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


def settings():
    """Context in which charts are drawn, independent of the user's matplotlib settings."""
    return mpl.rc_context(_settings())


@cache
def _settings() -> dict:
    # Without the backend: reading it selects one and loads pyplot.
    default = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
    return {**default, **_WHITE, **RC_PARAMS}


@dataclass(frozen=True)
class Margins:
    """Inches between the axes and the edges of the drawing, the same on every screen.

    ``label_share`` of the width stays free right of the axes, for labels of the last marks.
    """

    left: float = 0.5
    right: float = 0.1
    bottom: float = 0.3
    top: float = 0.1
    label_share: float = 0.0

    def __call__(self, axes: Axes, renderer) -> Bbox:
        """Where the axes lie, as shares of the drawing; matplotlib asks each time that it draws."""
        width, height = axes.get_figure(root=True).get_size_inches()
        right = max(self.right / width, self.label_share)
        return Bbox.from_extents(self.left / width, self.bottom / height, 1 - right, 1 - self.top / height)


def new_axes(height: float, margins: Margins = Margins(), width: float = PAGE_WIDTH) -> Axes:
    """Axes of a new drawing in the style of the reports, which notebooks show; call it and draw in :func:`settings`.

    Margins that are known save half of the time of a drawing: nothing has to be measured.

    Parameters
    ----------
    height, width : float
        Size of the drawing in inches.
    margins : Margins
        Room for the labels of the axes.
    """
    from matplotlib import pyplot

    axes = pyplot.figure(figsize=(width, height)).add_axes((0, 0, 1, 1))
    axes.set_axes_locator(margins)
    for axis in (axes.xaxis, axes.yaxis):
        # Else matplotlib lays out all ticks a second time to find the place.
        axis.set_label_coords(0, 0)
    axes.tick_params(length=3, labelsize=SIZE)
    return axes


def hide_axis_names(axes: Axes) -> None:
    """Hide the names of columns that seaborn leaves at the axes; ``baophu.figure`` still reads them."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_visible(False)


def year_axis(axes: Axes, first: int, last: int) -> None:
    """Years along the x axis: ticks where they begin and end, the number of each in its middle.

    So a 31 December is not read as the next year. Where the numbers would run into one another, every second or third
    is shown, the last among them.
    """
    axes.set_xlim(date(first, 1, 1), date(last + 1, 2, 10))
    years = range(first, last + 1)
    axes.set_xticks([date(year, 7, 1) for year in years], [str(year) for year in years])
    axes.tick_params(axis="x", length=0, labelsize=SIZE)
    # As one stroke each: a second set of ticks takes as long as the rest of the axis.
    strokes = [[(day, -0.018), (day, 0)] for day in date2num([date(year, 1, 1) for year in range(first, last + 2)])]
    look = {"colors": GREY, "linewidths": 0.8, "clip_on": False}
    axes.add_collection(LineCollection(strokes, transform=axes.get_xaxis_transform(), **look), autolim=False)


def add_axes(figure: Figure, place: tuple[float, float, float, float]) -> Axes:
    """Axes at a place of the figure (left, bottom, width, height as shares of it), without axis labels.

    A fixed position of the labels saves matplotlib a second layout of all ticks.
    """
    axes = figure.add_axes(place)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_label_coords(0, 0)
    return axes


def to_svg(figure: Figure, anchor: str, tips: Mapping[str, str]) -> str:
    """A figure as SVG to embed in a page.

    Parameters
    ----------
    figure : Figure
        The drawn figure.
    anchor : str
        Salt of the ids of shapes and clips, unique in the page.
    tips : Mapping[str, str]
        Tooltip by gid; it becomes the title of the element with that gid.

    Returns
    -------
    str
        The ``svg`` element; equal figures give equal bytes.
    """
    buffer = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": anchor, "svg.fonttype": "none"}):
        # No date and no tool version: the same data gives the same bytes.
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue().decode("utf-8")
    svg = svg[svg.index("<svg") :].replace(' target="_blank"', "")
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    for gid, tip in tips.items():
        mark = f'<g id="{gid}">'
        svg = svg.replace(mark, f"{mark}<title>{escape(tip)}</title>", 1)
    return svg
