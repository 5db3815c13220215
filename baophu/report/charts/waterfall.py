"""A net change taken apart: from the opening stock over everyone who came and who left to the closing stock."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from baophu.report.charts import style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.row_panels import RowPanel, finish_panel, row_panels, write_row, write_value
from baophu.report.record_words import TOTAL, RecordWords

WAYS_IN = ("new", "returned", "from_other_province", "came_otherwise", "moved_in")
_NOT_STEPS = ("group", "hidden")
_STOCKS = ("opening", "closing")
_ROOM = 0.21  # inches of a row's bars, so that chart and headline share a sheet


def change_steps(frame: pd.DataFrame, group: str = TOTAL) -> pd.DataFrame:
    """The steps of a decomposition from the opening to the closing stock.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.decomposition(…)``.
    group : str
        A payer group of the frame. Of the total, moves between groups are left out: they cancel.

    Returns
    -------
    pandas.DataFrame
        One row a step, in order: ``step``; ``persons``, less than 0 for those who left, missing where hidden;
        ``is_in`` for those who came.
    """
    row = frame[frame["group"] == group].iloc[0]
    names = [name for name in frame.columns if name not in _NOT_STEPS]
    rows = [(name, row[name] if name in (*WAYS_IN, *_STOCKS) else -row[name], name in WAYS_IN) for name in names]
    steps = pd.DataFrame(rows, columns=["step", "persons", "is_in"]).astype({"persons": "Int64"})
    return steps[~steps["step"].isin(("moved_in", "moved_out"))] if group == TOTAL else steps


def change_totals(frame: pd.DataFrame, group: str = TOTAL) -> pd.Series:
    """Sums of a decomposition.

    Returns
    -------
    pandas.Series
        ``opening``, ``closing``, ``net``, ``came``, ``left`` in persons, missing where a part of them is hidden, and
        ``left_pct``, those who left in percent of the opening stock.
    """
    steps = change_steps(frame, group).set_index("step")
    opening, closing = steps.loc["opening", "persons"], steps.loc["closing", "persons"]
    flows = steps.drop(index=list(_STOCKS))
    came = flows.loc[flows["is_in"], "persons"].sum(skipna=False)
    left = -flows.loc[~flows["is_in"], "persons"].sum(skipna=False)
    totals = {"opening": opening, "closing": closing, "net": closing - opening, "came": came, "left": left}
    return pd.Series({**totals, "left_pct": 100 * left / opening}, dtype="object")


def draw_waterfall(
    frame: pd.DataFrame,
    before: pd.DataFrame | None = None,
    changes: pd.DataFrame | None = None,
    *,
    group: str = TOTAL,
    language: str = "vi",
) -> Axes:
    """A bar for each step, which begins where the last one ends; below it in grey the same step a year before.

    Where a change was published, two rows follow: the net change of the records and, hollow, the published one.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``place.decomposition(…)``.
    before : pandas.DataFrame, optional
        The same between the same days of another year.
    changes : pandas.DataFrame, optional
        ``page.published_changes(…)``, drawn beside the total only.
    group : str
        A payer group, or ``"all"``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Axes
        Those of the steps.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> axes = baophu.charts.waterfall(records.decomposition("2021-12-31", "2022-06-30"), language="en")
    >>> len(axes.patches) > 5
    True
    """
    words = RecordWords(language)
    rows = change_steps(frame, group)
    earlier = pd.Series(dtype="Int64")
    if before is not None and (before["group"] == group).any():
        earlier = change_steps(before, group).set_index("step")["persons"]
    # Ways that nobody took in either period take no row.
    is_nobody = rows["persons"].eq(0).fillna(False) & rows["step"].map(earlier).fillna(0).eq(0)
    rows = rows[~is_nobody | rows["step"].isin(_STOCKS)].reset_index(drop=True)
    sizes = rows["persons"].fillna(0).astype("int64")
    is_stock = rows["step"].isin(_STOCKS)
    ends = sizes.where(~rows["step"].eq("closing"), 0).cumsum()
    ends[rows["step"] == "closing"] = sizes.iloc[-1]
    starts = (ends - sizes).where(~is_stock, 0)
    nets = _nets(changes, words) if changes is not None and group == TOTAL else []
    # A scale from 0 would leave no room for the steps: it is cut, which the caption says.
    reached = pd.concat([starts[~is_stock], ends, pd.Series([ends[0] + net.size for net in nets], dtype="int64")])
    low = max(0, reached.min() - 0.25 * (reached.max() - reached.min()))
    panel = RowPanel(rows.reindex(range(len(rows) + len(nets))), "persons", room=_ROOM)
    with style.settings():
        axes = row_panels([panel])[0]
        right_ends, texts = [], []
        for number, row in enumerate(rows.itertuples()):
            left, right = sorted((max(starts[number], low), ends[number]))
            color = style.GREY if is_stock[number] else style.BLUE if row.is_in else style.RED
            if is_stock[number]:
                # Its length from a cut axis would say nothing.
                axes.plot([right, right], [number - 0.2, number + 0.16], color=color, lw=3, zorder=3)
            else:
                axes.barh(number - 0.05, right - left, 0.24, left, color=color, zorder=3)
            size_before = earlier.get(row.step, pd.NA) if len(earlier) else pd.NA
            right_end = right
            if pd.notna(size_before) and not is_stock[number]:
                begin = starts[number]
                axes.barh(number + 0.13, size_before, 0.09, begin, color="#B5B5B5", zorder=2)
                right_end = max(right, begin + size_before)
            text = words.count(row.persons, is_signed=not is_stock[number])
            remark = words.say("records-year-before", count=words.count(size_before, not is_stock[number]))
            write_row(axes, number, (words.label("step", row.step), ""))
            remark = remark if len(earlier) else ""
            write_value(axes, number, right_end, text, color=style.INK if is_stock[number] else color, after=remark)
            right_ends.append(right_end)
            texts.append(f"{text} {remark}")
        for number, net in enumerate(nets, len(rows)):
            axes.barh(number - 0.05, net.size, 0.24, ends[0], facecolor=net.face, edgecolor=style.INK, lw=1, zorder=3)
            write_row(axes, number, (net.label, net.remark))
            right_ends.append(max(ends[0], ends[0] + net.size))
            write_value(axes, number, right_ends[-1], net.text)
            texts.append(net.text)
        finish_panel(axes, panel, low, right_ends, texts)
        axes.set_ylim(top=axes.get_ylim()[1] - 0.08)  # accents of the first row
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    return axes


class _Net(NamedTuple):
    """A net change from the opening stock: persons, their text, what is said of it, and the colour of its bar."""

    label: str
    size: int
    text: str
    remark: str
    face: str


def _nets(changes: pd.DataFrame, words: RecordWords) -> list[_Net]:
    """The net change of the records, then those published for the same days; none where it is hidden."""
    known = changes.dropna(subset=["difference_count"])
    if known.empty:
        return []
    own = int(known["net_count"].iloc[0])
    nets = [_Net(words.say("records-net-records"), own, words.count(own, is_signed=True), "", style.GREY)]
    for row in known.itertuples():
        remark = words.say("records-net-difference", difference=words.count(row.difference_count, is_signed=True))
        label = words.say("records-net-published")
        nets.append(_Net(label, int(row.change_count), row.change_count_text, remark, "none"))
    return nets


def waterfall_words(frames: Sequence[pd.DataFrame], words: RecordWords) -> ChartWords:
    """The net change with those who came and left; the alternative text has every step, and what was published."""
    frame, *changes = frames
    totals = change_totals(frame)
    values = {"kind": net_kind(totals["net"]), "net": words.people(abs(totals["net"]))}
    values |= {name: words.people(totals[name]) for name in ("came", "left")}
    steps = "; ".join(
        f"{words.label('step', row.step)}: {words.count(row.persons)}" for row in change_steps(frame).itertuples()
    )
    nets = "; ".join(
        f"{net.label}: {net.text}{net.remark and f' ({net.remark})'}" for each in changes for net in _nets(each, words)
    )
    steps = "; ".join(filter(None, (steps, nets)))
    title, days = words.say("records-waterfall-title", **values), words.say("records-between", **words.days)
    caption = words.say("records-waterfall-caption")
    if nets:
        caption = f"{caption} {words.say('records-waterfall-published')}"
    return ChartWords(title, f"{title} ({days}). {steps}.", caption, f"{title} ({days}).")


def net_kind(net: int) -> str:
    """``fall``, ``rise`` or ``none``, as messages choose by."""
    return "fall" if net < 0 else "rise" if net > 0 else "none"
