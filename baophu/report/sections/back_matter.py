"""Method, the data and its citation, and the stamp."""

from baophu import __version__
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Group, Heading, Paragraph
from baophu.report.data_blocks import Download, Downloads, Quotation
from baophu.report.data_file import data_file
from baophu.report.sections import head
from baophu.report.words import Words


def method(facts: Facts, words: Words) -> Block:
    """The method in a paragraph."""
    return Paragraph(words.say("method-text"))


def colophon(facts: Facts, words: Words) -> Block:
    """The data to download, the citation and the stamp."""
    return Group((data(facts, words), citation(facts, words), stamp(facts, words)))


def data(facts: Facts, words: Words) -> Block:
    """The report's table and its descriptor, embedded in the page."""
    say, file = words.say, data_file(facts, head.title(words))
    licence = say("data-licence-local", count=str(facts.local_count)) if facts.local_count else say("data-licence")
    rows = words.f.count(file.rows)
    files = (
        Download(say("data-csv"), say("data-csv-note", rows=rows), file.name, "text/csv", file.csv),
        Download(
            say("data-package"), say("data-package-note"), "datapackage.json", "application/json", file.descriptor
        ),
    )
    downloads = Downloads(files, say("data-on-paper", rows=rows), say("data-intro"))
    return Group((Heading("data", say("data-title"), level=3), downloads, Paragraph(licence)))


def citation(facts: Facts, words: Words) -> Block:
    """How to cite the report, as text and as BibTeX; the only dates are those of the data."""
    say, title = words.say, head.title(words)
    values = {
        "data": facts.data_version,
        "date": words.when_of(facts.dated_claims[-1]) if facts.dated_claims else say("none"),
    }
    text = say("citation-text", title=title, **values)
    entry = _bibtex(facts, title, say("citation-note", **values), words.language)
    return Group(
        (
            Heading("citation", say("citation-title"), level=3),
            Quotation("citation-text", text, say("copy-citation")),
            Paragraph(say("citation-intro")),
            Quotation("citation-bibtex", entry, say("copy-bibtex"), is_code=True),
        )
    )


def _bibtex(facts: Facts, title: str, note: str, language: str) -> str:
    fields = {
        "author": "{baophu}",
        "title": f"{{{title}}}",
        "version": facts.data_version,
        "note": note,
        "language": {"vi": "vietnamese", "en": "english"}[language],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    key = "-".join(("baophu", facts.area.area, facts.data_version[:7]))
    return f"@misc{{{key},\n{lines}}}"


def stamp(facts: Facts, words: Words) -> Block:
    """Data version, program version and parameters, from which the report can be reproduced."""
    values = {"data": facts.data_version, "version": __version__, "province": facts.area.area}
    return Paragraph(words.say("stamp-text", **values, language=words.language), style="stamp")
