"""Blocks of a notebook as Typst."""

import base64
import re
from functools import singledispatch

from baophu.publish.content import Chart, Fragment, Markdown, Picture, Text
from baophu.publish.html_tables import typst_table
from baophu.publish.markdown_typst import markdown_typst, raw_block
from baophu.publish.svg import drawing, point_links
from baophu.typst_text import escape_typst, quote_typst

_LABEL = re.compile(r"[^\w.-]+")


@singledispatch
def block_typst(block, labels: dict) -> str:
    """One block as Typst markup; ``labels`` are the page's own words."""
    raise TypeError(f"no Typst for {type(block).__name__}")


@block_typst.register
def _(block: Markdown, labels) -> str:
    return markdown_typst(block.source)


@block_typst.register
def _(block: Fragment, labels) -> str:
    return block.typst or typst_table(block.html) or raw_block(block.text)


@block_typst.register
def _(block: Text, labels) -> str:
    return raw_block(block.text)


@block_typst.register
def _(block: Picture, labels) -> str:
    # Typst reads no base64; a list of bytes keeps the source one file.
    numbers = ",".join(map(str, base64.b64decode(block.png)))
    return f"#figure(image(bytes(({numbers},)), alt: {quote_typst(block.alt or labels['chart'])}))"


@block_typst.register
def _(block: Chart, labels) -> str:
    arguments = [quote_typst(drawing(block.svg)), f"alt: {quote_typst(block.alt or labels['chart'])}"]
    if block.title:
        arguments.append(f"title: [{escape_typst(block.title)}]")
    if block.caption:
        arguments.append(f"caption: [{escape_typst(block.caption)}]")
    arguments.append(f"links: ({_links(block.svg)})")
    label = f" <{_LABEL.sub('-', block.id)}>" if block.id else ""
    return f"#chart({', '.join(arguments)}){label}"


def _links(svg: str) -> str:
    return "".join(f"({quote_typst(link.target)}, {link.x:.5f}, {link.y:.5f}), " for link in point_links(svg))
