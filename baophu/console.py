"""What the command line prints of the analysis: lines for people, JSON for programs."""

import json

from baophu import facts
from baophu.analysis import audit, coverage
from baophu.importer.words import code_word
from baophu.ledger.names import resolve_province
from baophu.ledger.tables import Ledger, load
from baophu.show.messages import Messages
from baophu.told import day, grouped, language, number, tell


def audit_lines(province: str | None, as_json: bool) -> str:
    """Checks of the printed arithmetic: all of them as JSON, or the contradictions in a line each."""
    ledger = load()
    claims = coverage.usable(_claims_of(ledger, province))
    found = audit.audit(claims)
    if as_json:
        return _json([facts.plain(item) for item in found])
    wrong = [item for item in found if item.verdict == audit.CONTRADICTORY]
    counts = tell("console-checks", count=len(wrong), checks=len(found), figures=len(claims))
    return "\n".join([*map(_check_line, wrong), counts])


def falls_lines(province: str, as_json: bool) -> str:
    """Falls of a province with their verdicts."""
    known = facts.build(load(), resolve_province(province))
    if as_json:
        return _json([facts.plain(fall) for fall in known.falls])
    return "\n".join(map(_fall_line, known.falls)) or tell("console-no-fall")


def _claims_of(ledger: Ledger, province: str | None):
    if province is None:
        return ledger.claims
    slug = resolve_province(province)
    return ledger.claims[ledger.claims["area"].isin([slug, *ledger.children(slug)])]


def _check_line(item) -> str:
    return tell(
        "console-check",
        day=_day(item.as_of),
        area=item.area,
        scheme=code_word("scheme", item.scheme),
        check=_report_word("audit", item.check),
        printed=grouped(item.printed, ",.10g"),
        implied=grouped(item.implied, ",.10g"),
        unit=code_word("unit", item.unit),
        claims=" ".join(item.claim_ids),
    )


def _fall_line(fall) -> str:
    return tell(
        "console-fall",
        first=_day(fall.start),
        last=_day(fall.end),
        area=fall.area,
        scheme=code_word("scheme", fall.scheme),
        group=code_word("group", fall.group),
        size=_size(fall),
        verdict=_report_word("verdict", fall.verdict),
        reason=fall.reason,
    )


def _size(fall) -> str:
    parts = []
    if fall.change_count is not None:
        parts.append(tell("console-people", count=grouped(fall.change_count)))
    if fall.change_points is not None:
        parts.append(tell("console-points", points=number(f"{fall.change_points:.2f}")))
    if fall.national_points is not None:
        parts.append(tell("console-country", points=number(f"{fall.national_points:+.2f}")))
    return ", ".join(parts)


def _day(when) -> str:
    return day(when.date().isoformat())


def _report_word(family: str, code: str) -> str:
    """A code of the analysis: in Vietnamese the words that reports have for it."""
    return Messages("vi")(f"{family}-{code}") if language() == "vi" else code


def _json(rows: list) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)
