"""The object that the notebook calls: one choice, and a method for each part, which follows the choice."""

from functools import cached_property

import pandas as pd

from baophu.explore import parts
from baophu.explore.state import Choice
from baophu.explore.table import SORT_KEYS
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

    def changes_chart(self) -> "Part":
        """The report's chart of the rises and falls of the chosen province, scheme and years."""
        return self._part("changes_chart")

    def changes(self) -> "Part":
        """Changes of the chosen province, scheme and years, each with its verdict."""
        return self._part("changes")

    def audit(self) -> "Part":
        """The printed figures recomputed from one another."""
        return self._part("audit")

    def comparison(self) -> "Part":
        """Up to six provinces in one chart."""
        return self._part("comparison")

    def table(self) -> "Part":
        """The printed figures, to sort and to filter."""
        return Part(self._panel and self._panel.widgets["figures"], self._table())

    def save_buttons(self) -> "Part":
        """Buttons that save charts and data."""
        note = Paragraph(self.words.say("explore-save-static"), style="note")
        return Part(self._panel and self._panel.widgets["save_buttons"], note)

    def sources(self) -> "Part":
        """The source of every figure."""
        return self._part("sources")

    def data(self) -> pd.DataFrame:
        """The figures behind the charts, with their sources; columns as in :func:`table.build_export_table`."""
        return self.views.data(self._current_choice)

    def _part(self, name: str) -> "Part":
        block = visible_block(getattr(self.views, name)(self._current_choice))
        return Part(self._panel and self._panel.widgets[name], block)

    def _table(self) -> Block:
        frame = self.views.figures(self._current_choice)
        # Titles and addresses are given in the list of sources.
        addresses = [self.words.say(f"explore-col-{name}") for name in ("source", "address")]
        texts = frame.drop(columns=[*addresses, *SORT_KEYS])
        rows = tuple(texts.itertuples(index=False, name=None))
        return TableBlock(table_title(self._current_choice, self.words), tuple(texts.columns), rows, frozenset({4}))

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = self._part("trajectory")._repr_mimebundle_()
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
        data, metadata = _split_bundle(self.block._repr_mimebundle_())
        widget_data, _ = _split_bundle(self.widget._repr_mimebundle_()) if self.widget is not None else ({}, {})
        return {**widget_data, **data}, metadata

    def __repr__(self):
        return self.block.text()


def _split_bundle(display) -> tuple[dict, dict]:
    """Data and metadata of a MIME bundle, which may lack the latter."""
    return display if isinstance(display, tuple) else (display, {})


def has_frontend() -> bool:
    """Whether the cell runs in an interactive frontend.

    JupyterLab and similar frontends allow stdin with every cell; papermill and nbconvert do not, and widgets would
    leave a gap in the page that they make.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    request = kernel.get_parent("shell") if kernel else {}
    return bool(request.get("content", {}).get("allow_stdin", False))
