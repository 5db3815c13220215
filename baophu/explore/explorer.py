"""The object that the notebook calls: one choice, and a method for each part, which follows the choice."""

from functools import cached_property

import pandas as pd

from baophu.explore import parts
from baophu.explore.frontend import has_frontend, mime_bundle
from baophu.explore.state import Choice
from baophu.explore.views import Views, table_title, visible_block
from baophu.report.blocks import REPORT, Block, Paragraph, TableBlock
from baophu.report.words import Words


class Explorer:
    """A choice and its parts. A cell shows the object itself as the panel: choosers, chart, and card of a figure.

    Without a frontend (papermill, nbconvert) every part is a static chart or table of the choice as given.
    """

    def __init__(self, views: Views, choice: Choice):
        self.views = views
        self.choice = choice

    @cached_property
    def _panel(self):
        """The widgets; None without a frontend."""
        if not has_frontend():
            return None
        from baophu.explore.panel import Panel

        return Panel(self.views, self.choice)

    @property
    def _current_choice(self) -> Choice:
        return self._panel.choice if self._panel else self.choice

    @property
    def words(self) -> Words:
        """Texts of the chosen province."""
        return self.views.words(self._current_choice.province)

    def changes(self) -> "Part":
        """Changes of the chosen province, scheme and years, each with its verdict."""
        return Part(self._panel and self._panel.changes, self.views.changes(self._current_choice))

    def audit(self) -> "Part":
        """The printed figures recomputed from one another."""
        return Part(self._panel and self._panel.audit, self.views.audit(self._current_choice))

    def comparison(self) -> "Part":
        """Up to six provinces in one chart."""
        return Part(self._panel and self._panel.comparison, visible_block(self.views.comparison(self._current_choice)))

    def table(self) -> "Part":
        """The printed figures, to sort and to filter."""
        return Part(self._panel and self._panel.table, self._table())

    def save_buttons(self) -> "Part":
        """Buttons that save charts and data."""
        return Part(
            self._panel and self._panel.save_buttons.box, Paragraph(self.words.say("explore-save-static"), style="note")
        )

    def sources(self) -> "Part":
        """The source of every figure."""
        return Part(self._panel and self._panel.sources, self.views.sources(self._current_choice))

    def data(self) -> pd.DataFrame:
        """The figures behind the charts, with their sources; columns as in :func:`table.build_export_table`."""
        return self.views.data(self._current_choice)

    def _table(self) -> Block:
        frame = self.views.figures(self._current_choice)
        # Titles and addresses are given in the list of sources.
        frame = frame.drop(columns=[self.words.say("explore-col-source"), self.words.say("explore-col-address")])
        rows = tuple(tuple(_cell(value, self.words) for value in row) for row in frame.itertuples(index=False))
        return TableBlock(
            table_title(self._current_choice, self.words), tuple(frame.columns), rows, numeric=frozenset({4})
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = mime_bundle(
            self._panel and self._panel.main, visible_block(self.views.trajectory(self._current_choice))
        )
        return {REPORT: self._metadata(), **data}, metadata

    def _metadata(self) -> dict:
        """Title, language and data version for an export of the notebook."""
        about = parts.describe_choice(self._current_choice, self.words)
        return {"title": about, "language": self.views.language, "data_version": self.words.facts.data_version}


class Part:
    """One part of the view: a widget that follows the choice, and the block shown where there is no frontend."""

    def __init__(self, widget, block: Block):
        self.widget = widget
        self.block = block

    def _repr_mimebundle_(self, include=None, exclude=None):
        return mime_bundle(self.widget, self.block)

    def __repr__(self):
        return self.block.text()


def _cell(value, words: Words) -> str:
    if not isinstance(value, float):
        return value
    return words.f.count(value, is_signed=False) if value == round(value) else words.f.number(value, 2)
