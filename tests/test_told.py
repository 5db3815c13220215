"""What faults and commands say: the language they say it in, the catalogues, and that both languages say the same."""

import ast
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import PROJECT
from click.testing import CliRunner
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from test_importer_faults import FAULTS, GOOD, HEADER
from test_importer_kit import office
from test_show_messages import variables

import baophu
from baophu import console, facts_lapses, told
from baophu.cli import main
from baophu.errors import BaophuError
from baophu.explore import state
from baophu.importer.summary import summary
from baophu.importer.template import write_template
from baophu.languages import check_language
from baophu.ledger.names import resolve_province
from baophu.ledger.schemas import TABLES
from baophu.ledger.validate import check
from baophu.paths import PACKAGE
from baophu.publish import execute, notebook
from baophu.publish.build import Built
from baophu.publish.many import Result, Task
from baophu.publish.profiles import check_profile
from baophu.publish.progress import Progress
from baophu.publish.progress import summary as progress_summary
from baophu.show.parameters import undeclared_message

LANGUAGES = ("vi", "en")


@pytest.fixture(params=LANGUAGES)
def each(request):
    return request.param


@pytest.fixture
def here(tmp_path):
    return office(tmp_path)


@pytest.fixture
def said(monkeypatch):
    """Calls something in both languages: what it gave, and the messages that it asked for with their values."""

    def said(call):
        found = {}
        for language in LANGUAGES:
            asked = []
            with monkeypatch.context() as patch:
                patch.setenv("BAOPHU_LANG", language)
                really = told._told
                patch.setattr(
                    told, "_told", lambda *given, to=asked, really=really: (to.append(given[1:]), really(*given))[1]
                )
                found[language] = call(), [(name, tuple(sorted(values))) for name, values in asked]
        return found

    return said


# ── The language ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "vi_VN", "LC_ALL": "C"}, "en"),
        ({"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
        ({"LANG": "VI"}, "vi"),
        ({"LANG": "en_US", "BAOPHU_LANG": "vi"}, "vi"),
        ({"LC_ALL": "vi_VN", "BAOPHU_LANG": "en"}, "en"),
        ({"LC_ALL": "vi_VN", "BAOPHU_LANG": " EN "}, "en"),
        ({"LC_ALL": "vi_VN", "BAOPHU_LANG": "fr"}, "vi"),
        ({"BAOPHU_LANG": ""}, "en"),
    ],
)
def test_language_is_the_chosen_one_or_the_locales(environ, language):
    assert told.language(environ) == language


def test_numbers_and_days_are_written_as_the_reader_writes_them(monkeypatch):
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    assert (told.number("90.4"), told.grouped(1052062.4), told.day("2022-12-31")) == ("90,4", "1.052.062", "31/12/2022")
    assert (told.day("2022-12"), told.day("2022")) == ("12/2022", "2022")
    monkeypatch.setenv("BAOPHU_LANG", "en")
    assert (told.number("90.4"), told.grouped(1052062.4), told.day("2022-12-31")) == ("90.4", "1,052,062", "2022-12-31")


# ── The catalogues ───────────────────────────────────────────────────────────────────────────────────────────


def entries(language):
    files = sorted((PACKAGE / "locales" / language / "told").glob("*.ftl"))
    return [entry for path in files for entry in FluentParser().parse(path.read_text("utf-8")).body]


def catalogue(language):
    """Message id to the names of its variables, those that only choose among forms too."""
    messages = [entry for entry in entries(language) if isinstance(entry, fluent.Message)]
    assert len(messages) == len({entry.id.name for entry in messages}), "one id stands in two catalogues"
    return {entry.id.name: variables(entry) for entry in messages}


VI, EN = catalogue("vi"), catalogue("en")
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "told.py" or path.parent != PACKAGE)
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}
# Ids that are put together, and which ends they can have.
ENDS = {
    "role-": {"area", "date", "month", "quarter", "year", "scheme", "group", "kind", "unit", "figures", "province"},
    "provinces-": {"province", "figures", "levels", "newest", "none", "no-level", "own"},
    "provinces-level-": {"announced", "gso"},
    "rule-type-": {"slug", "number", "integer", "year", "locator", "date"},
    "mend-type-": {"slug", "number", "integer", "year", "locator", "date"},
    "fill-": {
        f"{table.name}-{column.name}".replace("_", "-")
        for table in TABLES
        for column in table.columns
        if column.required and column.type == "string" and not column.codes and not column.refers
    },
}
PUT_TOGETHER = {start + end for start, ends in ENDS.items() for end in ends}


