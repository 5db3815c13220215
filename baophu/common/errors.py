"""Exceptions, named by their fault; each message tells the analyst how to fix it.

``exit_code`` is the exit status of the command line: 2 for wrong arguments, 3 for wrong data,
4 for a notebook that fails, 5 for an incomplete output.
"""

from baophu.common.messages import message

# Pages of docs/ with more help, by class name, because most exceptions are defined where they are raised.
# None for errors of a notebook: their messages stay one line, as batches list them.
PAGES = {
    "InvalidLedger": "docs/steward.md",
    "NoData": "docs/install.md",
    "AmbiguousImport": "docs/import.md",
    "InvalidImport": "docs/import.md",
    "FormExists": "docs/import.md",
    "NoCluster": "docs/cluster.md",
    "ClusterLost": "docs/cluster.md",
    "ClusterDiffers": "docs/cluster.md",
    "BadAddress": "docs/cluster.md",
    "UnknownAnswer": "docs/import.md",
    "UnknownChart": "docs/api.md",
    "UnlinkedMarks": "docs/api.md",
    "UnknownChoice": "docs/lab.md",
    "UnknownNotebook": "docs/api.md",
    "BadParameter": "docs/api.md",
    "NoRevision": "docs/steward.md",
    "AmbiguousRecordFile": "docs/records.md",
    "InvalidRecordFile": "docs/records.md",
    "FolderNotIgnored": "docs/records.md",
    "NotPublished": "docs/records.md",
    "OfficeOnly": "docs/records.md",
    "ThresholdTooLow": "docs/records.md",
    "UnsafeKey": "docs/records.md",
}


class BaophuError(Exception):
    """An error that the analyst can fix; the command line shows its message without a traceback.

    If a page of docs/ helps, a note of the exception names it. Python, notebooks and the command line show notes below
    the message.
    """

    exit_code = 1

    def __init__(self, *words):
        super().__init__(*words)
        page = PAGES.get(type(self).__name__)
        if page and not any(page in str(word) for word in words):
            self.add_note(message("see", page=page))


class NoData(BaophuError):
    """There is no folder of data where the package or the working directory is, nor does BAOPHU_DATA name one."""

    exit_code = 2


class UnknownProvince(BaophuError):
    """No province has this name; the message suggests the nearest."""

    exit_code = 2


class UnknownLanguage(BaophuError):
    """No catalogue exists for this report language."""

    exit_code = 2


class UnknownEngine(BaophuError):
    """No engine for running notebooks has this name."""

    exit_code = 2


class BadDeadline(BaophuError):
    """A deadline that is not a number of seconds."""

    exit_code = 2


class BadAddress(BaophuError):
    """An address that cannot be written to: unknown protocol, missing driver or no permission."""

    exit_code = 2


class NoCluster(BaophuError):
    """No scheduler answers at the address, or it has no worker."""

    exit_code = 2


class ClusterDiffers(BaophuError):
    """A worker has other packages, code or data than this machine; it receives no work."""

    exit_code = 2


class ClusterLost(BaophuError):
    """The scheduler or every worker stopped during the run; finished reports are complete."""


class UndeclaredParameter(BaophuError):
    """A parameter that the notebook does not declare, so that it would run with its default."""

    exit_code = 2


class InvalidLedger(BaophuError):
    """Rows under data/ break rules; ``problems`` has one entry for each."""

    exit_code = 3

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join([*map(str, self.problems), message("problems", count=len(self.problems))]))


class CellFailed(BaophuError):
    """A cell of the notebook raised; no report is written."""

    exit_code = 4


class ProcessDied(CellFailed):
    """The process that built a report ended while no cell was running: out of memory, or killed."""


class ReportNotWhole(BaophuError):
    """A rendered file lacks the expected province, title or data; it is not published."""

    exit_code = 5


def is_report_fault(error: Exception) -> bool:
    """Whether an error is in the report itself, not in the data, the call or the machine."""
    return not isinstance(error, InvalidLedger | UnknownEngine | BadDeadline | ProcessDied | OSError)
