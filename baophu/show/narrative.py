"""The report's sections as blocks: sentences and tables over the facts, in the words of one language."""

from baophu import __version__
from baophu.analysis.audit import CONTRADICTORY, Finding
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.lapses import CAUSE, DENOMINATOR, Fall
from baophu.facts import FIRST_YEAR, LAST_YEAR, Claim, Facts
from baophu.show.blocks import (
    Block,
    Card,
    Cards,
    Content,
    Group,
    Heading,
    Items,
    Link,
    Muted,
    Paragraph,
    Strong,
    TableBlock,
)
from baophu.show.words import Words, inside, year_ranges

FEW = 5  # figures; with so few the report says at once how little is known
YEARS = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}


def title(words: Words) -> str:
    """Title of the report, with the province's name in it."""
    return words.say("report-title", province=words.province, **YEARS)


def description(facts: Facts, words: Words) -> str:
    """One sentence for previews and search results."""
    if facts.as_of is None:
        return words.say("report-description-empty", province=words.province)
    return words.say("report-description", province=words.province, date=words.when(facts.as_of))


def geography(facts: Facts, words: Words) -> str:
    """On which provinces the report is drawn, and where this one is today."""
    area = facts.area
    merged = facts.is_merged
    kind = "unchanged" if not merged else "same-name" if area.unit_from_2025_07_01 == area.name_vi else "merged"
    values = {"unit": area.unit_from_2025_07_01} if kind == "merged" else {}
    return words.say(f"geography-{kind}", province=words.province, **values)


# ── The finding ──────────────────────────────────────────────────────────────────────────────────────────────


def finding(facts: Facts, words: Words) -> Block:
    """The newest level in one sentence, and what came after it."""
    sentences = [_level_sentence(facts, words)]
    last = facts.latest.as_of if facts.latest else None
    if last and facts.latest.gso is None and facts.last_count:
        count = facts.last_count
        sentences.append(
            words.say(
                "finding-last-count",
                insured=words.f.count(count.insured_count),
                on=words.on(count.as_of, count.as_of_precision),
                gso=words.point_pct(count),
            )
        )
    if last and last.year < LAST_YEAR:
        sentences.append(words.say("finding-no-later-level", **YEARS))
    later = [f for f in _total_falls(facts) if f.level_after is None and (last is None or f.end.date() > last)]
    if later:
        changes = "; ".join(_change_phrase(fall, words) for fall in later)
        sentences.append(words.say("finding-later-change", changes=changes))
    if 0 < len(facts.claims) <= FEW:
        sentences.append(words.say("finding-little", count=str(len(facts.claims)), province=words.province))
    return Paragraph(" ".join(sentences), style="finding")


def _level_sentence(facts: Facts, words: Words) -> str:
    latest = facts.latest
    if latest is None:
        return words.say("finding-none", province=words.province, **YEARS)
    when = (latest.as_of, latest.as_of_precision)
    values = {"province": words.province, "by": words.by(*when), "on": words.on(*when)}
    announced, gso = latest.announced, latest.gso
    if gso:
        values |= {
            "insured": words.f.count(gso.insured_count),
            "gso": words.point_pct(gso),
            "uninsured_gso": words.about(gso.uninsured_count),
        }
    if announced:
        values["announced"] = words.point_pct(announced)
    if gso and gso.uninsured_count <= 0:
        kind = "over-rate" if announced else "over"
        return words.say(f"finding-{kind}", population=words.about(gso.population_count), **values)
    if announced and gso and announced.uninsured_count:
        return words.say("finding-both", uninsured_announced=words.about(announced.uninsured_count), **values)
    kind = "both-rate" if announced and gso else "announced" if announced else "gso"
    return words.say(f"finding-{kind}", **values)


def _total_falls(facts: Facts) -> list[Fall]:
    return [fall for fall in facts.falls if fall.scheme == "bhyt" and fall.group == "total"]


