"""Every public name is described as promised: what it takes, gives and raises; the reference is written from that."""

import ast
import inspect
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import textwrap

import pytest
from checkout import PROJECT

REFERENCE = runpy.run_path(str(PROJECT / "docs/reference.py"))
PUBLIC = {**REFERENCE["functions"](), **REFERENCE["charts"]()}
for kind in REFERENCE["CLASSES"]:
    PUBLIC |= REFERENCE["methods"](kind)
RUN_EXAMPLES = """
import doctest, importlib, json, sys
from matplotlib import pyplot
from baophu.api import lapse
lapse._PERSONS = 2_000  # fewer than for a reader
results = {}
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for test in doctest.DocTestFinder().find(module):
        output = []
        result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=output.append)
        pyplot.close("all")
        results[test.name] = [result.attempted, result.failed, "".join(output)]
print(json.dumps(results))
"""

# What only a bug brings: names of cubes and messages are fixed, and cubes are there once records are open.
BUGS = {"KeyError", "NoCubes"}
CALLABLE = {name: value for name, value in PUBLIC.items() if not isinstance(value, property)}


def parts(name):
    return REFERENCE["parts_of"](PUBLIC[name])


def listed(name, section):
    """Names in a section: of "x, y : str" both."""
    heads = (head.partition(" : ")[0] for head, _ in REFERENCE["items_of"](parts(name).get(section, "")))
    return [word.strip() for head in heads for word in head.split(",")]


def called_by(function):
    """What a function calls by its name, and the exceptions that it raises itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return [function.__globals__[name] for name in names if name in function.__globals__]


def raised_by(function):
    """Names of the exceptions that a function raises, or that what it calls documents."""
    found = set()
    for called in called_by(function):
        if inspect.isclass(called) and issubclass(called, Exception):
            found.add(called.__name__)
        elif inspect.isroutine(called) or inspect.isclass(called):
            heads = REFERENCE["items_of"](REFERENCE["parts_of"](called).get("Raises", ""))
            found |= {word.strip() for head, _ in heads for word in head.split(",")}
    return found


def test_the_page_is_what_the_docstrings_say():
    assert REFERENCE["PAGE"].read_text("utf-8") == REFERENCE["render"](), "make reference writes it anew"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_a_description(name):
    first = parts(name)[""].partition("\n\n")[0]
    assert re.match(r"[A-Z0-9].*[.:]$", " ".join(first.split())), first


@pytest.mark.parametrize("name", CALLABLE)
def test_a_public_function_describes_what_it_takes_and_gives(name):
    parameters = inspect.signature(CALLABLE[name]).parameters.values()
    taken = [str(parameter).partition(":")[0].partition("=")[0] for parameter in parameters if parameter.name != "self"]
    assert listed(name, "Parameters") == taken
    for head, text in REFERENCE["items_of"](parts(name).get("Parameters", "")):
        assert " : " in head and text, head
    assert {"Returns", "Columns"} & set(parts(name))


@pytest.mark.parametrize("name", CALLABLE)
def test_a_public_function_says_what_it_raises(name):
    assert raised_by(CALLABLE[name]) - BUGS - set(listed(name, "Raises")) == set()


@pytest.fixture(scope="module")
def examples(published, tmp_path_factory):
    """Every example of the public names, run on the published data by an interpreter of its own."""
    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(published, root / "data")
    shutil.copytree(PROJECT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    environment = {**os.environ, "BAOPHU_DATA": str(root / "data"), "PYTHONPATH": str(PROJECT), "MPLBACKEND": "agg"}
    modules = sorted({value.__module__ for value in CALLABLE.values()})
    done = subprocess.run(
        [sys.executable, "-c", RUN_EXAMPLES, *modules],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_examples_are_true(examples):
    assert {name: output for name, (_, failed, output) in examples.items() if failed} == {}


def test_every_public_function_has_an_example_that_runs(examples):
    tried = {name for name, (attempted, *_) in examples.items() if attempted}
    wanted = {f"{value.__module__}.{value.__qualname__}" for value in CALLABLE.values()}
    assert wanted - tried == set()
