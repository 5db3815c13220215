"""Counts and percentages: the population, labour force or number of employers that they imply, and shares."""

import numpy as np
import pandas as pd

from baophu.analysis.audit.figures import GROUP_PLACE, PLACE, combine, join, prefer, with_unmatched
from baophu.analysis.audit.findings import make_findings
from baophu.analysis.audit.numbers import exact, numbers_of
from baophu.analysis.claims import select_claims

_NO_PART = ("percent_of_plan", "percent_of_base")
_OF_POPULATION = "percent_of_population"


def checks(figures: pd.DataFrame) -> list[pd.DataFrame]:
    """Findings on counts, percentages and their bases."""
    percents = select_claims(figures, kind=("rate", "share"))
    percents = percents[percents["unit"].str.startswith("percent_of_") & ~percents["unit"].isin(_NO_PART)]
    percents = percents.assign(base_group=_base_group(percents))
    counts = select_claims(figures, kind="count")
    bases = _bases(percents, counts)
    return [
        _implied(bases, select_claims(figures, kind="denominator")),
        *_pairs(bases),
        _parts(bases, percents, counts),
        _complements(percents),
        _shares(percents, select_claims(counts, measure="persons")),
    ]


def _base_group(percents: pd.DataFrame) -> pd.Series:
    """A population is the same for every scheme and group; the insured of a scheme and a group are not."""
    of_scheme = percents["scheme"].where(percents["unit"].eq("percent_of_insured"), "")
    return percents["group"].where(percents["unit"].eq("percent_of_group"), of_scheme)


def _bases(percents: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Count over percentage, of one source, day and group: ``value``, ``low``, ``high``, ``unit``."""
    # A rate of nought implies no population, nor does one that may have been nought.
    rates = percents[percents["low"] > 0].add_prefix("rate_")
    table = _of_one_definition(join(rates, "rate", counts, "count", GROUP_PLACE), "count")
    is_of_employers = table["rate_unit"].eq("percent_of_employers")
    table = table[table["count_measure"] == is_of_employers.map({True: "employers", False: "persons"})]
    base = numbers_of(table, "count").base_at(numbers_of(table, "rate"))
    quantity = np.where(table["rate_unit"].eq(_OF_POPULATION), "population", "base")
    return table.assign(**base._asdict(), unit=table["count_measure"], quantity=quantity)


def _of_one_definition(table: pd.DataFrame, role: str) -> pd.DataFrame:
    """What may stand with a rate: of two figures of a day, one by another definition, like goes with like."""
    is_like = table[f"{role}_is_other_definition"] == table["rate_is_other_definition"]
    return prefer(table, is_like, "rate_row")


def _implied(bases: pd.DataFrame, denominators: pd.DataFrame) -> pd.DataFrame:
    """Each base, against the one that its source prints for the day where there is one."""
    # Under which group the ledger holds the denominator of a rate.
    is_force = bases["rate_unit"].str.contains("labour_force")
    group = bases["rate_group"].where(bases["rate_unit"].eq("percent_of_group"), "total").mask(is_force, "labour_force")
    printed = join(bases.assign(rate_printed_group=group), "rate", denominators, "base", PLACE, printed_group="group")
    table = with_unmatched(_of_one_definition(printed, "base"), bases, "rate_row")
    check = np.where(table["quantity"].eq("population"), "implied_population", "implied_base")
    what = (numbers_of(table), table["quantity"], "base")
    return make_findings(check, table, ("count", "rate", "base"), *what, unit=table["unit"])


def _pairs(bases: pd.DataFrame) -> list[pd.DataFrame]:
    """Two prints that imply one base; where they print one count, the fault shows in the rates."""
    pairs = combine(bases, ("rate_area", "rate_as_of", "rate_unit", "rate_base_group"))
    pairs = pairs[pairs["one_rate_row"] != pairs["other_rate_row"]]
    has_other_count, has_other_rate = (
        pairs[f"one_{name}"] != pairs[f"other_{name}"] for name in ("count_value", "rate_value")
    )
    is_one_count = numbers_of(pairs, "one_count").fits(numbers_of(pairs, "other_count"))
    for name in ("rate_scheme", "rate_group"):
        is_one_count &= pairs[f"one_{name}"] == pairs[f"other_{name}"]
    return [
        _two_rates(pairs[is_one_count & has_other_rate]),
        _two_populations(pairs[~is_one_count & (has_other_count | has_other_rate)]),
    ]


def _two_populations(pairs: pd.DataFrame) -> pd.DataFrame:
    roles = ("other_count", "other_rate", "one_count", "one_rate")
    what = (numbers_of(pairs, "one"), pairs["one_quantity"], "other")
    return make_findings("two_populations", pairs, roles, *what, on="one_rate", unit=pairs["one_unit"])


def _two_rates(pairs: pd.DataFrame) -> pd.DataFrame:
    """The other's rate on this one's base. Only the rounding of the counts lies between the two."""
    rate = numbers_of(pairs, "other_count").percent_of(numbers_of(pairs, "one"))
    # Counts that may be one number are taken as one: what remains is this rate's own interval.
    is_same = pairs["one_count_value"] == pairs["other_count_value"]
    rate = numbers_of(pairs, "one_rate").where(is_same, rate)
    roles = ("other_rate", "one_rate", "one_count", "other_count")
    return make_findings("two_rates", pairs, roles, rate, "rate", "other_rate")


def _parts(bases: pd.DataFrame, percents: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Numbers behind shares that come without one, from the base that the source gives elsewhere."""
    shares = select_claims(percents, kind="share").add_prefix("share_")
    counted = join(shares, "share", counts, "count", GROUP_PLACE)
    names = ("source_id", "scheme", "area", "as_of", "unit", "base_group")
    on = {name: f"rate_{name}" for name in names}
    table = join(shares[~shares["share_row"].isin(counted["share_row"])], "share", bases, "base", (), **on)
    part = numbers_of(table, "base").times(numbers_of(table, "share").scale(0.01))
    roles = ("share", "base_count", "base_rate")
    return make_findings("implied_part", table, roles, part, "part", unit=table["base_unit"])


def _complements(percents: pd.DataFrame) -> pd.DataFrame:
    """The share of the uninsured, against a hundred less the insured."""
    without = percents[percents["group"].str.endswith("uninsured")]
    whole = without["group"].str.removesuffix("uninsured").str.removesuffix("_").replace("", "total")
    unit = without["group"].eq("uninsured").map({True: _OF_POPULATION, False: "percent_of_group"})
    without = without.assign(whole=whole)[without["unit"] == unit].add_prefix("without_")
    table = join(without, "without", percents, "rate", (*PLACE, "unit"), whole="group")
    rest = exact(100.0).minus(numbers_of(table, "rate"))
    return make_findings("complement", table, ("without", "rate"), rest, "rate", "without")


def _shares(percents: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """A share of the insured, against part over whole where both are printed."""
    shares = select_claims(percents, unit="percent_of_insured").add_prefix("share_")
    wholes = counts[counts["group"].eq("total") & (counts["low"] > 0)]
    table = join(join(shares, "share", counts, "part", GROUP_PLACE), "share", wholes, "whole", PLACE)
    share = numbers_of(table, "part").percent_of(numbers_of(table, "whole"))
    return make_findings("share", table, ("share", "part", "whole"), share, "share", "share")
