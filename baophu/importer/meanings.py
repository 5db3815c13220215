"""What a cell counts: its scheme, group, kind, unit and scale, from header, row and options together."""

from typing import NamedTuple

from baophu.common.messages import message
from baophu.importer.cells import TEXT
from baophu.importer.errors import Findings
from baophu.importer.options import Options
from baophu.importer.pending import Pending
from baophu.importer.rows import Entry
from baophu.importer.words import WHOLE, code_word, fits

IMPORTABLE = (
    "count", "rate", "share", "attainment", "target_count", "target_rate", "shortfall", "denominator", "flow", "loss",
)  # fmt: skip


class Meaning(NamedTuple):
    """What a cell counts, once all that is said of it has been put together."""

    scheme: str
    group: str
    kind: str
    unit: str
    scale: int


class Meanings:
    """Settles what the entries of one table count; what is open goes to the pending questions."""

    def __init__(self, pending: Pending, options: Options, findings: Findings):
        self.pending, self.options, self.findings = pending, options, findings
        self._known: dict[tuple, Meaning | None] = {}

    def of(self, entry: Entry) -> Meaning | None:
        percent = is_percent(entry)
        key = (entry.column.index, entry.keys[1:6], percent)
        if key not in self._known:
            self._known[key] = self._settled_meaning(entry, percent)
        kind = entry.keys.kind
        if self._known[key] is None and kind and kind not in IMPORTABLE and not kind.startswith("?"):
            place = self.pending.table.sheet.place(entry.row, entry.column.index)
            rule = message("wrong-kind", kind=code_word("kind", kind))
            self.findings.fault(place, entry.cell.text, rule, message("cure-kind"))
        return self._known[key]

    def _settled_meaning(self, entry: Entry, percent: bool) -> Meaning | None:
        keys, means, options = entry.keys, entry.column.means, self.options
        scheme = keys.scheme or means.get("scheme") or options.scheme
        group = (keys.group if keys.group != "total" else "") or means.get("group") or options.group or "total"
        said_unit = keys.unit or means.get("unit", "")
        kind = keys.kind or means.get("kind") or kind_of_unit(said_unit, percent) or options.kind
        if kind == "rate" and not said_unit and options.kind in ("attainment", "share", "target_rate"):
            kind = options.kind  # a bare percentage is closer told by the analyst
        if kind and kind not in IMPORTABLE:
            return None  # asked, or told with each cell
        unit = self._unit(kind, scheme, group, said_unit)
        scale = self._scale(entry, kind)
        missing = [name for name, value in (("scheme", scheme), ("kind", kind)) if not value]
        # A rate's unit may follow from its scheme, so it is asked for only where no scheme would settle it.
        follows = not scheme and kind in ("rate", "target_rate") and not self.pending.plans
        missing += ["unit"] if kind and not unit and not follows else []
        missing += ["scale"] if not scale else []
        for name in missing:
            self.pending.add(name, entry, kind if name == "unit" else "")
        return None if missing else Meaning(scheme, group, kind, unit, scale)

    def _unit(self, kind: str, scheme: str, group: str, said: str) -> str:
        """The unit said, else the one given, else the only usual one; blank where that is open."""
        if said and said != "percent" and (not kind or fits(kind, said)):
            return said
        if kind and self.options.unit and fits(kind, self.options.unit):
            return self.options.unit
        if kind == "attainment":
            return "percent_of_plan"
        if kind in ("rate", "target_rate") and group != "total":
            return "percent_of_group"
        # A bare percentage is of the population for health insurance, unless the table speaks of a plan.
        if kind in ("rate", "target_rate") and scheme == "bhyt" and (kind == "target_rate" or not self.pending.plans):
            return "percent_of_population"
        return ""

    def _scale(self, entry: Entry, kind: str) -> int:
        """How many one of the cell stands for; 0 where a remark above speaks of thousands and no header does."""
        if kind in ("", "rate", "share", "attainment", "target_rate"):
            return 1
        said = int(entry.column.means.get("scale", 0)) or (entry.keys.scale if entry.keys.scale > 1 else 0)
        return said or self.options.scale or (0 if self.pending.scaled else 1)


def is_percent(entry: Entry) -> bool:
    """Whether a cell shows a percent sign."""
    cell = entry.cell
    return cell.percent or (cell.kind == TEXT and cell.text.endswith("%"))


def kind_of_unit(unit: str, percent: bool) -> str:
    """The kind that a unit alone makes plain; a count of people at a day, or a rate."""
    if percent or unit == "percent":
        return "rate"
    if unit == "percent_of_plan":
        return "attainment"
    if unit.startswith("percent_of"):
        return "rate"
    return "count" if unit in WHOLE else ""
