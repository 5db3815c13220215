"""Fields that change the choice and buttons that save it; each has a visible label, which screen readers read too."""

import json
import threading
from collections.abc import Callable
from html import escape
from pathlib import Path

import anywidget
import ipywidgets

from baophu.common.errors import UnknownProvince
from baophu.common.messages import Messages
from baophu.explore import files
from baophu.explore.plot import ExportableChart
from baophu.explore.search import search_provinces
from baophu.explore.state import MAX_PROVINCES, SCALES, SHOWN_SCHEMES, Choice, list_parameters
from baophu.explore.views import Views
from baophu.facts.province import FIRST_YEAR, LAST_YEAR
from baophu.ledger.names import resolve_province


def _field(kind: type, label: str, **settings) -> ipywidgets.Widget:
    """A field below its label; ipywidgets ties the description to the input."""
    look = {"layout": ipywidgets.Layout(width="auto"), "style": {"description_width": "auto"}}
    widget = kind(description=label, **look, **settings)
    widget.add_class("baophu-field")
    return widget


class Finder:
    """A province by typing: a text, and a list that shortens with every letter.

    ``on_select`` is called with the slug that is clicked or typed in full. ``drawn`` is the province that the page
    shows; while the text means no other, a sentence says so.
    """

    def __init__(self, views: Views, on_select: Callable[[str], None], label: str, drawn: str | None = None):
        self._views = views
        self._say = Messages(views.language)
        self._on_select = on_select
        self._drawn = drawn
        self._is_filling = False
        self.text = _field(ipywidgets.Text, label, placeholder=self._say("explore-find-hint"))
        self.list = _field(ipywidgets.Select, self._say("explore-find-list"), rows=7)
        self.status = ipywidgets.HTML()
        self.widgets = [self.text, self.list, self.status]
        self._fill("")
        self.text.observe(lambda change: self._handle_text(change["new"]), "value")
        self.list.observe(lambda change: self._handle_selection(change["new"]), "value")

    def _handle_text(self, text: str) -> None:
        matches = self._fill(text)
        match = _resolve(text) or (matches[0] if len(matches) == 1 else None)
        if match and match != self._drawn:
            self.list.value = match
        self.status.value = "" if match or not text.strip() else self._describe_drawn(text, bool(matches))

    def _fill(self, text: str) -> list[str]:
        """Fill the list with what a text may mean; without a text, provinces that have figures come first."""
        slugs = search_provinces(text) if text.strip() else list(self._views.provinces)
        # ipywidgets selects the first entry whenever options are set; that is not a choice of the user.
        self._is_filling = True
        self.list.options = [(self._views.provinces[slug], slug) for slug in slugs]
        self.list.value = self._drawn if self._drawn in slugs else None
        self._is_filling = False
        return slugs

    def _describe_drawn(self, text: str, has_matches: bool) -> str:
        sentences = [self._say("explore-found-many" if has_matches else "explore-found-none", text=text.strip())]
        if self._drawn:
            sentences += [self._say("explore-found-drawn", province=self._views.words(self._drawn).province)]
        return f'<span class="baophu-status">{escape(" ".join(sentences))}</span>'

    def _handle_selection(self, slug: str | None) -> None:
        if self._is_filling or not slug:
            return
        self.status.value = ""
        if self._drawn is None:
            # A field that adds provinces is empty again for the next one.
            self.text.value = ""
            self._fill("")
        else:
            self._drawn = slug
        self._on_select(slug)


def _resolve(text: str) -> str | None:
    try:
        return resolve_province(text) if text.strip() else None
    except UnknownProvince:
        return None


