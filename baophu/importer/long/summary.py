"""What was understood of a long file, in words, for the analyst to compare with the file."""

from collections.abc import Iterator

from baophu.importer.long.run import LongImport

_LISTED = 12


def summary(found: LongImport, written: bool) -> str:
    """The whole summary, several lines."""
    return "\n".join([*_layout(found), *_figures(found), *_left_out(found), outcome(found, written)])


def outcome(found: LongImport, written: bool) -> str:
    """One line: what changed."""
    if not found.fresh:
        return f"nothing new: all {found.same} figures of {found.path.name} were imported before"
    changed = sum(province.fresh > 0 for province in found.provinces.values())
    home = f"data/local/series/province=*/{found.source['source_id']}.parquet"
    words = f"{'wrote' if written else 'would write'} {found.fresh} figures of {changed} provinces to {home}"
    words += f"; {found.same} were there already" if found.same else ""
    return words + (f"; {found.replaced} earlier ones replaced" if found.replaced else "")


def _layout(found: LongImport) -> Iterator[str]:
    table = found.columns.table
    yield f"file      {found.path.name}, {found.survey.rows} rows below row {table.start}"
    roles = {found.columns.province: "province", found.columns.area: "area"}
    roles |= {column.index: "figures" if column.holds_figures else column.role for column in table.columns}
    header = table.sheet.rows[table.start - 1]
    for column in sorted(index for index in roles if index is not None):
        yield f"          {column + 1} {header[column].text}: {roles[column]}"


def _figures(found: LongImport) -> Iterator[str]:
    codes = found.codes
    yield f"figures   {found.fresh + found.same}"
    kinds = sorted({(one.scheme, one.group, one.kind, one.unit) for one in codes.meanings})
    for scheme, group, kind, unit in kinds[:_LISTED]:
        yield f"          {scheme}{'' if group == 'total' else f' ({group})'}: {kind} in {unit}"
    if len(kinds) > _LISTED:
        yield f"          and {len(kinds) - _LISTED} more"
    days = sorted(period.as_of for period in codes.periods)
    yield f"dates     {days[0]} to {days[-1]}"
    yield f"areas     {len({place.area for place in codes.places})} in {len(found.provinces)} provinces"
    if found.places.added:
        shown = [f"{area} ({row['full_name_vi']})" for area, row in list(found.places.added.items())[:_LISTED]]
        more = len(found.places.added) - len(shown)
        yield f"new       local areas: {', '.join(shown)}{f' and {more} more' if more > 0 else ''}"


def _left_out(found: LongImport) -> Iterator[str]:
    for row, reason in found.meant.skipped[:_LISTED]:
        yield f"skipped   rows like row {row + 1}: {reason}"
    if found.left_out:
        yield f"skipped   {found.left_out} figures of rows that are left out"
    if found.missing:
        yield f"blank     {found.missing} cells without a figure"
    if found.repeated:
        yield f"note      {found.repeated} figures stand twice with the same value and are taken once"
    for note in found.notes:
        yield f"note      {note}"
