"""What has changed since a report was built, in words: the record of the build against what would be built now."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from baophu import paths
from baophu.content_key import FILES, PARAMETERS, POOLED, ROWS, Key
from baophu.publish import records
from baophu.told import tell

# Messages.
UP_TO_DATE, NEVER_BUILT, NO_PARTS = "why-current", "why-never", "why-no-parts"
_MOST_ROWS = 12  # of one file; after these they are counted


def why(record: Path, key: Key, outputs: Iterable[Path]) -> list[str]:
    """What changed since a report was built, a line each.

    Parameters
    ----------
    record : of the last build, which need not exist.
    key : of the report as it would be built now.
    outputs : its files.
    """
    outputs = list(outputs)
    known = records.read(record)
    if not known:
        return [tell(NEVER_BUILT)]
    lines = [] if known.get("key") == key else _changes(known.get("parts"), records.told_parts(key))
    lines += [tell("why-output", file=_shown(file)) for file in records.altered(known, outputs)]
    return lines or [tell(UP_TO_DATE)]


def _changes(before, now: Mapping[str, Mapping]) -> list[str]:
    if not isinstance(before, dict):
        return [tell(NO_PARTS)]
    given = _differing(before.get(PARAMETERS, {}), now[PARAMETERS])
    files = _differing(before.get(FILES, {}), now[FILES])
    lines = [tell("why-parameter", name=name, how=tell(how)) for name, how in given]
    lines += _rows(before.get(ROWS, {}), now.get(ROWS, {}), "why-row", "why-rows")
    lines += _rows(before.get(POOLED, {}), now.get(POOLED, {}), "why-row-pooled", "why-rows-pooled")
    # A key is made from whole hashes: should the short ones of the record not tell, it says so.
    return lines + [_file_line(name, how) for name, how in files] or [tell(NO_PARTS)]


def _rows(before: Mapping[str, Mapping], now: Mapping[str, Mapping], one: str, more: str) -> Iterator[str]:
    for file in sorted({*before, *now}):
        found = list(_differing(before.get(file, {}), now.get(file, {})))
        for name, how in found[:_MOST_ROWS]:
            yield tell(one, file=file, name=name, how=tell(how))
        if len(found) > _MOST_ROWS:
            yield tell(more, file=file, count=len(found) - _MOST_ROWS)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names whose hash is not what it was, and the message of how they differ."""
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield name, "how-added" if name not in before else "how-removed" if name not in now else "how-changed"


def _file_line(name: str, how: str) -> str:
    if name.startswith(f"{paths.PACKAGE.name}/"):
        # A module that is still there may have been left, or taken up, by those that call it.
        here = (paths.PACKAGE.parent / name).is_file()
        how = {"how-added": "how-used", "how-removed": "how-unused"}.get(how, how) if here else how
        return tell("why-code", name=name, how=tell(how))
    return tell("why-file", name=name, how=tell(how))


def _shown(file: Path) -> str:
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)
