"""What a report is made of: headings, paragraphs, tables, cards and charts.

Each block renders the same content as HTML (JupyterLab and the web page) and as Typst (the PDF), so that the two
cannot differ. ``_repr_mimebundle_`` is what a notebook cell displays and what the exporters read. The frame of a chart
depends on the page, so exporters rebuild the chart from its bundle (``Chart.from_bundle``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from baophu.report.typst_text import escape_typst, quote_typst

HTML, PLAIN, MARKDOWN = "text/html", "text/plain", "text/markdown"
SVG, PNG, TYPST = "image/svg+xml", "image/png", "application/x-typst"
PHONE_SVG = "application/vnd.baophu.phone+svg"  # the same drawing for a narrow screen
REPORT = "application/vnd.baophu.report+json"
PAGE = "application/vnd.baophu.page"  # in a bundle's metadata: the page that the block belongs to
READ_DATA = "application/vnd.baophu.read-data+json"  # for the freshness record of the page; never displayed

_STACKED_FROM = 4  # columns; three fit side by side on a phone
_SHORT_TABLE = 8  # rows; up to this many the PDF keeps a table and the note below it on one page
_SHORT_LIST = 5  # items; up to this many the PDF keeps a list on one page
_NUMBERED = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Link:
    """Inline link; ``href`` is a URL or an ``#id`` of the report, ``language`` that of the text if it differs."""

    text: str
    href: str
    language: str = ""


@dataclass(frozen=True)
class Strong:
    """Bold inline text."""

    text: str


@dataclass(frozen=True)
class MutedText:
    """Inline text in a muted colour."""

    text: str


@dataclass(frozen=True)
class LineBreak:
    """A line break within a cell."""

    text: str = " "


Inline = str | Link | Strong | MutedText | LineBreak
Content = Inline | Sequence[Inline]


def page_id(report: dict) -> str:
    """The id of a page with this metadata; pages of one id show the same data."""
    return "/".join(str(report.get(name, "")) for name in ("province", "language", "data_version"))


def _parts(content: Content) -> list[Inline]:
    return [content] if isinstance(content, str | Link | Strong | MutedText | LineBreak) else list(content)


def inline_html(content: Content) -> str:
    """Inline content as HTML."""
    return "".join(_inline_html(part) for part in _parts(content))


def _inline_html(part: Inline) -> str:
    match part:
        case Link(text, href, language):
            lang_attribute = f' lang="{escape(language)}"' if language else ""
            return f'<a href="{escape(href)}"{lang_attribute}>{escape(text)}</a>'
        case Strong(text):
            return f"<strong>{escape(text)}</strong>"
        case MutedText(text):
            return f'<span class="muted">{escape(text)}</span>'
        case LineBreak():
            return "<br/>"
    return escape(part)


def inline_typst(content: Content) -> str:
    """Inline content as Typst markup."""
    return "".join(_inline_typst(part) for part in _parts(content))


def _inline_typst(part: Inline) -> str:
    match part:
        case Link(text, href) if href.startswith("#src-"):
            # In print a bare [1] becomes the number of its source entry, and a figure is followed by that number.
            kind = "cite-source" if _NUMBERED.fullmatch(text) else "cite-figure"
            return f"#{kind}({quote_typst(href[1:])})[{escape_typst(text)}]"
        case Link(text, href) if href.startswith("#"):
            return f"#link(goto({quote_typst(href[1:])}))[{escape_typst(text)}]"
        case Link(text, href, language):
            body = f"#text(lang: {quote_typst(language)})[{escape_typst(text)}]" if language else escape_typst(text)
            return f"#link({quote_typst(href)})[{body}]"
        case Strong(text):
            return f"#strong[{escape_typst(text)}]"
        case MutedText(text):
            return f"#muted[{escape_typst(text)}]"
        case LineBreak():
            return "#linebreak()"
    return escape_typst(part)


