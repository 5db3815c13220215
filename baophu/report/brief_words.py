"""Texts of page one that its verdict, cards and lines share. Numbers are marked and become links to their sources."""

from baophu.analysis.changes import CLIFF, MORE, NOT_RENEWED, OPEN, YEARLY, Change
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST, Interval
from baophu.analysis.targets import CANNOT_SAY, NO_LEVEL, PLAN, REACHED, SHORT, TargetGap
from baophu.facts.brief import PUBLISHER, STATISTICS, Brief, Shortage
from baophu.report.change_words import decimal_places
from baophu.report.change_words import verdict_text as change_verdict
from baophu.report.formats import round_within
from baophu.report.linked_text import mark, with_capital
from baophu.report.words import YEARS, Words, mid_sentence

_CLOSE_POINTS = 0.15  # between the rounded ends of an interval that is said by its middle
_AGENCY, _NATIONAL_AGENCY = "BHXH", "BHXH Việt Nam"  # how the names of social-insurance offices begin; the national one
_FREE_CARDS = {"d861_free_cards": "free", "d861_353_free_cards": "free_353"}


def verdict_text(brief: Brief, words: Words) -> str:
    """Falls that come first, the answer about the target, falls that follow."""
    first, after = (_fall_sentences(falls, words) for falls in (brief.falls_first, brief.falls_after))
    return " ".join([*first, with_capital(_answer(brief, words)), *after])


def _answer(brief: Brief, words: Words) -> str:
    values = {}
    if brief.gap and brief.verdict != "no_target":
        values = {"target": target_text(brief.gap, words), "year": str(brief.gap.target_year)}
    if brief.level:
        values["level"] = level_text(brief, words)
        values["when"] = words.when(brief.level_as_of, brief.level_precision)
        values["on"] = day_of_level(brief, words)
    within = "-within" if brief.is_within_year else ""
    if brief.verdict == SHORT:
        people = "" if brief.falls_first else _people(brief, words)
        return words.say(f"brief-short{within}", **values, points=gap_text(brief, words), people=people)
    if brief.verdict == REACHED:
        level = values["level"] if within else levels_text(brief, words)
        return words.say(f"brief-reached{within}", **values | {"level": level})
    if brief.verdict == CANNOT_SAY:
        # The year of the target has just been said.
        is_said = brief.level_precision == "year" and not brief.reason
        values["on"] = "" if is_said else values["on"] + ("" if brief.reason else " ")
        return words.say(f"brief-undecided-{brief.reason}" if brief.reason else "brief-undecided", **values)
    if brief.verdict == NO_LEVEL:
        return _without_level(brief, values, words)
    return _without_target(brief, values, words)


def _without_level(brief: Brief, values: dict, words: Words) -> str:
    if brief.level:
        return words.say("brief-no-level", **values | {"level": _scaled(brief, words)})
    kind = "none" if brief.gap else "nothing"
    return words.say(f"brief-no-level-{kind}", province=words.province, **values, **YEARS)


def _without_target(brief: Brief, values: dict, words: Words) -> str:
    gap, older = brief.gap, ""
    if gap:
        older = words.say("brief-older-target", target=target_text(gap, words), year=str(gap.target_year))
        if brief.rival_targets:
            older = words.say("brief-older-targets", year=str(gap.target_year), targets=targets_text(brief, words))
    values["older"] = older
    is_since = any(fall.end.date() > brief.level_as_of for fall in brief.falls_first)
    if is_since or brief.is_old:
        kind = "since" if is_since else "old"
        return words.say(f"brief-no-target-{kind}", **values | {"level": _scaled(brief, words)})
    if any(fall.level_after is not None and fall.change_count is None for fall in brief.falls_first):
        return words.say("brief-no-target-bare", **values, year=str(brief.level_as_of.year))
    by = words.by(brief.level_as_of, brief.level_precision)
    year = str(brief.level_as_of.year)
    return words.say("brief-no-target", **values | {"level": levels_text(brief, words), "by": by, "year": year})


def _people(brief: Brief, words: Words) -> str:
    if not brief.shortages:
        return ""
    return words.say("brief-short-people", people=shortages_text(brief, words))


def _fall_sentences(falls: tuple[Change, ...], words: Words) -> list[str]:
    """Sentences of falls; those of the same days in one."""
    sentences: list[str] = []
    for number, fall in enumerate(falls):
        before = falls[number - 1] if number else None
        is_alike = before is not None and (fall.start, fall.end) == (before.start, before.end)
        if is_alike and fall.change_count is not None:
            sentences[-1] += f", {_fell_also(fall, words)}"
        else:
            sentences.append(with_capital(fall_sentence(fall, words)))
    return [f"{sentence}." for sentence in sentences]


def _fell_also(fall: Change, words: Words) -> str:
    scheme = mid_sentence(scheme_text(fall, words))
    return words.say("brief-fell-also", scheme=scheme, count=count_of(fall, words))