def tells(tree):
    """Calls of ``tell`` in a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tell"]


def constants(node):
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def test_catalogues_can_be_read_and_both_languages_have_the_same_messages_with_the_same_values(each):
    assert not [entry for entry in entries(each) if isinstance(entry, fluent.Junk)]
    assert VI == EN


def test_every_message_that_is_asked_for_is_there_with_the_values_that_it_needs():
    for path, tree in TREES.items():
        for call in tells(tree):
            ids = set() if isinstance(call.args[0], ast.JoinedStr) else constants(call.args[0]) & set(EN)
            named = {keyword.arg for keyword in call.keywords}
            if isinstance(call.args[0], ast.Constant):
                assert ids, f"{path.name}: {call.args[0].value}"
            for name in ids if None not in named else ():
                assert named == EN[name], f"{path.name}: {name}"


def test_no_message_waits_for_nobody():
    callers = [tree for tree in TREES.values() if any(tells(tree)) or "baophu.told" in modules(tree)]
    helpers = {"or", "and", "some", "near", "choose"}
    used = set().union(*map(constants, callers)) | PUT_TOGETHER | helpers
    assert set(EN) - used == set()
    assert set(EN) >= PUT_TOGETHER


def modules(tree):
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_every_way_to_put_an_id_together_is_listed_here():
    joined = {call.args[0] for tree in TREES.values() for call in tells(tree)} | {
        part for tree in TREES.values() for call in tells(tree) for part in ast.walk(call.args[0])
    }
    starts = {node.values[0].value for node in joined if isinstance(node, ast.JoinedStr)}
    assert starts == set(ENDS)


def test_what_to_fill_in_is_what_the_schema_says():
    for table in TABLES:
        for column in table.columns:
            name = f"fill-{table.name}-{column.name}".replace("_", "-")
            if name in EN:
                assert told._told("en", name, {}) == f"Fill in: {column.meaning}"


def bundle_of(language):
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((PACKAGE / "locales" / language / "told").glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def test_messages_read_without_fluent_say_what_fluent_would(each):
    bundle = bundle_of(each)
    plain = told._plain(each)
    assert len(plain) > 0.95 * len(EN), "nearly all messages should be plain"
    for name in EN:
        values = {variable: f"⟨{variable}⟩" for variable in EN[name]}
        said, errors = bundle.format_pattern(bundle.get_message(name).value, values)
        assert not errors
        assert told._told(each, name, values) == said, name
        assert all(f"⟨{variable}⟩" in said for variable in EN[name]), name


def test_a_message_that_needs_more_of_fluent_takes_counts_and_long_texts(monkeypatch):
    assert told._told("en", "faults", {"count": 1}) == "1 fault; nothing was written"
    assert told._told("en", "faults", {"count": 1234}) == "1234 faults; nothing was written"
    assert told._told("vi", "faults", {"count": 1234}) == "1234 lỗi; chưa ghi gì cả"
    long = "x" * 5000
    assert long in told._told("en", "faults", {"count": long})


@pytest.mark.parametrize("name", ["no-such-message", "wrong-ending", "faults"])
def test_a_message_that_is_not_there_or_lacks_a_value_is_refused(each, name):
    with pytest.raises(KeyError):
        told._told(each, name, {})


# What stays as it is in every language: commands, options, formats, names of columns, codes; and words that both have.
BOTH = """
    an do in no so the to e f g h n o u x anh bao ha ky tinh
    add all api area areas as as_of as_printed attainment base_as_of change column count date decimal dry encoding fail
    file first force fraction header help import kind label language last make name notebook obs_status order out
    output para parameters percent province provinces published_note rates replace report reports row run scale scheme
    sheet skip table target_year targets template title unit unrecorded unstated value year
    claims
    baophu baophu_cell_seconds bhyt bom byte codes cp1258 crlf csv dask data docs excel form git html http lf
    libreoffice md nfc nfd notebooks p ods opendocument pdf python report_lang s3 tcp tcvn3 utf vni windows xls
    xlsx
