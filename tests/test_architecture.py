"""Imports of the package against docs/architecture.md: one direction, no circle, no chart that needs half the house."""

import ast
import re
from graphlib import TopologicalSorter

import pytest
from checkout import PROJECT

from baophu.common.paths import PACKAGE

PAGE = PROJECT / "docs" / "architecture.md"
DEEPEST = 10
# What every module may use without being tied to another part: paths, messages and the voice of a report.
NOT_COUNTED = ("baophu.common", "baophu.report.words", "baophu.report.change_words", "baophu.report.check_words")


def module_of(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


FILES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(module):
    """Modules of the package that a module imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(FILES[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "baophu":
            inner = (f"{node.module}.{name.name}" for name in node.names)
            found |= {name if name in FILES else node.module for name in inner}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name in FILES}
    return found - {module}


def package_of(module):
    return (module.split(".") + ["baophu"])[1]


@pytest.fixture(scope="module")
def modules():
    return {module: imports_of(module) for module in FILES}


@pytest.fixture(scope="module")
def packages(modules):
    found = {}
    for module, imported in modules.items():
        # The root gives out the version and passes names on, late.
        names = {package_of(name) for name in imported} - {package_of(module), "baophu"}
        found.setdefault(package_of(module), set()).update(names)
    return {name: imported for name, imported in found.items() if name not in ("baophu", "__main__", "lab")}


def table():
    rows = re.findall(r"^\| `(\w+)` \| .*? \| ([^|]*) \| [^|]* \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", imported)) for name, imported in rows}


def depth(graph):
    known = {}
    for node in TopologicalSorter(graph).static_order():
        known[node] = 1 + max((known[other] for other in graph.get(node, ())), default=0)
    return max(known.values())


def everything_behind(module, modules):
    found, todo = set(), [module]
    while todo:
        new = modules[todo.pop()] - found
        found |= new
        todo += new
    return found


def test_no_module_imports_itself_by_a_detour(modules):
    TopologicalSorter(modules).prepare()


def test_the_page_draws_what_the_packages_import(packages):
    assert table() == packages


def test_packages_import_only_from_those_above_them():
    names = list(table())
    for name, imported in table().items():
        assert imported <= set(names[: names.index(name)]), name


def test_packages_are_few_deep(packages):
    print(f"packages {len(packages)}, {depth(packages)} deep, {sum(map(len, packages.values()))} arrows")
    assert depth(packages) <= DEEPEST


def test_the_chart_of_levels_is_read_with_few_files(modules):
    chart = "baophu.report.charts.levels"
    named = {name for name in modules[chart] if not name.startswith(NOT_COUNTED)}
    print(f"{chart} names {len(named)} modules, {len(everything_behind(chart, modules))} with all that they import")
    assert len(named) <= 8


def test_charts_and_words_know_no_section(modules):
    for module, imported in modules.items():
        if module.startswith("baophu.report.charts"):
            assert not {name for name in imported if name.startswith(("baophu.report.sections", "baophu.report.pages"))}


def test_every_module_that_the_page_names_exists():
    text = re.sub(r"```.*?```", "", PAGE.read_text("utf-8"), flags=re.DOTALL)
    stems = {path.stem for path in FILES.values()} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| [^|]* \| [^|]* \|$", text, re.MULTILINE)
    named = {name for _, cell in rows for name in re.findall(r"`(\w+)/?`", cell)}
    assert named - stems == set()
