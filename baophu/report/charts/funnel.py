"""Renewal of household cards by district: a funnel plot, so that small districts are not ranked by chance."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords, is_worth_drawing
from baophu.report.charts.direct_labels import label_mark
from baophu.report.record_words import TOTAL, RecordWords

LIMITS = {1.96: "--", 3.09: ":"}  # 95 and 99.8 % of districts that differ by chance alone


def funnel_points(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Districts of a year whose rate is known, with the limits of chance around the province's rate.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.renewals("district")``.
    year : int
        The year in which cards fell due.

    Returns
    -------
    pandas.DataFrame
        ``district``, ``known_count`` cards due whose outcome is known and which did not move to another group,
        ``renewed_pct``, ``province_pct``, and ``z``, the distance in standard errors of a binomial share.
    """
    rows = frame[frame["period"].dt.year == year]
    counts = (rows["due"] - rows["moved"] - rows["unknown"]).rename("known_count")
    rows = rows[["district", "renewed_pct"]].assign(known_count=counts).dropna()
    total = rows[rows["district"] == TOTAL]
    points = rows[rows["district"] != TOTAL]
    share = float(total["renewed_pct"].iloc[0]) if len(total) else np.nan
    error = np.sqrt(share * (100 - share) / points["known_count"].astype("float64"))
    return points.assign(province_pct=share, z=(points["renewed_pct"].astype("float64") - share) / error)


def draw_funnel(frame: pd.DataFrame, *, year: int, language: str = "vi") -> Axes:
    """A dot for each district: cards due against the share renewed within 30 days, with binomial limits.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.renewals("district")``; ``district_name`` if ``page.with_names`` has added it.
    year : int
        The year in which cards fell due.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Cards due along x, the share renewed in percent along y.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.funnel(records.renewals("district"), year=2022, language="en")
    >>> float(axes.get_ylim()[1]) <= 100
    True
    """
    words = RecordWords(language)
    points = funnel_points(frame, year)
    names = frame.set_index("district").get("district_name", frame["district"]).to_dict()
    with style.settings():
        axes = style.new_axes(3.6, style.Margins(left=0.6, right=0.15, bottom=0.5, top=0.15))
        if len(points):
            share, most = points["province_pct"].iloc[0], points["known_count"].max() * 1.1
            least = 0.6 * points["known_count"].min()
            sizes = np.linspace(least, most, 200)
            error = np.sqrt(share * (100 - share) / sizes)
            axes.axhline(share, color=style.GREY, lw=1)
            for limit, dashes in LIMITS.items():
                for side in (-limit, limit):
                    axes.plot(sizes, share + side * error, color=style.GREY, lw=1, ls=dashes)
            data = points.astype({"known_count": "float64", "renewed_pct": "float64"})
            colors = np.where(data["z"].abs() > max(LIMITS), style.ORANGE, style.BLUE)
            sns.scatterplot(data, x="known_count", y="renewed_pct", c=colors, s=46, ax=axes, zorder=4)
            for row in data.sort_values("known_count").itertuples():
                name = names.get(row.district, row.district)
                for text in (name, "".join(word if word.isdigit() else word[:1] for word in name.split()).upper()):
                    label_mark(axes, row.known_count, row.renewed_pct, text, is_bold=False, one_of=row.district)
            axes.set_xlim(0, most)
            spread = max(LIMITS) * error[np.searchsorted(sizes, data["known_count"].min())]
            spread = max(spread, (data["renewed_pct"] - share).abs().max()) * 1.25
            axes.set_ylim(share - spread, min(100, share + spread))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
        style.hide_axis_names(axes)
    return axes


def funnel_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords | None:
    """The province's rate, and which districts lie outside the 99.8 % limits."""
    year = words.period[1].year
    points = funnel_points(frames[0], year)
    if not is_worth_drawing(points):
        return None
    outside = points[points["z"].abs() > max(LIMITS)].sort_values("z")
    listed = ", ".join(
        words.say("records-funnel-outside", district=words.district(row.district), pct=words.pct(row.renewed_pct),
                  side="above" if row.z > 0 else "below")
        for row in outside.itertuples()
    )  # fmt: skip
    values = {"year": str(year), "pct": words.pct(points["province_pct"].iloc[0]), "n": len(outside), "names": listed}
    title = words.say("records-funnel-title", **values)
    rows = "; ".join(
        words.say("records-funnel-row", district=words.district(row.district), due=words.count(row.known_count),
                  pct=words.pct(row.renewed_pct))
        for row in points.itertuples()
    )  # fmt: skip
    return ChartWords(title, f"{title}. {rows}.", words.say("records-funnel-caption"))
