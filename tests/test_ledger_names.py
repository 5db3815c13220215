import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baophu.common.errors import UnknownProvince
from baophu.ledger.names import fold, provinces, resolve_province

ROWS = list(provinces().values())


def without_accents(text):
    flat = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Cần Thơ", "can-tho"),
        ("CAN THO", "can-tho"),
        ("can-tho", "can-tho"),
        ("can_tho", "can-tho"),
        ("  Cần Thơ ", "can-tho"),
        (92, "can-tho"),
        ("92", "can-tho"),
        ("01", "ha-noi"),
        (1, "ha-noi"),
        ("Hoà Bình", "hoa-binh"),
        ("Hòa Bình", "hoa-binh"),
        ("TP.HCM", "ho-chi-minh"),
        ("Thành phố Hồ Chí Minh", "ho-chi-minh"),
        ("Can Tho City", "can-tho"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Thừa Thiên Huế", "thua-thien-hue"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("Huế", "thua-thien-hue"),
        ("đak nong", "dak-nong"),
        ("Tỉnh Bình Thuận", "binh-thuan"),
        ("Binh Thuan Province", "binh-thuan"),
        ("Ðà Nẵng", "da-nang"),
    ],
)
def test_name_as_people_type_it(name, slug):
    assert resolve_province(name) == slug


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["area"])
def test_full_name_resolves_in_both_forms_of_unicode(row, form):
    assert resolve_province(unicodedata.normalize(form, row["full_name_vi"])) == row["area"]


@given(st.data())
def test_province_is_found_however_it_is_spelt(data):
    row = data.draw(st.sampled_from(ROWS))
    text = data.draw(st.sampled_from([row["name_vi"], row["name_en"], row["area"], row["full_name_vi"]]))
    text = data.draw(st.sampled_from([str, without_accents]))(text)
    text = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), text)
    text = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower(), letter])) for letter in text)
    for mark in " -":
        text = text.replace(mark, data.draw(st.sampled_from([" ", "-", "_", "  ", " – ", ""])))
    assert resolve_province(text) == row["area"]


def test_no_two_provinces_fold_to_one_key():
    assert len({fold(row["name_vi"]) for row in ROWS}) == len(ROWS) == 63


@settings(max_examples=40)
@given(st.text() | st.integers())
def test_any_other_text_is_refused(text):
    try:
        row = provinces()[resolve_province(text)]
    except UnknownProvince as refusal:
        assert repr(str(text).strip()) in str(refusal) or isinstance(text, int)
    else:
        # Only a code or a name can get here by chance.
        assert f"{text:0>2}".strip() == row["code"] or fold(str(text)) in fold(" ".join(row.values()))


def test_refusal_suggests_the_nearest_name():
    with pytest.raises(UnknownProvince, match=r"'can-to'.*Did you mean 'can-tho'\?.*make provinces"):
        resolve_province("can-to")


@pytest.mark.parametrize(
    "name",
    ["thanh-hoa-city", "TP. Thanh Hóa", "Thành phố Thanh Hóa", "Thanh Hoa City", "Thành phố Thái Nguyên"],
)
def test_city_in_a_province_is_not_the_province(name):
    with pytest.raises(UnknownProvince):
        resolve_province(name)


@pytest.mark.parametrize("name", ["viet-nam", "cả nước", "binh-thuan-la-gi", "9.2", "-92", -92, "1", 0, 100, "", None])
def test_what_names_no_province_is_refused(name):
    with pytest.raises(UnknownProvince):
        resolve_province(name)
