"""A statement read for comparison: figures as records with identities, sentences by section.

Only what both versions know is compared: a field, a kind of figure or a section that only one of them has is no change
of a report's content. Figures are held at the precision that reports show.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

PCT, POINTS, PERSONS = "%", "points", "persons"
_DIGITS = {PCT: 2, POINTS: 2, PERSONS: 0, "persons a week": 0, "times": 3}
_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\bTP\.)\s+")
# Where a source stands in the list is not what a sentence says.
_NUMBER_OF_SOURCE = re.compile(r"\s*\[\d+\]")


class Figure(NamedTuple):
    """A value and its unit; a verdict or a code has none."""

    value: float | str | None
    unit: str = ""


@dataclass(frozen=True)
class Kind:
    """One list of the facts: what its records are called, what tells them apart, which fields are compared.

    A unit ``"@name"`` stands in that field of the record. ``digits`` are those that reports show, if not the unit's.
    """

    name: str
    title: str
    identity: tuple[str, ...]
    units: Mapping[str, str]
    digits: int | None = None


_LEVEL = {"coverage_pct": PCT, "insured_count": PERSONS, "uninsured_count": PERSONS}
KINDS = (
    Kind("claims", "printed figure", ("claim_id",), {"value": "@unit", "as_of": "", "bound": "", "decision": ""}),
    Kind("latest", "newest level", (), {"as_of": ""}),
    Kind("points", "level", ("scale", "as_of"), _LEVEL),
    Kind("bands", "coverage on all populations", ("as_of",), {"low_pct": PCT, "high_pct": PCT}),
    Kind("own_ratio", "announced to statistical scale", (), {"ratio": "times"}),
    Kind("national", "level of the country", ("scale", "as_of", "claim_id"), _LEVEL),
    Kind("estimates", "estimate", ("scale", "as_of"), {"pct": PCT, "low80": PCT, "high80": PCT, "reason": ""}, 1),
    Kind("changes", "change", ("kind", "area", "scheme", "group", "start", "end", "claim_ids"),
         {"change_count": PERSONS, "change_points": POINTS, "verdict": ""}),
    Kind("gaps", "gap to target", ("target_id",),
         {"target_pct": PCT, "level_pct": PCT, "gap_points": POINTS, "gap_count": PERSONS}),
    Kind("paces", "pace to target", ("target_id", "area", "scheme", "group", "scale", "plan_owner", "target_year"),
         {"target_value": "", "needed_per_week": "persons a week", "best_per_week": "persons a week", "verdict": ""}),
    Kind("findings", "check of prints", ("check", "area", "scheme", "group", "quantity", "as_of", "claim_ids"),
         {"printed": "@unit", "implied": "@unit", "verdict": ""}),
    Kind("grade", "grade", (), {"grade": "", "as_of": ""}),
    Kind("missing", "missing figure", ("kind", "area", "scheme", "as_of"), {"settles": ""}),
)  # fmt: skip

Identity = tuple[str, tuple]  # kind, values that tell its records apart


@dataclass(frozen=True)
class Statement:
    """What one report says: figures by record, and sentences with their number by language and section."""

    figures: dict[Identity, dict[str, Figure]] = field(default_factory=dict)
    sentences: dict[tuple[str, str], Counter] = field(default_factory=dict)


def known_fields(stated: Iterable[dict]) -> dict[str, set[str]]:
    """Names of the fields that a version's facts have, by kind; empty where no report has a record of a kind."""
    known = {}
    for one in stated:
        for kind in KINDS:
            if kind.name in one.get("facts", {}):
                known.setdefault(kind.name, set()).update(*_records(one["facts"], kind))
    return known


def shared_fields(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Fields of the kinds that both versions know; where only one has records, those of its records."""
    return {name: (one[name] & other[name]) or one[name] | other[name] for name in one if name in other}


def read(stated: dict, fields: Mapping[str, set[str]], sections: Iterable[str]) -> Statement:
    """One report's statement, as far as fields and sections are shared.

    Parameters
    ----------
    stated : ``facts`` and ``text`` as ``statement`` writes them.
    fields : by kind, of ``shared_fields``.
    sections : names; a section that failed has no text and stays out.
    """
    figures = {}
    for kind in KINDS:
        for record in _records(stated["facts"], kind) if kind.name in fields else ():
            figures[_identity(kind, record, fields[kind.name], figures)] = _figures(kind, record, fields[kind.name])
    sentences = {
        (language, section): Counter(split(said[section]))
        for language, said in stated["text"].items()
        for section in sections
        if section in said
    }
    return Statement(figures, sentences)


def split(text: str) -> list[str]:
    """Sentences of a section's plain text; a row of a table is one of them."""
    lines = (line.strip().removeprefix("- ") for line in text.splitlines())
    parts = (part for line in lines for part in _SENTENCE.split(line))
    return [said for part in parts if (said := _NUMBER_OF_SOURCE.sub("", part).strip())]


def _records(facts: dict, kind: Kind) -> list[dict]:
    held = facts.get(kind.name)
    if isinstance(held, dict):
        return [held]
    return [record for record in held or () if isinstance(record, dict)]


def _identity(kind: Kind, record: dict, known: set[str], taken: Mapping) -> Identity:
    values = tuple(_word(record.get(name)) for name in kind.identity if name in known)
    number = 2
    identity = (kind.name, values)
    # Two figures of one day and scale: the order of the facts tells them apart.
    while identity in taken:
        identity, number = (kind.name, (*values, f"no. {number}")), number + 1
    return identity


def _figures(kind: Kind, record: dict, known: set[str]) -> dict[str, Figure]:
    held = {name: unit for name, unit in kind.units.items() if name in known and name in record}
    return {name: _figure(record, name, unit, kind.digits) for name, unit in held.items()}


def _figure(record: dict, name: str, unit: str, digits: int | None) -> Figure:
    value = record[name]
    unit = str(record.get(unit[1:], "")) if unit.startswith("@") else unit
    if name == "verdict" and record.get("reason"):
        value = f"{value} ({record['reason']})"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Figure(_rounded(value, _DIGITS.get(unit) if digits is None else digits), unit)
    return Figure(None, unit) if value is None else Figure(_word(value))


def _rounded(value: float, digits: int | None) -> float | None:
    if value != value:  # not a number: no value
        return None
    # Minus zero is zero.
    return float(f"{value:.10g}") if digits is None else float(round(value, digits)) + 0.0


def _word(value) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(_word, value))
    return "" if value is None else str(value)
