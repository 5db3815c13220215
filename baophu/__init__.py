"""Bao phủ: published figures on health and social insurance in Vietnam's 63 provinces, every number with its source.

Begin with one of these; each shows itself as a card, and Tab lists what it can do:

    baophu.province("cần thơ")     one province: .coverage()  .changes()  .audit()  .targets()  .figures()  .sources()
                                   as pandas tables; .chart() draws, .report() writes the HTML and the PDF
    baophu.country()               Viet Nam, and all provinces side by side
    baophu.provinces()             a table of the 63 provinces with what is known of each
    baophu.own_data("hà tĩnh")     try an Excel file of your own on a copy of the data

Report notebooks call province_report, national_report, audit_report and lapse_drops_report.
More: help(baophu.province), docs/api.md, docs/architecture.md.
"""

__version__ = "0.1.0"

# No __all__: help() would then print the whole help of every name here, many screens.
_HOMES = {
    "province": "baophu.api",
    "country": "baophu.api",
    "provinces": "baophu.api",
    "own_data": "baophu.api",
    "province_report": "baophu.report.pages.province",
    "national_report": "baophu.report.pages.national",
    "audit_report": "baophu.report.pages.ledger_audit",
    "lapse_drops_report": "baophu.report.pages.lapse_drops",
}


def __getattr__(name):
    # The command line starts without pandas and matplotlib; they load with the first name that needs them.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'baophu' has no attribute {name!r}{_hint(name)}")


def __dir__():
    return [*_HOMES, "__version__"]


def _hint(name: str) -> str:
    # Python's own machinery asks for names with underscores, and for modules, at every import.
    if name.startswith("_"):
        return ""
    from difflib import get_close_matches

    near = get_close_matches(name, _HOMES, n=1)
    return (f". Did you mean {near[0]!r}?" if near else "") + " See help(baophu) and docs/api.md"
