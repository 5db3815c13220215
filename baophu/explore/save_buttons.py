"""Buttons that hand a chart or the data to the browser as a file."""

import threading
from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore import saving
from baophu.explore.drawn import Drawn
from baophu.explore.looks import row
from baophu.explore.state import Choice
from baophu.explore.views import Views
from baophu.explore.widgets import Downloads


class SaveButtons:
    """Which chart, and a button for each kind of file, over the choice that ``now`` gives."""

    def __init__(self, views: Views, now: Callable[[], Choice], alone: threading.RLock):
        self._views = views
        self._now = now
        self._alone = alone
        self.say = say = Messages(views.language)
        self._downloads = Downloads()
        charts = [(say(f"explore-save-{name}"), name) for name in ("trajectory", "comparison")]
        self.which = ipywidgets.ToggleButtons(options=charts, style={"button_width": "auto"})
        self.said = ipywidgets.HTML(escape(say("explore-save-where")))
        self.buttons = {kind: self._button(kind) for kind in (*saving.PICTURES, *saving.TABLES)}
        pictures = row(say("explore-save-which"), self.which, *(self.buttons[kind] for kind in saving.PICTURES))
        tables = row(say("explore-save-data"), *(self.buttons[kind] for kind in saving.TABLES))
        self.box = ipywidgets.VBox([pictures, tables, self.said, self._downloads])

    def _button(self, kind: str) -> ipywidgets.Button:
        look = ipywidgets.Layout(width="90px")
        button = ipywidgets.Button(description=kind.upper(), icon="download", layout=look)
        button.on_click(lambda _: self._save(kind))
        return button

    def _save(self, kind: str) -> None:
        with self._alone:
            file = self.file(kind)
        if file is None:
            self.said.value = escape(self.say("explore-save-none"))
            return
        self._downloads.hand_over(file)
        self.said.value = escape(self.say("explore-saved", name=file.name))

    def file(self, kind: str) -> saving.File | None:
        """The chart that is marked, or the data, as a file; None where there is no chart."""
        choice = self._now()
        parts = ("baophu", choice.province, choice.scheme, str(choice.first_year), str(choice.last_year))
        stem = "-".join(parts).replace("_", "-")
        if kind in saving.TABLES:
            return saving.table(self._views.data(choice), stem, kind)
        is_one = self.which.value == "trajectory"
        found = self._views.trajectory(choice) if is_one else self._views.comparison(choice)
        own = stem if is_one else stem.replace(choice.province, "-".join(choice.compared))
        return saving.picture(found, own, kind) if isinstance(found, Drawn) else None
