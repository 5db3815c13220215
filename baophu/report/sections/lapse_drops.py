"""Sections of the page of lapse drops."""

from collections import Counter

from baophu.analysis.changes import (
    CAUSE,
    CLIFF,
    CLIFF_POINTS,
    DENOMINATOR,
    LESS,
    LIKE,
    MORE,
    NARROW_POINTS,
    OPEN,
    Change,
)
from baophu.facts.lapse_drops import ALL_SCHEMES, LapseDrops
from baophu.facts.province import Point
from baophu.report.blocks import Block, Content, Group, Heading, Items, Link, Paragraph, Strong
from baophu.report.change_words import holders_text, period_text, reason_text, size_text
from baophu.report.level_words import level_change_text
from baophu.report.sections.national import neighbour_pairs
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words

# In the order of the page: explained falls, falls beyond the country's, falls like it, no conclusion.
_RULES = (
    (CAUSE, "lapses-rule-cause"),
    (CLIFF, "lapses-rule-cliff"),
    (MORE, "lapses-rule-more"),
    (LIKE, "lapses-rule-like"),
    (LESS, "lapses-rule-less"),
    (DENOMINATOR, "lapses-rule-denominator"),
    (OPEN, "lapses-rule-open"),
)
VERDICTS = tuple(code for code, _ in _RULES)


def scheme_name(facts: LapseDrops, words: Words) -> str:
    """The page's scheme in words."""
    return words.say("lapses-all-schemes") if facts.scheme == ALL_SCHEMES else words.scheme(facts.scheme)


def finding(facts: LapseDrops, words: Words) -> Block:
    """Number of falls and provinces, and how many falls allow a conclusion."""
    values = {"scheme": scheme_name(facts, words), "period": facts.period.label}
    if not facts.falls:
        return Paragraph(words.say("lapses-finding-none", **values), style="finding")
    n, provinces = len(facts.falls), len(facts.facts_of)
    gross = sum(fall.is_gross for fall in facts.falls)
    beyond_country = sum(fall.verdict in (CLIFF, MORE) for fall in facts.falls)
    declined = sum(fall.verdict == OPEN for fall in facts.falls)
    sentences = [words.say("lapses-finding", n=n, m=provinces, count=str(n), provinces=str(provinces), **values)]
    if gross:
        sentences.append(words.say("lapses-finding-gross", n=gross, count=str(gross), **_largest(facts, words)))
    sentences.append(words.say("lapses-finding-own", n=beyond_country, count=str(beyond_country)))
    sentences.append(words.say("lapses-finding-open", n=declined, count=str(declined)))
    return Paragraph(" ".join(sentences), style="finding")


def _largest(facts: LapseDrops, words: Words) -> dict[str, str]:
    """The largest gross loss in persons; bounds are too loose to rank losses by share of the population."""
    gross = [fall for fall in facts.falls if fall.is_gross]
    loss = min(gross, key=lambda fall: fall.change_count)
    return {"area": words.area(loss.area), "change": size_text(loss, words)}


def country_reading(facts: LapseDrops, words: Words) -> Block:
    """Every fall of the country between announced levels close in time, with both levels."""
    if not facts.has_season:
        return Paragraph(words.say("lapses-no-season-verdict"), style="note")
    pairs = falling_pairs(facts)
    if not pairs:
        return Paragraph(words.say("lapses-no-national-fall"))
    return Group(
        (
            Paragraph(words.say("lapses-national-intro")),
            Items(tuple(_national_fall(*pair, words) for pair in pairs)),
        )
    )


def falling_pairs(facts: LapseDrops) -> list[tuple[Point, Point]]:
    """The country's levels between which it fell, of neighbours close in time."""
    return [(a, b) for a, b in neighbour_pairs(list(facts.points)) if b.coverage_pct < a.coverage_pct]


def _national_fall(before: Point, after: Point, words: Words) -> Content:
    values = {
        "start": words.when(before.as_of, before.as_of_precision),
        "end": words.when(after.as_of, after.as_of_precision),
        "points": level_change_text(before, after, words),
    }
    ends = [Link(words.point_pct(point), f"#src-{point.claim_id}") for point in (before, after)]
    return (f"{words.say('lapses-national-fall', **values)}: ", ends[0], " → ", ends[1])


def verdicts(facts: LapseDrops, words: Words) -> Block:
    """Each verdict that occurs: its rule, then its falls with their reasons."""
    counts = Counter(fall.verdict for fall in facts.falls)
    province_words = {name: Words(province_facts, words.language) for name, province_facts in facts.facts_of.items()}
    blocks: list[Block] = [Paragraph(words.say("lapses-verdicts-intro"))]
    for code, rule in _RULES:
        if counts[code]:
            title = words.say("lapses-verdict-heading", verdict=words.say(f"verdict-{code}"), count=str(counts[code]))
            values = {"narrow": words.f.number(NARROW_POINTS, 0), "cliff": words.f.number(CLIFF_POINTS, 0)}
            items = [_fall_item(fall, words, province_words[fall.area]) for fall in facts.falls if fall.verdict == code]
            blocks += [Heading(f"verdict-{code}", title, level=3)]
            blocks += [Paragraph(words.say(rule, **values)), Items(tuple(items))]
    unused = [words.say(f"verdict-{code}") for code in VERDICTS if not counts[code]]
    if unused:
        blocks.append(Paragraph(words.say("lapses-never", verdicts=words.join(unused)), style="note"))
    return Group(tuple(blocks))


def _fall_item(fall: Change, words: Words, province_words: Words) -> Content:
    name = words.say(
        "lapses-fall", area=words.area(fall.area), what=holders_text(fall, words), period=period_text(fall, words)
    )
    ids = tuple(dict.fromkeys(fall.claim_ids + fall.national_ids))
    return (Strong(f"{name}: "), f"{reason_text(fall, province_words)} ", *claim_links(ids))


def provinces_without_fall(facts: LapseDrops, words: Words) -> Block:
    """Provinces without a fall, by how many figures they have: without figures no fall can be seen."""
    groups = (
        (facts.quiet, "lapses-quiet"),
        (facts.too_few, "lapses-too-few"),
        (facts.unknown, "lapses-unknown"),
    )
    items: list[Content] = []
    for areas, message in groups:
        if areas:
            names = words.join([words.area(area.area) for area in areas])
            items.append((Strong(words.say(message, n=len(areas), count=str(len(areas))) + ": "), names))
    return Group((Paragraph(words.say("lapses-unseen-intro")), Items(tuple(items))))


def method(words: Words) -> Block:
    """How falls are identified and how verdicts are reached."""
    values = {"narrow": words.f.number(NARROW_POINTS, 0), "cliff": words.f.number(CLIFF_POINTS, 0)}
    return Paragraph(words.say("lapses-method", **values))
