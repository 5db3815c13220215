"""Drawings in the page: dark on dark paper, and the same to look at."""

import re
from functools import cache
from html import unescape
from xml.etree import ElementTree

import pytest

from baophu.export.html.chart_theme import (
    CONTRAST_OF_TEXT,
    DARK,
    PAPER,
    WHITE,
    apply_theme,
    contrast_ratio,
    dark_colour,
    legible_colour,
)
from baophu.export.svg import inline_svg
from baophu.report.charts import style
from baophu.report.province_charts import province_chart
from baophu.report.words import Words

POINT = '<g id="pt-a"><title>61,2%</title><a href="#src-a"><use xlink:href="#m" x="{x}" y="5"/></a></g>'


def svg(inside):
    space = 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50"'
    return f'<svg {space}><defs><path id="m" d="M 0 1"/></defs>{inside}</svg>'


@pytest.fixture(scope="module")
def chart_of(facts_of):
    return cache(lambda province: province_chart("levels", facts_of(province), Words(facts_of(province), "vi")))


@pytest.fixture(params=["binh-thuan", "can-tho"])
def chart(request, chart_of):
    return chart_of(request.param)


def inlined(chart):
    return inline_svg(chart.svg, chart.alt)


def test_every_text_point_and_tooltip_of_a_real_chart_is_kept(chart):
    before, after = ElementTree.fromstring(chart.svg), ElementTree.fromstring(inlined(chart))
    words = ["".join(text.itertext()) for text in before.iter("{http://www.w3.org/2000/svg}text")]
    assert ["".join(text.itertext()) for text in after.iter("text")] == words
    tips = dict(re.findall(r'<g id="(pt-[^"]+)"><title>([^<]+)', unescape(chart.svg)))
    named = dict(re.findall(r'<g id="(pt-[^"]+)"><a [^>]+><title>([^<]+)', unescape(inlined(chart))))
    assert named == tips != {}


def test_every_reference_inside_a_real_chart_finds_its_shape(chart):
    (page,), _ = apply_theme([inlined(chart)])
    ids = re.findall(r'\bid="([^"]+)"', page)
    used = re.findall(r'<use [^>]*?href="#([^"]+)"|url\(#([^)]+)\)', page)
    assert len(ids) == len(set(ids)) and used
    assert {"".join(pair) for pair in used} <= set(ids)


def test_one_chart_twice_in_a_page_has_every_id_once_and_nothing_unused_but_points():
    twice = [inline_svg(svg('<g id="figure_1"><use xlink:href="#m" clip-path="url(#m)"/></g>'), "alt")] * 2
    page = "".join(apply_theme(twice)[0])
    assert re.findall(r'\bid="([^"]+)"', page) == ["s0", "s1"]
    assert [page.count(f'href="#s{n}" clip-path="url(#s{n})"') for n in (0, 1)] == [1, 1]


def test_a_browser_draws_the_small_chart_as_the_large_one(chart, browser):
    page = browser.new_page(viewport={"width": 900, "height": 600})
    frame = "<body style='margin:0'><style>svg{{width:860px;height:500px;display:block;{}}}.hit{{fill:none}}</style>{}"
    inherited = "stroke-linejoin:round;stroke-linecap:butt;font-family:'DejaVu Sans'"
    shots = []
    for drawn, said in ((chart.svg, ""), (inlined(chart), inherited)):
        page.set_content(frame.format(said, drawn))
        shots.append(page.evaluate(BOXES))
    page.close()
    assert len(shots[0]) == len(shots[1]) > 20
    assert all(abs(a - b) < 0.5 for one, other in zip(*shots, strict=True) for a, b in zip(one, other, strict=True))


# Where everything visible lies. What draws nothing has no place.
BOXES = """() => [...document.querySelectorAll('svg text, svg use')].map(e => {
  const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"""


def test_points_get_a_disc_for_fingers_that_takes_nothing_from_a_neighbour():
    alone = inline_svg(svg(POINT.format(x=10)), "alt")
    pair = inline_svg(svg(POINT.format(x=10) + POINT.format(x=18).replace("pt-a", "pt-b")), "alt")
    assert re.findall(r'class="hit" cx="10" cy="5" r="([\d.]+)"', alone) == ["12"]
    assert re.findall(r'class="hit"[^>]* r="([\d.]+)"', pair) == ["4", "4"]


def test_drawing_that_is_not_well_formed_is_shown_as_it_is():
    assert inline_svg("<svg viewBox='0 0 1 1'><text>&nbsp;</svg>", "a").endswith("<text>&nbsp;</svg>")


def test_styles_become_classes_with_a_colour_for_each_paper():
    (page,), css = apply_theme(
        ['<svg><path style="fill:#0072b2"/><text style="font-size:9px;fill:#0072b2">x</text></svg>']
    )
    assert page == '<svg><path class="k0"/><text class="k1">x</text></svg>'
    light, night = css.split("@media screen and (prefers-color-scheme:dark)")
    assert "--c0072b2:#0072b2" in light and f"--c0072b2:{DARK['#0072b2']}" in night
    assert ".k0{fill:var(--c0072b2)}" in css and ".k1{font-size:9px;fill:var(--t0072b2)}" in css


def test_styles_outside_of_drawings_stay():
    assert apply_theme(['<col style="width:10%" />']) == (['<col style="width:10%" />'], "")


def test_every_colour_of_the_palette_has_a_counterpart_chosen_for_dark_paper():
    palette = {value.lower() for value in vars(style).values() if re.fullmatch(r"#[0-9A-Fa-f]{6}", str(value))}
    assert len(palette) >= 7 and palette <= set(DARK)


@pytest.mark.parametrize("colour", [*DARK, "#123456", "#f0e442", "#cc79a7", "#808080", "#00ff00"])
def test_text_of_any_colour_can_be_read_on_both_papers(colour):
    if colour != WHITE:
        assert contrast_ratio(legible_colour(colour, WHITE), WHITE) >= CONTRAST_OF_TEXT
        assert contrast_ratio(legible_colour(dark_colour(colour), PAPER), PAPER) >= CONTRAST_OF_TEXT


def test_text_that_can_be_read_keeps_its_colour():
    assert legible_colour("#222222", WHITE) == "#222222"


@pytest.mark.parametrize("pair", [("#ffffff", "#000000"), ("#0072b2", "#d55e00"), ("#9cc9e8", "#0072b2")])
def test_colours_stay_apart_on_dark_paper(pair):
    assert dark_colour(pair[0]) != dark_colour(pair[1])


def test_style_sheet_and_charts_mean_the_same_papers():
    from baophu.export.html.exporter import template_text

    sheet = template_text("baophu_html/style.css")
    assert re.findall(r"--paper: (#\w{6})", sheet) == [WHITE, PAPER]
