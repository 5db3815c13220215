"""Whether a frontend can show widgets, and the display of a part with and without one."""


def has_frontend() -> bool:
    """Whether the cell runs in an interactive frontend.

    JupyterLab and similar frontends allow stdin with every cell; papermill and nbconvert do not, and widgets would
    leave a gap in the page that they make.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    request = kernel.get_parent("shell") if kernel else {}
    return bool(request.get("content", {}).get("allow_stdin", False))


def mime_bundle(widget, block) -> tuple[dict, dict]:
    """Data and metadata of a display: a widget, with a block for frontends and exports that cannot show it.

    Parameters
    ----------
    widget : Widget or None
        The ipywidget; None without a frontend.
    block : Block
        What is shown instead of it.
    """
    data, metadata = _split_bundle(block._repr_mimebundle_())
    widget_data, _ = _split_bundle(widget._repr_mimebundle_()) if widget is not None else ({}, {})
    return {**widget_data, **data}, metadata


def _split_bundle(display) -> tuple[dict, dict]:
    """Data and metadata of a MIME bundle, which may lack the latter."""
    return display if isinstance(display, tuple) else (display, {})
