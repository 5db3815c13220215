"""What a page says of a chart: title, alternative text, caption, a sentence to copy."""

from typing import NamedTuple

import pandas as pd

FEWEST_ROWS = 3  # a chart of one or two numbers says less than a sentence


class ChartWords(NamedTuple):
    """The words of a chart; ``title`` is its finding, ``sentence`` is complete by itself, for readers to copy."""

    title: str
    alt: str
    caption: str = ""
    sentence: str = ""


def is_worth_drawing(frame: pd.DataFrame) -> bool:
    """Whether rows are enough for a chart; the words of a chart are None where they are not."""
    return len(frame) >= FEWEST_ROWS


def publishers_of(*frames: pd.DataFrame) -> str:
    """Who published the figures of rows, without repetition."""
    cells = (cell for frame in frames for cell in frame.publishers)
    return "; ".join(dict.fromkeys(name for cell in cells for name in cell.split("; ") if name))
