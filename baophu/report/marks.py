"""Which rows of a frame the marks of a drawing show, found by where the marks lie."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection, PathCollection
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

_WITHIN_CATEGORY = 0.499  # jitter and dodging move a mark less than half the way to the next category
_ROUNDING = 1e-9  # of a position


@dataclass(frozen=True)
class Positions:
    """Where the rows of a frame lie along one axis, and how far from there a mark may lie that shows them."""

    places: np.ndarray
    reach: float

    @property
    def is_category(self) -> bool:
        """Whether the axis names categories."""
        return self.reach == _WITHIN_CATEGORY

    def lie_at(self, place: float) -> np.ndarray:
        """Which rows lie at a place."""
        return np.abs(self.places - place) <= self.reach

    def lie_between(self, start: float, end: float) -> np.ndarray:
        """Which rows lie under a bar from start to end, or in its category."""
        if self.is_category:
            return self.lie_at((start + end) / 2)
        return (self.places >= min(start, end) - self.reach) & (self.places <= max(start, end) + self.reach)


def positions(axis: Axis, column: pd.Series) -> Positions:
    """Where the values of a column lie on an axis; NaN where the axis does not have them."""
    # The names of matplotlib's categories, which are seaborn's too; else the labels that somebody has set.
    names = getattr(axis.get_units(), "_mapping", None)
    if not names and isinstance(column.dtype, pd.StringDtype | pd.CategoricalDtype):
        labels = axis.get_ticklabels()
        names = {label.get_text(): place for place, label in zip(axis.get_ticklocs(), labels, strict=False)}
    if names:
        return Positions(column.astype(str).map(dict(names)).to_numpy(float), _WITHIN_CATEGORY)
    if pd.api.types.is_datetime64_any_dtype(column):
        places = mdates.date2num(column)
    else:
        places = pd.to_numeric(column, errors="coerce").to_numpy(float)
    return Positions(places, _ROUNDING * max(1.0, np.nanmax(np.abs(places), initial=0)))


def link_marks(
    axes: Axes, x_places: Positions, y_places: Positions, address: Callable[[list[int], object], str | None]
) -> list[PathCollection]:
    """Give the marks of a drawing their addresses: dots, bars, and the markers of lines.

    Parameters
    ----------
    axes : Axes
        The drawing, as matplotlib or seaborn has made it.
    x_places, y_places : Positions
        The rows along both axes.
    address : Callable
        The address of a mark from the numbers of the rows that it shows and its colour; None for no link.

    Returns
    -------
    list of PathCollection
        Clear dots over the markers of lines, which matplotlib cannot link one by one: to be removed once saved.
    """

    def of_point(place, colour) -> str | None:
        return address(list(np.flatnonzero(x_places.lie_at(place[0]) & y_places.lie_at(place[1]))), colour)

    for dots in axes.collections:
        if isinstance(dots, PathCollection):
            # With a second address matplotlib draws one by one also where there is only one dot.
            places = np.ma.filled(dots.get_offsets(), np.nan)
            faces = dots.get_facecolor() if len(dots.get_facecolor()) else dots.get_edgecolor()
            colours = np.resize(faces, (len(places), 4))
            dots.set_urls([*map(of_point, places, colours), None])
    for bars in axes.containers:
        if isinstance(bars, BarContainer):
            for bar in bars:
                shown = _under(bar, bars.orientation == "horizontal", x_places, y_places)
                bar.set_url(address(list(np.flatnonzero(shown)), colour_of(bar)))
    return [
        _clear_dots(line, of_point) for line in axes.lines if line.get_marker() not in ("None", "none", " ", "", None)
    ]


def _under(bar: Rectangle, is_lying: bool, x_places: Positions, y_places: Positions) -> np.ndarray:
    if is_lying:
        return x_places.lie_at(bar.get_width()) & y_places.lie_between(bar.get_y(), bar.get_y() + bar.get_height())
    return y_places.lie_at(bar.get_height()) & x_places.lie_between(bar.get_x(), bar.get_x() + bar.get_width())


def colour_of(artist: Artist):
    """The colour by which a bar, a line or a dot of a legend is told from others."""
    colour = artist.get_color() if isinstance(artist, Line2D) else artist.get_facecolor()
    return colour[0] if isinstance(artist, Collection) else colour


def _clear_dots(line: Line2D, of_point: Callable) -> PathCollection:
    places = np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)])
    marker = MarkerStyle("o")
    shape = marker.get_path().transformed(marker.get_transform())
    dots = PathCollection(
        [shape],
        sizes=[line.get_markersize() ** 2],
        offsets=places,
        offset_transform=line.axes.transData,
        facecolors=[(1, 1, 1, 0)],
        urls=[*(of_point(place, colour_of(line)) for place in places), None],
        zorder=line.get_zorder() + 1,
    )
    dots.set_transform(Affine2D())
    line.axes.add_collection(dots, autolim=False)
    return dots
