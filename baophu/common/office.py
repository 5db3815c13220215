"""Whether this process builds an office's own copy of a report, which may show numbers of its card records.

The reports of ``make reports`` and ``make site`` are for the public: :func:`hide_office_records` keeps what a shell may
have exported from them. Standard library only.
"""

import os

_VARIABLE = "BAOPHU_OFFICE_RECORDS"


def office_records_version() -> str:
    """The digest of the card records that reports of this process may show; blank if they may show none."""
    return os.environ.get(_VARIABLE, "")


def show_office_records(version: str) -> None:
    """Let reports of this process and of its children show the card records with this digest, none if it is blank."""
    if version:
        os.environ[_VARIABLE] = version
    else:
        hide_office_records()


def hide_office_records() -> None:
    """Let no report of this process or of its children show card records."""
    os.environ.pop(_VARIABLE, None)
