"""The content of a notebook, independent of the output format: its metadata and its display bundles, in order.

A bundle is what a cell displayed: ``(data, metadata)`` by MIME type, as :mod:`baophu.report.blocks` writes them.
Markdown cells and printed text are bundles too, of ``text/markdown`` and ``text/plain``. ``tags`` of the metadata are
those of the cell.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from baophu.common.errors import CellFailed, ReportNotWhole
from baophu.common.languages import LANGUAGES
from baophu.common.messages import join_first, message
from baophu.export.profiles import file_stem
from baophu.report.blocks import HTML, MARKDOWN, PAGE, PLAIN, PNG, REPORT, SVG, TYPST, page_id

TEMPLATES = Path(__file__).parent / "templates"

# Cells for the person who edits the notebook, not for the reader of the report.
_PARAMETERS = {"parameters", "injected-parameters"}
_HIDDEN_TAGS = {"guide", *_PARAMETERS}
_UNCHECKED_TAGS = {"skip-execution", *_PARAMETERS}  # need not have been run
_MAX_LISTED = 6

# On the first page, which can be sent alone; and for those who check: what follows the evidence.
BRIEF, ANNEX = "brief", "annex"

_ASSIGNMENT = re.compile(r"^(\w+) = .*$", re.MULTILINE)
_HEADING_ALONE = re.compile(r"(#+) [^\n]*\s*")

Bundle = tuple[dict, dict]


@dataclass(frozen=True)
class Content:
    """The content of one notebook for a template; ``code`` is the source of its cells."""

    title: str
    language: str
    report: dict = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()
    code: tuple[str, ...] = ()

    @property
    def labels(self) -> dict:
        """The words of the page's own frame, in its language."""
        return default_labels(self.language) | self.report.get("labels", {})

    @property
    def has_brief(self) -> bool:
        """Whether its first page stands by itself."""
        return any(has_tag(bundle, BRIEF) for bundle in self.bundles)

    @property
    def report_file(self) -> str:
        """File of the whole report, to which the links of its brief lead."""
        return f"{file_stem(self.report.get('province', ''), self.language)}.html"

    @property
    def description(self) -> str:
        """One sentence about the report, by default its title."""
        return self.report.get("description") or self.title


@cache
def default_labels(language: str) -> dict:
    """Words for a notebook without labels of its own; English for a language without an entry."""
    catalogue = json.loads((TEMPLATES / "labels.json").read_text(encoding="utf-8"))
    return catalogue.get(language, catalogue["en"])


def read_content(notebook, name: str = "Notebook", tag: str = "") -> Content:
    """Read the content of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    name : str
        The title if the notebook has none.
    tag : str, optional
        If given, only the head and the cells with this tag are read, and no code.

    Returns
    -------
    Content

    Raises
    ------
    CellFailed
        An output is an error; a failed notebook is never published.
    ReportNotWhole
        Cells have not been run, or not in one run from top to bottom.
    """
    _check_executed(notebook, name)
    report = report_metadata(notebook)
    language = report.get("language") or notebook.metadata.get("language") or "vi"
    cells = [cell for cell in notebook.cells if is_in(cell, language) and (not tag or _is_of(cell, tag))]
    bundles = _without_empty_sections([bundle for cell in cells for bundle in _cell_bundles(cell)])
    bundles = _without_lone_annex(bundles)
    _check_one_run(notebook, name, page_id(report))
    heading, bundles = _take_title(bundles)
    code = [] if tag else _code(notebook, report)
    return Content(
        title=report.get("title") or heading or name,
        language=language,
        report=report,
        bundles=tuple(bundles or [({PLAIN: source}, {}) for source in code]),
        code=tuple(code if bundles else ()),
    )


def _check_executed(notebook, name: str) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if code and not any(cell.get("outputs") or cell.get("execution_count") for cell in code):
        raise ReportNotWhole(message("not-executed", notebook=name))


def _check_one_run(notebook, name: str, page: str) -> None:
    """Raise ReportNotWhole for cells that were not run, were run before those above them, or are of another page."""
    has_counts = any(cell.get("execution_count") for cell in notebook.cells)
    stale, last = [], 0
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "code" or not cell.source.strip() or _UNCHECKED_TAGS & set(cell.metadata.get("tags", [])):
            continue
        count, outputs = cell.get("execution_count") or 0, cell.get("outputs", [])
        pages = {output.get("metadata", {}).get(PAGE) for output in outputs} - {None, "", page}
        if pages or (has_counts and count <= last and (count or not outputs)):
            stale.append(message("cell", number=number, source=first_line(cell.source)))
        last = max(last, count)
    if stale:
        raise ReportNotWhole(message("not-one-run", notebook=name, cells=join_first(stale, _MAX_LISTED)))


def is_in(cell, language: str) -> bool:
    """Whether a cell belongs to a page in a language: it is tagged with that one, or with none."""
    tagged = set(LANGUAGES) & set(cell.metadata.get("tags", []))
    return not tagged or language in tagged


