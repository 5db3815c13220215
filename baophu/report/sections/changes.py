"""Rises and falls: those that matter most in words; in the annex a table of all and how each was worked out."""

from baophu.analysis.changes import (
    DENOMINATOR,
    ONE_POPULATION,
    OPEN,
    PRINTED,
    PUBLISHERS,
    Change,
)
from baophu.analysis.intervals import Interval
from baophu.facts.province import LAST_YEAR, Facts
from baophu.report.blocks import Block, Content, Group, Heading, MutedText, Paragraph, Strong, TableBlock
from baophu.report.change_words import (
    cause_texts,
    country_text,
    interval_text,
    people_text,
    period_text,
    points_text,
    reason_text,
    size_text,
    subject_text,
    verdict_text,
)
from baophu.report.sections.anatomy import anatomy, part_text
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words, sentence_case

MOST = 4  # changes explained on the evidence pages, the recent ones first; the others stand in the annex
RECENT_YEARS = 3  # before the end of the years covered


def explain_changes(facts: Facts, words: Words) -> Block:
    """The changes that matter most, each with its verdict, the reason and the causes that its source names."""
    detailed = _detailed_changes(facts)
    blocks = [block for number, change in detailed[:MOST] for block in _explanation(number, change, words)]
    if len(detailed) > MOST:
        blocks.append(Paragraph(words.say("changes-in-annex", count=str(len(detailed) - MOST)), style="note"))
    return Group(tuple(blocks))


def change_details(facts: Facts, words: Words) -> Block:
    """Every change in a table, then how each fall was worked out."""
    return _details(facts, words, MOST)


def changes_in_full(facts: Facts, words: Words) -> Block:
    """The same with every fall explained, where no other section explains the first ones."""
    return _details(facts, words, 0)


def _details(facts: Facts, words: Words, explained_before: int) -> Block:
    if not facts.changes:
        return Group()
    is_open = any(change.verdict == OPEN for change in facts.changes)
    notes = [words.say("changes-net"), *([words.say("changes-open")] if is_open else [])]
    note = Paragraph(" ".join(notes), style="note")
    detailed = _detailed_changes(facts)
    explained = [
        block for number, change in detailed[explained_before:] for block in _explanation(number, change, words)
    ]
    tables = [table for _, change in detailed for table in _workings(change, words)]
    return Group((_table(facts, words), note, *explained, *tables))


def _detailed_changes(facts: Facts) -> list[tuple[int, Change]]:
    """Falls, and changes in which persons and percentage moved in opposite directions, numbered; recent ones first."""
    detailed = [change for change in facts.changes if change.is_fall or change.verdict == DENOMINATOR]
    return list(enumerate(sorted(detailed, key=lambda change: change.end.year <= LAST_YEAR - RECENT_YEARS), 1))


# ── The table of all ─────────────────────────────────────────────────────────────────────────────────────────


def _table(facts: Facts, words: Words) -> TableBlock:
    names = ("period", "what", "change", "points", "national", "verdict")
    return TableBlock(
        caption=words.say("change-table-caption"),
        header=tuple(words.say(f"change-col-{name}") for name in names),
        rows=tuple(_row(change, words) for change in facts.changes),
        numeric=frozenset({3, 4}),
        widths=(2.1, 2.0, 2.4, 1.3, 1.6, 2.1),
    )


def _row(change: Change, words: Words) -> tuple[Content, ...]:
    return (
        period_text(change, words),
        (f"{subject_text(change, words)} ", *claim_links(change.claim_ids[:2])),
        size_text(change, words),
        "–" if change.change_points is None else points_text(change, words),
        country_text(change, words) or "–",
        "–" if change.verdict == OPEN else Strong(verdict_text(change, words)),
    )


# ── One fall ─────────────────────────────────────────────────────────────────────────────────────────────────


# Parts that the text of a scheme without verdicts includes: last count, the country's change, policies in between.
_CONTEXT_CODES = ("last_count", "country_counts", "country_counts_derived", "event_down", "event_mixed")


