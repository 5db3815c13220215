import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.common.errors import UnknownLanguage, UnknownProvince
from baophu.explore.search import province_names, search_provinces, strip_accents
from baophu.explore.state import (
    MAX_PROVINCES,
    Choice,
    UnknownChoice,
    choose,
    list_parameters,
)
from baophu.ledger.names import provinces, resolve_province

SLUGS = list(provinces())


@pytest.mark.parametrize("typed", ["can tho", "cần thơ", "CAN THO", "Cần Thơ", "92", "cantho", "tp can tho", "can tor"])
def test_typing_a_name_in_any_way_finds_the_province_first(typed):
    assert search_provinces(typed)[0] == "can-tho"


@pytest.mark.parametrize(("typed", "wanted"), [("đak", "dak-lak"), ("dak", "dak-nong"), ("ĐẮK", "dak-lak")])
def test_letters_with_a_stroke_are_found_without_it(typed, wanted):
    assert wanted in search_provinces(typed)


def test_a_word_from_the_middle_of_a_name_finds_it_after_names_that_begin_so():
    assert set(search_provinces("thuan")) == {"binh-thuan", "ninh-thuan"}
    assert search_provinces("binh")[0] in ("binh-dinh", "binh-duong", "binh-phuoc", "binh-thuan")


def test_nothing_typed_lists_every_province():
    assert set(search_provinces("  ")) == set(SLUGS)


def test_what_is_no_province_finds_nothing():
    assert search_provinces("xyzzy") == []


@given(st.sampled_from(SLUGS), st.integers(2, 30))
def test_every_beginning_of_a_name_finds_it(slug, length):
    name = provinces()[slug]["name_vi"]
    assert slug in search_provinces(name[:length])


@given(st.sampled_from(SLUGS))
def test_a_whole_name_means_what_the_ledger_takes_it_for(slug):
    name = provinces()[slug]["name_vi"]
    assert search_provinces(name)[0] == resolve_province(name)


def test_menu_lists_names_in_the_order_of_letters_without_accents():
    names = list(province_names("vi").values())
    assert len(names) == 63
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Gia Lai")


def test_choice_takes_names_in_any_spelling_and_puts_the_chosen_one_first():
    choice = choose("Cần Thơ", compare="thanh hoa, 92, Hà Nội")
    assert choice.province == "can-tho"
    assert choice.compared_provinces == ("can-tho", "thanh-hoa", "ha-noi")


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"province": "can-to"}, UnknownProvince, "can-tho"),
        ({"scheme": "bhyy"}, UnknownChoice, "'bhyt'"),
        ({"scale": "announce"}, UnknownChoice, "'announced'"),
        ({"years": (2009, 2023)}, UnknownChoice, "2010 to 2023"),
        ({"years": (2020, 2015)}, UnknownChoice, "2020 to 2015"),
        ({"compare": "01, 02, 04, 06, 08, 10"}, UnknownChoice, "at most 5"),
        ({"language": "fr"}, UnknownLanguage, "fr"),
    ],
)
def test_what_there_is_nothing_of_is_refused_with_the_cure(given, error, said):
    with pytest.raises(error, match=said):
        choose(**{"province": "can-tho", **given})


@given(st.lists(st.sampled_from(SLUGS), max_size=12))
def test_never_more_than_six_provinces_and_none_twice(added):
    choice = Choice("can-tho", compared_provinces=("can-tho",))
    for slug in added:
        choice = choice.with_compared(slug)
    assert len(choice.compared_provinces) <= MAX_PROVINCES
    assert len(set(choice.compared_provinces)) == len(choice.compared_provinces)


def test_taking_a_province_out_undoes_putting_it_in():
    choice = Choice("can-tho", compared_provinces=("can-tho",))
    assert choice.with_compared("ha-noi").without_compared("ha-noi") == choice


@given(st.sampled_from(SLUGS), st.lists(st.sampled_from(SLUGS), min_size=1, max_size=MAX_PROVINCES, unique=True))
def test_parameters_of_a_choice_open_the_same_view(province, compared):
    choice = Choice(province, scale="gso", first_year=2013, compared_provinces=tuple(compared))
    given = list_parameters(choice)
    years = (given.pop("first_year"), given.pop("last_year"))
    opened = choose(**given, years=years)
    others = [slug for slug in compared if slug != province][: MAX_PROVINCES - 1]
    assert opened == choice.with_values(compared_provinces=(province, *others))


@pytest.mark.parametrize(("text", "wanted"), [("Đông Hiệp", "dong hiep"), ("TỶ LỆ", "ty le"), ("90,4%", "90,4%")])
def test_a_filter_finds_text_without_accents(text, wanted):
    assert strip_accents(text) == wanted
