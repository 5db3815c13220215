"""What has to happen before papermill or nbconvert is imported."""

import sys

_FORMAT_MODULES = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "webcolors")


def keep_jsonschema_light() -> None:
    """Hide from jsonschema what checks the format of addresses, colours and durations, unless it is loaded already.

    JupyterLab brings those modules along. When jsonschema finds ``rfc3987_syntax``, it compiles a grammar of web
    addresses at every start, about a second, and the others take a tenth; the schema of notebooks asks for no format.
    jsonschema goes on without what is not there.
    """
    for name in _FORMAT_MODULES:
        sys.modules.setdefault(name, None)
