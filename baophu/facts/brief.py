"""What page one of a province's report says: a verdict, cards, why, what to do, sources.

Everything here is chosen from the other facts or computed from them; nothing is worded. ``facts`` is a
:class:`baophu.facts.province.Facts`, whose module imports this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from baophu.analysis.audit import CONTRADICTORY, Finding
from baophu.analysis.changes import LOSS, NOT_RENEWED, Change
from baophu.analysis.changes.verdicts import CLIFF_POINTS
from baophu.analysis.constants import (
    HEALTH,
    OLD_DAYS,
    PEOPLE_UNITS,
    REMAINING_DISTRICTS,
    SOCIAL_SCHEMES,
)
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.denominators import SERIES, DenominatorRange
from baophu.analysis.estimate import GATED_REGIONS
from baophu.analysis.evidence import MissingFigure
from baophu.analysis.intervals import REST, difference_bound
from baophu.analysis.targets import (
    CANNOT_SAY,
    NO_LEVEL,
    PLAN,
    POPULATION,
    REACHED,
    SHORT,
    Pace,
    PlanPopulation,
    TargetGap,
)
from baophu.facts.records import Claim, Event, Point
from baophu.facts.shared import LAST_YEAR

NO_TARGET = "no_target"
VERDICTS = (REACHED, SHORT, CANNOT_SAY, NO_LEVEL, NO_TARGET)
PUBLISHER, STATISTICS = "publisher", "statistics"  # populations of a shortage, beside PLAN
MOST_CARDS, MOST_LINES, MOST_MISSING = 4, 3, 2
# Of what a missing figure can settle: contradictions are asked about apart, a rise or a pace is for the evidence.
TELLING_GAINS = ("fall", "level", "target", "uninsured", "population", "people")
FEWEST_FIGURES = 3  # a province with fewer figures has no pages but the brief
SOCIAL_INSURANCE = ("bhxh", "bhxh_bb", "bhxh_tn")
LAST_DAY = date(LAST_YEAR, 12, 31)
FIRST_RECENT_YEAR = LAST_YEAR - 2  # changes and targets of the last three years are on page one
LEAST_POINTS, LEAST_SHARE = 1.0, 0.01  # a net fall between two known levels smaller than this is not shown
NEAR_DAYS = 31  # a level of the country so near to the province's is set beside it
# The policy itself is said with its date, so as a cause alone it adds nothing.
FREE_CARDS_CAUSES = ("free_cards_ended_861", "free_cards_ended_861_353")
FREE_CARDS_EVENT, FREE_CARDS_GROUPS = "qd-861", "d861"
# Figures that answer a target: a contradiction about one of them is asked about however small it is.
CHANGE_KINDS = ("change", LOSS, NOT_RENEWED)
ANSWERING_KINDS = ("rate", "count", "target_rate", "target_count", "attainment", "shortfall")


@dataclass(frozen=True)
class Shortage:
    """People missing to a target on one population: the publisher's, that of the plan, the statistics office's.

    ``low_count`` and ``high_count`` limit what rounding and bounds allow; all three are at most zero where the target
    is met on this population. ``population_count`` and ``gap_points``, the points missing on this population, are None
    for the plan, whose population is not printed. ``per_week`` is the growth needed until the end of the target's year,
    None where that year is over.
    """

    population: str
    missing_count: float
    low_count: float
    high_count: float
    bound: str
    population_count: float | None
    gap_points: float | None
    per_week: float | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class WeakPlaces:
    """Areas inside the province whose percent of plan lies below ``limit_pct``, of ``area_count`` areas.

    ``named_areas`` are those that the source names, ``unnamed_areas`` those of which it says only that they are below.
    """

    as_of: date
    limit_pct: float
    named_areas: tuple[str, ...]
    unnamed_areas: tuple[str, ...]
    area_count: int
    claim_ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """Number of areas below the limit."""
        return len(self.named_areas) + len(self.unnamed_areas)


@dataclass(frozen=True)
class PlanGap:
    """A plan in persons with the people missing to it, and the bound of their number."""

    pace: Pace
    bound: str


@dataclass(frozen=True)
class BriefItem:
    """A card or a line: what it is about (``kind``), and which one where there are several (``number``)."""

    kind: str
    number: int = 0
    is_old: bool = False


@dataclass(frozen=True)
class Brief:
    """Page one of a province's report.

    ``gap`` is the target that the verdict is about: of the year of the newest level, else the newest one; with
    ``no_target`` it is the newest target of an earlier year; ``rival_targets`` are others printed for its year.
    ``level_as_of`` is the day of the level compared; one far from the end of the years covered ``is_old``.
    ``falls`` are ordered by weight; the first ``leading_falls`` of them are said before the verdict and
    ``following_falls`` after it. ``open_targets`` are other targets for whose year there is no level. ``plans`` are the
    newest plans in persons: all owners' of the first scheme, then one of every other scheme. ``doubtful`` are subjects
    of which the figures known are kept as evidence only, ``absent`` those without any; ``newest_social`` is the newest
    figure of social insurance of the whole province.
    """

    verdict: str
    reason: str
    gap: TargetGap | None
    rival_targets: tuple[TargetGap, ...]
    level: Point | None
    other_level: Point | None
    level_as_of: date | None
    level_precision: str
    is_old: bool
    shortages: tuple[Shortage, ...]
    places: WeakPlaces | None
    falls: tuple[Change, ...]
    leading_falls: int
    following_falls: int
    rise: Change | None
    open_targets: tuple[TargetGap, ...]
    plans: tuple[PlanGap, ...]
    band: DenominatorRange | None
    plan_population: PlanPopulation | None
    country: Point | None
    policies: tuple[Event, ...]
    missing: tuple[MissingFigure, ...]
    contradiction: Finding | None
    cards: tuple[BriefItem, ...]
    reasons: tuple[BriefItem, ...]
    actions: tuple[BriefItem, ...]
    absent: tuple[str, ...]
    doubtful: tuple[str, ...]
    newest_social: Claim | None
    figure_count: int

    @property
    def is_sparse(self) -> bool:
        """Whether so little is known that page one is the whole report."""
        return self.figure_count < FEWEST_FIGURES

    @property
    def is_within_year(self) -> bool:
        """Whether the level compared is older than the end of the target's year, so that it does not decide."""
        return self.gap is not None and self.level is not None and self.level.as_of < date(self.gap.target_year, 12, 31)

    @property
    def falls_first(self) -> tuple[Change, ...]:
        """Falls said before the verdict."""
        return self.falls[: self.leading_falls]

    @property
    def falls_after(self) -> tuple[Change, ...]:
        """Falls said after the verdict."""
        return self.falls[self.leading_falls : self.leading_falls + self.following_falls]


