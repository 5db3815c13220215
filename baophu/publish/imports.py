"""What has to happen before papermill or nbconvert is imported."""

import sys


def keep_jsonschema_light() -> None:
    """Hide ``rfc3987_syntax`` from jsonschema, unless something has already loaded it.

    JupyterLab brings that module along. When jsonschema finds it, it compiles a grammar of web addresses at
    every start, about a second, which no notebook needs. jsonschema goes on without it when it is not there.
    """
    sys.modules.setdefault("rfc3987_syntax", None)
