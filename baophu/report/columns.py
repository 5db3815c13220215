"""The columns of every table of the API: name, type and meaning; what pages call them is ``locales/*/columns.ftl``.

Types, with their missing values: ``text`` (``""``), ``number`` (NaN), ``day`` (NaT), ``count`` (integer, never
missing), ``flag`` (boolean, never missing).
"""

from inspect import cleandoc
from typing import NamedTuple


class Column(NamedTuple):
    """One column of a table."""

    name: str
    type: str
    meaning: str


_AREA = (
    Column("area", "text", "slug of the area, as in data/areas.csv"),
    Column("area_name", "text", "its name"),
)
_REGION = (
    Column("region", "text", "slug of the socio-economic region, the same in every language"),
    Column("region_name", "text", "the region in words"),
)
_SCHEME = (
    Column("scheme", "text", "bhyt, bhxh, bhxh_bb, bhxh_tn or bhtn"),
    Column("scheme_name", "text", "the scheme in words"),
    Column("group", "text", "group of people; total is everyone"),
    Column("group_name", "text", "the group in words"),
)
_DAY = (
    Column("as_of", "day", "day that the figure describes"),
    Column("as_of_precision", "text", "precision of that day in print: day, month or year"),
)
_SCALE = (
    Column("scale", "text", "announced (the publisher's population) or gso (the statistics office's); never mixed"),
    Column("scale_name", "text", "the scale in words"),
)
_CLAIMS = Column("claim_ids", "text", "claims of the ledger behind the row, separated by spaces")
_PUBLISHERS = Column("publishers", "text", "who printed them, separated by semicolons")
_PRINT = (
    Column("source_id", "text", "source, as in data/sources.csv"),
    Column("publisher", "text", "who printed it"),
    Column("source_title", "text", "title of the source"),
)
_URL = Column("url", "text", "its address; blank for a copy at an unrelated or altered site")
_SOURCE = (*_PRINT, _URL)
_BOUND = Column("bound", "text", "exact, about, at_least or at_most")
_COVERAGE_PCT = Column("coverage_pct", "number", "insured people in percent of the population, 0-100")
_OBS_STATUS = Column("obs_status", "text", "SDMX status: A normal, E estimate, P provisional, D definition differs")
_AS_PRINTED = Column("as_printed", "text", "the figure as it was printed")
_VERDICT_NAME = Column("verdict_name", "text", "the verdict in words")
_ROW_LABEL = Column("row_label", "text", "what the row is about, as charts name it")
_YEAR = Column("year", "count", "calendar year")
# Of a number ``x`` the column ``x_text`` says it as a reader needs it: with sign, bound and unit.

