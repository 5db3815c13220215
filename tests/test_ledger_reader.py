"""Lists that begin at once read files that nobody has checked yet."""

from pathlib import Path

import pytest

from baophu.common.errors import InvalidLedger
from baophu.ledger.names import provinces, resolve_province
from baophu.ledger.tables import load_ledger


def broken_header(path):
    path.write_text(path.read_text("utf-8").replace("area", "place", 1), "utf-8")


def other_encoding(path):
    path.write_text(path.read_text("utf-8"), "utf-16")


def cut_off(path):
    path.write_text(path.read_text("utf-8") + "cut", "utf-8")


@pytest.mark.parametrize("spoil", [broken_header, other_encoding, cut_off, Path.unlink])
@pytest.mark.parametrize("list_them", [provinces, lambda data: resolve_province("1", data)])
def test_areas_that_cannot_be_read_are_told_with_file_and_cure(miniature, spoil, list_them):
    spoil(miniature.data / "areas.csv")
    with pytest.raises(InvalidLedger, match=r"data/areas\.csv.*: .+\. [A-Z]"):
        list_them(miniature.data)


def test_hidden_files_are_no_tables(miniature):
    before = load_ledger(miniature.data)
    (miniature.data / "claims/._synthetic.csv").write_bytes(b"\x00\x05\x16\xff")
    assert len(load_ledger(miniature.data).claims) == len(before.claims)
