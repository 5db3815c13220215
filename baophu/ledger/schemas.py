"""Schemas of all tables of the ledger.

Validation (``validate``) and the data package descriptor (``descriptor``) use them. A column with a ``code_field``
takes its values from the codes of that field in ``data/codes.csv``; a column with a ``reference`` takes them from the
key of another table.
"""

from dataclasses import dataclass, field
from pathlib import Path

LOCAL_FOLDER = "local"  # an office's own figures: never committed, always marked as local


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning and allowed values."""

    name: str
    meaning: str
    type: str = "string"  # string, number, integer, date, year, slug
    is_required: bool = True
    unit: str = ""
    code_field: str = ""
    reference: str = ""  # "table.column"
    minimum: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: its files, its key and its columns, in the order of the file.

    Rows are sorted by the key, or by ``sort_key`` if it is given; the sort is stable.
    """

    name: str
    path: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)
    sort_key: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Column names in file order."""
        return [column.name for column in self.columns]

    def files(self, data: Path) -> list[Path]:
        """The table's files: the published ones, then the local ones under ``local/``."""
        files = [*sorted(data.glob(self.path)), *sorted((data / LOCAL_FOLDER).glob(self.path))]
        # macOS leaves hidden files beside others.
        return [file for file in files if not file.name.startswith(".")]


C = Column

CLAIMS = Table(
    "claims", "claims/*.csv", "Published figures: one row is one figure that somebody printed", ("claim_id",),
    (
        C("claim_id", "Stable identifier of the figure", "slug"),
        C("source_id", "Where it was printed", reference="sources.source_id"),
        C("locator", "Place in the source: para:N, page:N, table:LABEL, sheet:LABEL, title or unrecorded", "locator"),
        C("area", "Area that the figure speaks of", reference="areas.area"),
        C("scheme", "Insurance scheme", code_field="scheme"),
        C("group", "Group of people or things counted; total where all are", code_field="group"),
        C("kind", "What kind of figure it is", code_field="kind"),
        C("value", "The figure as a plain decimal in its unit; a fall is negative", "number"),
        C("unit", "Unit of the value", code_field="unit"),
        C("as_of", "Day the figure speaks of; last day of a printed month or year; blank if undated", "date", False),
        C("as_of_precision", "How finely the print dates it", code_field="as_of_precision", is_required=False),
        C("base_as_of", "Day that a change or a ratio is reckoned from", "date", False),
        C("bound", "Whether the print says exactly, about, more than or less than", code_field="bound"),
        C("plan_owner", "Whose plan or target it is", code_field="plan_owner", is_required=False),
        C("obs_status", "SDMX observation status; U is evidence only and never plotted", code_field="obs_status"),
        C("as_printed", "The figure's token, letter for letter"),
        C("note", "Remark in the project's own words", is_required=False),
    ),
)  # fmt: skip

SOURCES = Table(
    "sources", "sources.csv", "Where figures were printed", ("source_id",),
    (
        C("source_id", "Identifier of the source", "slug"),
        C("title", "Title as printed, or a descriptive one where the note says so"),
        C("publisher_vi", "Who published it, as it calls itself in Vietnamese"),
        C("publisher_en", "The same in English"),
        C("published_on", "Day of publication", "date", False),
        C("published_note", "Words for the date where no day is printed", is_required=False),
        C("url", "Address", is_required=False),
        C("file_name", "File name of the copy held where there is no address", is_required=False),
        C("language", "Language of the source", code_field="language"),
        C("source_type", "What kind of publication it is", code_field="source_type"),
        C("copy_type", "Whether it was read where it was published, or on a copy", code_field="copy_type"),
        C("note", "Remark in the project's own words", is_required=False),
    ),
)  # fmt: skip

AREAS = Table(
    "areas", "areas.csv",
    "Areas on the geography of 63 provinces (until 30 June 2025), and later units that a figure speaks of", ("area",),
    (
        C("area", "Slug of the area", "slug"),
        C("code", "Code of the statistics office", is_required=False),
        C("kind", "Country, province, district, city, town or commune", code_field="area_kind"),
        C("parent", "Area it belongs to", is_required=False, reference="areas.area"),
        C("name_vi", "Vietnamese name"),
        C("name_en", "Name without accents"),
        C("full_name_vi", "Full Vietnamese name with its rank"),
        C("region6_vi", "Socio-economic region of six", is_required=False),
        C("region6_en", "The same in English", is_required=False),
        C("region8_vi", "Region of eight", is_required=False),
        C("region8_en", "The same in English", is_required=False),
        C("valid_from", "First day of the unit, where known", "date", False),
        C("valid_to", "Last day of the unit; blank while it stands", "date", False),
        C("unit_from_2025_07_01", "Province-level unit that holds it since 1 July 2025", is_required=False),
    ),
)  # fmt: skip

ALIASES = Table(
    "area_aliases", "area_aliases.csv", "Other names of areas, beyond accents, case and spaces", ("alias",),
    (C("alias", "Name as people write it"), C("area", "Area it means", reference="areas.area")),
)  # fmt: skip

