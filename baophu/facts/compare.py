"""What differs between the facts of a place then and now: for ``make why`` and ``make diff``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from baophu.common.messages import format_number, message

# What tells records of one list apart.
_IDENTITY = (
    "claim_id", "target_id", "check", "quantity", "kind", "area", "scheme", "group", "scale", "plan_owner", "year",
    "target_year", "start", "end", "as_of", "code", "convention", "claim_ids",
)  # fmt: skip
# What a line says first, and of a record that came or went alone.
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
_LONGEST = 60  # letters of one value
_DIGITS, _DIGITS_OF = 3, {"estimates": 1}  # no report shows more of a number


class Difference(NamedTuple):
    """One value that is not what it was; None where a record came or went.

    ``path`` leads to it: a field of the facts, what tells the record from others, names of fields.
    """

    path: tuple[str, ...]
    old: object
    new: object


def differences(old: Mapping, new: Mapping) -> list[Difference]:
    """What differs between two facts as plain types, in the order in which a reader looks for it."""
    order = [name for names in _KINDS.values() for name in names]
    names = sorted({*old, *new}, key=lambda name: (order.index(name) if name in order else len(order), name))
    return [found for name in names for found in _differences(old.get(name), new.get(name), (name,))]


def lines(found: Iterable[Difference], most: int) -> list[str]:
    """The differences in a line a record, in the reader's language; of one kind ``most``, then they are counted."""
    told = []
    for kind, of_kind in groupby(found, key=lambda difference: _kind(difference.path)):
        records = [(path, list(own)) for path, own in groupby(of_kind, key=lambda difference: difference.path[:2])]
        told += [_line(kind, path, own) for path, own in records[:most]]
        told += [message("compared-more", count=len(records) - most)] if len(records) > most else []
    return told


def _differences(old, new, path: tuple[str, ...]) -> Iterator[Difference]:
    if _shown(old, path[0]) == _shown(new, path[0]):
        return
    old, new = _by_identity(old, new), _by_identity(new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            yield from _differences(old.get(name), new.get(name), (*path, name))
    else:
        yield Difference(path, old, new)


def _shown(value, name: str):
    return round(value, _DIGITS_OF.get(name, _DIGITS)) if isinstance(value, float) else value


def _by_identity(value, other):
    """A list of records as a mapping from what tells them apart; anything else as it is."""
    items = [*value, *other] if isinstance(value, list) and isinstance(other, list) else []
    if not items or not all(isinstance(item, dict) for item in items):
        return value
    found: dict[str, dict] = {}
    for item in value:
        identity, number = _identity(item), 2
        while identity in found:
            identity, number = f"{_identity(item)} ({number})", number + 1
        found[identity] = item
    return found


def _identity(record: Mapping) -> str:
    # A printed figure keeps its id whatever is corrected in it.
    names = ("claim_id",) if "as_printed" in record else _IDENTITY
    return " ".join(_word(record[name]) for name in names if record.get(name)) or "·"


def _word(value) -> str:
    if isinstance(value, dict):
        return _word(value.get("area", ""))
    return "+".join(map(_word, value)) if isinstance(value, list) else str(value)


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────


def _kind(path: Sequence[str]) -> str:
    return next((kind for kind, names in _KINDS.items() if path[0] in names), "word")


def _line(kind: str, path: Sequence[str], found: Sequence[Difference]) -> str:
    name = ", ".join([message(f"compared-{kind}"), *path[1:]])
    first = found[0]
    if len(first.path) == len(path) and isinstance(first.old or first.new, dict):
        return message("compared-new" if first.old is None else "compared-gone", name=name, what=_what(first))
    changed = sorted(found, key=lambda one: _place(one.path[-1]))
    shown = [_change(one, len(path)) for one in changed[:_MOST_FIELDS]]
    more = [message("compared-fields", count=len(changed) - _MOST_FIELDS)] if len(changed) > _MOST_FIELDS else []
    return f"{name}: {'; '.join([*shown, *more])}"


def _what(found: Difference) -> str:
    record = found.new if found.old is None else found.old
    shown = [f"{name} {_value(record[name])}" for name in _FIRST if record.get(name) not in (None, "", [])]
    return "; ".join(shown[:_MOST_FIELDS])


def _change(found: Difference, start: int) -> str:
    name = " ".join(found.path[start:])
    if isinstance(found.old, dict | list) or isinstance(found.new, dict | list):
        return message("compared-differs", name=name)
    old, new = _value(found.old), _value(found.new)
    if old == new:
        old, new = repr(found.old), repr(found.new)
    return f"{name} {old} → {new}".strip()


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _value(value) -> str:
    if isinstance(value, float):
        return format_number(round(value, 2), ",.10g")
    text = "–" if value is None or value == "" else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …"
