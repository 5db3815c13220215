"""Social insurance: compulsory, voluntary and unemployment insurance, on the labour force and as counted.

A percentage printed on a labour force stands on the publisher's own, which changed in October 2022; none of them is
joined with the percentage of the statistics office's labour force.
"""

import math
from dataclasses import dataclass

import pandas as pd

from baophu.analysis.intervals import interval_of

SCHEMES = ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn")
WHOLE, PARTS = "bhxh", ("bhxh_bb", "bhxh_tn")
ON_LABOUR_FORCE = ("percent_of_labour_force", "percent_of_working_age_labour_force")
# The first copy is the statistics office's own; the second was typed by students and serves where nothing else does.
SERIES = ("gso_lf15plus_2018snapshot", "gso_lf15plus_student_repo")
SECOND_COPY = SERIES[1]
# From here on publishers divide by a labour force about six percent smaller. The same stock of 30/9/2022 was printed
# as 34.84 % on 6/10/2022 and as 37.01 % of a count below it on 26/10/2022; ``denominator_break`` finds it in the
# country's own figures.
BREAK = pd.Timestamp(2022, 10, 1)
# Days before the break whose figures were printed on either side of it.
STRADDLE = pd.Timedelta(days=92)
# The country's labour force outside a crisis changes by one or two percent a year: two years to either side are level
# enough, and a step of more than three percent between them is another definition.
BREAK_WINDOW = pd.Timedelta(days=731)
BREAK_STEP = 0.03
# A print that cuts digits off instead of rounding them misses the full figure by less than this share of it.
SHORTENED = 0.005
BEFORE, FROM, EITHER = "before_break", "from_break", "either_side"


@dataclass(frozen=True)
class SocialPoint:
    """One scheme on one day as one source prints it. Counts in persons, percentages in 0-100.

    ``rate_pct`` stands on ``rate_unit``, the publisher's own denominator, of which ``implied_denominator_count`` is
    worked out where the count stands beside it. ``gso_pct`` is the count over the statistics office's labour force of
    the year; ``gso_reason`` says why there is none. ``side`` is where the rate lies to the break of October 2022.
    """

    scheme: str
    as_of: pd.Timestamp
    as_of_precision: str
    source_id: str
    insured_count: float | None
    bound: str
    obs_status: str
    rate_pct: float | None = None
    rate_unit: str = ""
    rate_bound: str = ""
    implied_denominator_count: float | None = None
    side: str = ""
    gso_pct: float | None = None
    labour_force_count: float | None = None
    labour_force_series: str = ""
    gso_reason: str = ""
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Break:
    """Two neighbouring rates of one scheme that must not be compared; percentages in 0-100."""

    scheme: str
    before_as_of: pd.Timestamp
    after_as_of: pd.Timestamp
    before_pct: float
    after_pct: float
    reason: str  # labour_force_redefined, labour_force_perhaps_redefined, other_unit
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Counts of one day that do not fit one another; ``spread_count`` in persons."""

    as_of: pd.Timestamp
    schemes: tuple[str, ...]
    values: tuple[float, ...]
    spread_count: float
    reason: str  # sources_differ, parts_differ, one_count_two_schemes
    source_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Social:
    """Social insurance of an area. ``reasons`` has one entry per scheme without a point."""

    area: str
    points: tuple[SocialPoint, ...]
    breaks: tuple[Break, ...]
    conflicts: tuple[Conflict, ...]
    reasons: tuple[tuple[str, str], ...]

    def of(self, scheme: str) -> tuple[SocialPoint, ...]:
        """The points of one scheme, oldest first."""
        return tuple(point for point in self.points if point.scheme == scheme)


@dataclass(frozen=True)
class Step:
    """The labour force behind the country's rates on the two sides of the break; medians, in persons."""

    day: pd.Timestamp
    is_found: bool
    reason: str  # step_found, no_step, too_few_pairs
    before_count: float | None = None
    after_count: float | None = None
    change_pct: float | None = None
    claim_ids: tuple[str, ...] = ()
    same_day_claim_ids: tuple[str, ...] = ()  # prints of one day that only two labour forces can explain


