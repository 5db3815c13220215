"""Page one in blocks: verdict, cards, why, what to do, sources; its chart is a cell of its own."""

from dataclasses import replace
from datetime import date

from baophu.analysis.changes import ONE_POPULATION, OPEN, Change
from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.analysis.denominators import DenominatorRate
from baophu.analysis.targets import CANNOT_SAY, SHORT
from baophu.facts.brief import FREE_CARDS_CAUSES, PUBLISHER, STATISTICS, Brief, BriefItem, PlanGap
from baophu.facts.province import LAST_YEAR, Claim, Facts, Point
from baophu.report import brief_words as bw
from baophu.report.bands import counted_text, figure_text, is_on_publisher_population
from baophu.report.blocks import Block, Card, Cards, Group, Paragraph, Strong, TitledLines, inline_text
from baophu.report.change_words import cause_text, country_text
from baophu.report.change_words import verdict_text as change_verdict
from baophu.report.check_words import audit_number, decimals_of
from baophu.report.linked_text import hrefs, mark, mark_link, with_capital, with_links
from baophu.report.sections.head import geography
from baophu.report.words import Words, mid_sentence

_SOURCE = "#src-"
# The prime minister's decisions that set the target of each province.
_DECISIONS = {range(2016, 2021): "Quyết định 1167/QĐ-TTg", range(2022, 2026): "Quyết định 546/QĐ-TTg"}


def verdict(facts: Facts, words: Words) -> Block:
    """The answer in a few short sentences: reached or not, short by how many, where, what fell."""
    return Paragraph(with_links(bw.verdict_text(facts.brief, words)), style="finding")


def cards(facts: Facts, words: Words) -> Block:
    """At most four key figures, by what is to be decided, then by age; old ones are grey."""
    shown = tuple(_card(item, facts, words) for item in facts.brief.cards)
    return Cards(shown) if shown else Group()


def reasons(facts: Facts, words: Words) -> Block:
    """At most three lines of basis and context: populations, causes by the source, the country, policies."""
    return _titled("brief-why", _reason_lines(facts, words), words)


def actions(facts: Facts, words: Words) -> Block:
    """At most three lines on what to do or to find out."""
    return _titled("brief-do", _action_lines(facts, words), words)


def source_line(facts: Facts, words: Words) -> Block:
    """Publisher and day of every source whose figures page one shows, and of the populations used; the boundaries."""
    first_claims: dict[str, str] = {}
    for href in _hrefs(facts, words):
        if href.startswith(_SOURCE):
            claim_id = href.removeprefix(_SOURCE)
            first_claims.setdefault(facts.claim(claim_id).source_id, claim_id)
    texts = [_published(claim_id, facts, words) for claim_id in first_claims.values()]
    # Several pages of one publisher without a day are one name to the reader.
    names = list({inline_text(with_links(text)): text for text in reversed(texts)}.values())[::-1]
    rates = facts.brief.band.rates if facts.brief.band else ()
    statistics = [facts.sources[rate.source_id] for rate in rates if rate.source_id]
    names += [mark_link(words.publisher(source), source.link) for source in statistics[:1]]
    sources = (Strong(words.say("brief-sources")), " ", *with_links("; ".join(names) + ". ")) if names else ()
    return Paragraph((*sources, geography(facts, words)), style="brief-foot")


def absent(facts: Facts, words: Words) -> Block:
    """One line on the subjects of which nothing is known, or nothing reliable."""
    lines = []
    for kind, names in (("absent", facts.brief.absent), ("doubtful", facts.brief.doubtful)):
        if names:
            subjects = "; ".join(words.say(f"brief-absent-{name}") for name in names)
            lines.append(words.say(f"brief-{kind}", subjects=subjects))
    return Paragraph(" ".join(lines), style="brief-foot") if lines else Group()


def _published(claim_id: str, facts: Facts, words: Words) -> str:
    """Publisher and day of a figure's source, of a target with the decision; the day leads to the source entry."""
    claim = facts.claim(claim_id)
    source = facts.sources[claim.source_id]
    name = words.publisher(source)
    if claim.instrument:
        name = words.say("brief-source-decision", decision=words.instrument(claim.instrument), publisher=name)
    if source.published_on is None:
        return mark(name, claim_id)
    return words.join([mark_link(name, source.link), mark(words.f.short_day(source.published_on), claim_id)])


