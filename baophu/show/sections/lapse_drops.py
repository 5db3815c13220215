"""Sections of the page of lapse drops."""

from collections import Counter

from baophu.analysis.lapses import (
    BEYOND,
    CAUSE,
    CLIFF_POINTS,
    DECLINED,
    DENOMINATOR,
    SEASON_TOLERANCE,
    WITHIN,
    Fall,
)
from baophu.facts import Point
from baophu.facts_lapses import ALL_SCHEMES, LapseDrops
from baophu.show.blocks import Block, Content, Group, Heading, Items, Link, Muted, Paragraph, Strong, TableBlock
from baophu.show.charts.national import JOINED_DAYS
from baophu.show.sections.falls import period, points, reason, whose
from baophu.show.sections.parts import claim_links
from baophu.show.words import Words

# In the order in which readers ask: fell by itself, explained, the season, nothing to be said.
_RULES = (
    (BEYOND, "lapses-rule-beyond"),
    (CAUSE, "lapses-rule-cause"),
    (DENOMINATOR, "lapses-rule-denominator"),
    (WITHIN, "lapses-rule-within"),
    (DECLINED, "lapses-rule-declined"),
)
VERDICTS = tuple(verdict for verdict, _ in _RULES)


def scheme_name(facts: LapseDrops, words: Words) -> str:
    """The page's scheme in words."""
    return words.say("lapses-all-schemes") if facts.scheme == ALL_SCHEMES else words.scheme(facts.scheme)


def finding(facts: LapseDrops, words: Words) -> Block:
    """How many falls in how many provinces; how many of them say anything."""
    values = {"scheme": scheme_name(facts, words), "period": facts.period.label}
    if not facts.falls:
        return Paragraph(words.say("lapses-finding-none", **values), style="finding")
    n, provinces = len(facts.falls), len(facts.known)
    declined = sum(fall.verdict == DECLINED for fall in facts.falls)
    beyond = sum(fall.verdict == BEYOND for fall in facts.falls)
    counted = words.say("lapses-finding", n=n, m=provinces, count=str(n), provinces=str(provinces), **values)
    said = [counted]
    if declined < n:
        said.append(words.say("lapses-finding-beyond", n=beyond, count=str(beyond)))
    said.append(words.say("lapses-finding-declined", n=declined, count=str(declined)))
    return Paragraph(" ".join(said), style="finding")


def falls(facts: LapseDrops, words: Words) -> Block:
    """Every fall in a line, by province and day."""
    if not facts.falls:
        return Paragraph(words.say("falls-net"), style="note")
    names = (
        "index-col-province",
        "fall-col-period",
        "fall-col-what",
        "lapses-col-persons",
        "fall-col-points",
        "fall-col-national",
        "fall-col-verdict",
    )
    table = TableBlock(
        caption=words.say("lapses-table-caption", period=facts.period.label),
        header=tuple(words.say(name) for name in names),
        rows=tuple(_row(fall, words) for fall in facts.falls),
        numeric=frozenset({3, 4, 5}),
        widths=(1.5, 2.0, 2.0, 1.2, 1.9, 1.5, 1.8),
    )
    return Group((table, Paragraph(words.say("falls-net"), style="note")))


def _row(fall: Fall, words: Words) -> tuple[Content, ...]:
    unknown = words.say("fall-unknown")
    what = (f"{whose(fall, words)} ", *claim_links(fall.claim_ids))
    return (
        words.area(fall.area),
        period(fall, words),
        what,
        unknown if fall.change_count is None else words.f.count(fall.change_count, signed=True),
        _own_points(fall, words),
        _national_points(fall, words),
        Strong(words.say(f"verdict-{fall.verdict}")),
    )


def _own_points(fall: Fall, words: Words) -> Content:
    if fall.change_points is None:
        return words.say("fall-unknown")
    return (points(fall, words), Muted(f" ({words.scale(fall.scale)})"))


