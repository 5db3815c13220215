"""Every percentage of every count: its population, and the effect of the choice."""

from math import exp

from baophu.analysis.denominators import ANNOUNCED_BASE, DenominatorRange, DenominatorRate
from baophu.facts.province import Facts
from baophu.report import bands
from baophu.report.blocks import Block, Content, Group, Items, Link, MutedText, Paragraph, Strong, TableBlock
from baophu.report.sections.parts import SHOWN_ROWS, claim_links
from baophu.report.words import Words

SHARED_REASONS = ("averages_only", "year_end_on_average")  # reasons that are given once, not with each series


def denominators(facts: Facts, words: Words) -> Block:
    """The populations of each day with a count, the default one, and the range of the results."""
    ranges = bands.bands_with_population(facts)
    if not ranges:
        return Group()
    items = [_band_item(ranges[0], words), *_dated_item(ranges[0], words), *_default_items(ranges, words)]
    items += [
        *_card_items(ranges, words),
        *_remark_items(ranges, words),
        *_no_population_items(facts, words),
        _ratio_item(facts, words),
    ]
    return Group((Paragraph(words.say("denominators-intro")), _table(ranges, words), Items(tuple(items))))


def _table(ranges: list[DenominatorRange], words: Words) -> TableBlock:
    names = ("day", "base", "population", "pct", "uninsured")
    shown_ranges = ranges[:SHOWN_ROWS]
    caption = words.say("denominators-caption")
    if len(ranges) > len(shown_ranges):
        counts = {"shown": words.f.count(len(shown_ranges)), "all": words.f.count(len(ranges))}
        caption = words.say("denominators-caption-newest", **counts)
    return TableBlock(
        caption=caption,
        header=tuple(words.say(f"denominators-col-{name}") for name in names),
        rows=tuple(_row(band, number, words) for band in shown_ranges for number in range(len(band.rates))),
        numeric=frozenset({2, 3, 4}),
        widths=(1.9, 3.4, 1.5, 0.9, 1.6),
    )


def _row(band: DenominatorRange, number: int, words: Words) -> tuple[Content, ...]:
    rate = band.rates[number]
    day = _day_cell(band, number == 0, words)
    return (
        day,
        _base_cell(band, rate, words),
        _population_text(band, rate, words),
        _pct_cell(band, rate, words),
        _people_cell(rate, words),
    )


def _day_cell(band: DenominatorRange, is_first: bool, words: Words) -> Content:
    """Day of a row; the first row of a day has the count, the others a note if cards were counted."""
    day, count = words.f.short_day(*bands.day_and_precision(band, words.facts)), bands.count_of(band, words.facts)
    if is_first:
        return (f"{day}: ", Link(bands.counted_text(band, words), f"#src-{count.claim_id}"))
    return (day, MutedText(f" ({words.say('denominators-of-cards')})")) if count.unit == bands.CARDS else day


def _base_cell(band: DenominatorRange, rate: DenominatorRate, words: Words) -> Content:
    """A population with its publisher, linked to its source."""
    default_note = [MutedText(f" · {words.say('denominators-default')}")] if rate.base == band.default_base else []
    if bands.is_on_publisher_population(rate):
        claim = words.facts.claim(_population_claim_id(band, words.facts))
        publisher = Link(words.publisher_of(claim), f"#src-{claim.claim_id}")
        return (f"{words.say('denominators-publishers')}, ", publisher, *default_note)
    name = words.label("population_series", rate.base)
    source = words.facts.sources.get(rate.source_id)
    label = Link(name, source.link) if source and source.link else name
    return (label, MutedText(f" ({words.say('denominators-office')})"), *default_note)


def _population_claim_id(band: DenominatorRange, facts: Facts) -> str:
    """The claim with the publisher's population, else that with the rate that implies it."""
    kinds = {facts.claim(claim_id).kind: claim_id for claim_id in band.claim_ids}
    return kinds.get("denominator") or kinds.get("rate") or band.claim_ids[0]


def _population_text(band: DenominatorRange, rate: DenominatorRate, words: Words) -> str:
    is_printed = any(words.facts.claim(claim_id).kind == "denominator" for claim_id in band.claim_ids)
    if bands.is_on_publisher_population(rate) and not is_printed:
        return words.say("population-implied", count=words.rounded_count(rate.population_count))
    return words.f.count(rate.population_count)


def _pct_cell(band: DenominatorRange, rate: DenominatorRate, words: Words) -> Content:
    text = bands.rate_pct(rate, words)
    return Strong(text) if rate.base == band.default_base else text


def _people_cell(rate: DenominatorRate, words: Words) -> Content:
    people = words.uninsured_range(rate)
    return (people, MutedText(f" ({words.say('denominators-over')})")) if rate.uninsured_count < 0 else people


