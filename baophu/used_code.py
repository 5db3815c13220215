"""Which files of the package a report runs, found without running it. Standard library only.

A report is made by a kernel, a forked process or a worker elsewhere; what it was made from must not depend on that. So
the modules are found by following the imports, wherever they stand in a module, from the notebook's own and from the
exporters and checks. What starts, spreads and waits for reports is not among them: it leaves no trace in their bytes.
"""

import ast
import json
import os
import re
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from baophu import paths
from baophu.languages import LOCALES
from baophu.remembered import digest, found_once, names_in, remembered

ROOT = "baophu"
# Beside what the notebook imports; the exporters are named as text where they are loaded.
EXPORT = ("baophu.publish.export", "baophu.publish.html", "baophu.publish.pdf", "baophu.publish.checks")
# Whatever lies beside the modules that run counts, whatever its kind: a list of kinds would miss the next one. Of these
# no report reads anything; a test builds one without them.
UNREAD = (
    "publish/templates/site/",
    "show/tiles.csv",
    *(
        f"locales/{language}/{subject}.ftl"
        for language in LOCALES
        for subject in ("explore", "lapses", "notebook", "site")
    ),
    *(f"locales/{language}/told/" for language in LOCALES),
)
_PATH = re.compile(r"baophu(\.\w+)+(:\w+)?")
_ANYTHING = "*"
# Two threads that parse at once may end in a SystemError ("recursion depth mismatch") of CPython 3.11's.
_ONE_AT_A_TIME = threading.Lock()


def code_files(notebook: Path | None, language: str | None = None, roots: Iterable[str] = EXPORT) -> dict[str, str]:
    """Hash of every file of the package that the notebook, its export and its checks use, by name.

    Parameters
    ----------
    notebook : whose code cells are read, if there is one; modules beside it that it imports count too.
    language : of the report, whose catalogues alone are read; without it every file that is no code counts.
    roots : modules that run beside the notebook's own.
    """
    roots = tuple(roots)
    key = ("code", notebook, language, roots, paths.PACKAGE, paths.ROOT)
    return found_once(key, lambda: _code_files(notebook, language, roots))


def _code_files(notebook: Path | None, language: str | None, roots: tuple[str, ...]) -> tuple[dict, list[Path]]:
    folders = _folders(paths.PACKAGE)
    modules = found_once(("modules", notebook, roots, paths.PACKAGE), lambda: _modules(notebook, roots, folders))
    packages = {module.parent for module in modules}
    texts = [file for folder in folders if _package_of(folder) in packages for file in _no_code(folder)]
    files = [*modules, *(file for file in texts if language is None or _is_read(file, language))]
    return {file_name(file): digest(file) for file in files}, [paths.NOTEBOOKS, *folders, *files]


def file_name(file: Path) -> str:
    """The name under which a file counts, the same wherever the checkout lies."""
    for folder in (paths.ROOT, paths.PACKAGE.parent):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return file.as_posix()


# ── Files that are no code ───────────────────────────────────────────────────────────────────────────────────


def _folders(folder: Path) -> list[Path]:
    below = [name for name in names_in(folder)[1] if name != "__pycache__"]
    return [folder, *(inner for name in below for inner in _folders(folder / name))]


def _package_of(folder: Path) -> Path:
    """The folder itself or the nearest one above that holds modules."""
    while folder != paths.PACKAGE and not any(name.endswith(".py") for name in names_in(folder)[0]):
        folder = folder.parent
    return folder


def _no_code(folder: Path) -> list[Path]:
    return [folder / name for name in names_in(folder)[0] if not name.endswith((".py", ".pyc"))]


def _is_read(file: Path, language: str) -> bool:
    name = file.relative_to(paths.PACKAGE)
    if name.parts[0] == "locales" and name.parts[1] != language:
        return False
    return not name.as_posix().startswith(UNREAD)


# ── Modules ──────────────────────────────────────────────────────────────────────────────────────────────────


def _modules(notebook: Path | None, roots: tuple[str, ...], folders: list[Path]) -> tuple[list[Path], list[Path]]:
    """The notebook and the files of all modules that run, sorted, and what they were found from."""
    found = _find(notebook, roots)
    # A module that appears can take the place of a name; one that changes can import others.
    return found, [paths.NOTEBOOKS, *folders, *found]


def _find(notebook: Path | None, roots: tuple[str, ...]) -> list[Path]:
    is_there = notebook is not None and notebook.is_file()
    own = _notebook_imports(notebook) if is_there else []
    file_of, found = _Files(paths.NOTEBOOKS), {}
    with _Imports() as imports:
        waiting, seen = [ROOT, *roots, *own], set()
        while waiting:
            wanted = waiting.pop()
            if wanted in seen:
                continue
            seen.add(wanted)
            if (file := file_of[wanted]) is None:
                # A function of a module; the package's own are loaded late, from where they live.
                above, _, name = wanted.rpartition(".")
                waiting += [above] if above and above != ROOT else _homes_of(name) if above else []
                continue
            found[wanted] = file
            # With a module its packages are loaded. What the package itself loads late counts where it is asked for.
            waiting += [wanted.rpartition(".")[0]] if "." in wanted else []
            waiting += imports.of(wanted, file) if wanted != ROOT else []
    return sorted({*found.values(), *([notebook] if is_there else ())})


