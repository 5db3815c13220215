"""The Python that pages of docs/ show runs; what they show of seaborn is drawn."""

import re
from pathlib import Path

import pytest

pytest.importorskip("seaborn")
PAGES = sorted(Path(__file__).parents[1].glob("docs/*.md"))
ALL = [block for page in PAGES for block in re.findall(r"```python\n(.+?)```", page.read_text("utf-8"), re.DOTALL)]
BLOCKS = [block for block in ALL if "catplot" in block]
OWN = [block for block in ALL if "baophu.figure" in block]
FIRST = [block for block in ALL if block not in BLOCKS and block not in OWN]


@pytest.mark.parametrize("block", BLOCKS)
def test_tables_of_the_country_are_drawn_by_seaborn(block):
    from matplotlib import pyplot

    import baophu

    names = {"baophu": baophu}
    try:
        exec(block, names)  # noqa: S102 - our own page
        grid = next(value for value in names.values() if type(value).__name__ == "FacetGrid")
        drawn = next(value for value in names.values() if type(value).__name__ == "DataFrame")
        assert sum(len(dots.get_offsets()) for dots in grid.ax.collections) == len(drawn) > 0
        assert grid.ax.get_xlabel()
    finally:
        pyplot.close("all")


@pytest.mark.parametrize("block", OWN)
def test_a_chart_and_a_table_of_ones_own_lead_to_the_entries_beside_them(block):
    from matplotlib import pyplot

    import baophu

    names = {"baophu": baophu}
    try:
        exec(block, names)  # noqa: S102 - our own page
    finally:
        pyplot.close("all")
    of_kind = {type(value).__name__: value for value in names.values()}
    entries = set(re.findall(r'id="(src-[^"]+)"', of_kind["Group"].html()))
    for shown in (of_kind["Chart"].svg, of_kind["TableBlock"].html()):
        aims = set(re.findall(r'href="#(src-[^"]+)"', shown))
        assert len(aims) > 3 and aims <= entries


@pytest.mark.parametrize("block", FIRST)
def test_the_first_calls_give_a_card_a_table_a_chart_and_a_report(block, monkeypatch):
    from baophu.api import one_province

    built = []
    # Reports are built in other tests.
    monkeypatch.setattr(one_province, "build_document", lambda *arguments: built.append(arguments))
    names = {}
    exec(block, names)  # noqa: S102 - our own page
    assert built and [name for name, value in names.items() if isinstance(value, one_province.Province)]


def test_both_languages_show_it():
    assert len(BLOCKS) == len(OWN) == len(FIRST) == 2
