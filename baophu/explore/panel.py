"""The widgets of the view: they change the choice, and only what the change touches is made anew."""

import asyncio
import threading
from collections.abc import Callable
from html import escape

import ipywidgets
import pandas as pd
from itables.widget import ITable

from baophu.explore import saving
from baophu.explore.drawn import Drawn
from baophu.explore.explorer import Views, shown, table_title
from baophu.explore.finder import Finder
from baophu.explore.search import plain, province_names
from baophu.explore.state import MOST, SCALES, SCHEMES, Choice, changed
from baophu.explore.widgets import Asked, Downloads
from baophu.facts import FIRST_YEAR, LAST_YEAR
from baophu.show.blocks import Block, Chart

_PAUSE = 0.05  # seconds after which the parts further down follow, so that the chart at hand comes first
# What each part shows, and so which changes touch it.
_SHOWN = {
    "main": {"province", "scheme", "scale", "first_year", "last_year"},
    "falls": {"province", "scheme", "first_year", "last_year"},
    "audit": {"province", "scheme", "first_year", "last_year"},
    "comparison": {"compared", "scheme", "scale", "first_year", "last_year"},
    "table": {"province", "scheme", "first_year", "last_year"},
    "sources": {"province", "compared", "scheme", "scale", "first_year", "last_year"},
}
# Words of the table: DataTables' name for each, and ours.
_TABLE = {
    "search": "search",
    "info": "info",
    "infoEmpty": "empty",
    "emptyTable": "empty",
    "infoFiltered": "filtered",
    "lengthMenu": "length",
    "zeroRecords": "nothing",
}
_AT_ONCE = ("main", "falls", "audit")