def _change_phrase(fall: Fall, words: Words) -> str:
    return words.say(
        "finding-change-item",
        scheme=inside(words.scheme(fall.scheme, fall.group)),
        count=words.f.count(fall.change_count),
        start=words.when(fall.start),
        end=words.when(fall.end, fall.end_precision),
    )


# ── Key figures ──────────────────────────────────────────────────────────────────────────────────────────────


def key_figures(facts: Facts, words: Words) -> Block:
    """Cards: both percentages, the uninsured, the distance to the target; how much is known where little is."""
    cards = [*_level_cards(facts, words), *_target_card(facts, words)]
    return Cards(tuple(cards if len(cards) > 3 else [*cards, _figures_card(facts, words)]))


def _level_cards(facts: Facts, words: Words) -> list[Card]:
    latest, cards = facts.latest, []
    if latest is None:
        return []
    when = words.on(latest.as_of, latest.as_of_precision)
    for point, label in ((latest.announced, "card-announced"), (latest.gso, "card-gso")):
        if point:
            note = when
            if point.population_count:
                note = words.say("card-population-note", on=when, population=words.about(point.population_count))
            cards.append(Card(words.point_pct(point), words.say(label), note))
    if latest.gso and latest.gso.uninsured_count > 0:
        population = words.about(latest.gso.population_count)
        value, note = (
            words.about(latest.gso.uninsured_count),
            words.say("card-uninsured-note-gso", population=population),
        )
        if latest.announced and latest.announced.uninsured_count:
            both = sorted((latest.announced.uninsured_count, latest.gso.uninsured_count))
            value = " – ".join(words.about(count) for count in both)
            note = words.say("card-uninsured-note", population=population)
        cards.append(Card(value, words.say("card-uninsured"), note))
    return cards


def _target_card(facts: Facts, words: Words) -> list[Card]:
    if not facts.gaps:
        return []
    known = [gap for gap in facts.gaps if gap.gap_points is not None]
    gap = (known or list(facts.gaps))[-1]
    target, year = words.f.exact_pct(gap.target_pct), str(gap.target_year)
    if gap.gap_points is None:
        return [Card(target, words.say("card-target", year=year), words.say("card-target-note"))]
    note = words.on(gap.level_as_of, gap.level_precision)
    if gap.level_is_estimate:
        note = words.say("card-estimate-note", on=note)
    if gap.gap_points <= 0:
        return [Card(words.f.exact_pct(gap.level_pct), words.say("card-gap-met", target=target, year=year), note)]
    points = words.say("card-gap-value", points=words.f.number(gap.gap_points, 2))
    return [Card(points, words.say("card-gap", target=target, year=year), note)]


def _figures_card(facts: Facts, words: Words) -> Card:
    days = facts.days
    note = words.say("card-figures-note", first=words.when(min(days)), last=words.when(max(days))) if days else ""
    return Card(words.f.count(len(facts.claims)), words.say("card-figures"), note)


# ── Trajectory ───────────────────────────────────────────────────────────────────────────────────────────────


def trajectory_reading(facts: Facts, words: Words) -> Block:
    """What the chart shows and what it does not."""
    items = [*_level_count(facts, words), *_band_sentence(facts, words), *_season_sentence(facts, words)]
    items += _push_sentence(facts, words) + _estimate_sentence(facts, words)
    missing = _missing_years(facts)
    if missing:
        items.append(words.say("trajectory-missing-years", years=words.listed(year_ranges(missing))))
    return Items(tuple(items))


def _level_count(facts: Facts, words: Words) -> list[str]:
    days = {(p.as_of, p.as_of_precision) for p in facts.points}
    if not days:
        return []
    years = words.listed(year_ranges([day.year for day, _ in days]))
    return [words.say("trajectory-reading-count", count=words.f.count(len(days)), years=years, **YEARS)]


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
            people=words.about(abs(gso.uninsured_count - announced.uninsured_count)),
        )
    ]


