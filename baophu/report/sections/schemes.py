"""Social and unemployment insurance: sentences, percentages of the labour force, printed figures."""

from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.coverage import SERIES_STATUSES
from baophu.analysis.social import BREAK, EITHER, FROM, SECOND_COPY, Conflict, SeriesBreak, SocialPoint
from baophu.facts.province import Claim, Facts
from baophu.report.blocks import Block, Content, Group, Items, Link, Paragraph, Strong, TableBlock
from baophu.report.sections.parts import area_name, claim_links, kind_words
from baophu.report.social_words import rate_text, share_pct
from baophu.report.words import Words, mid_sentence

NO_LABOUR_FORCE = "no_labour_force_of_year"
RECENT_DAYS, SHOWN_AREAS = 366, 6  # figures of areas inside the province


def schemes(facts: Facts, words: Words) -> Block:
    """The newest figures of each scheme, and which of them must not be compared."""
    items = [*_newest_items(facts, words), *_area_items(facts, words), *_change_of_base(facts, words)]
    items += [_break_item(b, words) for b in facts.social.breaks]
    items += [_conflict_item(c, words) for c in facts.social.conflicts]
    items += _unknown_items(facts, words)
    return Group((Items(tuple(items)),) if items else ())


def scheme_tables(facts: Facts, words: Words) -> Block:
    """The schemes in percent of the labour force, and every published figure."""
    dated_claims = [c for c in facts.claims if c.scheme in SOCIAL_SCHEMES and c.as_of]
    if not dated_claims:
        return Group()
    shares = [_labour_force_table(facts, words), *_labour_force_notes(facts, words)] if facts.social.points else []
    return Group((*shares, _table(dated_claims, words)))


# ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────────


def _newest_items(facts: Facts, words: Words) -> list[Content]:
    """The newest point of each scheme: persons, printed percentage and its base."""
    newest = [facts.social.of(scheme)[-1] for scheme in SOCIAL_SCHEMES if facts.social.of(scheme)]
    without = sorted({point.as_of.year for point in newest if point.gso_reason == NO_LABOUR_FORCE})
    years = words.join(list(map(str, without)))
    missing = [words.say(f"social-{NO_LABOUR_FORCE}", year=years)] if without else []
    return [*(_point_item(point, words) for point in newest), *missing]


def _area_items(facts: Facts, words: Words) -> list[Content]:
    """What was published of areas inside the province in the last year with figures."""
    recent: dict[tuple, list[Claim]] = {}
    for claim in facts.claims:
        is_inside = claim.scheme in SOCIAL_SCHEMES and claim.area != facts.area.area and claim.as_of
        if is_inside and (facts.as_of - claim.as_of).days < RECENT_DAYS and claim.obs_status in SERIES_STATUSES:
            recent.setdefault((claim.area, claim.scheme, claim.group, claim.as_of), []).append(claim)
    newest = sorted(recent, key=lambda key: key[-1], reverse=True)[:SHOWN_AREAS]
    return [_area_item(recent[key], words) for key in newest]


def _area_item(claims: list[Claim], words: Words) -> Content:
    first = claims[0]
    figures = [_area_figure(claim, words) for claim in claims]
    when = words.f.short_day(first.as_of, first.as_of_precision)
    heading = Strong(f"{words.area(first.area)}, {mid_sentence(words.scheme(first.scheme, first.group))}. ")
    return (heading, f"{when}: {'; '.join(figures)}. ", *claim_links(tuple(c.claim_id for c in claims)))


def _area_figure(claim: Claim, words: Words) -> str:
    value = words.with_bound(words.amount(abs(claim.value), claim.unit), claim.bound)
    return (
        words.say("social-reached", value=value)
        if claim.kind == "attainment"
        else f"{kind_words(claim, words)} {value}"
    )


def _point_item(point: SocialPoint, words: Words) -> Content:
    values = {"by": words.by(point.as_of, point.as_of_precision)}
    if point.insured_count is not None:
        people = words.with_bound(words.f.count(point.insured_count), point.bound)
        values["people"] = words.say("chart-estimated", value=people) if point.obs_status == "E" else people
    if point.rate_pct is not None:
        values["rate"] = rate_text(point, words)
    if point.insured_count is None:
        sentence = words.say("social-now-rate", **values)
    elif point.rate_pct is None:
        sentence = words.say("social-now-count", **values)
    else:
        implied = words.rounded_count(point.implied_denominator_count)
        sentence = words.say("social-now-both", implied=implied, **values)
    heading = Strong(words.scheme(point.scheme) + ". ")
    text = " ".join(filter(None, [sentence, _share_text(point, words)]))
    return (heading, f"{text} ", *claim_links(point.claim_ids))


def _share_text(point: SocialPoint, words: Words) -> str:
    """The count in percent of the statistics office's labour force; that there is none of a year is said once."""
    year = str(point.as_of.year)
    if point.gso_pct is None:
        return "" if point.gso_reason == NO_LABOUR_FORCE else words.say(f"social-{point.gso_reason}", year=year)
    values = {"pct": share_pct(point, words), "people": words.rounded_count(point.labour_force_count), "year": year}
    return words.say("social-share", **values)


