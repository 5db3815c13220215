"""The widgets of the view: they change the choice, and only the parts that depend on the change are rendered again."""

import asyncio
import threading
from collections.abc import Callable

from baophu.explore.chips import Chips
from baophu.explore.choosers import Choosers
from baophu.explore.claim_cards import ClaimCards
from baophu.explore.figure_table import FigureTable
from baophu.explore.layouts import two_columns
from baophu.explore.save_buttons import SaveButtons
from baophu.explore.state import Choice, changed_fields
from baophu.explore.views import Views

_DELAY_SECONDS = 0.05  # before the parts further down are rendered, so that the main chart comes first
# The fields of the choice that each part depends on.
_FIELDS_BY_PART = {
    "main": {"province", "scheme", "scale", "first_year", "last_year"},
    "changes": {"province", "scheme", "first_year", "last_year"},
    "audit": {"province", "scheme", "first_year", "last_year"},
    "comparison": {"compared_provinces", "scheme", "scale", "first_year", "last_year"},
    "table": {"province", "scheme", "first_year", "last_year"},
    "sources": {"province", "compared_provinces", "scheme", "scale", "first_year", "last_year"},
}
_IMMEDIATE_PARTS = ("main", "changes", "audit")


class Panel:
    """The widgets of one choice; each part may be shown in a separate cell.

    JupyterLab handles widget events in several threads: ``_lock`` serialises changes.
    """

    def __init__(self, views: Views, choice: Choice):
        self.choice = choice
        self._lock = threading.RLock()
        self._pending: set[str] = set()
        self.claim_cards = ClaimCards(views, self._get_choice, self._lock)
        self.choosers = Choosers(views, choice, self.update)
        self.chips = Chips(views, self._get_choice, self.update)
        self.figure_table = FigureTable(views, choice)
        self.save_buttons = SaveButtons(views, self._get_choice, self._lock)
        parts, cards = self.claim_cards.parts, self.claim_cards.cards
        self.main = two_columns([*self.choosers.widgets, cards["main"]], parts["main"])
        self.comparison = two_columns([*self.chips.widgets, cards["comparison"]], parts["comparison"])
        self.changes, self.audit, self.sources = (parts[name] for name in ("changes", "audit", "sources"))
        self.table = self.figure_table.box

    def update(self, **values) -> None:
        """Change fields of the choice and render the dependent parts, the first ones at once and the rest later."""
        with self._lock:
            before, self.choice = self.choice, self.choice.with_values(**values)
            changed_parts = {
                name for name, fields in _FIELDS_BY_PART.items() if fields & changed_fields(before, self.choice)
            }
            for name in _IMMEDIATE_PARTS:
                if name in changed_parts:
                    self._show(name)
            self._pending |= changed_parts - set(_IMMEDIATE_PARTS)
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
            while self._pending:
                self._show(self._pending.pop())

    def _show(self, name: str) -> None:
        if name == "table":
            self.figure_table.show(self.choice)
        else:
            self.claim_cards.show(name)