class Choosers:
    """Province, scheme, scale and years, and what to write into the parameters cell to open with the same view.

    ``update`` is called with the changed fields of the choice.
    """

    def __init__(self, views: Views, choice: Choice, update: Callable[..., None]):
        self._views = views
        self._opening_choice = choice
        self._update = update
        words = views.words(choice.province)
        say = words.say
        schemes = [(words.scheme(scheme), scheme) for scheme in SHOWN_SCHEMES]
        scales = [(say(f"explore-scale-{scale}"), scale) for scale in SCALES]
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        dropdown = ipywidgets.Dropdown
        self.finder = Finder(views, lambda slug: update(province=slug), say("explore-find"), choice.province)
        self.scheme = _field(dropdown, say("explore-scheme"), options=schemes, value=choice.scheme)
        self.scale = _field(dropdown, say("explore-scale"), options=scales, value=choice.scale)
        self.first_year = _field(dropdown, say("explore-first-year"), options=years, value=choice.first_year)
        self.last_year = _field(dropdown, say("explore-last-year"), options=years, value=choice.last_year)
        self.parameters = ipywidgets.HTML()
        self.scheme.observe(lambda change: update(scheme=change["new"]), "value")
        self.scale.observe(lambda change: update(scale=change["new"]), "value")
        for field in (self.first_year, self.last_year):
            field.observe(self._update_years, "value")
        row = ipywidgets.HBox([self.first_year, self.last_year])
        self.widgets = [*self.finder.widgets, self.scheme, self.scale, row, self.parameters]

    def _update_years(self, _) -> None:
        first, last = sorted((self.first_year.value, self.last_year.value))
        self._update(first_year=first, last_year=last)

    def show_parameters(self, choice: Choice) -> None:
        """Say that the parameters cell still holds the view that the notebook opened with, once it differs."""
        if choice == self._opening_choice:
            self.parameters.value = ""
            return
        values = {**list_parameters(choice), "language": self._views.language}
        # JSON quotes text as the cell does.
        lines = "\n".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
        note = Messages(self._views.language)("explore-parameters")
        self.parameters.value = (
            f'<details class="baophu-hint"><summary>{escape(note)}</summary><pre>{lines}</pre></details>'
        )


class Chips:
    """The compared provinces: one chip each, which removes it, and a finder that adds one."""

    def __init__(self, views: Views, get_choice: Callable[[], Choice], update: Callable[..., None]):
        self._views = views
        self._get_choice = get_choice
        self._update = update
        self._say = Messages(views.language)
        self.adder = Finder(
            views, lambda slug: self._set(get_choice().with_compared(slug)), self._say("explore-compare-add")
        )
        self.chips = ipywidgets.VBox()
        self.widgets = [self.chips, *self.adder.widgets]
        self._show()

    def _set(self, choice: Choice) -> None:
        self._update(compared_provinces=choice.compared_provinces)
        self._show()

    def _show(self) -> None:
        compared = self._get_choice().compared_provinces
        is_full = len(compared) >= MAX_PROVINCES
        self.adder.text.disabled = self.adder.list.disabled = is_full
        full = [ipywidgets.HTML(escape(self._say("explore-compare-full")))] if is_full else []
        self.chips.children = (*(self._chip(slug, len(compared) == 1) for slug in compared), *full)

    def _chip(self, slug: str, is_last: bool) -> ipywidgets.Button:
        name = self._views.words(slug).province
        look = {
            "tooltip": self._say("explore-compare-remove", province=name),
            "layout": ipywidgets.Layout(width="auto"),
        }
        chip = ipywidgets.Button(description=name, icon="times", disabled=is_last, **look)
        chip.on_click(lambda _: self._set(self._get_choice().without_compared(slug)))
        return chip


class Downloads(anywidget.AnyWidget):
    """An invisible widget that downloads files in the browser, also from a remote kernel."""

    _esm = Path(__file__).parent / "downloads.js"

    def download(self, file: files.File) -> None:
        """Let the browser download a file."""
        self.send({"name": file.name, "type": file.media_type}, buffers=[file.content])


class SaveButtons:
    """Which chart to save, and a button for each kind of file; ``get_choice`` returns the current choice."""

    def __init__(self, views: Views, get_choice: Callable[[], Choice], lock: threading.RLock):
        self._views = views
        self._get_choice = get_choice
        self._lock = lock
        self.say = say = Messages(views.language)
        self._downloads = Downloads()
        charts = [(say(f"explore-save-{name}"), name) for name in ("trajectory", "comparison")]
        self.chart_selector = _field(ipywidgets.Dropdown, say("explore-save-which"), options=charts)
        self.status = ipywidgets.HTML(escape(say("explore-save-where")))
        self.buttons = {kind: self._button(kind) for kind in (*files.PICTURES, *files.TABLES)}
        pictures = [self.chart_selector, *(self.buttons[kind] for kind in files.PICTURES)]
        tables = [
            ipywidgets.HTML(f"<b>{escape(say('explore-save-data'))}</b>"),
            *(self.buttons[kind] for kind in files.TABLES),
        ]
        look = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-end")
        rows = [ipywidgets.HBox(row, layout=look) for row in (pictures, tables)]
        self.box = ipywidgets.VBox([*rows, self.status, self._downloads])
        self.box.add_class("baophu-part")

    def _button(self, kind: str) -> ipywidgets.Button:
        button = ipywidgets.Button(description=kind.upper(), icon="download", layout=ipywidgets.Layout(width="90px"))
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
