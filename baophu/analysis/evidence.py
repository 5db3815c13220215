"""Which further figure would help a report most: ranked rules over the results of the analysis.

Each rule handles one kind of open question (a fall without a verdict, a target without a level at the end of its year,
a level without a count) and names the figure that would answer it: the quantity, the area and the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from baophu.analysis.audit import CONTRADICTORY
from baophu.analysis.changes import OPEN
from baophu.analysis.claims import match_rules, union_ids
from baophu.analysis.constants import HEALTH, OLD_DAYS, RECENT_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.targets import CANNOT_SAY, PLAN

# What a figure can settle, the most valuable first.
GAINS = ("fall", "level", "target", "uninsured", "population", "contradiction", "people", "rise", "pace")
# By reason of the grade for which a level is weak: the figure that would remove it, and what that settles.
WEAK = {
    "rate_only": ("count_for_rate", "uninsured"),
    "count_only": ("rate_for_count", "uninsured"),
    "scales_apart": ("publisher_population", "population"),
    "scales_far_apart": ("publisher_population", "population"),
    "more_insured_than_people": ("publisher_population", "population"),
}
OLD_CODES = ("no_level", "old")  # reasons of a grade for which a new level is asked for, and nothing about the old one
# What is read of the records of changes.
CHANGE_FIELDS = (
    *("area", "scheme", "start", "end", "is_total", "is_fall", "change_count", "verdict", "reason", "claim_ids"),
)
FALL_ENDS = {"start": "level_before_fall", "end": "level_after_fall"}
# The figure that decides between two prints, by the quantity on which they disagree.
THIRD = {
    **dict.fromkeys(("plan", "attainment", "target"), "plan_in_persons"),
    **dict.fromkeys(("base", "population", "denominator"), "third_base"),
    **dict.fromkeys(("level", "count", "part"), "third_count"),
    **dict.fromkeys(("rate", "share"), "third_rate"),
    **dict.fromkeys(("change", "ratio", "growth"), "third_change"),
}


@dataclass(frozen=True)
class MissingFigure:
    """A figure that nobody has printed, and what it would settle (items of ``GAINS``, in that order).

    ``claim_ids`` and ``target_ids`` are the claims and targets that it would complete; ``people_count`` is the size in
    persons of the largest change that it would settle.
    """

    kind: str
    area: str
    scheme: str
    as_of: pd.Timestamp
    settles: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    people_count: float = 0.0


@dataclass(frozen=True)
class EvidenceInputs:
    """What is worked out of all provinces, as frames.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims.
    levels : pd.DataFrame
        Levels of the provinces (``coverage.levels``).
    changes : pd.DataFrame
        Columns ``CHANGE_FIELDS``, those of an area in the order in which readers ask.
    gaps, paces, findings : pd.DataFrame
        As ``targets.find_gaps``, ``targets.find_paces`` and ``audit.audit`` give them.
    grades, reasons : pd.DataFrame
        As ``confidence.grade_levels`` and ``confidence.grade_reasons`` give them.
    province_of : Mapping[str, str]
        Area to the province it lies in; a province lies in itself.
    country : str
        Slug of the country.
    country_days : frozenset[tuple[str, pd.Timestamp]]
        Scale and day of the changes on which the country's level is known.
    decided_claims : frozenset[str]
        Claims between which a decision has chosen.
    last_year : int
        The last year covered.
    """

    claims: pd.DataFrame
    levels: pd.DataFrame
    changes: pd.DataFrame
    gaps: pd.DataFrame
    paces: pd.DataFrame
    findings: pd.DataFrame
    grades: pd.DataFrame
    reasons: pd.DataFrame
    province_of: Mapping[str, str]
    country: str
    country_days: frozenset[tuple[str, pd.Timestamp]]
    decided_claims: frozenset[str]
    last_year: int

    @property
    def end(self) -> pd.Timestamp:
        """The last day covered."""
        return pd.Timestamp(self.last_year, 12, 31)

    def of_provinces(self, table: pd.DataFrame) -> pd.DataFrame:
        """Rows of a table that are about a province as a whole."""
        return table[table["area"].isin(self.grades["area"])]

    def has_count(self, areas: pd.Series, days: pd.Series) -> np.ndarray:
        """Whether everyone insured in each area on each day is counted."""
        counted = self.levels[self.levels["insured_count"].notna()]
        return pd.MultiIndex.from_arrays([areas, days]).isin(pd.MultiIndex.from_frame(counted[["area", "as_of"]]))

    def has_country(self, scale: str, days: pd.Series) -> pd.Series:
        """Whether the country's level of each day is known."""
        return days.isin([day for own, day in self.country_days if own == scale])


