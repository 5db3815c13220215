"""The tables of card records that may leave the office, from the cubes of a province, with small counts hidden.

Only fixed tables are given out: one breakdown of time each, and totals that two tables share are shown in both or
hidden in both, so that none of them gives another's hidden cells away. Cells once hidden stay hidden (``masks/`` in the
office's folder).
"""

import hashlib
import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.common.paths import DATA
from baophu.ledger.names import resolve_province
from baophu.records.codes import AHEAD, OUTCOMES
from baophu.records.cubes import read_cube, read_manifest, read_month_end_stock
from baophu.records.decomposition import decompose
from baophu.records.disclosure import DEFAULT_THRESHOLD, TOTAL, add_totals, check_threshold, merge_small
from baophu.records.districts import district_codes
from baophu.records.key import records_folder
from baophu.records.payers import load_groups
from baophu.records.survival import kaplan_meier
from baophu.records.synthetic import NOTE
from baophu.records.tables import Cells

# Months as insurers count them, in days: a renewal due at 365 days has had its 30 days of grace by day 396.
PERSISTENCY_DAYS = {"month_3": 91, "month_13": 396, "month_25": 761}
_PARTS = ("pct", "se", "at_risk")
# What becomes of those who left; a quarter is over when all of them are known.
RETURNS = ("within_30", "within_90", "over_90", "not_back")
HOUSEHOLD, OTHER_GROUPS, OTHER_AGENTS = "household", "other_groups", "other_agents"
_KNOWN_OUTCOMES = dict.fromkeys(("on_time", "within_30"), "renewed")
_KNOWN_OUTCOMES |= dict.fromkeys(("within_90", "later", "never"), "not_renewed")
_WARNING = "OFFICE ONLY: every count shown"


class OfficeOnly(BaophuError):
    """Every count is asked for, of records that are not this office's own."""

    exit_code = 2


class NotPublished(BaophuError):
    """A breakdown or a day of which no table is given out."""

    exit_code = 2


def open_records(province: str | int, *, k: int | None = DEFAULT_THRESHOLD, data: Path = DATA) -> "Records":
    """The card records of a province, as tables that may leave the office.

    Parameters
    ----------
    province : str or int
        Slug, name in any spelling or two-digit code.
    k : int or None
        Counts of fewer persons are hidden, and those that would give them away; at least 5. None shows every count, for
        work within the office: each table then says so in ``attrs`` and above its columns.
    data : Path, optional
        The ledger's folder; by default the project's ``data/``.

    Returns
    -------
    Records

    Raises
    ------
    UnknownProvince
        No province has this name.
    NoCubes
        No card records have been taken in and counted.
    ThresholdTooLow, OfficeOnly
        The threshold is too low, or None for people's records elsewhere than in this checkout.

    Examples
    --------
    >>> import baophu
    >>> baophu.records("can-tho")  # where none have been taken in
    Traceback (most recent call last):
        ...
    baophu.records.cubes.NoCubes: ...
    """
    slug = resolve_province(province, data)
    if k is not None:
        check_threshold(k)
    folder = records_folder(data) / slug
    records = Records(slug, folder, read_manifest(folder), k, data)
    if k is None and data.resolve() != DATA.resolve() and not records.is_synthetic:
        raise OfficeOnly(message("records-office-only"))
    return records


