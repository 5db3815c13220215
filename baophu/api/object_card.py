"""The card that shows a province or the country in a notebook cell, as HTML and as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from baophu.analysis.audit import CONTRADICTORY
from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.national import National
from baophu.facts.overview import Province
from baophu.facts.province import Facts, Point
from baophu.report.words import Words

# Inherited colours and translucent lines: a card has no style sheet, and JupyterLab may be light or dark.
_FRAME = "border:1px solid rgba(128,128,128,.45);border-radius:6px;padding:.6em .9em;max-width:46em"
_ROW = "display:grid;grid-template-columns:minmax(9em,19em) 1fr;gap:.15em 1em;margin:.5em 0"
_SOFT = "opacity:.75"


@dataclass(frozen=True)
class ObjectCard:
    """A card: ``rows`` are (label, value, remark), ``calls`` the methods to call next."""

    title: str
    kicker: str
    rows: Sequence[tuple[str, str, str]]
    calls: str

    def html(self) -> str:
        """HTML fragment with inline styles only."""
        rows = "".join(_html_row(*row) for row in self.rows)
        return (
            f'<div style="{_FRAME}"><strong style="font-size:1.15em">{escape(self.title)}</strong>'
            f' <span style="{_SOFT}">{escape(self.kicker)}</span><dl style="{_ROW}">{rows}</dl>'
            f'<code style="{_SOFT}">{escape(self.calls)}</code></div>'
        )

    def text(self) -> str:
        """Text for terminals."""
        lines = [f"{label}: {value}{f' ({remark})' if remark else ''}" for label, value, remark in self.rows]
        return "\n".join([f"{self.title} · {self.kicker}", *(f"  {line}" for line in lines)])


def _html_row(label: str, value: str, remark: str) -> str:
    value_html = f"<strong>{escape(value)}</strong>"
    value_html += f' <span style="{_SOFT}">{escape(remark)}</span>' if remark else ""
    return f'<dt style="{_SOFT};font-weight:normal">{escape(label)}</dt><dd style="margin:0">{value_html}</dd>'


def province_card(facts: Facts, row: Province, words: Words) -> ObjectCard:
    """The card of a province: newest level on each scale with day and source, grade, changes, contradictions."""
    say, f = words.say, words.f
    contradiction_count = sum(finding.verdict == CONTRADICTORY for finding in facts.findings)
    rows = [_level_row(row.point(scale), scale, words) for scale in (ANNOUNCED, GSO)]
    if facts.grade.grade and facts.grade.as_of:
        when = words.on(facts.grade.as_of.date(), facts.grade.as_of_precision)
        rows.append((say("object-grade"), facts.grade.grade, when))
    rows.append((say("object-changes"), f.count(len(facts.changes)), ""))
    checks = len(facts.findings)
    rows.append(
        (
            say("object-contradictions"),
            f.count(contradiction_count),
            say("object-checks", n=checks, count=f.count(checks)),
        )
    )
    rows.append((say("object-figures"), f.count(len(facts.claims)), _local_remark(facts, words)))
    calls = ".levels() .changes() .audit() .targets() .figures() .sources() .chart() .report()"
    return ObjectCard(words.province, words.region(), tuple(rows), calls)


def country_card(national: National, words: Words) -> ObjectCard:
    """The card of the country and all provinces."""
    say, f = words.say, words.f
    newest = {point.scale: point for point in national.points}
    level_count = sum(province.has_level for province in national.provinces)
    of_all = say("national-card-of", all=str(len(national.provinces)))
    checks = national.check_count
    rows = [
        *(_level_row(newest.get(scale), scale, words) for scale in (ANNOUNCED, GSO)),
        (say("object-levels"), f.count(level_count), of_all),
        (say("object-changes"), f.count(len(national.changes)), ""),
        (
            say("object-contradictions"),
            f.count(national.contradiction_count),
            say("object-checks", n=checks, count=f.count(checks)),
        ),
        (say("object-figures"), f.count(national.figure_count), ""),
    ]
    calls = ".levels_of_country() .year_ends() .losses() .levels() .changes() .audit() .sources() .figure() .report()"
    return ObjectCard(words.province, say("site-geography"), tuple(rows), calls)


def _level_row(point: Point | None, scale: str, words: Words) -> tuple[str, str, str]:
    label = words.say("object-level", scale=words.scale(scale))
    if point is None:
        return (label, words.say("change-unknown"), "")
    claim = next(claim for claim in words.facts.claims if claim.claim_id == point.claim_id)
    publisher = words.publisher_of(claim)
    return (label, words.point_pct(point), f"{words.when(point.as_of, point.as_of_precision)} · {publisher}")


def _local_remark(facts: Facts, words: Words) -> str:
    return words.say("meta-local-value", count=str(facts.local_count)) if facts.local_count else ""