def _hrefs(facts: Facts, words: Words) -> list[str]:
    """Aims of the links on page one, in order."""
    shown = [_card(item, facts, words) for item in facts.brief.cards]
    texts = [bw.verdict_text(facts.brief, words), *_reason_lines(facts, words), *_action_lines(facts, words)]
    return hrefs([*map(with_links, texts), *(part for card in shown for part in (card.value, card.label, card.note))])


def _titled(title: str, lines: list[str], words: Words) -> Block:
    if not lines:
        return Group()
    return TitledLines(words.say(title), tuple(with_links(with_capital(line)) for line in lines))


# ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────────


def _card(item: BriefItem, facts: Facts, words: Words) -> Card:
    value, label, note = _CARDS[item.kind](item, facts.brief, facts, words)
    return Card(with_links(value), with_links(label), with_links(note), is_old=item.is_old)


def _gap_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    values = {"target": bw.target_text(brief.gap, words), "year": str(brief.gap.target_year)}
    value, on, other = bw.level_text(brief, words), bw.day_of_level(brief, words), _other_level(brief, words)
    within = "-within" if brief.is_within_year and brief.verdict != CANNOT_SAY else ""
    if brief.verdict == SHORT:
        note = words.say("brief-card-level-on", on=on) + other
        points = words.say("brief-card-short", points=bw.gap_text(brief, words))
        return points, words.say(f"brief-card-short{within}-label", **values), note
    kind = "cannot_say" if brief.verdict == CANNOT_SAY else "reached"
    return value, words.say(f"brief-card-{kind}{within}-label", **values), _level_note(brief, words) + other


def _level_note(brief: Brief, words: Words) -> str:
    """Day, scale and, of a figure that was not final, the status of the level."""
    level = brief.level
    parts = [bw.day_of_level(brief, words), words.scale(level.scale)]
    if level.obs_status in ("E", "P"):
        parts.append(mid_sentence(words.label("obs_status", level.obs_status)))
    return words.join(parts)


def _other_level(brief: Brief, words: Words) -> str:
    other = brief.other_level
    if other is None or other.scale == brief.level.scale:
        return ""
    return words.say("brief-card-other-gso", gso=mark(words.point_pct(other), other.claim_id))


def _target_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    gap = brief.gap if item.kind == "target" else brief.open_targets[item.number]
    label, note = (words.say(f"brief-card-target-{part}", year=str(gap.target_year)) for part in ("label", "note"))
    if item.kind == "target" and brief.rival_targets:
        note = f"{bw.targets_text(brief, words)}; {note}"
    return bw.target_text(gap, words), label, note


def _people_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    missing = sorted((s for s in brief.shortages if s.missing_count > 0), key=lambda s: s.missing_count)
    low, high = (bw.shortage_text(end, words) for end in (missing[0], missing[-1]))
    count = low if low == high else words.say("brief-range", low=low, high=high)
    value = words.say("brief-card-people", count=count)
    label = words.say("brief-card-people-label", year=str(brief.gap.target_year))
    return value, label, bw.shortages_text(brief, words)


def _places_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    places = brief.places
    value = words.say(
        "brief-card-places", count=mark(str(places.count), places.claim_ids[0]), all=str(places.area_count)
    )
    notes = [
        words.say(f"brief-card-places-{kind}", names=bw.place_names(areas, words))
        for kind, areas in (("named", places.named_areas), ("unnamed", places.unnamed_areas))
        if areas
    ]
    return value, words.say("brief-card-places-label", limit=words.f.exact_pct(places.limit_pct)), "; ".join(notes)


