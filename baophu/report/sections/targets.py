"""Distance to the targets, and percentages of plan as published."""

from collections.abc import Sequence

from baophu.analysis.constants import HEALTH, SCHEMES
from baophu.analysis.denominators import SERIES, PopulationCount
from baophu.analysis.targets import CANNOT_SAY, DECLINED, POPULATION, REMAINING_DISTRICTS, SHORT, Pace, PlanPopulation
from baophu.facts.province import Claim, Facts
from baophu.report.blocks import Block, Content, Group, Items, Link, Paragraph, Strong, TableBlock
from baophu.report.sections.parts import area_name, claim_links
from baophu.report.words import Words, mid_sentence

SHOWN_POPULATIONS = 3  # if more populations fit a rounded plan, they are not listed
MOST_PACES = 4  # on the evidence pages


def paces(facts: Facts, words: Words) -> Block:
    """The weekly growth that targets need, of the newest year first, those farthest off first.

    What the table of shortages says of several populations is repeated here only with a fastest growth beside it.
    """
    in_table = facts.brief.gap.target_year if len(facts.brief.shortages) > 1 else None
    known = [
        pace
        for pace in facts.paces
        if pace.needed_per_week is not None
        and not (pace.scheme == HEALTH and pace.target_year == in_table and pace.best_per_week is None)
    ]
    known.sort(key=lambda pace: (-pace.target_year, -_share_missing(pace, facts)))
    groups: dict[tuple, list[Pace]] = {}
    for pace in known:
        # A plan and the percentage that it was made of ask for the same.
        need = (words.rounded_count(pace.missing_count), _weekly_pace(pace.needed_per_week, words))
        groups.setdefault((pace.scheme, pace.group, pace.target_year, pace.level_as_of, *need), []).append(pace)
    shown = list(groups.values())[:MOST_PACES]
    if not shown:
        return Group()
    items = Items(tuple(_pace_item(same, words) for same in shown))
    is_compared = any(pace.best_per_week is not None for same in shown for pace in same)
    return Group((items, *([Paragraph(words.say("pace-note"), style="note")] if is_compared else [])))


def _share_missing(pace: Pace, facts: Facts) -> float:
    """What is missing in percent of the target: of people, or of points where the target is a percentage.

    0 where the target itself is not known.
    """
    if not pace.target_value:
        return 0.0
    if pace.scale != POPULATION:
        return 100 * pace.missing_count / pace.target_value
    points = next((gap.gap_points for gap in facts.gaps if gap.target_id == pace.target_id), None)
    return 100 * (points or 0) / pace.target_value


def targets(facts: Facts, words: Words) -> Block:
    """Targets against announced levels, the populations that plans imply, and the percentages of plan as published."""
    blocks: list[Block] = []
    if facts.gaps:
        blocks += [_targets_table(facts, words), Paragraph(words.say("targets-note"), style="note")]
    implied = [population_item(population, words) for population in facts.plan_populations]
    if implied:
        blocks += [Items(tuple(implied)), Paragraph(words.say("plan-population-note"), style="note")]
    printed = [c for c in facts.claims if c.kind == "attainment" and c.as_of]
    return Group((*blocks, *([_plans_table(printed, words)] if printed else [])))


def _pace_item(same: list[Pace], words: Words) -> Content:
    """The weekly growth that targets need, against the fastest growth printed so far; a past year in the past."""
    pace, is_past = same[0], same[0].target_year < words.facts.as_of.year
    values = {
        "year": str(pace.target_year),
        "owner": words.join(list(dict.fromkeys(_owner_text(each, words) for each in same))),
        "on": words.on(pace.level_as_of),
        "missing": words.rounded_count(pace.missing_count),
        "needed": _weekly_pace(pace.needed_per_week, words),
    }
    tense = "past" if is_past else "open"
    if all(each.scale == POPULATION for each in same):
        sentence = words.say(f"pace-{tense}-pct", **values)
    else:
        plans = dict.fromkeys(_target_text(each, words) for each in same if each.scale != POPULATION)
        sentence = words.say(f"pace-{tense}", target=words.join(list(plans)), **values)
    best = {} if pace.best_per_week is None else {"best": _weekly_pace(pace.best_per_week, words)}
    if pace.verdict != DECLINED:
        sentence += " " + words.say(f"pace-verdict-{pace.verdict}", province=words.province, **best)
    heading = Strong(words.scheme(pace.scheme, pace.group) + ". ")
    claim_ids = dict.fromkeys(claim_id for each in same for claim_id in each.claim_ids + each.best_claim_ids)
    return (heading, f"{sentence} ", *claim_links(tuple(claim_ids)))


