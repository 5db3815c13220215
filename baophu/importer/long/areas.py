"""Which areas the names of a long file mean, province by province."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from baophu.errors import UnknownProvince
from baophu.importer import areas as names
from baophu.importer.areas import Areas, area_rows
from baophu.importer.errors import Findings
from baophu.importer.long.choose import Columns
from baophu.importer.long.survey import First, Survey
from baophu.importer.options import Options
from baophu.importer.rows import is_name
from baophu.importer.words import Words
from baophu.ledger.names import fold, provinces, resolve_province, suggestion
from baophu.told import some, tell

_LISTED = 20


class Place(NamedTuple):
    """An area and its province; both blank where a row names none."""

    province: str = ""
    area: str = ""


@dataclass
class Places:
    """Places by code; rows of a code that is missing are left out."""

    known: dict[int, Place] = field(default_factory=dict)
    added: dict[str, dict] = field(default_factory=dict)  # rows of areas.csv by slug
    left_out: int = 0  # different names


class PlaceReader:
    """Settles the names of one file; what nobody knows is gathered and told once."""

    def __init__(self, data: Path, columns: Columns, survey: Survey, words: Words, options: Options):
        self.data, self.columns, self.survey, self.words, self.options = data, columns, survey, words, options
        self._given = {fold(name): meant for name, meant in options.areas.items()}
        self._texts = {column: labels.texts for column, labels in survey.labels.items()}
        self._areas = self._by_province()
        self._strangers: list[tuple[First, str, tuple[str, ...]]] = []
        self._own_names: list[tuple[First, str, str]] = []
        self._outside: list[tuple[First, str]] = []

    def _by_province(self) -> dict[str, Areas]:
        """The areas of each province apart: a name is looked for among its neighbours alone."""
        rows = area_rows(self.data)
        own: dict[str, dict] = defaultdict(dict)
        for slug, row in rows.items():
            own[_province_of(slug, rows)][slug] = row
        return {slug: Areas(self.data, slug, self.options.areas, own[slug]) for slug in provinces(self.data)}

    def read(self, findings: Findings) -> Places:
        """Every place of the file; questions and faults go into the findings."""
        found = Places()
        for code, first in self.survey.joints["place"].first.items():
            place = self._place(first, findings)
            if place is None:
                found.left_out += 1
            else:
                found.known[code] = place
        for areas in self._areas.values():
            found.added |= areas.added
        self._ask(found, findings)
        return found

    def _place(self, first: First, findings: Findings) -> Place | None:
        name = self._texts[self.columns.province][first.labels[self.columns.province]]
        label = "" if self.columns.area is None else self._texts[self.columns.area][first.labels[self.columns.area]]
        if not name or (self.columns.area is not None and not label):
            return Place()
        meant = self._given.get(fold(name), name)
        if meant == names.NOTHING:
            return None
        if fold(meant) in names.COUNTRY:
            if not self.options.skip_other_provinces:
                self._outside.append((first, name))
            return None
        try:
            province = resolve_province(meant, self.data)
        except UnknownProvince:
            cure = tell("cure-no-province", hint=suggestion(meant, self.data), pair=repr(f"{name}=-"))
            findings.fault(self._where(first, self.columns.province), name, tell("wrong-no-province"), cure)
            return None
        if self.columns.area is None or self.words.is_total(label):
            return Place(province, province)
        return self._area(first, province, label, findings)

    def _area(self, first: First, province: str, label: str, findings: Findings) -> Place | None:
        areas = self._areas[province]
        match = areas.find(label, hints=not self.options.add_areas)
        if match.sort == names.UNKNOWN and self.options.add_areas and is_name(label, self.words):
            return Place(province, areas.add(label)["area"])
        if match.sort == names.OWN:
            if match.area == province and areas.is_bare_own_name(label):
                self._own_names.append((first, province, label))
            return Place(province, match.area)
        if match.sort == names.OTHER:
            rule = tell("wrong-other-province", province=province)
            findings.fault(self._where(first, self.columns.area), label, rule, tell("cure-other-province"))
        elif match.sort != names.LEFT_OUT:
            self._strangers.append((first, f"{label} ({province})", match.near))
        return None

    def _where(self, first: First, column: int) -> str:
        return self.columns.table.sheet.place(first.row, column)

    # ── Questions ─────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, found: Places, findings: Findings) -> None:
        if self._strangers:
            self._ask_about_strangers(findings)
        if self._outside:
            first, name = self._outside[0]
            asks = tell("ask-country", name=repr(name))
            findings.ask(self._where(first, self.columns.province), asks, "--skip-other-provinces")
        with_parts = {place.province for place in found.known.values() if place.area != place.province}
        for first, province, label in self._own_names:
            if province in with_parts:
                findings.ask(
                    self._where(first, self.columns.area),
                    tell("ask-own-name", name=repr(label)),
                    tell("answer-own-province", pair=repr(f"{label}={province}")),
                    tell("answer-own-city", pair=repr(f"{label}=TP {label}")),
                )

    def _ask_about_strangers(self, findings: Findings) -> None:
        first = self._strangers[0][0]
        near = [
            tell("answer-near-areas", name=repr(name), areas=", ".join(near))
            for _, name, near in self._strangers
            if near
        ][:_LISTED]
        findings.ask(
            self._where(first, self.columns.area),
            tell("ask-unknown-areas", names=some((repr(name) for _, name, _ in self._strangers), _LISTED)),
            *near,
            tell("answer-add-areas-long"),
            tell("answer-area-long"),
        )


def _province_of(slug: str, rows: dict[str, dict]) -> str:
    """The province that an area lies in, or the area itself where it is one or lies in none."""
    row = rows.get(slug, {})
    while row and row["kind"] != "province" and row["parent"]:
        slug, row = row["parent"], rows.get(row["parent"], {})
    return slug
