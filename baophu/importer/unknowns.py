"""Unknown area names and code words, collected over all rows for one question each."""

from dataclasses import dataclass, field

from baophu.common.messages import join_first, message
from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table
from baophu.importer.words import Words, role_word

_MAX_LISTED = 40  # names in one question


@dataclass
class UnknownNames:
    """Unknown names, with the first row of each."""

    table: Table
    roles: dict[str, Column]
    # Row, name in the table and similar areas, by displayed name.
    unknown_areas: dict[str, tuple[int, str, tuple[str, ...]]] = field(default_factory=dict)
    outside_areas: dict[str, int] = field(default_factory=dict)
    bare_province_names: dict[tuple[str, str], int] = field(default_factory=dict)  # name and province
    unknown_words: dict[str, dict[str, int]] = field(default_factory=dict)  # by role

    def add_word(self, role: str, text: str, row: int) -> None:
        """Add a word that is no code of its column's field."""
        self.unknown_words.setdefault(role, {}).setdefault(text, row)

    def ask(self, provinces_with_parts: set[str], words: Words, add_areas: bool, findings: Findings) -> None:
        """Add a question for each category; for ``provinces_with_parts`` the table has other areas too."""
        if self.unknown_areas:
            self._ask_about_areas(add_areas, findings)
        if self.outside_areas:
            question = message("ask-outside", names=_list(self.outside_areas))
            findings.ask(self._place("area", self.outside_areas), question, "--skip-other-provinces")
        for (name, province), row in self.bare_province_names.items():
            if province not in provinces_with_parts:
                continue
            findings.ask(
                self._place("area", {name: row}),
                message("ask-own-name", name=repr(name)),
                message("answer-own-province", pair=repr(f"{name}={province}")),
                message("answer-own-city", pair=repr(f"{name}=TP {name}")),
            )
        for role in self.unknown_words:
            self._ask_about_words(role, words, findings)

    def _place(self, role: str, names: dict[str, int]) -> str:
        return self.table.sheet.cell_reference(next(iter(names.values())), self.roles[role].index)

    def _ask_about_areas(self, add_areas: bool, findings: Findings) -> None:
        suggestions = [
            message("answer-near-area", name=repr(name), areas=", ".join(slugs), pair=repr(f"{name}={slugs[0]}"))
            for _, name, slugs in list(self.unknown_areas.values())[:_MAX_LISTED]
            if slugs
        ]
        findings.ask(
            self._place("area", {name: row for row, name, _ in self.unknown_areas.values()}),
            message("ask-unknown-areas", names=_list(self.unknown_areas)),
            *suggestions,
            *([] if add_areas else [message("answer-add-areas")]),
            message("answer-leave-out", pair=repr(f"{list(self.unknown_areas.values())[-1][1]}=-")),
        )

    def _ask_about_words(self, role: str, words: Words, findings: Findings) -> None:
        names, labels = self.unknown_words[role], words.codes[role]
        nearest = dict.fromkeys(code for name in names for code in words.nearest_codes(role, name))
        findings.ask(
            self._place(role, names),
            message("ask-unknown-words", role=role_word(role), names=_list(names)),
            *([message("answer-nearest", codes=_codes(nearest, labels))] if nearest else []),
            message("answer-known", codes=_codes(labels, labels)),
        )


def _list(names) -> str:
    return join_first(map(repr, names), _MAX_LISTED)


def _codes(codes, labels: dict[str, str]) -> str:
    return ", ".join(f"{code} ({labels.get(code, code)})" for code in codes)
