"""A change in words: its days, group, size, the country's change, the verdict and the causes."""

from baophu.analysis.changes import (
    CAUSE,
    CLIFF_POINTS,
    LESS,
    MORE,
    NARROW_POINTS,
    NOT_RENEWED,
    Change,
    NeighbourChange,
)
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.estimate import GATE_DAY, GATED_REGIONS
from baophu.analysis.intervals import Interval
from baophu.facts.province import Cause, Facts
from baophu.report.formats import round_within
from baophu.report.words import Words, mid_sentence


def interval_text(interval: Interval, words: Words, places: int = 2) -> str:
    """An interval of signed numbers; one number if both ends have the same text."""
    low, high = (words.f.number(end, places, is_signed=True) for end in interval)
    return low if low == high else words.say("change-span", low=low, high=high)


def period_text(change: Change | NeighbourChange, words: Words) -> str:
    """First and last day at their known precision; of a gross number only its day."""
    end = words.f.short_day(change.end, change.end_precision)
    if change.start is None:
        return end
    start = words.f.short_day(change.start, getattr(change, "start_precision", "day"))
    return words.say("change-period", start=start, end=end)


def who_text(change: Change, words: Words) -> str:
    """Who changed, as short as rows need it: group of health insurance or scheme, with the area if it is inside."""
    text = words.scheme(change.scheme, change.group)
    if change.scheme == "bhyt":
        text = words.label("group", change.group) if change.group != "total" else words.say("change-everyone")
    return text if change.area == words.facts.area.area else f"{words.area(change.area)}: {mid_sentence(text)}"


def country_short_text(change: Change, words: Words) -> str:
    """The country's change, named as the country's and with its unit; blank where it is not known."""
    if change.scheme != "bhyt":
        text = country_text(change, words)
        return text and words.say("change-country-relative", change=text)
    if not (change.national and change.group == "total"):
        return ""
    return words.say("change-country", points=interval_text(change.national, words))


def short_period_text(change: Change, words: Words) -> str:
    """The two days with a dash; of a gross number only its day."""
    days = [(change.start, change.start_precision)] if change.start is not None else []
    return "–".join(words.f.short_day(*day) for day in [*days, (change.end, change.end_precision)])


def subject_text(change: Change, words: Words) -> str:
    """What changed: the scheme, the group, and the area if it is not the whole province."""
    is_part = change.area != words.facts.area.area
    text = holders_text(change, words)
    return words.say("change-in-area", area=words.area(change.area), what=mid_sentence(text)) if is_part else text


def holders_text(change: Change, words: Words) -> str:
    """The scheme and the group."""
    group = words.say("change-total") if change.group == "total" else mid_sentence(words.label("group", change.group))
    if change.scheme == "bhyt":
        return words.say("change-whose", group=group)
    return words.scheme(change.scheme, change.group)


def size_text(change: Change, words: Words) -> str:
    """The change as published: levels, persons or percent, with sign and bound."""
    if change.level_before is not None and change.level_after is not None and change.scale == ANNOUNCED:
        ends = {
            "before": words.with_bound(words.f.exact_pct(change.level_before), change.bound_before),
            "after": words.with_bound(words.f.exact_pct(change.level_after), change.bound_after),
        }
        return words.say("change-levels-derived" if change.is_before_derived else "change-levels", **ends)
    if change.change_count is not None:
        return people_text(change, words)
    return words.say("change-relative", change=signed_text(change, words.f.exact_pct(abs(change.size)), words))


def people_text(change: Change | NeighbourChange, words: Words) -> str:
    """Persons lost or gained, with the printed bound; a gross number is named as one."""
    size = abs(change.change_count)
    # Persons derived from a rounded percentage are no whole number and are rounded to the hundred.
    count = words.f.count(size) if size == round(size) else words.rounded_count(size)
    if getattr(change, "is_gross", False):
        kind = "not-renewed" if change.kind == NOT_RENEWED else "gross"
        return words.say(f"change-{kind}", count=words.with_bound(count, change.bound))
    kind = "cards" if getattr(change, "unit", "persons") == "cards" else "people"
    return words.say(f"change-{kind}", change=signed_text(change, count, words))


def signed_text(change: Change | NeighbourChange, text: str, words: Words) -> str:
    """A size with the word for its sign and for its bound."""
    is_fall = change.is_fall if isinstance(change, Change) else change.change_count < 0
    return words.say("change-fell" if is_fall else "change-rose", count=words.with_bound(text, change.bound))


def points_text(change: Change, words: Words) -> str:
    """The change in percentage points with its bound, with the decimals that its prints allow; a gross one unsigned."""
    if change.is_gross:
        return words.with_bound(_points(change, words), change.bound)
    if change.bound != "exact":
        return signed_text(change, _points(change, words), words)
    return _points(change, words, is_signed=True)


def _points(change: Change, words: Words, is_signed: bool = False) -> str:
    """Size in points, with the decimals that its prints allow; rounded so that its bound holds."""
    places = decimal_places(change)
    size = round_within(10**places * abs(change.change_points), change.bound) / 10**places
    return words.f.number(-size if is_signed and change.is_fall else size, places, is_signed=is_signed)


