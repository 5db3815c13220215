"""Whether somebody is there to use a widget, and how a view shows itself when nobody is."""


def is_somebody_there() -> bool:
    """Whether the cell was run from a notebook in which a person could answer.

    JupyterLab and its like allow questions to the user with every cell they run; papermill and nbconvert never do.
    There, widgets would leave an empty place in the page that is made from the notebook.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    asked = kernel.get_parent("shell") if kernel else {}
    return bool(asked.get("content", {}).get("allow_stdin", False))


def bundle(widget, block) -> tuple[dict, dict]:
    """A display that is a widget where there are widgets, and the block elsewhere: in an export of the notebook too.

    Parameters
    ----------
    widget : an ipywidget, or None when nobody is there.
    block : what stands in its place.
    """
    data, metadata = _both(block._repr_mimebundle_())
    live, _ = _both(widget._repr_mimebundle_()) if widget is not None else ({}, {})
    return {**live, **data}, metadata


def _both(shown) -> tuple[dict, dict]:
    """Data and metadata of a display, which may come without the latter."""
    return shown if isinstance(shown, tuple) else (shown, {})