def _change_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    change = brief.rise if item.kind == "rise" else brief.falls[item.number]
    if change.is_gross:
        on = words.on(change.end, change.end_precision)
        note = words.say("brief-card-lost-gross", on=on)
        if change.change_points is not None:
            note = words.say("brief-card-lost-note", on=on, pct=bw.share_text(change, words))
        value = words.say("brief-card-people", count=bw.count_of(change, words))
        return value, bw.loss_label(change, words), note
    days = {
        "start": words.f.short_day(change.start, change.start_precision),
        "end": words.f.short_day(change.end, change.end_precision),
    }
    label = words.say(
        "brief-card-change-label", scheme=bw.scheme_text(change, words), period=words.say("change-period", **days)
    )
    if change.change_count is None:
        # An arrow would say that the one became the other.
        kind = "brief-card-rates" if change.verdict == OPEN else "change-levels"
        value = words.say(kind, **bw.ends_of(change, words))
        return value, label, bw.rates_verdict(change, words)
    value = words.say(f"brief-card-{'fell' if change.is_fall else 'rose'}", count=bw.count_of(change, words))
    if change.change_points is None:
        country = country_text(change, words)
        note = country and words.say("brief-card-country", change=mark(country, change.national_ids[0]))
        return value, label, note
    points, national = bw.points_of(change, words), bw.national_text(change, words)
    return value, label, words.say("brief-card-points-note", points=points, national=national)


def _level_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    note = words.say("brief-card-level-note", on=bw.day_of_level(brief, words), other=_other_level(brief, words))
    return bw.level_text(brief, words), words.say(f"brief-card-level-label-{brief.level.scale}"), note


def _uninsured_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    rates = _shown_rates(brief)
    parts = []
    for rate in rates:
        count = words.bounded_count(rate.uninsured_count, rate.uninsured_bound)
        population = PUBLISHER if is_on_publisher_population(rate) else STATISTICS
        people = words.say("brief-missing", count=count)
        parts.append(bw.population_text("brief-people", population, brief, words, people=people))
    value = mark(words.uninsured_range(*rates), rates[0].claim_ids[0])
    label = words.say("brief-card-uninsured-label", on=bw.day_of_level(brief, words))
    return value, label, words.join(parts)


def _shown_rates(brief: Brief) -> list[DenominatorRate]:
    """The rates on the publisher's population and on the statistics office's."""
    band = brief.band
    return [rate for rate in band.rates if is_on_publisher_population(rate) or rate.base == band.default_base]


def _plan_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    """The plan with the shortage, what others say of the same plan, the shortages of other schemes."""
    first, *others = brief.plans
    pace = first.pace
    values = {"year": str(pace.target_year), "scheme": bw.scheme_text(pace, words), "on": _day_of_plan(first, words)}
    if pace.plan_owner in ("", "unstated"):
        label = words.say("brief-card-plan-label-unstated", **values)
    else:
        label = words.say("brief-card-plan-label", **values, owner=words.plan_owner(pace.plan_owner))
    notes = [_share_of_plan(first, words)] if pace.basis == "target_count" else []
    notes += [_plan_note(plan, first, words) for plan in others]
    return words.say("brief-card-plan", count=_plan_missing(first, words)), label, "; ".join(notes)


def _day_of_plan(plan: PlanGap, words: Words) -> str:
    return words.on(plan.pace.level_as_of, words.facts.claim(plan.pace.claim_ids[-1]).as_of_precision)


def _share_of_plan(plan: PlanGap, words: Words) -> str:
    """People reached and planned, and the one as a percentage of the other."""
    claims = {claim.kind: claim for claim in map(words.facts.claim, plan.pace.claim_ids)}
    count, whole = claims["count"], claims["target_count"]
    texts = (words.with_bound(words.f.count(claim.value), claim.bound) for claim in (count, whole))
    count_text, plan_text = map(mark, texts, (count.claim_id, whole.claim_id))
    bound = count.bound if whole.bound == "exact" else "about"
    pct = words.bounded_pct(100 * count.value / whole.value, bound)
    return words.say("brief-card-plan-of", count=count_text, plan=plan_text, pct=pct)


