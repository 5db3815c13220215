"""Buttons that download a chart or the data as a file."""

import threading
from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore import files
from baophu.explore.layouts import labelled_row
from baophu.explore.plot import ExportableChart
from baophu.explore.state import Choice
from baophu.explore.views import Views
from baophu.explore.widgets import Downloads


class SaveButtons:
    """Selector of the chart and a button for each kind of file; ``get_choice`` returns the current choice."""

    def __init__(self, views: Views, get_choice: Callable[[], Choice], lock: threading.RLock):
        self._views = views
        self._get_choice = get_choice
        self._lock = lock
        self.say = say = Messages(views.language)
        self._downloads = Downloads()
        charts = [(say(f"explore-save-{name}"), name) for name in ("trajectory", "comparison")]
        self.chart_selector = ipywidgets.ToggleButtons(options=charts, style={"button_width": "auto"})
        self.status = ipywidgets.HTML(escape(say("explore-save-where")))
        self.buttons = {kind: self._button(kind) for kind in (*files.PICTURES, *files.TABLES)}
        pictures = labelled_row(
            say("explore-save-which"), self.chart_selector, *(self.buttons[kind] for kind in files.PICTURES)
        )
        tables = labelled_row(say("explore-save-data"), *(self.buttons[kind] for kind in files.TABLES))
        self.box = ipywidgets.VBox([pictures, tables, self.status, self._downloads])

    def _button(self, kind: str) -> ipywidgets.Button:
        look = ipywidgets.Layout(width="90px")
        button = ipywidgets.Button(description=kind.upper(), icon="download", layout=look)
        button.on_click(lambda _: self._save(kind))
        return button

    def _save(self, kind: str) -> None:
        with self._lock:
            file = self.file(kind)
        if file is None:
            self.status.value = escape(self.say("explore-save-none"))
            return
        self._downloads.download(file)
        self.status.value = escape(self.say("explore-saved", name=file.name))

    def file(self, kind: str) -> files.File | None:
        """The selected chart or the data as a file; None where there is no chart."""
        choice = self._get_choice()
        parts = ("baophu", choice.province, choice.scheme, str(choice.first_year), str(choice.last_year))
        stem = "-".join(parts).replace("_", "-")
        if kind in files.TABLES:
            return files.render_table(self._views.data(choice), stem, kind)
        is_trajectory = self.chart_selector.value == "trajectory"
        drawing = self._views.trajectory(choice) if is_trajectory else self._views.comparison(choice)
        picture_stem = stem if is_trajectory else stem.replace(choice.province, "-".join(choice.compared_provinces))
        return files.render_picture(drawing, picture_stem, kind) if isinstance(drawing, ExportableChart) else None
