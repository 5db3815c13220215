"""Outputs of a notebook as Typst."""

import base64
import re

from baophu.export.content import Bundle
from baophu.export.svg import extract_drawing, point_links
from baophu.export.typst.html_tables import typst_table
from baophu.export.typst.markdown import markdown_typst, raw_block
from baophu.report.blocks import HTML, MARKDOWN, PLAIN, PNG, SVG, TYPST, Chart
from baophu.report.typst_text import escape_typst, quote_typst

_LABEL = re.compile(r"[^\w.-]+")


def bundle_typst(bundle: Bundle, labels: dict) -> str:
    """An output of a cell as Typst markup; ``labels`` are the words of the page's frame."""
    data, metadata = bundle
    if SVG in data:
        return _figure(Chart.from_bundle(data, metadata), labels)
    if TYPST in data:
        # Blank of a block that displays nothing.
        return data[TYPST]
    if HTML in data:
        return typst_table(data[HTML]) or raw_block(data.get(PLAIN, ""))
    if PNG in data:
        # Typst cannot decode base64; a list of bytes keeps the source in one file.
        numbers = ",".join(map(str, base64.b64decode(data[PNG])))
        return f"#figure(image(bytes(({numbers},)), alt: {quote_typst(data.get(PLAIN) or labels['chart'])}))"
    if MARKDOWN in data:
        return markdown_typst(data[MARKDOWN])
    return raw_block(data.get(PLAIN, ""))


def _figure(chart: Chart, labels: dict) -> str:
    arguments = [quote_typst(extract_drawing(chart.svg)), f"alt: {quote_typst(chart.alt or labels['chart'])}"]
    if chart.title:
        arguments.append(f"title: [{escape_typst(chart.title)}]")
    if chart.caption:
        arguments.append(f"caption: [{escape_typst(chart.caption)}]")
    arguments.append(f"links: ({_links(chart.svg)})")
    label = f" <{_LABEL.sub('-', chart.anchor)}>" if chart.anchor else ""
    return f"#chart({', '.join(arguments)}){label}"


def _links(svg: str) -> str:
    return "".join(f"({quote_typst(link.target)}, {link.x:.5f}, {link.y:.5f}), " for link in point_links(svg))