def population_item(population: PlanPopulation, words: Words) -> Content:
    """The population that a plan implies, and the known populations that fit it."""
    values = {"n": len(population.fitting_populations), "count": str(len(population.fitting_populations))}
    values |= {"low": words.f.count(population.low_count), "high": words.f.count(population.high_count)}
    implied = words.say(
        "plan-population-one" if population.low_count == population.high_count else "plan-population", **values
    )
    texts = [words.say("plan-population-implied", basis=_basis_text(population, words), implied=implied)]
    if len(population.fitting_populations) > SHOWN_POPULATIONS:
        texts.append(words.say("plan-population-many", **values))
    elif population.fitting_populations:
        texts.append(words.say("plan-population-fits", bases=_population_names(population.fitting_populations, words)))
    if len(population.fitting_populations) <= SHOWN_POPULATIONS and population.nearest:
        texts.append(
            words.say("plan-population-nearest", n=values["n"], base=_population_names((population.nearest,), words))
        )
    return (" ".join(texts) + " ", *claim_links(population.claim_ids))


def _basis_text(population: PlanPopulation, words: Words) -> str:
    """The figures that the population is computed from, with the day or the year of the plan."""
    claims = {claim.kind: claim for claim in map(words.facts.claim, population.claim_ids)}
    values = {"on": words.on(population.as_of, population.as_of_precision)}
    values["target"] = words.f.exact_pct(claims["target_rate"].value)
    if "attainment" not in claims:
        plan = claims["target_count"]
        return words.say(
            "plan-population-printed", plan=words.with_bound(words.f.count(plan.value), plan.bound), **values
        )
    count, share = claims["count"], claims["attainment"]
    values["count"] = words.with_bound(words.f.count(count.value), count.bound)
    return words.say("plan-population-attained", share=words.f.exact_pct(share.value), **values)


def _population_names(bases: Sequence[PopulationCount], words: Words) -> str:
    """Populations by name, those of a year's average with their year."""
    texts = []
    for base in bases:
        name = mid_sentence(words.label("population_series", base.series))
        named = name if base.series not in SERIES else words.say("plan-population-year", name=name, year=str(base.year))
        texts.append(words.say("plan-population-base", name=named, count=words.f.count(base.count)))
    return words.join(texts)


def _weekly_pace(people: float, words: Words) -> str:
    """A pace with two significant digits, as precise as the inputs."""
    return words.f.count(float(f"{people:.2g}"))


def _target_text(pace: Pace, words: Words) -> str:
    if pace.target_value is None:
        return words.say("pace-plan")
    # A plan that is computed from its percentage is not printed itself.
    if pace.basis == "attainment":
        return words.say("pace-implied", count=words.rounded_count(pace.target_value))
    return words.say("pace-people", count=words.f.count(pace.target_value))


def _owner_text(pace: Pace, words: Words) -> str:
    """The decision that set a target, else its owner as printed."""
    decisions = {gap.target_id: gap.instrument for gap in words.facts.gaps}
    return decisions.get(pace.target_id) or words.plan_owner(pace.plan_owner)


def _targets_table(facts: Facts, words: Words) -> TableBlock:
    names = ("year", "target", "level", "gap", "people", "source")
    return TableBlock(
        caption=words.say("targets-caption"),
        header=tuple(words.say(f"targets-col-{name}") for name in names),
        rows=tuple(_target_row(gap, words) for gap in facts.gaps),
        numeric=frozenset({1, 3, 4}),
        widths=(0.8, 1.2, 2.2, 1.3, 1.2, 2.6),
    )


def _target_row(gap, words: Words) -> tuple[Content, ...]:
    level, gap_text, people = words.say("targets-no-level"), words.say("change-unknown"), words.say("change-unknown")
    if gap.level_pct is not None:
        when = words.f.short_day(gap.level_as_of, gap.level_precision)
        pct = words.with_bound(words.f.exact_pct(gap.level_pct), gap.level_bound)
        level = words.say("targets-level", pct=pct, date=when)
        gap_text = words.say("targets-undecided" if gap.verdict == CANNOT_SAY else "targets-met")
        people = "–"
        if gap.verdict == SHORT:
            gap_text = words.say("gap-points", points=words.f.number(gap.gap_points, 2))
            people = words.rounded_count(gap.gap_count) if gap.gap_count else words.say("change-unknown")
    target = words.with_bound(words.f.exact_pct(gap.target_pct), gap.bound)
    instrument = gap.instrument or words.say("targets-printed")
    return (str(gap.target_year), target, level, gap_text, people, Link(instrument, f"#src-{gap.target_id}"))


def _plans_table(plans: list[Claim], words: Words) -> TableBlock:
    ordered = sorted(plans, key=lambda c: (SCHEMES.index(c.scheme), -c.as_of.toordinal(), -c.value, c.area))
    names = ("area", "scheme", "pct", "owner", "date")
    return TableBlock(
        caption=words.say("plans-caption"),
        header=tuple(words.say(f"plans-col-{name}") for name in names),
        rows=tuple(
            (
                words.label("group", REMAINING_DISTRICTS) if c.group == REMAINING_DISTRICTS else area_name(c, words),
                words.scheme(c.scheme, "total" if c.group == REMAINING_DISTRICTS else c.group),
                Link(words.printed_token(c), f"#src-{c.claim_id}"),
                words.plan_owner(c.plan_owner),
                words.f.short_day(c.as_of, c.as_of_precision),
            )
            for c in ordered
        ),
        numeric=frozenset({2}),
        widths=(1.6, 1.6, 1, 1.8, 1.1),
    )
