"""Bao phủ: published figures on health and social insurance in Vietnam's 63 provinces, every number with its source.

Start with one of these calls; a notebook cell shows the result as a card or a table, and Tab lists its methods:

    baophu.province("cần thơ")     one province: .levels()  .changes()  .audit()  .targets()  .figures()  .sources()
                                   as pandas tables; .chart() draws, .report() writes the HTML and the PDF
    baophu.country()               Viet Nam, and all provinces side by side
    baophu.provinces()             a table of the 63 provinces: figure counts and newest levels
    baophu.own_data("hà tĩnh")     try an Excel file of your own on a copy of the data
    baophu.records("cần thơ")      true lapse from an office's own card records (docs/records.md);
                                   baophu.synthetic_records invents some
    baophu.charts.levels(levels)   a chart of the report, drawn from tables as matplotlib axes
    baophu.figure(ax, frame, …)    a chart of your own, from seaborn or matplotlib, as a figure of a report
    baophu.table(frame, …)         a frame of your own as a table of a report
    baophu.sources(frame, …)       the source entries that both lead to; baophu.masthead begins the page

The page of a province is baophu.province(…).page(); pages of all provinces are methods of baophu.country;
baophu.lapse_page(baophu.office_records("cần thơ"), "2021-12-31", "2022-06-30") is the page of card records.
More: help(baophu.province), docs/api.md, docs/reference.md.
"""

__version__ = "0.2.0"

# No __all__: with it, help() prints the full help of every name here.
_MODULE_OF = {
    "province": "baophu.api",
    "country": "baophu.api",
    "provinces": "baophu.api",
    "own_data": "baophu.api",
    "charts": "baophu.charts",
    "figure": "baophu.report.figure",
    "table": "baophu.report.frame_table",
    "sources": "baophu.api",
    "masthead": "baophu.api",
    "records": "baophu.records",
    "synthetic_records": "baophu.records.synthetic",
    "office_records": "baophu.api.lapse",
    "lapse_page": "baophu.api.lapse",
}


def __getattr__(name):
    # Lazy, so that the command line starts without loading pandas and matplotlib.
    if name in _MODULE_OF:
        from importlib import import_module

        module = import_module(_MODULE_OF[name])
        return module if module.__name__ == f"baophu.{name}" else getattr(module, name)
    raise AttributeError(f"module 'baophu' has no attribute {name!r}{_hint(name)}")


def __dir__():
    return [*_MODULE_OF, "__version__"]


def _hint(name: str) -> str:
    # The import system looks up names with underscores at every import.
    if name.startswith("_"):
        return ""
    from difflib import get_close_matches

    matches = get_close_matches(name, _MODULE_OF, n=1)
    return (f". Did you mean {matches[0]!r}?" if matches else "") + " See help(baophu) and docs/api.md"
