import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from baophu.report.typst_text import escape_typst, quote_typst

# Content as plain text again; anything but text and spaces in it means that markup was read as syntax.
PLAIN = """
#let plain(it) = {
  if it == [ ] { " " }
  else if it.func() in (text, [\\:].func()) { it.text }
  else if it.has("children") { it.children.map(plain).join() }
  else { panic(repr(it)) }
}
"""
FEW = settings(deadline=None, max_examples=25)  # Typst begins anew with each; its texts are many
SPECIAL = "\\#$*_`<>@[](){}~'\"-=+/.:;,&%!? \u00a01aĐặ\n\t"


def read_back(*markups):
    lines = ", ".join(f"plain([{markup}])" for markup in markups)
    source = f"{PLAIN}#metadata(({lines},)) <t>"
    return json.loads(typst.query(source.encode(), "<t>", field="value", one=True))


def as_printed(text):
    """What HTML would make of it: runs of white space are one space."""
    import re

    return re.sub(r"[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+", " ", text)


SPECIALS = st.text(st.sampled_from(SPECIAL), min_size=1)
ANY = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), min_size=1)


@FEW
@given(st.lists(SPECIALS | ANY, min_size=1))
def test_any_text_comes_back(texts):
    # Letters around it, because Typst drops the spaces at the ends of a block.
    back = read_back(*("a" + escape_typst("b" + text) + "c" for text in texts))
    assert back == ["ab" + as_printed(text) + "c" for text in texts]


@FEW
@given(st.lists(SPECIALS, min_size=1))
def test_text_at_the_start_of_a_line_or_behind_a_call_opens_nothing(texts):
    starts = read_back(*(escape_typst(text) + "z" for text in texts))
    behind = read_back(*('#"";' + escape_typst(text) + "z" for text in texts))
    for text, start, other in zip(texts, starts, behind, strict=True):
        wanted = as_printed(text) + "z"
        assert start in (wanted, wanted.lstrip(" ")) and other == wanted


@FEW
@given(st.lists(SPECIALS, min_size=1))
def test_text_right_behind_brackets_is_not_part_of_the_call(texts):
    back = read_back(*('#text("x")' + escape_typst("(" + text) + "z" for text in texts))
    assert back == ["x(" + as_printed(text) + "z" for text in texts]


@FEW
@given(st.lists(SPECIALS, min_size=1))
def test_string_literals_come_back(texts):
    source = f"#metadata(({', '.join(map(quote_typst, texts))},)) <t>"
    assert json.loads(typst.query(source.encode(), "<t>", field="value", one=True)) == texts


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("1.052.062 người", "1\\.052.062 người"),
        ("90,4% vào 30/11/2023", "90,4% vào 30/11/2023"),
        ("Bình Thuận", "Bình Thuận"),
        ("−1,8 điểm %", "−1,8 điểm %"),
        ("a--b", r"a\-\-b"),
        ("https://example.org", r"https:\//example.org"),
    ],
)
def test_ordinary_text_stays_readable(text, markup):
    assert escape_typst(text) == markup


def test_control_characters_are_left_out():
    assert escape_typst("a\x00b\ud800c\x7f") == "abc"
