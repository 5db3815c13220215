"""The widgets of the view: they change the choice, and only what the change touches is made anew."""

import asyncio
import threading
from collections.abc import Callable

from baophu.explore.answering import Answering
from baophu.explore.chips import Chips
from baophu.explore.choosers import Choosers
from baophu.explore.figures import Figures
from baophu.explore.looks import beside
from baophu.explore.save_buttons import SaveButtons
from baophu.explore.state import Choice, changed
from baophu.explore.views import Views

_PAUSE = 0.05  # seconds after which the parts further down follow, so that the chart at hand comes first
# What each part shows, and so which changes touch it.
_SHOWN = {
    "main": {"province", "scheme", "scale", "first_year", "last_year"},
    "changes": {"province", "scheme", "first_year", "last_year"},
    "audit": {"province", "scheme", "first_year", "last_year"},
    "comparison": {"compared", "scheme", "scale", "first_year", "last_year"},
    "table": {"province", "scheme", "first_year", "last_year"},
    "sources": {"province", "compared", "scheme", "scale", "first_year", "last_year"},
}
_AT_ONCE = ("main", "changes", "audit")


class Panel:
    """Widgets over one choice; each of its parts may be shown in a cell of its own.

    JupyterLab hands what happens to widgets to threads of their own: ``_alone`` keeps one change from meeting another.
    """

    def __init__(self, views: Views, choice: Choice):
        self.choice = choice
        self._alone = threading.RLock()
        self._waiting: set[str] = set()
        self.answering = Answering(views, self._now, self._alone)
        self.choosers = Choosers(views, choice, self.update)
        self.chips = Chips(views, self._now, self.update)
        self.figures = Figures(views, choice)
        self.save_buttons = SaveButtons(views, self._now, self._alone)
        parts, cards = self.answering.parts, self.answering.cards
        self.main = beside([*self.choosers.widgets, cards["main"]], parts["main"])
        self.comparison = beside([*self.chips.widgets, cards["comparison"]], parts["comparison"])
        self.changes, self.audit, self.sources = (parts[name] for name in ("changes", "audit", "sources"))
        self.table, self.saving = self.figures.box, self.save_buttons.box

    def update(self, **values) -> None:
        """Take another choice and make anew what it touches: what is read first at once, the rest a moment later."""
        with self._alone:
            before, self.choice = self.choice, self.choice.with_(**values)
            touched = {name for name, fields in _SHOWN.items() if fields & changed(before, self.choice)}
            for name in _AT_ONCE:
                if name in touched:
                    self._show(name)
            self._waiting |= touched - set(_AT_ONCE)
        self._later(self._show_waiting)

    def _now(self) -> Choice:
        return self.choice

    def _later(self, call: Callable[[], None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            call()
            return
        loop.call_later(_PAUSE, call)

    def _show_waiting(self) -> None:
        with self._alone:
            while self._waiting:
                self._show(self._waiting.pop())

    def _show(self, name: str) -> None:
        if name == "table":
            self.figures.show(self.choice)
        else:
            self.answering.show(name)
