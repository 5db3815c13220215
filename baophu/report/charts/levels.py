"""Coverage over time: every published level at its day, with the country, targets, estimates and falls."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from baophu.analysis.changes import GROSS_KINDS, Change
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.estimate import ANCHORED
from baophu.analysis.intervals import REST
from baophu.analysis.targets import POPULATION, TargetGap
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Facts, LatestLevel, Point
from baophu.ledger.names import provinces
from baophu.report.change_words import period_text, short_points, size_text
from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.direct_labels import ABOVE_FIRST, BELOW_FIRST, label_mark
from baophu.report.charts.tips import point_text
from baophu.report.frames import FrameWords
from baophu.report.words import YEARS, Words, sentence_case

_HEIGHT = 3.3  # inches
_MARGINS = style.Margins(left=0.5, right=0.1, bottom=0.3, top=0.5)
_LEFT = -30  # points from the axes to what stands above them
_YEARS = (FIRST_YEAR, LAST_YEAR)
_SIZES = {ANNOUNCED: 46, GSO: 64}  # of the marks: where both lie at one place, both are seen
_COLOURS = {scale: edge for scale, (_, _, edge) in style.SCALE_MARKS.items()}
_MARKERS = {scale: marker for scale, (marker, _, _) in style.SCALE_MARKS.items()}
_NEWEST_SIDES = ("above left", "left", "below left", "above end", "below end", "right", "above right", "below right")
_COUNTRY_SIDES = ("above left", "above", "left", "below right", "right", "below")
_MOST_EVENTS = 3  # in the caption


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
        _draw_falls(axes, drawn)
        _draw_levels(axes, drawn)
        _draw_legend(axes, entries)
        _label_marks(axes, drawn, words)
    return axes


class _Frames:
    """The rows that are drawn, those of the years only."""

    def __init__(self, levels, country, targets, changes, estimates, years):
        first, last = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)
        self.levels = _within(levels, "as_of", first, last)
        self.ends = self._year_ends(_within(country, "as_of", first, last))
        self.targets = self._with_year_end(targets, "target_year", first, last)
        if len(self.targets):
            self.targets = self.targets[self.targets.measure == POPULATION]
        self.estimates = self._with_year_end(estimates, "year", first, last)
        if len(self.estimates):
            self.estimates = self.estimates[self.estimates.basis == ANCHORED]
        self.falls = self.derived = _NOTHING
        if changes is not None and len(changes):
            own = changes[(changes.scheme == "bhyt") & changes.area.isin(provinces())]
            within = own[own.start.fillna(own.end).between(first, last) & own.end.between(first, last)]
            self.falls = within[_is_without_level(within)].sort_values("end")
            self.derived = self._without_levels(within[(within.group == "total") & within.derived_pct.notna()])

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


def _is_without_level(changes: pd.DataFrame) -> pd.Series:
    """Falls that no two levels show: printed changes of all insured, and gross losses."""
    is_alone = (changes.group == "total") & changes.level_after.isna() & changes.count_after.isna()
    return (changes.change_count < 0) & (is_alone | changes.kind.isin(GROSS_KINDS))


def _set_value_axis(axes: Axes, drawn: _Frames, words: FrameWords, has_legend: bool) -> None:
    """From a round value below all marks; that it is not zero is said above."""
    low, high = min(drawn.values, default=60), max(drawn.values, default=95)
    bottom, top = max(0, 5 * floor((low - 1) / 5)), min(101, 5 * ceil((high + 1.5) / 5))
    axes.set_ylim(bottom, max(top, bottom + 10))
    axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: words.f.pct(value, 0))
    note = words.say("levels-axis" if bottom else "levels-axis-zero", start=words.f.pct(bottom, 0))
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
        sns.lineplot(drawn.ends, units="run", estimator=None, lw=1.1, zorder=1, **look)
        sns.scatterplot(drawn.ends, s=16, linewidth=0, zorder=1.5, **look)


def _draw_targets(axes: Axes, drawn: _Frames) -> None:
    if len(drawn.targets):
        look = {"marker": "_", "s": 190, "linewidth": 2.2, "color": style.GREEN, "zorder": 2}
        sns.scatterplot(drawn.targets, x="as_of", y="target_value", ax=axes, **look)


def _draw_falls(axes: Axes, drawn: _Frames) -> None:
    """A net fall over its time, a gross loss at its day."""
    for fall in drawn.falls.itertuples():
        if fall.kind in GROSS_KINDS or pd.isna(fall.start):
            axes.axvline(fall.end, color=style.RED, lw=1.2, ls=(0, (4, 2)), zorder=0.5)
        else:
            axes.axvspan(fall.start, fall.end, color=style.RED, alpha=0.13, lw=0, zorder=0)


def _draw_levels(axes: Axes, drawn: _Frames) -> None:
    for change in drawn.derived.itertuples():
        look = {"marker": _MARKERS[change.scale], "s": 40, "facecolor": "white", "edgecolor": _COLOURS[change.scale]}
        axes.scatter([change.start], [change.derived_pct], lw=1.1, zorder=3.5, **look)
    if drawn.levels.empty:
        return
    both = drawn.levels.groupby("as_of").coverage_pct.agg(["min", "max"])
    axes.vlines(both.index, both["min"], both["max"], color=style.INK, lw=0.9, zorder=2.5)
    # The larger marks first.
    levels = drawn.levels.sort_values("scale", key=lambda scales: scales == ANNOUNCED)
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


def _label_marks(axes: Axes, drawn: _Frames, words: FrameWords) -> None:
    levels = drawn.levels.sort_values("as_of", ascending=False, kind="stable") if len(drawn.levels) else _NOTHING
    newest = levels.drop_duplicates("scale") if len(levels) else _NOTHING
    for row in newest.itertuples():
        sides = _NEWEST_SIDES if row.scale == ANNOUNCED else ("left", "below left", "below end", *_NEWEST_SIDES)
        day = words.f.short_day(row.as_of, row.as_of_precision)
        _label_level(axes, row, words, sides, day)
        _label_level(axes, row, words, sides)
    for row in (
        drawn.targets[drawn.targets.as_of == drawn.targets.as_of.max()].itertuples() if len(drawn.targets) else ()
    ):
        text = words.say("levels-target", target=words.f.exact_pct(row.target_value))
        label_mark(axes, row.as_of, row.target_value, text, color=style.GREEN, sides=_NEWEST_SIDES)
    _label_falls(axes, drawn, words)
    for row in drawn.ends[::-1].itertuples():
        day = words.f.short_day(row.as_of, row.as_of_precision)
        text = words.say("levels-country", pct=row.coverage_pct_text, date=day)
        look = {"color": style.GREY, "sides": _COUNTRY_SIDES, "is_bold": False, "one_of": "country"}
        label_mark(axes, row.as_of, row.coverage_pct, text, **look)
    for row in _in_order(levels.drop(newest.index) if len(levels) else _NOTHING):
        _label_level(axes, row, words, ABOVE_FIRST if row.scale == ANNOUNCED else BELOW_FIRST)
    for change in drawn.derived.itertuples():
        text = words.say("levels-derived", pct=change.derived_pct_text)
        look = {"color": _COLOURS[change.scale], "sides": BELOW_FIRST, "is_bold": False}
        label_mark(axes, change.start, change.derived_pct, text, **look)


def _in_order(levels: pd.DataFrame) -> Iterator:
    """The lowest and the highest of the older levels, then the others, newest first."""
    if levels.empty:
        return iter(())
    extremes = [levels.coverage_pct.idxmin(), levels.coverage_pct.idxmax()]
    order = list(dict.fromkeys([*extremes, *levels.index]))
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


def _label_falls(axes: Axes, drawn: _Frames, words: FrameWords) -> None:
    bottom, top = axes.get_ylim()
    for fall in drawn.falls.sort_values("end", ascending=False).itertuples() if len(drawn.falls) else ():
        text = fall.change_count_text
        if fall.kind in GROSS_KINDS:
            count = words.say(f"bound-{fall.bound}", value=words.f.count(abs(fall.change_count)))
            text = words.say(f"levels-{fall.kind}", count=count)
        if fall.change_points_text:
            text += f"\n({fall.change_points_text})"
        look = {"color": style.RED, "one_of": f"{fall.end} {text}"}
        height = bottom + 0.09 * (top - bottom)
        label_mark(axes, fall.end if pd.isna(fall.start) else fall.start, height, text, sides=("left",), **look)
        label_mark(axes, fall.end, height, text, sides=("right",), **look)


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────


def levels_words(facts: Facts, words: Words) -> ChartWords:
    """What a page says of the chart of a province: the finding first."""
    return ChartWords(_title(facts, words), _alt(facts, words), _caption(facts, words), _sentence(facts, words))


def _title(facts: Facts, words: Words) -> str:
    """The newest level against its target; else the largest loss of cards; else how levels moved."""
    latest, gap = facts.latest, _newest_gap(facts)
    if gap:
        return words.say(f"levels-title-{gap.verdict}", **_gap_values(gap, latest, words))
    losses = [change for change in facts.falls_without_level() if change.is_gross]
    if losses:
        return _loss_title(max(losses, key=lambda loss: abs(loss.change_count)), facts, words)
    if latest is None:
        return words.say("levels-title-none")
    point = latest.announced or latest.gso
    earlier = [p for p in facts.points if p.scale == point.scale and p.as_of < point.as_of]
    if earlier:
        return _move_title(earlier[-1], point, words)
    country = next((p for p in facts.national_year_ends if (p.scale, p.as_of) == (point.scale, point.as_of)), None)
    if country and point.bound == country.bound == "exact":
        above = point.coverage_pct - country.coverage_pct
        side = "above" if above > 0 else "below" if above < 0 else "equal"
        return words.say(f"levels-title-{side}", points=words.f.exact(abs(above)), **_dated(point, words))
    return words.say("levels-title-one", **_dated(point, words))


def _newest_gap(facts: Facts) -> TargetGap | None:
    """The highest target of the year of the newest level, where that is the newest year with a target."""
    newest_year = max((gap.target_year for gap in facts.gaps), default=None)
    gaps = [gap for gap in facts.gaps if gap.target_year == newest_year and gap.level_as_of is not None]
    is_newest = facts.latest and facts.latest.announced and facts.latest.as_of.year == newest_year
    return max(gaps, key=lambda gap: gap.target_pct) if gaps and is_newest else None


def _gap_values(gap: TargetGap, latest: LatestLevel, words: Words) -> dict[str, str]:
    values = {"target": words.f.exact_pct(gap.target_pct), "year": str(gap.target_year)}
    values["by"] = words.by(gap.level_as_of.date(), gap.level_precision)
    if gap.gap_points is not None:
        points = words.f.exact(abs(gap.gap_points))
        values["points"] = words.with_bound(points, REST[gap.level_bound])
    return values | _dated(latest.announced, words)


def _dated(point: Point, words: Words) -> dict[str, str]:
    """A level and its day, with the day that the source calls it an estimate."""
    date = words.when(point.as_of, point.as_of_precision)
    date = words.say("levels-estimated", date=date) if point.obs_status == "E" else date
    return {"level": words.point_pct(point), "date": date}


def _loss_title(loss: Change, facts: Facts, words: Words) -> str:
    later = [p for p in facts.points if p.as_of > loss.end.date()]
    values = {"on": sentence_case(words.on(loss.end, loss.end_precision)), "loss": _loss_text(loss, words)}
    if not later:
        return words.say("levels-title-loss-since", **values)
    announced = [p for p in later if p.scale == ANNOUNCED]
    return words.say("levels-title-loss", **_dated((announced or later)[-1], words), **values)


def _loss_text(loss: Change, words: Words) -> str:
    text = words.say(f"levels-{loss.kind}", count=words.with_bound(words.f.count(abs(loss.change_count)), loss.bound))
    return f"{text} ({short_points(loss, words)})" if loss.change_points is not None else text


def _move_title(before: Point, after: Point, words: Words) -> str:
    """How the newest two levels of a scale differ, where their bounds allow to say it."""
    falls = before.coverage_pct > after.coverage_pct
    upper, lower = (before, after) if falls else (after, before)
    is_sure = upper.bound != "at_most" and lower.bound != "at_least" and upper.coverage_pct != lower.coverage_pct
    kind = ("fell" if falls else "rose") if is_sure else "unclear"
    start = {"before" if name == "level" else "start": text for name, text in _dated(before, words).items()}
    return words.say(f"levels-title-{kind}", **start, **_dated(after, words))


def _alt(facts: Facts, words: Words) -> str:
    """The marks of the chart in words."""
    ends = [p for p in facts.national_year_ends if p.scale == ANNOUNCED]
    country = words.join([words.say("chart-year-pct", year=str(p.as_of.year), pct=words.point_pct(p)) for p in ends])
    parts = [words.say("levels-alt", province=words.province, **YEARS)]
    parts += [f"{point_text(point, words)}." for point in facts.points]
    for gap in facts.gaps:
        target = words.f.exact_pct(gap.target_pct)
        parts.append(words.say("levels-alt-target", year=str(gap.target_year), target=target))
    parts += [f"{period_text(change, words)}: {size_text(change, words)}." for change in facts.falls_without_level()]
    return " ".join([*parts, words.say("levels-alt-country", levels=country)])


def _caption(facts: Facts, words: Words) -> str:
    falls = facts.falls_without_level()
    kinds = {
        "scales": len({point.scale for point in facts.points}) > 1,
        "estimates": bool(facts.anchored_estimates),
        "derived": bool(facts.changes_from_derived_levels),
        "net": any(not change.is_gross for change in falls),
        "gross": any(change.is_gross for change in falls),
    }
    parts = [
        words.say("levels-caption"),
        *(words.say(f"levels-caption-{kind}") for kind, is_drawn in kinds.items() if is_drawn),
    ]
    days = {day for change in falls for day in (change.since.date(), change.end.date())}
    for event in [event for event in facts.health_events if event.date in days][:_MOST_EVENTS]:
        when = words.f.short_day(event.date, event.date_precision)
        parts.append(words.say("levels-caption-event", date=when, event=words.event(event)))
    return " ".join(parts)


def _sentence(facts: Facts, words: Words) -> str:
    """The newest level with its day, scale, source and caveats."""
    latest = facts.latest
    if latest is None:
        return words.say("levels-sentence-none", province=words.province, **YEARS)
    points = [point for point in (latest.announced, latest.gso) if point]
    values = {
        "by": words.by(latest.as_of, latest.as_of_precision),
        "province": words.province,
        "publisher": words.publishers(point.claim_id for point in points),
        "caveat": " ".join(words.say(f"levels-caveat-{kind}") for kind in _caveat_kinds(latest, points)),
    }
    values |= {point.scale: words.point_pct(point) for point in points}
    return words.say(f"levels-sentence-{'both' if len(points) == 2 else points[0].scale}", **values)


def _caveat_kinds(latest: LatestLevel, points: list[Point]) -> list[str]:
    """Caveats of the newest level: its time of year, an estimate of the source, a count of cards."""
    is_year_end = (latest.as_of.month, latest.as_of.day) == (12, 31) and latest.as_of_precision != "month"
    estimate = ["estimate"] if any(point.obs_status == "E" for point in points) else []
    cards = ["cards"] if any(point.unit == "cards" for point in points) else []
    time = "year" if latest.as_of_precision == "year" else "end" if is_year_end else "other"
    return [time, *estimate, *cards]
