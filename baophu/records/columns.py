"""Which columns of an office's file are read: those that ``headers.csv`` names or the analyst does, and no other.

Headers are compared without accents, capitals, spaces and marks, so that ``Mã số BHXH`` and ``maSoBHXH`` are one. A
header that holds a phrase of a personal column (name, birth, address, household, hospital …) is never read, even if
the analyst names it.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from baophu.common.errors import BaophuError
from baophu.common.messages import message
from baophu.importer.errors import AmbiguousImport, Question
from baophu.ledger.names import fold

ROLES: tuple[str, ...] = ("card", "number", "grp", "valid_from", "valid_to", "term", "district", "agent")
ROLES += ("issued_on", "died_on", "moved_on")
_PERSONAL = "personal"
SEARCHED_ROWS = 30  # in which a header may stand below titles
_NAMING_ROLES = 2  # recognised columns that make a row a header
_MOST_DIGITS = 3  # of a header; a number of a person has more


class AmbiguousRecordFile(AmbiguousImport):
    """The file leaves open which column is which, or its last day; nothing is written."""


class InvalidRecordFile(BaophuError):
    """The file has wrong cells or cannot be read; nothing is written."""

    exit_code = 3

    def __init__(self, faults, hints=()):
        self.faults = list(faults)
        super().__init__("\n".join([*self.faults, *hints, message("records-faults", count=len(self.faults))]))


@dataclass(frozen=True)
class Columns:
    """Positions of the columns that are read, by role, and the headers of the others."""

    positions: dict[str, int]
    unread: tuple[str, ...]
    personal: tuple[str, ...]

    @property
    def has_spells(self) -> bool:
        """Whether the file lists cards; else it lists deaths and moves."""
        return "valid_from" in self.positions


@cache
def _phrases() -> dict[str, str]:
    with (Path(__file__).parent / "headers.csv").open(encoding="utf-8") as handle:
        return {fold(row["phrase"]): row["role"] for row in csv.DictReader(handle)}


def find_role(title: str) -> str:
    """The role of a header, ``personal``, or blank."""
    name = fold(title)
    role = _phrases().get(name, "")
    is_personal = any(role == _PERSONAL and phrase in name for phrase, role in _phrases().items())
    return role or (_PERSONAL if is_personal else "")


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Position of the header row among the first rows of a file; -1 if none is recognised."""
    counts = [len({role for title in row if (role := find_role(title)) in ROLES}) for row in rows[:SEARCHED_ROWS]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _NAMING_ROLES else -1


def settle_columns(
    name: str, titles: Sequence[str], headers: Mapping[str, str], roles: Sequence[str] = ROLES
) -> Columns:
    """The columns of a file by role.

    Parameters
    ----------
    name : str
        The file, for questions.
    titles : sequence of str
        All headers of the file.
    headers : dict[str, str]
        Header by role, as the analyst named it.
    roles : sequence of str
        Which columns are wanted.

    Returns
    -------
    Columns

    Raises
    ------
    AmbiguousRecordFile
        A role is missing or stands over two columns.
    InvalidRecordFile
        The analyst named a personal column.
    """
    found = [find_role(title) for title in titles]
    wanted = {role: fold(title) for role, title in headers.items()}
    positions: dict[str, int] = {}
    questions = []
    for role in roles:
        if role in wanted:
            places = [place for place, title in enumerate(titles) if fold(title) == wanted[role]]
        else:
            places = [place for place, found_role in enumerate(found) if found_role == role]
        if len(places) > 1 or (role in wanted and not places):
            titles_of_role = [titles[place] for place in places] or [title for title in titles if is_printable(title)]
            text = message("records-ask-two" if places else "records-ask-no-title", role=role_word(role))
            questions.append(Question(name, text, tuple(f'--column {role}="{title}"' for title in titles_of_role)))
        elif places:
            positions[role] = places[0]
    for role, place in positions.items():
        if found[place] == _PERSONAL:
            fault = message("records-personal-column", column=repr(titles[place]), role=role_word(role))
            raise InvalidRecordFile([f"{name}: {fault}"])
    questions += _missing(name, titles, positions)
    if questions:
        raise AmbiguousRecordFile(questions)
    rest = [place for place in range(len(titles)) if place not in positions.values()]
    personal = tuple(_printed(titles, place) for place in rest if found[place] == _PERSONAL)
    return Columns(positions, tuple(_printed(titles, p) for p in rest if found[p] != _PERSONAL), personal)


def role_word(role: str) -> str:
    """What a role is called in messages."""
    return message(f"records-role-{role.replace('_', '-')}")


def _missing(name: str, titles: Sequence[str], positions: Mapping[str, int]) -> list[Question]:
    """Questions for the roles without which nothing can be counted."""
    needed = [] if positions.keys() & {"card", "number"} else ["card"]
    is_list_of_events = bool(positions.keys() & {"died_on", "moved_on"}) and "valid_from" not in positions
    if not is_list_of_events:
        needed += [role for role in ("valid_from", "valid_to") if role not in positions]
        needed += [] if positions.keys() & {"card", "grp"} else ["grp"]
    columns = ", ".join(_printed(titles, place) for place in range(len(titles)) if place not in positions.values())
    if not columns:
        return [Question(name, message("records-ask-export", role=role_word(role)), ()) for role in needed]
    asked = {role: message("records-ask-column", role=role_word(role), columns=columns) for role in needed}
    return [Question(name, text, (f'--column {role}="…"',)) for role, text in asked.items()]


def is_printable(title: str) -> bool:
    """Whether a header is words; the first row of a file without headers is somebody's."""
    return bool(title.strip()) and sum(map(str.isdigit, title)) <= _MOST_DIGITS


def _printed(titles: Sequence[str], place: int) -> str:
    return repr(titles[place].strip()) if is_printable(titles[place]) else str(place + 1)
