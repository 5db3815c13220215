"""Sentences on what the trajectory shows and what it does not."""

from baophu.analysis.coverage import ANNOUNCED
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Items
from baophu.report.sections.parts import missing_years
from baophu.report.words import YEARS, Words, year_ranges


def trajectory_reading(facts: Facts, words: Words) -> Block:
    """What the chart shows and what it does not."""
    items = [*_level_count(facts, words), *_band_sentence(facts, words), *_season_sentence(facts, words)]
    items += _estimate_sentence(facts, words)
    missing = missing_years(facts)
    if missing:
        items.append(words.say("trajectory-missing-years", years=words.join(year_ranges(missing))))
    return Items(tuple(items))


def _level_count(facts: Facts, words: Words) -> list[str]:
    days = {(p.as_of, p.as_of_precision) for p in facts.points}
    if not days:
        return []
    years = words.join(year_ranges([day.year for day, _ in days]))
    return [words.say("trajectory-reading-count", n=len(days), count=words.f.count(len(days)), years=years, **YEARS)]


def _band_sentence(facts: Facts, words: Words) -> list[str]:
    latest = facts.latest
    if not latest or not latest.announced or not latest.gso or not latest.announced.uninsured_count:
        return []
    announced, gso = latest.announced, latest.gso
    return [
        words.say(
            "trajectory-reading-band",
            on=words.on(latest.as_of, latest.as_of_precision),
            points=words.f.number(abs(announced.coverage_pct - gso.coverage_pct)),
            people=words.rounded_count(abs(gso.uninsured_count - announced.uninsured_count)),
        )
    ]


def _season_sentence(facts: Facts, words: Words) -> list[str]:
    """The country's largest rise towards a year-end, the reason why only same-season levels are compared."""
    announced = sorted((p for p in facts.national if p.scale == ANNOUNCED), key=lambda p: p.as_of)
    ends = {p.as_of for p in facts.national_year_ends}
    climbs = [
        (after.coverage_pct - before.coverage_pct, before, after)
        for before, after in zip(announced[:-1], announced[1:], strict=True)
        if after.as_of in ends and before.as_of.year == after.as_of.year and before.as_of != after.as_of
    ]
    if not climbs:
        return []
    _, trough, peak = max(climbs, key=lambda climb: climb[0])
    return [
        words.say(
            "trajectory-reading-national",
            trough=words.point_pct(trough),
            trough_date=words.on(trough.as_of, trough.as_of_precision),
            peak=words.point_pct(peak),
            peak_date=words.on(peak.as_of, peak.as_of_precision),
        )
    ]


def _estimate_sentence(facts: Facts, words: Words) -> list[str]:
    """The estimate for the last year-end, or why there is none."""
    last = facts.estimates[-1]
    values = {"on": words.on(last.as_of), "scale": words.scale(last.scale), "province": words.province}
    if last.reason:
        return [words.say(f"estimate-declined-{last.reason}", **values)]
    values |= {"low": words.f.pct(last.low80, 0), "high": words.f.pct(last.high80, 0)}
    if last.pct is None:
        return [words.say("estimate-band", **values)]
    return [words.say("estimate-last", pct=words.f.pct(last.pct, 0), **values)]
