"""Frames of the country and of all provinces side by side, with the columns that ``columns`` describes."""

import pandas as pd

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.season import DecemberSurge
from baophu.facts.national import National
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Point
from baophu.report import columns
from baophu.report.level_words import level_change_text, year_end_change
from baophu.report.tables import ClaimSources, _ids, _publishers, _region, build_frame
from baophu.report.words import Words


def year_ends(national: National, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """The country's announced level of every 31 December that has one."""
    ends = [point for point in national.year_ends if point.scale == ANNOUNCED]
    pairs = zip([None, *ends[:-1]], ends, strict=True)
    return build_frame((_year_end(*pair, words, sources_by_claim) for pair in pairs), columns.YEAR_ENDS)


def pushes(national: National, words: Words) -> pd.DataFrame:
    """The country's rise before each 31 December, or why it is not known."""
    return build_frame((_push(push, words) for push in national.pushes), columns.PUSHES)


def known_years(national: National, words: Words) -> pd.DataFrame:
    """For each province and year the number of dated figures, also where there is none."""
    return build_frame(
        (
            {**_place(row.area.area, words), "year": year, "figures": row.figures_by_year.get(year, 0)}
            for row in national.provinces
            for year in range(FIRST_YEAR, LAST_YEAR + 1)
        ),
        columns.KNOWN_YEARS,
    )


def denominator_ratios(national: National, words: Words, sources_by_claim: ClaimSources) -> pd.DataFrame:
    """Each day on which the population behind a province's published rate is known, beside the statistics office's."""
    names = ("as_of", "as_of_precision", "publisher_count", "office_count", "ratio_pct")
    return build_frame(
        (
            {
                **_place(ratio.area, words),
                **{name: getattr(ratio, name) for name in names},
                "claim_ids": _ids(ratio.claim_ids),
                "publishers": _publishers(ratio.claim_ids, words, sources_by_claim),
            }
            for ratio in national.population_ratios
        ),
        columns.DENOMINATOR_RATIOS,
    )


# ── Rows ──────────────────────────────────────────────────────────────────────────────────────────────────


def _year_end(before: Point | None, point: Point, words: Words, sources_by_claim: ClaimSources) -> dict:
    names = ("as_of", "as_of_precision", "coverage_pct", "bound", "uninsured_count")
    change = year_end_change(before, point)
    # The rate's last decimal moves the uninsured by tens of thousands.
    finest = -6 + min(2, len(f"{point.coverage_pct:.10g}".partition(".")[2]))
    return {
        "year": point.as_of.year,
        **{name: getattr(point, name) for name in names},
        "coverage_pct_text": words.point_pct(point),
        "change_points": change,
        "change_points_text": "" if change is None else level_change_text(before, point, words),
        "uninsured_count": point.uninsured_count and round(point.uninsured_count, finest),
        "claim_ids": _ids((point.claim_id, *point.claim_ids)),
        "publishers": _publishers([point.claim_id], words, sources_by_claim),
    }


def _push(push: DecemberSurge, words: Words) -> dict:
    is_known = push.points is not None
    return {
        "year": push.year,
        "push_points": push.points,
        "push_points_text": words.say(
            "year-end-push",
            points=words.f.number(push.points, is_signed=True),
            sd=words.f.number(push.sd_points),
        )
        if is_known
        else "",
        "low_points": push.points - push.sd_points if is_known else None,
        "high_points": push.points + push.sd_points if is_known else None,
        "is_mixed": push.is_mixed,
        "why": words.say(f"push-unknown-{push.reason}") if push.reason else "",
        "claim_ids": _ids(push.claim_ids),
    }


def _place(area: str, words: Words) -> dict:
    return {"area": area, "area_name": words.area(area), **_region(area, words)}
