"""Checks of figures: days, sizes, repeated figures and totals."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from baophu.common.messages import format_day, format_decimal, format_number, message
from baophu.importer.cells import format_plain
from baophu.importer.errors import Findings
from baophu.importer.figures import Figure
from baophu.importer.periods import FIRST_YEAR
from baophu.importer.provinces import Provinces
from baophu.importer.rows import ask_whose_total
from baophu.importer.words import code_word
from baophu.ledger.reader import read_rows
from baophu.ledger.rules import PLAN_KINDS

KEY_FIELDS = ("area", "scheme", "group", "kind", "unit", "as_of")
RATE_KINDS = ("rate", "share", "target_rate")
NONNEGATIVE_KINDS = ("count", "target_count", "denominator", "shortfall", "loss", "flow")
# Publishers count residents differently, so slightly more than the population is possible; as in ``ledger.rules``.
MAX_POPULATION_SHARE = 1.15
# Health insurance has covered more than half of every province in all years on record; less may be a part's total.
_LOW_SHARE = 0.4


def figure_key(figure: Figure) -> tuple:
    """The key of a figure: figures with the same key contradict each other if their values differ."""
    return tuple(getattr(figure, name) for name in KEY_FIELDS)


def check_figures(figures: list[Figure], provinces: Provinces, reference: Callable, today: date, findings: Findings):
    """Check days and sizes of single figures; faults go into the findings."""
    populations = largest_populations(provinces.data)
    provinces_of_areas = {(figure.area, figure.province) for figure in figures}
    last_days = {area: provinces.areas(home).last_day(area) for area, home in provinces_of_areas}
    for figure in figures:
        faults = [
            *time_faults(figure, today, last_days[figure.area]),
            *size_faults(figure, populations.get(figure.area) or populations.get(figure.province)),
        ]
        for rule, cure in faults:
            findings.fault(reference(figure), figure.as_printed, rule, cure)


def time_faults(figure: Figure, today: date, last_day: str) -> Iterator[tuple[str, str]]:
    """Rule and cure of each fault of a figure's day; ``last_day`` of its area is blank while the area exists."""
    if figure.as_of.year < FIRST_YEAR:
        yield message("wrong-day-range", day=_format_date(figure.as_of)), message("cure-day-range", year=FIRST_YEAR)
    if figure.kind not in PLAN_KINDS and _first_day(figure) > today:
        yield message("wrong-day-ahead", day=_format_date(figure.as_of)), message("cure-day-ahead")
    if last_day and figure.as_of.isoformat() > last_day and figure.kind not in PLAN_KINDS and figure.precision == "day":
        yield message("wrong-area-ended", day=format_day(last_day)), message("cure-area-ended")


def _format_date(as_of: date) -> str:
    return format_day(as_of.isoformat())


def _first_day(figure: Figure) -> date:
    """The first day of the figure's period: a month's figure may be imported before the month ends."""
    month = 1 if figure.precision == "year" else figure.as_of.month
    return figure.as_of if figure.precision == "day" else date(figure.as_of.year, month, 1)


def size_faults(figure: Figure, population: float | None) -> Iterator[tuple[str, str]]:
    """Rule and cure of each fault of a figure's size; ``population`` is the largest of its area or province."""
    if figure.kind in RATE_KINDS and not 0 <= figure.value <= 100:
        yield message("wrong-rate"), message("cure-rate")
    if (figure.scheme, figure.group, figure.kind) == ("bhyt", "total", "rate") and 0 < figure.value <= 1:
        yield message("wrong-tiny-rate"), message("cure-tiny-rate")
    if figure.kind in NONNEGATIVE_KINDS and figure.value < 0:
        yield message("wrong-below-zero", kind=code_word("kind", figure.kind)), message("cure-below-zero")
    counts_people = figure.unit in ("persons", "cards") and figure.kind in ("count", "denominator")
    if counts_people and population and figure.value > MAX_POPULATION_SHARE * population:
        yield message("wrong-over-population", people=format_number(population)), message("cure-over-population")


def largest_populations(data: Path) -> dict[str, float]:
    """The largest population on record, by area."""
    largest: dict[str, float] = {}
    for row in read_rows(data / "population.csv"):
        largest[row["area"]] = max(largest.get(row["area"], 0), float(row["population_count"]))
    return largest


def drop_repeats(figures: list[Figure], reference: Callable[[Figure], str], findings: Findings) -> list[Figure]:
    """One figure for each key; repeats of a value give a note, different values a fault."""
    first: dict[tuple, Figure] = {}
    repeat_count = 0
    for figure in figures:
        earlier = first.setdefault(figure_key(figure), figure)
        if earlier is figure:
            continue
        if earlier.value == figure.value:
            repeat_count += 1
            continue
        rule = message("wrong-given-twice", place=reference(earlier), value=format_decimal(format_plain(earlier.value)))
        findings.fault(reference(figure), figure.as_printed, rule, message("cure-given-twice"))
    if repeat_count:
        findings.note(message("note-repeated", count=repeat_count))
    return list(first.values())


def compare_totals(
    figures: list[Figure], totals: dict[int, str], data: Path, reference: Callable, findings: Findings
) -> None:
    """Note where a total row of counts is not the sum of its rows; ask whose it is if it is too small for a province.

    ``totals`` are labels by row. One that says itself that it is the province's is noted only.
    """
    parts: dict[tuple, float] = {}
    for figure in figures:
        if figure.area != figure.province and figure.kind == "count" and figure.row not in totals:
            key = (figure.province, *figure_key(figure)[1:])
            parts[key] = parts.get(key, 0) + figure.value
    populations = largest_populations(data)
    for figure in (figure for figure in figures if figure.row in totals and figure.kind == "count"):
        total, size = parts.get((figure.province, *figure_key(figure)[1:])), format_decimal(format_plain(figure.value))
        population = populations.get(figure.province)
        if total is not None and total != figure.value:
            findings.note(
                message("note-total", place=reference(figure), total=size, sum=format_decimal(format_plain(total)))
            )
        is_of_all = (figure.area, figure.scheme, figure.group) == (figure.province, "bhyt", "total")
        if population and is_of_all and figure.value < _LOW_SHARE * population:
            share, label = f"{float(figure.value) / population:.0%}", totals[figure.row]
            small = message("ask-total-small", total=size, share=share)
            if len(label.split()) > 2 or "toàn" in label.casefold():
                findings.note(f"{reference(figure)}: {small}")
            else:
                ask_whose_total(reference(figure), small, label, figure.province, findings)
