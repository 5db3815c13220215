"""Convert Markdown to Typst: headings, paragraphs, lists, quotations, code, tables, links, emphasis."""

import re
from functools import cache

from baophu.report.typst_text import escape_typst, quote_typst

_TAG = re.compile(r"<[^>]+>")


def markdown_typst(source: str) -> str:
    """Typst markup for a markdown cell."""
    return _blocks(_parser()(source))


@cache
def _parser():
    import mistune

    return mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])


def _blocks(tokens) -> str:
    return "\n\n".join(filter(None, (_block(token) for token in tokens)))


def _block(token) -> str:
    kind = token["type"]
    write = _BLOCKS.get(kind)
    if write:
        return write(token)
    # HTML in Markdown is only for the web page; its text is kept.
    return escape_typst(_TAG.sub("", token.get("raw", "")).strip())


def _heading(token) -> str:
    # The report's title is the first level, so a section, `##`, becomes Typst's first level.
    return "=" * max(token["attrs"]["level"] - 1, 1) + " " + _children(token)


def _list(token, depth=0) -> str:
    mark = "+" if token["attrs"].get("ordered") else "-"
    return "\n".join("  " * depth + _item(item, mark, depth) for item in token["children"])


def _item(item, mark, depth) -> str:
    parts = []
    for child in item["children"]:
        if child["type"] == "list":
            parts.append("\n" + _list(child, depth + 1))
        else:
            parts.append(("\n\n" + "  " * (depth + 1) if parts else "") + _block(child))
    return f"{mark} " + "".join(parts)


def _quote(token) -> str:
    return f"#quote(block: true)[{_blocks(token['children'])}]"


def _code(token) -> str:
    return raw_block(token["raw"])


def raw_block(text: str) -> str:
    """Preformatted text in a monospaced font."""
    return f"#raw(block: true, {quote_typst(text.rstrip())})"


def _table(token) -> str:
    head, *body = token["children"]
    aligns = [cell["attrs"].get("align") or "left" for cell in head["children"]]
    rows = [row for part in body for row in part["children"]]
    cells = "".join(f"({_row(row)}), " for row in rows)
    return (
        f"#data-table(columns: {len(aligns)}, align: ({', '.join(aligns)},), header: ({_row(head)}), rows: ({cells}))"
    )


def _row(token) -> str:
    return "".join(f"[{_children(cell)}], " for cell in token["children"])


def _children(token) -> str:
    return "".join(map(_inline, token.get("children", [])))


def _inline(token) -> str:
    kind = token["type"]
    if kind == "text":
        return escape_typst(token["raw"])
    if kind in _WRAPPERS:
        return f"{_WRAPPERS[kind]}[{_children(token)}]"
    if kind == "codespan":
        return f"#raw({quote_typst(token['raw'])});"
    if kind == "link":
        return _link(token)
    if kind == "softbreak":
        return " "
    if kind == "linebreak":
        return " \\\n"
    return escape_typst(_TAG.sub("", token.get("raw", ""))) or _children(token)


def _link(token) -> str:
    url = token["attrs"]["url"]
    target = f"label({quote_typst(url[1:])})" if url.startswith("#") else quote_typst(url)
    return f"#link({target})[{_children(token)}]"


_WRAPPERS = {"strong": "#strong", "emphasis": "#emph", "strikethrough": "#strike"}
_BLOCKS = {
    "heading": _heading,
    "paragraph": _children,
    "block_text": _children,
    "list": _list,
    "block_quote": _quote,
    "block_code": _code,
    "table": _table,
    "thematic_break": lambda token: "#line(length: 100%, stroke: .5pt)",
    "blank_line": lambda token: "",
}
