"""What differs between two statements of one report, and which input did it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from baophu.compare.inputs import METHOD
from baophu.compare.records import Figure, Statement

SEVERAL = "several"
ABSENT, UNKNOWN = "absent", "unknown"


class Key(NamedTuple):
    """Something that a report says: a field of a record, or a sentence (``kind`` is ``"text"``)."""

    kind: str
    of: tuple  # what tells records apart; language and section of a sentence
    name: str  # field; the sentence itself


@dataclass(frozen=True)
class Change:
    """One difference; ``old`` or ``new`` is None where a figure or a sentence is not said at all."""

    key: Key
    old: Figure | None
    new: Figure | None
    causes: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether a sentence came or went."""
        return self.key.kind == "text"


def compare(old: Statement, new: Statement) -> list[Change]:
    """Differences in the order of the statements: figures first, then sentences; causes are not known yet."""
    return [*_figures(old, new), *_sentences(old, new)]


def attribute(
    change: Change, old: Statement, base: Statement | None, mixes: Mapping[str, Statement], new: Statement
) -> Change:
    """A change with its causes.

    Parameters
    ----------
    base : old data under today's code; ``old`` itself where the code is the same; None if it could not be stated.
    mixes : the same with the tables of one cause replaced, by cause; those that could not be stated are left out.

    Notes
    -----
    A cause is what alone makes a difference. The only one of a change must also lead to what is said now: otherwise,
    and where nothing makes a difference alone, it takes ``several``.
    """
    key = change.key
    alone = {name: said(mixed, key) for name, mixed in mixes.items()} if base else {}
    start = said(base, key) if base else UNKNOWN
    found = [METHOD] if UNKNOWN not in (start, said(old, key)) and start != said(old, key) else []
    found += [name for name, value in alone.items() if UNKNOWN not in (start, value) and value != start]
    if len(found) == 1:
        reached = start if found == [METHOD] else alone[found[0]]
        found = found if reached == said(new, key) else []
    return replace(change, causes=tuple(found) or (SEVERAL,))


def said(statement: Statement, key: Key) -> Figure | int | str:
    """What a statement says under a key: a figure, the number of times a sentence stands there, absent or unknown."""
    if key.kind == "text":
        return statement.sentences[key.of][key.name] if key.of in statement.sentences else UNKNOWN
    return statement.figures.get((key.kind, key.of), {}).get(key.name, ABSENT)


def joined(changes: list[Change]) -> tuple[str, ...]:
    """Causes of a report's changes; a mixture of causes that are named already is not named again."""
    causes = {cause for change in changes for cause in change.causes}
    named = sorted(causes - {SEVERAL})
    return tuple(named) if len(named) > 1 or SEVERAL not in causes else (*named, SEVERAL)


def _figures(old: Statement, new: Statement) -> list[Change]:
    found = []
    for record in {**old.figures, **new.figures}:
        before, after = old.figures.get(record), new.figures.get(record)
        names = {**(before or {}), **(after or {})}
        if before is not None and after is not None:
            names = [name for name in names if name in before and name in after and before[name] != after[name]]
        found += [Change(Key(*record, name), (before or {}).get(name), (after or {}).get(name)) for name in names]
    return found


def _sentences(old: Statement, new: Statement) -> list[Change]:
    found = []
    for place in old.sentences:
        if place in new.sentences:
            before, after = old.sentences[place], new.sentences[place]
            found += [Change(Key("text", place, text), Figure(text), None) for text in before - after]
            found += [Change(Key("text", place, text), None, Figure(text)) for text in after - before]
    return found
