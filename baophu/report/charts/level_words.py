"""The words of the chart of coverage over time: the finding, the marks in words, how to read it, a sentence to copy."""

from datetime import date

from baophu.analysis.changes import LOSS, NOT_RENEWED, OPEN, Change
from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.intervals import REST
from baophu.analysis.targets import REACHED, SHORT, TargetGap
from baophu.facts.province import Facts, LatestLevel, Point
from baophu.report.change_words import period_text, size_text
from baophu.report.charts.chart_words import ChartWords
from baophu.report.charts.tips import point_text
from baophu.report.words import YEARS, Words, sentence_case

_APART_DAYS = 300  # between levels of which the title says how they moved
_ABOUT_POINTS = 1.0  # a difference of figures printed with "about" that may be rounding
_MOST_EVENTS = 3  # in the caption


def levels_words(facts: Facts, words: Words) -> ChartWords:
    """What a page says of the chart of a province: the finding first."""
    return ChartWords(_title(facts, words), _alt(facts, words), _caption(facts, words), _sentence(facts, words))


def _title(facts: Facts, words: Words) -> str:
    """The newest level against its target; else the largest loss of cards; else how levels moved, or the country's."""
    if gap := _newest_gap(facts):
        is_within = gap.verdict in (SHORT, REACHED) and gap.level_as_of.date() < date(gap.target_year, 12, 31)
        within = "-within" if is_within else ""
        return words.say(f"levels-title-{gap.verdict}{within}", **_gap_values(gap, facts, words))
    losses = [change for change in facts.falls_without_level() if change.kind == LOSS]
    if losses:
        return _loss_title(max(losses, key=lambda loss: abs(loss.change_count)), facts, words)
    if facts.latest is None:
        return words.say("levels-title-none")
    point = facts.latest.announced or facts.latest.gso
    earlier = [p for p in facts.points if p.scale == point.scale and p.as_of < point.as_of]
    # Levels of one year would tell more of the time of year.
    apart = [p for p in earlier if (point.as_of - p.as_of).days >= _APART_DAYS] or earlier
    if apart and _is_unlike(apart[-1], point, facts):
        return words.say("levels-title-unlike", **_dated(point, words), **_before(apart[-1], words))
    if apart and (kind := _move(apart[-1], point)):
        return sentence_case(words.say(f"levels-title-{kind}", **_dated(point, words), **_before(apart[-1], words)))
    if (above := facts.above_country) is not None:
        side = "above" if above > 0 else "below" if above < 0 else "equal"
        return words.say(f"levels-title-{side}", points=words.f.exact(abs(above)), **_dated(point, words))
    if apart:
        return sentence_case(words.say("levels-title-unclear", **_dated(point, words), **_before(apart[-1], words)))
    return words.say("levels-title-one", **_dated(point, words))


def _is_unlike(before: Point, after: Point, facts: Facts) -> bool:
    """Whether page one finds that two rates stand on populations too different to tell a fall."""
    same = (c for c in facts.total_changes if (c.since.date(), c.end.date()) == (before.as_of, after.as_of))
    return any(c.is_fall and c.change_count is None and c.verdict == OPEN for c in same)


def _newest_gap(facts: Facts) -> TargetGap | None:
    """The highest target of the newest year with one, if a level of that year is published."""
    newest_year = max((gap.target_year for gap in facts.gaps), default=None)
    gaps = [gap for gap in facts.gaps if gap.target_year == newest_year and gap.level_as_of is not None]
    is_newest = facts.latest is not None and facts.latest.as_of.year == newest_year
    return max(gaps, key=lambda gap: gap.target_pct) if gaps and is_newest else None


def _gap_values(gap: TargetGap, facts: Facts, words: Words) -> dict[str, str]:
    day = gap.level_as_of.date()
    values = {"target": words.f.exact_pct(gap.target_pct), "year": str(gap.target_year)}
    values["by"] = words.by(day, gap.level_precision)
    values["on"] = sentence_case(words.on(day, gap.level_precision))
    if gap.gap_points is not None:
        points = words.f.exact(abs(gap.gap_points))
        values["points"] = words.with_bound(points, REST[gap.level_bound])
    return values | _dated(next(p for p in facts.points if (p.scale, p.as_of) == (ANNOUNCED, day)), words)


def _dated(point: Point, words: Words) -> dict[str, str]:
    """A level and its day, with the day that the source calls it an estimate."""
    date = words.when(point.as_of, point.as_of_precision)
    date = words.say("levels-estimated", date=date) if point.obs_status == "E" else date
    scale = f" {words.scale(point.scale)}" if point.scale != ANNOUNCED else ""
    return {"level": words.point_pct(point) + scale, "date": date}


