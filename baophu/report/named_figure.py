"""A chart of the project as a figure of a page, with the words that belong to it."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

import pandas as pd
from matplotlib.axes import Axes

from baophu.report.blocks import Block, Group
from baophu.report.charts.chart_words import ChartWords
from baophu.report.figure import close_drawing, figure
from baophu.report.words import Words


class Figures:
    """Base of pages: ``facts``, ``words`` of a language, and figures with the words of the page."""

    facts: object
    words: Words

    def figure(self, axes: Axes, frame: pd.DataFrame | Sequence[pd.DataFrame], name: str, **changes) -> Block:
        """A chart of ``baophu.charts`` as a figure with its title, alternative text, caption and sentence.

        Parameters
        ----------
        axes : Axes
            What the chart returned; an analyst may have drawn more.
        frame : pandas.DataFrame or Sequence[pandas.DataFrame]
            What was drawn. Of a frame that was filtered the alternative text tells the marks that are there.
        name : str
            The chart: ``"levels"``.
        **changes : object
            Words to use instead, and further settings of :func:`baophu.figure`.

        Returns
        -------
        Block
            The figure; nothing where there is too little to draw.
        """
        texts = chart_words(name, self.facts, self.words)
        if texts is None:
            close_drawing(axes)
            return Group()
        frames = [frame] if isinstance(frame, pd.DataFrame) else frame
        if any(len(part) < part.attrs.get("rows", 0) for part in frames):
            texts = texts._replace(alt="")
        return named_figure(axes, frame, name, texts, self.words, **changes)


def chart_words(name: str, facts, words: Words) -> ChartWords | None:
    """What the page says of a chart, by the name of its function; None where the chart is not worth drawing."""
    return getattr(import_module(f"baophu.report.charts.{name}"), f"{name}_words")(facts, words)


def words_of_frames(name: str, frames: Sequence[pd.DataFrame], words) -> ChartWords | None:
    """What a page of card records says of a chart, made of the frames that it shows; None where they are too small."""
    return getattr(import_module(f"baophu.report.charts.{name}"), f"{name}_words")(frames, words)


def named_figure(
    axes: Axes, frame: pd.DataFrame | Sequence[pd.DataFrame], name: str, texts: ChartWords, words: Words, **changes
) -> Block:
    """A chart with the words of the page, anchored by its name: ``#year-ends-chart``."""
    anchor = name.replace("_", "-") + "-chart"
    block = figure(axes, frame, anchor, **{**texts._asdict(), "language": words.language, **changes})
    # Unlike an analyst's, its words name no other province.
    return replace(block, is_own=False) if hasattr(block, "is_own") else block
