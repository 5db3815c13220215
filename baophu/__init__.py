"""Bao phủ: reports on social and health insurance coverage in Vietnam's provinces.

Start with :func:`baophu.province_report`, which every report notebook calls:

    report = baophu.province_report("binh-thuan", language="vi")
    report.trajectory()

``national_report`` and ``audit_report`` do the same for the country and for the arithmetic of the whole ledger.

The rooms, in the direction the data flows: ``ledger`` (what was printed, validated), ``analysis``
(pure functions over tables), ``facts`` (every number a report says), ``show`` (charts, tables, sentences),
``publish`` (notebook to HTML and PDF). See docs/architecture.md.
"""

__version__ = "0.1.0"

__all__ = ["audit_report", "national_report", "province_report"]


def __getattr__(name):
    # The command line starts without pandas and matplotlib; they load with the first report.
    if name == "province_report":
        from baophu.show.report import province_report

        return province_report
    if name == "national_report":
        from baophu.show.national import national_report

        return national_report
    if name == "audit_report":
        from baophu.show.ledger_audit import audit_report

        return audit_report
    raise AttributeError(f"module 'baophu' has no attribute {name!r}")