def _unnumbered(content: Content) -> str:
    """Inline content as Typst markup in which a linked figure has no number of its source behind it."""
    return "".join(
        f"#link(goto({quote_typst(part.href[1:])}))[{escape_typst(part.text)}]"
        if isinstance(part, Link) and part.href.startswith("#")
        else _inline_typst(part)
        for part in _parts(content)
    )


def inline_text(content: Content) -> str:
    """Inline content as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in _parts(content))


class Block:
    """Base of all blocks: subclasses give ``html``, ``typst`` and ``text``."""

    page_id = ""  # of the page that made it

    def of_page(self, page_id: str) -> "Block":
        """The block itself, which then says in notebooks of which page it is."""
        object.__setattr__(self, "page_id", page_id)  # blocks are frozen
        return self

    def html(self) -> str:
        """Fragment of HTML."""
        raise NotImplementedError

    def typst(self) -> str:
        """Fragment of Typst markup."""
        raise NotImplementedError

    def text(self) -> str:
        """Plain text, for terminals and tests."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {HTML: self.html(), TYPST: self.typst(), PLAIN: self.text()}
        return (data, {PAGE: self.page_id}) if self.page_id else data

    def __repr__(self):
        return self.text()


@dataclass(frozen=True, repr=False)
class Heading(Block):
    """A section heading with its anchor."""

    anchor: str
    title: str
    level: int = 2

    def html(self):
        return f'<h{self.level} id="{self.anchor}">{escape(self.title)}</h{self.level}>'

    def typst(self):
        return f"{'=' * (self.level - 1)} {escape_typst(self.title)} <{self.anchor}>"

    def text(self):
        return self.title


@dataclass(frozen=True, repr=False)
class Paragraph(Block):
    """A paragraph; ``style`` is a class of the template: lead, finding, note, stamp, brief-foot."""

    content: Content
    style: str = ""

    def html(self):
        attribute = f' class="{self.style}"' if self.style else ""
        return f"<p{attribute}>{inline_html(self.content)}</p>"

    def typst(self):
        body = inline_typst(self.content)
        return f"#{self.style}[{body}]" if self.style in ("finding", "note", "stamp", "brief-foot") else body

    def text(self):
        return inline_text(self.content)


@dataclass(frozen=True, repr=False)
class Items(Block):
    """A bulleted list."""

    items: Sequence[Content]

    def html(self):
        return "<ul>" + "".join(f"<li>{inline_html(item)}</li>" for item in self.items) + "</ul>"

    def typst(self):
        items = "\n".join(f"- {inline_typst(item)}" for item in self.items)
        return f"#block(breakable: false)[\n{items}\n]" if len(self.items) <= _SHORT_LIST else items

    def text(self):
        return "\n".join(f"- {inline_text(item)}" for item in self.items)


@dataclass(frozen=True, repr=False)
class TitledLines(Block):
    """A list of lines under a small title that is no heading."""

    title: str
    lines: Sequence[Content]

    def html(self):
        lines = "".join(f"<li>{inline_html(line)}</li>" for line in self.lines)
        return f'<section class="brief-lines"><p class="brief-title">{escape(self.title)}</p><ul>{lines}</ul></section>'

    def typst(self):
        lines = ", ".join(f"[{inline_typst(line)}]" for line in self.lines)
        return f"#brief-lines(title: [{escape_typst(self.title)}], {lines})"

    def text(self):
        return "\n".join([self.title, *(f"- {inline_text(line)}" for line in self.lines)])


def _css_text(text: str) -> str:
    """A CSS string literal."""
    return "'" + re.sub(r"[\\'\n\r\f]", lambda sign: f"\\{ord(sign[0]):x} ", text) + "'"


