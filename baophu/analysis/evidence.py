"""Which one missing figure would settle most, found by trying.

Each candidate is added to the claims, once at the low and once at the high end of what is possible, and what the
report says is worked out again: the band of the uninsured, the grade, the verdicts on falls, the targets, the paces,
the arithmetic. What changes is what the figure would settle. The figures tried never leave this module.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from baophu.analysis import confidence
from baophu.analysis.audit import UNDECIDABLE, Finding, audit
from baophu.analysis.confidence import LETTERS, WORST, Grade, Level, latest_level
from baophu.analysis.coverage import ANNOUNCED, GSO, coverage_points, level_on
from baophu.analysis.denominators import bases_of, own_ratio, population_of
from baophu.analysis.intervals import Interval, interval_of
from baophu.analysis.lapses import DECLINED, Fall, falls
from baophu.analysis.targets import Gap, Pace, gaps, paces

# What is settled, in the order in which ``settles`` names it, and what each is worth. One verdict on a fall answers the
# question that readers ask; knowing the uninsured at all, or to the person instead of a wide band, answers the other.
WORTH = {
    "level": 1.0,  # a level where there was none
    "uninsured": 1.0,  # times the share of the band's width that goes
    "grade": 0.5,  # each letter; no grade counts as the letter after the last
    "fall": 1.0,  # each fall with a verdict instead of none
    "target": 0.5,  # each target known to be reached or missed at the end of its year
    "people": 0.5,  # each open target whose gap can then be said in people
    "pace": 0.5,  # each open target whose pace can then be held against the best seen
    "arithmetic": 0.25,  # each sum that another print would confirm or contradict
}
# A band that shrinks by less than this share is the same band to the reader.
LEAST_SHRINKING = 0.05
# Publishers' populations over the statistics office's, the extremes of all days of the ledger that show both.
PUBLISHERS = Interval(0.90, 1.06)
# The same within one province whose ratio is known on some day: two standard deviations of 2.1 percent.
OWN_SPREAD = 0.042
# A province lies within this of the country on the logit scale in 95 of 100 cases (80 in 100 within half of it).
LEVEL_SPREAD = 1.0
# The country itself moves by a few points within a year.
NATIONAL_SPREAD = 0.3
GRADES = [*(letter for letter, _ in LETTERS), WORST, None]
# Reasons that leave a pace open, and the field that says that it no longer is.
PACES = {
    "people": (("no_publisher_population", "no_count_for_plan"), "missing_count"),
    "pace": (("no_two_counts", "no_publisher_population", "no_count_for_plan"), "ratio"),
}
TRIED = "tried"


@dataclass(frozen=True)
class Missing:
    """A figure nobody has printed, and what it would settle.

    ``settles`` is settled whatever the figure says, ``may_settle`` by some values of it only. ``gain`` is the mean over
    the values tried of what is settled, each thing by its worth (``WORTH``); 1 is about one question answered.
    ``claim_ids`` are the claims that it would complete, ``target_ids`` the targets.
    """

    kind: str
    area: str
    scheme: str
    as_of: pd.Timestamp
    settles: tuple[str, ...]
    may_settle: tuple[str, ...]
    gain: float
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """All that the report reads of one area."""

    claims: pd.DataFrame
    national: pd.DataFrame
    population: pd.DataFrame
    targets: pd.DataFrame
    area: str
    last_year: int
    aside: frozenset[str]

    @cached_property
    def points(self) -> pd.DataFrame:
        """Coverage points of the area."""
        return coverage_points(self.claims, self.population, self.area, self.aside)

    @cached_property
    def falls(self) -> list[Fall]:
        """Falls with their verdicts."""
        return falls(self.claims, self.points, self.national, self.population, self.area)

    @cached_property
    def findings(self) -> list[Finding]:
        """What the audit says."""
        return audit(self.claims)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Gaps to the targets."""
        return gaps(self.targets, self.claims, self.points, self.area, self.last_year)

    @cached_property
    def paces(self) -> list[Pace]:
        """Paces that the targets ask for."""
        return paces(self.claims, self.gaps, self.area, self.last_year, self.targets, self.aside)

    @cached_property
    def grade(self) -> Grade:
        """Grade of the newest level."""
        return confidence.grade(self.claims, self.points, self.findings, self.area, self.last_year)

    @cached_property
    def level(self) -> Level | None:
        """The newest level."""
        return latest_level(self.points)

    @cached_property
    def publishers(self) -> Interval:
        """Publisher's population over the statistics office's: the province's own where it is known."""
        own = own_ratio(self.points, self.population, self.area)
        if own.ratio is None:
            return PUBLISHERS
        return Interval(math.exp(-OWN_SPREAD), math.exp(OWN_SPREAD)).scaled(1 / own.ratio)

    @cached_property
    def uninsured(self) -> Interval | None:
        """How many may be uninsured on the newest day, over every population, in percent of the people."""
        return _uninsured(self)


