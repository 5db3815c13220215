"""What an office's own card records say of changes that were published, for its copy of the province report.

Only ``make report`` asks for it (:mod:`baophu.common.office`).
"""

import pandas as pd

from baophu.common.paths import DATA
from baophu.records.frames import Records, open_records
from baophu.report.blocks import Block, Group, Paragraph, TableBlock
from baophu.report.charts.waterfall import change_steps, change_totals
from baophu.report.record_words import RecordWords
from baophu.report.sections.parts import claim_links

_COLUMNS = ("period", "published", "records", "difference", "came", "left")
_TERMS = ("term_3", "term_12")


def office_changes(slug: str, changes: pd.DataFrame, language: str) -> Block:
    """Published net changes between two month ends beside the office's own, or an empty block.

    Parameters
    ----------
    slug : str
        The province.
    changes : pandas.DataFrame
        ``place.changes()``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Block
        A table marked as the office's own, with small counts hidden.
    """
    records, words = open_records(slug, data=DATA), RecordWords(language)
    is_of_all = (changes["scheme"] == "bhyt") & (changes["area"] == slug) & (changes["group"] == "total")
    is_dated = (changes["start_precision"] == "day") & (changes["end_precision"] == "day")
    rows = changes[is_of_all & is_dated & (changes["kind"] == "printed") & changes["change_count"].notna()]
    rows = [row for row in rows.itertuples() if _is_within(records, row.start, row.end)]
    if not rows or records.is_synthetic:
        return Group()
    header = tuple(words.say(f"records-column-{name}") for name in _COLUMNS)
    header += tuple(words.label("step", term) for term in _TERMS)
    cells = [_cells(row, records.decomposition(row.start.date(), row.end.date()), words) for row in rows]
    numeric, widths = frozenset(range(2, len(header))), (1.8, 1.6, 1, 1, 1, 1, 1.4, 1.4)
    table = TableBlock(words.say("records-office-caption"), header, cells, numeric, widths, anchor="office-changes")
    days = {"start": rows[0].start.date().isoformat(), "end": rows[0].end.date().isoformat()}
    note = words.say("records-office-note", province=slug, k=str(records.k), **days)
    return Group((table, Paragraph(note, style="note")))


def _is_within(records: Records, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return start.is_month_end and end.is_month_end and records.start <= start.date() and end.date() <= records.cut


def _cells(row, frame: pd.DataFrame, words: RecordWords) -> tuple:
    totals, steps = change_totals(frame), change_steps(frame).set_index("step")["persons"]
    return (
        f"{words.f.short_day(row.start)} – {words.f.short_day(row.end)}",
        (f"{row.change_count_text} ", *claim_links(tuple(row.claim_ids.split()))),
        words.count(totals["net"], is_signed=True),
        words.count(totals["net"] - int(row.change_count), is_signed=True),
        words.count(totals["came"]),
        words.count(totals["left"]),
        *(words.count(-steps[term] if term in steps else pd.NA) for term in _TERMS),
    )
