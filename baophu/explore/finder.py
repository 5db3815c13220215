"""Choosing a province by typing: a field, and a list that shrinks with every letter."""

from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.errors import UnknownProvince
from baophu.common.messages import Messages
from baophu.explore.search import province_names, search
from baophu.ledger.names import resolve_province


class Finder:
    """A field and a list under a label; ``picked`` gets the slug that is chosen, by a click or by typing it whole."""

    def __init__(self, language: str, picked: Callable[[str], None], label: str, chosen: str | None = None):
        say = Messages(language)
        self._names = province_names(language)
        self._picked = picked
        self._chosen = chosen
        self._is_filling = False
        look = {"layout": ipywidgets.Layout(width="auto")}
        self.text = ipywidgets.Text(placeholder=say("explore-find-hint"), tooltip=label, **look)
        self.list = ipywidgets.Select(rows=5, **look)
        self.none = ipywidgets.HTML()
        self._none = say("explore-found-none")
        self.box = ipywidgets.VBox([ipywidgets.HTML(f"<b>{escape(label)}</b>"), self.text, self.list, self.none])
        self._fill(list(self._names))
        self.text.observe(self._typed, "value")
        self.list.observe(self._clicked, "value")

    def _typed(self, change) -> None:
        found = search(change["new"])
        self._fill(found)
        whole = _whole(change["new"]) or (found[0] if len(found) == 1 else None)
        if whole and whole != self._chosen:
            self.list.value = whole

    def _fill(self, slugs: list[str]) -> None:
        # A list chooses its first entry whenever it is filled; that is nobody's choice.
        self._is_filling = True
        self.list.options = [(self._names[slug], slug) for slug in slugs]
        self.list.value = self._chosen if self._chosen in slugs else None
        self.none.value = "" if slugs else self._none
        self._is_filling = False

    def _clicked(self, change) -> None:
        if not self._is_filling and change["new"]:
            self._chosen = change["new"]
            self._picked(change["new"])

    def clear(self) -> None:
        """Begin anew: nothing typed, nothing chosen."""
        self._chosen = None
        self.text.value = ""
        self._fill(search(""))


def _whole(text: str) -> str | None:
    try:
        return resolve_province(text) if text.strip() else None
    except UnknownProvince:
        return None
