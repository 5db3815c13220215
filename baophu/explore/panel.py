"""The widgets of the view: they change the choice, and only the parts that depend on the change are rendered again."""

import asyncio
import threading
from collections.abc import Callable
from html import escape
from pathlib import Path

import anywidget
import ipywidgets
import traitlets
from itables.widget import ITable

from baophu.common.messages import Messages
from baophu.explore.fields import Chips, Choosers, SaveButtons
from baophu.explore.state import Choice
from baophu.explore.table import build_table_rows
from baophu.explore.views import Views, table_title, visible_block
from baophu.report.blocks import Block, Chart

_HERE = Path(__file__).parent
_DELAY_SECONDS = 0.05  # before the parts further down are rendered, so that the main chart comes first
# The fields of the choice that each part depends on, in the order of the page.
_FIELDS_BY_PART = {
    "trajectory": {"province", "scheme", "scale", "first_year", "last_year"},
    "changes_chart": {"province", "scheme", "first_year", "last_year"},
    "changes": {"province", "scheme", "first_year", "last_year"},
    "audit": {"province", "scheme", "first_year", "last_year"},
    "comparison": {"compared_provinces", "scheme", "scale", "first_year", "last_year"},
    "figures": {"province", "scheme", "first_year", "last_year"},
    "sources": {"province", "compared_provinces", "scheme", "scale", "first_year", "last_year"},
}
_IMMEDIATE_PART = "trajectory"
# Parts with the card of a figure in the column beside them; the others show it below themselves.
_PARTS_WITH_CARDS = ("trajectory", "comparison")
# Texts of the table: key of DataTables to suffix of our message id.
_TABLE_TEXTS = {
    "search": "search",
    "info": "info",
    "infoEmpty": "empty",
    "emptyTable": "empty",
    "infoFiltered": "filtered",
    "lengthMenu": "length",
    "zeroRecords": "nothing",
}


class LinkedHtml(anywidget.AnyWidget):
    """HTML with links to sources, and a card below it.

    ``claim_id`` is the claim of the link that is hovered, clicked or focused; an observer of it sets ``card``.
    """

    _esm = _HERE / "claim_links.js"
    _css = _HERE / "explore.css"
    html = traitlets.Unicode().tag(sync=True)
    card = traitlets.Unicode().tag(sync=True)
    claim_id = traitlets.Unicode().tag(sync=True)


