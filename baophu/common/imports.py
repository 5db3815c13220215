"""Preparation for importing papermill or nbconvert."""

import sys

_FORMAT_MODULES = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "webcolors")


def keep_jsonschema_light() -> None:
    """Hide the optional format checkers of jsonschema, unless they are loaded already.

    JupyterLab installs them. With ``rfc3987_syntax``, jsonschema compiles a grammar of web addresses at every start,
    which takes about a second; the others take a tenth. The schema of notebooks checks no format, and jsonschema works
    without these modules.
    """
    for name in _FORMAT_MODULES:
        sys.modules.setdefault(name, None)
