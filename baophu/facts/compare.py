"""Differences between stored and current facts of a place, for ``make why`` and ``make diff``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from baophu.common.messages import format_number, message

# Fields that identify a record in its list.
_IDENTITY = (
    "claim_id", "target_id", "check", "quantity", "kind", "area", "scheme", "group", "scale", "plan_owner", "year",
    "target_year", "start", "end", "as_of", "code", "convention", "claim_ids",
)  # fmt: skip
# Fields that a line shows first; of an added or removed record, the only ones.
_FIRST = (
    "value", "coverage_pct", "insured_count", "change_count", "change_points", "verdict", "reason", "pct", "low80",
    "high80", "gap_points", "needed_per_week", "grade", "printed", "implied", "decision", "title", "label_vi",
)  # fmt: skip
_KINDS = {
    "figure": ("claims", "national_claims", "decided_claims", "causes"),
    "level": ("points", "latest", "levels"),
    "country": ("national", "national_year_ends", "year_ends", "national_like_pairs", "pushes"),
    "population": ("bands", "band", "own_ratio", "plan_populations"),
    "change": ("changes", "losses", "like_pairs"),
    "social": ("social",),
    "estimate": ("estimates",),
    "target": ("gaps", "paces"),
    "check": (
        "findings",
        "contradictions",
        "evidence_contradictions",
        "check_count",
        "contradiction_count",
        "figure_count",
    ),
    "grade": ("grade",),
    "missing": ("missing_figures",),
    "source": ("sources",),
    "event": ("events",),
    "word": ("labels", "area", "areas"),
    "province": ("provinces",),
}
_MOST_FIELDS = 4  # of one record in a line
_LONGEST = 60  # characters of one value
_DIGITS, _DIGITS_OF = 3, {"estimates": 1}  # decimals compared; no report shows more


class Difference(NamedTuple):
    """One value that has changed; ``old`` or ``new`` is None where a record was added or removed.

    ``path`` is its place: a field of the facts, the identity of the record, names of nested fields.
    """

    path: tuple[str, ...]
    old: Any
    new: Any


def differences(old: Mapping, new: Mapping) -> list[Difference]:
    """Differences between two facts as plain types, ordered by kind (``_KINDS``)."""
    order = [name for names in _KINDS.values() for name in names]
    names = sorted({*old, *new}, key=lambda name: (order.index(name) if name in order else len(order), name))
    return [difference for name in names for difference in _differences(old.get(name), new.get(name), (name,))]


def lines(found: Iterable[Difference], most: int) -> list[str]:
    """One line for each record that differs, in the user's language; at most ``most`` of a kind, then their number."""
    texts = []
    for kind, of_kind in groupby(found, key=lambda difference: _kind(difference.path)):
        records = [
            (path, list(changes)) for path, changes in groupby(of_kind, key=lambda difference: difference.path[:2])
        ]
        texts += [_line(kind, path, changes) for path, changes in records[:most]]
        texts += [message("compared-more", count=len(records) - most)] if len(records) > most else []
    return texts


def _differences(old, new, path: tuple[str, ...]) -> Iterator[Difference]:
    if _round(old, path[0]) == _round(new, path[0]):
        return
    old, new = _by_identity(old, new), _by_identity(new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            yield from _differences(old.get(name), new.get(name), (*path, name))
    else:
        yield Difference(path, old, new)


def _round(value, name: str):
    return round(value, _DIGITS_OF.get(name, _DIGITS)) if isinstance(value, float) else value


def _by_identity(value, other):
    """A list of records as a mapping by identity; any other value unchanged."""
    items = [*value, *other] if isinstance(value, list) and isinstance(other, list) else []
    if not items or not all(isinstance(item, dict) for item in items):
        return value
    records: dict[str, dict] = {}
    for item in value:
        identity, number = _identity(item), 2
        while identity in records:
            identity, number = f"{_identity(item)} ({number})", number + 1
        records[identity] = item
    return records


def _identity(record: Mapping) -> str:
    # A printed figure keeps its id when other fields are corrected.
    names = ("claim_id",) if "as_printed" in record else _IDENTITY
    return " ".join(_identity_text(record[name]) for name in names if record.get(name)) or "·"


def _identity_text(value) -> str:
    if isinstance(value, dict):
        return _identity_text(value.get("area", ""))
    return "+".join(map(_identity_text, value)) if isinstance(value, list) else str(value)


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────


def _kind(path: Sequence[str]) -> str:
    return next((kind for kind, names in _KINDS.items() if path[0] in names), "word")


def _line(kind: str, path: Sequence[str], record_differences: Sequence[Difference]) -> str:
    name = ", ".join([message(f"compared-{kind}"), *path[1:]])
    first = record_differences[0]
    if len(first.path) == len(path) and isinstance(first.old or first.new, dict):
        return message("compared-new" if first.old is None else "compared-gone", name=name, what=_main_fields(first))
    changed = sorted(record_differences, key=lambda difference: _field_rank(difference.path[-1]))
    field_texts = [_field_text(difference, len(path)) for difference in changed[:_MOST_FIELDS]]
    more = [message("compared-fields", count=len(changed) - _MOST_FIELDS)] if len(changed) > _MOST_FIELDS else []
    return f"{name}: {'; '.join([*field_texts, *more])}"


def _main_fields(difference: Difference) -> str:
    record = difference.new if difference.old is None else difference.old
    field_texts = [f"{name} {_value(record[name])}" for name in _FIRST if record.get(name) not in (None, "", [])]
    return "; ".join(field_texts[:_MOST_FIELDS])


def _field_text(difference: Difference, start: int) -> str:
    name = " ".join(difference.path[start:])
    if isinstance(difference.old, dict | list) or isinstance(difference.new, dict | list):
        return message("compared-differs", name=name)
    old, new = _value(difference.old), _value(difference.new)
    if old == new:
        old, new = repr(difference.old), repr(difference.new)
    return f"{name} {old} → {new}".strip()


def _field_rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _value(value) -> str:
    if isinstance(value, float):
        return format_number(round(value, 2), ",.10g")
    text = "–" if value is None or value == "" else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …"
