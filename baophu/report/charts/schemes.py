"""Social and unemployment insurance as small multiples: a row per scheme, persons at the left, percent at the right.

Each scheme has an axis of its own from zero: compulsory insurance has a hundred times more members than voluntary.
Points are not joined by lines, because they are few and their labour forces differ.
"""

from dataclasses import dataclass
from datetime import date

from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from baophu.analysis.changes import Change
from baophu.analysis.constants import SOCIAL_SCHEMES
from baophu.analysis.social import BREAK, SocialPoint
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Claim, Facts
from baophu.report.blocks import Block, Chart, Paragraph
from baophu.report.change_words import signed_text
from baophu.report.charts import labels, rows, scheme_words, style
from baophu.report.words import Words

ANCHOR = "schemes-chart"
_ROW, _HEADING, _PLOT = 1.62, 0.42, 0.86  # inches: a row of a scheme, of this its name, its axes
_LEFT, _RIGHT = (0.95, 4.25), (5.1, 8.45)
_LOW_SHARE = 0.2  # share of the highest value; labels next to lower points would cover the axis
_NEAR_DAYS = 900  # labels of points that are closer than this would overlap
# Printed rates of the labour force, of that of working age, of another base.
RATE_MARKS = {"percent_of_labour_force": "o", "percent_of_working_age_labour_force": "s", "": "^"}
# Computed on the statistics office's labour force; hollow and on top, so that a printed rate stays visible.
_GSO = {"marker": "D", "facecolor": "none", "edgecolor": style.ORANGE, "zorder": 5}
_BAND = {"color": style.GREY, "alpha": 0.22, "lw": 0}
_FALL = {"color": style.RED, "alpha": 0.13, "lw": 0}
_CONFLICT = {"facecolor": "none", "edgecolor": style.RED, "lw": 1.6}


@dataclass(frozen=True)
class DoubtfulCount:
    """A count that another printed count of the same day contradicts."""

    scheme: str
    claim: Claim
    tip: str


def schemes(facts: Facts, words: Words) -> Block:
    """Chart of the dated counts and rates of each scheme that has any."""
    doubtful = _doubtful_counts(facts, words)
    drawn_schemes = [s for s in SOCIAL_SCHEMES if facts.social.of(s) or any(d.scheme == s for d in doubtful)]
    if not drawn_schemes:
        return Paragraph(words.say("chart-schemes-nothing"), style="note")
    has_rates = any(_has_rate(point) for point in facts.social.points)
    tips: dict[str, str] = {}
    with style.settings():
        figure, tops = _build_sheet(drawn_schemes, has_rates, facts, doubtful, words)
        for scheme, top in zip(drawn_schemes, tops, strict=True):
            _draw_scheme(
                figure, scheme, top, has_rates, facts, [d for d in doubtful if d.scheme == scheme], words, tips
            )
        svg = style.to_svg(figure, ANCHOR, tips)
    caption = words.say("chart-schemes-caption", sources=scheme_words.sources(facts, words))
    texts = scheme_words.title(facts, words), scheme_words.alt(facts, words), caption
    return Chart(ANCHOR, svg, *texts, scheme_words.sentence(facts, words))


def _has_rate(point: SocialPoint) -> bool:
    return point.rate_pct is not None or point.gso_pct is not None


def _doubtful_counts(facts: Facts, words: Words) -> list[DoubtfulCount]:
    claims = {claim.claim_id: claim for claim in facts.claims}
    return [
        DoubtfulCount(claims[claim_id].scheme, claims[claim_id], scheme_words.conflict_text(conflict, words))
        for conflict in facts.social.conflicts
        for claim_id in conflict.claim_ids
    ]


