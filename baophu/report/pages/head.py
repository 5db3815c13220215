"""The head of pages that are not of one province, such as the national report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from baophu.report.blocks import REPORT, Block
from baophu.report.typst_text import escape_typst, quote_typst
from baophu.report.words import Words


@dataclass(frozen=True, repr=False)
class PageHead(Block):
    """Title and the lines below it; ``metadata`` is for exporters and checks."""

    kicker: str
    title: str
    rows: Sequence[tuple[str, str]]
    metadata: dict = field(default_factory=dict)

    def html(self):
        lines = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in self.rows)
        return (
            f'<header class="masthead"><p class="kicker">{escape(self.kicker)}</p><h1>{escape(self.title)}</h1>'
            f'<dl class="meta">{lines}</dl></header>'
        )

    def typst(self):
        lines = ", ".join(f"({quote_typst(k)}, {quote_typst(v)})" for k, v in self.rows)
        head = f"kicker: [{escape_typst(self.kicker)}], title: [{escape_typst(self.title)}]"
        return f"#masthead({head}, subtitle: [], meta: ({lines},))"

    def text(self):
        return "\n".join([self.title, *(f"{k}: {v}" for k, v in self.rows)])

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/html": self.html(), "application/x-typst": self.typst(), "text/plain": self.text()}
        return {REPORT: self.metadata, **bundle}


def page_metadata(page: str, title: str, description: str, facts, words: Words) -> dict:
    """Metadata of a page; ``province`` holds its name, as it holds the slug in a province's report."""
    names = ("contents", "page", "skip", "code", "failed", "language")
    return {
        "province": page,
        "language": words.language,
        "title": title,
        "description": description,
        "as_of": facts.as_of.isoformat() if facts.as_of else None,
        "data_version": facts.data_version,
        "labels": {name: words.say(f"label-{name}") for name in names},
    }
