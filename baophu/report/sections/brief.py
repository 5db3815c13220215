"""Page one in blocks: verdict, cards, why, what to do, sources; its chart is a cell of its own."""

from dataclasses import replace
from datetime import date

from baophu.analysis.changes import Change
from baophu.analysis.constants import HEALTH
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.denominators import DenominatorRate
from baophu.analysis.targets import CANNOT_SAY, SHORT
from baophu.facts.brief import FREE_CARDS_CAUSES, PUBLISHER, STATISTICS, Brief, BriefItem, PlanGap, Shortage
from baophu.facts.province import LAST_YEAR, Claim, Facts, Point
from baophu.report import brief_words as bw
from baophu.report.bands import counted_text, is_on_publisher_population
from baophu.report.blocks import Block, Card, Cards, Group, Paragraph, Strong, TitledLines, inline_text
from baophu.report.change_words import cause_text, country_text, interval_text
from baophu.report.change_words import verdict_text as change_verdict
from baophu.report.check_words import audit_number, decimals_of
from baophu.report.linked_text import hrefs, mark, mark_link, with_capital, with_links
from baophu.report.words import Words, mid_sentence

_SOURCE = "#src-"


def verdict(facts: Facts, words: Words) -> Block:
    """The answer in a few short sentences: reached or not, short by how many, where, what fell."""
    return Paragraph(with_links(bw.verdict_text(facts.brief, words)), style="finding")


def cards(facts: Facts, words: Words) -> Block:
    """At most four key figures, by what is to be decided, then by age; old ones are grey."""
    shown = tuple(_card(item, facts, words) for item in facts.brief.cards)
    return Cards(shown) if shown else Group()


def reasons(facts: Facts, words: Words) -> Block:
    """At most three lines on why: populations, causes by the source, the country, policies."""
    return _titled("brief-why", _reason_lines(facts, words), words)


def actions(facts: Facts, words: Words) -> Block:
    """At most three lines on what to do or to find out."""
    return _titled("brief-do", _action_lines(facts, words), words)


def source_line(facts: Facts, words: Words) -> Block:
    """Publisher and day of every source whose figures page one shows, and of the populations used."""
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
    if not names:
        return Group()
    content = with_links("; ".join(names) + ".")
    return Paragraph((Strong(words.say("brief-sources")), " ", *content), style="brief-foot")


def absent(facts: Facts, words: Words) -> Block:
    """One line on the subjects of which nothing is known."""
    names = [words.say(f"brief-absent-{name}") for name in facts.brief.absent]
    text = words.say("brief-absent", subjects="; ".join(names))
    return Paragraph(text, style="brief-foot") if names else Group()


def _published(claim_id: str, facts: Facts, words: Words) -> str:
    """Publisher and day of a figure's source, of a target with the decision; the day leads to the source entry."""
    claim = facts.claim(claim_id)
    source = facts.sources[claim.source_id]
    name = words.publisher(source)
    if claim.instrument:
        name = words.say("brief-source-decision", decision=claim.instrument, publisher=name)
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
    if brief.verdict == SHORT:
        note = words.say("brief-card-level-on", on=on) + other
        points = words.say("brief-card-short", points=bw.gap_text(brief, words))
        return points, words.say("brief-card-short-label", **values), note
    kind = "cannot_say" if brief.verdict == CANNOT_SAY else "reached"
    return value, words.say(f"brief-card-{kind}-label", **values), _level_note(brief, words) + other


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
    return bw.target_text(gap, words), label, note


def _people_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    missing = sorted((s for s in brief.shortages if s.missing_count > 0), key=lambda s: s.missing_count)
    low, high = (bw.shortage_text(end, words) for end in (missing[0], missing[-1]))
    count = low if low == high else words.say("brief-range", low=low, high=high)
    value = words.say("brief-card-people", count=count)
    label = words.say("brief-card-people-label")
    return value, label, words.join([bw.people_text(shortage, words) for shortage in brief.shortages])


def _pace_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    first, *others = [shortage for shortage in brief.shortages if shortage.per_week]
    start = words.f.short_day(brief.level_as_of, brief.level_precision)
    label = words.say("brief-card-pace-label", start=start, end=_year_end(brief, words))
    note = words.join([words.say(f"brief-on-{first.population}"), *(_weekly(other, words) for other in others)])
    return words.say("brief-card-pace", count=bw.weekly_text(first, words)), label, note


def _weekly(shortage: Shortage, words: Words) -> str:
    return words.say(f"brief-people-{shortage.population}", count=bw.weekly_text(shortage, words))


