"""Texts of reports and of the command line: whole in both languages, none unused, each in its reader's language."""

import ast
import csv
import json
import os
import re
import subprocess
import sys
from functools import cache

import pytest
from checkout import PROJECT
from click.testing import CliRunner
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from test_importer_faults import FAULTS, GOOD, HEADER
from test_importer_kit import make_office

from baophu import cli
from baophu.analysis import audit, changes, denominators
from baophu.analysis.changes.verdicts import VERDICT_OF
from baophu.common import messages
from baophu.common.errors import BaophuError
from baophu.common.paths import DATA, NOTEBOOKS, PACKAGE

# ── The catalogues and the code ──────────────────────────────────────────────────────────────────────────────


@cache
def catalogue(language, folder):
    """Messages by id."""
    files = sorted((PACKAGE / "locales" / language / folder).glob("*.ftl"))
    entries = [entry for path in files for entry in FluentParser().parse(path.read_text("utf-8")).body]
    assert not [entry for entry in entries if isinstance(entry, fluent.Junk)]
    found = [entry for entry in entries if isinstance(entry, fluent.Message)]
    assert len(found) == len({entry.id.name for entry in found}), "one id stands in two catalogues"
    return {entry.id.name: entry for entry in found}


def nodes(node):
    """A node of a message and all below it."""
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, fluent.BaseNode):
                yield from nodes(child)


def variables(entry, selectors=True):
    """Names of the variables of a message; those that only choose among forms are grammar, and may be left out."""
    chosen = {id(node.selector) for node in nodes(entry) if isinstance(node, fluent.SelectExpression) and not selectors}
    found = (node for node in nodes(entry) if isinstance(node, fluent.VariableReference))
    return {node.id.name for node in found if id(node) not in chosen}


def text_of(entry):
    return "".join(node.value for node in nodes(entry) if isinstance(node, fluent.TextElement))


