"""The pages of help: what they name exists, their links lead somewhere, both languages say the same things."""

import ast
import csv
import json
import re
import shlex
import unicodedata
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkout import PROJECT
from click import Choice, Context
from click.testing import CliRunner
from miniature import RATE

import baophu
from baophu.cli import main
from baophu.common.errors import PAGES, BadAddress, BaophuError, InvalidLedger
from baophu.common.languages import LANGUAGES
from baophu.common.paths import PACKAGE
from baophu.export.profiles import PROFILES
from baophu.ledger.names import provinces, resolve_province
from baophu.ledger.validate import find_problems

FRONT = {"en": PROJECT / "README.md", "vi": PROJECT / "README.vi.md"}
INDEX = PROJECT / "docs/README.md"
DECISIONS = sorted(PROJECT.glob("docs/decisions/0*.md"))
# Decisions stay as they were written, and the changelog tells of what has gone: both may name what is no more.
DOCS = [*FRONT.values(), *(PROJECT / name for name in ("CONTRIBUTING.md", "data/README.md"))]
DOCS += sorted(PROJECT.glob("docs/*.md"))
LINKED = [*DOCS, PROJECT / "CHANGELOG.md", *sorted(PROJECT.glob("docs/decisions/*.md"))]
# Vietnamese above the rule, English below.
TWICE = [path for path in DOCS if "\n---\n" in path.read_text("utf-8")]
MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):.*## ", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.search(r"^KNOWN := (.*)$", MAKEFILE, re.MULTILINE)[1].split())
FAULT = BaophuError.__name__
# The commands whose options a page explains, and programs of others with the modules that declare theirs.
EXPLAINED = {"docs/import.md": ("import", "template"), "docs/records.md": ("records", "lapse")}
FOREIGN = {
    "dask worker": "distributed/cli/dask_worker.py",
    "dask scheduler": "distributed/cli/dask_scheduler.py",
    "-m nbconvert": "nbconvert/nbconvertapp.py",
    "bin/nbstripout": "nbstripout/_nbstripout.py",
    "bin/frictionless": "frictionless/console/common.py",
}
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