def _season_sentence(facts: Facts, words: Words) -> list[str]:
    """The nation's largest climb into a 31 December, as the reason why only like days are compared."""
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
            trough_date=words.when(trough.as_of),
            peak=words.point_pct(peak),
            peak_date=words.when(peak.as_of),
        )
    ]


def _push_sentence(facts: Facts, words: Words) -> list[str]:
    """By how much the country's year-ends stand out, and where that cannot be told."""
    known = [push for push in facts.pushes if push.points is not None]
    if not known:
        return []
    texts = [
        words.say(
            "season-push",
            year=str(push.year),
            points=words.f.number(push.points, signed=True),
            sd=words.f.number(push.sd_points),
        )
        for push in known
    ]
    unknown = year_ranges([push.year for push in facts.pushes if push.points is None])
    return [words.say("season-pushes", pushes="; ".join(texts), unknown=words.listed(unknown) or words.say("none"))]


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


def _missing_years(facts: Facts) -> list[int]:
    have = {point.as_of.year for point in facts.points}
    return [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in have]


# ── Falls ────────────────────────────────────────────────────────────────────────────────────────────────────


def falls(facts: Facts, words: Words) -> Block:
    """Every fall in a table, then each with its verdict and the reason for it."""
    losses = [Items(tuple(_loss_item(claim, facts, words) for claim in facts.losses))] if facts.losses else []
    if not facts.falls:
        return Group((Paragraph(words.say("falls-none", province=words.province)), *losses))
    items = Items(tuple(_fall_item(fall, words) for fall in facts.falls))
    return Group((_falls_table(facts, words), items, *losses, Paragraph(words.say("falls-net"), style="note")))


def _loss_item(claim: Claim, facts: Facts, words: Words) -> Content:
    """A printed loss by itself: what it would be in percent of population if nobody came back in another group."""
    sentence = words.say(
        "loss-printed",
        count=words.printed(claim),
        group=inside(words.label("group", claim.group)),
        on=words.on(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated"),
    )
    return (sentence + " ", words.say("loss-net") + " ", *_claim_links((claim.claim_id,)))


def _falls_table(facts: Facts, words: Words) -> TableBlock:
    names = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=words.say("fall-table-caption"),
        header=tuple(words.say(f"fall-col-{name}") for name in names),
        rows=tuple(_fall_row(fall, words) for fall in facts.falls),
        numeric=frozenset({3, 4}),
        widths=(2.3, 1.9, 2.4, 1.5, 1.6, 1.9),
    )


def _fall_row(fall: Fall, words: Words) -> tuple[Content, ...]:
    period = words.say(
        "fall-period",
        start=words.f.short_day(fall.start, fall.start_precision),
        end=words.f.short_day(fall.end, fall.end_precision),
    )
    unknown = words.say("fall-unknown")
    return (
        period,
        _fall_what(fall, words),
        _fall_change(fall, words),
        unknown if fall.change_points is None else words.f.number(fall.change_points, 2, signed=True),
        unknown if fall.national_points is None else words.f.number(fall.national_points, 2, signed=True),
        Strong(words.say(f"verdict-{fall.verdict}")),
    )


def _fall_what(fall: Fall, words: Words) -> str:
    if fall.group == "total":
        return f"{words.scheme(fall.scheme)}, {words.say('fall-total')}"
    return words.scheme(fall.scheme, fall.group)


def _fall_change(fall: Fall, words: Words) -> str:
    if fall.change_count is not None:
        return f"{words.say('fall-count', count=words.f.count(fall.change_count))}; {words.say('fall-no-level')}"
    levels = {"before": words.f.exact_pct(fall.level_before), "after": words.f.exact_pct(fall.level_after)}
    return words.say("fall-levels-derived" if fall.before_is_derived else "fall-levels", **levels)


