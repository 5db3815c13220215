import re
from xml.etree import ElementTree

import pytest

from baophu.report.blocks import (
    TYPST,
    Card,
    Cards,
    Group,
    Heading,
    Items,
    Link,
    MutedText,
    Paragraph,
    Strong,
    TableBlock,
)

HARMLESS = "synthetic"
HOSTILE = [
    "<script>alert(1)</script>",
    "#import",
    "]",
    "[",
    '"',
    "'",
    "&amp;",
    "\\",
    "$x$",
    "*bold*",
    "_so_",
    "`raw`",
    "@cite",
    "<label>",
    "// no comment",
    "= no heading",
    "- no item",
    "1. no item",
    "-->",
]

BLOCKS = {
    "paragraph": lambda text: Paragraph(
        ("a ", text, Strong(text), MutedText(text), Link(text, "#src-a")), style="finding"
    ),
    "link to the web": lambda text: Paragraph((Link("a", f"https://example.org/?q={text}"),)),
    "heading": lambda text: Heading("synthetic-anchor", text),
    "items": lambda text: Items((text, ("a ", Strong(text)))),
    "table": lambda text: TableBlock(text, (text, text), ((text, text),), frozenset({1}), anchors=("src-a",)),
    "cards": lambda text: Cards((Card(text, text, text), Card(text, text))),
    "group": lambda text: Group((Paragraph(text), Items((text,)))),
}


def html_of(block):
    return ElementTree.fromstring(f"<body>{block.html()}</body>")


def tags(block):
    return [(part.tag, sorted(part.keys())) for part in html_of(block).iter()]


def typst_marks(block):
    """The signs of the markup that are neither escaped nor in string literals."""
    bare = re.sub(r'\\.|"(?:\\.|[^"\\])*"', "x", block.typst())
    return re.findall(r"[#\[\]$*_`<>@~]|^[=+/-]|//", bare, re.MULTILINE)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", BLOCKS)
def test_text_is_never_markup(name, text):
    hostile, harmless = BLOCKS[name](text), BLOCKS[name](HARMLESS)
    assert tags(hostile) == tags(harmless)
    assert typst_marks(hostile) == typst_marks(harmless)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_reads_in_html_as_it_was_given(text):
    shown = html_of(Paragraph((text, Strong(text))))
    assert "".join(shown.itertext()) == text * 2
    assert html_of(Paragraph(Link("a", f"https://example.org/?q={text}"))).find(".//a").get("href").endswith(text)


def words(text):
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", ["paragraph", "heading", "items", "table", "cards", "group"])
def test_html_and_plain_text_say_the_same(name):
    block = BLOCKS[name]("Bình Thuận 90,4%")
    assert words(" ".join(html_of(block).itertext())) == words(block.text())


@pytest.mark.parametrize("name", BLOCKS)
def test_notebook_gets_every_form_of_a_block(name):
    block = BLOCKS[name](HARMLESS)
    bundle = block._repr_mimebundle_()
    assert bundle == {"text/html": block.html(), TYPST: block.typst(), "text/plain": repr(block)}


def test_table_tells_a_screen_reader_its_caption_headers_and_rows():
    table = html_of(BLOCKS["table"]("Tên"))
    assert table.find(".//caption").text == "Tên"
    assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}
    assert table.find(".//*[@role='region']").get("aria-label") == "Tên"


def test_row_takes_its_anchor_in_both_forms():
    block = BLOCKS["table"](HARMLESS)
    assert html_of(block).find(".//tr[@id='src-a']") is not None
    assert '#anchor("src-a")' in block.typst()


def test_paper_keeps_what_belongs_together():
    table, plain = BLOCKS["table"](HARMLESS), Paragraph("a")
    assert Group((plain, table, plain, plain)).typst() == "\n\n".join(
        ["#intro[a]", f"#with-next[{table.typst()}]", "a", "a"]
    )
    assert Group((Heading("x", "x"), plain, Group((plain,)))).typst() == "= x <x>\n\na\n\na"


def test_paper_numbers_only_what_is_cited():
    assert "numbered: true" in BLOCKS["table"](HARMLESS).typst()
    other = TableBlock("x", ("a", "b"), (("a", "b"),), anchors=("event-x",))
    assert "numbered" not in other.typst() and '#anchor("event-x")' in other.typst()


@pytest.mark.parametrize(
    ("link", "markup"),
    [
        (Link("[1]", "#src-a"), r'#cite-source("src-a")[\[1\]]'),
        (Link("90,4%", "#src-a"), '#cite-figure("src-a")[90,4%]'),
        (Link("x", "#event-a"), '#link(goto("event-a"))[x]'),
        (Link("x", "https://example.org", "en"), '#link("https://example.org")[#text(lang: "en")[x]]'),
    ],
)
def test_paper_shows_the_number_of_a_source_where_the_page_links(link, markup):
    assert Paragraph((link,)).typst() == markup


def test_columns_of_numbers_are_set_flush_right():
    block = BLOCKS["table"](HARMLESS)
    assert [cell.get("class") for cell in html_of(block).find(".//tbody/tr")] == [None, "num"]
    assert "align: (left, right,)" in block.typst()