def options_in(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def options_of(*names):
    return {option for name in names for parameter in main.commands[name].params for option in parameter.opts}


@each
def test_every_command_and_its_options_exist(path):
    scripts = entry_points(group="console_scripts").names
    for code in code_in(path.read_text("utf-8")):
        for names, rest in re.findall(r"-m baophu ([a-z|]+)(.*)", code):
            for name in names.split("|"):
                assert name in main.commands, code
                assert options_in(rest) <= options_of(name), code
        for module in re.findall(r"\bpython -m ([\w.]+)", code):
            own = PROJECT / f"{module.replace('.', '/')}.py"
            assert own.is_file() if "." in module else find_spec(module), code
        for program in re.findall(r"\.venv/bin/(?!python\b)(\w+)", code):
            assert program in scripts, code
        for exporter in re.findall(r"nbconvert --to (baophu\S+)", code):
            assert exporter in entry_points(group="nbconvert.exporters").names, code
        for call, file in FOREIGN.items():
            if call in code:
                package, _, inner = file.partition("/")
                declared = (Path(find_spec(package).origin).parent / inner).read_text("utf-8")
                for option in options_in(code.partition(call)[2]):
                    assert re.search(rf"(?<!\w){option[2:]}(?![\w-])", declared), code


@each
def test_options_that_calls_of_make_hand_on_are_understood(path):
    """``OPTIONS="…"`` goes through the parser of the command that the target calls."""
    for call in calls_of_make(path.read_text("utf-8")):
        target = call.split()[1].removesuffix("-demo")
        for options in re.findall(r'OPTIONS="([^"]*)"|OPTIONS=(--\S+)', call):
            if target in main.commands:
                command = main.commands[target]
                _, rest, _ = command.make_parser(Context(command)).parse_args(shlex.split("".join(options)))
                assert not rest, call


@pytest.mark.parametrize("page", EXPLAINED)
def test_options_that_a_page_explains_are_those_of_its_command(page):
    commands = [main.commands[name] for name in EXPLAINED[page]]
    choices = {
        option: parameter.type.choices
        for command in commands
        for parameter in command.params
        for option in parameter.opts
        if isinstance(parameter.type, Choice)
    }
    for code in code_in((PROJECT / page).read_text("utf-8")):
        if "-m pip" not in code:
            assert options_in(code) <= options_of(*EXPLAINED[page]), code
        for option, value in re.findall(r"(--[a-z-]+) ([\w.-]+)", code):
            assert value in choices.get(option, [value]), code


def parameters_of(notebook):
    cells = json.loads((PROJECT / f"notebooks/{notebook}.ipynb").read_text("utf-8"))["cells"]
    source = "".join(next(cell for cell in cells if "parameters" in cell["metadata"].get("tags", ()))["source"])
    return {target.id for node in ast.parse(source).body if isinstance(node, ast.Assign) for target in node.targets}


@each
def test_what_calls_are_given_is_there(path):
    """Provinces, languages, page formats, notebooks with their parameters, days."""
    valid = {
        "PROVINCE": lambda name: resolve_province(name) in provinces(),
        "PROVINCES": lambda names: all(resolve_province(name) in provinces() for name in names.split()),
        "REPORT_LANG": LANGUAGES.__contains__,
        "BAOPHU_LANG": LANGUAGES.__contains__,
        "PROFILE": PROFILES.__contains__,
        "NAME": lambda name: (PROJECT / f"notebooks/{name}.ipynb").is_file(),
        "FROM": date.fromisoformat,
        "TO": date.fromisoformat,
    }
    for code in code_in(path.read_text("utf-8")):
        given = {name: quoted or plain for name, quoted, plain in re.findall(r'\b([A-Z_]+)=(?:"([^"]*)"|(\S*))', code)}
        if code.lstrip().startswith("make "):
            for name, value in given.items():
                assert name not in valid or not re.fullmatch(r"[^…<]+", value) or valid[name](value), code
        notebook = re.search(r"notebooks/(\w+)\.ipynb", code) if "papermill" in code else None
        notebook = notebook[1] if notebook else given.get("NAME")
        if notebook:
            assert set(re.findall(r"-p (\w+) ", code)) <= parameters_of(notebook), code


@each
def test_every_function_and_method_named_in_code_exists(path):
    kinds = {"province": "Province", "country": "Country", "records": "Records", "own_data": "OwnData"}
    for line in path.read_text("utf-8").splitlines():
        for name in re.findall(r"\bbaophu\.(\w+)(?=\()", line):
            assert name in dir(baophu), line
        for name in re.findall(r"\bbaophu\.charts\.(\w+)", line):
            assert name in dir(baophu.charts), line
        called = re.search(rf"baophu\.({'|'.join(kinds)})\(", line)
        if called and line.startswith("| "):
            for method in re.findall(r"`(?:baophu\.\w+\([^`]*\))?\.(\w+)\(", line):
                assert method in members_of(kinds[called[1]]), line


@cache
def members_of(kind):
    """Names of the methods of a class of the API, read from the reference."""
    return set(re.findall(rf"^### {kind}\.(\w+)$", (PROJECT / "docs/reference.md").read_text("utf-8"), re.MULTILINE))


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


@pytest.mark.parametrize("language", FRONT)
def test_the_front_page_is_one_screen_with_a_picture_at_its_top(language):
    text = FRONT[language].read_text("utf-8")
    above = text.partition("\n## ")[0]
    assert above[: above.index("docs/pictures/")].count("\n") < 15
    assert len(text.splitlines()) <= 50
    assert {"make report PROVINCE=binh-thuan", "make test"} <= set(text.splitlines())


def test_the_front_page_says_the_same_in_both_languages_which_lead_to_each_other():
    vi, en = (FRONT[language].read_text("utf-8") for language in ("vi", "en"))
    assert len(re.findall("^## ", vi, re.MULTILINE)) == len(re.findall("^## ", en, re.MULTILINE)) > 3
    assert [call.split()[1] for call in calls_of_make(vi)] == [call.split()[1] for call in calls_of_make(en)]
    assert "(README.md)" in vi.partition("\n## ")[0] and "(README.vi.md)" in en.partition("\n## ")[0]
    files = [
        {target.partition("#")[0] for target in re.findall(r"\]\((docs/[^)]+md[^)]*)\)", text)} for text in (vi, en)
    ]
    assert files[0] == files[1]


def test_front_pages_say_how_much_the_ledger_holds():
    data = PROJECT / "data"
    claims = sum(len(table_rows(path)) for path in data.glob("claims/*.csv"))
    counts = [claims, *(len(table_rows(data / f"{name}.csv")) for name in ("targets", "sources"))]
    for language, mark in (("en", ","), ("vi", ".")):
        text = FRONT[language].read_text("utf-8")
        assert all(re.search(rf"\b{re.escape(f'{n:,}'.replace(',', mark))}\b", text) for n in counts), counts


def table_rows(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def linked_from(page):
    targets = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8"))
    return {(page.parent / target).resolve() for target in targets if "://" not in target}


def test_every_page_can_be_reached_from_the_index():
    found, todo = set(), [INDEX.resolve()]
    while todo:
        page = todo.pop()
        if page not in found and page.is_file():
            found.add(page)
            todo += linked_from(page)
    assert {path.resolve() for path in PROJECT.glob("docs/**/*.md")} - found == set()
    # The pages beside the index are in it themselves.
    assert {path.resolve() for path in PROJECT.glob("docs/*.md")} - linked_from(INDEX) == {INDEX.resolve()}


def test_the_index_names_every_target_of_make():
    said = {call.split()[1] for call in calls_of_make(INDEX.read_text("utf-8"))}
    assert TARGETS - said == set()


# ── Decisions ────────────────────────────────────────────────────────────────────────────────────────────────


def number_of(path):
    return int(path.name[:4])


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_at_its_top_what_no_longer_holds(path):
    title, top, *rest = path.read_text("utf-8").split("\n\n")
    assert title.startswith(f"# {number_of(path)}. ")
    assert not any("**Superseded" in part for part in rest)
    if top.startswith("**Superseded"):
        newer = [int(number) for number in re.findall(r"\]\((\d{4})-", top)]
        assert all(number > number_of(path) for number in newer)
        assert newer or "in part" in top


def test_a_decision_that_another_supersedes_leads_to_it():
    for path in DECISIONS:
        text = path.read_text("utf-8")
        for sentence in re.findall(r"[Ss]upersedes ([^.]*)\.", text.replace(".md", "")):
            for number in re.findall(r"\b(\d{1,2})\b", re.sub(r"\(\d{4}[^)]*\)", "", sentence)):
                older = next(file for file in DECISIONS if number_of(file) == int(number))
                assert f"]({path.name})" in older.read_text("utf-8").split("\n\n")[1], (path.name, older.name)


def test_the_list_of_decisions_says_of_each_whether_it_holds():
    rows = re.findall(r"^\| \[(.*)\]\((.*)\) \| (.*) \|$", (DECISIONS[0].parent / "README.md").read_text("utf-8"), re.M)
    tops = {path: path.read_text("utf-8").split("\n\n") for path in DECISIONS}
    assert [(title, file) for title, file, _ in rows] == [(top[0][2:], path.name) for path, top in tops.items()]
    for (_, _, holds), (path, top) in zip(rows, tops.items(), strict=True):
        assert holds.startswith("no") == top[1].startswith("**Superseded** "), path.name
        assert (holds == "yes") == (not top[1].startswith("**Superseded")), path.name


# ── Messages that name a page ────────────────────────────────────────────────────────────────────────────────


@cache
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


def test_counts_in_the_readmes_and_the_changelog_are_those_of_the_ledger(ledger, facts_of):
    targets = ledger.claims["kind"].str.startswith("target_").sum()
    figures, sources = f"{len(ledger.claims) - targets:,}", len(ledger.sources)
    levels = sum(bool(facts_of(slug).points) for slug in provinces())
    vi, en = (" ".join(FRONT[language].read_text("utf-8").split()) for language in ("vi", "en"))
    assert f"{figures.replace(',', '.')} con số đã công bố" in vi and f"{figures} published figures" in en
    assert f"{targets} chỉ tiêu, từ {sources} nguồn" in vi and f"{targets} targets, from {sources} sources" in en
    assert f"{levels} tỉnh có mức bao phủ" in vi and f"{levels} provinces have a dated level" in en
    changes = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert (
        f"- {figures} published figures of all 63 provinces and Viet Nam and {targets} targets, from {sources}"
        in changes
    )
    assert f"with {len(ledger.decisions)} decisions" in changes and f"{levels} provinces have a dated level" in changes