COVERAGE = (
    *_AREA,
    *_DAY,
    *_SCALE,
    _COVERAGE_PCT,
    Column("coverage_pct_text", "text", "the same with bound and unit"),
    _BOUND,
    Column("insured_count", "number", "insured people"),
    Column("population_count", "number", "population that the percentage is based on"),
    Column("uninsured_count", "number", "people without insurance: population less insured"),
    _OBS_STATUS,
    _AS_PRINTED,
    _CLAIMS,
    *_SOURCE,
)
CHANGES = (
    *_AREA,
    *_REGION,
    *_SCHEME,
    Column("kind", "text", "printed, levels, counts, loss (gross loss of cards) or not_renewed (gross)"),
    Column("is_fall", "flag", "whether people or percentage became fewer; a gross loss is a fall"),
    Column("start", "day", "day of the earlier figure; missing for a gross number"),
    Column("start_precision", "text", "precision of that day in print"),
    Column("end", "day", "day of the later figure"),
    Column("end_precision", "text", "precision of that day in print"),
    Column("subject", "text", "who changed, in words: the group of health insurance, or the scheme"),
    Column("period", "text", "both days in words"),
    _ROW_LABEL,
    Column("scale", "text", "gso (persons over one population), announced (rates) or counted (persons only)"),
    _SCALE[1],
    Column("bound", "text", "exact, about, at_least or at_most: of the size of a printed change"),
    Column("change_count", "number", "change in persons, or in cards where cards were counted"),
    Column("change_count_text", "text", "the same with sign, bound and unit; a gross number has no sign"),
    Column("change_points", "number", "net change in percentage points of the population; not a lapse rate"),
    Column("change_points_text", "text", "the same with sign, bound and unit; a gross number has no sign"),
    Column("low_points", "number", "the lowest that rounding and bounds of the prints allow"),
    Column("high_points", "number", "the highest that they allow"),
    Column("relative_pct", "number", "printed growth in percent of the start"),
    Column("level_before", "number", "announced percentage before"),
    Column("level_after", "number", "announced percentage after"),
    Column("count_before", "number", "persons before, derived where only the change and the end were printed"),
    Column("count_after", "number", "persons after"),
    Column("derived_pct", "number", "percentage at the start that was not printed but follows from the change"),
    Column("derived_pct_text", "text", "the same with bound and unit"),
    Column("national_low", "number", "the least that the country changed between the same days, in points"),
    Column("national_high", "number", "the most that it changed"),
    Column("national_text", "text", "the country's change: points, or percent of persons of another scheme"),
    Column("beyond_low", "number", "least difference from the country over all choices of population, in points"),
    Column("beyond_high", "number", "greatest difference"),
    Column(
        "verdict",
        "text",
        "more_than_country, like_country, less_than_country, cliff, printed_cause, denominator or no_conclusion",
    ),
    _VERDICT_NAME,
    Column("verdict_short", "text", "the verdict in a few words, blank without a conclusion"),
    Column("why", "text", "the reason of the verdict in a sentence"),
    Column("causes", "text", "causes that the source names, not verified"),
    _CLAIMS,
    Column("national_claim_ids", "text", "claims behind the country's change"),
    _PUBLISHERS,
)
AUDIT = (
    *_AREA,
    Column("check", "text", "which check, as in baophu.analysis.audit.CHECKS"),
    Column("check_name", "text", "the check in words"),
    *_SCHEME,
    *_DAY,
    Column("quantity", "text", "what was recomputed"),
    Column("unit", "text", "unit of the numbers"),
    Column("verdict", "text", "consistent, contradictory or not_decidable"),
    _VERDICT_NAME,
    Column("printed", "number", "number that was printed"),
    Column("implied", "number", "number that the other figures imply"),
    Column("implied_low", "number", "the least that their rounding allows"),
    Column("implied_high", "number", "the most that it allows"),
    Column("measure", "text", "how numbers are compared: points, times or count"),
    Column("difference", "number", "printed less implied: percentage points, times or a count"),
    Column("difference_low", "number", "the least difference that the rounding of all prints allows"),
    Column("difference_high", "number", "the greatest"),
    Column("difference_text", "text", "the difference with sign and unit"),
    _ROW_LABEL,
    _CLAIMS,
    _PUBLISHERS,
)
TARGETS = (
    Column("target_year", "count", "year at whose end the target is due"),
    Column("scheme", "text", "scheme of the target"),
    Column("scheme_name", "text", "the scheme in words"),
    Column("subject", "text", "year and target, or scheme and year of the plan"),
    _ROW_LABEL,
    Column("measure", "text", "population (percent of it) or plan (persons); never mixed"),
    Column("plan_owner", "text", "authority that set the plan"),
    Column("set_by", "text", "the decision or the authority that set it, in words"),
    Column("target_value", "number", "the target: percent or persons, by measure"),
    Column("level_pct", "number", "last announced level of that year; of a plan the percentage of it that was printed"),
    Column("level_pct_text", "text", "the same with bound, unit and day"),
    Column("level_as_of", "day", "its day; of a plan the day of missing_count"),
    _OBS_STATUS,
    Column("goal_pct", "number", "the target in percent of the population; 100 of a plan"),
    Column("gap_points", "number", "target less level, percentage points; below zero it is met"),
    Column("gap_text", "text", "what is missing, in words"),
    Column("verdict", "text", "reached, short, cannot_say (the print allows both) or no_level; blank for a plan"),
    Column("missing_count", "number", "the same in persons"),
    Column("missing_count_text", "text", "the same in words, blank where gap_text says it"),
    Column("needed_per_week", "number", "persons a week from that day to the year's end"),
    Column("best_per_week", "number", "the fastest net growth ever seen, persons a week"),
    Column("pace", "text", "met, within_best_seen, beyond_best_seen, cannot_say or declined"),
    Column("instrument", "text", "decision that sets the target"),
    Column("target_id", "text", "target, as in data/targets.csv, or the claim that prints it"),
    _CLAIMS,
    _PUBLISHERS,
)
DISTRICTS = (
    *_AREA,
    *_SCHEME,
    Column("unit", "text", "what the percentage is of: percent_of_population, percent_of_plan, …"),
    Column("unit_name", "text", "the unit in words"),
    *_DAY,
    Column("plan_owner", "text", "authority that set the plan"),
    _ROW_LABEL,
    Column("area_count", "count", "areas that the figure is about: more than 1 for those that are not named"),
    Column("unnamed_areas", "text", "names of the areas that are left for those that the source counts without names"),
    Column("level_pct", "number", "the printed percentage"),
    Column("level_pct_text", "text", "the same with bound"),
    _BOUND,
    Column("insured_count", "number", "persons that the same source prints for the same day"),
    Column("goal_pct", "number", "target of the year, percent of the population"),
    Column("causes", "text", "causes that the source names, not verified"),
    _CLAIMS,
    _PUBLISHERS,
)
SCHEMES = (
    Column("scheme", "text", "bhxh, bhxh_bb, bhxh_tn or bhtn"),
    Column("scheme_name", "text", "the scheme in words"),
    *_DAY,
    Column("insured_count", "number", "people who take part"),
    Column("insured_count_text", "text", "the same with bound"),
    _BOUND,
    _OBS_STATUS,
    Column("is_doubtful", "flag", "whether it is an estimate, provisional, or contradicted by another print"),
    Column("rate_pct", "number", "the printed percentage, on the publisher's own labour force"),
    Column("rate_pct_text", "text", "the same with bound and unit"),
    Column("rate_unit", "text", "what it is a percentage of"),
    Column("side", "text", "before_break, from_break or either_side of October 2022, when the labour force changed"),
    Column("labour_share_pct", "number", "the count in percent of the statistics office's labour force, no rate_pct"),
    Column("labour_share_pct_text", "text", "the same with bound and unit"),
    Column("labour_force_count", "number", "that labour force"),
    _CLAIMS,
    _PUBLISHERS,
)
GROUPS = (
    *_AREA,
    *_SCHEME,
    Column("kind", "text", "count, rate, share, change, flow, loss or not_renewed"),
    Column("kind_name", "text", "the kind in words"),
    *_DAY,
    Column("base_as_of", "day", "day that a change starts from"),
    Column("value", "number", "the figure; below zero for a fall and for people who lost a card"),
    Column("value_text", "text", "the same with sign, bound and unit"),
    Column("unit", "text", "its unit"),
    _BOUND,
    _OBS_STATUS,
    _CLAIMS,
    _PUBLISHERS,
)
ESTIMATES = (
    Column("year", "count", "the estimate is for its 31 December"),
    *_SCALE,
    Column("coverage_pct", "number", "estimated percentage of the population; missing where only a range is given"),
    Column("low_pct", "number", "lower end of the 80 % interval"),
    Column("high_pct", "number", "upper end"),
    Column("basis", "text", "anchored (own figure within three years) or regional (country and region alone)"),
    Column("reason", "text", "why there is none: published, outside_years, no_peer, no_national or decision_861"),
    Column("why", "text", "the same in a sentence"),
    _CLAIMS,
    Column("national_claim_ids", "text", "claims behind the country's level"),
)
SHORTAGES = (
    Column("population", "text", "publisher, plan or statistics: whose population"),
    Column("population_name", "text", "the population in words"),
    Column("population_low", "number", "people in it; the least that rounding allows where a plan implies them"),
    Column("population_high", "number", "the most"),
    Column("coverage_pct", "number", "insured people in percent of it"),
    Column("target_pct", "number", "the target"),
    Column("missing_count", "number", "people missing to the target on this population; below zero it is met"),
    Column("missing_low", "number", "the least that rounding and bounds allow"),
    Column("missing_high", "number", "the most"),
    Column("needed_per_week", "number", "persons a week to the end of the target's year; missing where that is over"),
    _CLAIMS,
)
FIGURES = (
    Column("claim_id", "text", "name of the figure in the ledger"),
    *_AREA,
    *_SCHEME,
    Column("kind", "text", "count, rate, change, ratio, attainment, target_rate, …"),
    Column("kind_name", "text", "the kind in words"),
    Column("value", "number", "the figure"),
    Column("unit", "text", "its unit"),
    *_DAY,
    Column("base_as_of", "day", "day that a change or a ratio starts from"),
    _BOUND,
    _AS_PRINTED,
    Column("locator", "text", "place in the source"),
    Column("plan_owner", "text", "authority whose plan a percentage of plan refers to"),
    _OBS_STATUS,
    Column("decision", "text", "decision on the figure where prints conflict: prefer, set_aside or comment"),
    Column("decision_why", "text", "reason of the decision"),
    Column("is_own", "flag", "whether it is an unpublished figure of the office"),
    *_SOURCE,
)
SOURCES = (
    *_PRINT,
    Column("published_on", "day", "day of publication"),
    Column("language", "text", "language of the source"),
    Column("copy_type", "text", "where it was read: original, relayed, unrelated_copy or tampered_mirror"),
    _URL,
    Column("figures", "count", "figures used from it"),
    _CLAIMS,
)
LEVELS = (
    *_AREA,
    *_REGION,
    *_DAY,
    _ROW_LABEL,
    *_SCALE,
    _COVERAGE_PCT,
    Column("coverage_pct_text", "text", "the same with bound and unit"),
    _BOUND,
    Column("national_pct", "number", "level of the country on the same day and scale"),
    Column("above_country", "number", "percentage points above the country"),
    Column("is_old", "flag", "more than three years before the end of the years covered"),
    _CLAIMS,
    Column("national_claim_ids", "text", "claims behind the country's level"),
    _PUBLISHERS,
)
YEAR_ENDS = (
    _YEAR,
    *_DAY,
    _COVERAGE_PCT,
    Column("coverage_pct_text", "text", "the same with bound and unit"),
    _BOUND,
    Column("change_points", "number", "change since 31 December of the year before; missing where that is not known"),
    Column("change_points_text", "text", "the same with sign and bound"),
    Column("uninsured_count", "number", "people without insurance, on the publisher's population"),
    _CLAIMS,
    _PUBLISHERS,
)
PUSHES = (
    _YEAR,
    Column("push_points", "number", "points by which 31 December lies above the line through the figures of mid-year"),
    Column("push_points_text", "text", "the same with sign and standard deviation"),
    Column("low_points", "number", "one standard deviation below"),
    Column("high_points", "number", "one standard deviation above"),
    Column("is_mixed", "flag", "whether lock-downs and the end of free cards fall into the same months"),
    Column("why", "text", "why it is not known"),
    _CLAIMS,
)
KNOWN_YEARS = (
    *_AREA,
    *_REGION,
    _YEAR,
    Column("figures", "count", "dated figures of the province and its districts in that year, targets apart"),
)
DENOMINATOR_RATIOS = (
    *_AREA,
    *_REGION,
    *_DAY,
    Column("publisher_count", "number", "population of the publisher: printed, or implied by its count and its rate"),
    Column("office_count", "number", "population of the statistics office"),
    Column("ratio_pct", "number", "the publisher's in percent of the statistics office's"),
    _CLAIMS,
    _PUBLISHERS,
)
PROVINCES = (
    Column("province", "text", "slug, for baophu.province and make report"),
    Column("code", "text", "two-digit code of the statistics office"),
    Column("name", "text", "name"),
    *_REGION,
    Column("figures", "count", "figures in the ledger, including its districts"),
    Column("own_figures", "count", "unpublished figures of the office among them"),
    Column("announced_pct", "number", "newest level as announced"),
    Column("announced_as_of", "day", "its day"),
    Column("gso_pct", "number", "newest level on the statistics office's population"),
    Column("gso_as_of", "day", "its day"),
    Column("grade", "text", "reliability of the newest level, A (highest) to E"),
    Column("changes", "count", "rises and falls of the province, of any scheme"),
    Column("contradictions", "count", "checks in which printed figures do not agree"),
    _CLAIMS,
)


def document_columns(columns: tuple[Column, ...]):
    """Decorator: add the columns of the table that a function returns to its docstring."""
    rows = "\n".join(f"{column.name} : {column.type}, {column.meaning}" for column in columns)

    def with_columns(function):
        function.__doc__ = f"{cleandoc(function.__doc__)}\n\nColumns\n-------\n{rows}\n"
        function.columns = columns
        return function

    return with_columns
