"""Choosing a province by typing: a field, and a list that shortens with every letter."""

from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.errors import UnknownProvince
from baophu.common.messages import Messages
from baophu.explore.search import province_names, search_provinces
from baophu.ledger.names import resolve_province


class Finder:
    """A labelled field and a list; ``on_select`` is called with the slug that is clicked or typed in full."""

    def __init__(self, language: str, on_select: Callable[[str], None], label: str, selected: str | None = None):
        say = Messages(language)
        self._names = province_names(language)
        self._on_select = on_select
        self._selected = selected
        self._is_filling = False
        look = {"layout": ipywidgets.Layout(width="auto")}
        self.text = ipywidgets.Text(placeholder=say("explore-find-hint"), tooltip=label, **look)
        self.list = ipywidgets.Select(rows=5, **look)
        self.no_match = ipywidgets.HTML()
        self._no_match_text = say("explore-found-none")
        self.box = ipywidgets.VBox([ipywidgets.HTML(f"<b>{escape(label)}</b>"), self.text, self.list, self.no_match])
        self._fill(list(self._names))
        self.text.observe(self._handle_text, "value")
        self.list.observe(self._handle_selection, "value")

    def _handle_text(self, change) -> None:
        matches = search_provinces(change["new"])
        self._fill(matches)
        match = _resolve(change["new"]) or (matches[0] if len(matches) == 1 else None)
        if match and match != self._selected:
            self.list.value = match

    def _fill(self, slugs: list[str]) -> None:
        # ipywidgets selects the first entry whenever options are set; that is not a choice of the user.
        self._is_filling = True
        self.list.options = [(self._names[slug], slug) for slug in slugs]
        self.list.value = self._selected if self._selected in slugs else None
        self.no_match.value = "" if slugs else self._no_match_text
        self._is_filling = False

    def _handle_selection(self, change) -> None:
        if not self._is_filling and change["new"]:
            self._selected = change["new"]
            self._on_select(change["new"])

    def clear(self) -> None:
        """Reset the text and the selection."""
        self._selected = None
        self.text.value = ""
        self._fill(search_provinces(""))


def _resolve(text: str) -> str | None:
    try:
        return resolve_province(text) if text.strip() else None
    except UnknownProvince:
        return None
