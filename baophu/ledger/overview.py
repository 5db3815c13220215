"""How much is known of each province, straight from the files. Standard library only: it is a list, not an analysis."""

from dataclasses import dataclass
from pathlib import Path

from baophu.ledger.names import provinces
from baophu.ledger.quick import rows
from baophu.ledger.schemas import CLAIMS
from baophu.paths import DATA


@dataclass(frozen=True)
class Known:
    """What the ledger holds of a province: figures, local ones among them, first and last day they speak of."""

    slug: str
    code: str
    name: str
    figures: int
    local: int
    first: str
    last: str


def known_provinces(data: Path = DATA) -> list[Known]:
    """All provinces in the order of their codes; figures of the districts in them count."""
    days: dict[str, list[str]] = {slug: [] for slug in provinces(data)}
    local = dict.fromkeys(days, 0)
    for path in CLAIMS.files(data):
        if path.stem in days:
            found = [row["as_of"] for row in rows(path, data, ["as_of"])]
            days[path.stem] += found
            local[path.stem] += len(found) if path.parents[1].name == "local" else 0
    return [_known(slug, row, days[slug], local[slug]) for slug, row in provinces(data).items()]


def _known(slug: str, row: dict, days: list[str], local: int) -> Known:
    dated = [day for day in days if day]
    return Known(slug, row["code"], row["name_vi"], len(days), local, min(dated, default=""), max(dated, default=""))
