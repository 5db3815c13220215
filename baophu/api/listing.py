"""The 63 provinces as a table."""

from baophu.analysis.audit import CONTRADICTORY
from baophu.api.facts_cache import load_all_facts
from baophu.common.languages import check_language
from baophu.facts import overview
from baophu.facts.province import Facts
from baophu.report import columns
from baophu.report.columns import document_columns
from baophu.report.tables import build_frame


@document_columns(columns.PROVINCES)
def provinces(language: str = "vi"):
    """The 63 provinces, in the statistics office's order, with figure counts and newest levels.

    Parameters
    ----------
    language : str
        Language of the names, ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownLanguage
        Reports are not written in this language.
    InvalidLedger
        The tables break a rule; the message lists the faults.

    Examples
    --------
    >>> import baophu
    >>> table = baophu.provinces()
    >>> len(table)
    63
    >>> table.set_index("province").loc["can-tho", "name"]
    'Cần Thơ'
    """
    check_language(language)
    facts_by_slug = load_all_facts()
    rows = zip(facts_by_slug.values(), overview.provinces(facts_by_slug.values()), strict=True)
    return build_frame((_row(facts, row, language) for facts, row in rows), columns.PROVINCES)


def _row(facts: Facts, row: overview.Province, language: str) -> dict:
    area = row.area
    newest_points = [point for point in (row.announced, row.gso) if point]
    return {
        "province": area.area,
        "code": area.code,
        "name": area.name_vi if language == "vi" else area.name_en,
        "region": area.region,
        "region_name": area.region_name(language),
        "figures": row.figure_count,
        "own_figures": row.local_count,
        "announced_pct": row.announced and row.announced.coverage_pct,
        "announced_as_of": row.announced and row.announced.as_of,
        "gso_pct": row.gso and row.gso.coverage_pct,
        "gso_as_of": row.gso and row.gso.as_of,
        "grade": row.grade,
        "changes": len(row.changes),
        "contradictions": sum(finding.verdict == CONTRADICTORY for finding in facts.findings),
        "claim_ids": " ".join(dict.fromkeys(claim for point in newest_points for claim in point.claim_ids)),
    }
