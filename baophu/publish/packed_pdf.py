"""A PDF with its small objects packed: the same document in less than half the bytes.

Typst writes every tag of the structure tree as plain text, more of it than pages and fonts together. PDF has
object streams for that (ISO 32000-1, 7.5.7 and 7.5.8), and PDF/A-2 allows them.
"""

import re
import zlib

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s+(.*?)\s*endobj\s*$", re.DOTALL)
_ENTRY_BYTES = 20
_IN_ONE_STREAM = 200


def pack(pdf: bytes) -> bytes:
    """The document with everything but its streams and its catalog in object streams.

    Parameters
    ----------
    pdf : as Typst writes it: one cross-reference table, no object changed after it was written.

    Raises
    ------
    ValueError : it is laid out otherwise.
    """
    objects, trailer, head = _read(pdf)
    root = int(re.search(rb"/Root (\d+) 0 R", trailer)[1])
    plain = {n: body for n, body in objects.items() if n == root or body.endswith(b"endstream")}
    numbers = sorted(objects.keys() - plain.keys())
    places, parts, length = {}, [head], len(head)
    new = len(objects) + 1
    for start in range(0, len(numbers), _IN_ONE_STREAM):
        chunk = numbers[start : start + _IN_ONE_STREAM]
        places |= {number: (2, new, index) for index, number in enumerate(chunk)}
        plain[new] = _object_stream({number: objects[number] for number in chunk})
        new += 1
    for number, body in plain.items():
        places[number] = (1, length, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    places[new] = (1, length, 0)
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (new, _cross_references(places, trailer)))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % length])


def _read(pdf: bytes) -> tuple[dict[int, bytes], bytes, bytes]:
    """Objects by number, what the trailer says, and what stands before the first object."""
    start, trailer = _START.search(pdf), _TRAILER.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if not table or not trailer:
        raise ValueError("no cross-reference table at the end of the PDF")
    entries = [pdf[at : at + 10] for at in range(table.end(), table.end() + int(table[1]) * _ENTRY_BYTES, _ENTRY_BYTES)]
    offsets = sorted(int(entry) for entry in entries[1:])
    objects = {}
    for at, end in zip(offsets, [*offsets[1:], table.start()], strict=True):
        found = _OBJECT.match(pdf, at, end)
        if not found:
            raise ValueError(f"no object at byte {at} of the PDF")
        objects[int(found[1])] = found[2]
    trailer = re.sub(rb"/Size \d+", b"", trailer[1])
    return objects, trailer, pdf[: offsets[0]]


def _object_stream(objects: dict[int, bytes]) -> bytes:
    index, at = [], 0
    for number, body in objects.items():
        index.append(b"%d %d" % (number, at))
        at += len(body) + 1
    first = b" ".join(index) + b"\n"
    content = first + b"\n".join(objects.values())
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(first)), content)


def _cross_references(places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    size = max(places) + 1
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (places.get(number, (0, 0, 0)) for number in range(size))
    )
    return _stream(b"/Type/XRef/Size %d/W[1 4 2]" % size + trailer, rows)


def _stream(words: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (words, len(packed), packed)
