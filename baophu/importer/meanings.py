"""The meaning of a cell: scheme, group, kind, unit and scale, from its header, row and options."""

from typing import NamedTuple

from baophu.common.messages import message
from baophu.importer.cells import TEXT
from baophu.importer.errors import Findings
from baophu.importer.open_questions import OpenQuestions
from baophu.importer.options import Options
from baophu.importer.rows import Entry
from baophu.importer.words import COUNT_UNITS, code_word, is_unit_of_kind

IMPORTABLE_KINDS = (
    "count", "rate", "share", "attainment", "target_count", "target_rate", "shortfall", "denominator", "flow", "loss",
)  # fmt: skip


class Meaning(NamedTuple):
    """What a cell counts, combined from header, row and options."""

    scheme: str
    group: str
    kind: str
    unit: str
    scale: int


class MeaningReader:
    """Finds what the entries of one table count; ambiguities go to the open questions."""

    def __init__(self, open_questions: OpenQuestions, options: Options, findings: Findings):
        self.open_questions, self.options, self.findings = open_questions, options, findings
        self._cache: dict[tuple, Meaning | None] = {}

    def read(self, entry: Entry) -> Meaning | None:
        percent = is_percent(entry)
        key = (entry.column.index, entry.keys[1:6], percent)
        if key not in self._cache:
            self._cache[key] = self._combine_meaning(entry, percent)
        kind = entry.keys.kind
        if self._cache[key] is None and kind and kind not in IMPORTABLE_KINDS and not kind.startswith("?"):
            place = self.open_questions.table.sheet.cell_reference(entry.row, entry.column.index)
            rule = message("wrong-kind", kind=code_word("kind", kind))
            self.findings.fault(place, entry.cell.text, rule, message("cure-kind"))
        return self._cache[key]

    def _combine_meaning(self, entry: Entry, percent: bool) -> Meaning | None:
        keys, header, options = entry.keys, entry.column.meanings, self.options
        scheme = keys.scheme or header.get("scheme") or options.scheme
        group = (keys.group if keys.group != "total" else "") or header.get("group") or options.group or "total"
        named_unit = keys.unit or header.get("unit", "")
        kind = keys.kind or header.get("kind") or kind_of_unit(named_unit, percent) or options.kind
        if kind == "rate" and not named_unit and options.kind in ("attainment", "share", "target_rate"):
            kind = options.kind  # the analyst's kind is more specific than a bare percentage
        if kind and kind not in IMPORTABLE_KINDS:
            return None  # reported with each cell
        unit = self._unit(kind, scheme, group, named_unit)
        scale = self._scale(entry, kind)
        missing = [name for name, value in (("scheme", scheme), ("kind", kind)) if not value]
        # A rate's unit may follow from its scheme, so ask for it only if no scheme can decide it.
        unit_follows = not scheme and kind in ("rate", "target_rate") and not self.open_questions.plan_texts
        missing += ["unit"] if kind and not unit and not unit_follows else []
        missing += ["scale"] if not scale else []
        for name in missing:
            self.open_questions.add(name, entry, kind if name == "unit" else "")
        return None if missing else Meaning(scheme, group, kind, unit, scale)

    def _unit(self, kind: str, scheme: str, group: str, named_unit: str) -> str:
        """The unit of the file, else of the options, else the default one; blank if that is open."""
        if named_unit and named_unit != "percent" and (not kind or is_unit_of_kind(kind, named_unit)):
            return named_unit
        if kind and self.options.unit and is_unit_of_kind(kind, self.options.unit):
            return self.options.unit
        if kind == "attainment":
            return "percent_of_plan"
        if kind in ("rate", "target_rate") and group != "total":
            return "percent_of_group"
        # For health insurance a bare percentage is of the population, unless the table mentions a plan.
        if (
            kind in ("rate", "target_rate")
            and scheme == "bhyt"
            and (kind == "target_rate" or not self.open_questions.plan_texts)
        ):
            return "percent_of_population"
        return ""

    def _scale(self, entry: Entry, kind: str) -> int:
        """The factor of a count; 0 if a note above the table mentions thousands and no header does."""
        if kind in ("", "rate", "share", "attainment", "target_rate"):
            return 1
        named_scale = int(entry.column.meanings.get("scale", 0)) or (entry.keys.scale if entry.keys.scale > 1 else 0)
        return named_scale or self.options.scale or (0 if self.open_questions.scale_text else 1)


def is_percent(entry: Entry) -> bool:
    """Whether a cell shows a percent sign."""
    cell = entry.cell
    return cell.is_percent or (cell.kind == TEXT and cell.text.endswith("%"))


def kind_of_unit(unit: str, percent: bool) -> str:
    """The kind that follows from a unit: a count, a rate or an attainment; blank if none."""
    if percent or unit == "percent":
        return "rate"
    if unit == "percent_of_plan":
        return "attainment"
    if unit.startswith("percent_of"):
        return "rate"
    return "count" if unit in COUNT_UNITS else ""