class _Files(dict):
    """The file of a module, of the package or beside the notebook; None where there is none."""

    def __init__(self, beside: Path):
        super().__init__()
        self._beside = beside
        self._names: dict[Path, list[list[str]]] = {}

    def __missing__(self, module: str) -> Path | None:
        first, *rest = module.split(".")
        place = (paths.PACKAGE if first == ROOT else self._beside / first).joinpath(*rest)
        is_ours = module == ROOT
        if not is_ours and f"{place.name}.py" in self._in(place.parent)[0]:
            file = place.with_name(f"{place.name}.py")
        elif (is_ours or place.name in self._in(place.parent)[1]) and "__init__.py" in self._in(place)[0]:
            file = place / "__init__.py"
        else:
            file = None
        self[module] = file
        return file

    def _in(self, folder: Path) -> list[list[str]]:
        if folder not in self._names:
            self._names[folder] = names_in(folder)
        return self._names[folder]


def _homes_of(name: str) -> list[str]:
    """The modules that the package may load when it is asked for a name that is no module of it."""
    init = paths.PACKAGE / "__init__.py"
    homes = remembered(("homes", init), [init], lambda: _homes(init))
    if name in homes:
        return [homes[name]]
    return [] if name.startswith("__") else list(homes.values())


def _notebook_imports(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    # Commands of IPython are no Python, and run no module of ours.
    lines = [line for cell in code for line in cell.splitlines() if not line.lstrip().startswith(("%", "!", "?"))]
    return _imports_in("\n".join(lines), "", is_package=False)


def _imports_in(text: str, module: str, is_package: bool) -> list[str]:
    """Dotted names that a text imports or names, in any function of it; a name may end in a function."""
    try:
        tree = _parsed(text)
    except SyntaxError:
        return [f"{ROOT}.{_ANYTHING}"]
    found = {name for node in ast.walk(tree) for name in _imported(node, module, is_package)}
    return sorted(found)


def _parsed(text: str) -> ast.Module:
    with _ONE_AT_A_TIME:
        return ast.parse(text)


def _imported(node: ast.AST, module: str, is_package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        renamed = [f"{ROOT}.{_ANYTHING}" for alias in node.names if alias.name == ROOT and alias.asname]
        return [alias.name for alias in node.names] + renamed
    if isinstance(node, ast.ImportFrom):
        above = module.split(".")[: len(module.split(".")) - node.level + is_package] if node.level else []
        package = ".".join([*above, *filter(None, [node.module])])
        return [package, *(f"{package}.{alias.name}" for alias in node.names)]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == ROOT:
        return [f"{ROOT}.{node.attr}"]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.fullmatch(node.value):
        return [node.value.split(":")[0]]
    return []


class _Imports:
    """What each module imports, kept in ``build/`` by the hash of its text: reading is quick, parsing is not."""

    def __enter__(self):
        self._file = paths.BUILD / "imports.json"
        self._by = digest(Path(__file__))
        self._known = self._kept()
        self._is_new = False
        return self

    def __exit__(self, *fault):
        if self._is_new and fault[0] is None:
            self._keep()

    def of(self, module: str, file: Path) -> list[str]:
        """Names that a module imports."""
        known, text = self._known.get(module), digest(file)
        if known is None or known[0] != text:
            names = _imports_in(file.read_text(encoding="utf-8"), module, file.name == "__init__.py")
            known = self._known[module] = [text, names]
            self._is_new = True
        return known[1]

    def _kept(self) -> dict[str, list]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return kept["modules"] if kept["by"] == self._by else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _keep(self) -> None:
        # Put in place whole; where that cannot be, the next call parses again.
        hidden = self._file.with_name(f".{self._file.stem}.{os.getpid()}-{threading.get_ident()}.json")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            hidden.write_text(json.dumps({"by": self._by, "modules": self._known}, indent=0), encoding="utf-8")
            hidden.replace(self._file)
        with suppress(OSError):
            hidden.unlink()


def _homes(init: Path) -> dict[str, str]:
    """Where the functions live that the package offers and loads late, by name."""
    homes = {}
    for node in ast.walk(_parsed(init.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            texts = [[cell.value for cell in pair if isinstance(cell, ast.Constant)] for pair in pairs]
            homes |= {p[0]: p[1] for p in texts if len(p) == 2 and _PATH.fullmatch(str(p[1]))}
        if isinstance(node, ast.ImportFrom):
            homes |= {alias.name: node.module for alias in node.names if str(node.module).startswith(f"{ROOT}.")}
    return homes
