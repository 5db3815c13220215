"""The style of all charts, and the conversion of a figure to SVG."""

import io
import re
from collections.abc import Mapping
from functools import cache
from html import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from baophu.analysis.coverage import ANNOUNCED, GSO

# Okabe and Ito's palette: distinguishable for colour-blind readers and, by lightness, in black and white.
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#D55E00", "#009E73", "#B22222", "#767676"
SKY = "#9CC9E8"
INK = "#222222"
RULE = "#E6E6E6"
SCALE_MARKS = {ANNOUNCED: ("o", BLUE, BLUE), GSO: ("D", "white", ORANGE)}  # shape, face, edge
SIZE = 9.5  # points of type
WIDTH, NARROW_WIDTH = 8.6, 8.2  # inches of the charts of a province and of the country

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
