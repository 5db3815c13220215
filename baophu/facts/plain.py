"""Facts as plain types for JSON: data versions are hashes of them, and ``why`` and ``diff`` compare them.

Only the standard library is imported, so that the process that publishes a report does not load pandas.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime

DIGITS = 9
VERSION_DIGITS = 12  # hex digits of a version on a page


def plain(value):
    """A value in JSON types: days as text, floats rounded to ``DIGITS`` decimals, missing values as None."""
    if is_dataclass(value):
        return {column.name: plain(getattr(value, column.name)) for column in fields(value)}
    if isinstance(value, Mapping):
        return {"/".join(key) if isinstance(key, tuple) else str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if value is None or value != value:  # NaT and NaN are not equal to themselves
        return None
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    return value


def digest_of(facts) -> str:
    """SHA-256 of all fields of the facts of a place, in hex digits."""
    return hashlib.sha256(_text(plain(facts))).hexdigest()


def data_version(facts) -> str:
    """The first digits of ``digest_of``, as pages show them."""
    return digest_of(facts)[:VERSION_DIGITS]


def compress(facts) -> str:
    """The facts of a place as compressed text (base64)."""
    return base64.b64encode(zlib.compress(_text(plain(facts)))).decode("ascii")


def decompress(text: str) -> tuple[dict, str]:
    """Compressed facts as plain types, and their digest.

    Raises
    ------
    ValueError
        The text is no compressed facts.
    """
    try:
        content = zlib.decompress(base64.b64decode(text, validate=True))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return json.loads(content), hashlib.sha256(content).hexdigest()


def _text(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