def build_brief(facts) -> Brief:
    """The brief of a province from its other facts.

    Parameters
    ----------
    facts : Facts
        All other facts of the province.

    Returns
    -------
    Brief
    """
    verdict, reason, gap = _verdict(facts)
    level, other_level = _levels(facts, gap if verdict != NO_TARGET else None)
    day = level.as_of if level else None
    falls = _falls(facts)
    leading = _leading(falls, day, verdict)
    following = 0 if leading else _following(falls)
    is_old = day is not None and (LAST_DAY - day).days > OLD_DAYS
    absent, doubtful = _absent(facts)
    shortages = tuple(_shortages(facts, gap)) if gap is not None and verdict == SHORT else ()
    brief = Brief(
        verdict=verdict,
        reason=reason,
        gap=gap,
        rival_targets=tuple(g for g in facts.gaps if gap and g.target_year == gap.target_year and g != gap),
        level=level,
        other_level=other_level,
        level_as_of=day,
        level_precision=level.as_of_precision if level else "",
        is_old=is_old,
        shortages=shortages,
        places=_weak_places(facts, day),
        falls=falls,
        leading_falls=leading,
        following_falls=following,
        rise=_rise(facts),
        open_targets=_open_targets(facts, gap),
        plans=_plans(facts, {HEALTH} if shortages else set()),
        band=next((band for band in facts.bands if day and band.as_of.date() == day and band.rates), None),
        plan_population=next((p for p in facts.plan_populations if day and p.as_of.date() == day), None),
        country=_country(facts, day),
        policies=_policies(facts, falls),
        missing=_missing(facts),
        contradiction=_contradiction(facts),
        cards=(),
        reasons=(),
        actions=(),
        absent=absent,
        doubtful=doubtful,
        newest_social=_newest_figure(facts, SOCIAL_INSURANCE),
        figure_count=sum(map(_is_figure_of_insured, facts.dated_claims)),
    )
    cards, actions = tuple(_cards(brief)), tuple(_actions(brief))
    return replace(
        brief,
        cards=cards[:MOST_CARDS],
        reasons=tuple(_reasons(brief, facts))[:MOST_LINES],
        actions=actions[:MOST_LINES],
    )


