"""The compared provinces: one chip each, which removes it, and a field that adds one."""

from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore.finder import Finder
from baophu.explore.layouts import full_width
from baophu.explore.search import province_names
from baophu.explore.state import MAX_PROVINCES, Choice
from baophu.explore.views import Views


class Chips:
    """Chips and field; ``get_choice`` returns the current choice, ``update`` is called with the new provinces."""

    def __init__(self, views: Views, get_choice: Callable[[], Choice], update: Callable[..., None]):
        self._get_choice = get_choice
        self._update = update
        self.say = Messages(views.language)
        self._names = province_names(views.language)
        self.adder = Finder(views.language, self._add, self.say("explore-compare-add"))
        self.chips = ipywidgets.VBox()
        self.widgets = [self.chips, self.adder.box]
        self._show()

    def _add(self, slug: str) -> None:
        self._update(compared_provinces=self._get_choice().with_compared(slug).compared_provinces)
        self._show()
        self.adder.clear()

    def _remove(self, slug: str) -> None:
        self._update(compared_provinces=self._get_choice().without_compared(slug).compared_provinces)
        self._show()

    def _show(self) -> None:
        compared = self._get_choice().compared_provinces
        is_full = len(compared) >= MAX_PROVINCES
        self.adder.text.disabled = self.adder.list.disabled = is_full
        full = [ipywidgets.HTML(escape(self.say("explore-compare-full")))] if is_full else []
        self.chips.children = (*(self._chip(slug, len(compared) == 1) for slug in compared), *full)

    def _chip(self, slug: str, is_last: bool) -> ipywidgets.Button:
        name = self._names[slug]
        remove = self.say("explore-compare-remove", province=name)
        chip = ipywidgets.Button(description=name, icon="times", tooltip=remove, layout=full_width(), disabled=is_last)
        chip.on_click(lambda _: self._remove(slug))
        return chip