def _fall_item(fall: Fall, words: Words) -> Content:
    period = words.say(
        "fall-period", start=words.when(fall.start, fall.start_precision), end=words.when(fall.end, fall.end_precision)
    )
    heading = words.say("fall-heading", what=_fall_what(fall, words), period=period)
    parts: list = [
        Strong(f"{heading}. "),
        f"{words.say(f'verdict-{fall.verdict}')}. ",
        _fall_reason(fall, words),
    ]
    if fall.change_count is not None and fall.group == "total" and fall.scheme == "bhyt":
        parts.append(" " + words.say("fall-base-note"))
    parts += [" ", Muted(words.say("fall-sources") + ": "), *_claim_links(fall.claim_ids + fall.national_ids)]
    return tuple(parts)


def _fall_reason(fall: Fall, words: Words) -> str:
    values = {"province": words.province}
    if fall.change_points is not None:
        values |= {
            "own": words.f.number(fall.change_points, 2),
            "fall": words.f.number(abs(fall.change_points), 2),
        }
    if fall.national_points is not None:
        values["national"] = words.f.number(fall.national_points, 2, signed=True)
    if fall.verdict == CAUSE:
        values |= {"loss": words.about(fall.cause_count), "cause": words.f.number(abs(fall.cause_points))}
    if fall.verdict == DENOMINATOR:
        values["milder"] = words.f.number(fall.milder_points)
    return words.say(f"reason-{fall.reason.replace('-', '_')}", **values)


def _claim_links(claim_ids: tuple[str, ...]) -> list:
    links = []
    for number, claim_id in enumerate(claim_ids, 1):
        links += [Link(f"[{number}]", f"#src-{claim_id}"), " "]
    return links[:-1]


# ── Targets ──────────────────────────────────────────────────────────────────────────────────────────────────


def targets(facts: Facts, words: Words) -> Block:
    """Targets against announced levels, and the percentages of plan as printed."""
    blocks: list[Block] = []
    if facts.gaps:
        blocks += [_targets_table(facts, words), Paragraph(words.say("targets-note"), style="note")]
    else:
        blocks.append(Paragraph(words.say("targets-none", province=words.province, **YEARS)))
    plans = [c for c in facts.claims if c.kind == "attainment" and c.as_of]
    if plans:
        blocks.append(_plans_table(plans, words))
    return Group(tuple(blocks))


def _targets_table(facts: Facts, words: Words) -> TableBlock:
    names = ("year", "target", "level", "gap", "people", "source")
    return TableBlock(
        caption=words.say("targets-caption"),
        header=tuple(words.say(f"targets-col-{name}") for name in names),
        rows=tuple(_target_row(gap, facts, words) for gap in facts.gaps),
        numeric=frozenset({1, 3, 4}),
        widths=(0.8, 1.2, 2.2, 1.3, 1.2, 2.6),
    )


def _target_row(gap, facts: Facts, words: Words) -> tuple[Content, ...]:
    level, short, people = words.say("targets-no-level"), words.say("fall-unknown"), words.say("fall-unknown")
    if gap.gap_points is not None:
        when = words.f.short_day(gap.level_as_of, gap.level_precision)
        level = words.say("targets-level", pct=words.f.exact_pct(gap.level_pct), date=when)
        short = words.say("targets-met")
        people = "–"
        if gap.gap_points > 0:
            short = words.say("gap-points", points=words.f.number(gap.gap_points, 2))
            people = words.about(gap.gap_count) if gap.gap_count else words.say("fall-unknown")
    target = words.bounded(words.f.exact_pct(gap.target_pct), gap.bound)
    instrument = gap.instrument or words.say("targets-printed")
    return (str(gap.target_year), target, level, short, people, _target_source(gap, instrument, facts))


def _target_source(gap, instrument: str, facts: Facts) -> Content:
    if gap.target_id in {claim.claim_id for claim in facts.claims}:
        return Link(instrument, f"#src-{gap.target_id}")
    url = facts.sources[gap.source_id].url
    return Link(instrument, url) if url.startswith("http") else instrument