# ── The verdict ──────────────────────────────────────────────────────────────────────────────────────────────


def _verdict(facts) -> tuple[str, str, TargetGap | None]:
    """The verdict, why it cannot be said, and the target that it is about."""
    if facts.latest is None:
        return NO_LEVEL, "", _newest(facts.gaps)
    year = facts.latest.as_of.year
    gap = _newest(g for g in facts.gaps if g.target_year == year)
    if gap and gap.verdict == NO_LEVEL:
        # The newest level is a count, and targets are compared with announced rates only.
        return CANNOT_SAY, "count_only", gap
    if gap:
        return gap.verdict, "", gap
    later = _newest(g for g in facts.gaps if g.target_year > year)
    if later:
        return NO_LEVEL, "", later
    return NO_TARGET, "", _newest(facts.gaps)


def _newest(gaps: Iterable[TargetGap]) -> TargetGap | None:
    """The target of the newest year; of one year that of a decision, then the higher one."""
    return max(gaps, key=lambda gap: (gap.target_year, bool(gap.instrument), gap.target_pct), default=None)


def _levels(facts, gap: TargetGap | None) -> tuple[Point | None, Point | None]:
    """The level that the verdict is about, and that of the same day on the other scale."""
    if gap is not None and gap.level_as_of is not None:
        same_day = [p for p in facts.points if p.as_of == gap.level_as_of.date()]
        level = next(p for p in same_day if p.scale == ANNOUNCED and p.claim_id in gap.claim_ids)
        return level, next((p for p in same_day if p.scale != ANNOUNCED), None)
    if facts.latest is None:
        return None, None
    announced, gso = facts.latest.announced, facts.latest.gso
    return (announced, gso) if announced else (gso, None)


def _shortages(facts, gap: TargetGap) -> Iterator[Shortage]:
    is_open = gap.target_year == LAST_YEAR
    paces = [p for p in facts.paces if p.scheme == HEALTH and p.group == "total" and p.target_year == gap.target_year]
    of_target = [p for p in paces if p.scale == POPULATION and p.target_id == gap.target_id]
    for pace in of_target:
        if pace.missing_low is not None:
            yield _from_pace(PUBLISHER, pace, REST[gap.level_bound], gap.gap_points, gap, is_open)
    of_plan = [p for p in paces if p.scale == PLAN and p.level_as_of == gap.level_as_of and p.missing_low is not None]
    yield from (_from_pace(PLAN, pace, _plan_bound(pace, facts), None, gap, is_open) for pace in of_plan[:1])
    band = next((band for band in facts.bands if band.as_of == gap.level_as_of), None)
    if band is None:
        return
    for rate in (rate for rate in band.rates if rate.base in SERIES and rate.base == band.default_base):
        missing = gap.target_pct / 100 * rate.population_count - band.insured_count
        weeks = next((pace.weeks_left for pace in of_target if pace.weeks_left), None)
        per_week = missing / weeks if weeks and is_open and missing > 0 else None
        people = (missing, missing, missing, rate.uninsured_bound)
        population = (rate.population_count, gap.target_pct - rate.pct)
        yield Shortage(STATISTICS, *people, *population, per_week, (*gap.claim_ids, gap.target_id))


def _from_pace(
    population: str, pace: Any, bound: str, gap_points: float | None, gap: TargetGap, is_open: bool
) -> Shortage:
    count = None if gap_points is None else pace.missing_count / gap_points * 100
    people = (pace.missing_count, pace.missing_low, pace.missing_high, bound)
    ids = tuple(dict.fromkeys((*pace.claim_ids, gap.target_id)))
    return Shortage(population, *people, count, gap_points, pace.needed_per_week if is_open else None, ids)


def _plan_bound(pace: Pace, facts) -> str:
    """Bound of the people missing to a plan, from those of the figures that give them."""
    claims = {claim.kind: claim for claim in map(facts.claim, pace.claim_ids)}
    if pace.basis == "shortfall":
        return claims["shortfall"].bound
    whole = claims["target_count"] if pace.basis == "target_count" else None
    bound = difference_bound(whole.bound if whole else "exact", claims["count"].bound)
    if pace.basis == "attainment" and claims["attainment"].bound != "exact":
        # More of the plan reached means fewer missing; with a bounded count too, both ends are open.
        bound = REST[claims["attainment"].bound] if claims["count"].bound == "exact" else "about"
    return bound


# ── Where ────────────────────────────────────────────────────────────────────────────────────────────────────