def _national_points(fall: Fall, words: Words) -> Content:
    if fall.national_points is None:
        return words.say("fall-unknown")
    said = words.f.number(fall.national_points, 2, signed=True)
    return (f"{said} ", *claim_links(fall.national_ids))


def sawtooth_reading(facts: LapseDrops, words: Words) -> Block:
    """Every fall of the country between announced days close together, with both its levels."""
    if not facts.has_season:
        return Paragraph(words.say("lapses-no-season-verdict"), style="note")
    near = [
        (before, after)
        for before, after in zip(facts.points[:-1], facts.points[1:], strict=True)
        if (after.as_of - before.as_of).days <= JOINED_DAYS and after.coverage_pct < before.coverage_pct
    ]
    if not near:
        return Paragraph(words.say("lapses-no-national-fall"))
    return Group(
        (Paragraph(words.say("lapses-national-intro")), Items(tuple(_national(*pair, words) for pair in near)))
    )


def _national(before: Point, after: Point, words: Words) -> Content:
    values = {
        "start": words.when(before.as_of, before.as_of_precision),
        "end": words.when(after.as_of, after.as_of_precision),
        "points": words.f.number(after.coverage_pct - before.coverage_pct, 2, signed=True),
    }
    ends = [Link(words.point_pct(point), f"#src-{point.claim_id}") for point in (before, after)]
    return (f"{words.say('lapses-national-fall', **values)}: ", ends[0], " → ", ends[1])


def verdicts(facts: LapseDrops, words: Words) -> Block:
    """Each verdict that fired: its rule, then its falls with the reason of each."""
    counted = Counter(fall.verdict for fall in facts.falls)
    own = {name: Words(known, words.language) for name, known in facts.known.items()}
    blocks: list[Block] = [Paragraph(words.say("lapses-verdicts-intro"))]
    for verdict, rule in _RULES:
        if counted[verdict]:
            title = words.say(
                "lapses-verdict-heading", verdict=words.say(f"verdict-{verdict}"), count=str(counted[verdict])
            )
            values = {"tolerance": words.f.number(SEASON_TOLERANCE), "cliff": words.f.number(CLIFF_POINTS, 0)}
            found = [_judged(fall, words, own[fall.area]) for fall in facts.falls if fall.verdict == verdict]
            blocks += [Heading(f"verdict-{verdict}", title, level=3)]
            blocks += [Paragraph(words.say(rule, **values)), Items(tuple(found))]
    never = [words.say(f"verdict-{verdict}") for verdict in VERDICTS if not counted[verdict]]
    if never:
        blocks.append(Paragraph(words.say("lapses-never", verdicts=words.listed(never)), style="note"))
    return Group(tuple(blocks))


def _judged(fall: Fall, words: Words, own: Words) -> Content:
    name = words.say("lapses-fall", area=words.area(fall.area), what=whose(fall, words), period=period(fall, words))
    ids = tuple(dict.fromkeys(fall.claim_ids + fall.national_ids))
    return (Strong(f"{name}: "), f"{reason(fall, own)} ", *claim_links(ids))


def unseen(facts: LapseDrops, words: Words) -> Block:
    """Provinces without a fall, by how much is known of them: silence is no sign that nothing fell."""
    groups = (
        (facts.quiet, "lapses-quiet"),
        (facts.too_few, "lapses-too-few"),
        (facts.unknown, "lapses-unknown"),
    )
    items: list[Content] = []
    for areas, message in groups:
        if areas:
            names = words.listed([words.area(area.area) for area in areas])
            items.append((Strong(words.say(message, n=len(areas), count=str(len(areas))) + ": "), names))
    return Group((Paragraph(words.say("lapses-unseen-intro")), Items(tuple(items))))


def method(words: Words) -> Block:
    """How falls are found and judged."""
    values = {"tolerance": words.f.number(SEASON_TOLERANCE), "cliff": words.f.number(CLIFF_POINTS, 0)}
    return Paragraph(words.say("lapses-method", days=str(JOINED_DAYS), **values))
