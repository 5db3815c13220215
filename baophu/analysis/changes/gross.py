"""People whom a print says lost a card or its support, or let one run out: gross, for nobody printed who came back."""

import numpy as np
import pandas as pd

from baophu.analysis.changes.model import GROSS, LOSS, change_size, claims_behind
from baophu.analysis.claims import merge_ids, select_claims
from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import yearly_population


def find_gross_losses(claims: pd.DataFrame) -> pd.DataFrame:
    """Each printed number of people who lost a card or did not renew it, as a change of its day without a start."""
    losses = select_claims(claims, kind=GROSS, scheme=HEALTH, unit="persons")
    return losses.assign(
        start=losses["as_of"].mask(losses["as_of"].notna()),
        start_precision=losses["as_of_precision"],
        end=losses["as_of"],
        end_precision=losses["as_of_precision"],
        change_count=-losses["value"],
        low_count=-losses["high"],
        high_count=-losses["low"],
        claim_ids=[(claim_id,) for claim_id in losses["claim_id"]],
    )


def add_causes(changes: pd.DataFrame, claims: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Falls with those who lost a card between their days, less those who came back (docs/assumptions.md, A8).

    Parameters
    ----------
    changes : pd.DataFrame
        Changes in points (``readings.measure_changes``).
    claims : pd.DataFrame
        Claims that the changes were found in.
    population : pd.DataFrame
        The ledger's populations, in persons.

    Returns
    -------
    pd.DataFrame
        The same rows with ``cause_count`` in persons, ``cause_points`` of the population of the later year,
        ``cause_bound`` and ``has_returned``; ``exits_count`` is no less than the losses that bound it.
    """
    falls = changes[changes["scheme"].eq(HEALTH) & change_size(changes).lt(0) & ~changes["kind"].isin(GROSS)]
    falls = falls.assign(year=falls["end"].dt.year).merge(yearly_population(population), on=["area", "year"])
    falls = falls[["change_id", "area", "group", "start", "end", "claim_ids", "population_count"]]
    losses = _losses_within(falls, claims)
    returns = _returns_within(falls, claims, losses)
    is_sure = losses["bound"].ne("at_most") & _has_happened(losses, _own_sources(falls, claims))
    sums = losses.assign(sure=losses["value"].where(is_sure, 0.0)).groupby("change_id").agg(
        lost=("value", "sum"), sure=("sure", "sum"), count=("value", "size"), cause_bound=("bound", "first"),
        ids=("claim_id", tuple), people=("population_count", "first"))  # fmt: skip
    back = returns.groupby("change_id").agg(back=("value", "sum"), back_ids=("claim_id", tuple))
    table = changes.merge(sums, on="change_id", how="left").merge(back, on="change_id", how="left")
    net = table["lost"] - table["back"].fillna(0)
    exits = np.fmax(table["sure"], table["exits_count"])
    is_simple = table["lost"].isna() | table["count"].eq(1) & table["back"].isna()
    return changes.assign(
        cause_count=net,
        cause_points=-100 * net / table["people"],
        cause_bound=table["cause_bound"].fillna("exact").where(is_simple, "about"),
        has_returned=table["back"].notna(),
        exits_count=exits.where(exits.ne(0)),
        claim_ids=merge_ids(merge_ids(table["claim_ids"], table["ids"]), table["back_ids"]),
    )


def _losses_within(falls: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Losses of a fall's own group, or of everyone; of a day the largest, for one may be a part of another."""
    losses = _claims_within(falls, select_claims(claims, kind=LOSS, scheme=HEALTH, unit="persons"))
    losses = losses[losses["group_fall"].eq("total") | losses["group"].eq(losses["group_fall"])]
    is_whole = losses["group"].eq("total")
    losses = losses[is_whole | ~is_whole.groupby(losses["change_id"]).transform("any")]
    losses = losses.sort_values(["value", "claim_id"], ascending=[False, True])
    return losses.drop_duplicates(["change_id", "as_of", "as_of_precision"]).sort_values(["change_id", "claim_id"])


def _returns_within(falls: pd.DataFrame, claims: pd.DataFrame, losses: pd.DataFrame) -> pd.DataFrame:
    """People whom the source of a loss counts in its group afterwards: those who came back, no other print's stock."""
    counts = _claims_within(falls, select_claims(claims, kind="count", scheme=HEALTH, unit="persons"))
    key = ["change_id", "group", "source_id"]
    lost = losses.loc[losses["group"].ne("total"), key].drop_duplicates()
    return counts[counts["as_of"].le(counts["end"])].merge(lost, on=key).sort_values(["change_id", "claim_id"])


def _claims_within(falls: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a fall and a claim of its area between its days."""
    pairs = claims.merge(falls, on="area", suffixes=("", "_fall"))
    # A loss dated by its year alone stands on 31 December, wherever in the year the fall ends.
    in_year = pairs["as_of_precision"].eq("year") & pairs["as_of"].dt.year.eq(pairs["end"].dt.year)
    return pairs[pairs["as_of"].gt(pairs["start"]) & (pairs["as_of"].le(pairs["end"]) | in_year)]


def _own_sources(falls: pd.DataFrame, claims: pd.DataFrame) -> pd.MultiIndex:
    own = claims_behind(falls).merge(claims[["claim_id", "source_id"]], on="claim_id")
    return pd.MultiIndex.from_frame(own[["change_id", "source_id"]])


def _has_happened(losses: pd.DataFrame, own_sources: pd.MultiIndex) -> pd.Series:
    """Whether a loss had happened by the end of the fall: not one of a year that reaches beyond it.

    What the fall's own source prints had happened by then.
    """
    year, end = losses["as_of"].dt.year, losses["end"]
    ends_year = end.dt.month.eq(12) & end.dt.day.eq(31)
    spans = losses["start"].dt.year.lt(year) & (end.dt.year.gt(year) | ends_year)
    is_own = pd.MultiIndex.from_frame(losses[["change_id", "source_id"]]).isin(own_sources)
    return losses["as_of_precision"].ne("year") | spans | is_own