@cache
def code():
    """Nodes of the syntax trees of the package and of the notebooks."""
    notebooks = [json.loads(path.read_text("utf-8")) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    cells = [cell for notebook in notebooks for cell in notebook["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    sources += [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))]
    return [node for source in sources for node in ast.walk(ast.parse(source))]


FOLDERS = {"say": "", "message": "commands"}  # which catalogue a call reads


def both_catalogues():
    """English and Vietnamese messages, a pair for each folder."""
    return [(catalogue("en", folder), catalogue("vi", folder)) for folder in FOLDERS.values()]


@cache
def texts():
    return {node.value for node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def starts():
    """Beginnings of ids that are put together, such as `verdict-`."""
    return {
        node.values[0].value
        for node in code()
        if isinstance(node, ast.JoinedStr) and re.fullmatch(r"[a-z][a-z-]*-", str(getattr(node.values[0], "value", "")))
    }


@cache
def codes_in_use():
    """What can end an id that is put together."""
    groups = csv.DictReader((PACKAGE / "records/groups.csv").open(encoding="utf-8"))
    found = {row["code"] for row in csv.DictReader((DATA / "codes.csv").open(encoding="utf-8"))}
    found |= {row["group"] for row in groups} | {
        word for text in texts() if " " not in text for word in re.findall(r"[a-z0-9_]+(?:-[a-z0-9]+)*", text)
    }
    return {word.replace("_", "-").strip("-") for word in found}


def is_used(message_id):
    """Whether the code holds an id, or can put it together of a beginning and codes."""
    ends = (message_id[len(start) :].replace("_", "-") for start in starts() if message_id.startswith(start))
    return message_id in texts() or any(map(is_made_of_codes, ends))


def is_made_of_codes(end):
    cuts = [place for place, letter in enumerate(end) if letter == "-"]
    known = codes_in_use()
    return end in known or any(end[:cut] in known and is_made_of_codes(end[cut + 1 :]) for cut in cuts)


def ids_of(argument):
    """The ids that the first argument of a call says plainly."""
    if isinstance(argument, ast.IfExp):
        return ids_of(argument.body) + ids_of(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) else []


def test_both_languages_have_the_same_messages_with_the_same_variables():
    for catalogues in both_catalogues():
        shown = [{name: variables(entry, False) for name, entry in each.items()} for each in catalogues]
        assert shown[0] == shown[1]


def test_every_call_names_a_message_and_gives_the_values_that_it_needs():
    seen = 0
    for call in (node for node in code() if isinstance(node, ast.Call) and node.args):
        folder = FOLDERS.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
        for name in ids_of(call.args[0]) if folder is not None else ():
            given = {keyword.arg for keyword in call.keywords}
            english, vietnamese = catalogue("en", folder), catalogue("vi", folder)
            assert name in english, name
            assert None in given or given == variables(english[name]) | variables(vietnamese[name]), name
            seen += 1
    assert seen > 900


def test_no_message_is_unused():
    assert [name for english, _ in both_catalogues() for name in english if not is_used(name)] == []
    assert not is_used("synthetic-message") and not is_used("verdict-unheard-of")


@pytest.mark.parametrize(
    ("start", "codes"),
    [
        ("audit-", audit.CHECKS),
        ("base-", denominators.SERIES),
        ("anatomy-axis-", changes.AXES),
        ("verdict-", changes.VERDICTS),
        ("convention-", changes.CONVENTIONS),
        ("reason-", VERDICT_OF),
    ],
)
def test_every_code_of_the_analysis_has_words(start, codes):
    assert codes and {start + code for code in codes} <= set(catalogue("en", ""))


def test_no_english_is_left_in_the_vietnamese():
    same = {
        name
        for english, vietnamese in both_catalogues()
        for name, entry in english.items()
        if text_of(entry) == text_of(vietnamese[name]) and re.search("[a-z]{3}", text_of(entry))
    }
    assert same == {"explore-find-hint"}  # names of a province


# ── The language ─────────────────────────────────────────────────────────────────────────────────────────────

CHOICES = [
    ({}, "en"),
    ({"LANG": "C.UTF-8"}, "en"),
    ({"LANG": "vi_VN.UTF-8"}, "vi"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"),
    ({"LANG": "vi_VN", "LC_ALL": "C"}, "en"),
    ({"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
    ({"LANG": "en_US", "BAOPHU_LANG": "vi"}, "vi"),
    ({"LC_ALL": "vi_VN", "BAOPHU_LANG": "en"}, "en"),
    ({"LC_ALL": "vi_VN", "BAOPHU_LANG": "fr"}, "vi"),
]


@pytest.mark.parametrize(("environ", "language"), CHOICES)
def test_language_is_the_chosen_one_or_the_locales_in_make_too(environ, language):
    assert messages.reader_language(environ) == language
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        ["make", "-C", PROJECT, "need-PROVINCE"],
        env={**kept, **environ}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith({"vi": "Tỉnh nào?", "en": "Which province?"}[language])


def test_numbers_and_days_are_written_as_the_reader_writes_them(monkeypatch):
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    assert messages.format_decimal("90.4") == "90,4" and messages.format_number(1052062.4) == "1.052.062"
    assert [messages.format_day(day) for day in ("2022-12-31", "2022-12", "2022")] == ["31/12/2022", "12/2022", "2022"]
    monkeypatch.setenv("BAOPHU_LANG", "en")
    assert messages.format_decimal("90.4") == "90.4" and messages.format_number(1052062.4) == "1,052,062"
    assert messages.format_day("2022-12-31") == "2022-12-31"


def test_counts_take_the_form_of_the_language(monkeypatch):
    assert messages.message("faults", count=1) == "1 fault; nothing was written"
    assert messages.message("faults", count=1234) == "1234 faults; nothing was written"
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    assert messages.message("faults", count=1234) == "1234 lỗi; chưa ghi gì cả"


def test_a_message_that_is_not_there_or_lacks_a_value_is_refused():
    for call in (messages.message, messages.Messages("vi"), messages.Messages("en")):
        with pytest.raises(KeyError, match="no-such-message"):
            call("no-such-message")
    with pytest.raises(KeyError, match="faults"):
        messages.message("faults")
    with pytest.raises(KeyError, match="gap-points"):
        messages.Messages("vi")("gap-points")


def test_long_lists_are_said_whole_and_without_marks_of_direction():
    points = "; ".join(f"point {number}" for number in range(600))
    said = messages.Messages("en")("chart-schemes-alt", province="Synthetic", points=points)
    assert points in said and said.startswith("Social and unemployment insurance of Synthetic over time:")


def test_names_that_are_not_known_are_answered_with_the_nearest(monkeypatch):
    asked = "gsoo", ["gso", "announced"]
    assert messages.add_choices("No.", *asked) == "No. Did you mean 'gso'? Choose one of: gso, announced"
    assert messages.join_first("abcd", 2) == "a, b and 2 more" and messages.join_first("ab", 2) == "a, b"
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    assert messages.suggest(*asked) == "Có phải bạn muốn nói 'gso'?" and messages.suggest("zz", []) == ""
    assert messages.join_or("ab") == "a hay b" and messages.join_and("ab") == "a và b"


# ── What the analyst reads ───────────────────────────────────────────────────────────────────────────────────


def test_commands_speak_the_readers_language(monkeypatch):
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    done = CliRunner().invoke(cli.main, ["slug", "can-to"])
    assert done.exit_code == 2 and done.stderr.startswith("Không có tỉnh 'can-to'. Có phải bạn muốn nói 'can-tho'")
    done = CliRunner().invoke(cli.main, ["notebook", "synthetic-nowhere"])
    assert done.exit_code == 2 and done.stderr.splitlines()[-1] == "Xem docs/api.md"
    assert "mâu thuẫn" in CliRunner().invoke(cli.main, ["audit", "binh-thuan"]).output
    assert "thước đo" not in CliRunner().invoke(cli.main, ["audit", "--json", "binh-thuan"]).output


def test_faults_of_an_import_are_the_same_in_both_languages(tmp_path, monkeypatch):
    here = make_office(tmp_path)
    path = here.csv(HEADER, GOOD, *(row for row, *_ in FAULTS.values()))
    lines = {}
    for language in ("vi", "en"):
        monkeypatch.setenv("BAOPHU_LANG", language)
        with pytest.raises(BaophuError) as caught:
            here.run(path)
        lines[language] = str(caught.value).splitlines()
    places = {language: [line.partition(": ")[0] for line in each[:-1]] for language, each in lines.items()}
    assert places["vi"] == places["en"] and len(places["en"]) > 10
    assert not set(lines["vi"]) & set(lines["en"])


@pytest.mark.parametrize(
    "call", [["--provnce", "ha-tinh"], ["--province", "ha-tinh", "--scheme", "bhyy"], ["--province"]]
)
def test_calls_that_mean_nothing_exit_with_2_and_say_what_is_wrong(call):
    done = CliRunner().invoke(cli.main, ["import", "synthetic.csv", *call])
    assert done.exit_code == 2 and "Error: " in done.stderr and "--" in done.stderr.splitlines()[-1]


def test_saying_that_a_report_is_up_to_date_loads_no_fluent():
    code = (
        "import sys; from pathlib import Path; from types import SimpleNamespace; from baophu import cli\n"
        "cli._print_built(SimpleNamespace(files=[Path('a'), Path('b')], is_rebuilt=False))\n"
        "assert not {'fluent', 'babel'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("up to date: a b\n", "")
