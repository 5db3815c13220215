"""Where a report uses each printed figure: points, estimates, falls, checks and other records of the facts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from baophu.analysis.audit import CONTRADICTORY
from baophu.analysis.changes import claims_cited
from baophu.facts.province import Facts, Point
from baophu.report.change_words import period_text
from baophu.report.words import Words, year_ranges


@dataclass(frozen=True)
class Use:
    """One way in which a figure is used.

    ``kind`` is point, national, estimate, change, change_context, target, pace, social, push, check or grade; ``item``
    is the record of the facts that is based on the figure.
    """

    kind: str
    item: object


def uses_by_claim(facts: Facts) -> dict[str, list[Use]]:
    """Uses of each claim that has any, by claim id and in the order of the report."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for claim_id, use in _all_uses(facts):
        if use not in uses[claim_id]:
            uses[claim_id].append(use)
    return dict(uses)


def _all_uses(facts: Facts) -> Iterator[tuple[str, Use]]:
    for point in facts.points:
        yield from _uses_of("point", point, (point.claim_id, *point.claim_ids))
    for point in facts.national:
        yield from _uses_of("national", point, (point.claim_id, *point.claim_ids))
    for estimate in facts.estimates:
        if estimate.low80 is not None:
            yield from _uses_of("estimate", estimate, (*estimate.claim_ids, *estimate.national_ids))
    for change in facts.changes:
        context_ids = tuple(sorted(claims_cited(change) - set(change.claim_ids)))
        yield from _uses_of("change", change, change.claim_ids)
        yield from _uses_of("change_context", change, context_ids)
    for kind, items in (("target", facts.gaps), ("pace", facts.paces), ("social", facts.social.points)):
        for item in items:
            yield from _uses_of(kind, item, item.claim_ids)
    for push in facts.pushes:
        if push.points is not None:
            yield from _uses_of("push", push, push.claim_ids)
    for finding in facts.findings:
        yield from _uses_of("check", finding, finding.claim_ids)
    yield from _uses_of("grade", facts.grade, facts.grade.claim_ids)


def _uses_of(kind: str, item, claim_ids: tuple[str, ...]) -> Iterator[tuple[str, Use]]:
    return ((claim_id, Use(kind, item)) for claim_id in claim_ids)


def use_texts(uses: list[Use], words: Words) -> list[str]:
    """The uses of one figure, a phrase for each kind of use."""
    by_kind: dict[str, list] = defaultdict(list)
    for use in uses:
        by_kind[use.kind].append(use.item)
    return [phrase for kind, items in by_kind.items() for phrase in _phrases(kind, items, words)]


def _phrases(kind: str, items: list, words: Words) -> list[str]:
    say = words.say
    match kind:
        case "point":
            return [say("use-point", pct=words.point_pct(p), scale=words.scale(p.scale)) for p in items]
        case "national":
            return [_national_text(point, words) for point in items]
        case "estimate":
            return [
                say("use-estimate", years=_years([item.as_of.year for item in items]), scale=_scale(items[0], words))
            ]
        case "change":
            return [say("use-change", period=period_text(change, words)) for change in items]
        case "change_context":
            return [say("use-beside-change", periods="; ".join(dict.fromkeys(period_text(c, words) for c in items)))]
        case "target":
            return [say("use-target", years=_years([gap.target_year for gap in items]))]
        case "pace":
            return [say("use-pace", years=_years([pace.target_year for pace in items]))]
        case "social":
            return [say("use-social")]
        case "push":
            return [say("use-push", years=_years([push.year for push in items]))]
        case "check":
            contradicting = sum(item.verdict == CONTRADICTORY for item in items)
            checks = {"n": len(items), "count": str(len(items))}
            return [
                say("use-check-against", against=str(contradicting), **checks)
                if contradicting
                else say("use-check", **checks)
            ]
        case "grade":
            return [say("use-grade")]
    raise ValueError(kind)


def _national_text(point: Point, words: Words) -> str:
    return words.say("use-national", pct=words.point_pct(point), scale=words.scale(point.scale))


def _scale(item, words: Words) -> str:
    return words.scale(item.scale)


def _years(years: list[int]) -> str:
    return ", ".join(year_ranges(years))