# ── Level and target ─────────────────────────────────────────────────────────────────────────────────────────


def target_text(gap: TargetGap, words: Words) -> str:
    """A target, linked to the decision or print that sets it."""
    return mark(words.with_bound(words.f.exact_pct(gap.target_pct), gap.bound), gap.target_id)


def targets_text(brief: Brief, words: Words) -> str:
    """The targets that several sources print for one year."""
    *first, last = (target_text(gap, words) for gap in (brief.gap, *brief.rival_targets))
    return words.say("brief-targets", n=len(first) + 1, targets=words.join(first), last=last)


def gap_text(brief: Brief, words: Words) -> str:
    """Points that the level lacks, with the bound that follows from the level's."""
    text = words.f.exact(round(brief.gap.gap_points, 6))
    return mark(words.with_bound(text, REST[brief.gap.level_bound]), brief.level.claim_id)


def level_text(brief: Brief, words: Words) -> str:
    """The level that the verdict is about."""
    return mark(words.point_pct(brief.level), brief.level.claim_id)


def _scaled(brief: Brief, words: Words) -> str:
    """The level, with its scale where that is not the announced one."""
    return words.say(f"brief-level-short-{brief.level.scale}", level=level_text(brief, words))


def levels_text(brief: Brief, words: Words) -> str:
    """The level with its scale, and that of the same day on the other scale."""
    level, other = brief.level, brief.other_level
    values = {level.scale: level_text(brief, words)}
    if other is not None and other.scale != level.scale:
        values[other.scale] = mark(words.point_pct(other), other.claim_id)
    return words.say(f"brief-level-{'both' if len(values) > 1 else level.scale}", **values)


def day_of_level(brief: Brief, words: Words) -> str:
    """The day of the level, for the middle of a sentence."""
    return words.on(brief.level_as_of, brief.level_precision)


# ── People missing ───────────────────────────────────────────────────────────────────────────────────────────


def shortages_text(brief: Brief, words: Words) -> str:
    """People missing to a target on every population, the plan's first, because a province is held to that."""
    ordered = sorted(brief.shortages, key=lambda shortage: shortage.population != PLAN)
    return "; ".join(people_text(shortage, brief, words) for shortage in ordered)


def people_text(shortage: Shortage, brief: Brief, words: Words) -> str:
    """People missing to a target on one population, which is named, with the points that these people are."""
    if shortage.missing_count <= 0:
        return population_text("brief-people-met", shortage.population, brief, words)
    count, kind = shortage_text(shortage, words), "brief-missing"
    values = {"count": count}
    # The publisher's points are the difference of the two rates, which has been said.
    if shortage.population == STATISTICS:
        kind, values["points"] = "brief-missing-points", words.f.number(shortage.gap_points, 1)
    return population_text("brief-people", shortage.population, brief, words, people=words.say(kind, **values))


def population_text(kind: str, population: str, brief: Brief, words: Words, **values: str) -> str:
    """A message about one population; the publisher's is named as that of an office only where it is one's."""
    if population != PUBLISHER:
        return words.say(f"{kind}-{population}", **values)
    level = next(p for p in (brief.level, brief.other_level) if p is not None and p.scale == ANNOUNCED)
    claim = words.facts.claim(level.claim_id)
    name = words.facts.sources[claim.source_id].publisher_vi
    # A population is printed or follows from the count and the rate.
    printed = "-printed" if kind == "brief-why-rate" and level.base == "printed" else ""
    if not name.startswith(_AGENCY):
        return words.say(f"{kind}-source{printed}", **values)
    rank = "city" if words.facts.area.full_name_vi.startswith("Thành phố") else "province"
    agency = words.say(f"brief-agency-{'vss' if name == _NATIONAL_AGENCY else rank}")
    return words.say(f"{kind}-agency{printed}", agency=agency, **values)


def shortage_text(shortage: Shortage, words: Words) -> str:
    """People missing, no more precise than the figures that give them."""
    return mark(words.bounded_count(shortage.missing_count, shortage.bound), shortage.claim_ids[0])


def weekly_text(shortage: Shortage, words: Words) -> str:
    """People a week, with the two digits that the inputs allow."""
    return mark(words.f.count(float(f"{shortage.per_week:.2g}")), shortage.claim_ids[0])


def place_names(areas: tuple[str, ...], words: Words) -> str:
    """Names of areas inside the province."""
    return words.join([words.area(area) for area in areas])


# ── Falls ────────────────────────────────────────────────────────────────────────────────────────────────────


def fall_sentence(fall: Change, words: Words) -> str:
    """A fall with its days, people and points, without the full stop."""
    if fall.is_gross:
        return words.say("brief-fall-gross", on=words.on(fall.end, fall.end_precision), lost=lost_text(fall, words))
    days = {
        "start": words.when(fall.start, fall.start_precision),
        "end": words.when(fall.end, fall.end_precision),
    }
    if fall.change_count is None:
        return words.say("brief-fall-rates", **days, **ends_of(fall, words), verdict=rates_verdict(fall, words))
    return words.say("brief-fall-net", **days, people=fell_text(fall, words))