@dataclass(frozen=True)
class Candidate:
    """A figure to try: ``trials`` are claims to add, low end first; those of the country go to its points."""

    kind: str
    scheme: str
    as_of: pd.Timestamp
    trials: tuple[tuple[dict, ...], ...]
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    is_national: bool = False


def missing(
    claims: pd.DataFrame,
    national: pd.DataFrame,
    population: pd.DataFrame,
    targets: pd.DataFrame,
    area: str,
    last_year: int = 2023,
    aside: frozenset[str] = frozenset(),
) -> list[Missing]:
    """Missing figures of an area that would settle something, those that settle most first.

    Parameters
    ----------
    claims : usable claims; those of other areas are not read.
    national : coverage points of the country.
    population, targets : the ledger's tables.
    aside : claims that no series uses.
    """
    own = claims[(claims["area"] == area) & claims["as_of"].notna()]
    people = population[population["area"].isin({area, *national["area"]})]
    goals = targets[targets["area"] == area]
    world = World(*map(_light, (own, national, people, goals)), area, last_year, aside)
    found = [_tried(world, candidate) for candidate in _candidates(world)]
    kept = [item for item in found if item.gain > 0]
    # Of two that settle as much, the newer figure comes first.
    return sorted(kept, key=lambda item: (-round(item.gain, 9), -item.as_of.toordinal(), item.kind, item.scheme))


# ── Trying ───────────────────────────────────────────────────────────────────────────────────────────────────


