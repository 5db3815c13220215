"""The pages of help: what they name exists, their links lead somewhere, both languages say the same things."""

import ast
import re
import unicodedata
from importlib.metadata import entry_points

import pytest
from checkout import PROJECT
from click.testing import CliRunner
from miniature import RATE

from baophu.cli import main
from baophu.common.errors import PAGES, BadAddress, BaophuError, InvalidLedger
from baophu.common.paths import PACKAGE
from baophu.ledger.names import provinces
from baophu.ledger.validate import find_problems

# Decisions stay as they were written, and the changelog tells of what has gone: both may name what is no more.
DOCS = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md")]
DOCS += sorted(PROJECT.glob("docs/*.md"))
LINKED = [*DOCS, PROJECT / "CHANGELOG.md", *sorted(PROJECT.glob("docs/decisions/*.md"))]
# Vietnamese above the rule, English below.
TWICE = [path for path in DOCS if "\n---\n" in path.read_text("utf-8")]
MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):.*## ", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.search(r"^KNOWN := (.*)$", MAKEFILE, re.MULTILINE)[1].split())
FAULT = BaophuError.__name__
# What only a build or an office makes.
MADE = ("data/local/", "data/claims/<", "reports/", "build/")


def named(path):
    return path.relative_to(PROJECT).as_posix()


each = pytest.mark.parametrize("path", DOCS, ids=named)


def code_in(text):
    """Fenced blocks and code spans."""
    blocks = re.findall(r"^ *```[a-z]*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line for block in blocks for line in block.splitlines()] + spans


def calls_of_make(text):
    return [code for code in code_in(text) if re.match(r"\s*make [a-z]", code)]


def anchor(heading):
    """What GitHub makes of a heading: lower case, hyphens for spaces, no punctuation."""
    kept = (letter for letter in heading.strip().lower() if letter in " -_" or unicodedata.category(letter)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def anchors_of(path):
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def test_the_pages_and_the_makefile_are_read():
    assert {"docs/analyst.md", "docs/steward.md", "docs/developer.md"} <= set(map(named, DOCS))
    assert {"docs/analyst.md", "docs/steward.md"} <= set(map(named, TWICE))
    assert {"report", "check", "audit", "why", "diff", "lab", "bench"} <= TARGETS
    assert sum(len(calls_of_make(path.read_text("utf-8"))) for path in DOCS) > 100


@each
def test_every_target_and_variable_of_make_exists(path):
    calls = calls_of_make(path.read_text("utf-8"))
    targets = {call.split()[1] for call in calls}
    given = {name for call in calls for name in re.findall(r"\b([A-Z][A-Z_]+)=", call)}
    assert targets - TARGETS == set()
    assert given - VARIABLES == set()


@each
def test_every_command_and_its_options_exist(path):
    for code in code_in(path.read_text("utf-8")):
        for names, rest in re.findall(r"-m baophu ([a-z|]+)(.*)", code):
            for name in names.split("|"):
                assert name in main.commands, code
                known = {option for parameter in main.commands[name].params for option in parameter.opts}
                assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, code
        for module in re.findall(r"-m (benchmarks\.\w+)", code):
            assert (PROJECT / f"{module.replace('.', '/')}.py").is_file(), code
        for exporter in re.findall(r"nbconvert --to (baophu\S+)", code):
            assert exporter in entry_points(group="nbconvert.exporters").names, code


@each
def test_every_path_named_in_code_exists(path):
    roots = "baophu|benchmarks|data|docs|notebooks|tests"
    for code in code_in(path.read_text("utf-8")):
        for found in re.findall(rf"(?<![\w./:-])(?:{roots})/[\w./<>*-]*", code):
            if not found.startswith(MADE) and "*" not in found:
                assert (PROJECT / found).exists() or (PROJECT / f"{found}.py").exists(), found


@pytest.mark.parametrize("path", LINKED, ids=named)
def test_every_link_leads_to_a_file_and_its_heading(path):
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'<img [^>]*src="([^"]+)"', text):
        if re.match(r"[a-z]+://|mailto:", target):
            continue
        file, _, heading = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        if heading:
            assert heading in anchors_of(there), target


@pytest.mark.parametrize("path", TWICE, ids=named)
def test_both_languages_have_the_same_sections_and_the_same_commands(path):
    vi, en = path.read_text("utf-8").split("\n---\n")
    assert len(re.findall("^#+ ", vi, re.MULTILINE)) == len(re.findall("^#+ ", en, re.MULTILINE)) > 0
    assert {call.split()[1] for call in calls_of_make(vi)} == {call.split()[1] for call in calls_of_make(en)}
    assert re.search("[ăđơưạấếộ]", vi) and not re.search(r"\b(và|của|không)\b", re.sub("`[^`]*`", "", en))


def test_the_first_picture_of_the_readme_stands_above_its_first_section():
    above = (PROJECT / "README.md").read_text("utf-8").partition("\n## ")[0]
    picture = above.index("docs/pictures/")
    assert above[:picture].count("\n") < 15


# ── Messages that name a page ────────────────────────────────────────────────────────────────────────────────


def faults():
    """Every fault of the package and its exit code; read, for some modules begin threads when they are loaded."""
    trees = [ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))]
    classes = {node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}

    def line_of(name):
        while name in classes:
            yield name
            name = next((base.id for base in classes[name].bases if isinstance(base, ast.Name)), None)

    kinds = [list(line_of(name)) for name in classes]
    return {kind[0]: next(filter(None, (code_of(classes[name]) for name in kind))) for kind in kinds if FAULT in kind}


