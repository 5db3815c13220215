"""What docs/ shows of seaborn is drawn."""

import re
from pathlib import Path

import pytest

pytest.importorskip("seaborn")
PAGE = Path(__file__).parents[1] / "docs" / "api.md"
BLOCKS = [block for block in re.findall(r"```python\n(.+?)```", PAGE.read_text(), re.DOTALL) if "seaborn" in block]


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


def test_both_languages_show_it():
    assert len(BLOCKS) == 2