def _band_item(band: DenominatorRange, words: Words) -> Content:
    """How far the results of the newest count differ with the population."""
    by = words.by(*bands.day_and_precision(band, words.facts))
    values = {"by": by, "counted": bands.counted_text(band, words)}
    if len(band.rates) == 1:
        only = band.rates[0]
        values |= {"base": bands.base_name(only.base, words), "pct": bands.rate_pct(only, words)}
        return words.say("denominators-one-base", people=words.uninsured_range(only), **values)
    values |= {
        "low": bands.rate_pct(min(band.rates, key=lambda rate: rate.pct), words),
        "high": bands.rate_pct(max(band.rates, key=lambda rate: rate.pct), words),
        "points": words.f.number(band.width_points),
        "most": words.uninsured_range(band.most),
    }
    if band.low_uninsured_count < 0:
        return words.say("denominators-band-over", excess=bands.excess_text(band.fewest, words), **values)
    return words.say("denominators-band", least=words.uninsured_range(band.fewest), **values)


def _dated_item(band: DenominatorRange, words: Words) -> list[Content]:
    """The percentage on the default series interpolated to the day."""
    on = words.on(*bands.day_and_precision(band, words.facts))
    default = bands.default_rate(band)
    if bands.is_on_publisher_population(default):
        return []
    if band.dated_pct is None:
        return [words.say("denominators-not-dated", on=on)]
    values = {
        "on": on,
        "population": words.rounded_count(band.dated_population_count),
        "dated": words.f.pct(band.dated_pct),
    }
    if values["dated"] == bands.rate_pct(default, words):
        return [words.say("denominators-dated-same", **values)]
    return [words.say("denominators-dated", pct=bands.rate_pct(default, words), **values)]


def _default_items(ranges: list[DenominatorRange], words: Words) -> list[Content]:
    """The default population and why it is used; days with the same reasons together."""
    groups: dict[tuple, list[DenominatorRange]] = {}
    for band in ranges:
        groups.setdefault((band.default_base, tuple(r for r in band.reasons if r not in SHARED_REASONS)), []).append(
            band
        )
    items = []
    for (base, reasons), same_reason in groups.items():
        days = "" if len(groups) == 1 else f" ({_days(same_reason, words)})"
        why = "; ".join(words.say(f"default-{reason}") for reason in reasons)
        items.append(words.say("denominators-default-used", base=_long_name(base, words), days=days, why=why))
    averages, ends = ([band for band in ranges if reason in band.reasons] for reason in SHARED_REASONS)
    shared = [words.say("default-averages_only")] if averages else []
    shared += [words.say("denominators-year-end", days=_days(ends, words))] if ends else []
    return [*items, *([" ".join(shared)] if shared else [])]


def _long_name(base: str, words: Words) -> str:
    if base == ANNOUNCED_BASE:
        return words.say("denominators-publishers")
    return words.label("population_series", base)


def _days(ranges: list[DenominatorRange], words: Words) -> str:
    return words.join([words.when(*bands.day_and_precision(band, words.facts)) for band in reversed(ranges)])


def _card_items(ranges: list[DenominatorRange], words: Words) -> list[Content]:
    """A caveat for the days on which cards were counted."""
    cards = [band for band in ranges if bands.count_of(band, words.facts).unit == bands.CARDS]
    days = words.join([words.on(*bands.day_and_precision(band, words.facts)) for band in reversed(cards)])
    return [words.say("denominators-cards", days=days)] if cards else []


def _remark_items(ranges: list[DenominatorRange], words: Words) -> list[Content]:
    """The ledger's remarks on the figures of the table."""
    claims = {claim_id: words.facts.claim(claim_id) for band in ranges[:SHOWN_ROWS] for claim_id in band.claim_ids}
    return [
        words.say(
            "denominators-noted",
            date=words.when_of(claim),
            figure=bands.figure_text(claim, words),
            note=bands.remark_text(claim, words),
        )
        for claim in claims.values()
        if claim.decision and claim.decision != "prefer"
    ]


def _no_population_items(facts: Facts, words: Words) -> list[Content]:
    ranges = [band for band in facts.bands if not band.rates]
    if not ranges:
        return []
    days = words.join([words.when(band.as_of.date()) for band in ranges])
    return [words.say("denominators-no-population", days=days)]


def _ratio_item(facts: Facts, words: Words) -> Content:
    """The ratio of the announced percentage to the one on the statistics office's population."""
    ratio = facts.own_ratio
    values = {"n": ratio.event_count, "count": words.f.count(ratio.event_count), "province": words.province}
    if ratio.own_mean is not None:
        values["own"] = words.f.number(exp(ratio.own_mean), 2)
    if ratio.ratio is not None:
        values["ratio"] = words.f.number(ratio.ratio, 2)
    links = [" ", *claim_links(ratio.claim_ids)] if ratio.claim_ids else []
    return (words.say(f"own-ratio-{ratio.reason}", **values), *links)