def _loss_title(loss: Change, facts: Facts, words: Words) -> str:
    later = [p for p in facts.points if p.as_of > loss.end.date()]
    values = {"on": sentence_case(words.on(loss.end, loss.end_precision)), "loss": _loss_text(loss, words)}
    if not later:
        return words.say("levels-title-loss-since", **values)
    announced = [p for p in later if p.scale == ANNOUNCED]
    return words.say("levels-title-loss", **_dated((announced or later)[-1], words), **values)


def _loss_text(loss: Change, words: Words) -> str:
    """The share of the population; the number of people stands at the mark."""
    if loss.change_points is None or loss.kind == NOT_RENEWED:
        count = words.with_bound(words.f.count(abs(loss.change_count)), loss.bound)
        return words.say(f"levels-{loss.kind}", count=count)
    return words.say("levels-loss-share", pct=words.bounded_pct(abs(loss.change_points), loss.bound))


def _move(before: Point, after: Point) -> str:
    """Whether a level rose or fell after another; blank where their bounds allow both."""
    falls = before.coverage_pct > after.coverage_pct
    upper, lower = (before, after) if falls else (after, before)
    least = _ABOUT_POINTS if "about" in (before.bound, after.bound) else 0
    is_sure = upper.bound != "at_most" and lower.bound != "at_least"
    return ("fell" if falls else "rose") if is_sure and upper.coverage_pct - lower.coverage_pct > least else ""


def _before(point: Point, words: Words) -> dict[str, str]:
    values = _dated(point, words)
    return {"before": values["level"], "start": values["date"]}


def _alt(facts: Facts, words: Words) -> str:
    """The marks of the chart in words."""
    ends = [p for p in facts.national_year_ends if p.scale == ANNOUNCED]
    country = words.join([words.say("chart-year-pct", year=str(p.as_of.year), pct=words.point_pct(p)) for p in ends])
    parts = [words.say("levels-alt", province=words.province, **YEARS)]
    parts += [f"{point_text(point, words)}." for point in facts.points]
    for gap in facts.gaps:
        target = words.f.exact_pct(gap.target_pct)
        parts.append(words.say("levels-alt-target", year=str(gap.target_year), target=target))
    parts += [f"{period_text(change, words)}: {size_text(change, words)}." for change in facts.falls_without_level()]
    return " ".join([*parts, words.say("levels-alt-country", levels=country)])


def _caption(facts: Facts, words: Words) -> str:
    falls = facts.falls_without_level()
    kinds = {
        "scales": len({point.scale for point in facts.points}) > 1,
        "estimates": bool(facts.anchored_estimates),
        "derived": bool(facts.changes_from_derived_levels),
        "net": any(not change.is_gross for change in falls),
        "gross": any(change.is_gross for change in falls),
    }
    parts = [
        words.say("levels-caption"),
        *(words.say(f"levels-caption-{kind}") for kind, is_drawn in kinds.items() if is_drawn),
    ]
    days = {day for change in falls for day in (change.since.date(), change.end.date())}
    for event in [event for event in facts.health_events if event.date in days][:_MOST_EVENTS]:
        when = words.f.short_day(event.date, event.date_precision)
        parts.append(words.say("levels-caption-event", date=when, event=words.event(event)))
    return " ".join(parts)


def _sentence(facts: Facts, words: Words) -> str:
    """The newest level with its day, scale, source and caveats."""
    latest = facts.latest
    if latest is None:
        return words.say("levels-sentence-none", province=words.province, **YEARS)
    points = [point for point in (latest.announced, latest.gso) if point]
    values = {
        "by": words.by(latest.as_of, latest.as_of_precision),
        "province": words.province,
        "publisher": words.publishers(point.claim_id for point in points),
        "caveat": " ".join(words.say(f"levels-caveat-{kind}") for kind in _caveat_kinds(latest, points)),
    }
    values |= {point.scale: words.point_pct(point) for point in points}
    return words.say(f"levels-sentence-{'both' if len(points) == 2 else points[0].scale}", **values)


def _caveat_kinds(latest: LatestLevel, points: list[Point]) -> list[str]:
    """Caveats of the newest level: its time of year, an estimate of the source, a count of cards."""
    is_year_end = (latest.as_of.month, latest.as_of.day) == (12, 31) and latest.as_of_precision != "month"
    estimate = ["estimate"] if any(point.obs_status == "E" for point in points) else []
    cards = ["cards"] if any(point.unit == "cards" for point in points) else []
    time = "year" if latest.as_of_precision == "year" else "end" if is_year_end else "other"
    return [time, *estimate, *cards]
