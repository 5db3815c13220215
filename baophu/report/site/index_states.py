"""State of each report's files, as the index shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from baophu.report.words import Words

CURRENT, EARLIER, MISSING, FAILED = "current", "earlier", "missing", "failed"


@dataclass(frozen=True)
class Report:
    """The files of a province's report in one language, blank where one is not there, and why if it failed."""

    state: str  # CURRENT, EARLIER (built from an earlier state), MISSING, FAILED
    html: str = ""
    pdf: str = ""
    reason: str = ""

    @property
    def has_files(self) -> bool:
        """Whether there is a file to open."""
        return self.state in (CURRENT, EARLIER)


Reports = Mapping[tuple[str, str], Report]  # by slug and language


def spoken_language(language: str, words: Words) -> str:
    """Name of a report's language, in the language of the page."""
    return words.say("index-language-vi") if language == "vi" else words.say("index-language-en")