def _plans_table(plans: list[Claim], words: Words) -> TableBlock:
    ordered = sorted(plans, key=lambda c: (c.scheme, -c.as_of.toordinal(), -c.value, c.area))
    names = ("area", "scheme", "pct", "owner", "date")
    return TableBlock(
        caption=words.say("plans-caption"),
        header=tuple(words.say(f"plans-col-{name}") for name in names),
        rows=tuple(
            (
                _area_name(c, words),
                words.scheme(c.scheme, c.group),
                Link(words.printed(c), f"#src-{c.claim_id}"),
                words.label("plan_owner", c.plan_owner),
                words.f.short_day(c.as_of, c.as_of_precision),
            )
            for c in ordered
        ),
        numeric=frozenset({2}),
        widths=(1.6, 1.6, 1, 1.8, 1.1),
    )


def _area_name(claim: Claim, words: Words) -> str:
    if claim.area == words.facts.area.area:
        return words.say("whole-province", province=words.province)
    return words.area(claim.area)


# ── Other schemes ────────────────────────────────────────────────────────────────────────────────────────────


def schemes(facts: Facts, words: Words) -> Block:
    """Printed figures on social and unemployment insurance, by scheme and day."""
    shown = [c for c in facts.claims if c.scheme in ("bhxh", "bhxh_bb", "bhxh_tn", "bhtn") and c.as_of]
    if not shown:
        return Paragraph(words.say("schemes-none", province=words.province))
    names = ("scheme", "date", "area", "kind", "printed")
    return TableBlock(
        caption=words.say("schemes-caption"),
        header=tuple(words.say(f"schemes-col-{name}") for name in names),
        rows=tuple(
            (
                words.scheme(c.scheme, c.group),
                words.f.short_day(c.as_of, c.as_of_precision),
                _area_name(c, words),
                _kind(c, words),
                Link(words.printed(c), f"#src-{c.claim_id}"),
            )
            for c in sorted(shown, key=lambda c: (c.scheme, c.as_of, c.area, c.claim_id))
        ),
        numeric=frozenset({4}),
        widths=(1.9, 1.1, 1.7, 2.2, 1.3),
    )


def _kind(claim: Claim, words: Words) -> str:
    kind = inside(words.label("kind", claim.kind))
    if claim.base_as_of:
        kind += " " + words.say("source-since", date=words.f.short_day(claim.base_as_of))
    return kind


# ── Audit ────────────────────────────────────────────────────────────────────────────────────────────────────


def audit(facts: Facts, words: Words) -> Block:
    """Contradictions in a sentence each, then every check in a table."""
    if not facts.findings:
        return Paragraph(words.say("audit-none"))
    claims = {claim.claim_id: claim for claim in facts.claims}
    wrong = [_contradiction(f, claims, words) for f in facts.findings if f.verdict == CONTRADICTORY]
    blocks: list[Block] = [Paragraph(words.say("audit-intro"))]
    if wrong:
        blocks.append(Items(tuple(wrong)))
    names = ("what", "area", "printed", "implied", "verdict")
    blocks.append(
        TableBlock(
            caption=words.say("audit-caption"),
            header=tuple(words.say(f"audit-col-{name}") for name in names),
            rows=tuple(_audit_row(f, words) for f in facts.findings),
            numeric=frozenset({2, 3}),
            widths=(2.6, 1.9, 1.2, 2.5, 1.7),
        )
    )
    return Group(tuple(blocks))


def _audit_number(value: float, unit: str, words: Words) -> str:
    if unit == "times":
        return words.f.number(value, 2)
    if unit == "percentage_points":
        return words.say("gap-points", points=words.f.number(value))
    return words.f.pct(value) if unit.startswith("percent") else words.f.count(value)


