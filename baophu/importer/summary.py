"""Summary of a parsed file in words, for the analyst to compare with the file."""

from collections import Counter
from collections.abc import Iterator

from baophu.common.messages import format_day, format_decimal, join_and, join_first, message
from baophu.importer.cells import format_plain
from baophu.importer.layout import Column
from baophu.importer.merge import TARGET_KINDS, ParsedFile
from baophu.importer.run import ImportResult
from baophu.importer.words import code_word, role_word

_MAX_LISTED = 12
_PREVIEW = 5


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
    parsed_file = result.parsed_file
    if not result.new_figures:
        return message("outcome-nothing", count=len(parsed_file.figures), file=parsed_file.path.name)
    provinces = {figure.province for figure in result.new_figures}
    files = {"targets" if f.kind in TARGET_KINDS else f"claims/{f.province}" for f in result.new_figures}
    if len(provinces) > 1:
        message_id = "outcome-wrote-provinces" if is_written else "outcome-would-write-provinces"
        words = message(message_id, count=len(result.new_figures), provinces=len(provinces), home="data/local/")
    else:
        message_id = "outcome-wrote" if is_written else "outcome-would-write"
        words = message(
            message_id, count=len(result.new_figures), home=join_and(f"data/local/{name}.csv" for name in sorted(files))
        )
    return add_earlier_counts(words, len(parsed_file.figures) - len(result.new_figures), result.replaced_count)


def add_earlier_counts(text: str, same_count: int, replaced_count: int) -> str:
    """An outcome line with the numbers of unchanged and replaced figures."""
    text = message("outcome-same", words=text, count=same_count) if same_count else text
    return message("outcome-replaced", words=text, count=replaced_count) if replaced_count else text


def indent(text: str) -> str:
    """An indented line, below the first one of its subject."""
    return f"{'':10}{text}"


def column_role(column: Column) -> str:
    """The role of a column; ``figures`` for a column of figures."""
    return "figures" if column.holds_figures else column.role


def column_line(name: object, title: str, role: str) -> str:
    """A column and its role, as a line."""
    return indent(f"{name} {title}: {role_word(role)}")


def join_scheme_group(scheme: str, group: str) -> str:
    """A scheme, with its group unless that is ``total``."""
    label = code_word("scheme", scheme)
    return label if group == "total" else f"{label} ({code_word('group', group)})"


def _layout(parsed_file: ParsedFile) -> Iterator[str]:
    table = parsed_file.table
    rows = message("summary-row", row=table.header_start + 1)
    if table.data_start > table.header_start + 1:
        rows = message("summary-rows", first=table.header_start + 1, last=table.data_start)
    yield message("summary-file", file=parsed_file.path.name, sheet=repr(table.sheet.name))
    yield message("summary-layout-wide" if table.is_wide else "summary-layout-long", rows=rows)
    for column in table.columns:
        title = column.title or message("summary-no-header")
        yield column_line(table.sheet.column_name(column.index), title, column_role(column))


def _figures(parsed_file: ParsedFile) -> Iterator[str]:
    kinds = Counter((f.scheme, f.group, f.kind, f.unit) for f in parsed_file.figures)
    yield message("summary-figures", count=len(parsed_file.figures))
    for (scheme, group, kind, unit), count in sorted(kinds.items()):
        measure = {"kind": code_word("kind", kind), "unit": code_word("unit", unit)}
        yield indent(message("summary-count", count=count, what=join_scheme_group(scheme, group), **measure))
    days = sorted((f.as_of, f.precision) for f in parsed_file.figures)
    yield message("summary-dates", first=_day(*days[0]), last=_day(*days[-1]))
    areas = sorted({f.area for f in parsed_file.figures})
    yield message("summary-areas", count=len(areas), areas=join_first(areas, _MAX_LISTED))
    if parsed_file.provinces.new_areas:
        names = (f"{area} ({row['full_name_vi']})" for area, row in parsed_file.provinces.new_areas.items())
        yield message("summary-new", areas=join_first(names, _MAX_LISTED))


def _skipped_rows(parsed_file: ParsedFile) -> Iterator[str]:
    for row in parsed_file.rows.total_rows[:_MAX_LISTED]:
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