class Panel:
    """Widgets over one choice; each of its parts may be shown in a cell of its own.

    JupyterLab hands what happens to widgets to threads of their own: ``_alone`` keeps one change from meeting another.
    """

    def __init__(self, views: Views, choice: Choice):
        self.views = views
        self.choice = choice
        self._alone = threading.RLock()
        self._waiting: set[str] = set()
        self._asked = {name: self._ask(name) for name in ("main", "falls", "audit", "comparison", "sources")}
        self._cards = {name: _card() for name in ("main", "comparison")}
        self._downloads = Downloads()
        self.falls, self.audit, self.sources = (self._asked[name] for name in ("falls", "audit", "sources"))
        self.table = self._table()
        self.main = self._main()
        self.comparison = self._comparison()
        self.saving = self._saving()
        for name in self._asked:
            self._show(name)

    # ── The choice ───────────────────────────────────────────────────────────────────────────────────────────

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
            self._show_table()
            return
        part = self._asked[name]
        with part.hold_sync():
            part.html, part.asked, part.card = self._html(name), "", ""
        if name in self._cards:
            self._cards[name].value = self._hint

    def _html(self, name: str) -> str:
        made = {
            "main": self.views.trajectory,
            "falls": self.views.falls,
            "audit": self.views.audit,
            "comparison": self.views.comparison,
            "sources": self.views.sources,
        }[name](self.choice)
        return block_html(shown(made))

    @property
    def say(self) -> Callable[..., str]:
        """Messages of the language."""
        return self.views.words(self.choice.province).say

    @property
    def _hint(self) -> str:
        return f'<p class="muted">{escape(self.say("explore-point"))}</p>'

    def _ask(self, name: str) -> Asked:
        part = Asked(layout=ipywidgets.Layout(flex="1 1 480px", min_width="0"))
        part.observe(lambda change: self._tell(name, change["new"]), "asked")
        return part

    def _tell(self, name: str, claim_id: str) -> None:
        if not claim_id:
            return
        with self._alone:
            said = self.views.card(self.choice, claim_id)
        if name in self._cards:
            # Beside the chart, where it is seen without scrolling.
            self._cards[name].value = said
        else:
            self._asked[name].card = said

    # ── Choosers and chart ───────────────────────────────────────────────────────────────────────────────────

    def _main(self) -> ipywidgets.Widget:
        say, words, choice = self.say, self.views.words(self.choice.province), self.choice
        self.finder = Finder(
            self.views.language, lambda slug: self.update(province=slug), say("explore-find"), choice.province
        )
        self.scheme = _dropdown(say("explore-scheme"), [(words.scheme(s), s) for s in SCHEMES], choice.scheme)
        scales = [(say(f"explore-scale-{scale}"), scale) for scale in SCALES]
        self.scale = _dropdown(say("explore-scale"), scales, choice.scale)
        self.years = ipywidgets.IntRangeSlider(
            value=(choice.first_year, choice.last_year), min=FIRST_YEAR, max=LAST_YEAR, layout=_wide()
        )
        self.scheme.observe(lambda change: self.update(scheme=change["new"]), "value")
        self.scale.observe(lambda change: self.update(scale=change["new"]), "value")
        self.years.observe(self._take_years, "value")
        named = {"scheme": self.scheme, "scale": self.scale, "years": self.years}
        choosers = [part for name, widget in named.items() for part in _named(say(f"explore-{name}"), widget)]
        left = ipywidgets.VBox([self.finder.box, *choosers, self._cards["main"]], layout=_aside())
        return ipywidgets.Box([left, self._asked["main"]], layout=_row())

    def _take_years(self, change) -> None:
        first, last = change["new"]
        self.update(first_year=first, last_year=last)

    # ── Comparison ───────────────────────────────────────────────────────────────────────────────────────────

    def _comparison(self) -> ipywidgets.Widget:
        self.adder = Finder(self.views.language, self._add, self.say("explore-compare-add"))
        self.chips = ipywidgets.VBox()
        self._show_chips()
        left = ipywidgets.VBox([self.chips, self.adder.box, self._cards["comparison"]], layout=_aside())
        return ipywidgets.Box([left, self._asked["comparison"]], layout=_row())

    def _add(self, slug: str) -> None:
        self.update(compared=self.choice.with_compared(slug).compared)
        self._show_chips()
        self.adder.clear()

    def _remove(self, slug: str) -> None:
        self.update(compared=self.choice.without_compared(slug).compared)
        self._show_chips()

    def _show_chips(self) -> None:
        names = province_names(self.views.language)
        chips = []
        for slug in self.choice.compared:
            remove = self.say("explore-compare-remove", province=names[slug])
            chip = ipywidgets.Button(description=names[slug], icon="times", tooltip=remove, layout=_wide())
            chip.disabled = len(self.choice.compared) == 1
            chip.on_click(lambda _, slug=slug: self._remove(slug))
            chips.append(chip)
        is_full = len(self.choice.compared) >= MOST
        if hasattr(self, "adder"):
            self.adder.text.disabled = self.adder.list.disabled = is_full
        full = [ipywidgets.HTML(escape(self.say("explore-compare-full")))] if is_full else []
        self.chips.children = (*chips, *full)

    # ── Table ────────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self) -> ipywidgets.Widget:
        self.rows = ITable(**self._rows())
        self.over = ipywidgets.HTML(self._over())
        return ipywidgets.VBox([self.over, self.rows])

    def _show_table(self) -> None:
        self.over.value = self._over()
        self.rows.update(**self._rows())

    def _over(self) -> str:
        title = table_title(self.choice, self.views.words(self.choice.province))
        return f'<b>{escape(title)}</b><br/><span class="baophu-hint">{escape(self.say("explore-table-hint"))}</span>'

    def _rows(self) -> dict:
        """The figures of the choice as the table takes them; a change repeats all settings, for it forgets them."""
        say, frame = self.say, self.views.figures(self.choice)
        look = {"classes": "display compact", "style": "table-layout:auto;width:100%;margin:0", "pageLength": 10}
        # The last column is the row without accents: unseen, it is what a filter finds.
        hidden = {"columnDefs": [{"targets": -1, "visible": False}, {"targets": 0, "className": "dt-nowrap"}]}
        rows = {"df": table_rows(frame, say), "allow_html": True, "showIndex": False}
        return {
            **rows,
            "language": {name: say(f"explore-table-{text}") for name, text in _TABLE.items()},
            **look,
            **hidden,
        }

    # ── Saving ───────────────────────────────────────────────────────────────────────────────────────────────

    def _saving(self) -> ipywidgets.Widget:
        say = self.say
        charts = [(say(f"explore-save-{name}"), name) for name in ("trajectory", "comparison")]
        self.which = ipywidgets.ToggleButtons(options=charts, style={"button_width": "auto"})
        self.said = ipywidgets.HTML(escape(say("explore-save-where")))
        self.buttons = {kind: _button(kind) for kind in (*saving.PICTURES, *saving.TABLES)}
        for kind, button in self.buttons.items():
            button.on_click(lambda _, kind=kind: self._save(kind))
        pictures = [self.buttons[kind] for kind in saving.PICTURES]
        tables = [self.buttons[kind] for kind in saving.TABLES]
        first = ipywidgets.HBox([_label(say("explore-save-which")), self.which, *pictures], layout=_row())
        second = ipywidgets.HBox([_label(say("explore-save-data")), *tables], layout=_row())
        return ipywidgets.VBox([first, second, self.said, self._downloads])

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
        choice = self.choice
        parts = ("baophu", choice.province, choice.scheme, str(choice.first_year), str(choice.last_year))
        stem = "-".join(parts).replace("_", "-")
        if kind in saving.TABLES:
            return saving.table(self.views.data(choice), stem, kind)
        is_one = self.which.value == "trajectory"
        found = self.views.trajectory(choice) if is_one else self.views.comparison(choice)
        own = stem if is_one else stem.replace(choice.province, "-".join(choice.compared))
        return saving.picture(found, own, kind) if isinstance(found, Drawn) else None


