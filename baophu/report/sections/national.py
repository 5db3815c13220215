"""Sentences of the national page."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from baophu.analysis.changes import Change
from baophu.analysis.constants import JOINED_DAYS
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Area, Point
from baophu.report.blocks import Block, Card, Content, Group, Items, Link, Paragraph, Strong
from baophu.report.change_words import people_text, verdict_text
from baophu.report.level_words import level_change, level_change_size
from baophu.report.sections.key_figures import uninsured_card
from baophu.report.words import Words, mid_sentence, sentence_case, year_ranges


def finding(national: National, words: Words) -> Block:
    """The newest level, the insured, and the uninsured on both populations."""
    last = announced_points(national)[-1]
    values = {"by": words.by(last.as_of, last.as_of_precision), "announced": words.point_pct(last)}
    counted = [point for point in national.points if point.scale == GSO and point.as_of == last.as_of]
    if not counted:
        return Paragraph(words.say("national-finding", **values), style="finding")
    office = counted[-1]
    values |= {
        "insured": words.with_bound(words.f.count(office.insured_count), office.bound),
        "uninsured": uninsured_card(national.band, office.population_count, words).value,
        "gso": words.point_pct(office),
    }
    return Paragraph(words.say("national-finding-both", **values), style="finding")


def announced_points(national: National) -> list[Point]:
    """The country's announced levels, oldest first."""
    return [point for point in national.points if point.scale == ANNOUNCED]


def neighbour_pairs(points: list[Point]) -> list[tuple[Point, Point]]:
    """Consecutive levels close in time and of one definition, by day: levels on two definitions are not comparable."""
    series = ([], [])
    for point in points:
        series[point.obs_status == "D"].append(point)
    pairs = (pair for one_series in series for pair in pairwise(one_series))
    near = (pair for pair in pairs if (pair[1].as_of - pair[0].as_of).days <= JOINED_DAYS)
    return sorted(near, key=lambda pair: (pair[0].as_of, pair[1].as_of))


# ── The low after the loss of free cards ─────────────────────────────────────────────────────────────────────


def card_losses(national: National) -> list[Change]:
    """Published numbers of people who lost a card on the one day with the most, the largest first."""
    if not national.losses:
        return []
    worst = min(national.losses, key=lambda loss: loss.change_count)
    same = (loss for loss in national.losses if (loss.end, loss.group) == (worst.end, worst.group))
    return sorted(same, key=lambda loss: loss.change_count)


def trough(national: National) -> tuple[Point, Point] | None:
    """The year-end before the losses, and the lowest level between them and the next year-end."""
    losses = card_losses(national)
    if not losses:
        return None
    day: date = losses[0].end.date()
    points = announced_points(national)
    before = [point for point in points if point.as_of <= date(day.year - 1, 12, 31)]
    after = [point for point in points if day <= point.as_of < date(day.year, 12, 31) - timedelta(days=1)]
    return (before[-1], min(after, key=lambda point: point.coverage_pct)) if before and after else None


def trough_card(national: National, words: Words) -> list[Card]:
    """The low as a card, with another published figure of the same day."""
    if (pair := trough(national)) is None:
        return []
    low = pair[1]
    note = words.on(low.as_of, low.as_of_precision)
    if rivals := national.rivals.get(low.claim_id):
        others = words.join([words.f.exact_pct(claim.value) for claim in rivals])
        note = words.say("national-card-rival", on=note, others=others)
    return [Card(words.point_pct(low), words.say("national-card-trough"), note)]


def _trough_item(national: National, words: Words) -> list[Content]:
    if (pair := trough(national)) is None:
        return []
    before, low = pair
    losses = card_losses(national)
    when = words.on(losses[0].end.date(), losses[0].end_precision)
    content: list = [
        words.say("national-trough", on=sentence_case(when), start=words.on(before.as_of, before.as_of_precision)),
        " ",
        Link(words.point_pct(before), f"#src-{before.claim_id}"),
        " → ",
        Link(words.point_pct(low), f"#src-{low.claim_id}"),
        f" ({words.when(low.as_of, low.as_of_precision)}",
    ]
    for claim in national.rivals.get(low.claim_id, ()):
        content += [
            words.say("national-trough-rival"),
            " ",
            Link(words.f.exact_pct(claim.value), f"#src-{claim.claim_id}"),
        ]
    content.append("). ")
    content.append(words.say("national-losses", n=len(losses)) + " ")
    for number, loss in enumerate(losses):
        claim = next(claim for claim in national.claims if claim.claim_id == loss.claim_ids[0])
        content += [
            "; " if number else "",
            Link(people_text(loss, words), f"#src-{claim.claim_id}"),
            f" ({words.publisher_of(claim)})",
        ]
    content.append(f". {words.say('national-losses-differ')}" if len(losses) > 1 else ".")
    return [tuple(content)]


