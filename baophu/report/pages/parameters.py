"""Check for parameters that were passed but are not declared.

papermill only warns of them and runs the notebook with its defaults, so that the report would be of another province
than requested. It adds parameters in a cell that begins with a fixed comment and is in the history of the kernel.
"""

import ast

from baophu.common.errors import UndeclaredParameter
from baophu.common.messages import message, suggest

_INJECTED_HEADER = "# Parameters\n"


def refuse_undeclared(declared_names: tuple[str, ...]) -> None:
    """Raise if papermill injected a parameter that is not declared. Outside of a notebook nothing is checked.

    Raises
    ------
    UndeclaredParameter
        If an injected cell assigns a name that is not in ``declared_names``.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    history = shell.user_ns.get("In", []) if shell else []
    for source in history:
        if source.startswith(_INJECTED_HEADER):
            for name in assigned_names(source):
                if name not in declared_names:
                    raise UndeclaredParameter(undeclared_message(name, declared_names))


def assigned_names(source: str) -> list[str]:
    """Names that simple assignments in a cell bind."""
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return names


def undeclared_message(name: str, declared_names: tuple[str, ...]) -> str:
    """Message about an undeclared parameter, with the nearest declared name."""
    parts = (message("no-parameter-here", name=repr(name)), suggest(name, declared_names))
    return " ".join(filter(None, [*parts, message("all-parameters", names=", ".join(declared_names))]))
