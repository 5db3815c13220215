"""Names of areas and words for codes that nobody knows, gathered over all rows and asked about together."""

from dataclasses import dataclass, field

from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table
from baophu.importer.words import Words

_LISTED = 40  # names in one question


@dataclass
class Unknowns:
    """Names by the row in which each stands first."""

    table: Table
    roles: dict[str, Column]
    strangers: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)  # with areas of similar names
    outside: dict[str, int] = field(default_factory=dict)
    own_name: dict[str, int] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)  # by role

    def word(self, role: str, text: str, row: int) -> None:
        """Remember a word that is no code of its column's field."""
        self.words.setdefault(role, {}).setdefault(text, row)

    def ask(self, province: str, has_parts: bool, words: Words, findings: Findings) -> None:
        """One question for each sort; ``has_parts`` says that other areas of the province stand in the table."""
        if self.strangers:
            self._ask_about_strangers(findings)
        if self.outside:
            asks = f"outside the province asked for: {_list(self.outside)}. Leave them out?"
            findings.ask(self._place("area", self.outside), asks, "--skip-other-provinces")
        if self.own_name and has_parts:
            name = next(iter(self.own_name))
            findings.ask(
                self._place("area", self.own_name),
                f"is {name!r} the whole province or its city? It stands among other areas",
                f"--area {name + '=' + province!r}  the province",
                f"--area {name + '=TP ' + name!r}  the city",
            )
        for role in self.words:
            self._ask_about_words(role, words, findings)

    def _place(self, role: str, names: dict[str, int]) -> str:
        return self.table.sheet.place(next(iter(names.values())), self.roles[role].index)

    def _ask_about_strangers(self, findings: Findings) -> None:
        near = [
            f"{name!r}: did you mean {', '.join(slugs)}? --area {name + '=' + slugs[0]!r}"
            for name, (_, slugs) in list(self.strangers.items())[:_LISTED]
            if slugs
        ]
        findings.ask(
            self._place("area", {name: row for name, (row, _) in self.strangers.items()}),
            f"areas that areas.csv does not have: {_list(self.strangers)}",
            *near,
            "--add-areas  if they are parts of the province, to add them as local areas",
            f"--area {list(self.strangers)[-1] + '=-'!r}  to leave the rows of a name out, such as a subtotal",
        )

    def _ask_about_words(self, role: str, words: Words, findings: Findings) -> None:
        names, labels = self.words[role], words.codes[role]
        near = dict.fromkeys(code for name in names for code in words.near(role, name))
        findings.ask(
            self._place(role, names),
            f"unknown {role}: {_list(names)}. Write one of the known words into a copy of the file",
            *([f"nearest: {', '.join(f'{code} ({labels.get(code, code)})' for code in near)}"] if near else []),
            f"known: {', '.join(f'{code} ({label})' for code, label in labels.items())}",
        )


def _list(names) -> str:
    shown = ", ".join(repr(name) for name in list(names)[:_LISTED])
    return shown + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
