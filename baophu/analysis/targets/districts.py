"""Ranking of the areas inside a province by their percent of plan."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from baophu.analysis.intervals import span_of
from baophu.analysis.rows import REMAINING_DISTRICTS, Claims, claims_of, group_rows


@dataclass(frozen=True)
class RankedDistrict:
    """One area's percent of plan among those printed for the same scheme, day and plan owner.

    ``rank`` starts at 1, and equal values share one; ``is_rank_sure`` is False where the intervals of rounding and
    bounds allow another order.
    """

    scheme: str
    as_of: pd.Timestamp
    plan_owner: str
    rank: int
    area: str
    group: str
    attainment_pct: float
    bound: str
    low_pct: float
    high_pct: float
    is_rank_sure: bool
    claim_id: str


def ranked_attainments(claims: Claims, inner_areas: Iterable[str]) -> list[RankedDistrict]:
    """Percent of plan of the areas inside a province, best first, per scheme, day and plan owner.

    Parameters
    ----------
    claims : Claims
        Usable claims of the province and the areas inside it.
    inner_areas : Iterable[str]
        Areas to rank. A figure printed for all remaining districts is ranked as a row of its own.
    """
    named = {(area, "total") for area in inner_areas}
    dated = (claim for claim in claims_of(claims) if claim.as_of is not None)
    rows = [claim for claim in dated if (claim.kind, claim.unit) == ("attainment", "percent_of_plan")]
    rows = [row for row in rows if (row.area, row.group) in named or row.group == REMAINING_DISTRICTS]
    groups = group_rows(rows, "scheme", "as_of", "plan_owner").values()
    ordered = (sorted(same, key=lambda row: (-row.value, row.area, row.claim_id)) for same in groups)
    return [ranked for same in ordered for ranked in _ranks(same)]


def _ranks(rows: list) -> list[RankedDistrict]:
    spans = [span_of(row) for row in rows]
    return [
        RankedDistrict(
            row.scheme,
            row.as_of,
            row.plan_owner,
            1 + sum(other.value > row.value for other in rows),
            row.area,
            row.group,
            row.value,
            row.bound,
            *span,
            not any(span.overlaps(other) for other in spans[:index] + spans[index + 1 :]),
            row.claim_id,
        )
        for index, (row, span) in enumerate(zip(rows, spans, strict=True))
    ]
