"""Parts whose figures show a card with their source when pointed at: charts, changes, audit and sources."""

import threading
from collections.abc import Callable
from html import escape

import ipywidgets

from baophu.common.messages import Messages
from baophu.explore.layouts import claim_card
from baophu.explore.state import Choice
from baophu.explore.views import Views, visible_block
from baophu.explore.widgets import LinkedHtml
from baophu.report.blocks import Block, Chart

# Parts with the card in the column beside them, visible without scrolling; the other parts show it below themselves.
_PARTS_WITH_CARDS = ("main", "comparison")


class ClaimCards:
    """Widgets of the parts and of their cards.

    ``parts`` are the widgets by name, ``cards`` the separate card widgets of the charts. ``get_choice`` returns the
    current choice.
    """

    def __init__(self, views: Views, get_choice: Callable[[], Choice], lock: threading.RLock):
        self._views = views
        self._get_choice = get_choice
        self._lock = lock
        self._builders = {
            "main": views.trajectory,
            "changes": views.changes,
            "audit": views.audit,
            "comparison": views.comparison,
            "sources": views.sources,
        }
        say = Messages(views.language)
        self._hint = f'<p class="muted">{escape(say("explore-point"))}</p>'
        self.parts = {name: self._part(name) for name in self._builders}
        self.cards = {name: claim_card() for name in _PARTS_WITH_CARDS}
        for name in self.parts:
            self.show(name)

    def show(self, name: str) -> None:
        """Render a part again and reset its card."""
        part = self.parts[name]
        with part.hold_sync():
            part.html = render_block(visible_block(self._builders[name](self._get_choice())))
            part.claim_id = part.card = ""
        if name in self.cards:
            self.cards[name].value = self._hint

    def _part(self, name: str) -> LinkedHtml:
        part = LinkedHtml(layout=ipywidgets.Layout(flex="1 1 480px", min_width="0"))
        part.observe(lambda change: self._show_card(name, change["new"]), "claim_id")
        return part

    def _show_card(self, name: str, claim_id: str) -> None:
        if not claim_id:
            return
        with self._lock:
            card_html = self._views.card(self._get_choice(), claim_id)
        if name in self.cards:
            self.cards[name].value = card_html
        else:
            self.parts[name].card = card_html


def render_block(block: Block) -> str:
    """A block as HTML; a chart with title and caption."""
    if not isinstance(block, Chart):
        return block.html()
    drawing = block.svg.replace("<svg", f'<svg role="group" aria-label="{escape(block.alt)}"', 1)
    return (
        f'<p class="baophu-title">{escape(block.title)}</p><div class="baophu-chart">{drawing}</div>'
        f'<p class="baophu-caption">{escape(block.caption)}</p>'
    )
