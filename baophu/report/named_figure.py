"""A chart of the project as a figure of a page, with the words that belong to it."""

from importlib import import_module

import pandas as pd
from matplotlib.axes import Axes

from baophu.report.blocks import Block, Group
from baophu.report.figure import figure
from baophu.report.words import Words


class Figures:
    """Base of pages and places: ``facts``, ``words`` of a language, and figures with the words of the page."""

    facts: object
    words: Words

    def figure(self, axes: Axes, frame: pd.DataFrame, name: str, **changes) -> Block:
        """A chart of ``baophu.charts`` as a figure with its title, alternative text, caption and sentence.

        Parameters
        ----------
        axes : Axes
            What the chart returned; an analyst may have drawn more.
        frame : pandas.DataFrame
            The frame that was drawn.
        name : str
            The chart: ``"year_ends"``.
        **changes : object
            Words to use instead, and further settings of :func:`baophu.figure`.

        Returns
        -------
        Block
            The figure; nothing where there is too little to draw.
        """
        module = import_module(f"baophu.report.charts.{name}")
        found = getattr(module, f"{name}_words")(self.facts, self.words)
        if found is None:
            return Group(())
        anchor = name.replace("_", "-") + "-chart"
        return figure(axes, frame, anchor, **{**found._asdict(), "language": self.words.language, **changes})
