"""All that an estimate may rest on: figures of all provinces on both scales, the nation's, printed losses."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from math import exp, fsum, nan
from statistics import fmean
from typing import Any

import numpy as np
import pandas as pd

from baophu.analysis.claims import frame_of, select_claims
from baophu.analysis.constants import ESTIMATE_STATUS, PRIOR_EVENTS
from baophu.analysis.coverage import ANNOUNCED, GSO, levels
from baophu.analysis.denominators import yearly_population
from baophu.analysis.estimate.curve import logit, national_logits

GATE_DAY = pd.Timestamp("2021-07-01")  # Decision 861 ended the free cards of communes that left regions II and III
GATE_GROUPS = ("d861_free_cards", "d861_353_free_cards")
# Where most of the communes lie that lost their free cards with Decision 861: figures of before and after do not speak
# of one another there. The ledger cannot name these regions by itself: its few printed losses would add one where most
# provinces had none of them.
GATED_REGIONS = frozenset({"Trung du và miền núi phía Bắc", "Tây Nguyên"})
FIGURES = ["area", "as_of", "scale", "coverage_pct", "insured_count", "claim_ids", "is_anchor"]


@dataclass(frozen=True)
class Evidence:
    """All that an estimate may rest on; made by ``gather_evidence``.

    Parameters
    ----------
    figures : pd.DataFrame
        One row per trial, province, day and scale, in that order, columns ``trial`` and ``FIGURES``. What is estimated
        in a trial rests on the figures of that trial alone; reports have one trial, 0. A figure that is no anchor is a
        published level like any other, but no estimate rests on it.
    national : pd.DataFrame
        The same of the country, without trials: anchors alone.
    losses : pd.DataFrame
        See ``printed_losses``.
    regions : Mapping[str, str]
        Area to the name of its region (``areas.region6_vi``).
    """

    figures: pd.DataFrame
    national: pd.DataFrame
    losses: pd.DataFrame
    regions: Mapping[str, str]

    def with_trials(self, trials: pd.DataFrame) -> "Evidence":
        """The same with a trial a row: without the figures of its ``area`` and ``as_of``, or of all its days."""
        left_out = trials[["trial", "area", "as_of"]].add_suffix("_out").rename(columns={"trial_out": "trial"})
        every = self.figures.drop(columns="trial").merge(left_out, how="cross")
        is_day = every["as_of"].eq(every["as_of_out"].fillna(every["as_of"]))
        is_out = every["area"].eq(every["area_out"]) & is_day
        kept = every.loc[~is_out, ["trial", *FIGURES]]
        return replace(self, figures=kept.sort_values(["trial", "area", "as_of", "scale"], ignore_index=True))

    def region_of(self, areas: pd.Series) -> pd.Series:
        """The region of each area; one without a region is its own."""
        return areas.map(dict(self.regions)).fillna(areas)

    def is_gated(self, areas: pd.Series) -> pd.Series:
        """Whether figures of an area from before and after Decision 861 may not speak of one another."""
        return areas.isin(self.losses["area"]) | areas.map(dict(self.regions)).isin(GATED_REGIONS)

    @cached_property
    def ratios(self) -> pd.DataFrame:
        """Announced over GSO coverage by trial and area: see ``scale_ratios``."""
        return scale_ratios(self.figures[self.figures["is_anchor"]])

    @cached_property
    def anchors(self) -> pd.DataFrame:
        """Anchors by trial, area, scale and day: of days without one of a scale those of the other, carried to it.

        Returns
        -------
        pd.DataFrame
            Columns ``trial``, ``area``, ``region``, ``scale``, ``as_of``, ``coverage_pct``, ``claim_ids``,
            ``is_carried`` and ``deviation``, the distance from the nation on the logit scale, missing where it has no
            level.
        """
        own = self.figures[self.figures["is_anchor"]].drop(columns="is_anchor").assign(is_carried=False)
        moved = own.merge(self.ratios, on=["trial", "area"])
        is_rate = moved["scale"] == ANNOUNCED
        factor = (1 / moved["ratio"]).where(is_rate, moved["ratio"])
        moved = moved.assign(
            scale=np.where(is_rate, GSO, ANNOUNCED), coverage_pct=moved["coverage_pct"] * factor, is_carried=True
        )
        key = ["trial", "area", "scale", "as_of"]
        both = pd.concat([own, moved[list(own)]]).drop_duplicates(key).sort_values(key, ignore_index=True)
        deviation = logit(both["coverage_pct"]) - national_logits(self.national, both)
        return both.assign(region=self.region_of(both["area"]), deviation=deviation)


def gather_evidence(
    claims: pd.DataFrame,
    areas: pd.DataFrame,
    population: pd.DataFrame,
    excluded_claims: frozenset[str] = frozenset(),
) -> Evidence:
    """What the estimates of all areas rest on, from the ledger's tables.

    Parameters
    ----------
    claims : pd.DataFrame
        Usable claims with their intervals (``claims.prepare_claims``).
    areas : pd.DataFrame
        The ledger's areas; provinces and the country are read.
    population : pd.DataFrame
        The ledger's populations, in persons.
    excluded_claims : frozenset[str]
        As for ``coverage.levels``.
    """
    known = levels(select_claims(claims, kind=("rate", "count")), population, excluded_claims)
    provinces, country = (areas[areas["kind"] == kind] for kind in ("province", "country"))
    plans = select_claims(claims, scheme="bhyt", group="total", kind="target_rate")
    targets = plans.assign(year=plans["as_of"].dt.year, coverage_pct=plans["value"])
    regions = dict(zip(provinces["area"], provinces["region6_vi"], strict=True))
    own, national = (select_claims(known, area=table["area"]) for table in (provinces, country))
    return evidence_of(own, national, regions, printed_losses(claims, population), targets)


def evidence_of(
    provincial: pd.DataFrame,
    national: pd.DataFrame,
    regions: Mapping[str, str],
    losses: pd.DataFrame,
    targets: pd.DataFrame,
) -> Evidence:
    """The same from levels of the provinces and of the country (``coverage.levels``)."""
    country = select_figures(national, targets)
    figures = select_figures(provincial, targets)
    figures.insert(0, "trial", 0)
    return Evidence(figures, country[country["is_anchor"]], losses, regions)


def printed_losses(claims: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Printed numbers of people whose free card ended with Decision 861.

    Returns
    -------
    pd.DataFrame
        One row per area: ``area``, ``loss_pct``, percent of the statistics office's population of that year, missing
        where it is unknown, and ``claim_ids``. Of two prints for one area the first by claim id counts: which is right
        is for a decision to say.
    """
    people = yearly_population(population)
    found: dict[str, tuple] = {}
    for loss in select_claims(claims, kind="loss", unit="persons", group=GATE_GROUPS).itertuples(index=False):
        base = people.get((loss.area, GATE_DAY.year))
        pct = nan if base is None else 100 * loss.value / base.count
        found.setdefault(loss.area, (loss.area, pct, (loss.claim_id,)))
    return frame_of(found.values(), {"area": object, "loss_pct": float, "claim_ids": object})


