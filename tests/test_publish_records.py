"""The record beside the files of a build: what it says, what is current by it, and what a damaged one is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.publish import records

TOLD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.fixture
def place(tmp_path):
    """Where a record is kept, and the (synthetic) files that it tells of."""
    return tmp_path / ".keys" / "one.json", {tmp_path / "one.html": b"synthetic", tmp_path / "one.pdf": b"page"}


@given(record=st.dictionaries(st.text(), TOLD))
def test_a_record_is_read_as_it_was_written_whatever_its_order(record):
    written = records.to_bytes(record)
    assert records.from_bytes(written) == record
    assert records.to_bytes(dict(reversed(record.items()))) == written


@given(data=st.binary() | st.lists(st.integers()).map(str).map(str.encode))
def test_what_is_no_record_is_an_empty_one(data):
    assert records.from_bytes(b"!" + data) == records.from_bytes(b"[1, 2]") == {}


def test_files_are_current_only_by_their_own_key_and_unaltered(place):
    record, outputs = place
    records.put(record, "a", outputs)
    assert records.is_current(record, "a", outputs) and not records.is_current(record, "b", outputs)
    assert not records.is_current(record, "a", [*outputs, record])  # which it knows nothing of
    for file, data in outputs.items():
        file.write_bytes(data + b" ")
        assert not records.is_current(record, "a", outputs)
        assert records.altered(records.read(record), outputs) == [file]
        file.write_bytes(data)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": "a"}', b'{"key": "a", "outputs": 3}', b"\xff"])
def test_a_damaged_record_makes_nothing_current(place, damage):
    record, outputs = place
    records.put(record, "a", outputs)
    record.write_bytes(damage)
    assert not records.is_current(record, "a", outputs)


def test_a_build_that_cannot_be_written_leaves_files_and_record_as_they_were(place):
    record, outputs = place
    records.put(record, "a", outputs)
    first, second = outputs
    with pytest.raises(TypeError):
        records.put(record, "b", {first: b"new", second: object()})
    assert records.is_current(record, "a", outputs)
    assert sorted(file.name for file in first.parent.iterdir()) == [".keys", "one.html", "one.pdf"]
