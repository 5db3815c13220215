"""Every dated level in a table, and what is not known of the years between."""

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.province import Facts, Point
from baophu.report.blocks import Block, Content, Group, Items, Link, TableBlock
from baophu.report.sections.parts import SHOWN_ROWS, missing_years
from baophu.report.words import Words, year_ranges


def levels(facts: Facts, words: Words) -> Block:
    """The levels, a row a day, newest first, then the years without one and the estimate for the last year-end."""
    if not facts.points:
        return Group()
    days = sorted({(p.as_of, p.as_of_precision) for p in facts.points}, reverse=True)
    names = ("day", ANNOUNCED, GSO, "people")
    table = TableBlock(
        caption=words.say("level-table-caption", province=words.province),
        header=tuple(words.say(f"level-table-col-{name}") for name in names),
        rows=tuple(_row(day, facts, words) for day in days[:SHOWN_ROWS]),
        numeric=frozenset({1, 2, 3}),
        widths=(1.2, 1.5, 1.5, 1.5),
    )
    missing = missing_years(facts)
    years = [words.say("level-table-missing-years", years=words.join(year_ranges(missing)))] if missing else []
    return Group((table, Items((*years, *_estimate(facts, words)))))


def _row(day: tuple, facts: Facts, words: Words) -> tuple[Content, ...]:
    points = {p.scale: p for p in facts.points if (p.as_of, p.as_of_precision) == day}
    counted = points.get(GSO)
    people = words.say("level-table-none")
    if counted:
        count = words.with_bound(words.f.count(counted.insured_count), counted.bound)
        people = Link(
            count if counted.unit != "cards" else words.say("level-table-cards", count=count), _entry(counted)
        )
    # The second rate is computed from the persons beside it, whose entry it shares.
    announced = points.get(ANNOUNCED)
    rate = Link(words.point_pct(announced), _entry(announced)) if announced else words.say("level-table-none")
    gso = words.point_pct(counted) if counted else words.say("level-table-none")
    return (words.f.short_day(*day), rate, gso, people)


def _entry(point: Point) -> str:
    return f"#src-{point.claim_id}"


def _estimate(facts: Facts, words: Words) -> list[str]:
    """The estimate for the last year-end, or why there is none although there is no level."""
    last = facts.estimates[-1]
    values = {"on": words.on(last.as_of), "scale": words.scale(last.scale), "province": words.province}
    if last.reason == "published":
        return []
    if last.reason:
        return [words.say(f"estimate-declined-{last.reason}", **values)]
    values |= {"low": words.f.pct(last.low80, 0), "high": words.f.pct(last.high80, 0)}
    if last.pct is None:
        return [words.say("estimate-band", **values)]
    return [words.say("estimate-last", pct=words.f.pct(last.pct, 0), **values)]
