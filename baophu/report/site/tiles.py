"""Layout of the tile-grid map: one square tile per province, roughly at its place, north at the top.

``tiles.csv`` is this project's layout: ``area`` is the province's slug, ``row`` and ``column`` count from the
top left, ``label_vi`` and ``label_en`` are names short enough for a tile. It shows no boundary; a province's islands
belong to its tile.
"""

from dataclasses import dataclass
from functools import cache

from baophu.common.paths import PACKAGE
from baophu.ledger.reader import read_rows

LAYOUT = PACKAGE / "report" / "site" / "tiles.csv"


@dataclass(frozen=True)
class Tile:
    """One cell of the map; ``row`` and ``column`` count from 1."""

    area: str
    row: int
    column: int
    label_vi: str
    label_en: str

    def label(self, language: str) -> str:
        """The short name."""
        return self.label_vi if language == "vi" else self.label_en


@cache
def tiles() -> dict[str, Tile]:
    """Tiles by slug, from the top left to the bottom right, which is the reading order of screen readers."""
    rows = [
        Tile(row["area"], int(row["row"]), int(row["column"]), row["label_vi"], row["label_en"])
        for row in read_rows(LAYOUT)
    ]
    return {tile.area: tile for tile in sorted(rows, key=lambda tile: (tile.row, tile.column))}