def _plan_note(plan: PlanGap, first: PlanGap, words: Words) -> str:
    """What another plan says: of another scheme, of another owner, or the percentage of one whose owner is not said."""
    pace, missing = plan.pace, plan.pace.missing_count
    if pace.scheme != first.pace.scheme:
        scheme = mid_sentence(bw.scheme_text(pace, words))
        return words.say("brief-card-plan-scheme", scheme=scheme, count=_plan_missing(plan, words))
    owner = words.plan_owner(pace.plan_owner)
    if pace.basis == "attainment" and pace.plan_owner in ("", "unstated"):
        claim = words.facts.claim(pace.claim_ids[0])
        is_copy = words.facts.sources[claim.source_id].is_doubtful_copy
        pct = mark(_percent(claim, words), claim.claim_id)
        return words.say(f"brief-card-plan-{'copy' if is_copy else 'source'}", pct=pct)
    if missing <= 0:
        return words.say("brief-card-plan-met", owner=owner)
    return words.say("brief-card-plan-other", owner=owner, count=_plan_missing(plan, words))


def _plan_missing(plan: PlanGap, words: Words) -> str:
    return mark(bw.published_count(plan.pace.missing_count, plan.bound, words), plan.pace.claim_ids[0])


_CARDS = {
    "gap": _gap_card,
    "target": _target_card,
    "pending": _target_card,
    "people": _people_card,
    "places": _places_card,
    "fall": _change_card,
    "rise": _change_card,
    "level": _level_card,
    "uninsured": _uninsured_card,
    "plan": _plan_card,
}


# ── Why ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _reason_lines(facts: Facts, words: Words) -> list[str]:
    return [_REASONS[item.kind](item, facts.brief, facts, words) for item in facts.brief.reasons]


