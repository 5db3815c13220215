"""The 63 provinces as a table."""

from baophu.analysis.audit import CONTRADICTORY
from baophu.api import columns
from baophu.api.columns import described
from baophu.api.opened import facts_of_all
from baophu.api.tables import frame
from baophu.common.languages import check_language
from baophu.facts import overview
from baophu.facts.province import Facts


@described(columns.PROVINCES)
def provinces(language: str = "vi"):
    """The 63 provinces, in the statistics office's order, with what is known of each.

    Parameters
    ----------
    language : of the names, ``"vi"`` or ``"en"``.

    Examples
    --------
    >>> import baophu
    >>> known = baophu.provinces()
    >>> len(known)
    63
    >>> known.set_index("province").loc["can-tho", "name"]
    'Cần Thơ'
    """
    check_language(language)
    known = facts_of_all()
    rows = zip(known.values(), overview.provinces(known.values()), strict=True)
    return frame((_row(facts, row, language) for facts, row in rows), columns.PROVINCES)


def _row(facts: Facts, row: overview.Province, language: str) -> dict:
    area = row.area
    newest = [point for point in (row.announced, row.gso) if point]
    return {
        "province": area.area,
        "code": area.code,
        "name": area.name_vi if language == "vi" else area.name_en,
        "region": area.region6_vi if language == "vi" else area.region6_en,
        "figures": row.figure_count,
        "own_figures": row.local_count,
        "announced_pct": row.announced and row.announced.coverage_pct,
        "announced_as_of": row.announced and row.announced.as_of,
        "gso_pct": row.gso and row.gso.coverage_pct,
        "gso_as_of": row.gso and row.gso.as_of,
        "grade": row.grade,
        "changes": len(row.changes),
        "contradictions": sum(found.verdict == CONTRADICTORY for found in facts.findings),
        "claim_ids": " ".join(dict.fromkeys(claim for point in newest for claim in point.claim_ids)),
    }