def _audit_row(found: Finding, words: Words) -> tuple[Content, ...]:
    def number(value):
        return _audit_number(value, found.unit, words)

    printed = words.say("audit-not-printed") if found.printed is None else number(found.printed)
    implied = words.say(
        "audit-range",
        value=number(found.implied),
        low=number(found.implied_low),
        high=number(found.implied_high),
    )
    if found.otherwise is not None:
        implied += "; " + words.say("audit-otherwise", value=words.f.pct(found.otherwise))
    where = f"{words.area(found.area)}, {words.f.short_day(found.as_of, found.as_of_precision)}"
    what = [
        f"{words.say(f'audit-{found.check}')}: {inside(words.scheme(found.scheme, found.group))} ",
        *_claim_links(found.claim_ids),
    ]
    return (tuple(what), where, printed, implied, Strong(words.say(f"audit-{found.verdict}")))


def _contradiction(found: Finding, claims: dict[str, Claim], words: Words) -> Content:
    values = {"area": words.area(found.area), "date": words.when(found.as_of, found.as_of_precision)}
    links = (" ", *_claim_links(found.claim_ids))
    if found.check == "attainment":
        plan, rate, target = (claims[claim_id] for claim_id in found.claim_ids[:3])
        sentence = words.say(
            "audit-contradiction-attainment",
            **values,
            printed=words.printed(plan),
            rate=rate.as_printed,
            target=target.as_printed,
            implied=words.f.pct(found.implied),
        )
    elif found.check == "ratio":
        ratio = claims[found.claim_ids[0]]
        sentence = words.say(
            "audit-contradiction-ratio",
            **values,
            scheme=words.scheme(found.scheme),
            printed=words.printed(ratio),
            base=words.when(ratio.base_as_of),
            implied=_audit_number(found.implied, found.unit, words),
        )
    else:
        sentence = words.say(
            "audit-contradiction",
            **values,
            scheme=inside(words.scheme(found.scheme, found.group)),
            check=inside(words.say(f"audit-{found.check}")),
            printed=_audit_number(found.printed, found.unit, words),
            implied=_audit_number(found.implied, found.unit, words),
            low=_audit_number(found.implied_low, found.unit, words),
            high=_audit_number(found.implied_high, found.unit, words),
        )
    return (sentence, *links)


# ── What is missing ──────────────────────────────────────────────────────────────────────────────────────────


def missing(facts: Facts, words: Words) -> Block:
    """The figures whose publication would settle most, each for a reason that the facts give."""
    items = [*_missing_bases(facts, words), *_missing_counts(facts, words)]
    years = _missing_years(facts)
    if years:
        items.append(words.say("missing-levels", count=str(len(years)), years=words.listed(year_ranges(years))))
    if not items:
        return Paragraph(words.say("missing-nothing"))
    return Group((Paragraph(words.say("missing-intro")), Items(tuple(items))))


def _missing_bases(facts: Facts, words: Words) -> list[str]:
    return [
        words.say("missing-base", start=words.when(fall.start), end=words.when(fall.end, fall.end_precision))
        for fall in _total_falls(facts)
        if fall.level_after is None
    ]


def _missing_counts(facts: Facts, words: Words) -> list[str]:
    items = []
    for point in (p for p in facts.points if p.scale == ANNOUNCED):
        when = words.on(point.as_of, point.as_of_precision)
        if point.insured_count is None:
            items.append(words.say("missing-counts", pct=words.point_pct(point), on=when))
        elif not any(set(point.claim_ids) & set(f.claim_ids) and f.printed for f in facts.findings):
            implied = words.about(point.population_count)
            items.append(words.say("missing-population", pct=words.point_pct(point), on=when, implied=implied))
    return items


# ── Sources, method, stamp ───────────────────────────────────────────────────────────────────────────────────


def sources(facts: Facts, words: Words) -> Block:
    """Every figure with its place and its source; points, falls and tables link here."""
    blocks: list[Block] = [Paragraph(words.say("sources-intro"))]
    if facts.claims:
        caption = words.say("sources-caption", province=words.province)
        blocks.append(_sources_table(facts.claims, caption, facts, words))
    blocks.append(_sources_table(facts.national_claims, words.say("sources-national-caption"), facts, words))
    return Group(tuple(blocks))