def _build_sheet(drawn_schemes: list[str], has_rates: bool, facts: Facts, doubtful: list[DoubtfulCount], words: Words):
    """The figure, and the top of each scheme's row in inches from the bottom."""
    subtitle = rows.wrap_text(scheme_words.subtitle(has_rates, words), style.WIDTH - 0.2)
    handles = _legend(facts, doubtful, words)
    legend_rows = -(-len(handles) // rows.legend_columns(handles))
    top = 0.14 + rows.LINE * len(subtitle)
    height = top + _ROW * len(drawn_schemes) + 0.1 + 0.21 * legend_rows
    figure = Figure(figsize=(style.WIDTH, height))
    for number, text in enumerate(subtitle):
        place = (0.1 / style.WIDTH, 1 - (0.05 + number * rows.LINE) / height)
        figure.text(*place, text, va="top", fontsize=style.SIZE, color=style.GREY)
    rows.legend(figure, handles)
    return figure, [height - top - _ROW * number for number in range(len(drawn_schemes))]


def _draw_scheme(
    figure: Figure, scheme: str, top: float, has_rates: bool, facts: Facts, doubtful, words: Words, tips
) -> None:
    points = facts.social.of(scheme)
    name = words.scheme(scheme)
    counts = [point for point in points if point.insured_count is not None]
    _write_heading(figure, top, _LEFT, name, words.say("chart-schemes-count"))
    left = _LEFT if has_rates else (_LEFT[0], _RIGHT[1])
    if counts or doubtful:
        axes = _axes(figure, left, top)
        _draw_counts(axes, counts, doubtful, facts, words, tips)
        _draw_falls(axes, facts.falls_without_level(scheme), words)
    else:
        _write_empty_note(figure, left, top, words.say("chart-schemes-no-count"))
    if not has_rates:
        return
    _write_heading(figure, top, _RIGHT, "", words.say("chart-schemes-rate"))
    rated = [point for point in points if _has_rate(point)]
    if rated:
        _draw_rates(_axes(figure, _RIGHT, top), rated, facts, words, tips)
    else:
        _write_empty_note(figure, _RIGHT, top, scheme_words.no_rate_text(points, words))


def _write_heading(figure: Figure, top: float, left_right: tuple[float, float], name: str, unit: str) -> None:
    height = figure.get_size_inches()[1]
    y, look = (top - 0.26) / height, {"va": "baseline", "fontsize": style.SIZE}
    if name:
        figure.text(0.1 / style.WIDTH, y, name, fontweight="bold", **look)
        shift = rows.width_of(name, bold=True) / 72 + 0.1
        figure.text((0.1 + shift) / style.WIDTH, y, unit, color=style.GREY, **look)
    else:
        figure.text((left_right[0] - 0.4) / style.WIDTH, y, unit, color=style.GREY, **look)


def _write_empty_note(figure: Figure, left_right: tuple[float, float], top: float, text: str) -> None:
    """Write a note in place of empty axes."""
    height = figure.get_size_inches()[1]
    for number, line in enumerate(rows.wrap_text(text, left_right[1] - left_right[0] + 0.3)):
        y = (top - _HEADING - 0.3 - number * rows.LINE) / height
        figure.text((left_right[0] - 0.4) / style.WIDTH, y, line, fontsize=style.SIZE, color=style.GREY, va="baseline")


def _axes(figure: Figure, left_right: tuple[float, float], top: float) -> Axes:
    height = figure.get_size_inches()[1]
    left, right = left_right
    foot = top - _HEADING - _PLOT
    axes = style.add_axes(figure, (left / style.WIDTH, foot / height, (right - left) / style.WIDTH, _PLOT / height))
    axes.set_xlim(date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 3, 1))
    axes.xaxis.set_major_locator(mdates.YearLocator(2 if right - left < 5 else 1))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    axes.tick_params(length=3, labelsize=9)
    return axes


