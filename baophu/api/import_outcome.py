"""The outcome of an import as a block, with the unchanged text of the importer."""

from dataclasses import dataclass
from html import escape

from baophu.report.blocks import Block
from baophu.report.typst_text import escape_typst, quote_typst
from baophu.report.words import Words


@dataclass(frozen=True, repr=False)
class ImportOutcome(Block):
    """The outcome of one import.

    Attributes
    ----------
    headline : str
        One sentence.
    exit_code : int
        Exit code of ``make import``: 0 understood, 2 open questions, 3 invalid cells.
    report_text : str
        What the importer printed.
    """

    headline: str
    exit_code: int
    report_text: str

    def html(self):
        report_text = f'<pre style="white-space:pre-wrap">{escape(self.report_text)}</pre>'
        return f"<p><strong>{escape(self.headline)}</strong></p>{report_text}"

    def typst(self):
        return f"#strong[{escape_typst(self.headline)}]\n\n#raw(block: true, {quote_typst(self.report_text)})"

    def text(self):
        return f"{self.headline}\n{self.report_text}"


def build_outcome(file: str, exit_code: int, report_text: str, dry_run: bool, words: Words) -> ImportOutcome:
    """Build the outcome of an import of ``file``."""
    values = {"file": file, "code": str(exit_code)}
    if exit_code == 0:
        headline = words.say("import-would", **values) if dry_run else words.say("import-done", **values)
    else:
        headline = words.say("import-asks", **values) if exit_code == 2 else words.say("import-refuses", **values)
    return ImportOutcome(headline, exit_code, report_text)
