"""Coverage over time: every published level at its day."""

from datetime import date

from matplotlib import dates as mdates
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Facts, LatestLevel, Point
from baophu.report.blocks import Chart
from baophu.report.change_words import signed_text, size_text
from baophu.report.charts import labels, rows, style
from baophu.report.charts.tips import point_tip
from baophu.report.words import Words

ANCHOR = "trajectory-chart"
_EVENT_MARKERS = {"up": "^", "down": "v", "mixed": "d", "neutral": "d"}


def trajectory(facts: Facts, words: Words) -> Chart:
    """Chart of a province's levels on both scales, the country's levels, targets, estimates, events and falls."""
    with style.settings():
        entries = _legend(facts, words)
        legend_rows = -(-len(entries) // rows.legend_columns(entries))
        bottom = 0.42 + 0.21 * legend_rows
        height = bottom + 3.5 + 0.375
        figure = Figure(figsize=(style.WIDTH, height))
        axes = style.add_axes(figure, (0.065, bottom / height, 0.92, 3.5 / height))
        subtitle = words.say("chart-trajectory-subtitle", **_years())
        figure.text(0.012, 1 - 0.075 / height, subtitle, va="top", fontsize=style.SIZE, color=style.GREY)
        _frame(axes, facts, words)
        _draw_country(axes, facts)
        _draw_targets(axes, facts)
        _draw_falls(axes, facts, words)
        _draw_estimates(axes, facts)
        _draw_denominator_gaps(axes, facts)
        tips = {
            **_draw_derived_levels(axes, facts, words),
            **_draw_points(axes, facts, words),
            **_draw_events(axes, facts, words),
        }
        _draw_labels(axes, facts, words)
        rows.legend(figure, entries)
        svg = style.to_svg(figure, ANCHOR, tips)
    caption = words.say("chart-trajectory-caption")
    if facts.anchored_estimates:
        caption += " " + words.say("chart-trajectory-estimates")
    return Chart(ANCHOR, svg, title(facts, words), alt(facts, words), caption, sentence(facts, words))


def title(facts: Facts, words: Words) -> str:
    """The finding that the chart shows."""
    latest = facts.latest
    if latest is None:
        return words.say("chart-trajectory-title-none", province=words.province)
    when = words.when(latest.as_of, latest.as_of_precision)
    if latest.announced and latest.gso:
        return words.say(
            "chart-trajectory-title",
            province=words.province,
            date=when,
            announced=words.point_pct(latest.announced),
            gso=words.point_pct(latest.gso),
        )
    point = latest.announced or latest.gso
    return words.say(
        "chart-trajectory-title-one",
        province=words.province,
        date=when,
        pct=words.point_pct(point),
        scale=words.scale(point.scale),
    )


def sentence(facts: Facts, words: Words) -> str:
    """The newest level with its day, scale, source and caveats."""
    latest = facts.latest
    if latest is None:
        return words.say("take-trajectory-none", province=words.province, **_years())
    points = [point for point in (latest.announced, latest.gso) if point]
    sources = dict.fromkeys(facts.claim(point.claim_id).source_id for point in points)
    values = {
        "by": words.by(latest.as_of, latest.as_of_precision),
        "province": words.province,
        "publisher": words.join([words.publisher(facts.sources[source]) for source in sources]),
        "caveat": " ".join(words.say(f"take-caveat-{kind}") for kind in _caveat_kinds(latest, points)),
    }
    if latest.announced:
        values["announced"] = words.point_pct(latest.announced)
    if latest.gso:
        values["gso"] = words.point_pct(latest.gso)
    kind = "both" if len(points) == 2 else points[0].scale
    return words.say(f"take-trajectory-{kind}", **values)


def _caveat_kinds(latest: LatestLevel, points: list[Point]) -> list[str]:
    """Caveats of the newest level: its time of year, an estimate of the source, a count of cards."""
    is_year_end = (latest.as_of.month, latest.as_of.day) == (12, 31) and latest.as_of_precision != "month"
    estimate = ["estimate"] if any(point.obs_status == "E" for point in points) else []
    cards = ["cards"] if any(point.unit == "cards" for point in points) else []
    time = "year" if latest.as_of_precision == "year" else "end" if is_year_end else "other"
    return [time, *estimate, *cards]


def alt(facts: Facts, words: Words) -> str:
    """The chart in words, from the same facts."""
    national = words.join(
        [words.say("chart-year-pct", year=str(p.as_of.year), pct=words.point_pct(p)) for p in _year_ends(facts)]
    )
    shared = {**_years(), "national": national}
    if not facts.points:
        return words.say("chart-trajectory-alt-none", province=words.province, **shared)
    points = "; ".join(point_text(point, words) for point in facts.points)
    return words.say("chart-trajectory-alt", points=points, **shared)


def point_text(point: Point, words: Words) -> str:
    """One point in words: day, percentage, scale."""
    when = words.when(point.as_of, point.as_of_precision)
    return words.say("chart-point", date=when, pct=words.point_pct(point), scale=_scale(point, words))


def _scale(point: Point, words: Words) -> str:
    """A point's scale, with a note if cards were counted."""
    cards = point.scale == GSO and point.unit == "cards"
    return words.scale(point.scale) + (f" ({words.say('cards-not-people')})" if cards else "")


def _years() -> dict[str, str]:
    return {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}


def _year_ends(facts: Facts) -> list[Point]:
    return [p for p in facts.national_year_ends if p.scale == ANNOUNCED]


def _frame(axes: Axes, facts: Facts, words: Words) -> None:
    axes.set_xlim(date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 4, 1))
    levels = [p.coverage_pct for p in (*facts.points, *facts.national)] + [gap.target_pct for gap in facts.gaps]
    levels += [estimate.low80 for estimate in facts.anchored_estimates]
    low = min(levels, default=60)
    axes.set_ylim(max(0, 5 * (int(low) // 5) - 5), 102)
    axes.xaxis.set_major_locator(mdates.YearLocator())
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.pct(value, 0)))
    axes.tick_params(length=3, labelsize=style.SIZE)


def _draw_country(axes: Axes, facts: Facts) -> None:
    """Draw the national levels: consecutive year-ends joined by a line, other days as dots."""
    ends = _year_ends(facts)
    for left, right in zip(ends[:-1], ends[1:], strict=True):
        if right.as_of.year == left.as_of.year + 1 and right.compares_with(left):
            axes.plot(
                [left.as_of, right.as_of],
                [left.coverage_pct, right.coverage_pct],
                color=style.GREY,
                lw=1.4,
                zorder=1,
            )
    axes.scatter([p.as_of for p in ends], [p.coverage_pct for p in ends], s=16, color=style.GREY, zorder=1.5)
    year_end_days = {p.as_of for p in ends}
    others = [p for p in facts.national if p.scale == ANNOUNCED and p.as_of not in year_end_days]
    axes.scatter(
        [p.as_of for p in others],
        [p.coverage_pct for p in others],
        s=14,
        facecolor="white",
        edgecolor=style.GREY,
        lw=0.8,
        zorder=1.5,
    )


def _draw_targets(axes: Axes, facts: Facts) -> None:
    for gap in facts.gaps:
        end = date(gap.target_year, 12, 31)
        axes.plot([end], [gap.target_pct], marker="_", ms=15, mew=2, color=style.GREEN, zorder=2)


def _draw_falls(axes: Axes, facts: Facts, words: Words) -> None:
    """Draw falls without a level as time spans over the full height, gross losses as lines at their day."""
    bottom = axes.get_ylim()[0]
    look = {"textcoords": "offset points", "va": "bottom", "fontsize": style.SIZE, "color": style.RED}
    for change in facts.falls_without_level():
        middle = change.since + (change.end - change.since) / 2
        text = signed_text(change, words.f.count(abs(change.change_count)), words)
        if change.is_gross:
            axes.axvline(change.end, color=style.RED, lw=1.2, ls=(0, (4, 2)), alpha=0.8, zorder=0.5)
            axes.annotate(text, (middle, bottom), xytext=(4, 18), ha="left", **look)
        else:
            axes.axvspan(change.since, change.end, color=style.RED, alpha=0.13, lw=0, zorder=0)
            axes.annotate(text, (middle, bottom), xytext=(0, 5), ha="center", **look)


def _draw_estimates(axes: Axes, facts: Facts) -> None:
    """Draw estimated year-ends as bars of their 80 % interval, without points or lines, which would look observed."""
    for estimate in facts.anchored_estimates:
        axes.plot(
            [estimate.as_of] * 2,
            [estimate.low80, estimate.high80],
            color=style.SKY,
            lw=7,
            alpha=0.55,
            zorder=0.8,
            solid_capstyle="butt",
        )
        axes.plot([estimate.as_of], [estimate.pct], marker="_", ms=7, mew=1.6, color=style.BLUE, zorder=0.9)


def _draw_denominator_gaps(axes: Axes, facts: Facts) -> None:
    """Join the announced level and the one on the statistics office's population of the same count."""
    by_claims = {point.claim_id: point for point in facts.points if point.scale == GSO}
    for point in facts.points:
        partner = next((by_claims[c] for c in point.claim_ids if c in by_claims), None)
        if point.scale == ANNOUNCED and partner:
            axes.plot(
                [point.as_of] * 2,
                [point.coverage_pct, partner.coverage_pct],
                color=style.INK,
                lw=1.1,
                zorder=2.5,
            )


def _draw_points(axes: Axes, facts: Facts, words: Words) -> dict[str, str]:
    """Draw each point as an SVG group that links to its source; returns the tooltips by gid."""
    tips = {}
    claims = {claim.claim_id: claim for claim in facts.claims}
    for point in facts.points:
        marker, face, edge = style.SCALE_MARKS[point.scale]
        gid = f"pt-{point.scale}-{point.claim_id}"
        dots = axes.scatter(
            [point.as_of], [point.coverage_pct], s=52, marker=marker, facecolor=face, edgecolor=edge, lw=1.6, zorder=4
        )
        dots.set_gid(gid)
        dots.set_urls([f"#src-{point.claim_id}"])
        claim = claims[point.claim_id]
        tips[gid] = point_tip(point, claim, _scale(point, words), facts, words)
    return tips


def _draw_derived_levels(axes: Axes, facts: Facts, words: Words) -> dict[str, str]:
    """Draw derived levels hollow and dotted, because they are not printed."""
    tips = {}
    for change in facts.changes_from_derived_levels:
        marker, _, edge = style.SCALE_MARKS[change.scale]
        gid = f"pt-derived-{change.claim_ids[0]}"
        look = {"s": 44, "marker": marker, "facecolor": "white", "edgecolor": edge, "lw": 1.1, "ls": ":", "zorder": 3.5}
        dots = axes.scatter([change.start], [change.derived_pct], **look)
        dots.set_gid(gid)
        dots.set_urls([f"#src-{change.claim_ids[0]}"])
        tips[gid] = words.say(
            "chart-derived-tip",
            province=words.province,
            date=words.when(change.start),
            pct=words.with_bound(words.f.pct(change.derived_pct), change.bound_before),
            scale=words.scale(change.scale),
            change=size_text(change, words),
        )
    return tips


def _draw_events(axes: Axes, facts: Facts, words: Words) -> dict[str, str]:
    """Draw policies and shocks along the upper edge, each linked to its row in the table."""
    tips = {}
    for event in facts.health_events:
        gid = f"pt-event-{event.event_id}"
        look = {"marker": _EVENT_MARKERS[event.direction], "facecolor": "white", "edgecolor": style.INK, "lw": 1}
        mark = axes.scatter(
            [event.date], [1.025], transform=axes.get_xaxis_transform(), s=30, zorder=4, clip_on=False, **look
        )
        mark.set_gid(gid)
        mark.set_urls([f"#event-{event.event_id}"])
        tips[gid] = words.say(
            "chart-event-tip",
            day=words.when(event.date, event.date_precision),
            event=words.event(event),
            direction=words.say(f"direction-{event.direction}"),
        )
    return tips


def _draw_labels(axes: Axes, facts: Facts, words: Words) -> None:
    """Label the points, newest first; of two scales at one time the higher level is labelled above."""
    labelled, point_labels = set(), []
    for point in reversed(facts.points):
        text, number = words.point_pct(point), labels.as_number(point.as_of)
        # A percentage that is repeated within a year is labelled once.
        key = (point.scale, text, round(number / 365))
        if key not in labelled:
            labelled.add(key)
            sides = labels.ABOVE_FIRST if _is_upper(point, facts) else labels.BELOW_FIRST
            point_labels.append(
                labels.Label(number, point.coverage_pct, text, style.SCALE_MARKS[point.scale][2], sides)
            )
    target_points = [(labels.as_number(date(gap.target_year, 12, 31)), gap.target_pct) for gap in facts.gaps]
    national_points = [(labels.as_number(p.as_of), p.coverage_pct) for p in facts.national if p.scale == ANNOUNCED]
    own_points = [(labels.as_number(p.as_of), p.coverage_pct) for p in facts.points]
    derived_points = [
        (labels.as_number(change.start), change.derived_pct) for change in facts.changes_from_derived_levels
    ]
    labels.place(axes, point_labels, [*own_points, *derived_points, *target_points, *national_points])


def _is_upper(point: Point, facts: Facts) -> bool:
    others = [
        p.coverage_pct for p in facts.points if p.scale != point.scale and abs((p.as_of - point.as_of).days) < 200
    ]
    return point.coverage_pct >= min(others) if others else True


def _legend(facts: Facts, words: Words) -> list[Artist]:
    """Entries for the marks that are drawn."""
    scales = {point.scale for point in facts.points}
    entries = [_legend_mark(scale, words) for scale in style.SCALE_MARKS if scale in scales]
    entries += [
        Line2D([], [], color=style.GREY, marker="o", ms=4, lw=1.4, label=words.say("scale-national")),
        Line2D([], [], ls="", marker="o", mfc="white", mec=style.GREY, ms=4, label=words.say("scale-national-other")),
    ]
    if facts.anchored_estimates:
        entries.append(
            Patch(color=style.SKY, alpha=0.55, label=words.say(f"scale-estimate-{facts.estimates[0].scale}"))
        )
    if facts.gaps:
        entries.append(
            Line2D([], [], ls="", marker="_", mew=2, ms=12, color=style.GREEN, label=words.say("scale-target"))
        )
    for scale in dict.fromkeys(change.scale for change in facts.changes_from_derived_levels):
        marker, _, edge = style.SCALE_MARKS[scale]
        look = {"marker": marker, "mfc": "white", "mec": edge, "mew": 1.1, "ms": 6}
        entries.append(Line2D([], [], ls="", **look, label=words.say(f"scale-derived-{scale}")))
    if any(not change.is_gross for change in facts.falls_without_level()):
        entries.append(Patch(color=style.RED, alpha=0.13, label=words.say("scale-change")))
    if any(change.is_gross for change in facts.falls_without_level()):
        entries.append(Line2D([], [], color=style.RED, lw=1.2, ls=(0, (4, 2)), label=words.say("scale-loss")))
    if facts.health_events:
        shape = {"marker": "v", "mfc": "white", "mec": style.INK, "ms": 6}
        entries.append(Line2D([], [], ls="", **shape, label=words.say("scale-event")))
    return entries


def _legend_mark(scale: str, words: Words) -> Line2D:
    marker, face, edge = style.SCALE_MARKS[scale]
    return Line2D([], [], ls="", marker=marker, mfc=face, mec=edge, mew=1.6, ms=6.5, label=words.scale(scale))