def _change_of_base(facts: Facts, words: Words) -> list[Content]:
    """Why percentages before and after the change of the labour force are no series, if there are later ones."""
    if not any(point.side in (FROM, EITHER) for point in facts.social.points):
        return []
    return [words.say("social-base-changed", date=words.f.day(BREAK, "month"))]


def _break_item(series_break: SeriesBreak, words: Words) -> Content:
    """Two rates that are not comparable."""
    sentence = words.say(
        f"social-{series_break.reason}",
        scheme=words.scheme(series_break.scheme),
        before=words.f.exact_pct(series_break.before_pct),
        after=words.f.exact_pct(series_break.after_pct),
        start=words.f.short_day(series_break.before_as_of),
        end=words.f.short_day(series_break.after_as_of),
    )
    return (sentence + " ", *claim_links(series_break.claim_ids))


def _conflict_item(conflict: Conflict, words: Words) -> Content:
    """Counts of one day that contradict each other."""
    on = words.on(conflict.as_of)
    values = words.join([words.f.count(value) for value in conflict.values])
    sentence = words.say(f"social-{conflict.reason}", on=on[:1].upper() + on[1:], values=values)
    return (sentence + " ", *claim_links(conflict.claim_ids))


def _unknown_items(facts: Facts, words: Words) -> list[Content]:
    """Schemes without a dated figure of the whole province; if no scheme has one, the chart's note says so."""
    if not facts.social.points:
        return []
    names = [
        words.say("social-total") if scheme == "bhxh" else mid_sentence(words.scheme(scheme))
        for scheme, _ in facts.social.reasons
    ]
    return [words.say("social-unknown", schemes=words.join(names), province=words.province)] if names else []


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def _labour_force_table(facts: Facts, words: Words) -> TableBlock:
    names = ("scheme", "date", "people", "printed", "implied", "gso")
    points = sorted(facts.social.points, key=lambda p: (SOCIAL_SCHEMES.index(p.scheme), p.as_of, p.claim_ids))
    return TableBlock(
        caption=words.say("labour-caption"),
        header=tuple(words.say(f"labour-col-{name}") for name in names),
        rows=tuple(_labour_force_row(point, facts, words) for point in points),
        numeric=frozenset({2}),
        widths=(1.6, 1.1, 1.1, 1.8, 1.6, 2.0),
    )


def _labour_force_row(point: SocialPoint, facts: Facts, words: Words) -> tuple[Content, ...]:
    when = words.f.short_day(point.as_of, point.as_of_precision)
    people: Content = words.say("labour-not-printed")
    if point.insured_count is not None:
        count = words.with_bound(words.f.count(point.insured_count), point.bound)
        people = Link(count, f"#src-{point.claim_ids[0]}")
    printed: Content = words.say("labour-not-printed")
    if point.rate_pct is not None:
        printed = Link(rate_text(point, words), f"#src-{point.claim_ids[-1]}")
    cells = (people, printed, _base_cell(point, facts, words), _share_cell(point, words))
    return (words.scheme(point.scheme), when, *cells)


def _base_cell(point: SocialPoint, facts: Facts, words: Words) -> Content:
    """The publisher's labour force: as printed with the rate, else as implied by count and rate."""
    if point.rate_pct is None:
        return "–"
    for claim in facts.claims:
        is_base = (claim.kind, claim.unit, claim.scheme) == ("denominator", "persons", point.scheme)
        if is_base and (claim.source_id, claim.as_of) == (point.source_id, point.as_of.date()):
            return Link(words.say("labour-base-printed", count=words.f.count(claim.value)), f"#src-{claim.claim_id}")
    if point.implied_denominator_count is None:
        return words.say("labour-no-base")
    return words.say("labour-base-implied", count=words.rounded_count(point.implied_denominator_count))


def _share_cell(point: SocialPoint, words: Words) -> str:
    if point.gso_pct is None:
        return words.say(f"labour-{point.gso_reason}", year=str(point.as_of.year))
    values = {"pct": share_pct(point, words), "people": words.rounded_count(point.labour_force_count)}
    text = words.say("labour-share", **values)
    return words.say("labour-starred", text=text) if point.labour_force_series == SECOND_COPY else text


def _labour_force_notes(facts: Facts, words: Words) -> list[Block]:
    series = {point.labour_force_series for point in facts.social.points if point.gso_pct is not None}
    return [Paragraph(words.say("labour-note-copy"), style="note")] if SECOND_COPY in series else []


def _table(dated_claims: list[Claim], words: Words) -> TableBlock:
    names = ("scheme", "date", "area", "kind", "printed")
    return TableBlock(
        caption=words.say("schemes-caption"),
        header=tuple(words.say(f"schemes-col-{name}") for name in names),
        rows=tuple(
            (
                words.scheme(c.scheme, c.group),
                words.f.short_day(c.as_of, c.as_of_precision),
                area_name(c, words),
                kind_words(c, words),
                Link(words.printed_token(c), f"#src-{c.claim_id}"),
            )
            for c in sorted(dated_claims, key=lambda c: (SOCIAL_SCHEMES.index(c.scheme), c.as_of, c.area, c.claim_id))
        ),
        numeric=frozenset({4}),
        widths=(1.9, 1.1, 1.7, 2.2, 1.3),
    )
