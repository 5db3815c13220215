"""What a report is made of: headings, paragraphs, tables, cards and charts.

Each block says itself in HTML (JupyterLab and the web page) and in Typst (the PDF), from the same content, so
that the two can not differ. ``_repr_mimebundle_`` is how a notebook cell displays it, and what the exporters set. A
chart is framed by the page that it stands in: the exporters read it back (``Chart.from_bundle``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from baophu.report.typst_text import escape_typst, quote_typst

HTML, PLAIN, MARKDOWN = "text/html", "text/plain", "text/markdown"
SVG, PNG, TYPST = "image/svg+xml", "image/png", "application/x-typst"
REPORT = "application/vnd.baophu.report+json"
READ_DATA = "application/vnd.baophu.read-data+json"  # for the record beside the files; no page shows it

_STACKED_FROM = 4  # columns; three still stand side by side on a phone
_SHORT_TABLE = 8  # rows that a printed page keeps together with the remark below
_NUMBERED = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Link:
    """Inline link; ``href`` is an address or ``#id`` inside the report, ``language`` that of the text if another."""

    text: str
    href: str
    language: str = ""


@dataclass(frozen=True)
class Strong:
    """Inline text that carries weight."""

    text: str


@dataclass(frozen=True)
class MutedText:
    """Inline text of lesser weight."""

    text: str


@dataclass(frozen=True)
class LineBreak:
    """The next line of a cell."""

    text: str = " "


Inline = str | Link | Strong | MutedText | LineBreak
Content = Inline | Sequence[Inline]


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
            # On paper a reader follows numbers: a bare one becomes that of the entry, a figure gets it behind.
            kind = "cite-source" if _NUMBERED.fullmatch(text) else "cite-figure"
            return f"#{kind}({quote_typst(href[1:])})[{escape_typst(text)}]"
        case Link(text, href) if href.startswith("#"):
            return f"#link(<{href[1:]}>)[{escape_typst(text)}]"
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


def inline_text(content: Content) -> str:
    """Inline content as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in _parts(content))


class Block:
    """Base of all blocks: subclasses give ``html``, ``typst`` and ``text``."""

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
        return {HTML: self.html(), TYPST: self.typst(), PLAIN: self.text()}

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
    """A paragraph; ``style`` is a class of the template: lead, finding, note, stamp."""

    content: Content
    style: str = ""

    def html(self):
        attribute = f' class="{self.style}"' if self.style else ""
        return f"<p{attribute}>{inline_html(self.content)}</p>"

    def typst(self):
        body = inline_typst(self.content)
        return f"#{self.style}[{body}]" if self.style in ("finding", "note", "stamp") else body

    def text(self):
        return inline_text(self.content)


@dataclass(frozen=True, repr=False)
class Items(Block):
    """A list of points."""

    items: Sequence[Content]

    def html(self):
        return "<ul>" + "".join(f"<li>{inline_html(item)}</li>" for item in self.items) + "</ul>"

    def typst(self):
        return "\n".join(f"- {inline_typst(item)}" for item in self.items)

    def text(self):
        return "\n".join(f"- {inline_text(item)}" for item in self.items)


def _css_text(text: str) -> str:
    """A string literal of a style sheet."""
    return "'" + re.sub(r"[\\'\n\r\f]", lambda sign: f"\\{ord(sign[0]):x} ", text) + "'"


@dataclass(frozen=True, repr=False)
class TableBlock(Block):
    """A table with caption and header; ``numeric`` names the columns set flush right; ``anchors`` give rows ids.

    ``is_folded``: on the page it opens on demand, its caption being what is clicked; on paper it stands open. Not for
    tables that others link into.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Content]]
    numeric: frozenset[int] = frozenset()
    widths: Sequence[float] = ()
    anchors: Sequence[str] = ()
    is_folded: bool = False

    def html(self):
        head = "".join(f'<th scope="col"{self._class(i)}>{escape(name)}</th>' for i, name in enumerate(self.header))
        body = "".join(self._html_row(n, row) for n, row in enumerate(self.rows))
        # The wrapper scrolls on phones, so it takes the keyboard's focus and a name.
        name = escape(self.caption)
        region = f'<div class="table-wrap" role="region" tabindex="0" aria-label="{name}">'
        wrapper = f"{region}<table{self._stacking_attributes()}"
        rows = f"{self._column_widths()}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        if self.is_folded:
            return f'<details class="fold"><summary>{name}</summary>{wrapper} aria-label="{name}">{rows}</details>'
        return f"{wrapper}><caption>{name}</caption>{rows}"

    def _stacking_attributes(self) -> str:
        """Names of the columns for the style sheet: on a phone the cells of a wide table stand below each other."""
        if len(self.header) < _STACKED_FROM:
            return ""
        names = ";".join(f"--h{i}:{_css_text(name + ': ')}" for i, name in enumerate(self.header, 1) if i > 1)
        return f' class="stacks" style="{escape(names)}"'

    def _column_widths(self) -> str:
        # The same shares as in the PDF: otherwise a column of numbers that do not break takes all the room.
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
        # What is cited has a number; other rows are only linked to.
        numbered = any(anchor.startswith("src-") for anchor in self.anchors)
        return (
            f"#data-table(columns: {columns}, align: {align}, header: {header}, rows: ({rows},),"
            f" caption: [{escape_typst(self.caption)}]{', numbered: true' if numbered else ''})"
        )

    def _typst_cell(self, number: int, column: int, content: Content) -> str:
        anchor = f"#anchor({quote_typst(self.anchors[number])})" if self.anchors and column == 0 else ""
        return f"[{anchor}{inline_typst(content)}]"

    def text(self):
        lines = [self.caption, " | ".join(self.header)]
        return "\n".join(lines + [" | ".join(inline_text(cell) for cell in row) for row in self.rows])


