"""Facts as plain types for JSON, whole: what a data version is a hash of, what `why` and `diff` compare.

Standard library only: the process that publishes a report needs no tables.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime

DIGITS = 9
SHOWN_FIELDS = 12  # hex digits of a version on a page


def plain(value):
    """A value as JSON holds it: days as text, floats to nine decimals, what is missing as null."""
    if is_dataclass(value):
        return {column.name: plain(getattr(value, column.name)) for column in fields(value)}
    if isinstance(value, Mapping):
        return {"/".join(key) if isinstance(key, tuple) else str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if value is None or value != value:  # neither NaT nor NaN is the same as itself
        return None
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    return value


def digest_of(facts) -> str:
    """sha256 over every field of the facts of a place."""
    return hashlib.sha256(_text(plain(facts))).hexdigest()


def data_version(facts) -> str:
    """The same, as pages print it."""
    return digest_of(facts)[:SHOWN_FIELDS]


def compress(facts) -> str:
    """The facts of a place, compressed, as text."""
    return base64.b64encode(zlib.compress(_text(plain(facts)))).decode("ascii")


def decompress(text: str) -> tuple[dict, str]:
    """Packed facts as plain types, and their digest.

    Raises
    ------
    ValueError
        The text holds none.
    """
    try:
        content = zlib.decompress(base64.b64decode(text, validate=True))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return json.loads(content), hashlib.sha256(content).hexdigest()


def _text(said) -> bytes:
    return json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
