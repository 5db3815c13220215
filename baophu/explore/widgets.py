"""Two small widgets that ipywidgets does not have: a drawing that can be asked, and a file handed to the browser."""

from pathlib import Path

import anywidget
import traitlets

from baophu.explore.saving import File

_HERE = Path(__file__).parent


class Asked(anywidget.AnyWidget):
    """HTML whose links to sources answer in a card below: on pointing, on a click, and on the keyboard's focus.

    ``asked`` is the claim that the reader points at; whoever observes it sets ``card``.
    """

    _esm = _HERE / "asked.js"
    _css = _HERE / "explore.css"
    html = traitlets.Unicode().tag(sync=True)
    card = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Unicode().tag(sync=True)


class Downloads(anywidget.AnyWidget):
    """Nothing to see: hands files to the browser, wherever the kernel runs."""

    _esm = _HERE / "downloads.js"

    def hand_over(self, file: File) -> None:
        """Let the browser download a file."""
        self.send({"name": file.name, "type": file.media_type}, buffers=[file.content])
