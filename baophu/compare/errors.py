"""Why a comparison with an earlier revision is not possible."""

from baophu.errors import BaophuError


class NoRevision(BaophuError):
    """There is no git repository, no such revision, or nothing in it that can be compared."""

    exit_code = 2


class TreeDoesNotRun(BaophuError):
    """The code of a version fails before any report is stated."""

    exit_code = 4