def find_missing_figures(inputs: EvidenceInputs) -> pd.DataFrame:
    """Figures that would settle something about a province, those that help most first.

    What is more than three years old at the end of the years covered comes last. Then the order is that of the best
    that a figure settles, of the persons concerned, of how much it settles, of its day.

    Parameters
    ----------
    inputs : EvidenceInputs
        What is worked out of the provinces.

    Returns
    -------
    pd.DataFrame
        By ``province``, in that order, with the fields of ``MissingFigure``; each figure once, whatever asks for it.
    """
    rules = (_of_changes, _of_levels, _of_targets, _of_plans, _of_prints)
    table = pd.concat([part for rule in rules for part in rule(inputs)], ignore_index=True)
    # Everyone insured on a day is one figure, whatever it is asked for.
    quantity = table["kind"].where(~table["kind"].str.startswith("level"), "level")
    rows = table.assign(quantity=quantity, gain=table["gain"].map(GAINS.index)).groupby(
        ["province", "quantity", "area", "scheme", "as_of"], sort=False, as_index=False
    )
    found = rows.agg(
        kind=("kind", "first"),
        best=("gain", "min"),
        gain_count=("gain", "nunique"),
        settles=("gain", lambda gains: tuple(GAINS[gain] for gain in sorted(set(gains)))),
        people_count=("people_count", "max"),
        claim_ids=("claim_ids", union_ids),
        target_ids=("target_ids", union_ids),
    )
    found = found.assign(is_old=inputs.end - found["as_of"] > pd.Timedelta(days=OLD_DAYS))
    order = {"province": True, "is_old": True, "best": True, "people_count": False, "gain_count": False, "as_of": False}
    order |= dict.fromkeys(["kind", "scheme", "area"], True)
    found = found.sort_values(list(order), ascending=list(order.values()), ignore_index=True)
    return found[["province", *(field.name for field in fields(MissingFigure))]]


def _suggest(rows: pd.DataFrame, kind, as_of, gain, **cells) -> pd.DataFrame:
    """Rows as figures that are missing, each with one thing that it settles."""
    none = pd.Series([()] * len(rows), rows.index, dtype=object)
    shared = {"province": rows["area"], "area": rows["area"], "scheme": HEALTH, "claim_ids": rows["claim_ids"]}
    shared |= {"target_ids": none, "people_count": 0.0, "kind": kind, "as_of": as_of, "gain": gain}
    return pd.DataFrame({**shared, **cells}, index=rows.index)


def _ids(names: pd.Series) -> pd.Series:
    return pd.Series([(name,) for name in names], names.index, dtype=object)


def _year_ends(years: pd.Series) -> pd.Series:
    return pd.to_datetime(years.astype("str") + "-12-31").astype("datetime64[s]")


