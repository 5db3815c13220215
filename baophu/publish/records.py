"""The record beside the files of a build: the content key of what went in, and the hash of each file that came out.

Standard library only: when nothing has changed, nothing else is loaded.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from baophu.content_key import PARAMETERS, Key
from baophu.publish.files import put_all

_SHORT = 10  # hex digits of a part: enough to see that it differs


def put(record: Path, key: str, outputs: Mapping[Path, bytes]) -> None:
    """Put files in place, each whole, and last the record of what they were made from.

    Should another build put its files in between, the record does not fit them and the next call builds again.
    """
    described = describe(key, {file.name: data for file, data in outputs.items()})
    put_all({**outputs, record: to_bytes(described)})


def is_current(record: Path, key: str, outputs: Iterable[Path]) -> bool:
    """Whether the outputs on disk are those of the key."""
    known = read(record)
    return known.get("key") == key and not altered(known, outputs)


def altered(known: Mapping, outputs: Iterable[Path]) -> list[Path]:
    """Outputs that are not on disk as the record has them; also those that it knows nothing of."""
    hashes = known.get("outputs")
    hashes = hashes if isinstance(hashes, dict) else {}
    return [file for file in outputs if hashes.get(file.name) is None or hashes[file.name] != _hash_of(file)]


def describe(key: str, outputs: Mapping[str, bytes]) -> dict:
    """The record of a build: its key with the parts it was made from, and the hash of each output by file name."""
    parts = {"parts": told_parts(key)} if isinstance(key, Key) else {}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    return {"key": str(key), "outputs": hashes, **parts}


def told_parts(key: Key) -> dict[str, dict]:
    """The parts of a key as records hold them: every digest short, since the key itself is made from whole ones."""
    return {name: _told(part) if name != PARAMETERS else dict(part) for name, part in key.parts.items()}


def read(record: Path) -> dict:
    """The record in a file; empty where there is none that can be read."""
    try:
        return from_bytes(record.read_bytes())
    except OSError:
        return {}


def from_bytes(data: bytes) -> dict:
    """A record as it was kept; empty where that is none."""
    try:
        known = json.loads(data)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def to_bytes(record: Mapping) -> bytes:
    """A record as it is kept: the same bytes for the same record."""
    return (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()


def _told(part):
    return part[:_SHORT] if isinstance(part, str) else {name: _told(inner) for name, inner in part.items()}


def _hash_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
