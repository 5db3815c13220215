"""What was understood of a long file, in words, for the analyst to compare with the file."""

from collections.abc import Iterator

from baophu.importer.long.run import LongImport
from baophu.importer.summary import column_line, indented, new_areas, role_of, what, with_earlier
from baophu.importer.words import code_word
from baophu.told import day, tell

_LISTED = 12


def summary(found: LongImport, written: bool) -> str:
    """The whole summary, several lines."""
    return "\n".join([*_layout(found), *_figures(found), *_left_out(found), outcome(found, written)])


def outcome(found: LongImport, written: bool) -> str:
    """One line: what changed."""
    if not found.fresh:
        return tell("outcome-nothing", count=found.same, file=found.path.name)
    changed = sum(province.fresh > 0 for province in found.provinces.values())
    home = f"data/local/series/province=*/{found.source['source_id']}.parquet"
    wrote = "outcome-wrote-long" if written else "outcome-would-write-long"
    words = tell(wrote, count=found.fresh, provinces=changed, home=home)
    return with_earlier(words, found.same, found.replaced)


def _layout(found: LongImport) -> Iterator[str]:
    table = found.columns.table
    yield tell("summary-file-long", file=found.path.name, rows=found.survey.rows, row=table.start)
    roles = {found.columns.province: "province", found.columns.area: "area"}
    roles |= {column.index: role_of(column) for column in table.columns}
    header = table.sheet.rows[table.start - 1]
    for column in sorted(index for index in roles if index is not None):
        yield column_line(column + 1, header[column].text, roles[column])


def _figures(found: LongImport) -> Iterator[str]:
    codes = found.codes
    yield tell("summary-figures", count=found.fresh + found.same)
    kinds = sorted({(one.scheme, one.group, one.kind, one.unit) for one in codes.meanings})
    for scheme, group, kind, unit in kinds[:_LISTED]:
        measure = {"kind": code_word("kind", kind), "unit": code_word("unit", unit)}
        yield indented(tell("summary-measure", what=what(scheme, group), **measure))
    if len(kinds) > _LISTED:
        yield indented(tell("summary-more", more=len(kinds) - _LISTED))
    days = sorted(period.as_of.isoformat() for period in codes.periods)
    yield tell("summary-dates", first=day(days[0]), last=day(days[-1]))
    areas = len({place.area for place in codes.places})
    yield tell("summary-areas-long", count=areas, provinces=len(found.provinces))
    if found.places.added:
        yield new_areas(found.places.added)


def _left_out(found: LongImport) -> Iterator[str]:
    for row, reason in found.meant.skipped[:_LISTED]:
        yield tell("summary-skipped-long", row=row + 1, reason=reason)
    if found.left_out:
        yield tell("summary-left-out", count=found.left_out)
    if found.missing:
        yield tell("summary-blank", count=found.missing)
    if found.repeated:
        yield tell("summary-note", note=tell("note-repeated", count=found.repeated))
    for note in found.notes:
        yield tell("summary-note", note=note)
