"""Two widgets that ipywidgets lacks: HTML that reports which figure is pointed at, and a download in the browser."""

from pathlib import Path

import anywidget
import traitlets

from baophu.explore.files import File

_HERE = Path(__file__).parent


class LinkedHtml(anywidget.AnyWidget):
    """HTML with links to sources, and a card below it.

    ``claim_id`` is the claim of the link that is hovered, clicked or focused; an observer of it sets ``card``.
    """

    _esm = _HERE / "claim_links.js"
    _css = _HERE / "explore.css"
    html = traitlets.Unicode().tag(sync=True)
    card = traitlets.Unicode().tag(sync=True)
    claim_id = traitlets.Unicode().tag(sync=True)


class Downloads(anywidget.AnyWidget):
    """An invisible widget that downloads files in the browser, also from a remote kernel."""

    _esm = _HERE / "downloads.js"

    def download(self, file: File) -> None:
        """Let the browser download a file."""
        self.send({"name": file.name, "type": file.media_type}, buffers=[file.content])
