"""What was understood of a file, in words, for the analyst to compare with the file."""

from collections import Counter
from collections.abc import Iterator

from baophu.common.messages import format_day, format_decimal, join_and, join_first, message
from baophu.importer.cells import plain
from baophu.importer.layout import Column
from baophu.importer.merge import OF_TARGETS, Understood
from baophu.importer.run import Import
from baophu.importer.words import code_word, role_word

_LISTED = 12
_PREVIEW = 5


def summary(found: Import, written: bool) -> str:
    """The whole summary, several lines."""
    known = found.understood
    return "\n".join([*_layout(known), *_figures(known), *_left_out(known), *_preview(known), outcome(found, written)])


def outcome(found: Import, written: bool) -> str:
    """One line: what changed."""
    known = found.understood
    if not found.fresh:
        return message("outcome-nothing", count=len(known.figures), file=known.path.name)
    homes = {figure.province for figure in found.fresh}
    files = {"targets" if f.kind in OF_TARGETS else f"claims/{f.province}" for f in found.fresh}
    if len(homes) > 1:
        wrote = "outcome-wrote-provinces" if written else "outcome-would-write-provinces"
        words = message(wrote, count=len(found.fresh), provinces=len(homes), home="data/local/")
    else:
        wrote = "outcome-wrote" if written else "outcome-would-write"
        words = message(
            wrote, count=len(found.fresh), home=join_and(f"data/local/{name}.csv" for name in sorted(files))
        )
    return with_earlier(words, len(known.figures) - len(found.fresh), found.replaced)


def with_earlier(words: str, same: int, replaced: int) -> str:
    """An outcome, and what became of figures imported earlier."""
    words = message("outcome-same", words=words, count=same) if same else words
    return message("outcome-replaced", words=words, count=replaced) if replaced else words


def indented(text: str) -> str:
    """A line below the first one of its subject."""
    return f"{'':10}{text}"


def role_of(column: Column) -> str:
    """The role of a column, figures among them."""
    return "figures" if column.holds_figures else column.role


def column_line(name: object, title: str, role: str) -> str:
    """A column and what it was understood to be."""
    return indented(f"{name} {title}: {role_word(role)}")


def what(scheme: str, group: str) -> str:
    """A scheme, and its group where that is not everyone."""
    shown = code_word("scheme", scheme)
    return shown if group == "total" else f"{shown} ({code_word('group', group)})"


def _layout(found: Understood) -> Iterator[str]:
    table = found.table
    rows = message("summary-row", row=table.top + 1)
    if table.start > table.top + 1:
        rows = message("summary-rows", first=table.top + 1, last=table.start)
    yield message("summary-file", file=found.path.name, sheet=repr(table.sheet.name))
    yield message("summary-layout-wide" if table.is_wide else "summary-layout-long", rows=rows)
    for column in table.columns:
        title = column.title or message("summary-no-header")
        yield column_line(table.sheet.column_name(column.index), title, role_of(column))


def _figures(found: Understood) -> Iterator[str]:
    kinds = Counter((f.scheme, f.group, f.kind, f.unit) for f in found.figures)
    yield message("summary-figures", count=len(found.figures))
    for (scheme, group, kind, unit), count in sorted(kinds.items()):
        measure = {"kind": code_word("kind", kind), "unit": code_word("unit", unit)}
        yield indented(message("summary-count", count=count, what=what(scheme, group), **measure))
    days = sorted((f.as_of, f.precision) for f in found.figures)
    yield message("summary-dates", first=_day(*days[0]), last=_day(*days[-1]))
    areas = sorted({f.area for f in found.figures})
    yield message("summary-areas", count=len(areas), areas=join_first(areas, _LISTED))
    if found.provinces.added:
        names = (f"{area} ({row['full_name_vi']})" for area, row in found.provinces.added.items())
        yield message("summary-new", areas=join_first(names, _LISTED))


def _left_out(found: Understood) -> Iterator[str]:
    for row in found.rows.totals[:_LISTED]:
        yield message("summary-total", row=row + 1)
    for row, reason in found.rows.skipped[:_LISTED]:
        yield message("summary-skipped", row=row + 1, reason=reason)
    more = len(found.rows.skipped) - _LISTED
    if more > 0:
        yield message("summary-skipped-more", count=more)
    if found.rows.blank_figures:
        yield message("summary-blank", count=found.rows.blank_figures)
    for note in found.notes:
        yield message("summary-note", note=note)


def _preview(found: Understood) -> Iterator[str]:
    for figure in found.figures[:_PREVIEW]:
        group = "" if figure.group == "total" else f", {code_word('group', figure.group)}"
        yield message(
            "summary-reads",
            place=found.place(figure),
            area=figure.area,
            what=code_word("scheme", figure.scheme) + group,
            kind=code_word("kind", figure.kind),
            day=_day(figure.as_of, figure.precision),
            value=format_decimal(plain(figure.value)),
            unit=code_word("unit", figure.unit),
            text=repr(figure.as_printed),
        )


def _day(as_of, precision: str) -> str:
    return format_day(as_of.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]])
