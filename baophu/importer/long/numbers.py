"""Columns of figures as text into numbers, many at a time; what is unusual goes the way of a single cell."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baophu.importer import numerals
from baophu.importer.words import Words

MISSING, WRONG = -1, -2


def numbers(texts: pa.StringArray, mark: str, words: Words) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of texts by the decimal mark of their column (blank where it needs none).

    Returns
    -------
    Floats, and for each 0 where it is a number, else MISSING or WRONG.
    """
    try:
        return pc.cast(texts, pa.int64()).to_numpy().astype(float), np.zeros(len(texts), dtype=np.int8)
    except pa.ArrowInvalid:
        values, states = np.zeros(len(texts)), np.full(len(texts), WRONG, dtype=np.int8)
    plain, cleaned = _plain(texts, mark)
    values[plain] = pc.cast(cleaned, pa.float64()).to_numpy()
    states[plain] = 0
    rest = np.flatnonzero(~plain)
    if len(rest):
        coded = texts.take(pa.array(rest)).dictionary_encode()
        read = [_one(text.strip(), mark, words) for text in coded.dictionary.to_pylist()]
        codes = coded.indices.to_numpy()
        values[rest] = np.array([value for value, _ in read])[codes]
        states[rest] = np.array([state for _, state in read], dtype=np.int8)[codes]
    return values, states


def _plain(texts: pa.StringArray, mark: str) -> tuple[np.ndarray, pa.Array]:
    """Which texts are digits with the column's marks alone, and those with a dot for decimals."""
    other = numerals.DOT if mark == numerals.COMMA else numerals.COMMA
    pattern = rf"^-?([0-9]+|[1-9][0-9]{{0,2}}([{other}][0-9]{{3}})+)([{mark}][0-9]+)?$" if mark else r"^-?[0-9]+$"
    found = pc.match_substring_regex(texts, pattern)
    cleaned = texts.filter(found)
    if mark:
        cleaned = pc.replace_substring(pc.replace_substring(cleaned, other, ""), mark, numerals.DOT)
    return found.to_numpy(zero_copy_only=False), cleaned


def _one(text: str, mark: str, words: Words) -> tuple[float, int]:
    if not text or words.is_missing(text):
        return 0.0, MISSING
    found = numerals.readings(text)
    if mark and mark in found:
        return float(found[mark]), 0
    if not mark and len(set(found.values())) == 1:
        return float(next(iter(found.values()))), 0
    return 0.0, WRONG
