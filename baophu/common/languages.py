"""The languages of the reports. Loads no other package."""

from baophu.common.errors import UnknownLanguage
from baophu.common.messages import message

# British day-month order for English: a report of 11/30/2023 beside one of 30/11/2023 invites mistakes.
LOCALES = {"vi": "vi_VN", "en": "en_GB"}
LANGUAGES = tuple(LOCALES)


def check_language(language: str) -> None:
    """Do nothing if reports are written in a language.

    Raises
    ------
    UnknownLanguage
        They are not.
    """
    if language not in LOCALES:
        raise UnknownLanguage(message("unknown-language", name=repr(language), known=", ".join(LOCALES)))
