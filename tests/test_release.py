"""What serves contributors and releases: workflows, hooks, forms, and one version everywhere."""

import re
import subprocess

import pytest
import yaml
from checkout import PROJECT

from baophu import __version__

MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
WORKFLOWS = sorted(PROJECT.glob(".github/workflows/*.yml"))
FORMS = sorted(PROJECT.glob(".github/ISSUE_TEMPLATE/[0-9]*.yml"))


def load(path):
    return yaml.safe_load(path.read_text("utf-8"))


def targets_in(script):
    return set(re.findall(r"^(?:.*\()?make ([a-z-]+)", script, re.MULTILINE))


def steps_of(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_call_targets_that_exist_and_may_only_read(path):
    workflow = load(path)
    called = targets_in("\n".join(step.get("run", "") for step in steps_of(workflow)))
    assert called and called <= TARGETS
    assert workflow["permissions"] == {"contents": "read"}
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]) for step in steps_of(workflow) if "uses" in step)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", ["run", "release"])
def test_scripts_call_targets_that_exist_and_are_read_by_bash(name):
    path = PROJECT / ".ci" / name
    assert {"report", "test"} <= targets_in(path.read_text("utf-8")) <= TARGETS
    subprocess.run(["bash", "-n", path], check=True)


def test_the_two_commands_of_the_readme_run_on_every_python():
    job = load(PROJECT / ".github/workflows/tests.yml")["jobs"]["linux"]
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert all(f"\n{command}\n" in (PROJECT / "README.md").read_text("utf-8") for command in commands)
    assert len(commands) == 2 and job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_hooks_run_what_make_lint_runs_on_the_locked_versions():
    (repository,) = load(PROJECT / ".pre-commit-config.yaml")["repos"]
    entries = [hook["entry"] for hook in repository["hooks"]]
    assert repository["repo"] == "local" and all(hook["language"] == "system" for hook in repository["hooks"])
    modules = re.findall(r"-m (\w+)", " ".join(entries))
    locked = (PROJECT / "requirements-test.txt").read_text("utf-8")
    assert all(re.search(rf"^{module}==", locked, re.MULTILINE) for module in modules)
    for called in ("-m ruff check", "-m ruff format", "tests/lint_names.py"):
        assert f"$(PYTHON) {called}" in MAKEFILE
        assert any(entry.startswith(f".venv/bin/python {called}") for entry in entries)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_speak_both_languages(path):
    form = load(path)
    questions = [part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"]
    assert all(" · " in text for text in (form["name"], form["description"], *questions))


def test_the_form_for_tables_asks_for_no_personal_data_and_has_it_confirmed():
    (path,) = (path for path in FORMS if "table" in path.stem)
    first, *_, last = load(path)["body"]
    assert "Never send personal data or card records" in first["attributes"]["value"]
    assert all(option["required"] for option in last["attributes"]["options"])


def test_package_citation_and_changelog_have_one_version():
    citation = load(PROJECT / "CITATION.cff")
    newest = re.search("^## (.*)$", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[1]
    assert citation["version"] == __version__
    assert newest == f"{__version__}, {citation['date-released']}"
