"""The arithmetic of the sources: what printed figures imply of one another, within their rounding."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.intervals import Interval, interval_of

CONSISTENT, CONTRADICTORY, UNDECIDABLE = "consistent", "contradictory", "not_decidable"


@dataclass(frozen=True)
class Finding:
    """One check: a printed number against the one that other prints imply, with the interval of the rounding."""

    check: str  # implied_population, attainment, ratio
    area: str
    scheme: str
    as_of: pd.Timestamp
    as_of_precision: str
    verdict: str
    implied: float
    implied_low: float
    implied_high: float
    printed: float | None = None
    claim_ids: tuple[str, ...] = ()


def audit(claims: pd.DataFrame) -> list[Finding]:
    """All checks on the claims of one area and the areas inside it, oldest first."""
    # In a fixed order: of two prints of one figure the same one is cited whatever the order of the rows.
    dated = claims[claims["as_of"].notna()].sort_values("claim_id")
    found = [*_implied_populations(dated), *_attainments(dated), *_ratios(dated)]
    return sorted(found, key=lambda f: (f.as_of, f.area, f.scheme, f.check, f.claim_ids))


def _interval(claim) -> Interval:
    return interval_of(claim.value, claim.as_printed, claim.bound)


def _implied_populations(claims: pd.DataFrame):
    """Count over rate from one source and day, against the population printed beside them where there is one."""
    beside = ["source_id", "area", "scheme", "as_of"]
    keys = [*beside, "group"]
    counts = claims[(claims["kind"] == "count") & claims["unit"].isin(["persons", "cards"])]
    rates = claims[(claims["kind"] == "rate") & (claims["unit"] == "percent_of_population")]
    printed = claims[(claims["kind"] == "denominator")]
    # A rate of nought implies no population.
    rates = rates[rates["value"] > 0]
    for _, pair in rates.merge(counts, on=keys, suffixes=("_rate", "_count")).iterrows():
        rate = interval_of(pair["value_rate"], pair["as_printed_rate"], pair["bound_rate"])
        count = interval_of(pair["value_count"], pair["as_printed_count"], pair["bound_count"])
        span = count.over(rate.scaled(0.01))
        base = printed[(printed[beside] == pair[beside]).all(axis=1)]
        value = float(base.iloc[0]["value"]) if len(base) else None
        ids = (pair["claim_id_count"], pair["claim_id_rate"], *base["claim_id"][:1])
        implied = 100 * pair["value_count"] / pair["value_rate"]
        verdict = UNDECIDABLE if value is None else _fits(span, _interval(next(base.itertuples())))
        yield Finding(
            "implied_population",
            pair["area"],
            pair["scheme"],
            pair["as_of"],
            pair["as_of_precision_count"],
            verdict,
            implied,
            *span,
            value,
            ids,
        )


def _attainments(claims: pd.DataFrame):
    """Percent of plan printed beside a rate, against that rate over the target of the same year."""
    plans = claims[(claims["kind"] == "attainment") & (claims["unit"] == "percent_of_plan")]
    rates = claims[(claims["kind"] == "rate") & (claims["unit"] == "percent_of_population")]
    targets = claims[claims["kind"] == "target_rate"]
    for plan in plans.itertuples():
        rate = rates[_same(rates, plan) & (rates["source_id"] == plan.source_id) & (rates["as_of"] == plan.as_of)]
        goal = targets[_same(targets, plan) & (targets["as_of"].dt.year == plan.as_of.year)]
        if rate.empty or goal.empty:
            continue
        rate, goal = next(rate.itertuples()), next(goal.itertuples())
        span = _interval(rate).over(_interval(goal)).scaled(100)
        yield Finding(
            "attainment",
            plan.area,
            plan.scheme,
            plan.as_of,
            plan.as_of_precision,
            _fits(span, _interval(plan)),
            100 * rate.value / goal.value,
            *span,
            plan.value,
            (plan.claim_id, rate.claim_id, goal.claim_id),
        )


def _ratios(claims: pd.DataFrame):
    """A printed ratio between two days, against the counts printed for them."""
    counts = claims[(claims["kind"] == "count") & (claims["unit"] == "persons")]
    for ratio in claims[(claims["kind"] == "ratio") & claims["base_as_of"].notna()].itertuples():
        later = counts[_same(counts, ratio) & (counts["as_of"] == ratio.as_of)]
        earlier = counts[_same(counts, ratio) & (counts["as_of"] == ratio.base_as_of)]
        if later.empty or earlier.empty:
            continue
        later, earlier = next(later.itertuples()), next(earlier.itertuples())
        factor = 100 if ratio.unit == "percent_of_base" else 1
        span = _interval(later).over(_interval(earlier)).scaled(factor)
        yield Finding(
            "ratio",
            ratio.area,
            ratio.scheme,
            ratio.as_of,
            ratio.as_of_precision,
            _fits(span, _interval(ratio)),
            factor * later.value / earlier.value,
            *span,
            ratio.value,
            (ratio.claim_id, later.claim_id, earlier.claim_id),
        )


def _same(frame: pd.DataFrame, claim) -> pd.Series:
    return (frame["area"] == claim.area) & (frame["scheme"] == claim.scheme) & (frame["group"] == claim.group)


def _fits(implied: Interval, printed: Interval) -> str:
    return CONSISTENT if implied.overlaps(printed) else CONTRADICTORY
