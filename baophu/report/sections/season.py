"""The time of year: levels of the province in the same season of two years, ranges from printed losses."""

from datetime import date

from baophu.analysis.constants import ESTIMATE_STATUS, LIKE_DAYS
from baophu.analysis.estimate import Estimate
from baophu.analysis.season import SameSeasonPair
from baophu.facts.province import Facts, Point
from baophu.report import bands
from baophu.report.blocks import Block, Content, Group, Items, Link, MutedText, Paragraph, TableBlock
from baophu.report.sections.parts import SHOWN_ROWS, claim_links
from baophu.report.words import Words, year_ranges


def season(facts: Facts, words: Words) -> Block:
    """Same-season pairs of the province, or why there are none, and ranges that follow from a printed loss.

    What the season of the country is stands on the national page.
    """
    pairs = [pair for like in facts.like_pairs for pair in like.pairs]
    blocks: list[Block] = [Paragraph(words.say("season-intro", days=str(LIKE_DAYS)))]
    if pairs:
        blocks += [_pairs_table(pairs, facts, words), Paragraph(words.say("season-pairs-note"), style="note")]
    items = [] if pairs else [_no_pair_text(facts, words)]
    items += _range_items(facts, words)
    return Group((*blocks, *([Items(tuple(items))] if items else [])))


def _pairs_table(pairs: list[SameSeasonPair], facts: Facts, words: Words) -> TableBlock:
    names = ("days", "scale", "levels", "change", "bounds", "national")
    shown_pairs = sorted(pairs, key=lambda pair: pair.end)[-SHOWN_ROWS:] if len(pairs) > SHOWN_ROWS else pairs
    caption = words.say("season-pairs-caption", province=words.province)
    if len(pairs) > len(shown_pairs):
        counts = {"shown": words.f.count(len(shown_pairs)), "all": words.f.count(len(pairs))}
        caption = words.say("season-pairs-caption-newest", province=words.province, **counts)
    return TableBlock(
        caption=caption,
        header=tuple(words.say(f"season-col-{name}") for name in names),
        rows=tuple(_pair_row(pair, facts, words) for pair in shown_pairs),
        numeric=frozenset({3}),
        widths=(2.2, 1.5, 2.2, 1.1, 1.7, 1.6),
    )


def _pair_row(pair: SameSeasonPair, facts: Facts, words: Words) -> tuple[Content, ...]:
    before, after = (_point_on(day.date(), pair.scale, pair.claim_ids, facts.points) for day in (pair.start, pair.end))
    days = [words.f.short_day(p.as_of, p.as_of_precision) for p in (before, after)]
    low, high = (words.f.number(points, 2, is_signed=True) for points in (pair.low_points, pair.high_points))
    return (
        words.say("change-period", start=days[0], end=days[1]),
        words.scale(pair.scale),
        (*_level(before, words), words.say("season-then"), *_level(after, words)),
        words.f.number(pair.change_points, 2, is_signed=True),
        words.say("season-bounds", low=low, high=high),
        _national(pair, facts, words),
    )


def _point_on(day: date, scale: str, claim_ids: tuple[str, ...], points: tuple[Point, ...]) -> Point:
    """The point of a pair on one of its days: the one whose claim the pair cites."""
    candidates = [p for p in points if p.as_of == day and p.scale == scale]
    return next(p for p in candidates if p.claim_id in claim_ids)


def _level(point: Point, words: Words) -> list:
    note = [MutedText(f" ({words.say('season-estimated')})")] if point.obs_status == ESTIMATE_STATUS else []
    return [Link(words.point_pct(point), f"#src-{point.claim_id}"), *note]


def _national(pair: SameSeasonPair, facts: Facts, words: Words) -> Content:
    """The country's change between the same days, from printed figures only."""
    change = national_change(pair, facts)
    if change is None:
        return words.say("season-no-national")
    return (words.f.number(change, 2, is_signed=True), MutedText(f" ({words.say('season-printed')})"))


def national_change(pair: SameSeasonPair, facts: Facts) -> float | None:
    """Change of the country's printed level between the days of a pair on its scale, in percentage points.

    None if one of the days has no national level, or if the two levels use different population series.
    """
    levels = {}
    for day in (pair.start.date(), pair.end.date()):
        points = [p for p in facts.national if p.as_of == day and p.scale == pair.scale]
        levels[day] = {p.base: p.coverage_pct for p in points}
    before, after = levels.values()
    shared = sorted(set(before) & set(after))
    return after[shared[0]] - before[shared[0]] if shared else None


def _no_pair_text(facts: Facts, words: Words) -> Content:
    days = {(p.as_of, p.as_of_precision) for p in facts.points}
    values = {"province": words.province}
    if not days:
        return words.say("season-no-level", **values)
    texts = [words.when(*day) for day in sorted(days)]
    if len(days) == 1:
        return words.say("season-one-level", date=texts[0], **values)
    return words.say("season-none-alike", days=words.join(texts), **values)


def _range_items(facts: Facts, words: Words) -> list[Content]:
    """Ranges of levels that follow from a printed loss of free cards, years with the same range together."""
    groups: dict[tuple, list[Estimate]] = {}
    for estimate in facts.estimates:
        if estimate.range_low is not None:
            groups.setdefault((estimate.range_low, estimate.range_high, estimate.claim_ids), []).append(estimate)
    return [_range_item(estimate, words) for estimate in groups.values()]


def _range_item(estimates: list[Estimate], words: Words) -> Content:
    first = estimates[0]
    facts = words.facts
    before = next(p for p in reversed(facts.points) if p.claim_id in first.claim_ids)
    loss = next(c for c in map(facts.claim, first.claim_ids) if c.kind == "loss")
    sentence = words.say(
        "season-range",
        years=words.join(year_ranges([estimate.as_of.year for estimate in estimates])),
        scale=words.scale(first.scale),
        low=words.f.pct(first.range_low),
        high=words.f.pct(first.range_high),
        before=words.when(before.as_of, before.as_of_precision),
        loss=bands.figure_text(loss, words),
        points=words.f.number(first.range_high - first.range_low),
        province=words.province,
    )
    return (sentence + " ", *claim_links(first.claim_ids))
