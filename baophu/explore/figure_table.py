"""The printed figures of a choice as a table that can be sorted and filtered."""

from collections.abc import Callable
from html import escape

import ipywidgets
import pandas as pd
from itables.widget import ITable

from baophu.explore.search import strip_accents
from baophu.explore.state import Choice
from baophu.explore.views import Views, table_title

# Texts of the table: key of DataTables to suffix of our message id.
_WORDS = {
    "search": "search",
    "info": "info",
    "infoEmpty": "empty",
    "emptyTable": "empty",
    "infoFiltered": "filtered",
    "lengthMenu": "length",
    "zeroRecords": "nothing",
}


class FigureTable:
    """The table of a choice below its title."""

    def __init__(self, views: Views, choice: Choice):
        self._views = views
        self.table = ITable(**self._table_settings(choice))
        self.title = ipywidgets.HTML(self._title_html(choice))
        self.box = ipywidgets.VBox([self.title, self.table])

    def show(self, choice: Choice) -> None:
        """Show the figures of another choice."""
        self.title.value = self._title_html(choice)
        self.table.update(**self._table_settings(choice))

    def _title_html(self, choice: Choice) -> str:
        words = self._views.words(choice.province)
        hint = f'<span class="baophu-hint">{escape(words.say("explore-table-hint"))}</span>'
        return f"<b>{escape(table_title(choice, words))}</b><br/>{hint}"

    def _table_settings(self, choice: Choice) -> dict:
        """Data and settings of the table; every update passes all of them, because ITable drops the others."""
        say, frame = self._views.words(choice.province).say, self._views.figures(choice)
        return {
            "df": build_table_rows(frame, say),
            "allow_html": True,
            "showIndex": False,
            "language": {name: say(f"explore-table-{text}") for name, text in _WORDS.items()},
            "classes": "display compact",
            "style": "table-layout:auto;width:100%;margin:0",
            "pageLength": 10,
            # The last column is hidden: the row's text without accents, for the filter.
            "columnDefs": [{"targets": -1, "visible": False}, {"targets": 0, "className": "dt-nowrap"}],
        }


def build_table_rows(frame: pd.DataFrame, say: Callable[..., str]) -> pd.DataFrame:
    """Figures as HTML cells: titles link to their sources, and a last column holds each row without accents."""
    value, source, address = (say(f"explore-col-{name}") for name in ("value", "source", "address"))
    search_texts = [strip_accents(" ".join(map(str, row))) for row in frame.itertuples(index=False)]
    links = [_link(title, url) for title, url in zip(frame[source], frame[address], strict=True)]
    texts = frame.drop(columns=address).assign(**{value: [f"{number:.12g}" for number in frame[value]]})
    return texts.map(lambda cell: escape(cell, quote=False)).assign(**{source: links, "": search_texts})


def _link(title: str, url: str) -> str:
    if not url.startswith("http"):
        return escape(title)
    return f'<a class="baophu-link" href="{escape(url)}" target="_blank" rel="noopener">{escape(title)}</a>'
