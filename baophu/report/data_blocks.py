"""Blocks for reuse: files embedded in the page, and text to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from baophu.report.blocks import Block
from baophu.report.typst_text import escape_typst, quote_typst

_UNESCAPED = frozenset(" 0123456789-._~:/?@!$()*+,;=[]")


@dataclass(frozen=True)
class Download:
    """One file embedded in the page: label, note, name, media type and content."""

    label: str
    note: str
    file_name: str
    media_type: str
    content: str


@dataclass(frozen=True, repr=False)
class Downloads(Block):
    """Files embedded in the page, under ``intro``; in print ``on_paper`` says where to find them."""

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
    """Text to copy, with a button that the page's script shows; ``is_code`` keeps the line breaks."""

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
    """A file as a data URL, percent-encoded: compressed by a server it has half the size of base64.

    Letters stay as they are; characters with a meaning in URLs or in HTML attributes are escaped.
    """
    content = "".join(
        letter if letter in _UNESCAPED or letter.isalpha() else quote(letter, safe="") for letter in file.content
    )
    return f"data:{file.media_type};charset=utf-8,{content}"
