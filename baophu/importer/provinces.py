"""The provinces of a table: one for the whole table, or named by a column in each row."""

from pathlib import Path

from baophu.importer.areas import COUNTRY_NAMES, UNKNOWN, ProvinceAreas, find_province, load_area_rows
from baophu.ledger.names import fold


class Provinces:
    """The areas of every province in a table.

    Parameters
    ----------
    data : Path
        The folder of the ledger.
    only_province : str
        Slug of the only province to import; blank for all that the table names.
    meanings : dict[str, str]
        The analyst's meanings of names: slug or other name by name in the table.
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
        """Rows of ``areas.csv`` for unknown names, by slug."""
        return {slug: row for areas in self._areas.values() for slug, row in areas.new_areas.items()}

    def resolve_name(self, name: str) -> str:
        """The analyst's meaning of a name, else the name itself."""
        return self._meaning_by_key.get(fold(name), name)

    def find_slug(self, name: str) -> str:
        """The slug of the province with a name; blank if none."""
        return find_province(self.resolve_name(name), self.data) or find_province(name, self.data)

    def is_known_area(self, name: str) -> bool:
        """Whether a name is one of a known area or the country."""
        if self.only_province:
            return self.areas(self.only_province).find(name, hints=False).status != UNKNOWN
        return bool(self.find_slug(name)) or fold(name) in COUNTRY_NAMES
