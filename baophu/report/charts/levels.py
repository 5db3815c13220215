"""Coverage over time: every published level at its day, with the country, targets, estimates and falls."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import ceil, floor
from textwrap import fill

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.ledger.names import provinces
from baophu.report.charts import style
from baophu.report.charts.direct_labels import ABOVE_FIRST, BELOW_FIRST, label_mark
from baophu.report.charts.level_words import levels_words
from baophu.report.frames import FrameWords

__all__ = ["draw_falls", "draw_levels", "falls_without_level", "levels_words"]

_HEIGHT = 3.3  # inches
_MARGINS = style.Margins(left=0.5, bottom=0.3, top=0.5, label_share=0.145)
_LEFT = -30  # points from the axes to what stands above them
_YEARS = (FIRST_YEAR, LAST_YEAR)
_SIZES = {ANNOUNCED: 46, GSO: 64}  # of the marks: where both lie at one place, both are seen
_COLOURS = {scale: edge for scale, (_, _, edge) in style.SCALE_MARKS.items()}
_MARKERS = {scale: marker for scale, (marker, _, _) in style.SCALE_MARKS.items()}
_RIGHT = ("right", "above right", "below right")
_NEWEST_SIDES = (*_RIGHT, "above left", "left", "below left", "above end", "below end")
# Of two levels of one day the higher is labelled above, the other below.
_UPPER_SIDES, _LOWER_SIDES = (
    tuple(side for side in sides if not side.startswith(other))
    for sides, other in ((ABOVE_FIRST, "below"), (BELOW_FIRST, "above"))
)
_COUNTRY_SIDES = ("above left", "above", "left", "below right", "right", "below")
_HEALTH = "bhyt"
_GROSS_KINDS = ("loss", "not_renewed")  # codes of the frames


def draw_levels(
    levels: pd.DataFrame,
    country: pd.DataFrame | None = None,
    targets: pd.DataFrame | None = None,
    changes: pd.DataFrame | None = None,
    estimates: pd.DataFrame | None = None,
    *,
    language: str = "vi",
    years: tuple[int, int] = _YEARS,
) -> Axes:
    """Draw published levels at their days, each scale with a mark of its own, with what they are compared with.

    Parameters
    ----------
    levels : pandas.DataFrame
        ``province.levels()``; no line joins them.
    country : pandas.DataFrame, optional
        ``province.country_levels()``: its announced year-ends are drawn as a thin line, broken where the definition
        changed or a year is missing.
    targets : pandas.DataFrame, optional
        ``province.targets()``: those in percent of the population, at the end of their year.
    changes : pandas.DataFrame, optional
        ``province.changes()``: falls that no two levels show, and levels that follow from a printed change (hollow).
    estimates : pandas.DataFrame, optional
        ``province.estimates()``: 80 % intervals of year-ends within three years of a level of the province.
    language : str
        ``"vi"`` or ``"en"``.
    years : tuple[int, int]
        First and last year of the axis.

    Returns
    -------
    Axes
        To be made a figure of a page by ``baophu.figure(axes, levels, …)``; with ``[levels, country]`` the marks of the
        country lead to their sources too.

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.

    Examples
    --------
    >>> import baophu
    >>> place = baophu.province("can-tho")
    >>> axes = baophu.charts.levels(place.levels(), country=place.country_levels())
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('as_of', 'coverage_pct')
    """
    drawn = _Frames(levels, country, targets, changes, estimates, years)
    words = FrameWords(language)
    with style.settings():
        axes = style.new_axes(_HEIGHT, _MARGINS)
        style.year_axis(axes, *years)
        entries = _legend_entries(drawn, words)
        _set_value_axis(axes, drawn, words, bool(entries))
        _draw_estimates(axes, drawn)
        _draw_country(axes, drawn)
        _draw_targets(axes, drawn)
        _draw_levels(axes, drawn)
        _draw_legend(axes, entries)
        draw_falls(axes, drawn.falls, words)
        _label_newest(axes, drawn, words)
        _label_others(axes, drawn, words)
        style.hide_axis_names(axes)
    return axes


class _Frames:
    """The rows that are drawn, those of the years only."""

    def __init__(self, levels, country, targets, changes, estimates, years):
        first, last = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)
        self.levels = _within(levels, "as_of", first, last)
        if len(self.levels):
            order = {"by": ["as_of", "scale"], "ascending": [True, False], "kind": "stable"}
            self.levels = self.levels.sort_values(**order, ignore_index=True)
            of_day = self.levels.groupby("as_of").coverage_pct
            is_alone, is_upper = of_day.transform("size") == 1, self.levels.coverage_pct == of_day.transform("max")
            self.levels["sides"] = is_upper.map({True: _UPPER_SIDES, False: _LOWER_SIDES}).mask(is_alone, None)
        self.ends = self._year_ends(_within(country, "as_of", first, last))
        self.targets = self._with_year_end(targets, "target_year", first, last)
        if len(self.targets):
            self.targets = self.targets[self.targets.measure == "population"]
        self.estimates = self._with_year_end(estimates, "year", first, last)
        if len(self.estimates):
            self.estimates = self.estimates[self.estimates.basis == "anchored"]
        self.falls = self.derived = _NOTHING
        if changes is not None and len(changes):
            within = changes[changes.start.fillna(changes.end).between(first, last) & changes.end.between(first, last)]
            self.falls = falls_without_level(within)
            totals = _of_scheme(within).query("group == 'total'")
            self.derived = self._without_levels(totals[totals.derived_pct.notna()])

    @staticmethod
    def _year_ends(country: pd.DataFrame) -> pd.DataFrame:
        if country.empty:
            return country
        is_end = (country.as_of.dt.month == 12) & (country.as_of.dt.day == 31)
        ends = country[is_end & (country.scale == ANNOUNCED)].sort_values(["as_of", "as_of_precision"])
        ends = ends.drop_duplicates("as_of")
        is_other = (ends.obs_status == "D").diff().fillna(False).astype(bool) | (ends.as_of.dt.year.diff() != 1)
        return ends.assign(run=is_other.cumsum())

    @staticmethod
    def _with_year_end(frame: pd.DataFrame | None, year: str, first, last) -> pd.DataFrame:
        if frame is None or frame.empty:
            return _NOTHING
        return _within(frame.assign(as_of=pd.to_datetime(frame[year].astype(str) + "-12-31")), "as_of", first, last)

    def _without_levels(self, changes: pd.DataFrame) -> pd.DataFrame:
        """Changes whose level at the start is not printed."""
        printed = set(zip(self.levels.as_of, self.levels.scale, strict=True)) if len(self.levels) else set()
        is_new = [pair not in printed for pair in zip(changes.start, changes.scale, strict=True)]
        return changes[is_new].drop_duplicates(["start", "scale"])

    @property
    def newest(self) -> pd.DataFrame:
        """The newest level of each scale, the announced one first."""
        return self.levels[::-1].drop_duplicates("scale").sort_values("scale") if len(self.levels) else self.levels

    @property
    def newest_targets(self) -> pd.DataFrame:
        """Targets of the last year that has one, the highest first."""
        if self.targets.empty:
            return self.targets
        newest = self.targets[self.targets.as_of == self.targets.as_of.max()]
        return newest.sort_values("target_value", ascending=False)

    @property
    def values(self) -> list[float]:
        """Every value on the axis."""
        columns = [
            (self.levels, "coverage_pct"), (self.ends, "coverage_pct"), (self.targets, "target_value"),
            (self.derived, "derived_pct"), (self.estimates, "low_pct"), (self.estimates, "high_pct"),
        ]  # fmt: skip
        return [value for frame, column in columns if len(frame) for value in frame[column]]


_NOTHING = pd.DataFrame()


def _within(frame: pd.DataFrame | None, day: str, first, last) -> pd.DataFrame:
    return _NOTHING if frame is None or frame.empty else frame[frame[day].between(first, last)]


def _of_scheme(changes: pd.DataFrame, scheme: str = _HEALTH) -> pd.DataFrame:
    """Changes of the province itself, without those of its districts."""
    return changes[(changes.scheme == scheme) & changes.area.isin(provinces())]


def falls_without_level(changes: pd.DataFrame, scheme: str = _HEALTH) -> pd.DataFrame:
    """Falls that no two levels show: printed changes of all insured, and gross losses; the newest first."""
    own = _of_scheme(changes, scheme)
    is_alone = (own.group == "total") & own.level_after.isna() & own.count_after.isna()
    is_shown = (own.change_count < 0) & (is_alone | own.kind.isin(_GROSS_KINDS))
    return own[is_shown].sort_values("end", ascending=False)


def _set_value_axis(axes: Axes, drawn: _Frames, words: FrameWords, has_legend: bool) -> None:
    """From a round value below all marks; that it is not zero is said above."""
    low, high = min(drawn.values, default=60), max(drawn.values, default=95)
    bottom, top = max(0, 5 * floor((low - 1) / 5)), min(101, 5 * ceil((high + 1.5) / 5))
    axes.set_ylim(bottom, max(top, bottom + 10))
    axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: words.f.pct(value, 0))
    note = words.say("levels-axis", start=words.f.pct(bottom, 0)) if bottom else words.say("levels-axis-zero")
    axes.annotate(
        note, (0, 1), (_LEFT, 20 if has_legend else 5), xycoords="axes fraction", textcoords="offset points",
        color=style.GREY, fontsize=style.SIZE, va="bottom", annotation_clip=False,
    )  # fmt: skip


def _draw_estimates(axes: Axes, drawn: _Frames) -> None:
    """Pale bars without a middle, which would look like a figure."""
    if len(bars := drawn.estimates):
        axes.vlines(bars.as_of, bars.low_pct, bars.high_pct, color=style.SKY, lw=6, alpha=0.5, zorder=0.8)


def _draw_country(axes: Axes, drawn: _Frames) -> None:
    if len(drawn.ends):
        look = {"x": "as_of", "y": "coverage_pct", "color": style.GREY, "ax": axes}
        dots = {"marker": "o", "markersize": 4, "markeredgewidth": 0}
        sns.lineplot(drawn.ends, units="run", estimator=None, lw=1.1, zorder=1, **dots, **look)


def _draw_targets(axes: Axes, drawn: _Frames) -> None:
    if len(drawn.targets):
        look = {"marker": "_", "s": 190, "lw": 2.2, "color": style.GREEN, "zorder": 2}
        axes.scatter(drawn.targets.as_of, drawn.targets.target_value, **look)


def draw_falls(axes: Axes, falls: pd.DataFrame, words: FrameWords) -> None:
    """Draw falls without a level, a net one over its time, a gross one at its day; of a day the largest is labelled."""
    order = {"by": ["end", "change_count"], "ascending": [False, True]}
    for fall in falls.sort_values(**order).itertuples() if len(falls) else ():
        is_net = fall.kind not in _GROSS_KINDS and pd.notna(fall.start)
        if is_net:
            mark = axes.axvspan(fall.start, fall.end, color=style.RED, alpha=0.13, lw=0, zorder=0)
        else:
            mark = axes.axvline(fall.end, color=style.RED, lw=1.2, ls=(0, (4, 2)), zorder=0.5)
        bottom, top = axes.get_ylim()
        look = {"color": style.RED, "one_of": f"fall {fall.end}", "needed_by": mark}
        # At the foot of the drawing, else above what stands there.
        for foot, text in product((0.02, 0.16, 0.3, 0.44), _fall_texts(fall, words)):
            height = bottom + (foot + 0.035 * (1 + text.count("\n"))) * (top - bottom)
            label_mark(axes, fall.start if is_net else fall.end, height, text, sides=("left",), **look)
            label_mark(axes, fall.end, height, text, sides=("right",), **look)


def _fall_texts(fall, words: FrameWords) -> list[str]:
    """The size of a fall, in persons and in points with one decimal, on long lines and on short ones."""
    people, points = fall.change_count_text, fall.change_points_text
    points = f"\n({points})" if points else ""
    # On one line to three, about as long as one another.
    return [fill(people, len(people) // lines + 4, break_long_words=False) + points for lines in (1, 2, 3)]


def _draw_levels(axes: Axes, drawn: _Frames) -> None:
    for change in drawn.derived.itertuples():
        look = {"marker": _MARKERS[change.scale], "s": 40, "facecolor": "white", "edgecolor": _COLOURS[change.scale]}
        axes.scatter([change.start], [change.derived_pct], lw=1.1, zorder=3.5, **look)
    if drawn.levels.empty:
        return
    both = drawn.levels.groupby("as_of").coverage_pct.agg(["min", "max"])
    axes.vlines(both.index, both["min"], both["max"], color=style.INK, lw=0.9, zorder=2.5)
    # The larger marks first, so that of two at one place both are seen.
    levels = drawn.levels.sort_values("scale", ascending=False, kind="stable")
    scale_of = dict(zip(levels.scale_name, levels.scale, strict=True))
    sns.scatterplot(
        levels,
        x="as_of",
        y="coverage_pct",
        hue="scale_name",
        style="scale_name",
        size="scale_name",
        palette={name: _COLOURS[scale] for name, scale in scale_of.items()},
        markers={name: _MARKERS[scale] for name, scale in scale_of.items()},
        sizes={name: _SIZES[scale] for name, scale in scale_of.items()},
        linewidth=0.7,
        legend=False,
        clip_on=False,
        zorder=4,
        ax=axes,
    )


def _legend_entries(drawn: _Frames, words: FrameWords) -> list[Artist]:
    """What the labels at the marks do not say: the two scales where there are both, and the bars."""
    scales = drawn.levels.drop_duplicates("scale") if len(drawn.levels) else _NOTHING
    entries = []
    if len(scales) > 1:
        for row in scales.sort_values("scale").itertuples():
            look = {"marker": _MARKERS[row.scale], "color": _COLOURS[row.scale], "mec": "white", "ls": ""}
            entries.append(Line2D([], [], ms=7, label=words.say(f"levels-scale-{row.scale}"), **look))
    if len(drawn.estimates):
        entries.append(Patch(color=style.SKY, alpha=0.5, lw=0, label=words.say("levels-estimate")))
    return entries


def _draw_legend(axes: Axes, entries: list[Artist]) -> None:
    if entries:
        look = {"frameon": False, "fontsize": style.SIZE, "handletextpad": 0.4, "handlelength": 1.1, "borderpad": 0}
        at = axes.transAxes + ScaledTranslation(_LEFT / 72, 4 / 72, axes.figure.dpi_scale_trans)
        place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "bbox_transform": at, "borderaxespad": 0}
        axes.legend(handles=entries, ncols=3, columnspacing=1, **place, **look)


# ── Labels, the most important first ─────────────────────────────────────────────────────────────────────────


def _label_newest(axes: Axes, drawn: _Frames, words: FrameWords) -> None:
    for row in drawn.newest.itertuples():
        day = words.f.short_day(row.as_of, row.as_of_precision)
        # At the right no label is read as one of an earlier mark.
        _label_level(axes, row, words, _RIGHT, day)
        _label_level(axes, row, words, _RIGHT)
        _label_level(axes, row, words, _NEWEST_SIDES)
    for row in drawn.newest_targets.itertuples():
        text = words.say("levels-target", target=words.f.exact_pct(row.target_value))
        for each in ("\n".join(text.rsplit(" ", 1)), text):
            look = {"color": style.GREEN, "one_of": f"target {row.Index}"}
            label_mark(axes, row.as_of, row.target_value, each, sides=_NEWEST_SIDES, **look)


def _label_others(axes: Axes, drawn: _Frames, words: FrameWords) -> None:
    for row in drawn.ends[::-1].itertuples():
        day = words.f.short_day(row.as_of, row.as_of_precision)
        text = words.say("levels-country", pct=row.coverage_pct_text, date=day)
        look = {"color": style.GREY, "sides": _COUNTRY_SIDES, "is_bold": False, "one_of": "country"}
        label_mark(axes, row.as_of, row.coverage_pct, text, **look)
    for row in _in_order(drawn.levels.drop(drawn.newest.index)):
        _label_level(axes, row, words, row.sides or ABOVE_FIRST)
    for change in drawn.derived.itertuples():
        text = words.say("levels-derived", pct=change.derived_pct_text)
        look = {"color": _COLOURS[change.scale], "sides": BELOW_FIRST, "is_bold": False}
        # Narrow, so that it need not lie across a line of another day.
        label_mark(axes, change.start, change.derived_pct, text.replace(" ", "\n"), **look)


def _in_order(levels: pd.DataFrame) -> Iterator:
    """The lowest and the highest of the older levels, then the others, newest first."""
    if levels.empty:
        return iter(())
    extremes = [levels.coverage_pct.idxmin(), levels.coverage_pct.idxmax()]
    order = list(dict.fromkeys([*extremes, *levels.index[::-1]]))
    return levels.loc[order].itertuples()


def _label_level(axes: Axes, row, words: FrameWords, sides: Sequence[str], day: str = "") -> None:
    """The level, with its day if that is given and there is room."""
    text, is_estimate = row.coverage_pct_text, row.obs_status == "E"
    if day:
        date = words.say("levels-estimated", date=day) if is_estimate else day
        text = words.say("levels-newest", pct=text, date=date)
    elif is_estimate:
        text = words.say("chart-estimated", value=text)
    look = {"color": _COLOURS[row.scale], "sides": sides, "one_of": f"{row.scale} {row.as_of}"}
    label_mark(axes, row.as_of, row.coverage_pct, text, **look)
