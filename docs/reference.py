"""Writes `docs/reference.md` from the docstrings of the public names: `make reference`."""

import inspect
import re
from pathlib import Path

import baophu
from baophu.api.import_outcome import ImportOutcome
from baophu.api.one_province import Province
from baophu.api.own_table import OwnData
from baophu.api.reports import BuiltReport
from baophu.api.whole_country import Country
from baophu.records.frames import Records, open_records
from baophu.report.pages.lapse_drops import LapseDropsPage
from baophu.report.pages.lapse_records import LapseRecordsPage
from baophu.report.pages.ledger_audit import AuditPage
from baophu.report.pages.national import NationalPage
from baophu.report.pages.province import ProvincePage

PAGE = Path(__file__).with_suffix(".md")
CLASSES = (Province, Country, Records, OwnData)
RESULTS = (BuiltReport, ImportOutcome)
PAGES = (ProvincePage, NationalPage, LapseDropsPage, AuditPage, LapseRecordsPage)
INTRODUCTION = """\
<!-- Written by `make reference` from the docstrings; edit these instead. -->

# Reference

Every public name, from the docstrings; `help(baophu.province)` shows the same. How they are used together:
[api.md](api.md).

[Functions](#functions) · [Province](#province) · [Country](#country) · [Records](#records) · [OwnData](#owndata) ·
[Charts](#charts) · [Pages](#pages) · [Results](#results)

A table is a pandas `DataFrame`, one row a figure. Its columns have one of five types, which say what stands where
nothing is known: `text` (`""`), `number` (`NaN`), `day` (`NaT`), `count` (an integer, never missing), `flag` (a
boolean, never missing). Columns that end with `_pct` are percent, 0-100; with `_points` percentage points; with
`_count` the unit that the row or the column's meaning says, most often persons.
"""


def functions() -> dict[str, object]:
    """The functions of `baophu`, by the name by which they are called."""
    found = {name: getattr(baophu, name) for name in dir(baophu) if name not in ("charts", "__version__")}
    # The package of card records is called itself.
    return {f"baophu.{name}": value for name, value in {**found, "records": open_records}.items()}


def charts() -> dict[str, object]:
    """The drawing functions, by name."""
    return {f"baophu.charts.{name}": getattr(baophu.charts, name) for name in dir(baophu.charts)}


def methods(kind: type) -> dict[str, object]:
    """Methods and properties of a class, those that it inherits last."""
    owners = [owner for owner in kind.__mro__ if owner.__module__.startswith("baophu.")]
    members = {}
    for owner in owners:
        members = {**vars(owner), **members}
    is_shown = {name: inspect.isfunction(value) or isinstance(value, property) for name, value in members.items()}
    public = {name: value for name, value in members.items() if is_shown[name] and name[0] != "_"}
    return {f"{kind.__name__}.{name}": value for name, value in public.items()}


def parts_of(documented) -> dict[str, str]:
    """The sections of a numpydoc docstring by their heading; what stands above the first is under ``""``."""
    text = inspect.getdoc(documented) or ""
    pieces = re.split(r"^(\w[\w ]*)\n-{3,}\n", text, flags=re.MULTILINE)
    return {name: body.strip("\n") for name, body in zip(["", *pieces[1::2]], pieces[::2], strict=True)}


def items_of(body: str) -> list[tuple[str, str]]:
    """The entries of a section: the line of names and types, and the description as one paragraph."""
    entries = re.findall(r"^(\S.*)\n?((?:^(?:[ ]+.*|)\n?)*)", body, flags=re.MULTILINE)
    return [(head, " ".join(text.split())) for head, text in entries]


def render() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Functions\n"]
    parts += [_entry(name, function) for name, function in functions().items()]
    for kind in CLASSES:
        parts += [f"## {kind.__name__}\n", f"{_markdown(parts_of(kind)['']).strip()}\n"]
        parts += [_entry(name, method) for name, method in methods(kind).items()]
    parts += ["## Charts\n", f"{_markdown(inspect.getdoc(baophu.charts))}\n"]
    parts += [_entry(name, chart) for name, chart in charts().items()]
    parts += ["## Pages\n", "What stands on a page around its frames and charts. A notebook cell shows a block.\n"]
    parts += [_overview(kind) for kind in PAGES]
    parts += ["## Results\n", *map(_overview, RESULTS)]
    return "\n".join(parts).rstrip() + "\n"


def _entry(name: str, documented) -> str:
    parts = parts_of(documented)
    lines = [f"### {name}\n"]
    if not isinstance(documented, property):
        lines += [f"```\n{name}{_signature(documented)}\n```\n"]
    lines += [f"{_markdown(parts.pop('').strip())}\n"]
    for heading, body in parts.items():
        lines += [f"**{heading}**\n", f"{_section(heading, body)}\n"]
    return "\n".join(lines)


def _section(heading: str, body: str) -> str:
    if heading == "Examples":
        return f"```pycon\n{body}\n```"
    if heading == "Columns":
        rows = (re.fullmatch(r"(\w+) : (\w+), (.*)", line).groups() for line in body.splitlines())
        return "\n".join(["| column | type | meaning |", "| --- | --- | --- |", *map(_row, rows)])
    return "\n".join(_item(head, _markdown(text)) for head, text in items_of(body))


def _item(head: str, text: str) -> str:
    name, _, kind = head.partition(" : ")
    return f"- `{name}`" + (f" ({kind})" if kind else "") + (f": {text}" if text else "")


def _row(cells: tuple[str, str, str]) -> str:
    name, kind, meaning = cells
    return f"| `{name}` | {kind} | {_cell(meaning)} |"


def _overview(kind: type) -> str:
    """A class with its attributes as it lists them, else a table of its methods."""
    parts = parts_of(kind)
    lines = [f"### {kind.__name__}\n", f"{_markdown(parts[''].strip())}\n"]
    if "Attributes" in parts:
        return "\n".join([*lines, f"{_section('Attributes', parts['Attributes'])}\n"])
    firsts = {name.split(".")[1]: parts_of(member)[""].partition("\n\n")[0] for name, member in methods(kind).items()}
    rows = [f"| `{name}` | {_cell(_markdown(' '.join(first.split())))} |" for name, first in firsts.items() if first]
    return "\n".join([*lines, "| member | gives |", "| --- | --- |", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _markdown(text: str) -> str:
    """Roles and double backticks of a docstring as code."""
    return re.sub(r"``([^`]+)``", r"`\1`", re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text))


def _signature(function) -> str:
    """Names and defaults; types stand below, and a default path belongs to one machine."""
    parameters = []
    for parameter in inspect.signature(function).parameters.values():
        default = ... if isinstance(parameter.default, Path) else parameter.default
        parameters.append(parameter.replace(annotation=parameter.empty, default=default))
    shown = [parameter for parameter in parameters if parameter.name != "self"]
    return str(inspect.Signature(shown)).replace("Ellipsis", "...")


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), "utf-8")


if __name__ == "__main__":
    main()