def social(
    claims: pd.DataFrame,
    labour_force: pd.DataFrame,
    area: str,
    sources: pd.DataFrame | None = None,
    aside: frozenset[str] = frozenset(),
) -> Social:
    """Every dated count and rate of the four schemes in an area, with its breaks and conflicts.

    Parameters
    ----------
    claims : usable claims; only the ``total`` group of ``area`` is read.
    labour_force : the ledger's labour forces, in persons.
    sources : where given, the day of print tells on which side of the break a rate of September 2022 lies.
    aside : claims that no series uses; they count in conflicts all the same.
    """
    own = claims[(claims["area"] == area) & claims["scheme"].isin(SCHEMES) & (claims["group"] == "total")]
    own = own[own["as_of"].notna()].sort_values("claim_id")
    counts, rates = _counts(own), own[own["kind"] == "rate"]
    shown_counts, shown_rates = (table[~table["claim_id"].isin(aside)] for table in (counts, rates))
    printed = _print_days(sources)
    points = _points(shown_counts, shown_rates, labour_force, printed)
    conflicts = [*_sources_differ(counts), *_parts_differ(counts), *_same_count(counts)]
    return Social(
        area,
        tuple(points),
        tuple(_breaks(points)),
        tuple(sorted(conflicts, key=lambda c: (c.as_of, c.schemes, c.claim_ids))),
        tuple((scheme, "no_dated_figure") for scheme in SCHEMES if not any(p.scheme == scheme for p in points)),
    )


def labour_force_of(labour_force: pd.DataFrame, area: str, year: int) -> tuple[float, str] | None:
    """Labour force of an area in a year and its series, the better copy first; None where neither has it."""
    rows = labour_force[(labour_force["area"] == area) & (labour_force["year"] == year)]
    for series in SERIES:
        found = rows[rows["labour_force_series"] == series]
        if len(found):
            return float(found.iloc[0]["labour_force_count"]), series
    return None


def side_of(day: pd.Timestamp, printed_on: pd.Timestamp | None = None) -> str:
    """On which side of the change of labour force a rate lies.

    A rate of a day from the break on is on the new one, one printed before it on the old one. Printed after the break
    for a day shortly before, it may be on either: the country's own prints of October 2022 are.
    """
    if day >= BREAK:
        return FROM
    if printed_on is not None and printed_on < BREAK:
        return BEFORE
    return EITHER if day >= BREAK - STRADDLE else BEFORE


def _counts(own: pd.DataFrame) -> pd.DataFrame:
    return own[(own["kind"] == "count") & (own["unit"] == "persons")]


def _print_days(sources: pd.DataFrame | None) -> dict[str, pd.Timestamp]:
    if sources is None:
        return {}
    dated = sources[sources["published_on"].notna()]
    return dict(zip(dated["source_id"], dated["published_on"], strict=True))


# ── Points ───────────────────────────────────────────────────────────────────────────────────────────────────


def _points(counts, rates, labour_force: pd.DataFrame, printed: dict) -> list[SocialPoint]:
    """A count with the rates of its source and day; rates without a count; counts without a rate."""
    points, used = [], set()
    # A figure that one source prints twice is one point.
    counts = counts.drop_duplicates(["scheme", "as_of", "source_id", "value"])
    for rate in rates.itertuples():
        same = _beside(counts, rate)
        used |= set(same["claim_id"][:1])
        points.append(_rate_point(rate, next(same.itertuples(), None), labour_force, printed))
    bare = counts[~counts["claim_id"].isin(used)]
    points += [_with_gso(_count_point(count), count, labour_force) for count in bare.itertuples()]
    return sorted(points, key=lambda point: (point.scheme, point.as_of, point.claim_ids))


def _beside(counts: pd.DataFrame, claim) -> pd.DataFrame:
    same = (counts["scheme"] == claim.scheme) & (counts["as_of"] == claim.as_of)
    return counts[same & (counts["source_id"] == claim.source_id)]


