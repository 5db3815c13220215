"""Whose rows a table's are: those of one province, or of the province that a column names in each row."""

from pathlib import Path

from baophu.importer.areas import COUNTRY_NAMES, UNKNOWN, ProvinceAreas, find_province, load_area_rows
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

    def __init__(self, data: Path, only_province: str, meanings: dict[str, str]):
        self.data, self.only_province, self._meanings = data, only_province, meanings
        self._meaning_by_key = {fold(name): meaning for name, meaning in meanings.items()}
        self._rows = load_area_rows(data)
        self._areas: dict[str, ProvinceAreas] = {}

    def areas(self, slug: str) -> ProvinceAreas:
        """The areas of a province."""
        if slug not in self._areas:
            self._areas[slug] = ProvinceAreas(self.data, slug, self._meanings, self._rows)
        return self._areas[slug]

    @property
    def new_areas(self) -> dict[str, dict]:
        """Rows of ``areas.csv`` for names that nobody knew, by slug."""
        return {slug: row for areas in self._areas.values() for slug, row in areas.new_areas.items()}

    def resolve_name(self, name: str) -> str:
        """What a name means by the analyst's word, else the name itself."""
        return self._meaning_by_key.get(fold(name), name)

    def find_slug(self, name: str) -> str:
        """The slug of the province that a name means; blank if none."""
        return find_province(self.resolve_name(name), self.data) or find_province(name, self.data)

    def is_known_area(self, name: str) -> bool:
        """Whether a name is that of an area, or of the country."""
        if self.only_province:
            return self.areas(self.only_province).find(name, hints=False).status != UNKNOWN
        return bool(self.find_slug(name)) or fold(name) in COUNTRY_NAMES
