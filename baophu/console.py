"""What the command line prints of the analysis: lines for people, JSON for programs."""

import json

from baophu import facts
from baophu.analysis import audit, coverage
from baophu.ledger.names import resolve_province
from baophu.ledger.tables import Ledger, load


def audit_lines(province: str | None, as_json: bool) -> str:
    """Checks of the printed arithmetic: all of them as JSON, or the contradictions in a line each."""
    ledger = load()
    claims = coverage.usable(_claims_of(ledger, province))
    found = audit.audit(claims)
    if as_json:
        return _json([facts.plain(item) for item in found])
    wrong = [item for item in found if item.verdict == audit.CONTRADICTORY]
    lines = [
        f"{item.as_of.date()}  {item.area}  {item.scheme}  {_against(item)}  {' '.join(item.claim_ids)}"
        for item in wrong
    ]
    contradictions = "1 contradiction" if len(wrong) == 1 else f"{len(wrong)} contradictions"
    return "\n".join([*lines, f"{contradictions} in {len(found)} checks of {len(claims)} figures"])


def falls_lines(province: str, as_json: bool) -> str:
    """Falls of a province with their verdicts."""
    known = facts.build(load(), resolve_province(province))
    if as_json:
        return _json([facts.plain(fall) for fall in known.falls])
    return "\n".join(map(_fall_line, known.falls)) or "no fall in the figures of the ledger"


def _claims_of(ledger: Ledger, province: str | None):
    if province is None:
        return ledger.claims
    slug = resolve_province(province)
    return ledger.claims[ledger.claims["area"].isin([slug, *ledger.children(slug)])]


def _against(item) -> str:
    return f"{item.check}: printed {item.printed:,.10g}, implied {item.implied:,.10g} {item.unit}"


def _fall_line(fall) -> str:
    when = f"{fall.start.date()} to {fall.end.date()}"
    return f"{when}  {fall.area}  {fall.scheme}/{fall.group}  {_size(fall)}  {fall.verdict} ({fall.reason})"


def _size(fall) -> str:
    parts = [] if fall.change_count is None else [f"{fall.change_count:,.0f} people"]
    parts += [] if fall.change_points is None else [f"{fall.change_points:.2f} points"]
    parts += [] if fall.national_points is None else [f"country {fall.national_points:+.2f}"]
    return ", ".join(parts)


def _json(rows: list) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)