def rates_verdict(fall: Change, words: Words) -> str:
    """What can be concluded of a fall that was published as rates."""
    return words.say("brief-open") if fall.verdict == OPEN else mid_sentence(change_verdict(fall, words))


def ends_of(fall: Change, words: Words) -> dict[str, str]:
    """The two levels of a fall that was published as rates."""
    before = words.with_bound(words.f.exact_pct(fall.level_before), fall.bound_before)
    after = words.with_bound(words.f.exact_pct(fall.level_after), fall.bound_after)
    return {"before": mark(before, fall.claim_ids[0]), "after": mark(after, fall.claim_ids[-1])}


def lost_text(fall: Change, words: Words) -> str:
    """People who lost a card; their share of the population is on the card."""
    return words.say(f"brief-lost-{loss_kind(fall)}", count=count_of(fall, words), **_group(fall, words))


def loss_kind(fall: Change) -> str:
    """Which words say what was lost."""
    return "not_renewed" if fall.kind == NOT_RENEWED else _FREE_CARDS.get(fall.group, "other")


def loss_label(fall: Change, words: Words) -> str:
    """What was lost, without the number, for a card."""
    return words.say(f"brief-card-lost-{loss_kind(fall)}", **_group(fall, words))


def _group(fall: Change, words: Words) -> dict[str, str]:
    return {"group": mid_sentence(words.label("group", fall.group))} if loss_kind(fall) == "other" else {}


def share_text(fall: Change, words: Words) -> str:
    """A gross loss as a share of the population."""
    return words.bounded_pct(abs(fall.change_points), fall.bound)


def fell_text(fall: Change, words: Words) -> str:
    """Scheme and people, with points and the difference from the country where they are known."""
    values = {"scheme": mid_sentence(scheme_text(fall, words)), "count": count_of(fall, words)}
    if fall.change_points is None:
        return words.say("brief-fell", **values)
    return words.say("brief-fell-points", **values, points=points_of(fall, words), national=national_text(fall, words))


def scheme_text(item, words: Words) -> str:
    """Short name of the scheme of a change, plan, finding or missing figure."""
    return words.say(f"brief-scheme-{item.scheme}")


def count_of(change: Change, words: Words) -> str:
    """Size of a change in people, with its bound and without its sign."""
    return mark(published_count(abs(change.change_count), change.bound, words), change.claim_ids[0])


def published_count(number: float, bound: str, words: Words) -> str:
    """People with their bound: as published, or rounded where they follow from a percentage and are no whole number."""
    if number == round(number):
        return words.with_bound(words.f.count(number), bound)
    return words.bounded_count(number, bound)


def points_of(change: Change, words: Words) -> str:
    """Size of a change in points with one decimal, without its sign."""
    places = min(1, decimal_places(change))
    return words.f.number(round_within(10**places * abs(change.change_points), change.bound) / 10**places, places)


def fell_more(change: Change) -> bool:
    """Whether the province fell more than the country by every convention."""
    return change.verdict in (MORE, CLIFF) and change.is_fall and bool(change.beyond_country)


def national_text(change: Change, words: Words) -> str:
    """What the country did between the same days, on the same population; blank where its direction is not known."""
    if change.national is None or change.group != "total":
        return ""
    low, high = change.national
    if low <= 0 <= high:
        return ""
    size = positive(change.national) if high < 0 else change.national
    points = mark(span_text(size, words), change.national_ids[0])
    return words.say(f"brief-national-{'fell' if high < 0 else 'rose'}", points=points)


def span_text(interval: Interval, words: Words, is_signed: bool = False) -> str:
    """An interval of points with one decimal; its middle where that is as good: 1.95 to 2.05 is "about 2.0"."""
    low, high = (words.f.number(end, 1, is_signed=is_signed) for end in interval)
    if low == high:
        return low
    if round(interval.high, 1) - round(interval.low, 1) < _CLOSE_POINTS:
        middle = words.f.number((interval.low + interval.high) / 2, 1, is_signed=is_signed)
        return words.say("brief-about", value=middle)
    return words.say("change-span" if is_signed else "brief-range", low=low, high=high)


def beyond_others(change: Change, words: Words) -> str:
    """By how much the province fell more than the country with each year's own population; blank if that is unknown."""
    yearly = [r.beyond_country for r in change.readings_with_country if r.convention == YEARLY]
    if not yearly:
        return ""
    return words.say("brief-why-country_change-others", beyond=span_text(positive(yearly[0]), words))


def positive(interval: Interval) -> Interval:
    """An interval of falls as sizes."""
    return Interval(-interval.high, -interval.low)
