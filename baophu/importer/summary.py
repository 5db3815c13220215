"""What was understood of a file, in words, for the analyst to compare with the file."""

from collections import Counter
from collections.abc import Iterator

from baophu.importer.cells import plain
from baophu.importer.figures import Figure
from baophu.importer.merge import LARGE, Understood
from baophu.importer.run import Import

_LISTED = 12
_PREVIEW = 5


def summary(found: Import, written: bool) -> str:
    """The whole summary, several lines."""
    told = found.understood
    return "\n".join([*_layout(told), *_figures(told), *_left_out(told), *_preview(told), outcome(found, written)])


def outcome(found: Import, written: bool) -> str:
    """One line: what changed."""
    told = found.understood
    same = len(told.figures) - len(found.fresh)
    if not found.fresh:
        return f"nothing new: all {len(told.figures)} figures of {told.path.name} were imported before"
    home = f"data/local/claims/{told.province}.csv"
    if len(found.fresh) > LARGE:
        home = f"data/local/series/province={told.province}/{found.source['source_id']}.parquet"
    words = f"{'wrote' if written else 'would write'} {len(found.fresh)} figures to {home}"
    words += f"; {same} were there already" if same else ""
    return words + (f"; {found.replaced} earlier ones replaced" if found.replaced else "")


def _layout(found: Understood) -> Iterator[str]:
    table = found.table
    rows = f"row {table.top + 1}" if table.start == table.top + 1 else f"rows {table.top + 1}-{table.start}"
    shape = "wide: times or schemes across" if table.is_wide else "long: one figure a row and column"
    yield f"file      {found.path.name}, sheet {table.sheet.name!r}"
    yield f"layout    {shape}; headers in {rows}"
    for column in table.columns:
        what = "figures" if column.holds_figures else column.role
        yield f"          {table.sheet.column_name(column.index)} {column.title or '(no header)'}: {what}"


def _figures(found: Understood) -> Iterator[str]:
    kinds = Counter((f.scheme, f.group, f.kind, f.unit) for f in found.figures)
    yield f"figures   {len(found.figures)}"
    for (scheme, group, kind, unit), count in sorted(kinds.items()):
        yield f"          {count} of {scheme}{'' if group == 'total' else f' ({group})'}: {kind} in {unit}"
    days = sorted((f.as_of, f.precision) for f in found.figures)
    yield f"dates     {_day(*days[0])} to {_day(*days[-1])}"
    areas = sorted({f.area for f in found.figures})
    yield f"areas     {len(areas)}: {_some(areas)}"
    if found.areas.added:
        added = [f"{area} ({row['full_name_vi']})" for area, row in found.areas.added.items()]
        yield f"new       local areas: {_some(added)}"


def _left_out(found: Understood) -> Iterator[str]:
    for row in found.rows.totals[:_LISTED]:
        yield f"total     row {row + 1} is the province's own"
    for row, reason in found.rows.skipped[:_LISTED]:
        yield f"skipped   row {row + 1}: {reason}"
    more = len(found.rows.skipped) - _LISTED
    if more > 0:
        yield f"skipped   {more} more rows"
    if found.rows.blank_figures:
        yield f"blank     {found.rows.blank_figures} cells without a figure"
    for note in found.notes:
        yield f"note      {note}"


def _preview(found: Understood) -> Iterator[str]:
    for figure in found.figures[:_PREVIEW]:
        yield f"reads     {found.place(figure)}: {_words(figure)}"


def _words(figure: Figure) -> str:
    group = "" if figure.group == "total" else f", {figure.group}"
    value = f"{plain(figure.value)} {figure.unit}"
    day = _day(figure.as_of, figure.precision)
    return f"{figure.area}, {figure.scheme}{group}, {figure.kind} of {day}: {value} (from {figure.as_printed!r})"


def _day(day, precision: str) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]


def _some(names: list[str]) -> str:
    return ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
