"""The notebook as one HTML file: no request, no web font, no script."""

import json
from dataclasses import dataclass

from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from baophu.publish.content import TEMPLATES, Content, read_content
from baophu.publish.headings import has_heading, number_headings
from baophu.publish.html_blocks import block_html


@dataclass(frozen=True)
class Page:
    """What the template sets: fragments before the list of contents, the list, and the rest."""

    content: Content
    opening: list
    contents: list
    body: list

    @property
    def has_title(self) -> bool:
        """Whether the report prints its own title."""
        return any("<h1" in fragment for fragment in self.opening)

    @property
    def report_json(self) -> str:
        """The metadata, safe inside a ``<script>``."""
        written = json.dumps(self.content.report, ensure_ascii=False, sort_keys=True)
        return written.replace("<", "\\u003c")


def page(notebook, resources) -> Page:
    """The notebook as a page (a filter of the template)."""
    content = read_content(notebook, resources["metadata"].get("name") or "Notebook")
    fragments = [block_html(block, content.labels) for block in content.blocks]
    fragments, contents = number_headings(fragments)
    start = next((i for i, fragment in enumerate(fragments) if has_heading(fragment)), len(fragments))
    return Page(content, fragments[:start], contents, fragments[start:])


def template_text(name: str) -> str:
    """A file of the templates as it stands, not read by Jinja."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


class BaophuHTMLExporter(TemplateExporter):
    """One self-contained HTML file."""

    export_from_notebook = "Baophu HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    @default("template_name")
    def _template_name_default(self):
        return "baophu-html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self):
        return [str(TEMPLATES)]

    def default_filters(self):
        """The filters of nbconvert and those of this template."""
        yield from super().default_filters()
        yield "page", page
        yield "template_text", template_text
