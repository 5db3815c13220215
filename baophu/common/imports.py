"""Preparation for importing papermill, nbconvert or seaborn in processes that build reports."""

import sys
from types import ModuleType

_FORMAT_MODULES = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "webcolors")


def keep_jsonschema_light() -> None:
    """Hide the optional format checkers of jsonschema, unless they are loaded already.

    JupyterLab installs them. With ``rfc3987_syntax``, jsonschema compiles a grammar of web addresses at every start,
    which takes about a second; the others take a tenth. The schema of notebooks checks no format, and jsonschema works
    without these modules.
    """
    for name in _FORMAT_MODULES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None refuses the import


def keep_seaborn_light() -> None:
    """Leave out seaborn's widgets for choosing palettes, unless they are loaded already.

    They import ipywidgets, which takes as long as the rest of seaborn. No report has a widget.
    """
    sys.modules.setdefault("seaborn.widgets", ModuleType("seaborn.widgets"))
