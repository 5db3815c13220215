"""The charts of the reports: each takes frames of the API and returns matplotlib axes.

:func:`baophu.figure` makes the axes a figure of a page; an analyst adds lines, colours or a filter before that.
"""

_PROVINCE = ("levels", "changes", "targets", "districts", "schemes", "audit")
_COUNTRY = ("year_ends", "pushes", "province_levels", "known_years", "denominator_ratios", "falls", "contradictions")
_RECORDS = ("waterfall", "stock", "renewals", "returns", "persistency", "moves", "funnel", "due")
_MODULE_OF = {name: name for name in (*_PROVINCE, *_COUNTRY, *_RECORDS)}


def __getattr__(name):
    # Lazy, so that one chart does not load all.
    if name in _MODULE_OF:
        from importlib import import_module

        return getattr(import_module(f"baophu.report.charts.{_MODULE_OF[name]}"), f"draw_{name}")
    raise AttributeError(f"module 'baophu.charts' has no chart {name!r}: {', '.join(_MODULE_OF)}")


def __dir__():
    return list(_MODULE_OF)