def _rate_point(rate, count, labour_force: pd.DataFrame, printed: dict) -> SocialPoint:
    implied = 100 * count.value / rate.value if count is not None and rate.value > 0 else None
    on_labour_force = rate.unit in ON_LABOUR_FORCE
    point = SocialPoint(
        rate.scheme,
        rate.as_of,
        rate.as_of_precision,
        rate.source_id,
        None if count is None else count.value,
        rate.bound if count is None else count.bound,
        rate.obs_status,
        rate.value,
        rate.unit,
        rate.bound,
        implied,
        side_of(rate.as_of, printed.get(rate.source_id)) if on_labour_force else "",
        claim_ids=(rate.claim_id,) if count is None else (count.claim_id, rate.claim_id),
    )
    return _with_gso(point, count, labour_force)


def _count_point(count) -> SocialPoint:
    return SocialPoint(
        count.scheme,
        count.as_of,
        count.as_of_precision,
        count.source_id,
        count.value,
        count.bound,
        count.obs_status,
        claim_ids=(count.claim_id,),
    )


def _with_gso(point: SocialPoint, count, labour_force: pd.DataFrame) -> SocialPoint:
    """The count over the statistics office's labour force of its year, or why it cannot be had."""
    if count is None:
        return _changed(point, gso_reason="no_count")
    found = labour_force_of(labour_force, count.area, count.as_of.year)
    if found is None:
        return _changed(point, gso_reason="no_labour_force_of_year")
    people, series = found
    reason = "second_copy" if series == SECOND_COPY else ""
    values = {"labour_force_count": people, "labour_force_series": series, "gso_reason": reason}
    return _changed(point, gso_pct=100 * count.value / people, **values)


def _changed(point: SocialPoint, **values) -> SocialPoint:
    return SocialPoint(**{**point.__dict__, **values})


# ── Breaks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _breaks(points: list[SocialPoint]) -> list[Break]:
    """Neighbouring rates of a scheme on denominators that differ, or may."""
    found = []
    for scheme in SCHEMES:
        rated = [point for point in points if point.scheme == scheme and point.rate_pct is not None]
        for before, after in zip(rated, rated[1:], strict=False):
            reason = _break_reason(before, after)
            if reason:
                ids = before.claim_ids[-1:] + after.claim_ids[-1:]
                pair = (before.as_of, after.as_of, before.rate_pct, after.rate_pct)
                found.append(Break(scheme, *pair, reason, ids))
    return found


def _break_reason(before: SocialPoint, after: SocialPoint) -> str:
    if not before.side or not after.side:
        return "" if before.rate_unit == after.rate_unit else "other_unit"
    sides = {before.side, after.side}
    if sides == {BEFORE, FROM}:
        return "labour_force_redefined"
    return "labour_force_perhaps_redefined" if EITHER in sides else ""


def denominator_break(national: pd.DataFrame) -> Step:
    """Whether the country's figures show the change of labour force at ``BREAK``.

    Each rate over a labour force with the count of its source and day gives a labour force. The median of those within
    ``BREAK_WINDOW`` before the days that straddle the break is set against the median of those from it on.

    Parameters
    ----------
    national : usable claims of the country.
    """
    pairs = _implied(national)
    before = pairs[pairs["as_of"].between(BREAK - BREAK_WINDOW, BREAK - STRADDLE)]
    after = pairs[pairs["as_of"].between(BREAK, BREAK + BREAK_WINDOW)]
    if before.empty or after.empty:
        return Step(BREAK, False, "too_few_pairs")
    old, new = float(before["implied"].median()), float(after["implied"].median())
    found = abs(math.log(new / old)) > BREAK_STEP
    ids = tuple(dict.fromkeys(i for table in (before, after) for ids in table["claim_ids"] for i in ids))
    reason = "step_found" if found else "no_step"
    return Step(BREAK, found, reason, old, new, 100 * (new / old - 1), ids, _one_day_two_forces(pairs))