POPULATION = Table(
    "population", "population.csv", "Population by area, year and series", ("area", "year", "population_series"),
    (
        C("area", "Area", reference="areas.area"),
        C("year", "Calendar year", "year"),
        C("population_series", "Which series", code_field="population_series"),
        C("population_count", "Population", "number", unit="persons", minimum=1),
        C("rounding", "Step it was printed to", "number", unit="persons", minimum=1),
        C("as_of", "Census day; blank for an average over the year", "date", False),
        C("source_id", "Where it was printed", reference="sources.source_id"),
    ),
)  # fmt: skip

LABOUR_FORCE = Table(
    "labour_force", "labour_force.csv", "Labour force aged 15 and over", ("area", "year", "labour_force_series"),
    (
        C("area", "Area", reference="areas.area"),
        C("year", "Calendar year", "year"),
        C("labour_force_series", "Which series", code_field="labour_force_series"),
        C("labour_force_count", "Labour force", "number", unit="persons", minimum=1),
        C("rounding", "Step it was printed to", "number", unit="persons", minimum=1),
        C("source_id", "Where it was printed", reference="sources.source_id"),
    ),
)  # fmt: skip

POOR_HOUSEHOLDS = Table(
    "poor_households", "poor_households.csv",
    "Poor and near-poor households: context for groups, no population of persons",
    ("area", "as_of", "household_group", "unit"),
    (
        C("area", "Area", reference="areas.area"),
        C("as_of", "Day the figure speaks of; last day of a printed year", "date"),
        C("as_of_precision", "How finely the print dates it", code_field="as_of_precision"),
        C("household_group", "Which households", code_field="household_group"),
        C("value", "The figure in its unit", "number", minimum=0),
        C("unit", "households, or per cent of all households of the area", code_field="unit"),
        C("as_printed", "The figure's token, letter for letter"),
        C("source_id", "Where it was printed", reference="sources.source_id"),
    ),
)  # fmt: skip

TARGETS = Table(
    "targets", "targets.csv", "Targets and plans, as decisions set them and as sources print them", ("target_id",),
    (
        C("target_id", "Identifier", "slug"),
        C("source_id", "Where we read it", reference="sources.source_id"),
        C("locator", "Place in the source, as in the claims", "locator"),
        C("area", "Area", reference="areas.area"),
        C("scheme", "Insurance scheme", code_field="scheme"),
        C("group", "Group of people; total where all are", code_field="group"),
        C("kind", "target_rate or target_count", code_field="kind"),
        C("target_year", "Year to be reached at its end", "year"),
        C("value", "Target in its unit", "number", minimum=0),
        C("unit", "Unit of the value", code_field="unit"),
        C("bound", "Exact, about, more than or less than", code_field="bound"),
        C("plan_owner", "Who set it", code_field="plan_owner"),
        C("instrument", "Decision or resolution that sets it, where one is named", is_required=False),
        C("instrument_date", "Its day", "date", False),
        C("obs_status", "SDMX observation status", code_field="obs_status"),
        C("as_printed", "The figure's token, letter for letter; blank where it has not been noted", is_required=False),
        C("note", "Remark in the project's own words", is_required=False),
    ),
)  # fmt: skip

EVENTS = Table(
    "events", "events.csv", "Policy events that may move coverage", ("event_id",),
    (
        C("event_id", "Identifier", "slug"),
        C("date", "Day it takes effect", "date"),
        C("date_precision", "How finely it is dated", code_field="as_of_precision"),
        C("scheme", "Insurance scheme", code_field="scheme"),
        C("instrument_vi", "Law, decree, decision or resolution"),
        C("label_vi", "Short name in Vietnamese"),
        C("label_en", "Short name in English"),
        C("direction", "Direction coverage was expected to take", code_field="direction"),
        C("source_id", "Where we read it", reference="sources.source_id"),
        C("note", "Remark in the project's own words", is_required=False),
    ),
)  # fmt: skip

DECISIONS = Table(
    "decisions", "decisions.csv", "What we decided where prints conflict", ("claim_id",),
    (
        C("claim_id", "Figure decided on", reference="claims.claim_id"),
        C("action", "prefer, set_aside or comment", code_field="action"),
        C("reason_vi", "Reason in Vietnamese"),
        C("reason_en", "Reason in English"),
    ),
)  # fmt: skip

CAUSES = Table(
    "causes", "causes.csv", "What a source itself names as the cause of its figure", ("claim_id", "cause"),
    (
        C("claim_id", "Figure that it explains; the source is the figure's own", reference="claims.claim_id"),
        C("cause", "What is named", code_field="cause"),
        C("role", "Named as the reason, as who makes up most of it, or beside it", code_field="cause_role"),
        C("locator", "Place in the source, as in the claims", "locator"),
    ),
    sort_key=("claim_id",),
)  # fmt: skip

CODES = Table(
    "codes", "codes.csv", "Codes used in the tables and the words shown for them", ("field", "code"),
    (
        C("field", "Column the code belongs to", "slug"),
        C("code", "The code"),
        C("label_vi", "Vietnamese words for it"),
        C("label_en", "English words for it"),
        C("description_en", "What it means", is_required=False),
        C("payer_category", "Of a group: who pays by the law", is_required=False, code_field="payer_category"),
    ),
)  # fmt: skip

TABLES = (
    CLAIMS, SOURCES, AREAS, ALIASES, POPULATION, LABOUR_FORCE, POOR_HOUSEHOLDS, TARGETS, EVENTS, DECISIONS,
    CAUSES, CODES,
)  # fmt: skip
