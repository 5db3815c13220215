"""Blocks to take along: files inside the page, and text made to be copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from baophu.report.blocks import Block
from baophu.report.typst_text import escape_typst, quote_typst

_UNESCAPED = frozenset(" 0123456789-._~:/?@!$()*+,;=[]")


@dataclass(frozen=True)
class Download:
    """One file inside the page: what it is called and what is in it."""

    label: str
    note: str
    file_name: str
    media_type: str
    content: str


@dataclass(frozen=True, repr=False)
class Downloads(Block):
    """Files inside the page, under ``intro``; ``on_paper`` says where they are to a reader who holds no page."""

    files: Sequence[Download]
    on_paper: str
    intro: str

    def html(self):
        items = "".join(
            f'<li><a download="{escape(file.file_name)}" href="{data_url(file)}">{escape(file.label)}'
            f'<span class="muted">{escape(file.note)}</span></a></li>'
            for file in self.files
        )
        return f'<p class="on-screen">{escape(self.intro)}</p><ul class="downloads">{items}</ul>' + (
            f'<p class="on-paper">{escape(self.on_paper)}</p>'
        )

    def typst(self):
        return escape_typst(self.on_paper)

    def text(self):
        return "\n".join(f"{file.label}: {file.note}" for file in self.files)


@dataclass(frozen=True, repr=False)
class Quotation(Block):
    """Text made to be copied, with a button that a page's script shows; ``is_code`` keeps its lines."""

    anchor: str
    content: str
    button: str
    is_code: bool = False

    def html(self):
        tag, style, focusable = ("pre", "bibtex", ' tabindex="0"') if self.is_code else ("p", "sentence", "")
        text = f'<{tag} class="{style}" id="{self.anchor}"{focusable}>{escape(self.content)}</{tag}>'
        button = f'<button type="button" class="copy" data-copy="{self.anchor}" hidden="hidden">{escape(self.button)}'
        return f'<div class="take">{text}{button}</button></div>'

    def typst(self):
        return f"#raw(block: true, {quote_typst(self.content)})" if self.is_code else escape_typst(self.content)

    def text(self):
        return self.content


def data_url(file: Download) -> str:
    """A file as an address that holds it, in a form that is half of base64 once a server has packed the page.

    Letters stand as they are; what an address or an attribute would read as a sign of its own is escaped.
    """
    content = "".join(
        letter if letter in _UNESCAPED or letter.isalpha() else quote(letter, safe="") for letter in file.content
    )
    return f"data:{file.media_type};charset=utf-8,{content}"
