"""The languages of the reports, known without loading anything."""

from baophu.errors import UnknownLanguage

# British day-month order for English: a report of 11/30/2023 beside one of 30/11/2023 invites mistakes.
LOCALES = {"vi": "vi_VN", "en": "en_GB"}


def check_language(language: str) -> None:
    """Raise UnknownLanguage unless reports can be written in it."""
    if language not in LOCALES:
        raise UnknownLanguage(f"There is no report language {language!r}. Choose one of: {', '.join(LOCALES)}")