"""
ANY_LANGUAGE = frozenset(BOTH.split())


def words_of(language):
    """The words that a language's messages consist of, by id."""
    messages = [entry for entry in entries(language) if isinstance(entry, fluent.Message)]
    return {
        entry.id.name: {
            word
            for part in walk(entry.value)
            if isinstance(part, fluent.TextElement)
            for word in re.findall(r"[^\W\d]\w*", part.value.lower())
            if word.isascii()
        }
        for entry in messages
    }


def walk(node):
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, fluent.BaseNode):
                yield from walk(child)


def test_no_english_is_left_in_the_vietnamese():
    vietnamese, english = words_of("vi"), words_of("en")
    assert {name: left for name in EN if (left := (vietnamese[name] & english[name]) - ANY_LANGUAGE)} == {}


# ── Both languages say the same ──────────────────────────────────────────────────────────────────────────────


def data_in(text):
    """Places, options, quoted texts and addresses of a message, which no language changes."""
    found = r"\S+![A-Z]+\d+\S*?(?=[ :,]|$)|--[a-z][\w-]+|(?<!\w)'[^'\n]*'(?!\w)|docs/\w+\.md"
    return sorted(re.findall(found, text, re.MULTILINE))


def refused(call):
    with pytest.raises(BaophuError) as caught:
        call()
    return "\n".join([str(caught.value), *getattr(caught.value, "__notes__", [])])


_TRIED = {
    ("unknown-province", ("hint", "name")),
    ("near-provinces", ("names",)),
    ("all-provinces", ()),
    ("or", ()),
}


def assert_same(found):
    (vietnamese, asked_vi), (english, asked_en) = found["vi"], found["en"]
    # What is tried again and again, such as whether a name is a province's, is asked for once in a process.
    assert set(asked_vi) - _TRIED == set(asked_en) - _TRIED and asked_en
    assert vietnamese != english
    assert data_in(vietnamese) == data_in(english)
    assert len(vietnamese.splitlines()) == len(english.splitlines())


def test_faults_of_an_import_are_told_in_both_languages(here, said):
    rows = [row for row, *_ in FAULTS.values()]
    path = here.csv(HEADER, GOOD, *rows)
    assert_same(said(lambda: refused(lambda: here.run(path))))
    assert_same(said(lambda: refused(lambda: here.run(here.csv(HEADER, GOOD, rows[0])))))


QUESTIONS = {
    "numbers, dates, names, rates": [["Huyện", "Ngày", "Số người", "Tỷ lệ"], ["Kỳ Ank", "03/04/2022", "1.052", "0,9"]],
    "year, unknown column": [["Huyện", "Tháng 1", "Lạ"], ["Kỳ Anh", "1052", "7"]],
    "no header": [["a", "b"], ["c", "d"]],
    "day, scheme": [["Huyện", "Số người"], ["Kỳ Anh", "1052"]],
    "scale": [
        ["Đơn vị tính: nghìn người"],
        ["Huyện", "Ngày", "Số người tham gia BHYT"],
        ["Kỳ Anh", "31/12/2021", "12"],
    ],
    "percent of what": [["Kế hoạch"], ["Huyện", "Ngày", "Tỷ lệ BHXH"], ["Kỳ Anh", "31/12/2021", "12,5"]],
    "unknown words": [["Huyện", "Ngày", "Loại hình", "Số người"], ["Kỳ Anh", "31/12/2021", "bảo hiểm gì", "1052"]],
    "other province": [["Huyện", "Ngày", "Số người tham gia BHYT"], ["Cần Thơ", "31/12/2021", "1052"]],
    "two columns": [["Huyện", "Địa phương", "Ngày", "Số người tham gia BHYT"], ["Kỳ Anh", "x", "31/12/2021", "1052"]],
}


