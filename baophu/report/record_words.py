"""Words of pages made of card records: groups, ways to come and to leave, places, and counts that may be hidden."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from baophu.common.messages import Messages
from baophu.report.formats import Formats

HIDDEN = "–"
TOTAL = "all"


class RecordWords:
    """Texts of one page in one language.

    Parameters
    ----------
    language : str
        ``"vi"`` or ``"en"``.
    places : Mapping[str, str], optional
        Names of the province (key ``""``) and of its districts by slug.
    is_synthetic : bool
        Whether the records are invented, which every title then says.
    period : tuple of date, optional
        First and last day of the change that the page is about.
    """

    def __init__(
        self,
        language: str,
        places: Mapping[str, str] | None = None,
        is_synthetic: bool = False,
        period: tuple[date, date] | None = None,
    ):
        self.language, self.is_synthetic, self.period = language, is_synthetic, period
        self.say, self.f = Messages(language), Formats(language)
        self._places = places or {}

    @property
    def province(self) -> str:
        """Name of the province; of synthetic records an invented one."""
        return self._places.get("", "")

    def district(self, slug: str) -> str:
        """Name of a district; a code that has no name stands for itself. The whole of synthetic records is named so."""
        if slug == TOTAL:
            return self.province if self.is_synthetic else self.say("records-total")
        return self._places.get(slug, slug)

    def label(self, kind: str, code: str) -> str:
        """Label of a code: kind ``group``, ``step`` of a decomposition, ``outcome`` of a renewal."""
        return self.say(f"records-{kind}-{code.replace('_', '-')}")

    def count(self, value, is_signed: bool = False) -> str:
        """A number of persons or cards; a dash where it is hidden."""
        return HIDDEN if pd.isna(value) else self.f.count(value, is_signed)

    def people(self, value) -> str:
        """A number with the word for persons: ``1.204 người``."""
        return self.say("records-people", n=0 if pd.isna(value) else int(value), count=self.count(value))

    def pct(self, value, places: int = 1) -> str:
        """A percentage given in 0-100; a dash where it is hidden or not yet known."""
        return HIDDEN if pd.isna(value) else self.f.pct(value, places)

    @property
    def days(self) -> dict[str, str]:
        """First and last day of the period, as values of messages."""
        return dict(zip(("start", "end"), map(self.f.day, self.period), strict=True))

    def quarter(self, first: pd.Timestamp) -> str:
        """A quarter by its first day: ``quý 1/2022``."""
        return self.say("records-quarter", quarter=str(first.quarter), year=str(first.year))

    def title(self, text: str) -> str:
        """A title, which says so if the records are invented."""
        return self.say("records-synthetic-title", title=text) if self.is_synthetic else text

    def caption(self, text: str) -> str:
        """A caption, which says so if the records are invented."""
        return f"{text} {self.say('records-synthetic-note')}".strip() if self.is_synthetic else text