def block_html(block: Block) -> str:
    """A block as HTML; a chart with its words around it."""
    if not isinstance(block, Chart):
        return block.html()
    drawing = block.svg.replace("<svg", f'<svg role="group" aria-label="{escape(block.alt)}"', 1)
    return (
        f'<p class="baophu-title">{escape(block.title)}</p><div class="baophu-chart">{drawing}</div>'
        f'<p class="baophu-caption">{escape(block.caption)}</p>'
    )


def table_rows(frame: pd.DataFrame, say: Callable[..., str]) -> pd.DataFrame:
    """Figures as HTML cells: titles lead to their sources, and a last column holds each row without accents."""
    value, source, address = (say(f"explore-col-{name}") for name in ("value", "source", "address"))
    found = [plain(" ".join(map(str, row))) for row in frame.itertuples(index=False)]
    links = [_link(title, url) for title, url in zip(frame[source], frame[address], strict=True)]
    texts = frame.drop(columns=address).assign(**{value: [f"{number:.12g}" for number in frame[value]]})
    return texts.map(lambda cell: escape(cell, quote=False)).assign(**{source: links, "": found})


def _dropdown(name: str, options: list, value: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, value=value, tooltip=name, layout=_wide())


def _named(name: str, widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    return [ipywidgets.HTML(f"<b>{escape(name)}</b>"), widget]


def _label(text: str) -> ipywidgets.HTML:
    return ipywidgets.HTML(f"<b>{escape(text)}</b>", layout=ipywidgets.Layout(width="90px"))


def _button(kind: str) -> ipywidgets.Button:
    return ipywidgets.Button(description=kind.upper(), icon="download", layout=ipywidgets.Layout(width="90px"))


def _card() -> ipywidgets.HTML:
    card = ipywidgets.HTML(layout=ipywidgets.Layout(width="auto", height="auto", margin="8px 0"))
    card.add_class("baophu-card")
    return card


def _aside() -> ipywidgets.Layout:
    return ipywidgets.Layout(flex="0 0 250px", margin="0 18px 0 0")


def _wide() -> ipywidgets.Layout:
    return ipywidgets.Layout(width="auto")


def _row() -> ipywidgets.Layout:
    return ipywidgets.Layout(display="flex", flex_flow="row wrap", align_items="flex-start")


def _link(title: str, url: str) -> str:
    if not url.startswith("http"):
        return escape(title)
    return f'<a class="baophu-link" href="{escape(url)}" target="_blank" rel="noopener">{escape(title)}</a>'
