"""The provinces that are compared: a chip each, which takes it out, and a field that adds one."""

from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore.finder import Finder
from baophu.explore.looks import wide
from baophu.explore.search import province_names
from baophu.explore.state import MOST, Choice
from baophu.explore.views import Views


class Chips:
    """Chips and field over the choice that ``now`` gives; ``update`` gets the provinces that are then compared."""

    def __init__(self, views: Views, now: Callable[[], Choice], update: Callable[..., None]):
        self._now = now
        self._update = update
        self.say = Messages(views.language)
        self._names = province_names(views.language)
        self.adder = Finder(views.language, self._add, self.say("explore-compare-add"))
        self.chips = ipywidgets.VBox()
        self.widgets = [self.chips, self.adder.box]
        self._show()

    def _add(self, slug: str) -> None:
        self._update(compared=self._now().with_compared(slug).compared)
        self._show()
        self.adder.clear()

    def _remove(self, slug: str) -> None:
        self._update(compared=self._now().without_compared(slug).compared)
        self._show()

    def _show(self) -> None:
        compared = self._now().compared
        is_full = len(compared) >= MOST
        self.adder.text.disabled = self.adder.list.disabled = is_full
        full = [ipywidgets.HTML(escape(self.say("explore-compare-full")))] if is_full else []
        self.chips.children = (*(self._chip(slug, len(compared) == 1) for slug in compared), *full)

    def _chip(self, slug: str, is_last: bool) -> ipywidgets.Button:
        name = self._names[slug]
        remove = self.say("explore-compare-remove", province=name)
        chip = ipywidgets.Button(description=name, icon="times", tooltip=remove, layout=wide(), disabled=is_last)
        chip.on_click(lambda _: self._remove(slug))
        return chip
