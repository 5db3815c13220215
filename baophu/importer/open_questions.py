"""Questions about whole columns, asked once for each subject with the first cell that it concerns."""

from collections.abc import Iterable

from baophu.common.messages import message
from baophu.importer.context import PLAN, Statement, ignore_answer, read_statements
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.rows import Entry
from baophu.importer.words import COUNT_UNITS, Words, code_word, is_unit_of_kind

_SCHEMES = ("bhyt", "bhxh", "bhxh_bb", "bhxh_tn", "bhtn", "all")
_KINDS = ("count --unit persons", "count --unit cards", "rate --unit percent_of_population")
_PERCENTAGES = ("percent_of_population", "percent_of_labour_force", "percent_of_working_age_labour_force")


class OpenQuestions:
    """Open questions by subject, and the texts above the table that are relevant to them."""

    def __init__(self, table: Table, titles: list[Statement], notes: list[Statement], words: Words):
        self.table, self.titles, self.notes = table, titles, notes
        # Headers of skipped columns count too: they show what kind of table it is.
        self.headers = read_statements(table, range(table.header_start, table.data_start), words)
        self.plan_texts = [
            s.text for s in (*titles, *self.headers) if PLAN in s.says or ("kind", "attainment") in s.meanings
        ]
        texts = [statement.text for statement in (*self.titles, *notes)]
        self.scale, self.scale_text = next(((s, text) for text in texts if (s := words.find_scale(text)) > 1), (1, ""))
        self._open: dict[tuple[str, object], dict[int, Entry]] = {}

    def add(self, subject: str, detail: object, entry: Entry) -> None:
        """Add an open subject of an entry: scheme, kind, unit (of a kind), scale, time, year, or a text in doubt."""
        self._open.setdefault((subject, detail), {}).setdefault(entry.column.index, entry)

    def ask(self, findings: Findings, settled_texts: set[Statement]) -> None:
        """Add a question for every open subject to the findings, and for texts of which not all is known or settled."""
        unknown = [text for text in (*self.titles, *self.notes) if text.unknown_words and text not in settled_texts]
        for text in unknown:
            question = message("ask-other", text=repr(text.text), words=repr(" ".join(text.unknown_words)))
            answers = () if text.is_unit else (ignore_answer(text),)
            findings.ask(text.reference, question, message("answer-other"), *answers)
        for (subject, detail), entries in self._open.items():
            if subject in ("kind", "scale") and unknown:
                continue  # they may say it
            first, *others = entries.values()
            is_of_text = isinstance(detail, Statement)
            question, options = _ask_about(subject, detail) if is_of_text else self._ask(subject, detail)
            question = (
                message("ask-also", asks=question, columns=join_columns(others, self.table)) if others else question
            )
            place = self.table.sheet.cell_reference(first.row, first.column.index)
            findings.ask(detail.reference if is_of_text else place, question, *options)

    def _ask(self, subject: str, detail: str) -> tuple[str, Iterable[str]]:
        """The question about a subject, and its answers."""
        if subject == "unit":
            return self._ask_unit(detail)
        hints = [t.text for t in self.titles if subject == "year" and any(map(str.isdecimal, t.text))]
        if hints:
            return message("ask-year-above", text=repr(hints[0])), ("--year YYYY",)
        if subject == "target":
            return message("ask-header", title=repr(detail)), (message("answer-name-column"),)
        options = {
            "scheme": (*map("--scheme {}".format, _SCHEMES), message("answer-scheme-unit")),
            "kind": (*map("--kind {}".format, _KINDS), message("answer-other-kinds")),
            "time": ("--as-of YYYY-MM-DD", message("answer-year")),
            "year": ("--year YYYY",),
            "scale": (f"--scale {self.scale}", message("answer-persons")),
        }
        return message(f"ask-{subject}", text=repr(self.scale_text)), options[subject]

    def _ask_unit(self, kind: str) -> tuple[str, Iterable[str]]:
        if is_unit_of_kind(kind, "persons"):
            return message("ask-unit", kind=code_word("kind", kind)), map("--unit {}".format, COUNT_UNITS)
        options = (*map("--unit {}".format, _PERCENTAGES), message("answer-attainment"))
        if self.plan_texts:
            return message("ask-percent-plan", kind=code_word("kind", kind), plan=repr(self.plan_texts[0])), options
        return message("ask-percent", kind=code_word("kind", kind)), options


def _ask_about(subject: str, text: Statement) -> tuple[str, tuple[str, ...]]:
    """The question about a text around the table: a plan, a change, people who are not insured or do something else."""
    answers = {"plan": "answer-plan", "uninsured": "answer-uninsured", "change": "answer-flow"}
    answer = (message(answers[subject]),) if subject in answers else ()
    return message(f"ask-{subject}", text=repr(text.text)), (*answer, ignore_answer(text))


def join_columns(entries: list[Entry], table: Table) -> str:
    """The column names of some entries."""
    return ", ".join(dict.fromkeys(table.sheet.column_name(entry.column.index) for entry in entries))
