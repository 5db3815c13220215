"""Pages of the site that are not notebooks, as bytes: the index and the data page."""

import base64
import hashlib

from baophu.export.content import TEMPLATES
from baophu.report.site.data_page import DataPage
from baophu.report.site.frame import frame
from baophu.report.site.index_page import IndexPage

SITE = TEMPLATES / "site"
# The reports' style sheets, then those of these pages; rules for phones and print come last.
_SHARED, _LAST = ("style", "tables"), ("phone", "print")


def render_index(page: IndexPage, language: str) -> bytes:
    """The index as HTML."""
    script = (SITE / "search.js").read_text("utf-8")
    return _render("index", page, language, script)


def render_data(page: DataPage, language: str) -> bytes:
    """The data page as HTML."""
    return _render("data", page, language)


def _render(name: str, page, language: str, script: str = "") -> bytes:
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SITE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    text = environment.get_template(f"{name}.html.j2").render(
        page=page, frame=frame(name, language), css=Markup(_css()), script=Markup(script), script_hash=_hash(script)
    )
    return text.encode()


def _css() -> str:
    shared = [(TEMPLATES / "baophu_html" / f"{name}.css").read_text("utf-8") for name in _SHARED]
    last = [(TEMPLATES / "baophu_html" / f"{name}.css").read_text("utf-8") for name in _LAST]
    return "".join([*shared, *last, (SITE / "site.css").read_text("utf-8")])


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