def _year_end(brief: Brief, words: Words) -> str:
    return words.f.short_day(date(brief.gap.target_year, 12, 31))


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
        note = words.on(change.end, change.end_precision)
        if change.change_points is not None:
            note = words.say("brief-card-lost-note", on=note, pct=bw.share_text(change, words))
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
        value = words.say("change-levels", **bw.ends_of(change, words))
        return value, label, bw.rates_verdict(change, words)
    value = words.say(f"brief-card-{'fell' if change.is_fall else 'rose'}", count=bw.count_of(change, words))
    if change.change_points is None:
        country = country_text(change, words)
        return (
            value,
            label,
            words.say("brief-card-country", change=mark(country, change.national_ids[0])) if country else "",
        )
    points, beyond = bw.points_of(change, words), bw.beyond_text(change, words)
    return value, label, words.say("brief-card-points-note", points=points, beyond=beyond)


def _level_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    values = {"on": bw.day_of_level(brief, words), "other": _other_level(brief, words)}
    age = {"years": bw.years_text(brief, words)} if brief.is_old else {}
    note = words.say(f"brief-card-{'old' if brief.is_old else 'level'}-note", **values, **age)
    return bw.level_text(brief, words), words.say(f"brief-card-level-label-{brief.level.scale}"), note


def _uninsured_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    rates = _shown_rates(brief)
    parts = []
    for rate in rates:
        count = words.with_bound(words.rounded_count(rate.uninsured_count), rate.uninsured_bound)
        population = PUBLISHER if is_on_publisher_population(rate) else STATISTICS
        parts.append(words.say(f"brief-people-{population}", count=count))
    value = mark(words.uninsured_range(*rates), rates[0].claim_ids[0])
    label = words.say("brief-card-uninsured-label", on=bw.day_of_level(brief, words))
    return value, label, words.join(parts)


def _shown_rates(brief: Brief) -> list[DenominatorRate]:
    """The rates on the publisher's population and on the statistics office's."""
    band = brief.band
    return [rate for rate in band.rates if is_on_publisher_population(rate) or rate.base == band.default_base]


