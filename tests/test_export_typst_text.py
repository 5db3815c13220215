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
SPECIAL = "\\#$*_`<>@[](){}~'\"-=+/.:;,&%!? \u00a01aĐặ\n\t"


def read_back(*markups):
    lines = ", ".join(f"plain([{markup}])" for markup in markups)
    source = f"{PLAIN}#metadata(({lines},)) <t>"
    return json.loads(typst.query(source.encode(), "<t>", field="value", one=True))


def as_printed(text):
    """What HTML would make of it: runs of white space are one space."""
    import re

    return re.sub(r"[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+", " ", text)


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from(SPECIAL), min_size=1))
def test_special_characters_come_back(text):
    # Letters around it, because Typst drops the spaces at the ends of a block.
    assert read_back("a" + escape_typst("b" + text) + "c") == ["ab" + as_printed(text) + "c"]


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), min_size=1))
def test_any_text_comes_back(text):
    assert read_back("a" + escape_typst("b" + text) + "c") == ["ab" + as_printed(text) + "c"]


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from(SPECIAL), min_size=1))
def test_text_at_the_start_of_a_line_or_behind_a_call_opens_nothing(text):
    wanted = as_printed(text)
    at_start, behind = read_back(escape_typst(text) + "z", '#"";' + escape_typst(text) + "z")
    assert at_start == wanted.lstrip(" ") + "z" or at_start == wanted + "z"
    assert behind == wanted + "z"


@settings(deadline=None)
@given(st.text(st.sampled_from(SPECIAL)))
def test_text_right_behind_brackets_is_not_part_of_the_call(text):
    (back,) = read_back('#text("x")' + escape_typst("(" + text) + "z")
    assert back == "x(" + as_printed(text) + "z"


@settings(deadline=None)
@given(st.text(st.sampled_from(SPECIAL)))
def test_string_literals_come_back(text):
    source = f"#metadata({quote_typst(text)}) <t>"
    assert json.loads(typst.query(source.encode(), "<t>", field="value", one=True)) == text


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
