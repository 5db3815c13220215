"""Texts of the chart of districts: headings, rows, title, alternative text and the sentence to copy."""

from collections.abc import Sequence

from baophu.analysis.targets import REMAINING_DISTRICTS
from baophu.facts.province import Facts
from baophu.report.charts.district_rows import PLAN_UNIT, District, Measure
from baophu.report.charts.rows import claim_tip, plan_owner, publishers
from baophu.report.words import Words, mid_sentence


def heading(measure: Measure, words: Words) -> str:
    """What a panel measures, with the day and the plan owner if all its rows share them."""
    if not measure.is_ranked and measure.unit == PLAN_UNIT:
        return words.say("chart-districts-plans")
    first = measure.rows[0]
    values = {"scheme": words.scheme(measure.scheme), "unit": words.label("unit", measure.unit)}
    if not measure.is_ranked:
        return words.say("chart-districts-rates", **values)
    values["on"] = words.on(first.as_of, first.precision)
    if measure.unit != PLAN_UNIT:
        return words.say("chart-districts-ranked-rates", **values)
    return words.say("chart-districts-ranked", owner=plan_owner(first.owner, words), **values)


def area_label(row: District, words: Words) -> str:
    """Name of a row's area, with its kind if it is a commune."""
    if row.group == REMAINING_DISTRICTS:
        return words.label("group", REMAINING_DISTRICTS)
    name, kind = words.area(row.area), words.facts.areas[row.area].kind
    return (
        words.say("chart-area-kind", area=name, kind=mid_sentence(words.label("area_kind", kind)))
        if kind == "commune"
        else name
    )


def row_subtitle(row: District, measure: Measure, words: Words) -> str:
    """Second line of a row's name: day, scheme and plan owner where rows differ in them."""
    if measure.is_ranked:
        return ""
    when = words.f.short_day(row.as_of, row.precision)
    if row.unit != PLAN_UNIT:
        return when
    values = {"date": when, "scheme": words.scheme(row.scheme), "owner": plan_owner(row.owner, words)}
    return words.say("chart-districts-under", **values)


def lines(row: District, words: Words) -> list[str]:
    """Text at the right of a row."""
    texts = [level(row, words)] if row.pct is not None else [words.say("chart-gap-no_level")]
    if row.rank:
        rank = {"rank": str(row.rank), "of": str(row.ranked_count)}
        texts.append(words.say("chart-rank", **rank) if row.is_rank_sure else words.say("chart-rank-unsure", **rank))
    if row.count is not None:
        texts.append(words.say("people-count", count=words.f.count(row.count)))
    if row.before_pct is not None:
        texts.append(_before_text(row, words))
    if row.goal_pct is not None:
        year, target = str(row.as_of.year), words.f.exact_pct(row.goal_pct)
        texts.append(words.say("chart-goal-year", year=year, target=target))
    return texts


def level(row: District, words: Words) -> str:
    """The printed percentage with its bound."""
    return words.with_bound(words.f.exact_pct(row.pct), row.bound)


def tip(row: District, facts: Facts, words: Words) -> str:
    """Tooltip of a row's marks."""
    claims = {claim.claim_id: claim for claim in facts.claims}
    return claim_tip(claims[row.claim_id or row.goal_id], _clause(row, words), facts, words)


def title(measures: Sequence[Measure], words: Words) -> str:
    """Highest and lowest of the ranked districts, else one district with its change, level or target."""
    lead = measures[0]
    named_districts = [row for row in lead.rows if row.group != REMAINING_DISTRICTS]
    if not lead.is_ranked:
        return words.say(
            "chart-districts-title-one", province=words.province, row=_row_text(_lead_row(measures), words)
        )
    best, last = named_districts[0], named_districts[-1]
    return words.say(
        "chart-districts-title",
        province=words.province,
        date=words.when(best.as_of, best.precision),
        best=area_label(best, words),
        high=level(best, words),
        last=area_label(last, words),
        low=level(last, words),
        what=_measure_text(best, words),
    )


def alt(measures: Sequence[Measure], words: Words) -> str:
    """Every panel with its rows in words."""
    panels = [
        words.say(
            "chart-districts-alt-panel",
            heading=heading(measure, words),
            rows="; ".join(f"{area_label(row, words)} {_alt_row(row, measure, words)}" for row in measure.rows),
        )
        for measure in measures
    ]
    return words.say("chart-districts-alt", province=words.province, panels=" ".join(panels))


def sentence(measures: Sequence[Measure], facts: Facts, words: Words) -> str:
    """The finding with unit, day, source and caveat."""
    row = measures[0].rows[0] if measures[0].is_ranked else _lead_row(measures)
    ids = [r.claim_id for r in measures[0].rows] if measures[0].is_ranked else [row.claim_id or row.goal_id]
    values = {"finding": title(measures, words), "sources": publishers(facts, words, ids)}
    if row.unit == PLAN_UNIT:
        return words.say("chart-districts-sentence-plan", owner=plan_owner(row.owner, words), **values)
    if row.pct is None:
        return words.say("chart-districts-sentence-goal", **values)
    if row.before_pct is not None:
        return words.say("chart-districts-sentence-before", **values)
    return words.say("chart-districts-sentence", **values)


def sources(measures: Sequence[Measure], facts: Facts, words: Words) -> str:
    """Publishers of everything drawn."""
    return publishers(facts, words, [i for m in measures for r in m.rows for i in (r.claim_id, r.goal_id, r.before_id)])


def _lead_row(measures: Sequence[Measure]) -> District:
    """The row for the title: one with an earlier level, else the newest with a level."""
    table = [row for measure in measures for row in measure.rows]
    with_level_before = [row for row in table if row.before_pct is not None]
    with_level = [row for row in table if row.pct is not None]
    return max(
        with_level_before or with_level or table,
        key=lambda row: (row.scheme == "bhyt", row.unit != PLAN_UNIT, row.as_of),
    )


def _measure_text(row: District, words: Words) -> str:
    return words.say("chart-what", unit=words.label("unit", row.unit), scheme=mid_sentence(words.scheme(row.scheme)))


def _row_text(row: District, words: Words) -> str:
    return f"{area_label(row, words)} {_clause(row, words)}"


def _clause(row: District, words: Words) -> str:
    on, what = words.on(row.as_of, row.precision), _measure_text(row, words)
    if row.pct is None:
        target = words.f.exact_pct(row.goal_pct)
        return words.say("chart-district-goal", target=target, year=str(row.as_of.year), what=what)
    text = words.say("chart-district-level", pct=level(row, words), what=what, on=on)
    return f"{text}; {_before_text(row, words)}" if row.before_pct is not None else text


def _before_text(row: District, words: Words) -> str:
    value = words.with_bound(words.f.exact_pct(row.before_pct), row.before_bound)
    values = {"pct": value, "date": words.f.short_day(row.before_as_of)}
    return words.say("chart-before-derived", **values) if row.before_is_derived else words.say("chart-before", **values)


def _alt_row(row: District, measure: Measure, words: Words) -> str:
    texts = [*lines(row, words), row_subtitle(row, measure, words)]
    return ", ".join(text for text in texts if text)