def _plan_card(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> tuple[str, str, str]:
    first, *others = brief.plans
    values = {"year": str(first.pace.target_year), "owner": words.plan_owner(first.pace.plan_owner)}
    values |= {"scheme": bw.scheme_text(first.pace, words), "on": words.f.short_day(first.pace.level_as_of)}
    notes = [_plan_note(plan, words) for plan in others]
    value = words.say("brief-card-plan", count=_plan_missing(first, words))
    return value, words.say("brief-card-plan-label", **values), "; ".join(notes)


def _plan_note(plan: PlanGap, words: Words) -> str:
    owner = words.plan_owner(plan.pace.plan_owner)
    if plan.pace.missing_count <= 0:
        return words.say("brief-card-plan-met", owner=owner)
    return words.say("brief-card-plan-other", owner=owner, count=_plan_missing(plan, words))


def _plan_missing(plan: PlanGap, words: Words) -> str:
    """People missing to a plan; a number that is computed from a percentage is rounded to the hundred."""
    missing = plan.pace.missing_count
    text = words.f.count(missing) if missing == round(missing) else words.rounded_count(missing)
    return mark(words.with_bound(text, plan.bound), plan.pace.claim_ids[0])


_CARDS = {
    "gap": _gap_card,
    "target": _target_card,
    "pending": _target_card,
    "people": _people_card,
    "pace": _pace_card,
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
    return words.say("brief-why-age", years=bw.years_text(brief, words), last=str(LAST_YEAR))


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
        "national": mark(interval_text(fall.national, words), fall.national_ids[0]),
        "province": words.province,
        "points": mark(words.f.number(fall.change_points, 2, is_signed=True), fall.claim_ids[0]),
    }
    if bw.beyond_text(fall, words):
        return words.say("brief-why-country_change-beyond", **values, beyond=bw.beyond_range(fall, words))
    return words.say("brief-why-country_change", **values, verdict=mid_sentence(change_verdict(fall, words)))


def _readings(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """The two readings of a fall of rates whose earlier level stands on another population."""
    fall = brief.falls[item.number]
    equals = [part for part in fall.parts if part.code == "equals_target"]
    target = words.say("brief-why-equals", year=str(int(dict(equals[0].numbers)["year"]))) if equals else ""
    points = words.f.number(abs(fall.change_points), 1)
    is_estimate = any(part.code == "estimate" for part in fall.parts)
    notes = {"estimate": words.say("brief-why-estimate") if is_estimate else "", "target": target}
    return words.say("brief-why-readings", points=points, other=words.f.pct(fall.other_level), **notes)


def _country(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    point = brief.country
    level = mark(words.point_pct(point), point.claim_id)
    return words.say("brief-why-country", on=words.on(point.as_of, point.as_of_precision), level=level)


def _policy(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    event = brief.policies[item.number]
    label = event.label_vi if words.language == "vi" else event.label_en
    day = words.when(event.date, event.date_precision)
    if event.instrument_vi in label:
        return words.say("brief-why-event", day=day, label=mid_sentence(label))
    instrument = mark_link(event.instrument_vi, facts.sources[event.source_id].link)
    return words.say("brief-why-policy", day=day, label=mid_sentence(label), instrument=instrument)


def _population(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """One count as a percentage of the publisher's and of the statistics office's population."""
    band = brief.band
    points = {level.scale == ANNOUNCED: level for level in (brief.level, brief.other_level)}
    rates = [_rate(rate, points[is_on_publisher_population(rate)], words) for rate in _shown_rates(brief)]
    count = mark(counted_text(band, words), band.claim_ids[-1])
    return words.say("brief-why-population", count=count, rates=words.join(rates), plan=_plan_population(brief, words))


def _rate(rate: DenominatorRate, level: Point, words: Words) -> str:
    values = {"pct": mark(words.point_pct(level), level.claim_id), "count": words.rounded_count(rate.population_count)}
    if is_on_publisher_population(rate):
        # A population that is worked out from a bounded figure is itself uncertain.
        values["count"] = words.with_bound(values["count"], "exact" if rate.uninsured_bound == "exact" else "about")
        return words.say(f"brief-why-rate-{'printed' if level.base == 'printed' else 'publisher'}", **values)
    return words.say("brief-why-rate-statistics", **values, year=str(level.as_of.year))


def _plan_population(brief: Brief, words: Words) -> str:
    plan = brief.plan_population
    if plan is None:
        return ""
    fit = ""
    if len(plan.fitting_populations) == 1:
        (known,) = plan.fitting_populations
        fit = words.say("brief-why-plan-fit", year=str(known.year), count=words.f.count(known.count))
    low, high = (mark(words.f.count(end), plan.claim_ids[0]) for end in (plan.low_count, plan.high_count))
    return words.say("brief-why-plan", low=low, high=high, fit=fit)


_REASONS = {
    "age": _age,
    "cause": _cause,
    "country_change": _country_change,
    "readings": _readings,
    "country": _country,
    "policy": _policy,
    "population": _population,
}


# ── What to do ───────────────────────────────────────────────────────────────────────────────────────────────


def _action_lines(facts: Facts, words: Words) -> list[str]:
    return [_ACTIONS[item.kind](item, facts.brief, facts, words) for item in facts.brief.actions]


def _pace(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    paces = words.join([_weekly(shortage, words) for shortage in brief.shortages if shortage.per_week])
    return words.say("brief-do-pace", end=_year_end(brief, words), paces=paces)


def _places(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    places = brief.places
    values = {"n": len(places.unnamed_areas), "count": str(len(places.unnamed_areas))}
    limit, names = words.f.exact_pct(places.limit_pct), bw.place_names(places.unnamed_areas, words)
    return words.say("brief-do-places", **values, limit=mark(limit, places.claim_ids[0]), names=names)


def _missing(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    missing = brief.missing[item.number]
    figure = mid_sentence(words.say(f"evidence-{missing.kind}", on=words.on(missing.as_of)))
    settles = words.join([words.say(f"settles-{code}") for code in missing.settles])
    subjects = [] if missing.area == facts.area.area else [words.area(missing.area)]
    subjects += [] if missing.scheme == HEALTH else [mid_sentence(bw.scheme_text(missing, words))]
    if subjects:
        figure = words.say("brief-figure-of", figure=figure, what=words.join(subjects))
    return words.say("brief-do-missing", figure=figure, settles=settles)


def _target(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    year = brief.level_as_of.year if brief.level_as_of and not brief.is_old else LAST_YEAR
    return words.say("brief-do-target", province=words.province, year=str(year))


def _contradiction(item: BriefItem, brief: Brief, facts: Facts, words: Words) -> str:
    """Two published figures that cannot both be true, as a question to the source."""
    finding = brief.contradiction
    claims = [facts.claim(claim_id) for claim_id in finding.claim_ids]
    implied = audit_number(finding.implied, finding.unit, words, decimals_of(finding))
    if finding.check == "attainment":
        printed, level = claims[:2]
        figures = {
            "printed": mark(_percent(printed, words), printed.claim_id),
            "implied": mark(implied, level.claim_id),
        }
        return words.say("brief-do-contradiction-plan", **figures)
    is_printed = any(claim.value == finding.printed for claim in claims) and not finding.check.startswith("two_")
    printed = audit_number(finding.printed, finding.unit, words, decimals_of(finding))
    return words.say(
        "brief-do-contradiction" if is_printed else "brief-do-contradiction-two",
        area=words.area(finding.area),
        date=words.when(finding.as_of, finding.as_of_precision),
        scheme=bw.scheme_text(finding, words),
        check=mid_sentence(words.say(f"audit-{finding.check}")),
        printed=mark(printed, claims[0].claim_id),
        implied=implied,
    )


def _percent(claim: Claim, words: Words) -> str:
    return words.with_bound(words.f.exact_pct(claim.value), claim.bound)


_ACTIONS = {
    "pace": _pace,
    "places": _places,
    "missing": _missing,
    "target": _target,
    "contradiction": _contradiction,
}
