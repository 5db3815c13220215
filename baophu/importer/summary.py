"""Summary of a parsed file in words, for the analyst to compare with the file."""

from collections import Counter
from collections.abc import Iterator

from baophu.common.messages import format_day, format_decimal, join_and, join_first, message
from baophu.importer.cells import format_plain
from baophu.importer.merge import TARGET_KINDS, ParsedFile
from baophu.importer.run import ImportResult
from baophu.importer.words import code_word, role_word

_MAX_LISTED = 12
_PREVIEW = 5
_INDENT = " " * 10  # below the first line of a subject


def summary(result: ImportResult, is_written: bool) -> str:
    """The whole summary, in several lines."""
    parsed_file = result.parsed_file
    return "\n".join(
        [
            *_layout(parsed_file),
            *_figures(parsed_file),
            *_skipped_rows(parsed_file),
            *_preview(parsed_file),
            outcome(result, is_written),
        ]
    )


def outcome(result: ImportResult, is_written: bool) -> str:
    """What changed, in one line."""
    new_figures, parsed_file = result.new_figures, result.parsed_file
    all_count, new_count = len(parsed_file.figures), len(new_figures)
    provinces = {figure.province for figure in new_figures}
    tense = "wrote" if is_written else "would-write"
    files = {"targets" if f.kind in TARGET_KINDS else f"claims/{f.province}" for f in new_figures}
    if not new_figures:
        words = message("outcome-nothing", count=all_count, file=parsed_file.path.name)
    elif len(provinces) > 1:
        words = message(f"outcome-{tense}-provinces", count=new_count, provinces=len(provinces), home="data/local/")
    else:
        home = join_and(f"data/local/{name}.csv" for name in sorted(files))
        words = message(f"outcome-{tense}", count=new_count, home=home)
    counts = {
        "same": all_count - new_count if new_figures else 0,
        "replaced": result.replaced_count,
        "dropped": result.dropped_count,
    }
    for name, count in counts.items():
        words = message(f"outcome-{name}", words=words, count=count) if count else words
    return words


def _layout(parsed_file: ParsedFile) -> Iterator[str]:
    table = parsed_file.table
    rows = message("summary-row", row=table.header_start + 1)
    if table.data_start > table.header_start + 1:
        rows = message("summary-rows", first=table.header_start + 1, last=table.data_start)
    yield message("summary-file", file=parsed_file.path.name, sheet=repr(table.sheet.name))
    yield message("summary-layout-wide" if table.is_wide else "summary-layout-long", rows=rows)
    for column in table.columns:
        title = column.title or message("summary-no-header")
        role = role_word("figures" if column.holds_figures else column.role)
        yield f"{_INDENT}{table.sheet.column_name(column.index)} {title}: {role}"


def _figures(parsed_file: ParsedFile) -> Iterator[str]:
    kinds = Counter((f.scheme, f.group, f.kind, f.unit) for f in parsed_file.figures)
    yield message("summary-figures", count=len(parsed_file.figures))
    for (scheme, group, kind, unit), count in sorted(kinds.items()):
        measure = {"kind": code_word("kind", kind), "unit": code_word("unit", unit)}
        what = code_word("scheme", scheme) + ("" if group == "total" else f" ({code_word('group', group)})")
        yield _INDENT + message("summary-count", count=count, what=what, **measure)
    days = sorted((f.as_of, f.precision) for f in parsed_file.figures)
    yield message("summary-dates", first=_day(*days[0]), last=_day(*days[-1]))
    areas = sorted({f.area for f in parsed_file.figures})
    yield message("summary-areas", count=len(areas), areas=join_first(areas, _MAX_LISTED))
    if parsed_file.provinces.new_areas:
        names = (f"{area} ({row['full_name_vi']})" for area, row in parsed_file.provinces.new_areas.items())
        yield message("summary-new", areas=join_first(names, _MAX_LISTED))


def _skipped_rows(parsed_file: ParsedFile) -> Iterator[str]:
    for row in list(parsed_file.rows.total_rows)[:_MAX_LISTED]:
        yield message("summary-total", row=row + 1)
    for row, reason in parsed_file.rows.skipped_rows[:_MAX_LISTED]:
        yield message("summary-skipped", row=row + 1, reason=reason)
    more = len(parsed_file.rows.skipped_rows) - _MAX_LISTED
    if more > 0:
        yield message("summary-skipped-more", count=more)
    if parsed_file.rows.blank_figure_count:
        yield message("summary-blank", count=parsed_file.rows.blank_figure_count)
    for note in parsed_file.notes:
        yield message("summary-note", note=note)


def _preview(parsed_file: ParsedFile) -> Iterator[str]:
    for figure in parsed_file.figures[:_PREVIEW]:
        group = "" if figure.group == "total" else f", {code_word('group', figure.group)}"
        yield message(
            "summary-reads",
            place=parsed_file.cell_reference(figure),
            area=figure.area,
            what=code_word("scheme", figure.scheme) + group,
            kind=code_word("kind", figure.kind),
            day=_day(figure.as_of, figure.precision),
            value=format_decimal(format_plain(figure.value)),
            unit=code_word("unit", figure.unit),
            text=repr(figure.as_printed),
        )


def _day(as_of, precision: str) -> str:
    return format_day(as_of.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]])