@dataclass(frozen=True)
class Card:
    """One key figure: its value, what it is, and what to mind."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, repr=False)
class Cards(Block):
    """Key figures side by side."""

    cards: Sequence[Card]

    def html(self):
        # A description list would put the label first; here the value leads, as on paper.
        parts = [
            f'<div class="card"><p class="card-value">{escape(c.value)}</p><p class="card-label">{escape(c.label)}</p>'
            f'<p class="card-note">{escape(c.note)}</p></div>'
            for c in self.cards
        ]
        return f'<section class="cards">{"".join(parts)}</section>'

    def typst(self):
        parts = [
            f"(value: [{escape_typst(c.value)}], label: [{escape_typst(c.label)}], note: [{escape_typst(c.note)}])"
            for c in self.cards
        ]
        return f"#cards({', '.join(parts)})"

    def text(self):
        return "\n".join(f"{c.value}: {c.label}. {c.note}" for c in self.cards)


@dataclass(frozen=True, repr=False)
class Chart(Block):
    """A drawn chart: its SVG and the words that stand for it.

    ``sentence`` is the finding with its caveat inside, whole by itself, for readers who take it along.
    """

    anchor: str
    svg: str
    title: str
    alt: str
    caption: str
    sentence: str = ""

    def text(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        words = {"id": self.anchor, "title": self.title, "alt": self.alt, "caption": self.caption}
        words |= {"sentence": self.sentence} if self.sentence else {}
        return {SVG: self.svg, PLAIN: self.alt}, {SVG: words}

    @classmethod
    def from_bundle(cls, data: dict, metadata: dict) -> "Chart":
        """The chart that a cell displayed; of any other drawing only its plain text is known."""
        words = metadata.get(SVG, {})
        title, caption, sentence = (words.get(name, "") for name in ("title", "caption", "sentence"))
        alt = words.get("alt") or title or data.get(PLAIN, "")
        return cls(words.get("id", ""), data[SVG], title, alt, caption, sentence)


def _group_typst(block: Block, following: Block | None) -> str:
    """A paragraph keeps the table or list after it, a short table its remark, the last words the stamp."""
    if isinstance(following, Paragraph) and following.style == "stamp":
        return f"#with-next[{block.typst()}]"
    if isinstance(block, Paragraph) and not block.style:
        is_intro = following is not None and not isinstance(following, Paragraph | Heading | Group)
        return f"#intro[{block.typst()}]" if is_intro else block.typst()
    if isinstance(block, TableBlock) and len(block.rows) <= _SHORT_TABLE and isinstance(following, Paragraph):
        return f"#with-next[{block.typst()}]"
    return block.typst()


@dataclass(frozen=True, repr=False)
class Group(Block):
    """Several blocks that one cell shows together; charts stand in cells of their own."""

    blocks: Sequence[Block] = field(default_factory=tuple)

    def html(self):
        return "\n".join(block.html() for block in self.blocks)

    def typst(self):
        following = (*self.blocks[1:], None)
        return "\n\n".join(map(_group_typst, self.blocks, following))

    def text(self):
        return "\n\n".join(block.text() for block in self.blocks)
