"""The meaning of a cell: scheme, group, kind, unit and scale.

What a row says of itself counts before its header, the header before the texts around the table, and the analyst's
options fill in what all of them leave open.
"""

from typing import NamedTuple

from baophu.common.messages import message
from baophu.importer import context
from baophu.importer.cells import TEXT
from baophu.importer.context import Statement, find_meaning
from baophu.importer.errors import Findings
from baophu.importer.open_questions import OpenQuestions
from baophu.importer.options import Options
from baophu.importer.rows import Entry
from baophu.importer.words import COUNT_UNITS, Words, code_word, is_share, is_unit_of_kind

IMPORTABLE_KINDS = (
    "count", "rate", "share", "attainment", "target_count", "target_rate", "shortfall", "denominator", "flow", "loss",
)  # fmt: skip


_ANSWERS = {"plan": ("target_count", "target_rate"), "change": ("flow",)}  # kinds that settle a doubt


class Meaning(NamedTuple):
    """What a cell counts, combined from header, row and options."""

    scheme: str
    group: str
    kind: str
    unit: str
    scale: int


class MeaningReader:
    """Finds what the entries of one table count; ambiguities go to the open questions."""

    def __init__(self, open_questions: OpenQuestions, words: Words, options: Options, findings: Findings):
        self.open_questions, self.words, self.options, self.findings = open_questions, words, options, findings
        self.count_columns: set[int] = set()  # of whole numbers far above 100
        self.has_decimal_counts = False  # so that they count in thousands, where the table says so
        self.plan_title: Statement | None = None  # decides that the table holds targets
        self.settled_texts: set[Statement] = set()  # of which is asked, or answered, what they make of the figures
        schemes = {c.meanings["scheme"] for c in open_questions.table.columns if "scheme" in c.meanings}
        self._only_scheme = schemes.pop() if len(schemes) == 1 else ""
        self._has_rates = any(is_share(c.meanings.get("kind", "")) for c in open_questions.table.columns)
        self._cache: dict[tuple, Meaning | None] = {}

    def read(self, entry: Entry) -> Meaning | None:
        percent = is_percent(entry)
        key = (entry.column.index, entry.keys[1:6], entry.keys.sections, percent)
        if key not in self._cache:
            self._cache[key] = self._combine_meaning(entry, percent)
        kind = entry.keys.kind
        if self._cache[key] is None and kind and kind not in IMPORTABLE_KINDS and not kind.startswith("?"):
            place = self.open_questions.table.sheet.cell_reference(entry.row, entry.column.index)
            rule = message("wrong-kind", kind=code_word("kind", kind))
            self.findings.fault(place, entry.cell.text, rule, message("cure-kind"))
        return self._cache[key]

    def find_plan_title(self, years: set[int], sections: set[Statement]) -> None:
        """Find the title that makes targets of all figures: theirs are the years of its plan, and nothing else is done.

        A table that speaks of results, or of several years, may hold levels beside the plan.
        """
        around = (*self.open_questions.titles, *self.open_questions.notes)
        others = [
            statement for statement in (*around, *self.open_questions.headers, *sections) if not statement.plan_year
        ]
        others = [statement for statement in others if statement.says - {context.INSURED_PEOPLE}]
        plans = [statement for statement in around if statement.plan_year and years <= {statement.plan_year}]
        self.plan_title = plans[0] if plans and not others else None

    def _combine_meaning(self, entry: Entry, percent: bool) -> Meaning | None:
        keys, header, options = entry.keys, entry.column.meanings, self.options
        kind = self.kind(entry)
        scheme = keys.scheme or header.get("scheme") or self._said(entry, "scheme") or options.scheme
        if kind == "denominator" or header.get("unit") == "percent_of_population":
            scheme = scheme or self._only_scheme  # a population, a coverage rate beside its count
        own_group = (keys.group if keys.group != "total" else "") or header.get("group")
        group = own_group or self._said(entry, "group") or options.group or "total"
        named_unit = keys.unit or header.get("unit", "")
        if not named_unit and self._said(entry, "kind") in ("", kind) and "open" not in header:
            named_unit = self._said(entry, "unit")
        if kind in ("", "target") and self._is_plain_count(entry):
            kind, named_unit = {"": "count", "target": "target_count"}[kind], "persons"
        if kind == "rate" and not named_unit and options.kind in ("attainment", "share", "target_rate"):
            kind = options.kind  # the analyst's kind is more specific than a bare percentage
        doubt = self._doubt(entry, kind, scheme, group, own_group)
        if doubt and doubt[1] is not self.plan_title:
            self.settled_texts.add(doubt[1])
        if doubt and doubt == ("plan", self.plan_title):
            kind = f"target_{kind}"
            self.findings.note(message("note-plan", text=repr(doubt[1].text)))
        elif doubt and options.kind in _ANSWERS.get(doubt[0], ()):
            kind = {"plan": f"target_{kind}", "change": options.kind}[doubt[0]]
        elif doubt and not (doubt[0] == "uninsured" and options.group == "uninsured"):
            self.open_questions.add(*doubt, entry)
            return None
        if kind == "target":
            self.open_questions.add("target", entry.column.title, entry)
            return None
        if kind and kind not in IMPORTABLE_KINDS:
            return None  # reported with each cell
        unit = self._unit(entry, kind, scheme, group, named_unit)
        scale = self.scale(entry, kind)
        missing = [name for name, value in (("scheme", scheme), ("kind", kind)) if not value]
        # A rate's unit may follow from its scheme, so ask for it only if no scheme can decide it.
        unit_follows = not scheme and kind in ("rate", "target_rate") and not self.open_questions.plan_texts
        missing += ["unit"] if kind and not unit and not unit_follows else []
        missing += ["scale"] if not scale else []
        for name in missing:
            self.open_questions.add(name, kind if name == "unit" else "", entry)
        return None if missing else Meaning(scheme, group, kind, unit, scale)

    def kind(self, entry: Entry) -> str:
        """The kind of a figure, as far as its row, header, the texts around it and the options say it."""
        keys, header, percent = entry.keys, entry.column.meanings, is_percent(entry)
        named = keys.kind or header.get("kind") or kind_of_unit(keys.unit or header.get("unit", ""), percent)
        said = self._said(entry, "kind") or kind_of_unit(self._said(entry, "unit"), False)
        return named or said or self.options.kind

    def _said(self, entry: Entry, name: str) -> str:
        return find_meaning(name, entry.keys.sections, self.open_questions.titles)

    def _is_plain_count(self, entry: Entry) -> bool:
        """Whether a column headed by no more than a scheme, times, plan or results counts people.

        It holds whole numbers far above 100. A plan and its results may be those of another header, such as of money.
        """
        header = entry.column.meanings
        is_named = {"group", "unit", "role"} & header.keys() or self._said(entry, "group")
        near = self.open_questions.headers if {"done", "kind"} & header.keys() else ()
        texts = (*self._around(entry), *near)
        speaks_of_people = not any(context.CHANGE in text.says or text.unknown_words for text in texts)
        is_in_ones = not is_named and speaks_of_people and self.scale(entry, "count") == 1
        return is_in_ones and entry.column.index in self.count_columns

    def _around(self, entry: Entry) -> tuple[Statement, ...]:
        return (*entry.keys.sections, *self.open_questions.titles, *self.open_questions.notes)

    def _doubt(self, entry: Entry, kind: str, scheme: str, group: str, own_group: str) -> tuple[str, Statement] | None:
        """What a text around the table puts in doubt about a figure that its row and header call a level."""
        around, title = self._around(entry), entry.column.title
        if kind not in ("count", "rate") or entry.keys.kind:
            return None
        own = context.read_statement(title, self.words)
        open_group = "" if entry.keys.group or self.options.group else group
        for name, own_value in (("scheme", scheme), ("group", open_group)):
            if statement := self._find_conflict(entry, name, own_value):
                return "conflict", statement
        if not own.says & {context.PLAN, context.DONE} and "open" not in entry.column.meanings:
            # A section of plans, or of results, says more of its rows than the titles.
            near = [s for s in reversed(entry.keys.sections) if s.says & {context.PLAN, context.DONE}][:1] or around
            if not any(context.DONE in statement.says for statement in near):
                for statement in near:
                    if context.PLAN in statement.says:
                        return "plan", statement
        units = {column.meanings.get("unit") for column in self.open_questions.table.columns}
        units |= set() if "unit" in entry.column.meanings else {self._said(entry, "unit")}
        for statement in around:
            if ("group", "uninsured") in statement.meanings and not own_group:
                both = context.INSURED_PEOPLE in statement.says | own.says
                if both or statement in self.open_questions.notes:
                    return "uninsured", statement
            if context.CHANGE in statement.says and context.DONE not in own.says:
                return "change", statement
            unit, counts = statement.meaning("unit"), statement.is_unit or statement.meaning("kind") == "count"
            if kind == "count" and counts and unit not in ("", "persons", entry.keys.unit, *units):
                return "conflict", statement
            if kind == "count" and statement.meaning("kind") == "rate" and not self._has_rates:
                return "conflict", statement
        return None

    def _find_conflict(self, entry: Entry, name: str, own: str) -> Statement | None:
        """The text that says other schemes or groups than the figures', and than other columns; an office is none."""
        columns = {column.meanings.get(name) for column in self.open_questions.table.columns}
        near = [s for s in reversed(entry.keys.sections) if s.meaning(name)][:1]
        for statement in near or self._around(entry) if own else ():
            values = {v for n, v in statement.meanings if n == name} - {"bhxh", "uninsured"}
            is_kin = any(f"{own}_".startswith(f"{v}_") or f"{v}_".startswith(f"{own}_") for v in values)
            if values and not is_kin and (near or not values <= columns):
                return statement
        return None

    def _unit(self, entry: Entry, kind: str, scheme: str, group: str, named_unit: str) -> str:
        """The unit of the file, else of the options, else the default one; blank if that is open."""
        is_of_group = named_unit == "percent_of_population" and group not in ("total", "uninsured")
        if named_unit not in ("", "percent") and not is_of_group and (not kind or is_unit_of_kind(kind, named_unit)):
            return named_unit
        if kind and self.options.unit and is_unit_of_kind(kind, self.options.unit):
            return self.options.unit
        if kind == "attainment":
            return "percent_of_plan"
        if kind in ("rate", "target_rate") and group not in ("total", "uninsured"):
            return "percent_of_group"
        # For health insurance a bare percentage is of the population, unless the header or table mentions a plan.
        if (
            kind in ("rate", "target_rate")
            and scheme == "bhyt"
            and group == "total"
            and "open" not in entry.column.meanings
            and (kind == "target_rate" or not self.open_questions.plan_texts)
        ):
            return "percent_of_population"
        return ""

    def scale(self, entry: Entry, kind: str) -> int:
        """The factor of a count; 0 if the table mentions thousands, and whole numbers may be persons all the same."""
        if not kind or is_share(kind):
            return 1
        named_scale = int(entry.column.meanings.get("scale", 0)) or (entry.keys.scale if entry.keys.scale > 1 else 0)
        said_scale = self.open_questions.scale
        return named_scale or self.options.scale or (said_scale if said_scale == 1 or self.has_decimal_counts else 0)


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