def _explanation(number: int, change: Change, words: Words) -> list[Block]:
    title = _title(change, words)
    content: list = [
        f"{sentence_case(size_text(change, words))}. ",
        Strong(f"{verdict_text(change, words)}. "),
        reason_text(change, words),
    ]
    is_bare = change.is_total and not change.is_gross and change.level_after is None and change.count_after is None
    content += [" " + words.say("change-base-note")] if is_bare else []
    content += [" " + text for text in _exit_texts(change, words)]
    context_codes = (
        _CONTEXT_CODES if change.scheme != "bhyt" else ("equals_target",) if change.other_level is not None else ()
    )
    content += [" " + part_text(part, change, words) for part in change.parts if part.code in context_codes]
    content += [" ", MutedText(words.say("change-sources") + ": ")]
    content += claim_links(tuple(dict.fromkeys(change.claim_ids + change.national_ids)))
    blocks: list[Block] = [Heading(f"change-{number}", title, level=3), Paragraph(tuple(content))]
    return blocks + [Paragraph(text) for text in (_causes(change, words), _other_provinces(change, words)) if text]


def _title(change: Change, words: Words) -> str:
    return words.say("change-heading", what=subject_text(change, words), period=period_text(change, words))


def _workings(change: Change, words: Words) -> list[Block]:
    """The change on every population, and its parts."""
    title, tables = _title(change, words), []
    if change.is_total and (change.readings_with_country or change.verdict == DENOMINATOR):
        tables.append(_readings(change, title, words))
    parts = anatomy(change, title, words) if change.scheme == "bhyt" else None
    return [*tables, parts] if parts else tables


def _causes(change: Change, words: Words) -> Content:
    """Causes that sources name for the change, attributed to them."""
    causes = cause_texts(change, words)
    return (Strong(words.say("change-causes") + ": "), f"{'; '.join(causes)}.") if causes else ()


def _other_provinces(change: Change, words: Words) -> Content:
    """Changes that other provinces published for the same months, for comparison; verdicts do not use them."""
    if not change.others:
        return ()
    content: list = [words.say("change-others") + ": "]
    for other in change.others:
        text = words.say(
            "change-other",
            area=words.area(other.area),
            change=people_text(other, words),
            period=period_text(other, words),
        )
        content += [f"{text} ", *claim_links(other.claim_ids), "; "]
    return (*content[:-1], ".")


def _readings(change: Change, title: str, words: Words) -> TableBlock:
    """Table of the change, the country's and their difference on every known convention."""
    rows = []
    for reading in change.readings:
        name = reading.convention
        values = {"year": str(change.end.year)} if name == ONE_POPULATION else {}
        # The publisher's rates of the country, compared with a change that has no such rate.
        name += "-alone" if name == PUBLISHERS and change.level_before is None else ""
        intervals = [Interval(reading.low_points, reading.high_points), None, reading.beyond_country]
        if reading.beyond_country:
            intervals[1] = Interval(reading.national_low, reading.national_high)
        cells = (interval_text(interval, words) if interval else "–" for interval in intervals)
        rows.append((words.say(f"convention-{name}", **values), *cells))
    names = ("convention", "own", "national", "beyond")
    values = {"own": {"place": words.area(change.area)}}
    return TableBlock(
        caption=words.say("readings-caption", change=title),
        header=tuple(words.say(f"readings-col-{name}", **values.get(name, {})) for name in names),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
        widths=(3, 1.5, 1.5, 1.5),
    )


def _exit_texts(fall: Change, words: Words) -> list[str]:
    """The lower bound of the number who left that follows from a net fall."""
    if fall.exits_count is None or fall.is_gross:
        return []
    count = words.f.count(fall.exits_count)
    if fall.cause_count is not None:
        return [words.say("exits-printed", count=count)]
    if fall.group == "total" and fall.change_count is not None and fall.exits_count == -fall.change_count:
        return [words.say("exits-as-many")]
    group = "group" if fall.group != "total" else "total"
    # Two counts give a lower bound; a printed change that is approximate gives an approximate one.
    is_about = fall.kind == PRINTED and fall.bound == "about"
    return [words.say(f"exits-{group}", count=words.with_bound(count, fall.bound) if is_about else count)]