class Panel:
    """The widgets of one choice; ``widgets`` are the parts by name, each for a cell.

    JupyterLab handles widget events in several threads: ``_lock`` serialises changes.
    """

    def __init__(self, views: Views, choice: Choice):
        self.choice = choice
        self._views = views
        self._lock = threading.RLock()
        self._pending: set[str] = set()
        self.parts = {name: self._part(name) for name in _FIELDS_BY_PART if name != "figures"}
        self.cards = {name: _card() for name in _PARTS_WITH_CARDS}
        self.table_title = ipywidgets.HTML(self._table_title())
        self.table = ITable(**self._table_settings())
        self.choosers = Choosers(views, choice, self.update)
        self.chips = Chips(views, self._get_choice, self.update)
        self.save_buttons = SaveButtons(views, self._get_choice, self._lock)
        for name in self.parts:
            self._show(name)
        columns = {"trajectory": self.choosers.widgets, "comparison": self.chips.widgets}
        beside = {name: self._beside(name, widgets) for name, widgets in columns.items()}
        figures = ipywidgets.VBox([self.table_title, self.table])
        figures.add_class("baophu-part")
        self.widgets = {**self.parts, **beside, "figures": figures, "save_buttons": self.save_buttons.box}

    def update(self, **values) -> None:
        """Change fields of the choice and render the dependent parts, the main chart at once and the rest later."""
        with self._lock:
            changed = {name for name, value in values.items() if getattr(self.choice, name) != value}
            self.choice = self.choice.with_values(**values)
            self._pending |= {name for name, fields in _FIELDS_BY_PART.items() if fields & changed}
            if _IMMEDIATE_PART in self._pending:
                self._show(_IMMEDIATE_PART)
                self._pending.remove(_IMMEDIATE_PART)
            self.choosers.show_parameters(self.choice)
        self._schedule(self._show_pending)

    def _get_choice(self) -> Choice:
        return self.choice

    def _schedule(self, call: Callable[[], None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            call()
            return
        loop.call_later(_DELAY_SECONDS, call)

    def _show_pending(self) -> None:
        with self._lock:
            for name in _FIELDS_BY_PART:
                if name in self._pending:
                    self._show(name)
            self._pending.clear()

    def _show(self, name: str) -> None:
        """Render a part again and reset its card."""
        if name == "figures":
            self.table_title.value = self._table_title()
            self.table.update(**self._table_settings())
            return
        part = self.parts[name]
        with part.hold_sync():
            part.html = render_block(visible_block(getattr(self._views, name)(self.choice)))
            part.claim_id = part.card = ""
        if name in self.cards:
            hint = Messages(self._views.language)("explore-point")
            self.cards[name].value = f'<p class="muted">{escape(hint)}</p>'

    def _part(self, name: str) -> LinkedHtml:
        part = LinkedHtml(layout=ipywidgets.Layout(flex="1 1 480px", min_width="0"))
        part.observe(lambda change: self._show_card(name, change["new"]), "claim_id")
        return part

    def _show_card(self, name: str, claim_id: str) -> None:
        if not claim_id:
            return
        with self._lock:
            card_html = self._views.card(self.choice, claim_id)
        if name in self.cards:
            self.cards[name].value = card_html
        else:
            self.parts[name].card = card_html

    def _beside(self, name: str, fields: list[ipywidgets.Widget]) -> ipywidgets.Widget:
        """A part beside a narrow column of fields and its card, which wraps below it on a narrow screen."""
        column = ipywidgets.VBox(
            [*fields, self.cards[name]], layout=ipywidgets.Layout(flex="0 0 290px", margin="0 18px 0 0")
        )
        look = ipywidgets.Layout(display="flex", flex_flow="row wrap", align_items="flex-start")
        return ipywidgets.Box([column, self.parts[name]], layout=look)

    def _table_title(self) -> str:
        words = self._views.words(self.choice.province)
        hint = f'<span class="baophu-hint">{escape(words.say("explore-table-hint"))}</span>'
        return f"<b>{escape(table_title(self.choice, words))}</b><br/>{hint}"

    def _table_settings(self) -> dict:
        """Data and settings of the table; every update passes all of them, because ITable drops the others."""
        words = self._views.words(self.choice.province)
        rows = build_table_rows(self._views.figures(self.choice), words)
        return {
            "df": rows,
            "allow_html": True,
            "showIndex": False,
            "text_in_header_can_be_selected": False,  # a click on a head sorts
            "language": {key: words.say(f"explore-table-{suffix}") for key, suffix in _TABLE_TEXTS.items()},
            "classes": "display compact",
            "style": "table-layout:auto;width:100%;margin:0",
            "pageLength": 10,
            "columnDefs": [
                {"targets": -1, "visible": False},  # each row without accents, for the filter
                {"targets": 0, "className": "dt-nowrap"},
                {"targets": 4, "className": "dt-right dt-nowrap"},
            ],
        }


def _card() -> ipywidgets.HTML:
    """An empty card, to be filled with what a figure is and who printed it."""
    widget = ipywidgets.HTML(layout=ipywidgets.Layout(width="auto", height="auto", margin="8px 0"))
    widget.add_class("baophu-card")
    return widget


def render_block(block: Block) -> str:
    """A block as HTML; a chart with title and caption."""
    if not isinstance(block, Chart):
        return block.html()
    drawing = block.svg.replace("<svg", f'<svg role="group" aria-label="{escape(block.alt)}"', 1)
    return (
        f'<p class="baophu-title">{escape(block.title)}</p><div class="baophu-chart">{drawing}</div>'
        f'<p class="baophu-caption">{escape(block.caption)}</p>'
    )
