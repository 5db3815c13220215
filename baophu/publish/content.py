"""What a notebook has to show: its metadata and its blocks, in order, apart from any output format."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from baophu.errors import CellFailed
from baophu.told import tell

REPORT_MIMETYPE = "application/vnd.baophu.report+json"
TYPST_MIMETYPE = "application/x-typst"
TEMPLATES = Path(__file__).parent / "templates"

# Help for the person at the notebook, not for the reader of the report.
_PARAMETERS = {"parameters", "injected-parameters"}
_HIDDEN_TAGS = {"guide", *_PARAMETERS}


@dataclass(frozen=True)
class Markdown:
    """A markdown cell."""

    source: str


@dataclass(frozen=True)
class Fragment:
    """A piece of text or a table; ``html`` or ``typst`` is empty when the output does not carry it."""

    html: str = ""
    typst: str = ""
    text: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing as SVG, with what a reader who does not see it is told.

    ``sentence`` is what it shows, whole by itself, for readers who take it along.
    """

    svg: str
    id: str
    title: str
    alt: str
    caption: str
    sentence: str = ""


@dataclass(frozen=True)
class Picture:
    """A PNG, base64 as notebooks keep it."""

    png: str
    alt: str


@dataclass(frozen=True)
class Text:
    """Text as a program printed it."""

    text: str


@dataclass(frozen=True)
class Content:
    """One notebook, ready to be set in a template; ``code`` is what its cells ran."""

    title: str
    language: str
    report: dict = field(default_factory=dict)
    blocks: tuple = ()
    code: tuple[str, ...] = ()

    @property
    def labels(self) -> dict:
        """The words that the page itself needs, in its language."""
        return default_labels(self.language) | self.report.get("labels", {})

    @property
    def description(self) -> str:
        """One sentence about the report, or its title."""
        return self.report.get("description") or self.title


@cache
def default_labels(language: str) -> dict:
    """Words for a notebook that brings none, English for a language without an entry."""
    catalogue = json.loads((TEMPLATES / "labels.json").read_text(encoding="utf-8"))
    return catalogue.get(language, catalogue["en"])


def read_content(notebook, name: str = "Notebook") -> Content:
    """The content of an executed notebook.

    Parameters
    ----------
    notebook : notebook node.
    name : the title when the notebook has none.

    Raises
    ------
    CellFailed : an output is an error; a failed notebook is never published.
    """
    blocks = [block for cell in notebook.cells for block in _cell_blocks(cell)]
    report = report_metadata(notebook)
    heading, blocks = _take_title(blocks)
    return Content(
        title=report.get("title") or heading or name,
        language=report.get("language") or notebook.metadata.get("language") or "vi",
        report=report,
        blocks=tuple(blocks or map(Text, _code(notebook, report))),
        code=tuple(_code(notebook, report)) if blocks else (),
    )


def _cell_blocks(cell) -> list:
    if _HIDDEN_TAGS & set(cell.metadata.get("tags", [])):
        return []
    if cell.cell_type == "markdown":
        return [Markdown(cell.source)]
    blocks = [_output_block(output, cell) for output in cell.get("outputs", [])]
    return [block for block in blocks if block]


def _output_block(output, cell):
    if output.output_type == "error":
        fault = f"{output.ename}: {first_line(output.evalue)}"
        raise CellFailed(tell("cell-error", source=first_line(cell.source), error=fault))
    if output.output_type == "stream":
        # Warnings are for the person at the notebook.
        return Text(output.text) if output.name == "stdout" else None
    return _data_block(output.data, output.metadata)


def _data_block(data, metadata):
    text = data.get("text/plain", "")
    if "image/svg+xml" in data:
        return _chart(data["image/svg+xml"], metadata.get("image/svg+xml", {}), text)
    if "text/html" in data or TYPST_MIMETYPE in data:
        return Fragment(data.get("text/html", ""), data.get(TYPST_MIMETYPE, ""), text)
    if "image/png" in data:
        return Picture(data["image/png"].strip(), text)
    if "text/markdown" in data:
        return Markdown(data["text/markdown"])
    if REPORT_MIMETYPE in data:
        return None
    return Text(text) if text else None


def _chart(svg: str, told: dict, text: str) -> Chart:
    title = told.get("title", "")
    alt = told.get("alt") or title or text
    return Chart(svg, told.get("id", ""), title, alt, told.get("caption", ""), told.get("sentence", ""))


def report_metadata(notebook) -> dict:
    """What an executed notebook says of itself; empty where it says nothing."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if REPORT_MIMETYPE in output.get("data", {}):
                return dict(output.data[REPORT_MIMETYPE])
    return {}


def _take_title(blocks: list) -> tuple[str, list]:
    """Take the first level-1 heading out of the text: the page prints its title itself, once."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Markdown):
            continue
        lines = block.source.splitlines()
        for number, line in enumerate(lines):
            if line.startswith("# "):
                rest = "\n".join(lines[:number] + lines[number + 1 :]).strip()
                kept = [Markdown(rest)] if rest else []
                return line[2:].strip(), [*blocks[:index], *kept, *blocks[index + 1 :]]
    return "", blocks


def _code(notebook, report: dict) -> list[str]:
    """Source of the code cells; parameters that papermill put in stand for those of the notebook.

    A parameter reads as the report understood it, however it was spelt: one report, one page.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    tags = [set(cell.metadata.get("tags", [])) for cell in cells]
    replaced = "parameters" if any("injected-parameters" in given for given in tags) else None
    kept = [(cell.source.strip(), given) for cell, given in zip(cells, tags, strict=True) if replaced not in given]
    return [_as_understood(source, report) if given & _PARAMETERS else source for source, given in kept]


def _as_understood(source: str, report: dict) -> str:
    # papermill's heading: whether a person or papermill set the parameters, the report is the same.
    source = source.removeprefix("# Parameters\n")

    def line(found: re.Match) -> str:
        return f"{found[1]} = {json.dumps(report[found[1]])}" if isinstance(report.get(found[1]), str) else found[0]

    return re.sub(r"^(\w+) = .*$", line, source, flags=re.MULTILINE)


def first_line(text: str) -> str:
    """The first line that says something, at most 80 characters of it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:80] if lines else ""
