"""The record of a build: the content key of what went in, and the hash of each file that came out.

Standard library only: when nothing has changed, nothing else is loaded.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from baophu import content_key as keys
from baophu.content_key import NOTEBOOK, PARAMETERS, Key, page_key
from baophu.publish.profiles import STANDARD
from baophu.used_code import file_name

__all__ = [
    "NOTEBOOK",
    "Key",
    "altered",
    "content_key",
    "describe",
    "file_name",
    "is_current",
    "page_key",
    "read_record",
    "told_parts",
]
SHORT = 10  # hex digits of a part: enough to see that it differs


def content_key(province: str, language: str, profile: str = STANDARD) -> Key:
    """The key of a report, the same for every ``profile``: files and record of each format have names of their own."""
    return keys.content_key(province, language)


def is_current(record: Path, key: str, outputs: Iterable[Path]) -> bool:
    """Whether the outputs on disk are those of the key."""
    known = read_record(record)
    return known.get("key") == key and not altered(known, outputs)


def read_record(record: Path) -> dict:
    """The record of the last build; empty where there is none that can be read."""
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def altered(known: dict, outputs: Iterable[Path]) -> list[Path]:
    """Outputs that are not on disk as the record has them; also those that it knows nothing of."""
    hashes = known.get("outputs")
    hashes = hashes if isinstance(hashes, dict) else {}
    return [file for file in outputs if hashes.get(file.name) is None or hashes[file.name] != _hash_of(file)]


def describe(key: str, outputs: dict[str, bytes]) -> dict:
    """The record of a build: its key with the parts it was made from, and the hash of each output by file name."""
    parts = {"parts": told_parts(key)} if isinstance(key, Key) else {}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    return {"key": str(key), "outputs": hashes, **parts}


def told_parts(key: Key) -> dict[str, dict]:
    """The parts of a key as records hold them: every digest short, since the key itself is made from whole ones."""
    return {name: _told(part) if name != PARAMETERS else dict(part) for name, part in key.parts.items()}


def _told(part):
    return part[:SHORT] if isinstance(part, str) else {name: _told(inner) for name, inner in part.items()}


def _hash_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