def _weak_places(facts, day: date | None) -> WeakPlaces | None:
    """Areas below the percent of plan that the source names as the limit for those that it does not name.

    Only a print of the day of the level counts. The areas not named are all the others directly inside the province,
    so the ledger must list those.
    """
    printed = [c for c in facts.claims if (c.scheme, c.kind, c.as_of) == (HEALTH, "attainment", day)]
    rest = next((c for c in printed if c.group == REMAINING_DISTRICTS and c.bound == "at_most"), None)
    if day is None or rest is None:
        return None
    inner = [area.area for area in facts.areas.values() if area.kind in ("district", "town", "city", "urban_district")]
    named = {c.area: c for c in printed if c.group == "total" and c.area in inner and c.source_id == rest.source_id}
    below = tuple(area for area, claim in named.items() if claim.value < rest.value)
    unnamed = tuple(area for area in inner if area not in named)
    ids = (rest.claim_id, *(named[area].claim_id for area in below))
    return WeakPlaces(day, rest.value, below, unnamed, len(inner), ids)


# ── Falls and rises ──────────────────────────────────────────────────────────────────────────────────────────


def _falls(facts) -> tuple[Change, ...]:
    """The province's falls of the last years: the largest loss, the newest net fall, the newest of another scheme."""
    own = [c for c in facts.changes if c.area == facts.area.area and c.is_fall and c.end.year >= FIRST_RECENT_YEAR]
    losses = sorted((c for c in own if c.is_gross and c.scheme == HEALTH), key=lambda c: c.change_count)
    net = [c for c in own if c.is_total and not c.is_gross and (c.is_without_level or abs(c.size) >= LEAST_POINTS)]
    social = [c for c in own if c.scheme in SOCIAL_SCHEMES and c.group == "total" and _is_seen(c)]
    newest_social = max(social, key=lambda c: (c.end, c.is_without_level, -c.change_count), default=None)
    newest_net = max(net, key=lambda c: (c.end, -c.size), default=None)
    return tuple(fall for fall in (*losses[:1], newest_net, newest_social, *losses[1:2]) if fall is not None)


def _is_seen(fall: Change) -> bool:
    """Whether a fall in persons was published as one, or is more than rounding and a few registrations."""
    if fall.change_count is None:
        return False
    before = fall.count_before
    return fall.is_without_level or before is not None and -fall.change_count >= LEAST_SHARE * before


def _is_large(fall: Change) -> bool:
    return fall.change_points is not None and fall.change_points <= -CLIFF_POINTS


def _leading(falls: tuple[Change, ...], day: date | None, verdict: str) -> int:
    """Number of falls that come before the verdict: newer than the level, larger than what is known, or all known."""
    if not falls or falls[0].scheme != HEALTH:
        return 0
    if verdict == CANNOT_SAY:
        return _following(falls)
    is_newer = day is None or falls[0].end.date() > day
    return int(is_newer or (_is_large(falls[0]) and verdict != REACHED))


def _following(falls: tuple[Change, ...]) -> int:
    """Number of falls that come after the verdict: large ones, and those that no level shows."""
    wanted = [_is_large(fall) or (fall.is_without_level and not fall.is_gross) for fall in falls[:2]]
    return wanted.index(False) if False in wanted else len(wanted)


def _rise(facts) -> Change | None:
    """The newest printed rise of everyone insured within the last years."""
    rises = (
        c for c in facts.total_changes if not c.is_fall and c.kind == "printed" and c.end.year >= FIRST_RECENT_YEAR
    )
    return max(rises, key=lambda change: change.end, default=None)


def _open_targets(facts, gap: TargetGap | None) -> tuple[TargetGap, ...]:
    """Targets of the last years without a level of their year, newest first; the verdict's own is not among them."""
    years = {g.target_year for g in facts.gaps if g.verdict == NO_LEVEL and g.target_year >= FIRST_RECENT_YEAR}
    targets = [_newest(g for g in facts.gaps if g.target_year == year) for year in sorted(years, reverse=True)]
    return tuple(target for target in targets if target is not None and target != gap)