def _is_of(cell, tag: str) -> bool:
    """Whether a cell has a tag or displays the head."""
    has_head = any(REPORT in output.get("data", {}) for output in cell.get("outputs", []))
    return has_head or tag in cell.metadata.get("tags", [])


def _cell_bundles(cell) -> list[Bundle]:
    tags = cell.metadata.get("tags", [])
    if _HIDDEN_TAGS & set(tags):
        return []
    if cell.cell_type == "markdown":
        return [({MARKDOWN: cell.source}, {"tags": tags})]
    bundles = [_output_bundle(output, cell) for output in cell.get("outputs", [])]
    return [(data, {**metadata, "tags": tags}) for data, metadata in bundles if _has_content(data)]


def has_tag(bundle: Bundle, tag: str) -> bool:
    """Whether the cell of a bundle has a tag."""
    return tag in bundle[1].get("tags", [])


def _has_content(data: dict) -> bool:
    if HTML in data and not data[HTML].strip():
        return False  # a section without data
    return any(kind in data for kind in (SVG, HTML, TYPST, PNG, MARKDOWN)) or bool(
        data.get(PLAIN) and REPORT not in data
    )


def _without_empty_sections(bundles: list[Bundle]) -> list[Bundle]:
    """The bundles without headings under which nothing stands: a section without data has no heading either."""
    kept: list[Bundle] = []
    # From the end, the level of the heading that follows: 0 at the end, none before content.
    following: int | None = 0
    for bundle in reversed(bundles):
        heading = _HEADING_ALONE.fullmatch(bundle[0].get(MARKDOWN, "").strip())
        level = len(heading[1]) if heading else None
        if level is None or level == 1 or following is None or level < following:
            kept.append(bundle)
            following = level
    return kept[::-1]


def _without_lone_annex(bundles: list[Bundle]) -> list[Bundle]:
    """The bundles without the heading of an annex that is the only section: nothing is folded away on a short page."""
    headings = [bundle for bundle in bundles if _HEADING_ALONE.fullmatch(bundle[0].get(MARKDOWN, "").strip())]
    is_lone = len(headings) == 1 and has_tag(headings[0], ANNEX)
    return [bundle for bundle in bundles if bundle is not headings[0]] if is_lone else bundles


def _output_bundle(output, cell) -> Bundle:
    if output.output_type == "error":
        fault = f"{output.ename}: {first_line(output.evalue)}"
        raise CellFailed(message("cell-error", source=first_line(cell.source), error=fault))
    if output.output_type == "stream":
        # Warnings are for the person who edits the notebook.
        return {PLAIN: output.text if output.name == "stdout" else ""}, {}
    return output.data, output.metadata


def report_metadata(notebook) -> dict:
    """The metadata that an executed notebook embeds; empty if it has none."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if REPORT in output.get("data", {}):
                return dict(output.data[REPORT])
    return {}


def _take_title(bundles: list[Bundle]) -> tuple[str, list[Bundle]]:
    """Remove the first level-1 heading from the text, because the page prints its title itself."""
    for index, (data, _) in enumerate(bundles):
        # Only if Markdown is what is shown: of a richer output it is an alternative form.
        text = "" if data.keys() & {SVG, PNG, HTML, TYPST} else data.get(MARKDOWN, "")
        heading = re.search(r"^# (.*)\n?", text, re.MULTILINE)
        if heading:
            rest = (data[MARKDOWN][: heading.start()] + data[MARKDOWN][heading.end() :]).strip()
            remainder = [({MARKDOWN: rest}, {})] if rest else []
            return heading[1].strip(), [*bundles[:index], *remainder, *bundles[index + 1 :]]
    return "", bundles


def _code(notebook, report: dict) -> list[str]:
    """Source of the code cells; values that papermill put in stand in the cell of the parameters.

    A parameter is shown as the report resolved it, however it was spelt, so that a report has one page only.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    tags = [set(cell.metadata.get("tags", [])) for cell in cells]
    injected = [cell.source for cell, own in zip(cells, tags, strict=True) if "injected-parameters" in own]
    values = {found[1]: found[0] for source in injected for found in _ASSIGNMENT.finditer(source)}
    values |= {name: f"{name} = {json.dumps(value)}" for name, value in report.items() if isinstance(value, str)}
    shown = "parameters" if any("parameters" in own for own in tags) else "injected-parameters"
    kept = [
        (cell.source.strip(), own)
        for cell, own in zip(cells, tags, strict=True)
        if own & {shown} or not own & _PARAMETERS
    ]
    return [_with_values(source, values) if own & _PARAMETERS else source for source, own in kept]


def _with_values(source: str, values: dict[str, str]) -> str:
    # papermill's heading: whether a person or papermill set the parameters, the report is the same.
    return _ASSIGNMENT.sub(lambda found: values.get(found[1], found[0]), source.removeprefix("# Parameters\n"))


def first_line(text: str) -> str:
    """The first line that is not blank, cut at 80 characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:80] if lines else ""