def _sources_table(claims: tuple[Claim, ...], caption: str, facts: Facts, words: Words) -> TableBlock:
    names = ("printed", "what", "date", "source")
    return TableBlock(
        caption=caption,
        header=tuple(words.say(f"sources-col-{name}") for name in names),
        rows=tuple(_source_row(claim, facts, words) for claim in claims),
        widths=(1.25, 2.6, 1.35, 3.8),
        anchors=tuple(f"src-{claim.claim_id}" for claim in claims),
    )


def _source_row(claim: Claim, facts: Facts, words: Words) -> tuple[Content, ...]:
    what: list = [f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {_kind(claim, words)}"]
    if claim.plan_owner:
        what.append(Muted(f" ({words.label('plan_owner', claim.plan_owner)})"))
    if claim.is_local:
        what.append(Muted(f" · {words.say('local-figure')}"))
    if claim.obs_status == "U":
        what.append(Muted(f" · {words.say('evidence-only')}"))
    if claim.decision:
        reason = claim.reason_vi if words.language == "vi" else claim.reason_en
        what.append(Muted(f" · {words.say(f'decision-{claim.decision}', reason=reason)}"))
    when = words.f.short_day(claim.as_of, claim.as_of_precision) if claim.as_of else words.say("source-undated")
    return (words.printed(claim), tuple(what), when, _source_cell(claim, facts, words))


def _source_cell(claim: Claim, facts: Facts, words: Words) -> Content:
    source = facts.sources[claim.source_id]
    kind, _, place = claim.locator.partition(":")
    where = words.say(f"locator-{kind}", **({"n": place} if place else {}))
    title = Link(source.title, source.url) if source.url.startswith("http") else source.title
    published = (
        words.say("source-published", publisher=source.publisher, date=words.f.short_day(source.published_on))
        if source.published_on
        else words.say("source-no-date", publisher=source.publisher)
    )
    file = f" · {source.file_name}" if source.file_name and not source.url else ""
    return (f"{published}. ", title, Muted(f" · {where}{file}"))


def decisions(facts: Facts, words: Words) -> Block:
    """What was decided on figures that this report uses, or would use had it not been decided."""
    touched = facts.decided
    if not touched:
        return Paragraph(words.say("decisions-none"))
    names = ("figure", "what", "action", "reason")
    shown = {claim.claim_id for claim in (*facts.claims, *facts.national_claims)}
    table = TableBlock(
        caption=words.say("decisions-caption"),
        header=tuple(words.say(f"decisions-col-{name}") for name in names),
        rows=tuple(_decision_row(claim, claim.claim_id in shown, words) for claim in touched),
        widths=(1.2, 2.6, 1, 3.6),
    )
    return Group((Paragraph(words.say("decisions-intro")), table))


def _decision_row(claim: Claim, has_entry: bool, words: Words) -> tuple[Content, ...]:
    figure = Link(words.printed(claim), f"#src-{claim.claim_id}") if has_entry else words.printed(claim)
    when = f", {words.f.short_day(claim.as_of, claim.as_of_precision)}" if claim.as_of else ""
    what = f"{words.area(claim.area)}: {words.scheme(claim.scheme, claim.group)}, {_kind(claim, words)}{when}"
    reason = claim.reason_vi if words.language == "vi" else claim.reason_en
    return (figure, what, words.label("action", claim.decision), reason)


def method(words: Words) -> Block:
    """The method in a paragraph."""
    return Paragraph(words.say("method-text"))


def stamp(facts: Facts, words: Words) -> Block:
    """What the report was made from: enough to make it again."""
    text = words.say(
        "stamp-text", data=facts.data_version, version=__version__, province=facts.area.area, language=words.language
    )
    return Paragraph(text, style="stamp")


def heading(name: str, words: Words) -> Heading:
    """A section's heading, whose anchor is its name."""
    return Heading(name, words.say(f"section-{name}"))