def _of_changes(inputs: EvidenceInputs) -> list[pd.DataFrame]:
    """The one figure without which a net change of health insurance has no verdict."""
    own = inputs.of_provinces(inputs.changes)
    own = own[own["scheme"] == HEALTH]
    days = ["area", "start", "end"]
    totals = pd.MultiIndex.from_frame(own.loc[own["is_total"], days])
    is_beside_total = pd.MultiIndex.from_frame(own[days]).isin(totals)
    own = own.assign(is_fall_of_group=~own["is_total"] & own["is_fall"] & ~is_beside_total)
    own = own[own["verdict"].eq(OPEN) & own["start"].notna()].reset_index(drop=True)
    is_counted = inputs.has_country(GSO, own["start"]) & inputs.has_country(GSO, own["end"])
    # The other reading of the earlier rate is a count, against which a later one can be held.
    is_read_twice = own["is_total"] & own["reason"].eq("two_readings")
    is_without_country = own["is_total"] & own["reason"].eq("no_country")
    wants_count = is_read_twice | is_without_country & own["change_count"].isna() & is_counted
    own = own.assign(
        is_read_twice=is_read_twice, wants_count=wants_count, wants_country=is_without_country & ~wants_count
    )
    both = [own.assign(day=own[side], group_kind=kind) for side, kind in FALL_ENDS.items()]
    ends = pd.concat(both).sort_index(kind="stable").rename_axis("change").reset_index()
    is_known = np.select(
        [ends["wants_country"] & ends["change_count"].isna(), ends["wants_country"]],
        [inputs.has_country(ANNOUNCED, ends["day"]), inputs.has_country(GSO, ends["day"])],
        inputs.has_count(ends["area"], ends["day"]),
    ).astype(bool)
    rows = ends[~is_known & (ends["wants_count"] | ends["wants_country"] | ends["is_fall_of_group"])]
    rows = rows[~rows["is_read_twice"] | ~rows["change"].duplicated(keep="last")]
    # Where two figures lack, neither decides anything alone.
    rows = rows[~rows["change"].duplicated(keep=False)]
    wants = [rows["wants_count"], rows["wants_country"]]
    kind = np.select(wants, ["count_for_rate", "national_level"], rows["group_kind"])
    area = rows["area"].mask(rows["wants_country"], inputs.country)
    gain, people = np.where(rows["is_fall"], "fall", "rise"), rows["change_count"].fillna(0.0).abs()
    return [_suggest(rows, kind, rows["day"], gain, area=area, people_count=people)]


def _of_levels(inputs: EvidenceInputs) -> list[pd.DataFrame]:
    """A newer level where there is none or an old one; what the newest one lacks."""
    weak = inputs.grades[inputs.grades["area"].isin(_weak_areas(inputs))]
    weak = weak.assign(claim_ids=[()] * len(weak))
    printed = inputs.levels.loc[inputs.levels["base"] == "printed", ["area", "as_of"]]
    known = inputs.grades.assign(
        is_printed=pd.MultiIndex.from_frame(inputs.grades[["area", "as_of"]]).isin(pd.MultiIndex.from_frame(printed))
    )
    is_open = inputs.reasons["code"].isin(list(WEAK)) & ~inputs.reasons["area"].isin(_weak_areas(inputs, OLD_CODES))
    rows = inputs.reasons.loc[is_open, ["area", "code"]].merge(known, on="area")
    kind, gain = (rows["code"].map({code: cells[at] for code, cells in WEAK.items()}) for at in (0, 1))
    is_kept = gain.ne("population") | ~rows["is_printed"]
    return [_suggest(weak, "level", inputs.end, "level"), _suggest(rows, kind, rows["as_of"], gain)[is_kept]]


def _weak_areas(inputs: EvidenceInputs, codes: tuple[str, ...] = (*OLD_CODES, "aging")) -> pd.Series:
    """Areas whose newest level is missing or not recent."""
    return inputs.reasons.loc[inputs.reasons["code"].isin(codes), "area"]


