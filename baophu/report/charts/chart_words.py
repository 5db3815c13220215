"""What a page says of a chart: title, alternative text, caption, a sentence to copy."""

from typing import NamedTuple


class ChartWords(NamedTuple):
    """The words of a chart; ``title`` is its finding, ``sentence`` is complete by itself, for readers to copy."""

    title: str
    alt: str
    caption: str = ""
    sentence: str = ""
