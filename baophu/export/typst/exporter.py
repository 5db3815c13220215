"""Export a notebook as one Typst file, including its drawings."""

import re
from dataclasses import dataclass
from datetime import date

from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Enum, default

from baophu.export.content import ANNEX, TEMPLATES, Content, has_tag, read_content
from baophu.export.html.exporter import template_text
from baophu.export.profiles import BRIEF, PROFILES, STANDARD
from baophu.export.typst.blocks import bundle_typst
from baophu.export.typst.numbers import number_entries, typst_numbers
from baophu.report.blocks import TYPST
from baophu.report.typst_text import escape_typst, quote_typst

_SECTION = re.compile(r"^=\s", re.MULTILINE)
# Annexes have letters.
_ANNEXES = """#counter(heading).update(0)
#show heading.where(level: 2): set heading(numbering: (..levels) => {annex} + numbering(" A.", levels.pos().last()))"""


@dataclass(frozen=True)
class TypstPage:
    """The template's data: fragments before and after the table of contents, and the numbers of source entries.

    ``report_file`` is where a brief's links lead, since the entries stand in the report; blank for reports.
    """

    content: Content
    opening: list
    body: list
    numbers: dict[str, int]
    report_file: str = ""

    @property
    def has_title(self) -> bool:
        """Whether the report prints its own title."""
        return any("#masthead(" in fragment for fragment in self.opening)

    @property
    def sections(self) -> int:
        """Number of sections."""
        return sum(map(_count_sections, self.body))

    @property
    def running_head(self) -> str:
        """The head of every page but the first: the title, including the province's name."""
        name = self.content.report.get("province_name", "")
        return self.content.title if name in self.content.title else f"{name}: {self.content.title}"

    @property
    def version(self) -> str:
        """The foot of every page: the version of the data."""
        version = self.content.report.get("data_version")
        return f"{self.content.labels['data']} {version}" if version else ""

    @property
    def keywords(self) -> list[str]:
        """The PDF's keywords, for :mod:`baophu.publish.checks` and for library catalogues."""
        report = self.content.report
        names = ("province", "province_name", "data_version")
        return [f"{name}={report[name]}" for name in names if report.get(name)]

    @property
    def date(self) -> str:
        """The date of the data as the document's date, so that every build has the same bytes."""
        day = as_of(self.content)
        return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"


def as_of(content: Content) -> date | None:
    """The date of the newest figure, if the report has one."""
    try:
        return date.fromisoformat(content.report.get("as_of", ""))
    except (TypeError, ValueError):
        return None


def _count_sections(fragment: str) -> int:
    return len(_SECTION.findall(fragment))


def build_page(notebook, resources) -> TypstPage:
    """The template's data of a notebook (a filter of the template)."""
    tag = BRIEF if resources["profile"] == BRIEF else ""
    content = read_content(notebook, resources["metadata"].get("name") or "Notebook", tag)
    resources["has_date"] = as_of(content) is not None
    fragments, numbers = number_entries(bundle_typst(bundle, content.labels) for bundle in content.bundles)
    first_annex = next((i for i, bundle in enumerate(content.bundles) if has_tag(bundle, ANNEX)), None)
    if first_annex is not None:
        begin = _ANNEXES.format(annex=quote_typst(content.labels["annex"]))
        fragments[first_annex] = f"{begin}\n{fragments[first_annex]}"
    start = next((i for i, text in enumerate(fragments) if _SECTION.search(text)), len(fragments))
    return TypstPage(content, fragments[:start], fragments[start:], numbers, content.report_file if tag else "")


class BaophuTypstExporter(TemplateExporter):
    """The source of the PDF, as one file for ``typst compile``."""

    export_from_notebook = "Baophu Typst"
    output_mimetype = TYPST

    profile = Enum(
        (*PROFILES, BRIEF), STANDARD, help="Page format: standard, nd30 (Decree 30/2020/NĐ-CP), or brief (page one)."
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self):
        return ".typ"

    @default("template_extension")
    def _template_extension_default(self):
        return ".typ.j2"

    @default("template_name")
    def _template_name_default(self):
        return "baophu_typst"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self):
        return [str(TEMPLATES)]

    def _init_resources(self, resources):
        return super()._init_resources(resources) | {"profile": self.profile}

    def default_filters(self):
        """The filters of nbconvert and those of this template."""
        yield from super().default_filters()
        yield "page", build_page
        yield "template_text", template_text
        yield "typst_numbers", typst_numbers
        yield "quote", quote_typst
        yield "quote_content", lambda text: f"[{escape_typst(text)}]"
