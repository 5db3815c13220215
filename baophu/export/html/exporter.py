"""Export a notebook as one HTML file that fetches nothing and can be read without scripts."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from string import ascii_uppercase

from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Enum, default

from baophu.common.languages import LOCALES
from baophu.export.bar import BARS, NO_BAR, WHOLE_BAR
from baophu.export.content import ANNEX, TEMPLATES, Content, has_tag, read_content
from baophu.export.headings import has_heading, keep_syllables, number_headings
from baophu.export.html.blocks import bundle_html, code_html
from baophu.export.html.chart_theme import apply_theme
from baophu.export.html.links import add_back_links, lead_elsewhere, number_figures
from baophu.export.profiles import BRIEF, STANDARD

_HEADING_ID = re.compile(r'<h2 id="([^"]+)"[^>]*>')
_COMMENT = re.compile(r"^ */\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_STYLES = ("style", "tables", "charts", "phone", "print")


@dataclass(frozen=True)
class HTMLPage:
    """The template's data: fragments before the table of contents, the table, and the fragments after it.

    Entries of the table are the id of a heading, its text and whether it is an annex. ``chart_css`` is the style sheet
    of the charts, ``code`` the notebook's collapsed source, ``bar`` what the bar leads to. ``report_file`` is the whole
    report beside a brief; blank for reports.
    """

    content: Content
    opening: list
    contents: list
    body: list
    chart_css: str
    code: str
    report_file: str = ""
    bar: str = NO_BAR

    @property
    def frame(self):
        """The bar's links; None for a page that is built alone."""
        if self.bar == NO_BAR:
            return None
        from baophu.report.site.frame import frame

        return frame(self.content.report.get("province", ""), self.content.language)

    @property
    def has_other_language(self) -> bool:
        """Whether the same page is built in the other language."""
        return self.bar == WHOLE_BAR

    @property
    def has_title(self) -> bool:
        """Whether the report prints its own title."""
        return any("<h1" in fragment for fragment in self.opening)

    @property
    def report_json(self) -> str:
        """The metadata as JSON, escaped for a ``<script>``."""
        text = json.dumps(self.content.report, ensure_ascii=False, sort_keys=True)
        return text.replace("<", "\\u003c")

    @property
    def css(self) -> str:
        """The whole style sheet; rules for phones and print come last."""
        marked = ("mark",) if self.content.report.get("mark") else ()
        sheets = [template_text(f"baophu_html/{name}.css") for name in (*_STYLES, *marked)]
        return _COMMENT.sub("", "".join([*sheets[:3], self.chart_css + "\n", *sheets[3:]]))

    @property
    def script(self) -> str:
        """The script of the page."""
        return template_text("baophu_html/page.js")

    @property
    def script_hash(self) -> str:
        """The hash of the only script that the content security policy allows."""
        return "sha256-" + base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()

    @property
    def locale(self) -> str:
        """The language as Open Graph metadata have it: ``vi_VN``."""
        return LOCALES.get(self.content.language, self.content.language)


def build_page(notebook, resources) -> HTMLPage:
    """The template's data of a notebook (a filter of the template)."""
    tag = BRIEF if resources["profile"] == BRIEF else ""
    content = read_content(notebook, resources["metadata"].get("name") or "Notebook", tag)
    fragments = [keep_syllables(bundle_html(bundle, content.labels)) for bundle in content.bundles]
    fragments, contents = number_headings(fragments)
    fragments, annexes = _fold_annexes(fragments, content)
    fragments = add_back_links(number_figures(fragments, content.labels), content.labels)
    fragments, chart_css = apply_theme(fragments)
    start = next((i for i, fragment in enumerate(fragments) if has_heading(fragment)), len(fragments))
    code = code_html(content.code, content.labels)
    report_file = content.report_file if tag else ""
    fragments = lead_elsewhere(fragments, report_file) if report_file else fragments
    contents = [(name, f"{annexes.get(name, '')}{text}", name in annexes) for name, text in contents]
    parts = (fragments[:start], contents, fragments[start:])
    return HTMLPage(content, *parts, chart_css, code, report_file, resources.get("bar", NO_BAR))


def _fold_annexes(fragments: list[str], content: Content) -> tuple[list[str], dict[str, str]]:
    """Each annex closed under its heading with its letter; a link into it opens it, and it is open on paper.

    The second value holds ``Annex A. `` and so on by the id of the heading.
    """
    folded, names, is_open = [], {}, False
    for fragment, bundle in zip(fragments, content.bundles, strict=True):
        if has_tag(bundle, ANNEX):
            close = "</details>" if is_open else ""
            name = f"{content.labels['annex']} {ascii_uppercase[len(names)]}. "
            names[_HEADING_ID.search(fragment)[1]] = name
            fragment = _HEADING_ID.sub(rf'\g<0><span class="number">{name}</span>', fragment, count=1)
            fragment, is_open = f'{close}<details class="annex"><summary>{fragment}</summary>', True
        folded.append(fragment)
    return ([*folded[:-1], f"{folded[-1]}</details>"] if is_open else folded), names


def template_text(name: str) -> str:
    """The text of a template file, not rendered by Jinja."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


class BaophuHTMLExporter(TemplateExporter):
    """One self-contained HTML file."""

    export_from_notebook = "Baophu HTML"
    output_mimetype = "text/html"

    profile = Enum((STANDARD, BRIEF), STANDARD, help="The whole report, or brief for its page one.").tag(config=True)
    bar = Enum(BARS, NO_BAR, help="What the bar at the top leads to.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    @default("template_name")
    def _template_name_default(self):
        return "baophu_html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self):
        return [str(TEMPLATES)]

    def _init_resources(self, resources):
        return super()._init_resources(resources) | {"profile": self.profile, "bar": self.bar}

    def default_filters(self):
        """The filters of nbconvert and those of this template."""
        yield from super().default_filters()
        yield "page", build_page
        yield "template_text", template_text
