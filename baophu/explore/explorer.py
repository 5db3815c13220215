"""What the notebook calls: one object over one choice, each part a method that shows itself and follows the choice."""

from functools import cached_property

import pandas as pd

from baophu.explore import parts
from baophu.explore.frontend import bundle, is_somebody_there
from baophu.explore.state import Choice
from baophu.explore.views import Views, shown, table_title
from baophu.report.blocks import REPORT, Block, Paragraph, TableBlock
from baophu.report.words import Words


class Explorer:
    """A choice and its parts. Shown by itself it is the panel: choosers, chart, and the source of what is pointed at.

    Where nobody can use a widget (papermill, nbconvert) every part is a chart or a table of the choice as given.
    """

    def __init__(self, views: Views, choice: Choice):
        self.views = views
        self.choice = choice

    @cached_property
    def _live(self):
        """The widgets, where there is somebody to use them."""
        if not is_somebody_there():
            return None
        from baophu.explore.panel import Panel

        return Panel(self.views, self.choice)

    @property
    def _now(self) -> Choice:
        return self._live.choice if self._live else self.choice

    @property
    def words(self) -> Words:
        """Words of the chosen province."""
        return self.views.words(self._now.province)

    def changes(self) -> "Part":
        """Changes of the province and scheme in the years chosen, each with its verdict."""
        return Part(self._live and self._live.changes, self.views.changes(self._now))

    def audit(self) -> "Part":
        """The printed figures recomputed from one another."""
        return Part(self._live and self._live.audit, self.views.audit(self._now))

    def comparison(self) -> "Part":
        """Up to six provinces in one chart."""
        return Part(self._live and self._live.comparison, shown(self.views.comparison(self._now)))

    def table(self) -> "Part":
        """The printed figures, to sort and to filter."""
        return Part(self._live and self._live.table, self._table())

    def saving(self) -> "Part":
        """Buttons that save charts and data."""
        return Part(self._live and self._live.saving, Paragraph(self.words.say("explore-save-static"), style="note"))

    def sources(self) -> "Part":
        """Where every figure was printed."""
        return Part(self._live and self._live.sources, self.views.sources(self._now))

    def data(self) -> pd.DataFrame:
        """What the charts stand on, as a pandas table with the source of every figure; see :func:`table.data`."""
        return self.views.data(self._now)

    def _table(self) -> Block:
        frame = self.views.figures(self._now)
        # Titles and addresses stand among the sources.
        frame = frame.drop(columns=[self.words.say("explore-col-source"), self.words.say("explore-col-address")])
        rows = tuple(tuple(_cell(value, self.words) for value in row) for row in frame.itertuples(index=False))
        return TableBlock(table_title(self._now, self.words), tuple(frame.columns), rows, numeric=frozenset({4}))

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = bundle(self._live and self._live.main, shown(self.views.trajectory(self._now)))
        return {REPORT: self._metadata(), **data}, metadata

    def _metadata(self) -> dict:
        """What an export of the notebook is called."""
        about = parts.about(self._now, self.words)
        return {"title": about, "language": self.views.language, "data_version": self.words.facts.data_version}


class Part:
    """One part of the view: a widget that follows the choice, and what stands in its place elsewhere."""

    def __init__(self, widget, block: Block):
        self.widget = widget
        self.block = block

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(self.widget, self.block)

    def __repr__(self):
        return self.block.text()


def _cell(value, words: Words) -> str:
    if not isinstance(value, float):
        return value
    return words.f.count(value, is_signed=False) if value == round(value) else words.f.number(value, 2)
