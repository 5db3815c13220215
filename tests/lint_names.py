"""Names and docstrings of the package: `python tests/lint_names.py`, a part of `make lint`.

A public name that is a bare participle or adverb (`judged`, `beside`) says nothing of what it holds, and a description
in the place of a numpydoc type cannot be read as one.
"""

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "baophu"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICIPLES = _words("""
    begun bound broken built chosen come done drawn driven given gone held kept known laid led left lent made meant met
    paid said seen sent set shown shut spent spoilt stood sunk taken thought told understood went withdrawn won
    written asked stands
""")
ADVERBS = _words("""
    about above across again alone along already also apart around aside away back behind below beneath beside beyond
    elsewhere even ever forth here inside just near nearly now once only otherwise outside own still then there thus
    together within without
""")
# Terms of the field (docs/glossary.md) that are no bare participles to whoever knows it.
TERMS = _words("announced bound ceiling implied insured missing printed shared uninsured")
# Words of these shapes that are nouns, adjectives or verbs in the imperative.
NOUNS = _words("""
    building embed encoding family finding heading left listing meaning need opening rating reading rounding
    seed set setting shed speed spelling string study supply warning apply reply
""")
TYPES = {*vars(builtins), "date", "callable", "iterable", "array_like", "optional"}


def is_empty_word(name: str) -> bool:
    """Whether a name is one participle or adverb and nothing else."""
    word = name.lower()
    if "_" in name or word in NOUNS | TERMS or re.search(r"[a-z][A-Z]", name):
        return False
    return word in PARTICIPLES | ADVERBS or bool(re.search(r"(?<!e)(ed|ing|ly)$", word))


def public_names(tree: ast.Module, module: str) -> Iterator[tuple[int, str]]:
    """Names that others may use, with their lines: module, constants, classes, functions, fields, parameters."""
    yield 1, module
    for node in _public(tree):
        if isinstance(node, ast.ClassDef):
            if not any(_is_fault(base) for base in node.bases):
                yield node.lineno, node.name
            yield from ((part.lineno, part.target.id) for part in node.body if _is_field(part))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            yield from ((node.lineno, argument.arg) for argument in arguments)
        elif isinstance(node, ast.Assign):
            yield from ((node.lineno, target.id) for target in node.targets if isinstance(target, ast.Name))


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.stmt]:
    for node in tree.body:
        if getattr(node, "name", "").startswith("_"):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from (part for part in _public(node) if not isinstance(part, ast.Assign))


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def _is_fault(base: ast.expr) -> bool:
    # Faults are named by what went wrong: CellFailed.
    return isinstance(base, ast.Name) and base.id.endswith(("Error", "Exception", "Failed"))


def untyped(docstring: str) -> Iterator[str]:
    """Entries of a numpydoc section whose type is a sentence."""
    for title, body in re.findall(
        r"^ *(Parameters|Returns|Yields)\n *-+\n(.*?)(?=\n *\w+\n *---|\Z)", docstring, re.M | re.S
    ):
        lines = body.splitlines()
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        for line in (line.strip() for line in lines if line.strip() and len(line) - len(line.lstrip()) == margin):
            name, colon, kind = line.partition(" : ")
            if not is_type(kind if colon else "" if title == "Parameters" else name):
                yield line


def is_type(text: str) -> bool:
    """Whether a text is a numpydoc type: ``str``, ``list of Path or None``, ``dict[str, int], optional``."""
    text = re.sub(r", (optional|keyword-only|default .*)$|, by default .*$", "", text)
    text = re.sub(r"\b(list|tuple|set|iterable|iterator|sequence|dict) of ", "", text).replace(" or ", " | ")
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return bool(text) and all(
        name in TYPES or name[0].isupper() or name in ("pd", "pandas", "np", "nbformat") for name in names
    )


def faults(path: Path, root: Path) -> Iterator[str]:
    """What is wrong in one module, as lines ``file:line what``."""
    tree = ast.parse(path.read_text("utf-8"))
    where = path.relative_to(root).as_posix()
    for line, name in public_names(tree, path.stem):
        if is_empty_word(name):
            yield f"{where}:{line} {name}: a participle or an adverb alone; say what it holds"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module | ast.AsyncFunctionDef):
            for entry in untyped(ast.get_docstring(node) or ""):
                line = getattr(node, "lineno", 1)
                yield f"{where}:{line} {entry!r}: no numpydoc type; the description goes on the next line"


if __name__ == "__main__":
    wrong = [fault for path in sorted(PACKAGE.rglob("*.py")) for fault in faults(path, PACKAGE.parent)]
    print("\n".join(wrong))
    sys.exit(bool(wrong))
