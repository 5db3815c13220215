"""Parts against their whole: groups of the insured, areas inside an area, and districts that a print leaves unnamed."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from baophu.analysis.audit.figures import PLACE, join, prefer
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import Numbers, numbers_of
from baophu.analysis.claims import select_claims
from baophu.analysis.constants import REMAINING_DISTRICTS

# Not of those who are insured in the area itself.
_NO_MEMBERS = ("uninsured", "insured_elsewhere")


def checks(figures: pd.DataFrame, parents: Mapping[str, str]) -> list[pd.DataFrame]:
    """Findings on counts that exceed their whole, and on per cent of plan of districts.

    A part that its whole has room for says nothing: only what exceeds it is a finding.

    Parameters
    ----------
    parents : dict[str, str]
        Area to the area that it lies in.
    """
    figures = figures.assign(parent=figures["area"].map(parents).astype(object))
    counts = select_claims(figures, kind="count", measure="persons")
    return [_groups(counts), _areas(counts), *_unnamed(select_claims(figures, kind="attainment"))]


def _groups(counts: pd.DataFrame) -> pd.DataFrame:
    """Each group against everyone; groups overlap, and are not added."""
    is_total = counts["group"].eq("total")
    parts = counts[~is_total & ~counts["group"].str.endswith(_NO_MEMBERS)].add_prefix("part_")
    table = join(parts, "part", counts[is_total], "whole", ("area", "scheme", "as_of"))
    table = prefer(table, table["whole_source_id"] == table["part_source_id"], "part_row")
    return _exceeding("group_in_total", table, ("part", "whole"), numbers_of(table, "part"))


def _areas(counts: pd.DataFrame) -> pd.DataFrame:
    """The areas inside an area together; of several prints of one area the lowest is taken."""
    parts = counts[counts["parent"].notna()].sort_values(["low", "row"]).add_prefix("part_")
    pairs = join(parts, "part", counts, "whole", ("scheme", "group", "as_of"), parent="area").drop_duplicates(
        ["whole_row", "part_area"]
    )
    pairs = pairs.sort_values(["whole_row", "part_area"])
    sums = dict.fromkeys(("part_value", "part_low", "part_high"), "sum")
    together = pairs.groupby("whole_row").agg({**sums, "part_row": tuple}).reset_index()
    table = together.merge(counts.add_prefix("whole_"), on="whole_row")
    return _exceeding("areas_in_whole", table, ("part", "whole"), numbers_of(table, "part"))


def _exceeding(check: str, table: pd.DataFrame, roles: Sequence[str], together: Numbers) -> pd.DataFrame:
    is_more = together.low > table["whole_high"]
    what = ("count", "whole", "whole")
    return make_findings(check, table, roles, together, *what, unit="persons")[is_more]


# ── Per cent of plan where some districts are named and the rest are bounded ─────────────────────────────────


def _unnamed(attained: pd.DataFrame) -> list[pd.DataFrame]:
    """The whole's per cent of plan is a mean of its parts', whatever the weights, if their plans add up to its own.

    Weights are in no print. What the figures tell is the share of the plan that the named districts carry at least.
    """
    of_area = attained[attained["group"].eq("total")]
    rests = attained[attained["group"].eq(REMAINING_DISTRICTS)].add_prefix("rest_")
    table = join(rests, "rest", of_area, "whole", PLACE)
    # "Under 90 %" says nothing of how low, nor "over" of how high.
    low = table["rest_low"].mask(table["rest_bound"].eq("at_most"), 0.0)
    high = table["rest_high"].mask(table["rest_bound"].eq("at_least"), np.inf)
    table = table.assign(pair=range(len(table)), rest_low=low, rest_high=high)
    named = join(table, "rest", of_area, "named", ("source_id", "scheme", "as_of"), area="parent")
    is_above, is_below = named["whole_low"] > named["rest_high"], named["whole_high"] < named["rest_low"]
    return [*_weighed(named[is_above], "high", "low"), *_weighed(named[is_below], "low", "high")]


def _weighed(named: pd.DataFrame, outer: str, inner: str) -> list[pd.DataFrame]:
    """A whole outside what the unnamed districts have, which only the outermost of the named ones can have lifted.

    Parameters
    ----------
    named : pd.DataFrame
        One row per whole (``pair``) and named district.
    outer, inner : str
        The end of the intervals that lies farther out, and the other one: ``high``, ``low``.
    """
    outermost = named.sort_values(f"named_{outer}", ascending=outer == "low", kind="stable").drop_duplicates("pair")
    table = outermost.assign(named_row=outermost["pair"].map(named.groupby("pair")["named_row"].agg(tuple)))
    whole, end, edge = numbers_of(table, "whole"), numbers_of(table, "named"), table[f"rest_{outer}"]
    least = _share(getattr(whole, inner), getattr(end, outer), edge)
    most = _share(getattr(whole, outer), getattr(end, inner), edge).clip(upper=100.0)
    share = Numbers(_share(whole.value, end.value, edge).clip(upper=100.0), least, most)
    # Farther out than every part: no weights give that.
    is_beyond = least > 100
    roles = ("whole", "named", "rest")
    return [
        make_findings("mean_of_parts", table, roles, end, "attainment", "whole")[is_beyond],
        make_findings("named_share", table, roles, share, "share")[~is_beyond],
    ]


def _share(whole: pd.Series, end: pd.Series, edge: pd.Series) -> pd.Series:
    """Per cent of the plan at ``end`` that lifts a mean of ``end`` and ``edge`` to the whole; beyond reach infinite."""
    ratio = ((whole - edge) / (end - edge)).mask(end == edge, np.inf)
    return (100 * ratio).where(ratio > 0, np.inf)


def parents_of(areas: pd.DataFrame) -> dict[str, str]:
    """Area to the area it lies in; provinces of 2025 are left out, for they hold others that lie in the country."""
    inside = areas[areas["kind"].ne("province_2025") & areas["parent"].ne("")].dropna(subset="parent")
    return dict(zip(inside["area"], inside["parent"], strict=True))
