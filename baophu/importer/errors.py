"""Questions and faults of an import, and the exceptions that report them."""

from dataclasses import dataclass, field

from baophu.common.errors import BaophuError
from baophu.common.messages import message

_MAX_LISTED = 200  # a wrong column would otherwise print one line per row


@dataclass(frozen=True)
class Question:
    """An ambiguity of the file: its place, the question and the options that answer it."""

    place: str
    text: str
    options: tuple[str, ...] = ()

    def __str__(self):
        """One question with a line for each option."""
        return "\n".join([f"{self.place}: {self.text}", *(f"    {option}" for option in self.options)])


@dataclass(frozen=True)
class Fault:
    """A wrong cell: its place, its text, the broken rule and the cure."""

    place: str
    value: str
    rule: str
    cure: str

    def __str__(self):
        """One line: place, value, rule, cure."""
        return f"{self.place}{f' {self.value!r}' if self.value else ''}: {self.rule}. {self.cure}"


@dataclass
class Findings:
    """Questions, faults and notes of an import, collected so that all are reported at once."""

    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)  # each once, in order

    def ask(self, place: str, text: str, *options: str) -> None:
        """Add a question, unless it is there already."""
        question = Question(place, text, options)
        if question not in self.questions:
            self.questions.append(question)

    def fault(self, place: str, value: str, rule: str, cure: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(place, value, rule, cure))

    def note(self, text: str) -> None:
        """Add a note for the summary, unless it is there already."""
        self.notes[text] = None

    def stop_if_any(self) -> None:
        """Raise AmbiguousImport for questions, else InvalidImport for faults."""
        if self.questions:
            raise AmbiguousImport(self.questions, self.faults)
        if self.faults:
            raise InvalidImport(self.faults)


class AmbiguousImport(BaophuError):
    """The file is ambiguous; the message has every question and nothing is written."""

    exit_code = 2

    def __init__(self, questions, faults=()):
        self.questions, self.faults = list(questions), list(faults)
        lines = [message("undecided")]
        lines += [f"{number}. {question}" for number, question in enumerate(self.questions, 1)]
        lines += [message("undecided-wrong-too"), *_lines(self.faults)] if self.faults else []
        super().__init__("\n".join(lines))


class InvalidImport(BaophuError):
    """The file has wrong cells; ``faults`` has one entry for each, and nothing is written."""

    exit_code = 3

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("\n".join([*_lines(self.faults), message("faults", count=len(self.faults))]))


class FormExists(BaophuError):
    """The form would overwrite a file that may contain the office's figures."""

    exit_code = 2


def _lines(faults: list[Fault]) -> list[str]:
    more = len(faults) - _MAX_LISTED
    return [*map(str, faults[:_MAX_LISTED]), *([message("faults-more", more=more)] if more > 0 else [])]


def unreadable_file(name: str, rule: str, cure: str) -> InvalidImport:
    """The exception for a file that cannot be read or imported at all."""
    return InvalidImport([Fault(name, "", rule, cure)])