def code_of(node):
    """The exit code that a class gives itself."""
    given = (part for part in node.body if isinstance(part, ast.Assign) and part.targets[0].id == "exit_code")
    return next((part.value.value for part in given), None)


def test_every_fault_with_a_page_and_every_page_exists():
    assert set(PAGES) - set(faults()) == set()
    assert len(faults()) > 25
    for page in PAGES.values():
        assert (PROJECT / page).is_file()


def test_a_fault_carries_its_page_below_the_message_and_not_in_it():
    fault = InvalidLedger(["row 1"])
    assert "docs/" not in str(fault)
    assert fault.__notes__ == ["See docs/steward.md"]


def test_a_message_that_names_its_page_already_names_it_once():
    fault = BadAddress("not writable (see docs/cluster.md)")
    assert not hasattr(fault, "__notes__")


def test_the_command_line_tells_the_page_in_a_last_line():
    done = CliRunner().invoke(main, ["notebook", "synthetic-nowhere"])
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == "See docs/api.md"
    assert "See" not in CliRunner().invoke(main, ["slug", "synthetic-nowhere"]).stderr


def test_steward_page_quotes_what_the_check_says(miniature):
    said = re.search(r"value '87\.07': (as_printed '80,07%' reads as 80\.07\. .*?)`", read("docs/steward.md"))[1]
    miniature.append("claims", **RATE, claim_id="synthetic-slip", value="87.07", as_printed="80,07%")
    assert any(str(problem).endswith(said) for problem in find_problems(miniature.data))


def test_exit_codes_of_the_steward_page_are_those_of_the_faults():
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", read("docs/steward.md"), re.MULTILINE)}
    assert set(faults().values()) | {0, 130} == told


def read(name):
    return (PROJECT / name).read_text("utf-8")


def test_counts_in_the_readme_and_the_changelog_are_those_of_the_ledger(ledger, facts_of):
    targets = ledger.claims["kind"].str.startswith("target_").sum()
    figures, sources = f"{len(ledger.claims) - targets:,}", len(ledger.sources)
    levels = sum(bool(facts_of(slug).points) for slug in provinces())
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert f"{figures.replace(',', '.')} con số của 63 tỉnh" in readme
    assert f"{targets} chỉ tiêu, từ {sources} nguồn" in readme and f"{levels} tỉnh có mức bao phủ" in readme
    changes = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert (
        f"- {figures} published figures of all 63 provinces and Viet Nam and {targets} targets, from {sources}"
        in changes
    )
    assert f"with {len(ledger.decisions)} decisions" in changes and f"{levels} provinces have a dated level" in changes
