"""What the pages of the site are made from, and how those that are no notebooks are put in place."""

import json
from pathlib import Path

from baophu.publish import keys
from baophu.publish.places import PAGES as NOTEBOOKS  # noqa: F401 - looked for here


def page_key(name: str, language: str, files: list[Path], *more: str) -> str:
    """What a page of the site is made from: all of the data, the code that makes it, and these files."""
    return keys.page_key(name, language, files, *more)


def publish(record: Path, key: str, outputs: dict[Path, bytes]) -> None:
    """Put files in place, each whole, and last the record of what they were made from."""
    for file, data in outputs.items():
        put(file, data)
    described = keys.describe(key, {file.name: data for file, data in outputs.items()})
    put(record, (json.dumps(described, indent=1, sort_keys=True) + "\n").encode())


def put(file: Path, data: bytes) -> None:
    """Write a file under a hidden name and then give it its own: nobody sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    hidden = file.parent / f".{file.name}.new"
    try:
        hidden.write_bytes(data)
        hidden.replace(file)
    finally:
        hidden.unlink(missing_ok=True)
