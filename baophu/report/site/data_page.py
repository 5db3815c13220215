"""Contents of the data page: tables to download with their columns, licence and version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from baophu import __version__
from baophu.common.messages import Messages
from baophu.facts.province import LAST_YEAR
from baophu.report.formats import Formats

# Relative to the page.
FOLDER = "data"
ZIP, WORKBOOK = "baophu-data.zip", "baophu-data.xlsx"


@dataclass(frozen=True)
class TableView:
    """A table: what its rows hold, its files as (text, href), its columns as (name, type, English description)."""

    name: str
    holds: str
    rows: str
    files: tuple[tuple[str, str], ...]
    files_label: str
    columns: tuple[tuple[str, str, str], ...]
    columns_label: str


@dataclass(frozen=True)
class DataPage:
    """Everything that the template fills in."""

    title: str
    description: str
    meta: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    tables: tuple[TableView, ...]
    bundles: tuple[tuple[str, str], ...]
    reading: tuple[str, ...]
    descriptor: str
    licence_url: str
    stamp: str
    labels: dict[str, str] = field(default_factory=dict)


_HOLDS = (
    "site-data-holds-claims",
    "site-data-holds-sources",
    "site-data-holds-areas",
    "site-data-holds-area-aliases",
    "site-data-holds-population",
    "site-data-holds-labour-force",
    "site-data-holds-poor-households",
    "site-data-holds-targets",
    "site-data-holds-events",
    "site-data-holds-decisions",
    "site-data-holds-causes",
    "site-data-holds-codes",
)
_READING = (
    "site-data-read-day",
    "site-data-read-scales",
    "site-data-read-bounds",
    "site-data-read-blank",
    "site-data-read-area",
)
_HEADER = ("site-data-col-table", "site-data-col-file", "site-data-col-holds", "site-data-col-rows")
_LABELS = (
    "site-data-lead",
    "site-data-all",
    "site-data-reading",
    "site-data-tables",
    "site-data-table-caption",
    "site-data-columns",
    "site-data-columns-note",
    "site-data-descriptor",
    "site-data-own",
)


def data_page(
    package: Mapping, row_counts: Mapping[str, int], later_count: int, version: str, language: str
) -> DataPage:
    """The data page in one language.

    Parameters
    ----------
    package : Mapping
        The ledger's descriptor (``baophu.ledger.descriptor.build_descriptor``).
    row_counts : Mapping[str, int]
        Number of rows of each file, by its path in the package.
    later_count : int
        Number of figures after the years that reports cover.
    version : str
        Data version.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    DataPage
        Texts, tables and links of the page.
    """
    say, f = Messages(language), Formats(language)
    holds = {name.removeprefix("site-data-holds-"): name for name in _HOLDS}
    licence = package["licenses"][0]
    return DataPage(
        title=say("site-data-title"),
        description=say("site-data-description"),
        meta=(
            (say("site-data-version"), version),
            (say("site-data-licence"), say("site-data-licence-text")),
            (say("site-data-cite"), say("site-data-cite-text", version=version)),
        ),
        header=tuple(say(name) for name in _HEADER),
        tables=tuple(
            _table(resource, say(holds[resource["name"]]), row_counts, say, f) for resource in package["resources"]
        ),
        bundles=((ZIP, say("site-data-zip")), (WORKBOOK, say("site-data-workbook"))),
        reading=(
            *(say(name) for name in _READING),
            say("site-data-read-later", n=later_count, count=f.count(later_count), last=str(LAST_YEAR)),
        ),
        descriptor=f"{FOLDER}/datapackage.json",
        licence_url=licence["path"],
        stamp=say("site-stamp", data=version, version=__version__),
        labels={name: say(name) for name in _LABELS},
    )


def paths_of(resource: Mapping) -> list[str]:
    """Files of a resource, in the order of the package."""
    return [resource["path"]] if isinstance(resource["path"], str) else list(resource["path"])


def _table(resource: Mapping, holds: str, row_counts: Mapping[str, int], say: Messages, f: Formats) -> TableView:
    paths = paths_of(resource)
    return TableView(
        name=resource["name"],
        holds=holds,
        rows=f.count(sum(row_counts[path] for path in paths)),
        files=tuple((path, f"{FOLDER}/{path}") for path in paths),
        files_label=say("site-data-files", count=str(len(paths))),
        columns=tuple((c["name"], c["type"], c["description"]) for c in resource["schema"]["fields"]),
        columns_label=say("site-data-columns-of", table=resource["name"]),
    )