class Records:
    """Card records of one province; made by :func:`baophu.records`.

    ``stock`` ``renewals`` ``returns`` ``moves`` ``persistency`` ``decomposition`` ``due`` are tables. Hidden counts are
    ``<NA>``, and a column says which: ``is_hidden`` of the row's count, or ``hidden``, the names of the hidden columns
    of the row. Groups are the ten of :mod:`baophu.records.payers`; districts are slugs of ``areas.csv``; ``all`` is the
    total.
    """

    def __init__(self, slug: str, folder: Path, manifest: dict, k: int | None, data: Path):
        self.slug, self.k = slug, k
        self.start, self.cut = (date.fromisoformat(manifest[name]) for name in ("start", "cut"))
        self._folder, self._codes = folder, district_codes(slug, data)
        self._home = min(self._codes) // 100
        self._groups = load_groups()["group"].tolist()
        self._order = {group: number for number, group in enumerate(self._groups)}

    def __repr__(self):
        shown = _WARNING if self.k is None else f"counts under {self.k} hidden"
        return f"Card records of {self.slug}, {self.start} to {self.cut}, {shown}"

    @property
    def version(self) -> str:
        """First twelve hex digits of a digest of the cubes' manifest."""
        return hashlib.sha256((self._folder / "cubes" / "manifest.json").read_bytes()).hexdigest()[:12]

    def counts(self) -> dict:
        """What the intake counted.

        Returns
        -------
        dict
            Rows read, kept and left out by reason, in numbers; ``source`` says if they are synthetic.

        Examples
        --------
        >>> import baophu
        >>> baophu.office_records("can-tho", "synthetic").counts()["source"]
        'synthetic'
        """
        return json.loads((self._folder / "counts.json").read_text("utf-8"))

    @property
    def is_synthetic(self) -> bool:
        """Whether the records are invented: about nobody, so that any days may be compared."""
        return self.counts().get("source") == NOTE

    def district_rows(self) -> list[dict]:
        """The districts by which tables count.

        Returns
        -------
        list of dict
            Rows of ``areas.csv``: the province, which stands for cards without a district, then its districts.

        Examples
        --------
        >>> import baophu
        >>> baophu.office_records("can-tho", "synthetic").district_rows()[0]["area"]
        'can-tho'
        """
        return list(self._codes.values())

    def stock(self) -> pd.DataFrame:
        """People covered at each month end, by district and payer group.

        Returns
        -------
        pd.DataFrame
            One row a day, district and group, with totals ``all``: ``day``, ``district``, ``group``, ``insured_count``
            in persons, ``is_hidden``. A cell that is small on any day is hidden on all.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.stock().columns.tolist()
        ['day', 'district', 'group', 'insured_count', 'is_hidden']
        """
        cells, mask = self._stock_cells()
        return self._stamp(cells.tall(mask, "insured_count"))

    def renewals(self, by: str = "group") -> pd.DataFrame:
        """Cards that were in force on their own last day, and what came after.

        Parameters
        ----------
        by : str
            ``group``, by quarter; of household cards ``term`` (months paid), by quarter, ``district``, by year, or
            ``agent``, by year.

        Returns
        -------
        pd.DataFrame
            One row a period and group, term or district, with totals ``all``: ``period`` (its first day), the
            value of ``by``; cards ``on_time`` (covered on the next day, in the same group), ``within_30``,
            ``within_90`` days, ``later``, ``never`` (90 days or more seen), ``unknown`` (the data end before),
            ``moved`` (on time, in another group), and their sum ``due``; ``renewed_pct``, ``on_time`` and
            ``within_30`` in percent of ``due`` less ``moved`` and ``unknown``, 0-100; ``hidden``. By agent, cards
            ``renewed`` (the first two), ``not_renewed`` (the next three) and their sum ``known``; agents with few of
            either in a year are one row ``other_agents``, and cards of which the files name none are ``no_agent``.

        Raises
        ------
        NotPublished
            ``by`` is something else.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.renewals("term").columns.tolist()[:4]
        ['period', 'term', 'on_time', 'within_30']
        """
        _check_choice(by, ("group", "term", "district", "agent"))
        cube = read_cube(self._folder, "renewals")
        cube = cube[self._is_home(cube["district"]) & (cube["ahead"] == "")]
        cube = cube.assign(period=cube["month"].dt.to_period("Q").dt.start_time)
        cells, mask = self._renewal_cells(cube, "group")
        if by != "group":
            # A year of which a quarter is hidden as a whole would give that quarter away.
            withheld = pd.DatetimeIndex(cells.periods[mask.all(axis=(1, 2))]).year
            if by == "agent":
                return self._stamp(self._agent_renewals(withheld))
            cube = cube[cube["group"] == HOUSEHOLD]
            if by == "district":
                cube = cube[~cube["period"].dt.year.isin(withheld)]
                years = cube["period"].dt.to_period("Y").dt.start_time
                cube = cube.assign(period=years, district=self._districts(cube["district"]))
            cells, mask = self._renewal_cells(cube, by)
        table = cells.wide(mask, "due")
        known = (table["due"] - table["moved"] - table["unknown"]).astype("Float64")
        renewed = 100 * (table["on_time"] + table["within_30"]) / known.mask(known == 0)
        table.insert(len(table.columns) - 1, "renewed_pct", renewed)
        return self._stamp(table)

    def returns(self) -> pd.DataFrame:
        """People who left cover, by whether and how soon they came back, in any group.

        Returns
        -------
        pd.DataFrame
            One row a quarter in which they left (the first day without cover) and group that they left, with totals
            ``all``: ``period`` (its first day), ``group``; those back ``within_30``, ``within_90`` (31 to 90) or
            ``over_90`` days, those ``not_back`` by the end of the data, and their sum ``left``; ``returned_pct``, back
            within 90 days in percent of ``left``, 0-100; ``hidden``. Who left because of death is not among them; who
            left twice counts twice. Quarters of which some have been followed for less than 90 days are left out.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.returns().columns.tolist()[:4]
        ['period', 'group', 'within_30', 'within_90']
        """
        flows = read_cube(self._folder, "flows")
        flows = flows[(flows["group0"] != "none") & (flows["group1"] == "none") & (flows["reason"] != "died")]
        flows = flows[self._is_home(flows["district0"])]
        flows = flows.assign(period=flows["month"].dt.to_period("Q").dt.start_time, group=flows["group0"])
        # Without them, no sum of quarters less that of renewals, which has all, is a count of few who left before a
        # card's last day.
        followed = pd.Timestamp(self.cut) - pd.Timedelta(days=90)
        flows = flows[flows["period"] + pd.offsets.QuarterEnd(0) <= followed]
        outcomes = flows["gap"].replace("never", "not_back")
        cells = Cells.count(flows.assign(gap=outcomes), ("period", "group", "gap"), "persons", self._groups, RETURNS)
        table = cells.wide(self._hide(cells, "returns"), "left")
        left = table["left"].astype("Float64")
        returned = 100 * (table["within_30"] + table["within_90"]) / left.mask(left == 0)
        table.insert(len(table.columns) - 1, "returned_pct", returned)
        return self._stamp(table)

    def moves(self) -> pd.DataFrame:
        """People who changed their payer group from one day to the next, by calendar year.

        Returns
        -------
        pd.DataFrame
            One row a year and pair of groups, with totals ``all``: ``year``, ``from_group``, ``to_group``, ``moves``,
            ``is_hidden``. A person counts once for each move; the totals of a group are all its moves out and in.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.moves().columns.tolist()
        ['year', 'from_group', 'to_group', 'moves', 'is_hidden']
        """
        flows = read_cube(self._folder, "flows")
        flows = flows[(flows["group0"] != "none") & (flows["group1"] != "none") & (flows["group0"] != flows["group1"])]
        flows = flows[self._is_home(flows["district0"]) & self._is_home(flows["district1"])]
        flows = flows.assign(year=flows["month"].dt.year, from_group=flows["group0"], to_group=flows["group1"])
        names = ("year", "from_group", "to_group")
        cells = Cells.count(flows, names, "persons", self._groups, self._groups)
        # Nobody moves from a group to itself: such a cell hides nothing.
        mask = self._hide(cells, "moves", np.eye(len(cells.rows), dtype=bool) & ~cells.are(rows=[TOTAL]))
        table = cells.tall(mask, "moves")
        return self._stamp(table[(table["from_group"] != table["to_group"]) | (table["to_group"] == TOTAL)])

    def persistency(self, grace: int = 30) -> pd.DataFrame:
        """How many of those who entered cover in a year, in a group, stay covered: Kaplan-Meier from counts.

        Cover that began before the first day of the data is left out; a gap of at most ``grace`` days does not end it,
        nor does a move to another group; death censors, and so does the end of the data, ``grace`` days before it.

        Parameters
        ----------
        grace : int
            30 or 90 days.

        Returns
        -------
        pd.DataFrame
            One row a group and year of entry: ``group``, ``entry_year``, ``entered_count`` in persons, and for the 3rd,
            13th and 25th month (91, 396, 761 days) ``month_3_pct``, covered in percent, 0-100; ``month_3_se``, its
            standard error in points by Greenwood's formula; ``month_3_at_risk``, people whose cover was seen to go on
            after that day, at least so many in full hundreds (ten times ``k``); missing where the data end before;
            ``partial``, the months to which not all who entered in the year have been followed, so that the share is of
            the early ones; ``hidden``.

        Raises
        ------
        NotPublished
            Another grace.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.persistency(grace=30).columns.tolist()[:4]
        ['group', 'entry_year', 'entered_count', 'month_3_pct']
        """
        _check_choice(grace, (30, 90))
        cube = read_cube(self._folder, "persistency")
        cube = cube[cube["province"] == self._home].assign(entry_year=cube["month"].dt.year)
        rows = [self._cohort(group, year, runs, grace) for (group, year), runs in cube.groupby(["group", "entry_year"])]
        names = [f"{month}_{part}" for month in PERSISTENCY_DAYS for part in _PARTS]
        table = pd.DataFrame(rows, columns=["group", "entry_year", "entered_count", *names, "partial", "hidden"])
        table = table.sort_values(
            ["group", "entry_year"], key=lambda labels: labels.replace(self._order), ignore_index=True
        )
        counts = ["entered_count", *(f"{month}_at_risk" for month in PERSISTENCY_DAYS)]
        return self._stamp(table.astype(dict.fromkeys(counts, "Int64")))

    def decomposition(self, start: str | date, end: str | date) -> pd.DataFrame:
        """The change of the stock between two month ends taken apart, person by person, by payer group.

        Parameters
        ----------
        start, end : str or date
            The two days, such as ``"2021-12-31"``.

        Returns
        -------
        pd.DataFrame
            One row a group, with the total ``all``: ``opening`` stock; who came: ``new`` (never seen before),
            ``returned``, ``from_other_province``, ``moved_in`` from another group; who left, by how the last cover
            ended: ``term_3`` ``term_6`` ``term_12`` (ran out), ``other``, ``ended_early``, ``died``, ``moved_away``,
            ``to_other_province``, ``moved_out`` to another group; ``closing`` stock; ``hidden``. Opening and all who
            came less all who left is closing, in each row. Groups of few who came or left are one row
            ``other_groups``; ways of few persons are added up as ``came_otherwise`` and in ``other``.

        Raises
        ------
        NotPublished
            A day that is no month end, with small counts hidden; of synthetic records any days are given.
        BadDays
            Days outside the data.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.decomposition("2021-12-31", "2022-06-30").columns.tolist()[:4]
        ['group', 'opening', 'new', 'returned']
        """
        days = [day if isinstance(day, date) else date.fromisoformat(day) for day in (start, end)]
        is_open = self.k is None or self.is_synthetic
        if not is_open and not all(pd.Timestamp(day).is_month_end for day in days):
            raise NotPublished(message("records-month-ends"))
        pairs = decompose(self._folder, *days, by="province")
        pairs = pairs[pairs["province"] == self._home]
        came, left = self._sides(pairs)
        stock = pd.DataFrame({"opening": self._levels(pairs, "group0"), "closing": self._levels(pairs, "group1")})
        is_hidden, is_total_hidden = pd.Series(False, stock.index), False
        if self.k is not None:
            cells, mask = self._stock_cells()
            is_hidden |= stock.index.isin(cells.columns[mask[0, -1]])
            is_total_hidden = bool(mask[0, -1, -1])
            totals = pd.DataFrame({"came": came.sum(axis=1), "left": left.sum(axis=1)})
            merged = merge_small(totals, self.k, OTHER_GROUPS).index
            rename = {group: group if group in merged else OTHER_GROUPS for group in self._groups}
            came, left = (side.groupby(rename).sum().loc[merged] for side in (came, left))
            came, left = _merge_columns(came, self.k, "came_otherwise"), _merge_columns(left, self.k, "other")
            stock, is_hidden = stock.groupby(rename).sum().loc[merged], is_hidden.groupby(rename).any().loc[merged]
        stock.loc[TOTAL], is_hidden.loc[TOTAL] = stock.sum(), is_total_hidden
        levels = stock.astype("Int64").mask(is_hidden)
        names = (f"decomposition-{side}-{days[0]}-{days[1]}" for side in ("came", "left"))
        sides = [self._side_table(side, name) for side, name in zip((came, left), names, strict=True)]
        table = pd.concat([levels["opening"], *sides, levels["closing"]], axis=1)
        hidden = [" ".join(table.columns[line]) for line in table.isna().to_numpy()]
        return self._stamp(table.assign(hidden=hidden).rename_axis("group").reset_index())

    def due(self, days: int = 60, by: str = "district") -> pd.DataFrame:
        """Cards in force that run out in the days after the last day of the data.

        Parameters
        ----------
        days : int
            30, 60 or 90.
        by : str
            ``group``, or of household cards ``district`` or ``term`` (months paid).

        Returns
        -------
        pd.DataFrame
            One row a group, district or term, with the total ``all``: ``day`` (the last of the data), the value of
            ``by``, cards whose last day is 1 to 30 days after it (``days_1_30``), ``days_31_60``, ``days_61_90``, and
            their sum ``due``; ``hidden``. Cards that begin after the last day of the data are not seen.

        Raises
        ------
        NotPublished
            Another number of days, or ``by`` is something else.

        Examples
        --------
        >>> import baophu
        >>> records = baophu.office_records("can-tho", "synthetic")
        >>> records.due(60).columns.tolist()
        ['day', 'district', 'days_1_30', 'days_31_60', 'due', 'hidden']
        """
        _check_choice(days, (30, 60, 90))
        _check_choice(by, ("district", "group", "term"))
        # What is hidden is settled for all three parts, so that one table is a part of the next.
        parts = list(AHEAD[1:4])
        cube = read_cube(self._folder, "renewals")
        cube = cube[self._is_home(cube["district"]) & cube["ahead"].isin(parts)]
        cube = cube.assign(day=pd.Timestamp(self.cut), district=self._districts(cube["district"]))
        cube = cube if by == "group" else cube[cube["group"] == HOUSEHOLD]
        cells = Cells.count(cube, ("day", by, "ahead"), "cards", self._groups if by == "group" else None, parts)
        mask = self._hide(cells, f"due-{by}", _shared_row(cells, by))
        table = cells.wide(mask, "due")[["day", by, *parts[: days // 30]]]
        table = table.assign(due=table[parts[: days // 30]].sum(axis=1, skipna=False))
        return self._stamp(table.assign(hidden=[" ".join(table.columns[line]) for line in table.isna().to_numpy()]))

    # ── Counts and what is hidden of them ───────────────────────────────────────────────────────────────────────

    def _stock_cells(self) -> tuple[Cells, np.ndarray]:
        cube = read_month_end_stock(self._folder, self._home)
        cube = cube.assign(district=self._districts(cube["district"]))
        cells = Cells.count(cube, ("day", "district", "group"), "persons", columns=self._groups)
        return cells, self._hide(cells, "stock", is_shared=True)

    def _agent_renewals(self, withheld: pd.Index) -> pd.DataFrame:
        """Household cards of which it is known whether they were renewed, by year, not ``withheld``, and agent."""
        cube = read_cube(self._folder, "agents")
        cube = cube[(cube["province"] == self._home) & ~cube["year"].dt.year.isin(withheld)]
        cube = cube.assign(period=cube["year"], outcome=cube["outcome"].map(_KNOWN_OUTCOMES)).dropna()
        columns = ["renewed", "not_renewed"]
        if self.k is not None:
            # Year by year: one that is over has the same agents in each edition.
            for _, cards in cube.groupby("period"):
                counts = cards.pivot_table(
                    index="agent", columns="outcome", values="cards", aggfunc="sum", fill_value=0
                )
                is_shown = cards["agent"].isin(merge_small(counts, self.k, OTHER_AGENTS).index)
                cube.loc[cards.index, "agent"] = cards["agent"].where(is_shown, OTHER_AGENTS)
        cells = Cells.count(cube, ("period", "agent", "outcome"), "cards", columns=columns)
        table = cells.wide(self._hide(cells, "renewals-agent", _shared_row(cells, "agent")), "known")
        known = table["known"].astype("Float64")
        table.insert(len(table.columns) - 1, "renewed_pct", 100 * table["renewed"] / known.mask(known == 0))
        return table[~table["known"].eq(0).fillna(False)].reset_index(drop=True)

    def _renewal_cells(self, cube: pd.DataFrame, by: str) -> tuple[Cells, np.ndarray]:
        rows = self._groups if by == "group" else None
        cells = Cells.count(cube, ("period", by, "outcome"), "cards", rows, OUTCOMES[1:])
        return cells, self._hide(cells, f"renewals-{by}", _shared_row(cells, by))

    def _hide(self, cells: Cells, name: str, public: np.ndarray | None = None, is_shared: bool = False) -> np.ndarray:
        if self.k is None:
            return cells.nothing_hidden()
        return cells.hidden(self.k, self._folder / "masks" / f"{name}-{self.k}.csv", public, is_shared)

    def _stamp(self, table: pd.DataFrame) -> pd.DataFrame:
        """Say on a table itself what may be done with it."""
        hidden = f"counts under {self.k} persons, and those that would give them away, are hidden"
        table.attrs |= {"province": self.slug, "start": str(self.start), "cut": str(self.cut)}
        table.attrs["disclosure"] = _WARNING if self.k is None else hidden
        table.columns.name = _WARNING if self.k is None else None
        return table

    # ── Labels ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_home(self, districts: pd.Series) -> pd.Series:
        return districts // 100 == self._home

    def _districts(self, districts: pd.Series) -> pd.Series:
        slugs = {code: self._codes[code]["area"] if code in self._codes else str(code) for code in districts.unique()}
        return districts.map(slugs)

    # ── Measures ────────────────────────────────────────────────────────────────────────────────────────────────

    def _cohort(self, group: str, entry_year: int, runs: pd.DataFrame, grace: int) -> dict:
        """The row of a cohort; ``runs`` are those of both graces."""
        # Counts of 90 days less those of 30 are people who came back after 31 to 90 days.
        (entered, ended, watched), (entered_other, ended_other, _) = (
            _counts_by_day(runs[runs["grace"] == of]) for of in (grace, 30)
        )
        estimate = kaplan_meier(runs[runs["grace"] == grace])
        last_entry = runs["month"].max() + pd.offsets.MonthEnd(0)
        followed = (pd.Timestamp(self.cut) - last_entry).days - grace
        partial = " ".join(month for month, day in PERSISTENCY_DAYS.items() if day > followed)
        row = {"group": group, "entry_year": entry_year, "entered_count": entered, "partial": partial}
        is_few_in = self._is_small(entered) or self._is_small(abs(entered - entered_other))
        hidden, ended_before = ["entered_count"] if is_few_in else [], 0
        for place, (name, day) in enumerate(PERSISTENCY_DAYS.items()):
            until = estimate[estimate.index <= day]
            last = until.iloc[-1] if len(until) else {"survival": 1.0, "std_error": 0.0}
            # A later share is hidden with an earlier one: it is a part of it.
            of_few = (ended[place], ended[place] - ended_before, abs(ended[place] - ended_other[place]), watched[place])
            is_hidden = bool(hidden) or any(map(self._is_small, of_few))
            is_known = not is_hidden and (watched[place] > 0 or ended[place] == entered)
            # All decimals would tell how many died.
            share, error = (100 * last[part] for part in ("survival", "std_error"))
            share, error = (share, error) if self.k is None else (round(share, 1), round(error, 2))
            row[f"{name}_pct"], row[f"{name}_se"] = (share, error) if is_known else (np.nan, np.nan)
            row[f"{name}_at_risk"] = at_risk_shown(watched[place], entered - ended[place], self.k) if is_known else None
            hidden += [f"{name}_{part}" for part in _PARTS] if is_hidden else []
            ended_before = ended[place]
        return row | ({"entered_count": pd.NA} if "entered_count" in hidden else {}) | {"hidden": " ".join(hidden)}

    def _is_small(self, persons: int) -> bool:
        return self.k is not None and 0 < persons < self.k

    def _sides(self, pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Who came and who left, one row a group, one column a way."""
        is_group0, is_group1 = pairs["group0"].isin(self._groups), pairs["group1"].isin(self._groups)
        came, left = pairs[is_group1 & (pairs["group0"] != pairs["group1"])], pairs[is_group0]
        left = left[left["group0"] != left["group1"]]
        ways_in = came["group0"].where(~came["group0"].isin(self._groups), "moved_in")
        ways_in = ways_in.replace("elsewhere", "from_other_province")
        ways_out = left["reason"].where(~left["group1"].isin(self._groups), "moved_out")
        ways_out = ways_out.mask(left["group1"] == "elsewhere", "to_other_province")
        columns_in = ["new", "returned", "from_other_province", "moved_in"]
        columns_out = ["term_3", "term_6", "term_12", "other", "ended_early", "died", "moved_away"]
        return (
            self._cross(came.assign(way=ways_in), "group1", columns_in),
            self._cross(left.assign(way=ways_out), "group0", [*columns_out, "to_other_province", "moved_out"]),
        )

    def _cross(self, pairs: pd.DataFrame, group: str, ways: list[str]) -> pd.DataFrame:
        table = pairs.pivot_table(index=group, columns="way", values="persons", aggfunc="sum", fill_value=0)
        return table.reindex(index=self._groups, columns=ways, fill_value=0).astype("int64")

    def _levels(self, pairs: pd.DataFrame, group: str) -> pd.Series:
        return pairs.groupby(group)["persons"].sum().reindex(self._groups, fill_value=0)

    def _side_table(self, side: pd.DataFrame, name: str) -> pd.DataFrame:
        """One side of a decomposition with its total row; the sums of rows and columns are known to the reader."""
        rows, columns = (pd.Index([*axis, TOTAL], dtype=object) for axis in (side.index, side.columns))
        period = pd.Index([""], name="period")
        cells = Cells(("period", "group", "way"), period, rows, columns, add_totals(side.to_numpy()[None]))
        mask = self._hide(cells, name, cells.are(rows=[TOTAL], columns=[TOTAL]))
        return cells.wide(mask, "total").set_index("group").drop(columns=["period", "total", "hidden"])


def _shared_row(cells: Cells, by: str) -> np.ndarray:
    """Where the table by group has the household cards that are the total of the tables by term, district, agent."""
    return cells.are(rows=[HOUSEHOLD if by == "group" else TOTAL])


def _counts_by_day(runs: pd.DataFrame) -> tuple[int, list[int], list[int]]:
    """Runs of a cohort; how many of them had ended by each day of ``PERSISTENCY_DAYS``, and how many went on after."""
    days, persons, is_event = (runs[name].to_numpy() for name in ("days", "persons", "is_event"))
    ended = [int(persons[is_event & (days <= day)].sum()) for day in PERSISTENCY_DAYS.values()]
    return int(persons.sum()), ended, [int(persons[days > day].sum()) for day in PERSISTENCY_DAYS.values()]


def at_risk_shown(count: int, not_ended: int, k: int | None) -> int | None:
    """The number at risk as it is published: rounded down to a multiple of ten thresholds.

    Parameters
    ----------
    count : int
        People whose cover went on, and was seen to, after a day.
    not_ended : int
        Those who had entered less those whose cover had ended, which a reader can work out of the published share.
    k : int or None
        The threshold in persons; None gives ``count``.

    Returns
    -------
    int or None
        None where it is less than one step.

    Notes
    -----
    ``not_ended`` less ``count`` had died or were last seen, and may be few. Where rounding down would tell them to
    within less than ``k``, the steps begin ``k`` higher.
    """
    if k is None:
        return count
    step = 10 * k
    begin = k if not_ended % step < k else 0
    return max(0, (count - begin) // step * step) or None


def _merge_columns(side: pd.DataFrame, k: int, name: str) -> pd.DataFrame:
    """The table with its ways of few persons added up as ``name``."""
    totals = side.sum()
    merged = [way for way in side.columns if 0 < totals[way] < k]
    if not merged:
        return side
    others = sorted((way for way in side.columns if totals[way] >= k and way != name), key=totals.get)
    merged += [name] if name in side.columns and name not in merged else []
    while totals[merged].sum() < k and others:
        merged.append(others.pop(0))
    return side.drop(columns=merged).assign(**{name: side[merged].sum(axis=1)})


def _check_choice(given, choices: tuple) -> None:
    if given not in choices:
        names = [str(choice) for choice in choices]
        raise NotPublished(add_choices(message("records-no-choice", given=repr(given)), given, names))