def _age(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    return words.say("brief-why-age", when=words.when(brief.level_as_of, brief.level_precision), last=str(LAST_YEAR))


def _cause(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """Causes by the source of a fall: who most of them were, then the reasons; the evidence has the circumstances."""
    fall = brief.falls[item.number]
    named = [cause for claim in fall.claim_ids for cause in facts.causes.get(claim, ())]
    most = [mid_sentence(words.label("cause", cause.cause)) for cause in named if cause.role == "share"]
    texts = [words.say("brief-why-most", who=who) for who in most]
    texts += [
        cause_text(cause, words)
        for cause in named
        if cause.role == "cause" and not (fall.is_gross and cause.cause in FREE_CARDS_CAUSES)
    ]
    return words.say("brief-why-cause", fall=_fell(fall, brief, words), causes="; ".join(texts))


def _fell(fall: Change, brief: Brief, words: Words) -> str:
    """A fall of which causes are named; its number only where the verdict does not say it."""
    if fall.is_gross:
        return bw.fall_sentence(fall, words)
    if fall in brief.falls_first + brief.falls_after:
        return words.say("brief-fell-bare", scheme=bw.scheme_text(fall, words))
    return bw.fell_text(replace(fall, change_points=None), words)


def _country_change(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    fall = brief.falls[item.number]
    values = {
        "national": mark(bw.span_text(fall.national, words, is_signed=True), fall.national_ids[0]),
        "province": words.province,
        "points": mark(words.f.number(fall.change_points, 1, is_signed=True), fall.claim_ids[0]),
    }
    same = fall.readings_with_country[0]
    if bw.fell_more(fall) and same.convention == ONE_POPULATION:
        values |= {"beyond": bw.span_text(bw.positive(same.beyond_country), words)}
        return words.say("brief-why-country_change-beyond", **values, others=bw.beyond_others(fall, words))
    return words.say("brief-why-country_change", **values, verdict=mid_sentence(change_verdict(fall, words)))


def _readings(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """The two readings of a fall of rates whose earlier level stands on another population."""
    fall = brief.falls[item.number]
    equals = [part for part in fall.parts if part.code == "equals_target"]
    target = words.say("brief-why-equals", year=str(int(dict(equals[0].numbers)["year"]))) if equals else ""
    is_estimate = any(part.code == "estimate" for part in fall.parts)
    notes = {"estimate": words.say("brief-why-estimate") if is_estimate else "", "target": target}
    # The count behind the earlier rate may be of another day of its year.
    counted = next(p for p in facts.points if p.scale == GSO and p.coverage_pct == fall.other_level)
    count = words.with_bound(words.f.count(counted.insured_count), counted.bound)
    values = {
        "points": words.f.number(abs(fall.change_points), 1),
        "count": mark(count, counted.claim_id),
        "on": words.on(counted.as_of, counted.as_of_precision),
        "other": words.point_pct(counted),
    }
    return words.say("brief-why-readings", **values, **notes)


def _counts(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """The counts of both days of a fall that cannot be held against the country's."""
    fall = brief.falls[item.number]
    ends = (
        mark(bw.published_count(count, bound, words), claim_id)
        for count, bound, claim_id in (
            (fall.count_before, fall.bound_before, fall.claim_ids[0]),
            (fall.count_after, fall.bound_after, fall.claim_ids[-1]),
        )
    )
    values = dict(zip(("before", "after"), ends, strict=True))
    values["start"] = words.when(fall.start, fall.start_precision)
    values["end"] = words.when(fall.end, fall.end_precision)
    return words.say("brief-why-counts", scheme=bw.scheme_text(fall, words), **values)


def _country(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    point = brief.country
    level = mark(words.point_pct(point), point.claim_id)
    is_alike = brief.level is not None and point.compares_with(brief.level)
    definition = "" if is_alike or point.obs_status != "D" else words.say("brief-why-definition")
    on = words.on(point.as_of, point.as_of_precision)
    return words.say("brief-why-country", on=on, level=level, definition=definition)


def _policy(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    event = brief.policies[item.number]
    label = event.label_vi if words.language == "vi" else event.label_en
    day = words.when(event.date, event.date_precision)
    if event.instrument_vi in label:
        return words.say("brief-why-event", day=day, label=mid_sentence(label))
    instrument = mark_link(words.instrument(event.instrument_vi), facts.sources[event.source_id].link)
    return words.say("brief-why-policy", day=day, label=mid_sentence(label), instrument=instrument)


def _population(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """One count as a percentage of the publisher's and of the statistics office's population."""
    band = brief.band
    points = {level.scale == ANNOUNCED: level for level in (brief.level, brief.other_level)}
    rates = [_rate(rate, points[is_on_publisher_population(rate)], brief, words) for rate in _shown_rates(brief)]
    count = mark(counted_text(band, words), band.claim_ids[-1])
    return words.say("brief-why-population", count=count, rates=words.join(rates), plan=_plan_population(brief, words))


def _rate(rate: DenominatorRate, level: Point, brief: Brief, words: Words) -> str:
    # A population that is worked out from a bounded figure is itself uncertain.
    is_own = is_on_publisher_population(rate)
    bound = "about" if is_own and rate.uninsured_bound != "exact" else "exact"
    values = {"pct": mark(words.point_pct(level), level.claim_id)}
    values["count"] = words.bounded_count(rate.population_count, bound)
    if not is_own:
        return words.say("brief-why-rate-statistics", **values, year=str(level.as_of.year))
    return bw.population_text("brief-why-rate", PUBLISHER, brief, words, **values)


def _plan_population(brief: Brief, words: Words) -> str:
    """The population that a plan in per cent implies: a range because the per cent is rounded, said by its middle."""
    plan = brief.plan_population
    if plan is None:
        return ""
    fit = ""
    if len(plan.fitting_populations) == 1:
        (known,) = plan.fitting_populations
        fit = words.say("brief-why-plan-fit", year=str(known.year))
    count = words.f.count(round((plan.low_count + plan.high_count) / 2, -3))
    return words.say("brief-why-plan", count=mark(count, plan.claim_ids[0]), fit=fit)


_REASONS = {
    "age": _age,
    "cause": _cause,
    "country_change": _country_change,
    "readings": _readings,
    "counts": _counts,
    "country": _country,
    "policy": _policy,
    "population": _population,
}


# ── What to do ───────────────────────────────────────────────────────────────────────────────────────────────


def _action_lines(facts: Facts, words: Words) -> list[str]:
    return [_ACTIONS[item.kind](item, facts.brief, facts, words) for item in facts.brief.actions]


def _pace(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """What the target would have asked for each week; its year is over."""
    texts = [
        bw.population_text(
            "brief-people",
            shortage.population,
            brief,
            words,
            people=words.say("brief-missing", count=bw.weekly_text(shortage, words)),
        )
        for shortage in brief.shortages
        if shortage.per_week
    ]
    start = words.when(brief.level_as_of, brief.level_precision)
    return words.say(
        "brief-do-pace", start=start, end=words.when(date(brief.gap.target_year, 12, 31)), paces=words.join(texts)
    )


def _places(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    places = brief.places
    values = {"n": len(places.unnamed_areas), "count": str(len(places.unnamed_areas))}
    limit, names = words.f.exact_pct(places.limit_pct), bw.place_names(places.unnamed_areas, words)
    return words.say("brief-do-places", **values, limit=mark(limit, places.claim_ids[0]), names=names)


def _missing(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    missing = brief.missing[item.number]
    figure = mid_sentence(words.say(f"evidence-{missing.kind}", on=words.on(missing.as_of)))
    # Of a level at the end of a year with a target the answer matters more than that it is new.
    first = next((code for code in missing.settles if code != "level"), "level")
    settles = words.say(f"settles-{first if missing.settles[0] == 'level' else missing.settles[0]}")
    subjects = [] if missing.area == facts.area.area else [words.area(missing.area)]
    subjects += [] if missing.scheme == HEALTH else [mid_sentence(bw.scheme_text(missing, words))]
    if subjects:
        figure = words.say("brief-figure-of", figure=figure, what=words.join(subjects))
    return words.say("brief-do-missing", figure=figure, settles=settles)


def _target(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    year = brief.level_as_of.year if brief.level_as_of and not brief.is_old else LAST_YEAR
    decision = next((name for years, name in _DECISIONS.items() if year in years), None)
    where = words.say("brief-do-target-decision", decision=words.instrument(decision)) if decision else ""
    return words.say("brief-do-target", province=words.province, year=str(year), where=where)


def _contradiction(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """Two published figures that cannot both be true, as a question to the source."""
    finding = brief.contradiction
    claims = [facts.claim(claim_id) for claim_id in finding.claim_ids]
    printed, implied = (
        audit_number(value, finding.unit, words, decimals_of(finding)) for value in (finding.printed, finding.implied)
    )
    values = {"implied": implied, "printed": mark(printed, claims[0].claim_id)}
    if finding.check == "attainment":
        return words.say("brief-ask", what=words.say("brief-ask-attainment", **values))
    values["date"] = words.on(finding.as_of, finding.as_of_precision)
    if finding.check == "two_populations":
        rates = [claim for claim in claims if claim.kind == "rate"]
        names = {n: mark(_named_rate(c, words), c.claim_id) for n, c in zip(("first", "second"), rates, strict=True)}
        # Both follow from rates with one decimal.
        bases = (words.f.count(float(f"{value:.3g}")) for value in (finding.printed, finding.implied))
        values |= names | dict(zip(("printed", "implied"), bases, strict=True))
        return words.say("brief-ask", what=words.say("brief-ask-two_populations", **values))
    values["scheme"] = mid_sentence(bw.scheme_text(finding, words))
    if finding.check == "two_prints":
        texts = (mark(figure_text(claim, words), claim.claim_id) for claim in claims[:2])
        values |= dict(zip(("printed", "implied"), texts, strict=True))
    if finding.check == "ratio":
        values["base"] = words.when(claims[0].base_as_of)
    kind = finding.check if finding.check in ("two_prints", "ratio", "change") else "other"
    if kind == "other":
        check = mid_sentence(words.say(f"audit-{finding.check}"))
        values |= {"area": words.area(finding.area), "check": check}
    return words.say("brief-ask", what=words.say(f"brief-ask-{kind}", **values))


def _named_rate(claim: Claim, words: Words) -> str:
    return f"{mid_sentence(bw.scheme_text(claim, words))} {_percent(claim, words)}"


def _percent(claim: Claim, words: Words) -> str:
    return words.with_bound(words.f.exact_pct(claim.value), claim.bound)


_ACTIONS = {
    "pace": _pace,
    "places": _places,
    "missing": _missing,
    "target": _target,
    "contradiction": _contradiction,
}