@dataclass(frozen=True, repr=False)
class TableBlock(Block):
    """A table with caption and header; ``numeric`` holds the right-aligned columns, ``anchors`` the ids of the rows.

    ``anchor`` is the id of the table itself. A table with ``is_folded`` shows its caption only until it is clicked; in
    print it is open. Tables that are linked into must not be folded.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Content]]
    numeric: frozenset[int] = frozenset()
    widths: Sequence[float] = ()
    anchors: Sequence[str] = ()
    is_folded: bool = False
    anchor: str = ""

    def html(self):
        head = "".join(f'<th scope="col"{self._class(i)}>{escape(name)}</th>' for i, name in enumerate(self.header))
        body = "".join(self._html_row(n, row) for n, row in enumerate(self.rows))
        # The wrapper scrolls on phones, so it needs keyboard focus and a name.
        name = escape(self.caption)
        own_id = f' id="{self.anchor}"' if self.anchor else ""
        region = f'<div class="table-wrap"{own_id} role="region" tabindex="0" aria-label="{name}">'
        wrapper = f"{region}<table{self._stacking_attributes()}"
        rows = f"{self._column_widths()}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        if self.is_folded:
            return f'<details class="fold"><summary>{name}</summary>{wrapper} aria-label="{name}">{rows}</details>'
        return f"{wrapper}><caption>{name}</caption>{rows}"

    def _stacking_attributes(self) -> str:
        """Names of the columns for the style sheet, which stacks the cells of a wide table on a phone."""
        if len(self.header) < _STACKED_FROM:
            return ""
        names = ";".join(f"--h{i}:{_css_text(name + ': ')}" for i, name in enumerate(self.header, 1) if i > 1)
        return f' class="stacks" style="{escape(names)}"'

    def _column_widths(self) -> str:
        # The same shares as in the PDF; otherwise a column of unbreakable numbers takes all the width.
        total = sum(self.widths)
        cols = "".join(f'<col style="width:{100 * width / total:.1f}%" />' for width in self.widths)
        return f"<colgroup>{cols}</colgroup>" if cols else ""

    def _html_row(self, number: int, row: Sequence[Content]) -> str:
        anchor = f' id="{self.anchors[number]}" class="source-entry"' if self.anchors else ""
        first = f'<th scope="row"{self._class(0)}>{inline_html(row[0])}</th>'
        rest = "".join(f"<td{self._class(i)}>{inline_html(cell)}</td>" for i, cell in enumerate(row) if i)
        return f"<tr{anchor}>{first}{rest}</tr>"

    def _class(self, column: int) -> str:
        return ' class="num"' if column in self.numeric else ""

    def typst(self):
        widths = self.widths or [1] * len(self.header)
        columns = "(" + ", ".join(f"{w}fr" for w in widths) + ",)"
        align = "(" + ", ".join("right" if i in self.numeric else "left" for i in range(len(self.header))) + ",)"
        header = "(" + ", ".join(f"[{escape_typst(name)}]" for name in self.header) + ",)"
        rows = ", ".join(
            "(" + ", ".join(self._typst_cell(n, i, c) for i, c in enumerate(row)) + ",)"
            for n, row in enumerate(self.rows)
        )
        # Source entries are numbered; other anchored rows are link targets only.
        numbered = any(anchor.startswith("src-") for anchor in self.anchors)
        aim = f"#anchor({quote_typst(self.anchor)})" if self.anchor else ""
        return (
            f"#data-table(columns: {columns}, align: {align}, header: {header}, rows: ({rows},),"
            f" caption: [{aim}{escape_typst(self.caption)}]{', numbered: true' if numbered else ''})"
        )

    def _typst_cell(self, number: int, column: int, content: Content) -> str:
        anchor = f"#anchor({quote_typst(self.anchors[number])})" if self.anchors and column == 0 else ""
        return f"[{anchor}{inline_typst(content)}]"

    def text(self):
        lines = [self.caption, " | ".join(self.header)]
        return "\n".join(lines + [" | ".join(inline_text(cell) for cell in row) for row in self.rows])


@dataclass(frozen=True)
class Card:
    """One key figure: value, label and note; one with ``is_old`` is grey."""

    value: Content
    label: Content
    note: Content = ""
    is_old: bool = False


@dataclass(frozen=True, repr=False)
class Cards(Block):
    """Key figures side by side."""

    cards: Sequence[Card]

    def html(self):
        # Not a description list, which would put the label before the value.
        parts = [
            f'<div class="card{" old" if c.is_old else ""}"><p class="card-value">{inline_html(c.value)}</p>'
            f'<p class="card-label">{inline_html(c.label)}</p><p class="card-note">{inline_html(c.note)}</p></div>'
            for c in self.cards
        ]
        return f'<section class="cards">{"".join(parts)}</section>'

    def typst(self):
        parts = [
            f"(value: [{_unnumbered(c.value)}], label: [{_unnumbered(c.label)}], note: [{_unnumbered(c.note)}],"
            f" old: {'true' if c.is_old else 'false'})"
            for c in self.cards
        ]
        return f"#cards({', '.join(parts)})"

    def text(self):
        return "\n".join(" · ".join(map(inline_text, (c.value, c.label, c.note))) for c in self.cards)


@dataclass(frozen=True, repr=False)
class Chart(Block):
    """A drawn chart: its SVG, title, alternative text and caption.

    ``sentence`` states the finding with its caveat and is complete by itself, for readers to copy. ``phone_svg`` is the
    drawing for a narrow screen, which saves swiping the wide one. A chart with ``is_own`` was drawn by an analyst and
    may name other provinces than the report's.
    """

    anchor: str
    svg: str
    title: str
    alt: str
    caption: str
    sentence: str = ""
    phone_svg: str = ""
    is_own: bool = False

    def text(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        words = {"id": self.anchor, "title": self.title, "alt": self.alt, "caption": self.caption}
        words |= {"sentence": self.sentence} if self.sentence else {}
        words |= {"is_own": True} if self.is_own else {}
        drawings = {SVG: self.svg, **({PHONE_SVG: self.phone_svg} if self.phone_svg else {})}
        return {**drawings, PLAIN: self.alt}, {SVG: words, **({PAGE: self.page_id} if self.page_id else {})}

    @classmethod
    def from_bundle(cls, data: dict, metadata: dict) -> "Chart":
        """The chart that a cell displayed; a drawing that is no chart has only its plain text."""
        words = metadata.get(SVG, {})
        title, caption, sentence = (words.get(name, "") for name in ("title", "caption", "sentence"))
        alt = words.get("alt") or title or data.get(PLAIN, "")
        drawings = (data[SVG], data.get(PHONE_SVG, ""))
        return cls(words.get("id", ""), drawings[0], title, alt, caption, sentence, drawings[1], "is_own" in words)


def _group_typst(block: Block, following: Block | None) -> str:
    """Typst of a block; an introduction, a short table and the block before the stamp stay with the next block."""
    if isinstance(following, Paragraph) and following.style == "stamp":
        return f"#with-next[{block.typst()}]"
    if isinstance(block, Paragraph) and not block.style:
        is_intro = following is not None and not isinstance(following, Paragraph | Heading | Group)
        return f"#intro[{block.typst()}]" if is_intro else block.typst()
    if isinstance(block, TableBlock) and len(block.rows) <= _SHORT_TABLE and isinstance(following, Paragraph):
        return f"#with-next[{block.typst()}]"
    return block.typst()


@dataclass(frozen=True, repr=False)
class RowFilter(Block):
    """A field that hides rows of the tables whose anchors begin with ``tables``; only where a script can run."""

    tables: str
    label: str
    hint: str

    def html(self):
        return (
            f'<form class="row-filter" role="search" data-tables="{escape(self.tables)}" hidden>'
            f'<label>{escape(self.label)} <input type="search" autocomplete="off" spellcheck="false"></label>'
            f'<p class="muted">{escape(self.hint)} <output></output></p></form>'
        )

    def typst(self):
        return "#none"

    def text(self):
        return ""


@dataclass(frozen=True, repr=False)
class Group(Block):
    """Several blocks that one cell displays; a chart has a cell to itself."""

    blocks: Sequence[Block] = field(default_factory=tuple)

    def html(self):
        return "\n".join(block.html() for block in self.blocks)

    def typst(self):
        following = (*self.blocks[1:], None)
        return "\n\n".join(map(_group_typst, self.blocks, following))

    def text(self):
        return "\n\n".join(block.text() for block in self.blocks)