def select_figures(levels: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """One figure a day and scale: of several an anchor, and of these the one whose print leaves least open.

    An anchor was measured: it is no estimate of its publisher, and no rate that only says the year's target again.
    Provisional figures (P) were counted, and other definitions (D) are what ``decisions`` judge one by one.

    Parameters
    ----------
    levels : pd.DataFrame
        Levels of any areas (``coverage.levels``).
    targets : pd.DataFrame
        Columns ``area``, ``year`` and ``coverage_pct``, in percent of population.

    Returns
    -------
    pd.DataFrame
        By area, day and scale, columns ``FIGURES``.
    """
    key = ["area", "year", "coverage_pct"]
    years = levels.assign(year=levels["as_of"].dt.year)
    is_plan = pd.MultiIndex.from_frame(years[key]).isin(pd.MultiIndex.from_frame(targets[key]))
    is_loose = levels["obs_status"].eq(ESTIMATE_STATUS) | levels["scale"].eq(ANNOUNCED) & is_plan
    ranked = levels.assign(is_anchor=~is_loose, is_loose=is_loose, width=levels["high_pct"] - levels["low_pct"])
    ranked = ranked.sort_values(["area", "as_of", "scale", "is_loose", "width", "claim_id"])
    return ranked.drop_duplicates(["area", "as_of", "scale"], ignore_index=True)[FIGURES]


def scale_ratios(anchors: pd.DataFrame) -> pd.DataFrame:
    """Announced over GSO coverage of each area, drawn to the mean of all pairs.

    A pair is an announced figure with the count of its day, or with the same count where that stands on another day of
    the year, where it is dated better.

    Returns
    -------
    pd.DataFrame
        One row per trial and area with anchors: ``trial``, ``area``, ``ratio``, ``ratio_count``, its own pairs.
    """
    key = ["trial", "area"]
    rates, counts = (anchors[anchors["scale"].eq(scale) & anchors["coverage_pct"].gt(0)] for scale in (ANNOUNCED, GSO))
    pairs = rates.merge(counts, on=key, suffixes=("", "_counted"))
    days = (pairs["as_of"] - pairs["as_of_counted"]).dt.days.abs()
    is_same_year = pairs["as_of"].dt.year == pairs["as_of_counted"].dt.year
    people = pairs["insured_count_counted"]
    is_same_count = (pairs["insured_count"] - people).abs() <= 1e-9 * people
    pairs = pairs.assign(days=days)[(days == 0) | is_same_year & is_same_count]
    pairs = pairs.sort_values([*key, "as_of", "days", "as_of_counted"]).drop_duplicates([*key, "as_of"])
    log_ratios: dict[Any, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    log_ratio = np.log((pairs["coverage_pct"] / pairs["coverage_pct_counted"]).to_numpy(float))
    for trial, area, value in zip(pairs["trial"], pairs["area"], log_ratio, strict=True):
        log_ratios[trial][area].append(value)
    means = {trial: fmean(chain(*own.values())) for trial, own in log_ratios.items()}
    rows = []
    for trial, area in dict.fromkeys(zip(anchors["trial"], anchors["area"], strict=True)):
        own = log_ratios[trial].get(area, ())
        ratio = (fsum(own) + PRIOR_EVENTS * means.get(trial, 0.0)) / (len(own) + PRIOR_EVENTS)
        rows.append((trial, area, exp(ratio), len(own)))
    return frame_of(rows, {"trial": int, "area": object, "ratio": float, "ratio_count": int})
