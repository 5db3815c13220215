"""The page of true lapse from card records for its notebook: frames go in, sentences, tables and figures come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from baophu import __version__
from baophu.report.blocks import Block, Card, Cards, Group, Heading, Inline, Paragraph, TableBlock
from baophu.report.charts import due, persistency, renewals, returns, style
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.waterfall import change_steps, change_totals, net_kind
from baophu.report.figure import close_drawing
from baophu.report.named_figure import named_figure, words_of_frames
from baophu.report.pages.head import PageHead, page_metadata
from baophu.report.pages.parameters import refuse_undeclared
from baophu.report.record_words import TOTAL, RecordWords
from baophu.report.sections import page_sources
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words

PARAMETERS = ("source", "province", "start", "end", "k", "language")
_GROUP_COLUMNS = ("opening", "came", "moved_in", "moved_out", "left", "closing", "net")  # eight fit a phone
_CAME = ("new", "returned", "from_other_province", "came_otherwise")
_LOST = ("term_3", "term_6", "term_12", "other", "ended_early", "died", "moved_away", "to_other_province")


@dataclass(frozen=True)
class RecordFacts:
    """What a page says of its records beside their frames.

    ``counts`` are the rows of the intake by what became of them; ``published_figures`` and ``changes`` are the
    ledger's figures of the same people as frames, ``citations`` their sources; ``data_version`` is a digest of cubes.
    """

    page: str
    first_day: date
    as_of: date
    data_version: str
    threshold: int | None
    counts: Mapping[str, int] = field(default_factory=dict)
    published_figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    citations: object = None


class LapseRecordsPage:
    """Sections of the page; each takes the frames that it is about. Displaying the page itself shows the masthead."""

    def __init__(self, facts: RecordFacts, words: RecordWords):
        self.facts, self.words = facts, words

    # ── Frames ──────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def year_before(self) -> tuple[str, str]:
        """The same days a year before, as ISO texts; month ends stay month ends."""
        days = [_year_earlier(day) for day in self.words.period]
        return days[0].isoformat(), days[1].isoformat()

    @property
    def has_year_before(self) -> bool:
        """Whether the records reach back to the same days a year before."""
        return _year_earlier(self.words.period[0]) >= self.facts.first_day

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.words.period[1].year

    @property
    def first_quarter(self) -> pd.Timestamp:
        """First day of the quarter a year before the first day, or of the first quarter that is in the data."""
        return pd.Period(max(_year_earlier(self.words.period[0]), self.facts.first_day), "Q").start_time

    @property
    def last_quarter(self) -> pd.Timestamp:
        """First day of the second quarter after the last day, or of the last quarter that is in the data."""
        return (pd.Period(self.words.period[1], "Q") + 2).start_time

    def with_names(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A frame of districts with their names in ``district_name``."""
        return frame.assign(district_name=[self.words.district(slug) for slug in frame["district"]])

    def published_figures(self, stock: pd.DataFrame) -> pd.DataFrame:
        """Published numbers of insured people beside the records of the same day.

        Parameters
        ----------
        stock : pandas.DataFrame
            ``place.stock()``.

        Returns
        -------
        pandas.DataFrame
            One row a figure: ``group``, ``as_of``, ``insured_count`` as published, ``stock_count`` of the records,
            ``difference_count``, records less published; both missing where the day is no month end of the records or
            its number is hidden; ``publishers``, ``claim_id``.
        """
        total = stock[stock["district"] == TOTAL].rename(columns={"day": "as_of", "insured_count": "stock_count"})
        figures = self.facts.published_figures
        figures = figures[figures["as_of"].between(total["as_of"].min(), total["as_of"].max())]
        table = figures.merge(total[["as_of", "group", "stock_count"]], how="left", on=["as_of", "group"])
        table = table.sort_values(["group", "as_of"], ignore_index=True)
        return table.assign(difference_count=table["stock_count"] - table["insured_count"].astype("Int64"))

    def published_changes(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Changes published for exactly these days beside the records' own; of synthetic records none.

        Parameters
        ----------
        frame : pandas.DataFrame
            ``place.decomposition(…)`` of the period.

        Returns
        -------
        pandas.DataFrame
            One row a change: ``change_count`` as published, ``net_count`` of the records, ``difference_count``, records
            less published; both missing where the total is hidden; ``change_count_text``, ``claim_id``.
        """
        columns = ["change_count", "change_count_text", "claim_id"]
        changes = self.facts.changes.reindex(columns=columns).astype({"change_count": "Int64"})
        net = pd.array([change_totals(frame)["net"]] * len(changes), "Int64")
        return changes.assign(net_count=net, difference_count=net - changes["change_count"])

    # ── Head and finding ────────────────────────────────────────────────────────────────────────────────────────

    def masthead(self) -> Block:
        """Title, period, days of the data, disclosure control; of synthetic records a warning.

        Raises
        ------
        UndeclaredParameter
            If papermill injected a parameter that is not declared.
        """
        refuse_undeclared(PARAMETERS)
        words, facts, say = self.words, self.facts, self.words.say
        values = {"province": words.province, **words.days}
        title = say("records-page-title", **values)
        rows = [
            (say("records-meta-period"), say("records-meta-period-value", **words.days)),
            (
                say("records-meta-data"),
                say("records-meta-data-value", first=words.f.day(facts.first_day), cut=words.f.day(facts.as_of)),
            ),
            (say("records-meta-hidden"), self._hiding("records-meta-hidden-value")),
        ]
        metadata = page_metadata(facts.page, title, words.caption(say("records-description", **values)), facts, words)
        metadata["labels"]["data"] = say("records-version")
        if words.is_synthetic:
            rows.insert(0, (say("records-synthetic-mark"), say("records-synthetic-warning")))
            metadata |= {"is_synthetic": True, "mark": say("records-synthetic-mark")}
        elif facts.threshold is None:
            metadata["mark"] = say("records-office-mark")
        kicker = say("records-kicker-synthetic") if words.is_synthetic else say("records-kicker")
        return PageHead(kicker, title, rows, metadata)

    def heading(self, name: str) -> Block:
        """The heading of a section, which says its period: ``"stock"``."""
        words, facts = self.words, self.facts
        values = {"first": words.f.day(facts.first_day, "month"), "cut": words.f.day(facts.as_of, "month")}
        last = min(self.last_quarter, pd.Period(facts.as_of, "Q").start_time)
        values |= {"from": words.quarter(self.first_quarter), "to": words.quarter(last)}
        # The last quarter of which all who left have been followed for 90 days.
        followed = (pd.Period(pd.Timestamp(facts.as_of) - pd.Timedelta(days=89), "Q") - 1).start_time
        values |= {"followed": words.quarter(min(last, followed))}
        values |= {"year": str(self.year), "day": words.f.day(facts.as_of)}
        return Heading(f"part-{name}", words.say(f"records-heading-{name}", **values))

    def finding(
        self, frame: pd.DataFrame, before: pd.DataFrame | None = None, stock: pd.DataFrame | None = None
    ) -> Block:
        """The net change and that of the year before, how many came and left, why, and the group that fell most.

        Parameters
        ----------
        frame, before : pandas.DataFrame
            ``place.decomposition(…)`` of the period and of the same days a year before.
        stock : pandas.DataFrame, optional
            ``place.stock()``, to say whether such a fall comes every year.
        """
        words, totals = self.words, change_totals(frame)
        sentences = [words.say("records-finding", **words.days, **self._change_values(totals))]
        earlier = change_totals(before) if before is not None else None
        if earlier is not None and pd.notna([earlier["net"], earlier["left"], totals["left"]]).all():
            values = {"kind": net_kind(earlier["net"]), "net": words.people(abs(earlier["net"]))}
            values |= {"way": net_kind(totals["left"] - earlier["left"]), "was": words.count(earlier["left"])}
            sentences.append(words.say("records-finding-before", **values, left=words.count(totals["left"])))
        if stock is not None and self._falls_every_year(stock):
            sentences.append(words.say("records-finding-season", **words.days))
        steps = change_steps(frame).set_index("step")["persons"]
        left = -steps[steps.index.isin(_LOST)].dropna()
        if len(left) and left.max() > 0 and pd.notna(totals["left"]):
            sentences.append(self._reasons(left, totals["left"]))
        groups = self.groups_frame(frame)
        falls = groups[(groups["group"] != TOTAL) & (groups["net"] < 0)].sort_values("net")
        if len(falls):
            sentences.append(self._largest_fall(falls.iloc[0]))
        content: list[Inline] = [words.caption(" ".join(sentences))]
        for change in self.published_changes(frame).itertuples():
            values = {"change": change.change_count_text, "net": words.count(change.net_count, is_signed=True)}
            values["difference"] = words.count(change.difference_count, is_signed=True)
            content += [f" {words.say('records-finding-published', **values)} ", *claim_links((change.claim_id,))]
        return Paragraph(content, style="finding")

    def key_figures(self, frame: pd.DataFrame, before: pd.DataFrame | None = None) -> Block:
        """Net change, people who joined, people who left and their share, as cards."""
        totals, words = change_totals(frame), self.words
        earlier = change_totals(before) if before is not None else None
        cards = []
        for name in ("net", "came", "left", "left_pct"):
            write = words.pct if name == "left_pct" else lambda n, is_net=name == "net": words.count(n, is_net)
            note = words.say("records-card-before", value=write(earlier[name])) if earlier is not None else ""
            label = words.title(words.say(f"records-card-{name.replace('_', '-')}"))
            cards.append(Card(write(totals[name]), label, note))
        return Cards(tuple(cards))

    def _change_values(self, totals: pd.Series) -> dict[str, str]:
        words, net = self.words, totals["net"]
        values = {name: words.people(totals[name]) for name in ("opening", "closing", "came", "left")}
        values |= {"net": words.people(abs(net)), "kind": net_kind(net), "left_pct": words.pct(totals["left_pct"])}
        return values | {"pct": words.f.number(100 * net / totals["opening"], 1, is_signed=True) + "%"}

    def _reasons(self, left: pd.Series, total: int) -> str:
        """The three largest ways to leave."""
        words, reasons = self.words, []
        for name, persons in left.sort_values(ascending=False, kind="stable").head(3).items():
            reason, share = words.label("step", name), words.pct(100 * persons / total, 0)
            values = {"reason": reason[:1].lower() + reason[1:], "count": words.people(persons), "share": share}
            reasons.append(words.say("records-finding-reason", **values))
        return words.say("records-finding-reasons", reasons="; ".join(reasons))

    def _largest_fall(self, fall: pd.Series) -> str:
        """The group that fell most; how many of it moved, left and came where no part is hidden."""
        words = self.words
        values = {"group": words.label("group", fall["group"]), "net": words.count(fall["net"], is_signed=True)}
        parts = {"moved": "moved_out", "left": "left", "joined": "came", "moved_in": "moved_in"}
        if fall[list(parts.values())].isna().any():
            return words.say("records-finding-group", **values)
        values |= {name: words.people(fall[column]) for name, column in parts.items()}
        return words.say("records-finding-group-parts", **values)

    def _falls_every_year(self, stock: pd.DataFrame) -> bool:
        """Whether the first day is a year's peak, and fewer are covered on the last, in all of at least three years."""
        first, last = (pd.Period(day, "M") for day in self.words.period)
        total = stock[(stock["district"] == TOTAL) & (stock["group"] == TOTAL)]
        total = total.set_index(total["day"].dt.to_period("M"))["insured_count"].astype("Float64").astype("float64")
        begins = total[total.index.month == first.month]
        change = (total.reindex(begins.index + (last - first).n).to_numpy() - begins).dropna()
        is_peak = begins == total.rolling(12, min_periods=1).max()[begins.index]
        return len(change) >= 3 and bool((change < 0).all() and is_peak.all())

    # ── Figures and tables ──────────────────────────────────────────────────────────────────────────────────────

    def figure(self, axes: Axes, frames: pd.DataFrame | Sequence[pd.DataFrame], name: str, **changes) -> Block:
        """A chart of ``baophu.charts`` as a figure, with words made of the frames that were drawn.

        Parameters
        ----------
        axes : Axes
            What the chart returned; an analyst may have drawn more.
        frames : pandas.DataFrame or Sequence[pandas.DataFrame]
            What was drawn, the frame that the chart is about first; of ``stock`` the published figures first, of
            ``waterfall`` the published changes last.
        name : str
            The chart: ``"waterfall"``.
        **changes : object
            Words to use instead, and further settings of :func:`baophu.figure`.

        Returns
        -------
        Block
            The figure, or the sentence that there is too little to draw. Of synthetic records it says so in the title,
            the caption and the drawing.
        """
        frames = [frames] if isinstance(frames, pd.DataFrame) else list(frames)
        texts = words_of_frames(name, frames, self.words)
        if texts is None:
            close_drawing(axes)
            key = f"records-{name}-few"
            return Paragraph(self.words.say(key)) if self.words.say.has(key) else Group()
        if self.words.is_synthetic:
            mark = self.words.say("records-synthetic-mark").replace(" (", "\n(")
            # Behind the numbers, but before bars and cells that fill the panels.
            look = {"color": style.GREY, "alpha": 0.18, "zorder": 9 if name == "moves" else -1}
            look = {"color": "white", "alpha": 0.6} if name in ("renewals", "returns") else look
            axes.figure.text(0.5, 0.5, mark, ha="center", va="center", rotation=20, fontsize=19, **look)
            for panel in axes.figure.axes:
                panel.patch.set_visible(False)  # the mark stands behind it
        has_links = "claim_id" in frames[0] and frames[0]["claim_id"].astype(bool).any()
        return named_figure(axes, frames, name, self._marked(texts), self.words, **{"links": has_links, **changes})

    def _marked(self, texts: ChartWords) -> ChartWords:
        words = self.words
        title, alt, sentence = (words.title(text) if text else "" for text in (texts.title, texts.alt, texts.sentence))
        return ChartWords(title, alt, words.caption(texts.caption), sentence)

    def groups_frame(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The decomposition with ``came`` and ``left``, without moves, and ``net``; missing where a part is hidden."""
        came = frame[[name for name in _CAME if name in frame]].sum(axis=1, skipna=False)
        net = frame["closing"] - frame["opening"]
        table = frame.assign(came=came, left=came + frame["moved_in"] - frame["moved_out"] - net, net=net)
        is_small = table[["came", "left"]].isin(range(1, self.facts.threshold or 1))
        return table.assign(**table[["came", "left"]].mask(is_small))

    def groups(self, frame: pd.DataFrame) -> Block:
        """Payer groups from first to last day, in columns that add up; empty groups are left out."""
        words = self.words
        rows = self.groups_frame(frame)
        rows = rows[~((rows["opening"] == 0) & (rows["closing"] == 0)).fillna(False)]
        columns = [name for name in _GROUP_COLUMNS if name in rows.columns]
        cells = [
            (words.label("group", row["group"]), *(words.count(row[name], name == "net") for name in columns))
            for _, row in rows.iterrows()
        ]
        caption = words.say("records-groups-caption", **words.days)
        table = self._table("groups", caption, ("group", *columns), cells, first=2.2)
        return Group((table, Paragraph(words.caption(words.say("records-groups-note")), style="note")))

    def steps(self, frame: pd.DataFrame, before: pd.DataFrame | None = None) -> Block:
        """Every step of the decomposition, beside the same days a year before."""
        words = self.words
        now = change_steps(frame).set_index("step")["persons"]
        columns = {"now": now}
        if before is not None:
            columns["before"] = change_steps(before).set_index("step")["persons"].reindex(now.index)
        # Nobody comes from another province where the records hold no other.
        is_nobody = pd.concat(columns, axis=1).eq(0).fillna(False).all(axis=1)
        now = now[~is_nobody]
        is_signed = {step: step not in ("opening", "closing") for step in now.index}
        cells = [
            (words.label("step", step), *(words.count(each[step], is_signed[step]) for each in columns.values()))
            for step in now.index
        ]
        blank = [""] * (len(columns) - 1)
        for change in self.published_changes(frame).itertuples():
            net, difference = (
                words.count(size, is_signed=True) for size in (change.net_count, change.difference_count)
            )
            label = (f"{words.say('records-net-published')} ", *claim_links((change.claim_id,)))
            cells.append((words.say("records-net-records"), net, *blank))
            cells.append((label, change.change_count_text, *blank))
            cells.append((words.say("records-column-difference"), difference, *blank))
        return self._table("steps", words.say("records-steps-caption"), ("step", *columns), cells, first=3)

    def published_table(self, figures: pd.DataFrame) -> Block:
        """Published numbers against the records; a sentence where none were published."""
        words = self.words
        if figures.empty:
            return Paragraph(words.say("records-published-none"))
        cells = [
            (
                words.label("group", row.group),
                words.f.short_day(row.as_of, row.as_of_precision),
                words.count(row.insured_count),
                words.count(row.stock_count),
                words.count(row.difference_count, is_signed=True),
                claim_links((row.claim_id,)) if row.claim_id else row.publishers,
            )
            for row in figures.itertuples()
        ]
        names = ("group", "day", "published", "records", "difference", "source")
        return self._table("published", words.say("records-published-caption"), names, cells, first=2, texts=(1, 5))

    def renewal_rates(self, frame: pd.DataFrame) -> Block:
        """Cards due and the share renewed within 30 days: a row a quarter, two columns a term."""
        words, rows = self.words, renewals.shown_terms(frame)
        header, cells = [], {period: [words.quarter(period)] for period in sorted(rows["period"].unique())}
        for term, of_term in rows.groupby("term"):
            header += [words.say(f"records-column-{name}-of", term=str(term)) for name in ("due", "renewed")]
            for row in of_term.itertuples():
                cells[row.period] += [words.count(row.due), words.pct(row.renewed_pct)]
        return self._table(
            "renewals", words.say("records-renewals-table"), ("quarter",), list(cells.values()), first=1.2, more=header
        )

    def returns_table(self, frame: pd.DataFrame) -> Block:
        """By the group that they left: how many left in the quarter in which the period begins, and came back."""
        words, rows = self.words, returns.quarter_of_returns(frame, self.words)
        rows = rows[rows["left"].ne(0).fillna(True)]
        if rows.empty:
            return Group()
        cells = [
            (
                words.say("records-column-total") if row["group"] == TOTAL else words.label("group", row["group"]),
                words.count(row["left"]),
                *(words.count(row[name]) for name in returns.RETURNS),
                words.pct(row["returned_pct"]),
            )
            for _, row in rows.iterrows()
        ]
        caption = words.say("records-returns-table", quarter=words.quarter(rows["period"].iloc[0]))
        columns = ("group", "exits", *returns.RETURNS, "returned")
        return self._table("returns", caption, columns, cells, first=2)

    def district_rates(self, frame: pd.DataFrame) -> Block:
        """Household cards due in the year by district, most first, and what came after."""
        words, rows = self.words, frame[frame["period"].dt.year == self.year]
        # The total comes last.
        rows = rows.assign(is_total=rows["district"] == TOTAL)
        rows = rows.sort_values(["is_total", "due"], ascending=[True, False], kind="stable")
        cells = [
            (words.district(row.district), words.count(row.due), words.pct(row.renewed_pct), words.count(row.never))
            for row in rows.itertuples()
        ]
        caption = words.say("records-districts-table", year=str(self.year))
        return self._table("districts", caption, ("district", "due", "renewed", "never"), cells, first=2)

    def persistency_table(self, frame: pd.DataFrame) -> Block:
        """Of each group the newest year of entry whose 25th month is known of all, with those still at risk in it."""
        words = self.words
        known = persistency.whole_cohorts(frame, "month_25").groupby("group", sort=False).tail(1)
        if known.empty:
            return Group()
        cells = [
            (
                words.label("group", row.group),
                str(row.entry_year),
                words.count(row.entered_count),
                *(words.pct(getattr(row, f"{month}_pct")) for month in persistency.MONTHS),
                words.count(row.month_25_at_risk),
            )
            for row in known.itertuples()
        ]
        months = [words.say("records-column-month", n=month.removeprefix("month_")) for month in persistency.MONTHS]
        months.append(words.say("records-column-at-risk", n="25"))
        names = ("group", "year", "entered")
        return self._table("persistency", words.say("records-persistency-table"), names, cells, first=2, more=months)

    def due_terms(self, frame: pd.DataFrame) -> Block:
        """Household cards that run out soon, by the months paid for; terms of none are left out."""
        words = self.words
        rows = frame[~frame["due"].eq(0).fillna(False)]
        cells = [
            (
                self._term(row.term),
                *(words.count(getattr(row, days)) for days in due.DAYS_AHEAD),
                words.count(row.due),
            )
            for row in rows.itertuples()
        ]
        parts = [days.removeprefix("days_").replace("_", "-") for days in due.DAYS_AHEAD]
        header = [*(words.say("records-column-days", days=days) for days in parts), words.say("records-column-total")]
        return self._table("due", words.say("records-due-table"), ("term",), cells, first=2, more=header)

    def _term(self, term) -> str:
        if term == TOTAL:
            return self.words.say("records-column-total")
        return self.words.say("records-term", term=str(term)) if term else self.words.say("records-term-payroll")

    # ── Foot ────────────────────────────────────────────────────────────────────────────────────────────────────

    def intake(self) -> Block:
        """What was read, left out and counted, and what is hidden."""
        words, counts = self.words, self.facts.counts
        cells = [
            (words.say(name), self._intake_count(count))
            for key, count in counts.items()
            if isinstance(count, int) and words.say.has(name := f"records-count-{key.replace('_', '-')}")
        ]
        table = self._table("intake", words.say("records-intake-caption"), ("what", "count"), cells, first=4)
        day = words.say("records-cut", cut=words.f.day(self.facts.as_of))
        return Group((table, Paragraph(f"{day} {self._hiding('records-hidden')}", style="note")))

    def _intake_count(self, count: int) -> str:
        """A count of rows or persons of the intake, those under the threshold in words."""
        k = self.facts.threshold
        return self.words.say("records-fewer", k=str(k)) if k and 0 < count < k else self.words.count(count)

    def _hiding(self, name: str) -> str:
        k = self.facts.threshold
        return self.words.say(name, most=str(k - 1)) if k else self.words.say("records-office-only")

    def method(self) -> Block:
        """How states, reasons and rates are defined."""
        return Paragraph(self.words.say("records-method"))

    def sources(self) -> Block:
        """Source entries of the published figures; nothing where there are none."""
        cited = self.facts.citations
        return page_sources.sources(cited, Words(cited, self.words.language)) if cited and cited.claims else Group()

    def stamp(self) -> Block:
        """Version of the data and parameters of the page."""
        words = self.words
        days = dict(zip(("start", "end"), map(str, words.period), strict=True))
        values = {"data": self.facts.data_version, "version": __version__, "language": words.language}
        return Paragraph(words.caption(words.say("records-stamp", **days, **values)), style="stamp")

    def _table(
        self, name: str, caption: str, columns: Sequence[str], cells: Sequence, first: float,
        texts: Sequence[int] = (), more: Sequence[str] = (),
    ) -> TableBlock:  # fmt: skip
        words = self.words
        header = (*(words.say(f"records-column-{column.replace('_', '-')}") for column in columns), *more)
        numeric = frozenset(range(1, len(header))) - set(texts)
        widths = (first, *(1.6 if at in texts else 1 for at in range(1, len(header))))
        return TableBlock(words.title(caption), header, cells, numeric, widths, anchor=f"{name}-table")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.masthead()._repr_mimebundle_(include, exclude)


def _year_earlier(day: date) -> date:
    """The same day a year before; of a month end the month end."""
    earlier = pd.Timestamp(day) - pd.DateOffset(years=1)
    return (earlier + pd.offsets.MonthEnd(0) if pd.Timestamp(day).is_month_end else earlier).date()
