"""Names of areas and words for codes that nobody knows, gathered over all rows and asked about together."""

from dataclasses import dataclass, field

from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table
from baophu.importer.words import Words, role_word
from baophu.told import some, tell

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
            asks = tell("ask-outside", names=_list(self.outside))
            findings.ask(self._place("area", self.outside), asks, "--skip-other-provinces")
        if self.own_name and has_parts:
            name = next(iter(self.own_name))
            findings.ask(
                self._place("area", self.own_name),
                tell("ask-own-name", name=repr(name)),
                tell("answer-own-province", pair=repr(f"{name}={province}")),
                tell("answer-own-city", pair=repr(f"{name}=TP {name}")),
            )
        for role in self.words:
            self._ask_about_words(role, words, findings)

    def _place(self, role: str, names: dict[str, int]) -> str:
        return self.table.sheet.place(next(iter(names.values())), self.roles[role].index)

    def _ask_about_strangers(self, findings: Findings) -> None:
        near = [
            tell("answer-near-area", name=repr(name), areas=", ".join(slugs), pair=repr(f"{name}={slugs[0]}"))
            for name, (_, slugs) in list(self.strangers.items())[:_LISTED]
            if slugs
        ]
        findings.ask(
            self._place("area", {name: row for name, (row, _) in self.strangers.items()}),
            tell("ask-unknown-areas", names=_list(self.strangers)),
            *near,
            tell("answer-add-areas"),
            tell("answer-leave-out", pair=repr(f"{list(self.strangers)[-1]}=-")),
        )

    def _ask_about_words(self, role: str, words: Words, findings: Findings) -> None:
        names, labels = self.words[role], words.codes[role]
        near = dict.fromkeys(code for name in names for code in words.near(role, name))
        findings.ask(
            self._place(role, names),
            tell("ask-unknown-words", role=role_word(role), names=_list(names)),
            *([tell("answer-nearest", codes=_codes(near, labels))] if near else []),
            tell("answer-known", codes=_codes(labels, labels)),
        )


def _list(names) -> str:
    return some(map(repr, names), _LISTED)


def _codes(codes, labels: dict[str, str]) -> str:
    return ", ".join(f"{code} ({labels.get(code, code)})" for code in codes)
