"""The parts that answer: charts, changes, arithmetic and sources whose figures say on pointing who printed them."""

import threading
from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore.looks import card
from baophu.explore.state import Choice
from baophu.explore.views import Views, shown
from baophu.explore.widgets import Asked
from baophu.report.blocks import Block, Chart

# Parts whose answers stand beside them, where they are seen without scrolling; those of the others stand below.
_CHARTS = ("main", "comparison")


class Answering:
    """The parts by name, over the choice that ``now`` gives; ``cards`` are where the charts' answers stand."""

    def __init__(self, views: Views, now: Callable[[], Choice], alone: threading.RLock):
        self._views = views
        self._now = now
        self._alone = alone
        self._made = {
            "main": views.trajectory,
            "changes": views.changes,
            "audit": views.audit,
            "comparison": views.comparison,
            "sources": views.sources,
        }
        say = Messages(views.language)
        self._hint = f'<p class="muted">{escape(say("explore-point"))}</p>'
        self.parts = {name: self._part(name) for name in self._made}
        self.cards = {name: card() for name in _CHARTS}
        for name in self.parts:
            self.show(name)

    def show(self, name: str) -> None:
        """Make a part anew; what was last asked of it is forgotten."""
        part = self.parts[name]
        with part.hold_sync():
            part.html, part.asked, part.card = block_html(shown(self._made[name](self._now()))), "", ""
        if name in self.cards:
            self.cards[name].value = self._hint

    def _part(self, name: str) -> Asked:
        part = Asked(layout=ipywidgets.Layout(flex="1 1 480px", min_width="0"))
        part.observe(lambda change: self._answer(name, change["new"]), "asked")
        return part

    def _answer(self, name: str, claim_id: str) -> None:
        if not claim_id:
            return
        with self._alone:
            said = self._views.card(self._now(), claim_id)
        if name in self.cards:
            self.cards[name].value = said
        else:
            self.parts[name].card = said


def block_html(block: Block) -> str:
    """A block as HTML; a chart with its words around it."""
    if not isinstance(block, Chart):
        return block.html()
    drawing = block.svg.replace("<svg", f'<svg role="group" aria-label="{escape(block.alt)}"', 1)
    return (
        f'<p class="baophu-title">{escape(block.title)}</p><div class="baophu-chart">{drawing}</div>'
        f'<p class="baophu-caption">{escape(block.caption)}</p>'
    )
