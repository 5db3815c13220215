"""Results of the analysis for the terminal: lines of text or JSON."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from baophu.analysis import audit, coverage
from baophu.common.messages import Messages, format_day, format_decimal, format_number, message, reader_language
from baophu.common.paths import DATA
from baophu.facts.plain import plain
from baophu.facts.province import build_facts
from baophu.facts.records import Point, records
from baophu.facts.shared import shared_facts
from baophu.importer.words import code_word
from baophu.ledger.names import provinces, resolve_province
from baophu.ledger.tables import Ledger, load_ledger

_BOUNDS = {"at_least": "> ", "at_most": "< ", "about": "~ "}


def audit_lines(province: str | None, as_json: bool) -> str:
    """Checks of printed figures against one another: all as JSON, or one line for each contradiction."""
    ledger = load_ledger()
    claims = coverage.usable(_claims_of(ledger, province))
    checks = records(audit.Finding, audit.audit(claims, parents=audit.parents_of(ledger.areas)))
    if as_json:
        return _json([plain(item) for item in checks])
    contradictions = [item for item in checks if item.verdict == audit.CONTRADICTORY]
    counts = message("console-checks", count=len(contradictions), checks=len(checks), figures=len(claims))
    return "\n".join([*map(_check_line, contradictions), counts])


def changes_lines(province: str, as_json: bool) -> str:
    """Changes of a province with their verdicts, as lines or JSON."""
    facts = build_facts(load_ledger(), resolve_province(province))
    if as_json:
        return _json([plain(change) for change in facts.changes])
    return "\n".join(map(_change_line, facts.changes)) or message("console-no-change")


def province_lines(data: Path = DATA) -> list[str]:
    """A table of the 63 provinces: figures, days with a level of the whole province, the newest level on each scale."""
    known = shared_facts(load_ledger(data))
    own = coverage.local_sources(known.ledger.sources)
    names = (message(f"provinces-{name}") for name in ("province", "figures", "levels", "newest"))
    lines = ["{:4}{:<41}{:>7} {:>7}  {}".format("", *names)]
    for slug, row in provinces(data).items():
        claims = known.ledger.claims[known.ledger.claims["area"].isin(known.areas_within(slug))]
        points = known.points.get(slug, ())
        days = len({point.as_of for point in points})
        newest = "; ".join(_newest(points)) or message("provinces-none" if len(claims) == 0 else "provinces-no-level")
        local = int(claims["source_id"].isin(own).sum())
        more = f"  {message('provinces-own', count=local)}" if local else ""
        lines.append(f"{row['code']}  {slug:<19}{row['name_vi']:<22}{len(claims):>7} {days:>7}  {newest}{more}")
    return lines


def _newest(points: Sequence[Point]) -> Iterator[str]:
    """The newest level on each scale with its date, as precisely as it is known."""
    for scale in (coverage.ANNOUNCED, coverage.GSO):
        last = next((point for point in reversed(points) if point.scale == scale), None)
        if last:
            text = last.as_of.isoformat()[: {"year": 4, "month": 7}.get(last.as_of_precision, 10)]
            pct = format_decimal(
                f"{last.coverage_pct:.4g}" if scale == coverage.ANNOUNCED else f"{last.coverage_pct:.1f}"
            )
            when = message("provinces-year", year=text) if last.as_of_precision == "year" else format_day(text)
            yield message(f"provinces-level-{scale}", pct=_BOUNDS.get(last.bound, "") + pct, day=when)


def _claims_of(ledger: Ledger, province: str | None):
    if province is None:
        return ledger.claims
    slug = resolve_province(province)
    return ledger.claims[ledger.claims["area"].isin([slug, *ledger.children(slug)])]


def _check_line(item) -> str:
    return message(
        "console-check",
        day=_day(item.as_of),
        area=item.area,
        scheme=code_word("scheme", item.scheme),
        check=_report_word("audit", item.check),
        printed=format_number(item.printed, ",.10g"),
        implied=format_number(item.implied, ",.10g"),
        unit=code_word("unit", item.unit),
        claims=" ".join(item.claim_ids),
    )


def _change_line(change) -> str:
    return message(
        "console-change",
        first=_day(change.since),
        last=_day(change.end),
        area=change.area,
        scheme=code_word("scheme", change.scheme),
        group=code_word("group", change.group),
        size=_size(change),
        verdict=_report_word("verdict", change.verdict),
        reason=change.reason,
    )


def _size(change) -> str:
    parts = []
    if change.change_count is not None:
        parts.append(message("console-people", count=format_number(change.change_count)))
    if change.change_points is not None:
        parts.append(message("console-points", points=format_decimal(f"{change.change_points:.2f}")))
    elif change.relative_pct is not None:
        parts.append(message("console-relative", pct=format_decimal(f"{change.relative_pct:+g}")))
    if change.national and change.group == "total":
        low, high = (format_decimal(f"{end:+.2f}") for end in change.national)
        parts.append(message("console-country", low=low, high=high))
    return ", ".join(parts)


def _day(when) -> str:
    return format_day(when.date().isoformat())


def _report_word(family: str, code: str) -> str:
    """A code of the analysis; for Vietnamese readers the words that reports use for it."""
    return Messages("vi")(f"{family}-{code}") if reader_language() == "vi" else code


def _json(rows: list) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)