def _plans(facts, said: set[str]) -> tuple[PlanGap, ...]:
    """The newest plans in persons where one is not met, but of schemes ``said`` already.

    A scheme's own plan, printed as a number of persons, is taken before one that follows from a percentage, and a
    plan whose owner is known before others; then the largest shortage comes first.
    """
    known = [p for p in facts.paces if p.group == "total" and p.scale == PLAN and p.missing_high is not None]
    recent = [p for p in known if p.target_year >= FIRST_RECENT_YEAR and p.scheme not in said]
    newest = max((p.target_year for p in recent), default=None)
    by_scheme = defaultdict(list)
    for pace in sorted((p for p in recent if p.target_year == newest), key=_plan_order):
        by_scheme[pace.scheme].append(pace)
    is_open = {scheme: any(p.missing_low > 0 for p in paces) for scheme, paces in by_scheme.items()}
    ordered = sorted((paces for scheme, paces in by_scheme.items() if is_open[scheme]), key=lambda p: _plan_order(p[0]))
    shown = [*ordered[0], *(paces[0] for paces in ordered[1:])] if ordered else []
    return tuple(PlanGap(pace, _plan_bound(pace, facts)) for pace in shown)


def _plan_order(pace: Pace) -> tuple:
    is_own = pace.basis == "target_count" and pace.plan_owner not in ("", "unstated")
    missing = pace.missing_count or 0.0
    return (missing <= 0, not is_own, -missing)


# ── Around the level ─────────────────────────────────────────────────────────────────────────────────────────


def _country(facts, day: date | None) -> Point | None:
    """The country's announced level nearest to a day, if it is near; without a day that of the last year's end."""
    announced = [point for point in facts.national if point.scale == ANNOUNCED]
    aim = day or LAST_DAY
    nearest = min(announced, key=lambda point: (abs((point.as_of - aim).days), point.claim_id), default=None)
    return nearest if nearest and abs((nearest.as_of - aim).days) <= NEAR_DAYS else None


def _policies(facts, falls: tuple[Change, ...]) -> tuple[Event, ...]:
    """Policies that may have caused the falls; in regions where free cards ended, that one always."""
    codes = ("event_down", "event_mixed")
    named = [ref for fall in falls for part in fall.parts if part.code in codes for ref in part.refs]
    lost = any(_is_free_cards(fall.group) for fall in falls)
    if lost or facts.area.region6_vi in GATED_REGIONS:
        named.insert(0, FREE_CARDS_EVENT)
    return tuple(facts.events[ref] for ref in dict.fromkeys(named) if ref in facts.events)


def _is_free_cards(group: str) -> bool:
    return group.startswith(FREE_CARDS_GROUPS)


def _missing(facts) -> tuple[MissingFigure, ...]:
    """Figures of the province itself that would settle most."""
    own = (figure for figure in facts.missing_figures if facts.areas[figure.area].kind != "country")
    telling = [figure for figure in own if figure.settles[0] in TELLING_GAINS]
    return tuple(telling[:MOST_MISSING])


def _contradiction(facts) -> Finding | None:
    """The newest contradiction: of the province before its districts, of health insurance before other schemes.

    A small one is for the annex, unless it is about the province's own level, target or plan.
    """
    found = [f for f in facts.findings if f.verdict == CONTRADICTORY and (_is_large_gap(f) or _is_answer(f, facts))]
    return max(found, key=lambda f: (f.area == facts.area.area, f.scheme == HEALTH, f.as_of, f.claim_ids), default=None)


def _is_large_gap(finding: Finding) -> bool:
    if finding.printed is None:
        return False
    return abs(finding.printed - finding.implied) >= LEAST_SHARE * abs(finding.printed)


def _is_answer(finding: Finding, facts) -> bool:
    is_own = (finding.area, finding.scheme, finding.group) == (facts.area.area, HEALTH, "total")
    return is_own and facts.claim(finding.claim_ids[0]).kind in ANSWERING_KINDS


# ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────


def _cards(brief: Brief) -> Iterator[BriefItem]:
    """Cards in order of what is to be decided, then of age; only the first ones are shown."""
    yield from (BriefItem("fall", number) for number in range(brief.leading_falls))
    if brief.verdict in (SHORT, REACHED, CANNOT_SAY):
        yield BriefItem("gap", is_old=brief.is_old)
    if brief.verdict == NO_LEVEL and brief.gap:
        yield BriefItem("target")
    yield from (
        BriefItem(kind, is_old=brief.is_old)
        for kind, is_known in (
            ("people", bool(brief.shortages)),
            ("places", bool(brief.places and brief.places.count)),
        )
        if is_known
    )
    if brief.level and brief.verdict in (NO_LEVEL, NO_TARGET):
        yield BriefItem("level", is_old=brief.is_old)
    said = brief.leading_falls + brief.following_falls
    yield from (BriefItem("fall", number) for number in range(brief.leading_falls, said))
    if brief.plans:
        yield BriefItem("plan")
    yield from (BriefItem("fall", number) for number in range(said, len(brief.falls)))
    yield from (BriefItem("pending", number) for number in range(len(brief.open_targets)))
    if brief.rise:
        yield BriefItem("rise")
    if brief.band and (brief.band.low_uninsured_count or 0) > 0:
        yield BriefItem("uninsured", is_old=brief.is_old)