def _implied(national: pd.DataFrame) -> pd.DataFrame:
    own = national[national["scheme"].isin(SCHEMES) & (national["group"] == "total") & national["as_of"].notna()]
    own = own.sort_values("claim_id")
    counts, rates = _counts(own), own[(own["kind"] == "rate") & own["unit"].isin(ON_LABOUR_FORCE) & (own["value"] > 0)]
    rows = []
    for rate in rates.itertuples():
        for count in _beside(counts, rate).head(1).itertuples():
            people = interval_of(count.value, count.as_printed, count.bound)
            share = interval_of(rate.value, rate.as_printed, rate.bound).scaled(0.01)
            ids = (count.claim_id, rate.claim_id)
            rows.append((rate.scheme, rate.as_of, 100 * count.value / rate.value, people.over(share), ids))
    table = pd.DataFrame(rows, columns=["scheme", "as_of", "implied", "span", "claim_ids"])
    return table.astype({"as_of": "datetime64[s]"}).sort_values(["as_of", "claim_ids"], ignore_index=True)


def _one_day_two_forces(pairs: pd.DataFrame) -> tuple[str, ...]:
    """Prints of one scheme and day near the break whose labour forces no rounding reconciles."""
    near = pairs[pairs["as_of"].between(BREAK - STRADDLE, BREAK + STRADDLE)]
    ids = []
    for _, same in near.groupby(["scheme", "as_of"]):
        rows = list(same.itertuples())
        apart = [row for row in rows if any(not row.span.overlaps(other.span) for other in rows)]
        ids += [claim for row in apart for claim in row.claim_ids]
    return tuple(ids)


# ── Conflicts ────────────────────────────────────────────────────────────────────────────────────────────────


def _sources_differ(counts: pd.DataFrame) -> list[Conflict]:
    """Counts of one scheme and day that neither rounding nor shortening reconciles."""
    found = []
    for (scheme, day), same in counts.groupby(["scheme", "as_of"]):
        rows = list(same.itertuples())
        spans = [interval_of(row.value, row.as_printed, row.bound) for row in rows]
        low, high = max(span.low for span in spans), min(span.high for span in spans)
        largest = max(row.value for row in rows)
        if low > high and largest - min(row.value for row in rows) > SHORTENED * largest:
            found.append(_conflict(day, (scheme,), rows, "sources_differ"))
    return found


def _parts_differ(counts: pd.DataFrame) -> list[Conflict]:
    """Compulsory and voluntary members of one source and day that do not add up to its total."""
    found = []
    for (_, day), same in counts.groupby(["source_id", "as_of"]):
        rows = {scheme: next(same[same["scheme"] == scheme].itertuples(), None) for scheme in (WHOLE, *PARTS)}
        if any(row is None for row in rows.values()):
            continue
        spans = {s: interval_of(row.value, row.as_printed, row.bound) for s, row in rows.items()}
        low, high = (sum(spans[part][end] for part in PARTS) for end in (0, 1))
        if low > spans[WHOLE].high or high < spans[WHOLE].low:
            spread = rows[WHOLE].value - sum(rows[part].value for part in PARTS)
            found.append(_conflict(day, (WHOLE, *PARTS), list(rows.values()), "parts_differ", abs(spread)))
    return found


def _same_count(counts: pd.DataFrame) -> list[Conflict]:
    """One number that a source gives both to a whole and to its compulsory part on one day."""
    found = []
    for (_, day, _), same in counts.groupby(["source_id", "as_of", "value"]):
        schemes = tuple(s for s in (WHOLE, PARTS[0]) if s in set(same["scheme"]))
        if len(schemes) == 2:
            rows = [next(same[same["scheme"] == scheme].itertuples()) for scheme in schemes]
            found.append(_conflict(day, schemes, rows, "one_count_two_schemes"))
    return found


def _conflict(day, schemes: tuple, rows: list, reason: str, spread: float | None = None) -> Conflict:
    values = tuple(row.value for row in rows)
    spread = max(values) - min(values) if spread is None else spread
    sources = tuple(dict.fromkeys(row.source_id for row in rows))
    return Conflict(day, schemes, values, spread, reason, sources, tuple(row.claim_id for row in rows))
