import io

import pikepdf
import pypdfium2
import pytest
import typst

from baophu.publish.packed_pdf import pack

SOURCE = """
#set document(title: "Bản thử")
#set text(lang: "vi")
= Mục <a>
#table(columns: 4, ..range(2000).map(n => link(<a>)[Ô #n]))
#figure(image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='5'/></svg>"), alt: "hình"))
"""


@pytest.fixture(scope="module")
def written():
    return typst.compile(SOURCE.encode(), pdf_standards=["ua-1"], timestamp=0)


@pytest.fixture(scope="module")
def packed(written):
    return pack(written)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def test_packed_file_is_less_than_half_as_large(written, packed):
    assert len(packed) < len(written) / 2


def test_every_object_is_as_it_was(written, packed):
    with opened(written) as before, opened(packed) as after:
        for number in range(1, len(before.objects) + 1):
            old, new = before.get_object(number, 0), after.get_object(number, 0)
            assert old.unparse() == new.unparse()
            if isinstance(old, pikepdf.Stream):
                assert old.read_raw_bytes() == new.read_raw_bytes()
        for name in ("/Root", "/Info", "/ID"):
            assert before.trailer[name].unparse() == after.trailer[name].unparse()


def test_packed_file_has_no_fault(packed):
    with opened(packed) as document:
        assert not document.check_pdf_syntax()
    # Every object where it is said to be: a reader that had to mend the file would not say so.
    assert packed.startswith(b"%PDF-1.7") and packed.endswith(b"%%EOF\n")
    at = int(packed.rsplit(b"startxref\n", 1)[1].split()[0])
    assert b"/Type/XRef" in packed[at : at + 60]


def test_packed_file_shows_the_same_text(written, packed):
    texts = [[page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)] for pdf in (written, packed)]
    assert texts[0] == texts[1] and "Ô 1999" in texts[0][-1]


def test_catalog_and_metadata_can_be_read_without_unpacking(packed):
    assert b"/StructTreeRoot" in packed and b"<x:xmpmeta" in packed


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n5\n%%EOF"])
def test_file_of_another_layout_is_refused(pdf):
    with pytest.raises(ValueError):
        pack(pdf)


def test_packed_file_is_not_packed_again(packed):
    with pytest.raises(ValueError):
        pack(packed)