# ── Why, and what is open ────────────────────────────────────────────────────────────────────────────────────


def reasons(national: National, words: Words) -> Block:
    """The last year-ends, the low of the losses of cards, the largest fall and rise between days close in time."""
    points = announced_points(national)
    items: list[Content] = []
    ends = [point for point in national.year_ends if point.scale == ANNOUNCED]
    if len(ends) > 1 and ends[-1].compares_with(ends[-2]):
        items.append(words.say("national-reason-last", **_pair_values(ends[-2], ends[-1], words)))
    items += _trough_item(national, words)
    pairs = [pair for pair in neighbour_pairs(points) if "year" not in {point.as_of_precision for point in pair}]
    fall = min(pairs, key=lambda pair: level_change(*pair), default=None)
    climb = max(pairs, key=lambda pair: level_change(*pair), default=None)
    if fall and climb and level_change(*fall) < 0:
        text = words.say("national-reading-fall", **_pair_values(*fall, words))
        items.append(f"{text} {words.say('national-reading-climb', **_pair_values(*climb, words))}")
    return Items(tuple(items))


def _pair_values(before: Point, after: Point, words: Words) -> dict[str, str]:
    return {
        "before": words.point_pct(before),
        "start": words.on(before.as_of, before.as_of_precision),
        "after": words.point_pct(after),
        "end": words.on(after.as_of, after.as_of_precision),
        "points": level_change_size(before, after, words),
    }


def questions(national: National, words: Words) -> Block:
    """Years without a year-end, losses on which sources differ, provinces without a level that is not old, audit."""
    known = {point.as_of.year for point in national.year_ends if point.scale == ANNOUNCED}
    missing = [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in known]
    items: list[Content] = []
    if missing:
        items.append(words.say("national-question-years", years=words.join(year_ranges(missing))))
    if len(card_losses(national)) > 1:
        items.append(words.say("national-question-losses"))
    old = [province for province in national.provinces if province.has_old_level]
    levelless = [province.area for province in national.provinces if not province.has_level]
    values = {"old": str(len(old)), "none": str(len(levelless)), "all": str(len(national.provinces))}
    items.append(words.say("national-question-provinces", names=words.join(_names(levelless, words)), **values))
    page = "audit.html" if words.language == "vi" else f"audit.{words.language}.html"
    checks = {"checks": words.f.count(national.check_count), "count": str(national.contradiction_count)}
    items.append((f"{words.say('national-audit', **checks)} ", Link(words.say("national-audit-link"), page)))
    return Items(tuple(items))


def _names(areas: list[Area], words: Words) -> list[str]:
    return [words.area(area.area) for area in areas]


# ── Evidence ─────────────────────────────────────────────────────────────────────────────────────────────────


def falls_reading(national: National, words: Words) -> Block:
    """Number of falls of provinces by verdict, and what a net change is."""
    falls = [fall for fall in national.falls if fall.area != national.area.area]
    if not falls:
        return Paragraph(words.say("national-falls-none"))
    counts = Counter(mid_sentence(verdict_text(fall, words)) for fall in falls)
    verdicts = "; ".join(
        words.say("national-falls-verdict", verdict=name, count=str(count)) for name, count in counts.most_common()
    )
    values = {"count": str(len(falls)), "provinces": str(len({fall.area for fall in falls}))}
    intro = Paragraph(words.say("national-falls-intro", verdicts=verdicts, **values))
    return Group((intro, Paragraph(words.say("changes-net"), style="note")))


def grades(national: National, words: Words) -> Block:
    """Provinces by the grade of their newest level."""
    graded = [province for province in national.provinces if province.grade]
    items: list[Content] = []
    for grade in sorted({province.grade for province in graded}):
        names = [words.area(province.area.area) for province in graded if province.grade == grade]
        items.append((Strong(f"{grade}: "), words.join(names)))
    n = len(national.provinces) - len(graded)
    intro = Paragraph(words.say("national-grades-intro", count=str(len(graded)), rest=str(n)))
    return Group((intro, Items(tuple(items))))
