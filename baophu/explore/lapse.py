"""Choosers for card records: two days, a payer group and a district, with the change and the stock that they select."""

import threading
from datetime import date
from functools import lru_cache

import ipywidgets
import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import Messages
from baophu.report.charts.stock import draw_stock
from baophu.report.charts.waterfall import draw_waterfall
from baophu.report.figure import figure
from baophu.report.record_words import TOTAL, RecordWords

_LOOK = {"layout": ipywidgets.Layout(width="22em"), "style": {"description_width": "7em"}}


def choose_lapse(records, page) -> ipywidgets.VBox:
    """Fields for the days, group and district, above the drawings that follow them.

    Parameters
    ----------
    records : Records
        What :func:`baophu.records` or :func:`baophu.office_records` gave.
    page : LapseRecordsPage
        What :func:`baophu.lapse_page` gave: the days to begin with, the language, the names of districts.

    Returns
    -------
    VBox
        Without a frontend it stays as it was made. Month ends are drawn as they are chosen; other days, which take some
        tenths of a second, are computed when the button is clicked, of synthetic records or with ``k=None``.
    """
    return _Chooser(records, page.words).box


class _Chooser:
    """The widgets. JupyterLab answers events in several threads, and matplotlib's settings are the whole process's."""

    def __init__(self, records, words: RecordWords):
        self._language, self._lock = words.language, threading.Lock()
        self._decompose = lru_cache(maxsize=32)(records.decomposition)
        self._stock = lru_cache(maxsize=1)(records.stock)
        say, (start, end) = words.say, (day.isoformat() for day in words.period)
        ends = pd.date_range(records.start, records.cut, freq="ME").date
        days = [(words.f.day(day), day.isoformat()) for day in ends]
        self.start = ipywidgets.Dropdown(options=days, value=start, description=say("records-chooser-start"), **_LOOK)
        self.end = ipywidgets.Dropdown(options=days, value=end, description=say("records-chooser-end"), **_LOOK)
        groups = [TOTAL, *(group for group in self._decompose(start, end)["group"] if group != TOTAL)]
        self.group = ipywidgets.Dropdown(
            options=[(words.label("group", group), group) for group in groups],
            description=say("records-chooser-group"), **_LOOK,
        )  # fmt: skip
        districts = [TOTAL, *(row["area"] for row in records.district_rows()[1:])]
        self.district = ipywidgets.Dropdown(
            options=[(words.district(slug), slug) for slug in districts],
            description=say("records-chooser-district"), **_LOOK,
        )  # fmt: skip
        self.change, self.stock = ipywidgets.HTML(), ipywidgets.HTML()
        for field in (self.start, self.end, self.group):
            field.observe(lambda _: self._show_change(self.start.value, self.end.value), "value")
        self.district.observe(lambda _: self._show_stock(), "value")
        has_any_days = records.k is None or records.is_synthetic
        any_days = self._any_days(say) if has_any_days else [ipywidgets.HTML(say("records-chooser-office"))]
        fields = ipywidgets.VBox([self.start, self.end, self.group, *any_days])
        self._show_change(start, end)
        self._show_stock()
        note = ipywidgets.HTML(f"<b>{say('records-synthetic-note')}</b>" if words.is_synthetic else "")
        self.box = ipywidgets.VBox([fields, note, self.change, self.district, self.stock])

    def _any_days(self, say: Messages) -> list[ipywidgets.Widget]:
        first, last = (
            ipywidgets.DatePicker(value=date.fromisoformat(field.value), description=field.description, **_LOOK)
            for field in (self.start, self.end)
        )
        button = ipywidgets.Button(description=say("records-chooser-any"), **{"layout": _LOOK["layout"]})

        def show(_):
            if first.value and last.value:  # a field may have been emptied
                self._show_change(first.value.isoformat(), last.value.isoformat())

        button.on_click(show)
        return [first, last, button]

    def _show_change(self, start: str, end: str) -> None:
        with self._lock:
            try:
                frame = self._decompose(start, end)
            except BaophuError as refusal:
                self.change.value = f"<p>{refusal}</p>"
                return
            group = self.group.value if (frame["group"] == self.group.value).any() else TOTAL
            axes = draw_waterfall(frame, group=group, language=self._language)
            self.change.value = _svg(axes, frame, "chosen-change", self._language)

    def _show_stock(self) -> None:
        with self._lock:
            axes = draw_stock(self._stock(), district=self.district.value, language=self._language)
            self.stock.value = _svg(axes, self._stock(), "chosen-stock", self._language)


def _svg(axes, frame: pd.DataFrame, name: str, language: str) -> str:
    return figure(axes, frame, name, language=language, links=False, for_phones=False).svg
