"""The printed figures of a choice as a table to sort and to filter."""

from collections.abc import Callable
from html import escape

import ipywidgets
import pandas as pd
from itables.widget import ITable

from baophu.explore.search import plain
from baophu.explore.state import Choice
from baophu.explore.views import Views, table_title

# Words of the table: DataTables' name for each, and ours.
_WORDS = {
    "search": "search",
    "info": "info",
    "infoEmpty": "empty",
    "emptyTable": "empty",
    "infoFiltered": "filtered",
    "lengthMenu": "length",
    "zeroRecords": "nothing",
}


class Figures:
    """The table of a choice, with its title above."""

    def __init__(self, views: Views, choice: Choice):
        self._views = views
        self.rows = ITable(**self._rows(choice))
        self.over = ipywidgets.HTML(self._over(choice))
        self.box = ipywidgets.VBox([self.over, self.rows])

    def show(self, choice: Choice) -> None:
        """Those of another choice."""
        self.over.value = self._over(choice)
        self.rows.update(**self._rows(choice))

    def _over(self, choice: Choice) -> str:
        words = self._views.words(choice.province)
        hint = f'<span class="baophu-hint">{escape(words.say("explore-table-hint"))}</span>'
        return f"<b>{escape(table_title(choice, words))}</b><br/>{hint}"

    def _rows(self, choice: Choice) -> dict:
        """The figures as the table takes them; a change repeats all settings, for it forgets them."""
        say, frame = self._views.words(choice.province).say, self._views.figures(choice)
        return {
            "df": table_rows(frame, say),
            "allow_html": True,
            "showIndex": False,
            "language": {name: say(f"explore-table-{text}") for name, text in _WORDS.items()},
            "classes": "display compact",
            "style": "table-layout:auto;width:100%;margin:0",
            "pageLength": 10,
            # The last column is the row without accents: unseen, it is what a filter finds.
            "columnDefs": [{"targets": -1, "visible": False}, {"targets": 0, "className": "dt-nowrap"}],
        }


def table_rows(frame: pd.DataFrame, say: Callable[..., str]) -> pd.DataFrame:
    """Figures as HTML cells: titles lead to their sources, and a last column holds each row without accents."""
    value, source, address = (say(f"explore-col-{name}") for name in ("value", "source", "address"))
    found = [plain(" ".join(map(str, row))) for row in frame.itertuples(index=False)]
    links = [_link(title, url) for title, url in zip(frame[source], frame[address], strict=True)]
    texts = frame.drop(columns=address).assign(**{value: [f"{number:.12g}" for number in frame[value]]})
    return texts.map(lambda cell: escape(cell, quote=False)).assign(**{source: links, "": found})


def _link(title: str, url: str) -> str:
    if not url.startswith("http"):
        return escape(title)
    return f'<a class="baophu-link" href="{escape(url)}" target="_blank" rel="noopener">{escape(title)}</a>'
