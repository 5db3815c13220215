"""What has changed since a report was built, in words: the record of the build against what would be built now."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from baophu import paths
from baophu.content_key import FILES, PARAMETERS, POOLED, ROWS
from baophu.publish import keys
from baophu.publish.keys import Key

UP_TO_DATE = "up to date: nothing it used has changed"
NEVER_BUILT = "never built"
NO_PARTS = "built by another version of baophu, whose record does not say what the report used"
_MOST_ROWS = 12  # of one file; after these they are counted
_ALL_PROVINCES = " (enters what is worked out over all provinces)"


def why(record: Path, key: Key, outputs: Iterable[Path]) -> list[str]:
    """What changed since a report was built, a line each.

    Parameters
    ----------
    record : of the last build, which need not exist.
    key : of the report as it would be built now.
    outputs : its files.
    """
    outputs = list(outputs)
    known = keys.read_record(record)
    if not known:
        return [NEVER_BUILT]
    lines = [] if known.get("key") == key else _changes(known.get("parts"), keys.told_parts(key))
    lines += [f"output {_shown(file)} is missing or altered" for file in keys.altered(known, outputs)]
    return lines or [UP_TO_DATE]


def _changes(before, now: Mapping[str, Mapping]) -> list[str]:
    if not isinstance(before, dict):
        return [NO_PARTS]
    given = _differing(before.get(PARAMETERS, {}), now[PARAMETERS])
    files = _differing(before.get(FILES, {}), now[FILES])
    lines = [f"parameter {name} {how}" for name, how in given]
    lines += _rows(before.get(ROWS, {}), now.get(ROWS, {}), "")
    lines += _rows(before.get(POOLED, {}), now.get(POOLED, {}), _ALL_PROVINCES)
    # A key is made from whole hashes: should the short ones of the record not tell, it says so.
    return lines + [_file_line(name, how) for name, how in files] or [NO_PARTS]


def _rows(before: Mapping[str, Mapping], now: Mapping[str, Mapping], more: str) -> Iterator[str]:
    for file in sorted({*before, *now}):
        found = list(_differing(before.get(file, {}), now.get(file, {})))
        for name, how in found[:_MOST_ROWS]:
            yield f"{file}: row {name} {how}{more}"
        if len(found) > _MOST_ROWS:
            yield f"{file}: {len(found) - _MOST_ROWS} more rows changed, added or removed{more}"


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names whose hash is not what it was, and how they differ."""
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield name, "added" if name not in before else "removed" if name not in now else "changed"


def _file_line(name: str, how: str) -> str:
    if name.startswith(f"{paths.PACKAGE.name}/"):
        # A module that is still there may have been left, or taken up, by those that call it.
        here = how != "changed" and (paths.PACKAGE.parent / name).is_file()
        return f"code: {name} " + ({"added": "is used now", "removed": "is no longer used"}[how] if here else how)
    return f"{name} {how}"


def _shown(file: Path) -> str:
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)