def _draw_counts(
    axes: Axes, points: list[SocialPoint], doubtful: list[DoubtfulCount], facts: Facts, words: Words, tips
) -> None:
    values = [point.insured_count for point in points] + [d.claim.value for d in doubtful]
    axes.set_ylim(0, 1.45 * max(values))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.f.count(value)))
    drawn_ids = {claim_id for point in points for claim_id in point.claim_ids}
    point_labels = []
    for point in reversed(points):
        axes.plot([point.as_of] * 2, [0, point.insured_count], color=style.BLUE, lw=2, alpha=0.55, zorder=2)
        face = "white" if point.obs_status in ("E", "P") else style.BLUE
        look = {"marker": scheme_words.UPRIGHT_BOUND_MARKS[point.bound], "facecolor": face, "edgecolor": style.BLUE}
        tip = scheme_words.tip(point.claim_ids[0], scheme_words.count_text(point, words), facts, words)
        rows.mark(
            axes, (point.as_of, point.insured_count), rows.RowMark("scheme", point.claim_ids[0], tip), tips, **look
        )
        sides = _label_sides(point, points, point.insured_count < _LOW_SHARE * max(values))
        text = words.f.count(point.insured_count)
        point_labels.append(labels.Label(labels.as_number(point.as_of), point.insured_count, text, style.BLUE, sides))
    for doubt in doubtful:
        position = (doubt.claim.as_of, doubt.claim.value)
        point = rows.RowMark("schemeconflict", doubt.claim.claim_id, doubt.tip)
        rows.mark(axes, position, point, tips, **{**_CONFLICT, "s": 150})
        if doubt.claim.claim_id not in drawn_ids:
            axes.scatter([position[0]], [position[1]], marker="x", s=40, color=style.RED, zorder=4)
            number = labels.as_number(position[0])
            point_labels.append(labels.Label(number, position[1], words.f.count(position[1]), style.RED))
    labels.place(axes, point_labels, [(label.x, label.y) for label in point_labels])


def _draw_falls(axes: Axes, falls: list[Change], words: Words) -> None:
    """Draw falls without a level as a time span over the full height, with the number of persons."""
    for fall in falls:
        axes.axvspan(fall.since, fall.end, **_FALL, zorder=0)
        middle = fall.since + (fall.end - fall.since) / 2
        look = {"ha": "center", "va": "top", "fontsize": 9, "color": style.RED}
        axes.text(middle, axes.get_ylim()[1], signed_text(fall, words.f.count(abs(fall.change_count)), words), **look)


def _draw_rates(axes: Axes, points: list[SocialPoint], facts: Facts, words: Words, tips: dict[str, str]) -> None:
    """Draw printed and computed percentages, and a band where the definition of the labour force changes."""
    values = [value for point in points for value in (point.rate_pct, point.gso_pct) if value is not None]
    axes.set_ylim(0, 1.45 * max(values))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _pct_tick(value, max(values), words)))
    axes.axvspan(*_break_days(), **_BAND, zorder=0.8)
    point_labels = []
    for point in reversed(points):
        number = labels.as_number(point.as_of)
        has_both = point.rate_pct is not None and point.gso_pct is not None
        if point.gso_pct is not None:
            tip = scheme_words.tip(point.claim_ids[0], scheme_words.gso_text(point, words), facts, words)
            position = (point.as_of, point.gso_pct)
            rows.mark(axes, position, rows.RowMark("schemeshare", point.claim_ids[0], tip), tips, **_GSO, s=44)
            sides = _label_sides(point, points, point.gso_pct < _LOW_SHARE * max(values))
            if has_both and point.gso_pct < point.rate_pct:
                sides = ("below", "right", "left", "above")
            point_labels.append(
                labels.Label(number, point.gso_pct, scheme_words.share_pct(point, words), style.ORANGE, sides)
            )
        if point.rate_pct is not None:
            tip = scheme_words.tip(point.claim_ids[-1], scheme_words.rate_text(point, words), facts, words)
            look = {"marker": RATE_MARKS.get(point.rate_unit, RATE_MARKS[""]), "edgecolor": style.BLUE}
            look["facecolor"] = "white" if point.side == "either_side" else style.BLUE
            position = (point.as_of, point.rate_pct)
            rows.mark(axes, position, rows.RowMark("schemerate", point.claim_ids[-1], tip), tips, **look)
            text, sides = (
                words.f.exact_pct(point.rate_pct),
                _label_sides(point, points, point.rate_pct < _LOW_SHARE * max(values)),
            )
            point_labels.append(labels.Label(number, point.rate_pct, text, style.BLUE, sides))
    labels.place(axes, point_labels, [(label.x, label.y) for label in point_labels])