def _of_targets(inputs: EvidenceInputs) -> list[pd.DataFrame]:
    """A level at the end of a target's year, a finer one where the print cannot tell, the persons behind a gap."""
    gaps, paces = map(inputs.of_provinces, (inputs.gaps, inputs.paces))
    gaps = gaps.assign(year_end=_year_ends(gaps["target_year"]))
    is_early = ~(gaps["gap_points"] <= 0) & (gaps["level_as_of"] < gaps["year_end"])
    is_without = gaps["level_pct"].isna() | is_early
    coarse = gaps[~is_without & gaps["gap_points"].isna()]
    uncounted = paces[paces["reason"] == "no_publisher_population"]
    is_last = paces["group"].eq("total") & paces["target_year"].eq(inputs.last_year)
    slow = paces[paces["reason"].eq("no_two_counts") & is_last]
    before = slow["level_as_of"] - pd.DateOffset(years=1)
    return [
        *_levels_of_years(gaps[is_without], inputs, target_ids=_ids(gaps.loc[is_without, "target_id"])),
        _suggest(coarse, "exact_rate", coarse["level_as_of"], "target", target_ids=_ids(coarse["target_id"])),
        _suggest(
            uncounted, "count_for_rate", uncounted["level_as_of"], "people", target_ids=_ids(uncounted["target_id"])
        ),
        _suggest(slow, "count_a_year_before", before, "pace", scheme=slow["scheme"]),
    ]


def _levels_of_years(rows: pd.DataFrame, inputs: EvidenceInputs, **cells) -> list[pd.DataFrame]:
    """The announced level at the end of a year; where nothing as new is known it is a first level too."""
    kind = np.where(inputs.has_count(rows["area"], rows["year_end"]), "rate_for_count", "level")
    figures = _suggest(rows, kind, rows["year_end"], "target", **cells)
    is_recent = inputs.end - figures["as_of"] <= pd.Timedelta(days=RECENT_DAYS)
    first = figures[is_recent & figures["area"].isin(_weak_areas(inputs))]
    return [figures, first.assign(gain="level")]


def _of_plans(inputs: EvidenceInputs) -> list[pd.DataFrame]:
    """The persons counted or planned without which a plan cannot be followed."""
    plans = inputs.of_provinces(inputs.paces)
    plans = plans[plans["scale"].eq(PLAN) & plans["group"].eq("total")].reset_index(drop=True)
    plans = plans.assign(year_end=_year_ends(plans["target_year"]))
    is_health_level = plans["reason"].eq("no_level_in_year") & plans["scheme"].eq(HEALTH)
    is_open = plans["verdict"] == CANNOT_SAY
    is_uncounted = plans["reason"].eq("no_count_for_plan")
    lacks_count = plans["reason"].eq("no_level_in_year") | is_uncounted
    is_share = is_open & plans["basis"].eq("attainment")
    kind = match_rules({"count_for_plan": lacks_count, "plan_in_persons": is_share, "exact_count": is_open})
    day_of = dict(zip(inputs.claims["claim_id"], inputs.claims["as_of"], strict=True))
    days = plans["claim_ids"].explode().map(day_of).astype("datetime64[s]").groupby(level=0).max()
    day = plans["year_end"].mask(is_uncounted, days).mask(kind == "exact_count", plans["level_as_of"])
    figures = _suggest(plans, kind, day, np.where(is_uncounted, "people", "target"), scheme=plans["scheme"])
    return [*_levels_of_years(plans[is_health_level], inputs), figures[(kind != "") & ~is_health_level]]


def _of_prints(inputs: EvidenceInputs) -> list[pd.DataFrame]:
    """One more print of that on which two contradict each other, unless a decision has chosen between them."""
    rows = inputs.findings[inputs.findings["verdict"].eq(CONTRADICTORY) & inputs.findings["group"].eq("total")]
    rows = rows.assign(kind=rows["quantity"].map(THIRD), province=rows["area"].map(dict(inputs.province_of)))
    rows = rows[rows["kind"].notna() & rows["province"].notna()]
    is_decided = rows["claim_ids"].map(lambda ids: not inputs.decided_claims.isdisjoint(ids)).astype(bool)
    rows = rows[~is_decided]
    day = rows["as_of"].mask(rows["kind"] == "plan_in_persons", _year_ends(rows["as_of"].dt.year))
    place = {"province": rows["province"], "scheme": rows["scheme"]}
    return [_suggest(rows, rows["kind"], day, "contradiction", **place)]
