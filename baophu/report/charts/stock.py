"""People covered at month ends, a panel for each payer group, with the figures published of the same people."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, publishers_of
from baophu.report.record_words import TOTAL, RecordWords

_PANEL, _FIRST = 1.02, 1.6  # inches


def draw_stock(
    frame: pd.DataFrame, figures: pd.DataFrame | None = None, *, district: str = TOTAL, language: str = "vi"
) -> Axes:
    """A line for the total and for each group that has anyone, over all month ends; a diamond for a published figure.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.stock()``. Groups with a hidden month end are left out.
    figures : pandas.DataFrame, optional
        ``page.published_figures(…)``: ``group``, ``as_of``, ``insured_count``.
    district : str
        A district of the frame, or ``"all"``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the total; each group has axes of its own.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.stock(records.stock(), language="en")
    >>> len(axes.figure.axes) > 1
    True
    """
    from matplotlib import pyplot

    words = RecordWords(language)
    rows = frame[frame["district"] == district]
    rows = rows.assign(as_of=rows["day"], insured_count=rows["insured_count"].astype("Float64").astype("float64"))
    years = range(rows["as_of"].min().year, rows["as_of"].max().year + 1)
    names = [TOTAL, *drawn_groups(frame, district)]
    height = (len(names)) // 2
    with style.settings():
        figure = pyplot.figure(figsize=(style.PAGE_WIDTH, _FIRST + _PANEL * height), layout="constrained")
        grid = figure.add_gridspec(1 + height, 2, height_ratios=[_FIRST, *[_PANEL] * height])
        places = [grid[0, :], *(grid[1 + number // 2, number % 2] for number in range(len(names) - 1))]
        panels = [figure.add_subplot(place) for place in places]
        for axes, group in zip(panels, names, strict=True):
            of_group = rows[rows["group"] == group]
            color = style.INK if group == TOTAL else style.BLUE
            sns.lineplot(of_group, x="as_of", y="insured_count", color=color, lw=1.4, errorbar=None, ax=axes)
            points = figures[figures["group"] == group] if figures is not None else None
            if points is not None and len(points):
                sns.scatterplot(
                    points, x="as_of", y="insured_count", marker="D", s=30, color=style.ORANGE, ax=axes, zorder=4
                )
            title = words.label("group", group)
            title = title if len(title) < 20 else title.replace(", ", ",\n")
            # From the left edge of the tick labels: on phones two panels share the width.
            axes.annotate(title, (0, 1), (-30, 5), xycoords="axes fraction", textcoords="offset points",
                          fontsize=style.SIZE - 1, fontweight="bold")  # fmt: skip
            style.hide_axis_names(axes)
            axes.tick_params(length=3, labelsize=style.SIZE - 1)
            axes.yaxis.set_major_locator(MaxNLocator(4 if group == TOTAL else 3))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
            if group == TOTAL:
                style.year_axis(axes, years[0], years[-1])
            else:
                axes.set_xticks([date(year, 7, 1) for year in years[1::3]], map(str, years[1::3]))
    return panels[0]


def drawn_groups(frame: pd.DataFrame, district: str = TOTAL) -> list[str]:
    """Payer groups that have anyone and no hidden month end, in the order of the frame."""
    of_district = frame[(frame["district"] == district) & (frame["group"] != TOTAL)]
    by_group = of_district.groupby("group", sort=False)
    has_anyone = by_group["insured_count"].max().fillna(0) > 0
    is_hidden = by_group["is_hidden"].any()
    return [group for group in has_anyone.index if has_anyone[group] and not is_hidden[group]]


def stock_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords:
    """The total on both days; where figures were published, how far the last one lies from the records."""
    figures, frame = frames
    total = frame[(frame["district"] == TOTAL) & (frame["group"] == TOTAL)].set_index("day")["insured_count"]
    first, last = (pd.Timestamp(day) for day in words.period)
    values = words.days | {"before": words.people(total.get(first)), "after": words.people(total.get(last))}
    known = figures.dropna(subset=["difference_count"])
    points = "; ".join(
        f"{words.label('group', row.group)}, {words.f.day(row.as_of)}: {words.count(row.insured_count)}"
        for row in figures.itertuples()
    )
    values |= {"points": points or "–", "n": len(figures), "m": len(known), "count": str(len(known))}
    title = words.say("records-stock-title", **values)
    caption = words.say("records-stock-caption", n=len(figures), sources=publishers_of(figures) or "–")
    return ChartWords(title, words.say("records-stock-alt", title=title, **values), caption)
