"""Distance to the targets, kept apart for percent of population and percent of a plan in persons."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED


@dataclass(frozen=True)
class Gap:
    """A target of percent of population against the last announced coverage up to its year's end.

    ``gap_points`` is target minus level, ``gap_count`` the same in persons of the publisher's own population.
    Both are None where no level of the target's year is published.
    """

    target_year: int
    target_pct: float
    bound: str
    instrument: str
    target_id: str
    source_id: str
    level_pct: float | None = None
    level_as_of: pd.Timestamp | None = None
    level_precision: str = "day"
    gap_points: float | None = None
    gap_count: float | None = None
    level_is_estimate: bool = False
    claim_ids: tuple[str, ...] = ()


def gaps(targets: pd.DataFrame, claims: pd.DataFrame, points: pd.DataFrame, area: str, last_year: int) -> list[Gap]:
    """One gap per target of health insurance coverage up to ``last_year``, by year.

    Targets come from the table of decisions and, where a source prints one that it does not hold, from the claims.
    """
    own = targets[(targets["area"] == area) & (targets["scheme"] == "bhyt") & (targets["kind"] == "target_rate")]
    rows = [(t.target_year, t.value, t.bound, t.instrument, t.target_id, t.source_id) for t in own.itertuples()]
    known = {(year, value) for year, value, *_ in rows}
    printed = claims[(claims["area"] == area) & (claims["scheme"] == "bhyt") & (claims["kind"] == "target_rate")]
    for claim in printed[printed["as_of"].notna()].itertuples():
        if (claim.as_of.year, claim.value) not in known:
            rows.append((claim.as_of.year, claim.value, claim.bound, "", claim.claim_id, claim.source_id))
    return [_gap(row, points) for row in sorted(rows) if row[0] <= last_year]


def _gap(row: tuple, points: pd.DataFrame) -> Gap:
    year, value, *_ = row
    level = points[(points["scale"] == ANNOUNCED) & (points["as_of"].dt.year == year)].tail(1)
    if level.empty:
        return Gap(*row)
    last = level.iloc[0]
    people = last["population_count"]
    gap = value - float(last["coverage_pct"])
    return Gap(
        *row,
        level_pct=float(last["coverage_pct"]),
        level_as_of=last["as_of"],
        level_precision=last["as_of_precision"],
        gap_points=gap,
        gap_count=gap / 100 * float(people) if pd.notna(people) else None,
        level_is_estimate=last["obs_status"] == "E",
        claim_ids=tuple(last["claim_ids"]),
    )
