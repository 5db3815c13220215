"""Whose rows a table's are: those of one province, or of the province that a column names in each row."""

from pathlib import Path

from baophu.importer.areas import COUNTRY, UNKNOWN, Areas, area_rows, province_of_name
from baophu.ledger.names import fold


class Provinces:
    """The areas of every province that a table speaks of.

    Parameters
    ----------
    data : Path
        The ledger.
    only : str
        Slug of the one province whose rows are taken; blank for all that the table names.
    given : dict[str, str]
        What names of the table mean, as the analyst says.
    """

    def __init__(self, data: Path, only: str, given: dict[str, str]):
        self.data, self.only, self._given = data, only, given
        self._meant = {fold(name): meant for name, meant in given.items()}
        self._rows = area_rows(data)
        self._areas: dict[str, Areas] = {}

    def areas(self, slug: str) -> Areas:
        """The areas of a province."""
        if slug not in self._areas:
            self._areas[slug] = Areas(self.data, slug, self._given, self._rows)
        return self._areas[slug]

    @property
    def added(self) -> dict[str, dict]:
        """Rows of ``areas.csv`` for names that nobody knew, by slug."""
        return {slug: row for areas in self._areas.values() for slug, row in areas.added.items()}

    def meant(self, name: str) -> str:
        """What a name means by the analyst's word, else the name itself."""
        return self._meant.get(fold(name), name)

    def named(self, name: str) -> str:
        """The slug of the province that a name means; blank if none."""
        return province_of_name(self.meant(name), self.data) or province_of_name(name, self.data)

    def knows(self, name: str) -> bool:
        """Whether a name is that of an area, or of the country."""
        if self.only:
            return self.areas(self.only).find(name, hints=False).sort != UNKNOWN
        return bool(self.named(name)) or fold(name) in COUNTRY