def _light(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its texts as plain objects: so few rows are read many times faster that way."""
    texts = [name for name, kind in table.dtypes.items() if isinstance(kind, pd.StringDtype)]
    return table.astype(dict.fromkeys(texts, object))


def _tried(world: World, candidate: Candidate) -> Missing:
    outcomes = [_gains(world, _with(world, rows, candidate.is_national)) for rows in candidate.trials]
    always = tuple(code for code in WORTH if all(outcome.get(code, 0) > 0 for outcome in outcomes))
    ever = tuple(code for code in WORTH if code not in always and any(o.get(code, 0) > 0 for o in outcomes))
    gain = math.fsum(value for outcome in outcomes for value in outcome.values()) / len(outcomes)
    area = candidate.trials[0][0]["area"]
    ids = (candidate.claim_ids, candidate.target_ids)
    return Missing(candidate.kind, area, candidate.scheme, candidate.as_of, always, ever, gain, *ids)


def _with(world: World, rows: tuple[dict, ...], is_national: bool) -> World:
    """The world with claims added."""
    added = pd.DataFrame(list(rows)).reindex(columns=world.claims.columns).astype(world.claims.dtypes.to_dict())
    if not is_national:
        return replace(world, claims=pd.concat([world.claims, added]) if len(world.claims) else added)
    points = coverage_points(added, world.population, rows[0]["area"]).astype(world.national.dtypes.to_dict())
    points = pd.concat([world.national, points])
    return replace(world, national=points.sort_values(["as_of", "scale", "claim_id"], ignore_index=True))


def _gains(base: World, trial: World) -> dict[str, float]:
    """What the trial settles that the base leaves open, by its worth; what was never open is not worked out again."""
    gains = {"level": float(base.points.empty and not trial.points.empty), "uninsured": _shrinking(base, trial)}
    gains["grade"] = _letters_won(base.grade, trial.grade)
    gains["fall"] = sum(_is_decided(fall, trial) for fall in _open_falls(base)) if _open_falls(base) else 0
    gains["target"] = len(_open_targets(base) - _open_targets(trial)) if _open_targets(base) else 0
    for code, (lacking, known) in PACES.items():
        still_open = {_pace_key(pace) for pace in base.paces if pace.reason in lacking}
        settled = {_pace_key(pace) for pace in trial.paces if getattr(pace, known) is not None} if still_open else set()
        gains[code] = len(still_open & settled)
    gains["arithmetic"] = len(_open_sums(base) - _open_sums(trial))
    return {code: WORTH[code] * gain for code, gain in gains.items()}


def _letters_won(before: Grade, after: Grade) -> float:
    first, second = (GRADES.index(found.grade) for found in (before, after))
    return max(0, first - second)


def _open_falls(world: World) -> list[Fall]:
    """Falls of health insurance without a verdict; of the other schemes the country's season is not known."""
    return [fall for fall in world.falls if fall.scheme == "bhyt" and fall.verdict == DECLINED]


def _is_decided(fall: Fall, trial: World) -> bool:
    """Whether the fall, or the total over the same days, now has a verdict; a total that did not fall needs none."""
    same = [f for f in trial.falls if (f.scheme, f.start, f.end) == (fall.scheme, fall.start, fall.end)]
    own = [f for f in same if f.group in (fall.group, "total")]
    if any(f.verdict != DECLINED for f in own):
        return True
    if any(f.group == "total" for f in own):
        return False
    return any(_did_not_fall(trial.points, scale, fall) for scale in (ANNOUNCED, GSO))


def _did_not_fall(points: pd.DataFrame, scale: str, fall: Fall) -> bool:
    on = {point.as_of: point.coverage_pct for point in points.itertuples(index=False) if point.scale == scale}
    return fall.start in on and fall.end in on and on[fall.end] >= on[fall.start]


def _open_targets(world: World) -> frozenset[str]:
    """Targets whose level at the end of their year is not published."""
    return frozenset(gap.target_id for gap in world.gaps if gap.level_as_of != pd.Timestamp(gap.target_year, 12, 31))


def _pace_key(pace: Pace) -> tuple:
    return (pace.scale, pace.scheme, pace.group, pace.target_year, pace.plan_owner, pace.target_id)


def _open_sums(world: World) -> frozenset[tuple]:
    """Populations that a count and its rate imply and nothing confirms."""
    open_ones = (f for f in world.findings if f.verdict == UNDECIDABLE and f.check == "implied_population")
    return frozenset((f.check, f.scheme, f.as_of, f.claim_ids[:2]) for f in open_ones)


# ── The band of the uninsured ────────────────────────────────────────────────────────────────────────────────


def _shrinking(base: World, trial: World) -> float:
    """Share of the width of the band of the uninsured that goes; a first band is a whole one."""
    before, after = base.uninsured, trial.uninsured
    if after is None:
        return 0.0
    if before is None:
        return 1.0
    width = before.high - before.low
    share = 1 - (after.high - after.low) / width if width > 0 else 0.0
    return share if share >= LEAST_SHRINKING else 0.0


def _uninsured(world: World) -> Interval | None:
    level = world.level
    bases = bases_of(world.population, world.area, level.as_of.year) if level else []
    if not bases:
        return None
    rate, insured, people = _rate_of(level), _insured_of(level), _people_of(level, world, bases[0].count)
    if insured is None:
        insured = Interval(rate.low * people.low, rate.high * people.high)
    ends = [base.count - count for base in bases for count in insured]
    if rate:
        ends += [people.low * (1 - rate.high), people.high * (1 - rate.low)]
    else:
        ends += [people.low - insured.high, people.high - insured.low]
    return Interval(min(ends), max(ends)).scaled(100 / bases[0].count)


def _rate_of(level: Level) -> Interval | None:
    point = level.announced
    return None if point is None else Interval(point.low_pct, point.high_pct).scaled(0.01)


def _insured_of(level: Level) -> Interval | None:
    if level.gso is not None:
        share = level.gso.population_count / 100
        return Interval(level.gso.low_pct * share, level.gso.high_pct * share)
    if pd.notna(level.announced.insured_count):
        return Interval(level.announced.insured_count, level.announced.insured_count)
    return None


def _people_of(level: Level, world: World, people: float) -> Interval:
    """The publisher's population: printed beside the level, implied by it, or what publishers have used."""
    printed = world.claims[_is_total(world.claims, level.as_of) & (world.claims["kind"] == "denominator")]
    for claim in printed.sort_values("claim_id").itertuples():
        return interval_of(claim.value, claim.as_printed, claim.bound)
    rate, insured = _rate_of(level), _insured_of(level)
    if rate and insured and rate.low > 0 and pd.notna(level.announced.insured_count):
        return insured.over(rate)
    return world.publishers.scaled(people)


def _is_total(claims: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (claims["scheme"] == "bhyt") & (claims["group"] == "total") & (claims["as_of"] == day)


# ── Candidates ───────────────────────────────────────────────────────────────────────────────────────────────


def _candidates(world: World) -> list[Candidate]:
    """What could be asked for, each figure once: a level that serves several ends is named by the first."""
    found = [
        *_counts_for_rates(world),
        *_publishers_populations(world),
        *_rates_for_counts(world),
        *_last_levels(world),
        *_levels_of_falls(world),
        *_levels_of_targets(world),
        *_earlier_counts(world),
        *_plans(world),
        *_national_levels(world),
    ]
    once = {}
    for candidate in found:
        figure = "level" if "level" in candidate.kind else (candidate.kind, candidate.scheme, candidate.claim_ids)
        key = (figure, candidate.is_national, candidate.as_of)
        first = once.setdefault(key, candidate)
        claim_ids = tuple(dict.fromkeys(first.claim_ids + candidate.claim_ids))
        target_ids = tuple(dict.fromkeys(first.target_ids + candidate.target_ids))
        once[key] = replace(first, claim_ids=claim_ids, target_ids=target_ids)
    return list(once.values())


def _claim(world: World, day: pd.Timestamp, kind: str, value: float, **cells) -> dict:
    """A claim to try, printed to the person and to a hundredth of a percent."""
    unit = "percent_of_population" if kind == "rate" else "persons"
    value = round(value, 2) if unit != "persons" else float(round(value))
    printed = f"{value:.2f}%" if unit != "persons" else f"{value:.0f}"
    shared = {"claim_id": f"{TRIED}-{kind}", "source_id": TRIED, "locator": "", "note": "", "plan_owner": ""}
    place = {"area": world.area, "scheme": "bhyt", "group": "total", "kind": kind, "value": value, "unit": unit}
    when = {"as_of": day, "as_of_precision": "day", "base_as_of": pd.NaT, "bound": "exact", "obs_status": "A"}
    return {**shared, **place, **when, "as_printed": printed, **cells}


def _logistic(value: float) -> float:
    return 100 / (1 + math.exp(-value))


def _around(pct: float, spread: float) -> tuple[float, float]:
    """Percentages that far below and above on the logit scale."""
    share = min(max(pct, 0.5), 99.5) / 100
    middle = math.log(share / (1 - share))
    return _logistic(middle - spread), _logistic(middle + spread)


def _country_pct(world: World, day: pd.Timestamp) -> float | None:
    """The country's announced coverage on a day, or on the nearest day for which it is printed."""
    level = level_on(world.national, ANNOUNCED, day)
    if level:
        return level[0]
    announced = world.national[world.national["scale"] == ANNOUNCED].drop_duplicates("as_of")
    if announced.empty:
        return None
    return float(announced.loc[(announced["as_of"] - day).abs().idxmin(), "coverage_pct"])


def _people(world: World, day: pd.Timestamp) -> Interval | None:
    """Range of the publisher's population on a day; None where the statistics office has none of the year."""
    base = population_of(world.population, world.area, day.year)
    return world.publishers.scaled(base.count) if base else None


def _levels(world: World, day: pd.Timestamp) -> tuple[tuple[dict, ...], ...]:
    """Count and rate of a day as one source would print them; empty where nothing tells how high they may be."""
    pct, people = _country_pct(world, day), _people(world, day)
    if pct is None or people is None:
        return ()
    pairs = zip(_around(pct, LEVEL_SPREAD), people, strict=True)
    return tuple(
        (_claim(world, day, "count", rate / 100 * base), _claim(world, day, "rate", rate)) for rate, base in pairs
    )


def _bare(world: World, scale: str) -> pd.DataFrame:
    """Points of a scale whose day has no point of the other."""
    known = set(world.points.loc[world.points["scale"] != scale, "as_of"])
    own = world.points[(world.points["scale"] == scale) & ~world.points["as_of"].isin(known)]
    return own[own["population_count"].isna()] if scale == ANNOUNCED else own


def _counts_for_rates(world: World) -> Iterator[Candidate]:
    """The count behind a rate printed without one, or the population that the publisher used.

    Asked for the newest day, and for those whose gap to a target cannot be said in people.
    """
    asked = {pace.level_as_of for pace in world.paces if pace.reason == "no_publisher_population"}
    asked |= {world.level.as_of} if world.level else set()
    for rate in _bare(world, ANNOUNCED).itertuples():
        people = _people(world, rate.as_of)
        if people is None or rate.as_of not in asked:
            continue
        source = world.claims.loc[world.claims["claim_id"] == rate.claim_id, "source_id"].iloc[0]
        cells = {"source_id": source, "as_of_precision": rate.as_of_precision}
        insured = rate.coverage_pct / 100
        for kind, name, share in (("count_for_rate", "count", insured), ("publisher_population", "denominator", 1)):
            trials = tuple((_claim(world, rate.as_of, name, share * base, **cells),) for base in people)
            yield Candidate(kind, "bhyt", rate.as_of, trials, (rate.claim_id,))


def _publishers_populations(world: World) -> Iterator[Candidate]:
    """The population behind the newest count and rate: the one that they imply, or the statistics office's."""
    level = world.level
    if level is None or level.announced is None or pd.isna(level.announced.population_count):
        return
    printed = world.claims[_is_total(world.claims, level.as_of) & (world.claims["kind"] == "denominator")]
    base = population_of(world.population, world.area, level.as_of.year)
    if len(printed) or base is None:
        return
    source = world.claims.loc[world.claims["claim_id"] == level.announced.claim_id, "source_id"].iloc[0]
    values = (float(level.announced.population_count), base.count)
    trials = tuple((_claim(world, level.as_of, "denominator", value, source_id=source),) for value in values)
    yield Candidate("publisher_population", "bhyt", level.as_of, trials, tuple(level.announced.claim_ids))


def _rates_for_counts(world: World) -> Iterator[Candidate]:
    """The rate that the publisher gave with a count of the newest day printed alone."""
    bare = _bare(world, GSO)
    for count in bare[bare["as_of"] == world.points["as_of"].max()].itertuples():
        people = _people(world, count.as_of)
        source = world.claims.loc[world.claims["claim_id"] == count.claim_id, "source_id"].iloc[0]
        cells = {"source_id": source, "as_of_precision": count.as_of_precision}
        values = (100 * count.insured_count / base for base in people)
        trials = tuple((_claim(world, count.as_of, "rate", value, **cells),) for value in values)
        yield Candidate("rate_for_count", "bhyt", count.as_of, trials, (count.claim_id,))


def _level(world: World, kind: str, day: pd.Timestamp, claim_ids=(), target_ids=()) -> Iterator[Candidate]:
    if trials := _levels(world, day):
        yield Candidate(kind, "bhyt", day, trials, tuple(claim_ids), tuple(target_ids))


def _last_levels(world: World) -> Iterator[Candidate]:
    """A level at the end of the years covered."""
    day = pd.Timestamp(world.last_year, 12, 31)
    newest = world.points["as_of"].max()
    if world.points.empty or newest < day:
        same = [gap.target_id for gap in world.gaps if gap.target_year == world.last_year]
        yield from _level(world, "level_at_last_year_end", day, target_ids=same)


def _levels_of_falls(world: World) -> Iterator[Candidate]:
    """The total at the start and at the end of a fall that has none."""
    known = set(world.points["as_of"])
    for fall in world.falls:
        bare = fall.scheme == "bhyt" and (fall.verdict == DECLINED or fall.level_before is None)
        for kind, day in (("level_before_fall", fall.start), ("level_after_fall", fall.end)):
            if bare and day not in known:
                yield from _level(world, kind, day, fall.claim_ids)


def _levels_of_targets(world: World) -> Iterator[Candidate]:
    """A level at the end of a year that has a target."""
    still_open = _open_targets(world)
    for gap in world.gaps:
        if gap.target_id in still_open:
            day = pd.Timestamp(gap.target_year, 12, 31)
            yield from _level(world, "level_at_target_year_end", day, gap.claim_ids, (gap.target_id,))


def _earlier_counts(world: World) -> Iterator[Candidate]:
    """A count a year before the newest one, for a target whose pace has nothing to be held against."""
    if not any(pace.reason == "no_two_counts" and pace.scheme == "bhyt" for pace in world.paces):
        return
    newest = world.points[world.points["insured_count"].notna()].tail(1)
    for point in newest.itertuples():
        day = point.as_of - pd.DateOffset(years=1)
        # A count that fell since, and one that rose by a tenth: the first may leave no pace to compare with.
        values = (point.insured_count * 1.02, point.insured_count * 0.9)
        trials = tuple((_claim(world, day, "count", value),) for value in values)
        yield Candidate("count_a_year_before", "bhyt", day, trials, (point.claim_id,))


def _plans(world: World) -> Iterator[Candidate]:
    """The plan in persons behind a percent of plan that stands alone, or the count that reached it."""
    for pace in world.paces:
        if pace.reason != "no_count_for_plan":
            continue
        base = population_of(world.population, world.area, pace.target_year)
        own = world.claims[world.claims["claim_id"].isin(pace.claim_ids)]
        if base is None or own.empty:
            continue
        newest = own.sort_values(["as_of", "claim_id"]).iloc[-1]
        # Between one in a hundred and everyone: what matters is whether the plan can then be followed at all.
        values = (0.01 * base.count, base.count)
        shared = {"scheme": pace.scheme, "group": pace.group}
        count = {**shared, "source_id": newest["source_id"], "as_of_precision": newest["as_of_precision"]}
        end = pd.Timestamp(pace.target_year, 12, 31)
        for kind, name, day, cells in (
            ("count_for_plan", "count", newest["as_of"], count),
            ("plan_in_persons", "target_count", end, {**shared, "plan_owner": pace.plan_owner}),
        ):
            trials = tuple((_claim(world, day, name, value, **cells),) for value in values)
            yield Candidate(kind, pace.scheme, day, trials, pace.claim_ids)


def _national_levels(world: World) -> Iterator[Candidate]:
    """The country's level at an end of a fall that lacks the country's change between its days."""
    for fall in _open_falls(world):
        if fall.group != "total" or fall.national_points is not None:
            continue
        for day in (fall.start, fall.end):
            pct = _country_pct(world, day)
            if pct is None or level_on(world.national, fall.scale, day) is not None:
                continue
            area = world.national["area"].iloc[0]
            base = population_of(world.population, area, day.year)
            values = _around(pct, NATIONAL_SPREAD)
            trials = tuple(_national_pair(world, day, area, value, base.count if base else None) for value in values)
            yield Candidate("national_level", "bhyt", day, trials, fall.claim_ids, is_national=True)


def _national_pair(world: World, day: pd.Timestamp, area: str, pct: float, people: float | None) -> tuple[dict, ...]:
    rate = _claim(world, day, "rate", pct, area=area)
    return (rate, _claim(world, day, "count", pct / 100 * people, area=area)) if people else (rate,)