@pytest.mark.parametrize("rows", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_questions_of_an_import_are_asked_in_both_languages(here, said, rows):
    assert_same(said(lambda: refused(lambda: here.run(here.csv(*rows)))))


def test_files_that_cannot_be_read_are_refused_in_both_languages(here, said):
    (here.folder / "synthetic.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (here.folder / "synthetic.xlsx").write_bytes(b"PK no archive")
    (here.folder / "synthetic.doc").write_bytes(b"words")
    windows = here.csv(["Huyện"], ["Kỳ Anh"], encoding="utf-8", name="synthetic-windows.csv")
    windows.write_bytes("Huyện\nHà Tĩnh\n".encode("cp1258", "ignore"))
    names = ["synthetic.xls", "synthetic.xlsx", "synthetic.doc", "synthetic-windows.csv", "missing.csv"]
    for name in names:
        found = said(lambda name=name: refused(lambda: here.run(here.folder / name)))
        assert_same(found)
        assert all(name in text for text, _ in found.values())


def test_an_earlier_import_that_says_otherwise_is_told_in_both_languages(here, said):
    here.run(here.csv(HEADER, GOOD))
    other = here.csv(HEADER, [*GOOD[:3], "91,5"], name="synthetic-newer.csv")
    found = said(lambda: refused(lambda: here.run(other)))
    assert_same(found)
    assert "90,4" in found["vi"][0] and "90.4" in found["en"][0]


def test_summary_of_an_import_is_told_in_both_languages(here, said):
    rows = [
        ["Tên bảng"],
        [*HEADER, "Ghi gì"],
        [*GOOD, "x"],
        ["Tổng", "31/12/2021", "1.112.346", "90,5", ""],
        ["Nguồn: x"],
    ]
    path = here.csv(*rows)
    found = said(lambda: summary(here.run(path, dry_run=True), False))
    assert_same(found)
    vietnamese = found["vi"][0]
    assert "bỏ qua    dòng 5: không có số: Nguồn: x" in vietnamese
    assert "bảo hiểm y tế, số lượng của 31/12/2021: 1112345 người (từ '1.112.345')" in vietnamese
    assert vietnamese.endswith("sẽ ghi 4 con số vào data/local/claims/ha-tinh.csv")


def of_provinces(here, *rows):
    return here.run(here.csv(["Tỉnh", "Huyện", "Ngày", "Số người tham gia BHYT"], *rows), province="", dry_run=True)


def test_a_table_of_all_provinces_is_told_in_both_languages(here, said):
    good = ["Hà Tĩnh", "Kỳ Anh", "31/12/2021", "52111"], ["Cần Thơ", "Tổng cộng", "31/12/2021", "1100000"]
    assert_same(said(lambda: summary(of_provinces(here, *good), False)))
    found = said(lambda: refused(lambda: of_provinces(here, *good, ["Hà Tĩn", "Kỳ Anh", "31/12/2021", "52111"])))
    assert_same(found)
    assert "hoặc --area 'Hà Tĩn=-' để bỏ" in found["vi"][0]
    assert_same(said(lambda: refused(lambda: of_provinces(here, ["", "Kỳ Anh", "31/12/2021", "52111"]))))


def test_a_form_is_not_overwritten_in_either_language(here, said):
    path = here.folder / "synthetic-form.xlsx"
    path.write_bytes(b"")

    def again():
        return refused(lambda: write_template("ha-tinh", path, data=here.data))

    assert_same(said(again))


def test_an_unknown_province_is_told_in_both_languages(said):
    found = said(lambda: refused(lambda: resolve_province("can-to")))
    assert_same(found)
    assert found["en"][0] == "There is no province 'can-to'. Did you mean 'can-tho'? All names: make provinces"
    assert found["vi"][0].startswith("Không có tỉnh 'can-to'. Có phải bạn muốn nói 'can-tho'")
    assert_same(said(lambda: refused(lambda: resolve_province("zzzzzz"))))


def test_problems_of_the_ledger_are_told_in_both_languages(miniature, said):
    for column, value in {
        "area": "can-too",
        "as_of": "2023-02-30",
        "value": "x",
        "as_printed": "",
        "locator": "?",
    }.items():
        spoil(miniature, column, value)
    found = said(lambda: "\n".join(map(str, check(miniature.data))))
    assert_same(found)
    files = {language: re.findall(r"\S+\.csv:\d+ \w+ '.*?'", text) for language, (text, _) in found.items()}
    assert files["vi"] == files["en"] and len(files["en"]) >= 5


def spoil(miniature, column, value):
    path = next(iter(sorted((miniature.data / "claims").glob("*.csv"))))
    header, first, *rest = path.read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index(column)] = value
    path.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", "utf-8")


# ── Other refusals, and what commands report ─────────────────────────────────────────────────────────────────

REFUSALS = {
    "language": lambda: check_language("fr"),
    "page format": lambda: check_profile("synthetic"),
    "engine": lambda: execute._engine_name("synthetic"),
    "notebook": lambda: notebook.find_notebook("lapse-dropz"),
    "no parameter": lambda: notebook.asked_for(notebook.find_notebook("lapse_drops"), "vi", {"shceme": "bhyt"}),
    "no parameter like it": lambda: notebook.asked_for(notebook.find_notebook("audit"), "vi", {"zzzz": "1"}),
    "language as a parameter": lambda: notebook.asked_for(notebook.find_notebook("audit"), "vi", {"language": "en"}),
    "scheme": lambda: facts_lapses.check_scheme("bhxhh"),
    "period": lambda: facts_lapses.read_period("soon"),
    "period the wrong way round": lambda: facts_lapses.read_period("2023-2020"),
    "choice of scheme": lambda: state.choose("can-tho", scheme="bhyy"),
    "choice of scale": lambda: state.choose("can-tho", scale="gsoo"),
    "choice of years": lambda: state.choose("can-tho", years=(1900, 2000)),
    "province in a notebook": lambda: baophu.province("can-thoo"),
}


@pytest.mark.parametrize("call", REFUSALS.values(), ids=REFUSALS.keys())
def test_wrong_words_are_refused_in_both_languages(said, call):
    assert_same(said(lambda: refused(call)))


def test_an_undeclared_parameter_is_told_in_both_languages(said):
    assert_same(said(lambda: undeclared_message("provinc", ("province", "language"))))


def test_progress_is_told_in_both_languages(said):
    done, failed = (Task("synthetic", language, print) for language in LANGUAGES)

    def run():
        stream = io.StringIO()
        progress = Progress(2, stream)
        progress.told(Result(done, value=Built(Path("a"), Path("b"), changed=True)))
        progress.told(Result(failed, fault="synthetic fault", exit_code=4))
        return stream.getvalue() + "\n".join(progress_summary([Result(failed, fault="synthetic fault")]))

    found = said(run)
    assert_same(found)
    assert "đã lập synthetic (vi)  [1 xong, 0 hỏng, 1 còn lại]" in found["vi"][0]


def test_audit_and_changes_are_told_in_both_languages(ledger, monkeypatch, said):
    monkeypatch.setattr(console, "load", lambda: ledger)
    for call in (lambda: console.audit_lines("binh-thuan", False), lambda: console.changes_lines("can-tho", False)):
        assert_same(said(call))
    assert said(lambda: console.audit_lines(None, True))["vi"][0] == console.audit_lines(None, True)


# ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────

CALLS = [
    ["--province", "ha-tinh", "--decimal", ";"],
    ["--province", "ha-tinh", "--year", "22"],
    ["--province", "ha-tinh", "--year", "x"],
    ["--province", "ha-tinh", "--header-row", "0"],
    ["--province", "ha-tinh", "--as-of", "31/02/2022"],
    ["--province", "ha-tinh", "--scheme", "bhyy"],
    ["--province", "ha-tinh", "--area", "Ky Anh"],
    ["--province", "ha-tinh", "more"],
    ["--provnce", "ha-tinh"],
    ["--nothing-like-it"],
    ["--province"],
]


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_calls_that_mean_nothing_are_refused_in_both_languages(said, words):
    found = said(lambda: CliRunner().invoke(main, ["import", "synthetic.csv", *words]).output)
    assert_same(found)
    assert "Lỗi: " in found["vi"][0] and "Error: " in found["en"][0]


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"BAOPHU_LANG": "vi"}, "Tỉnh nào?"),
        ({"BAOPHU_LANG": "en", "LANG": "vi_VN.UTF-8"}, "Which province?"),
        ({"BAOPHU_LANG": "", "LANG": "vi_VN.UTF-8"}, "Tỉnh nào?"),
        ({"BAOPHU_LANG": "fr", "LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "Which province?"),
    ],
)
def test_make_refuses_in_the_same_language_as_the_commands(environ, said):
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        ["make", "-C", PROJECT, "need-PROVINCE"],
        env={**own, **environ}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2 and done.stderr.startswith(said), done.stderr
    assert said.startswith("Tỉnh") == (told.language(environ) == "vi")


def test_a_message_that_a_light_command_prints_loads_no_fluent(each):
    code = (
        "import sys; from baophu.told import tell; from baophu.errors import UnknownProvince\n"
        "from baophu.ledger.names import resolve_province\n"
        "try: resolve_province('can-to')\n"
        "except UnknownProvince as error: print(error)\n"
        "print(tell('up-to-date', files='x'), tell('checked'))\n"
        "assert not [name for name in sys.modules if name.startswith(('fluent', 'babel'))]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "BAOPHU_LANG": each}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
