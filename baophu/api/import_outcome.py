"""What became of an import, as a block: what the importer says stands as it says it."""

from dataclasses import dataclass
from html import escape

from baophu.report.blocks import Block
from baophu.report.typst_text import escape_typst, quote_typst
from baophu.report.words import Words


@dataclass(frozen=True, repr=False)
class ImportOutcome(Block):
    """One import: a headline, and the importer's own words.

    ``exit_code`` is what ``make import`` would end with: 0 understood, 2 asked back, 3 wrong cells.
    """

    headline: str
    exit_code: int
    told: str

    def html(self):
        told = f'<pre style="white-space:pre-wrap">{escape(self.told)}</pre>'
        return f"<p><strong>{escape(self.headline)}</strong></p>{told}"

    def typst(self):
        return f"#strong[{escape_typst(self.headline)}]\n\n#raw(block: true, {quote_typst(self.told)})"

    def text(self):
        return f"{self.headline}\n{self.told}"


def outcome(file: str, exit_code: int, told: str, dry_run: bool, words: Words) -> ImportOutcome:
    """The outcome of an import of ``file``."""
    values = {"file": file, "code": str(exit_code)}
    if exit_code == 0:
        headline = words.say("import-would", **values) if dry_run else words.say("import-done", **values)
    else:
        headline = words.say("import-asks", **values) if exit_code == 2 else words.say("import-refuses", **values)
    return ImportOutcome(headline, exit_code, told)