def short_points(change: Change, words: Words) -> str:
    """The change in points with sign, bound and unit: ``−2,99 điểm %``; a gross one unsigned; blank if unknown."""
    if change.change_points is None:
        return ""
    if change.is_gross:
        return words.say("gap-points", points=points_text(change, words))
    is_limit = change.bound in ("at_least", "at_most")
    points = points_text(change, words) if is_limit else words.with_bound(_points(change, words, True), change.bound)
    return words.say("gap-points", points=points)


def short_people(change: Change, words: Words) -> str:
    """The change in persons or cards with sign, bound and unit: ``khoảng −37.404 người``; blank where unknown.

    A gross number has no sign; it is named for what it is: ``trên 35.853 người mất thẻ``.
    """
    if change.change_count is None:
        return ""
    size = change.change_count
    # Persons derived from a rounded percentage are no whole number and are rounded to the hundred.
    size = size if size == round(size) else round(size, -2)
    if change.is_gross:
        return words.say(f"levels-{change.kind}", count=words.with_bound(words.f.count(abs(size)), change.bound))
    kind = "cards" if change.unit == "cards" else "people"
    return words.say(f"change-{kind}", change=signed_size(size, change.bound, words))


def signed_size(size: float, bound: str, words: Words) -> str:
    """A number with sign and bound: ``khoảng −37.404``, ``giảm trên 271.000``."""
    # "Over −271,000" could be read either way.
    if bound in ("at_least", "at_most"):
        count = words.with_bound(words.f.number(abs(size), 0), bound)
        return words.say("change-fell" if size < 0 else "change-rose", count=count)
    return words.with_bound(words.f.number(size, 0, is_signed=True), bound)


def decimal_places(change: Change) -> int:
    """Decimals of a change: those of the printed rates, one if it is computed from persons."""
    if change.scale != ANNOUNCED:
        return 1
    prints = [change.change_points]
    if not change.is_before_derived and change.level_before is not None:
        prints = [change.level_before, change.level_after]
    return max(next((n for n in (0, 1) if abs(x - round(x, n)) < 1e-9), 2) for x in prints)


def size_in_points(change: Change, words: Words) -> str:
    """The change with its unit: percentage points if the population is known, else persons."""
    if change.change_points is None:
        return size_text(change, words)
    return words.say("change-points", points=points_text(change, words))


def country_text(change: Change, words: Words) -> str:
    """The country's change: points on the first convention that has it, percent for other schemes, blank if unknown."""
    if change.scheme != "bhyt":
        counts = next((part for part in change.parts if part.code.startswith("country_counts")), None)
        return words.f.number(dict(counts.numbers)["relative_pct"], 1, is_signed=True) + "%" if counts else ""
    return interval_text(change.national, words) if change.national and change.group == "total" else ""


def verdict_text(change: Change, words: Words, kind: str = "verdict") -> str:
    """The verdict, worded for a rise or a fall and for the direction of the country's change.

    ``kind`` ``"verdict-short"`` gives the few words that a row of a chart has room for, blank without a conclusion.
    """
    if change.verdict == CAUSE and change.is_gross:
        return words.say(f"{kind}-{change.reason}")
    if change.verdict not in (MORE, LESS):
        return words.say(f"{kind}-{change.verdict}")
    direction = "fall" if change.is_fall else "rise"
    country_opposes = [
        r.national_low > 0 if change.is_fall else r.national_high < 0 for r in change.readings_with_country
    ]
    suffix = "-against" if all(country_opposes) else ""
    return words.say(f"{kind}-{'more' if change.verdict == MORE else 'less'}-{direction}{suffix}")


def cause_texts(change: Change, words: Words) -> list[str]:
    """Causes that the sources of a change give, without repetition."""
    causes = (cause for claim in change.claim_ids for cause in words.facts.causes.get(claim, ()))
    return list(dict.fromkeys(cause_text(cause, words) for cause in causes))


def cause_text(cause: Cause, words: Words) -> str:
    """A cause in words, with its role if the source does not give it as the reason."""
    text = mid_sentence(words.label("cause", cause.cause))
    return text if cause.role == "cause" else f"{text} ({mid_sentence(words.label('cause_role', cause.role))})"


def _crosses_gate(change: Change, facts: Facts) -> bool:
    """Whether free cards ended between its days in a region with most of the communes that lost them."""
    return change.start < GATE_DAY <= change.end and facts.area.region6_vi in GATED_REGIONS


def reason_text(change: Change, words: Words) -> str:
    """The reason of the verdict in a sentence."""
    values = {"province": words.province, "narrow": words.f.number(NARROW_POINTS, 0)}
    values["cliff"] = words.f.number(CLIFF_POINTS, 0)
    key = change.reason
    if change.change_points is not None:
        values["fall"] = _points(change, words)
        values["points"] = words.with_bound(values["fall"], change.bound)
    elif change.is_gross:
        key += "-bare"
    if change.beyond_country:
        values["beyond"] = interval_text(change.beyond_country, words)
    if change.verdict == CAUSE and not change.is_gross:
        loss = words.with_bound(words.f.count(change.cause_count), change.cause_bound)
        cause = round_within(10 * abs(change.cause_points), change.cause_bound) / 10
        values |= {"loss": loss, "cause": words.f.number(cause)}
        key += "-net" if change.has_returned else ""
    if change.other_level is not None:
        values["other"] = words.f.pct(change.other_level)
        key += "-gate" if _crosses_gate(change, words.facts) else ""
    if change.change_count is not None:
        values["more"] = words.f.count(abs(change.change_count))
    return words.say(f"reason-{key}", **values)