def _reasons(brief: Brief, facts) -> Iterator[BriefItem]:
    """Lines on why, the most telling first: causes by the source, the country, populations, policies."""
    has_populations = brief.band is not None and brief.other_level is not None
    populations = [BriefItem("population", is_old=brief.is_old)] if has_populations else []
    if brief.is_old:
        yield BriefItem("age")
    yield from populations if brief.verdict == SHORT else ()
    explained = []
    for number, fall in enumerate(brief.falls):
        causes = [cause for claim in fall.claim_ids for cause in facts.causes.get(claim, ())]
        if any(cause.cause not in FREE_CARDS_CAUSES and cause.role != "condition" for cause in causes):
            explained.append(fall.group)
            yield BriefItem("cause", number)
        if fall.scheme == HEALTH and fall.national:
            yield BriefItem("country_change", number)
        if fall.is_total and fall.other_level is not None:
            yield BriefItem("readings", number)
        if fall.scheme == HEALTH and not fall.national and fall.count_before and fall.count_after:
            yield BriefItem("counts", number)
    # What the loss of free cards was has been said already.
    policies = [] if any(map(_is_free_cards, explained)) else [BriefItem("policy")][: len(brief.policies)]
    country = [BriefItem("country")] if brief.country else []
    yield from (*policies, *country) if brief.falls else (*country, *policies)
    yield from populations if brief.verdict != SHORT else ()


def _actions(brief: Brief) -> Iterator[BriefItem]:
    """Lines on what to do or find out."""
    targets = [BriefItem("target")] if brief.verdict == NO_TARGET or brief.gap is None else []
    figures = [BriefItem("missing", number) for number in range(len(brief.missing))]
    yield from (*figures[:1], *targets) if brief.is_old else (*targets, *figures[:1])
    if brief.contradiction:
        yield BriefItem("contradiction")
    if any(s.per_week for s in brief.shortages):
        yield BriefItem("pace")
    yield from figures[1:]
    if brief.places and brief.places.unnamed_areas:
        yield BriefItem("places")


def _newest_figure(facts, schemes: tuple[str, ...]) -> Claim | None:
    """The newest figure of insured people of the whole province in some schemes."""
    own = [c for c in facts.dated_claims if c.area == facts.area.area and c.scheme in schemes]
    return next((claim for claim in reversed(own) if _is_figure_of_insured(claim)), None)


def _absent(facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Subjects without any figure, and those whose figures are kept as evidence only."""
    own, plans = facts.area.area, ("target_rate", "target_count", "attainment", "shortfall")
    measured = [c for c in facts.dated_claims if _is_of_insured(c)]
    sure = [c for c in measured if c.obs_status != "U"]
    known = {
        "levels": [bool(facts.points)] * 2,
        "changes": [bool(facts.changes), any(c.kind in CHANGE_KINDS for c in measured)],
        "populations": [any(band.rates for band in facts.bands)] * 2,
        "targets": [bool(facts.gaps) or any(c.kind in plans for c in facts.claims)] * 2,
        "districts": [any(c.area != own for c in claims) for claims in (sure, measured)],
        "groups": [any(c.scheme == HEALTH and c.group != "total" for c in claims) for claims in (sure, measured)],
        "schemes": [any(c.scheme in SOCIAL_SCHEMES for c in claims) for claims in (sure, measured)],
    }
    absent = tuple(name for name, (_, is_there) in known.items() if not is_there)
    return absent, tuple(name for name, (is_sure, is_there) in known.items() if is_there and not is_sure)


def _is_figure_of_insured(claim: Claim) -> bool:
    """Whether a dated claim counts insured people or their change; figures of status U are evidence only."""
    return _is_of_insured(claim) and claim.obs_status != "U"


def _is_of_insured(claim: Claim) -> bool:
    kinds = ("count", "rate", "share", "ratio", "flow", "attainment", "shortfall", *CHANGE_KINDS)
    is_of_people = claim.unit in PEOPLE_UNITS or claim.unit.startswith("percent") or claim.unit == "times"
    return claim.kind in kinds and is_of_people
