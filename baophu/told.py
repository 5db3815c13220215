"""Earlier names of ``baophu.messages``."""

from baophu.messages import add_choices as _add_choices
from baophu.messages import format_day as day
from baophu.messages import format_decimal as number
from baophu.messages import format_number as grouped
from baophu.messages import join_and as both
from baophu.messages import join_first as some
from baophu.messages import join_or as either
from baophu.messages import message as tell
from baophu.messages import reader_language as language
from baophu.messages import suggest as near

__all__ = ["both", "day", "either", "grouped", "language", "near", "number", "refused", "some", "tell"]


def refused(refusal, given, known, nearest=True):
    """A refusal of a name with the known ones."""
    return _add_choices(refusal, given, known)
