"""Layout of the panel: rows and columns, widths, bold labels, the card of a figure."""

from html import escape

import ipywidgets


def two_columns(left: list[ipywidgets.Widget], chart: ipywidgets.Widget) -> ipywidgets.Widget:
    """A narrow column and a chart, which wraps below it on a narrow screen."""
    column = ipywidgets.Layout(flex="0 0 250px", margin="0 18px 0 0")
    return ipywidgets.Box([ipywidgets.VBox(left, layout=column), chart], layout=_row_layout())


def labelled_row(name: str, *widgets: ipywidgets.Widget) -> ipywidgets.Widget:
    """Widgets in a row after a label."""
    return ipywidgets.HBox([bold_label(name, width="90px"), *widgets], layout=_row_layout())


def bold_label(text: str, **layout) -> ipywidgets.HTML:
    """A bold label."""
    return ipywidgets.HTML(f"<b>{escape(text)}</b>", layout=ipywidgets.Layout(**layout))


def full_width() -> ipywidgets.Layout:
    """A layout as wide as its column."""
    return ipywidgets.Layout(width="auto")


def claim_card() -> ipywidgets.HTML:
    """An empty card, to be filled with what a figure is and who printed it."""
    widget = ipywidgets.HTML(layout=ipywidgets.Layout(width="auto", height="auto", margin="8px 0"))
    widget.add_class("baophu-card")
    return widget


def _row_layout() -> ipywidgets.Layout:
    return ipywidgets.Layout(display="flex", flex_flow="row wrap", align_items="flex-start")
