"""How the parts of the panel look: places in a row, widths, names in bold, the card beside a chart."""

from html import escape

import ipywidgets


def beside(left: list[ipywidgets.Widget], chart: ipywidgets.Widget) -> ipywidgets.Widget:
    """A narrow column and, where there is room beside it, a chart."""
    aside = ipywidgets.Layout(flex="0 0 250px", margin="0 18px 0 0")
    return ipywidgets.Box([ipywidgets.VBox(left, layout=aside), chart], layout=_in_a_row())


def row(name: str, *widgets: ipywidgets.Widget) -> ipywidgets.Widget:
    """Widgets in a row under one name."""
    return ipywidgets.HBox([bold(name, width="90px"), *widgets], layout=_in_a_row())


def bold(text: str, **layout) -> ipywidgets.HTML:
    """A name in bold."""
    return ipywidgets.HTML(f"<b>{escape(text)}</b>", layout=ipywidgets.Layout(**layout))


def wide() -> ipywidgets.Layout:
    """As wide as the column."""
    return ipywidgets.Layout(width="auto")


def card() -> ipywidgets.HTML:
    """Where it is said what a figure is and who printed it."""
    made = ipywidgets.HTML(layout=ipywidgets.Layout(width="auto", height="auto", margin="8px 0"))
    made.add_class("baophu-card")
    return made


def _in_a_row() -> ipywidgets.Layout:
    return ipywidgets.Layout(display="flex", flex_flow="row wrap", align_items="flex-start")
