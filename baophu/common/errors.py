"""What can go wrong, named by the fault; each message tells the analyst the cure.

``exit_code`` is what the command line returns: 2 for a wrong word in the call, 3 for wrong data,
4 for a notebook that fails, 5 for an output that does not hold what it should.
"""

from baophu.common.messages import message

# Where a page of docs/ says more than a message can. By name, because most faults are defined where they are raised.
# Not for faults of a notebook: they are promised to be one line, and lists of many reports print them so.
PAGES = {
    "InvalidLedger": "docs/steward.md",
    "Undecided": "docs/import.md",
    "InvalidImport": "docs/import.md",
    "FormExists": "docs/import.md",
    "NoCluster": "docs/cluster.md",
    "ClusterLost": "docs/cluster.md",
    "ClusterDiffers": "docs/cluster.md",
    "BadAddress": "docs/cluster.md",
    "UnknownAnswer": "docs/import.md",
    "UnknownChart": "docs/api.md",
    "UnknownChoice": "docs/lab.md",
    "UnknownNotebook": "docs/api.md",
    "BadParameter": "docs/api.md",
    "NoRevision": "docs/steward.md",
}


class BaophuError(Exception):
    """A fault the analyst can mend; shown as one message, never as a traceback.

    Where a page of docs/ helps, the exception carries a note that names it: Python and notebooks show notes below the
    message, and so does the command line.
    """

    exit_code = 1

    def __init__(self, *words):
        super().__init__(*words)
        page = PAGES.get(type(self).__name__)
        if page and not any(page in str(word) for word in words):
            self.add_note(message("see", page=page))


class UnknownProvince(BaophuError):
    """No province of this name; the message suggests the nearest."""

    exit_code = 2


class UnknownLanguage(BaophuError):
    """A report language for which there is no catalogue."""

    exit_code = 2


class UnknownEngine(BaophuError):
    """A way of running notebooks that there is not."""

    exit_code = 2


class BadDeadline(BaophuError):
    """A deadline that is no number of seconds."""

    exit_code = 2


class BadAddress(BaophuError):
    """An address that cannot be written to: no such protocol, its driver is missing, or it is not permitted."""

    exit_code = 2


class NoCluster(BaophuError):
    """No scheduler at the address, none that can be spoken to, or no worker."""

    exit_code = 2


class ClusterDiffers(BaophuError):
    """A worker of the cluster has other packages, code or data than this machine; it is given nothing to build."""

    exit_code = 2


class ClusterLost(BaophuError):
    """The scheduler or every worker went away in mid-run; what has been finished is whole."""


class UndeclaredParameter(BaophuError):
    """A parameter that the notebook does not declare: it would run with its default instead."""

    exit_code = 2


class InvalidLedger(BaophuError):
    """Rows under data/ that break a rule; ``problems`` has one line for each."""

    exit_code = 3

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join([*map(str, self.problems), message("problems", count=len(self.problems))]))


class CellFailed(BaophuError):
    """A cell of the notebook raised; no report is written."""

    exit_code = 4


class ProcessDied(CellFailed):
    """The process that made a report ended while no cell was running: for want of memory, or because it was killed."""


class ReportNotWhole(BaophuError):
    """A rendered file does not hold the province, title or data that it should; it is not published."""

    exit_code = 5


def is_report_fault(error: Exception) -> bool:
    """Whether a fault is the report's own, and not one of the data, of the call or of the machine."""
    return not isinstance(error, InvalidLedger | UnknownEngine | BadDeadline | ProcessDied | OSError)