def _label_sides(point: SocialPoint, points: list[SocialPoint], is_low: bool) -> tuple[str, ...]:
    """Sides for a label: away from neighbours in time, and above a low point."""
    days = [(other.as_of - point.as_of).days for other in points]
    before, after = any(-_NEAR_DAYS < gap < 0 for gap in days), any(0 < gap < _NEAR_DAYS for gap in days)
    if is_low:
        return ("above", "above left", "above right")
    if after and not before:
        return ("left", "above left", "above", "below left")
    if before and not after:
        return ("right", "above right", "above", "left", "above left")
    return ("above", "left", "right", "above left", "above right")


def _pct_tick(value: float, largest: float, words: Words) -> str:
    return words.f.pct(value, 0 if largest > 5 else 1)


def _break_days() -> tuple[date, date]:
    """First and last day of a visible band around the day on which the labour force changes."""
    middle = BREAK.date()
    return date.fromordinal(middle.toordinal() - 40), date.fromordinal(middle.toordinal() + 40)


def _legend(facts: Facts, doubtful: list[DoubtfulCount], words: Words) -> list:
    """Entries for the marks that are drawn."""
    points = facts.social.points
    blue = {"mfc": style.BLUE, "mec": style.BLUE}
    units = {point.rate_unit for point in points if point.rate_pct is not None}
    has_open_bounds = any(p.bound in ("at_least", "at_most") for p in points if p.insured_count is not None)
    has_provisional = any(p.obs_status in ("E", "P") for p in points if p.insured_count is not None)
    has_final = any(p.obs_status not in ("E", "P") for p in points if p.insured_count is not None)
    entries = [(has_final, rows.handle(words.say("legend-count"), marker="o", **blue))]
    entries += [(has_open_bounds, rows.handle(words.say("legend-bound"), marker="^", **blue))]
    entries += [
        (
            has_provisional,
            rows.handle(words.say("legend-provisional"), marker="o", mfc="white", mec=style.BLUE, mew=1.6),
        )
    ]
    entries += [
        (True, rows.handle(_unit_text(unit, words), marker=RATE_MARKS.get(unit, "^"), **blue)) for unit in sorted(units)
    ]
    has_either_side = any(point.side == "either_side" for point in points)
    entries += [
        (
            has_either_side,
            rows.handle(words.say("legend-either-side"), marker="o", mfc="white", mec=style.BLUE, mew=1.6),
        )
    ]
    has_shares = any(point.gso_pct is not None for point in points)
    entries += [(has_shares, rows.handle(words.say("legend-gso"), marker="D", mfc="white", mec=style.ORANGE, mew=1.6))]
    when = words.f.day(BREAK, "month")
    has_rates = has_shares or bool(units)
    entries += [(has_rates, Patch(**_BAND, label=words.say("legend-break", date=when)))]
    ring = rows.handle(words.say("legend-conflict"), marker="o", ms=10, mfc="none", mec=style.RED, mew=1.6)
    entries += [(bool(doubtful), ring)]
    has_falls = any(facts.falls_without_level(scheme) for scheme in SOCIAL_SCHEMES if facts.social.of(scheme))
    entries += [(has_falls, Patch(**_FALL, label=words.say("scale-change")))]
    return [entry for is_drawn, entry in entries if is_drawn]


def _unit_text(unit: str, words: Words) -> str:
    return words.say("legend-rate", unit=words.label("unit", unit))
