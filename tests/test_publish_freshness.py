"""When a page is current: any cell that a report shows rebuilds it, and nothing that it does not show does."""

import csv
import json
import random
import re
import shutil
from functools import partial

import pytest
from checkout import PROJECT

from baophu.api.one_province import Province
from baophu.facts.plain import compress, decompress, digest_of
from baophu.facts.province import build_facts
from baophu.ledger.schemas import TABLES
from baophu.ledger.tables import read_ledger
from baophu.publish import freshness
from baophu.publish.freshness import InputDigests, Inputs, ReadData, is_facts_only, make_record
from baophu.report.pages.province import ProvincePage
from baophu.report.province_charts import CHARTS, chart_words

pytestmark = pytest.mark.slow

INPUTS = Inputs("d1", "p1", "n1", "l1", {"province": "'x'"})
NOTEBOOK = PROJECT / "notebooks/province_report.ipynb"


# ── What a report shows ──────────────────────────────────────────────────────────────────────────────────────


def calls_of_notebook():
    """Names of the page's blocks, and of the frames that charts draw, as the report notebook calls them."""
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    code = "\n".join("".join(cell["source"]) for cell in cells)
    return re.findall(r"^page\.(\w+)\(\)", code, re.MULTILINE), sorted(set(re.findall(r"place\.(\w+)\(\)", code)))


BLOCKS, FRAMES = calls_of_notebook()


def page_text(known, language):
    """All that the report notebook shows or draws, without what names the version itself."""
    page, place = ProvincePage(known, language), Province(known, language)
    found = [page.masthead().html(), *(getattr(page, name)().html() for name in BLOCKS)]
    found += [str(chart_words(name, known, page.words)) for name in CHARTS]
    found += [getattr(place, name)().to_csv() for name in FRAMES if name != "page"]
    return "\n".join(found).replace(known.data_version, "…").replace(known.data_version[:7], "…")


def facts_and_page(data, province, language="vi"):
    """Digest of the facts, and a function for what the report shows; a fault is what it shows too."""
    try:
        known = build_facts(read_ledger(data), province)
    except Exception as fault:
        return None, partial(repr, fault)
    return digest_of(known), partial(page_or_fault, known, language)


def page_or_fault(known, language):
    try:
        return page_text(known, language)
    except Exception as fault:
        return repr(fault)


def altered_value(cell, others, rng):
    """Another value for a cell: one that stands in the column elsewhere, or one that is like it."""
    others = sorted(set(others) - {cell, ""})
    if others and rng.random() < 0.5:
        return rng.choice(others)
    digits = [place for place, letter in enumerate(cell) if letter.isdigit()]
    if not digits:
        return f"{cell} x" if cell else "x"
    place = digits[-1]
    return f"{cell[:place]}{(int(cell[place]) + 1) % 10}{cell[place + 1 :]}"


def cells_of(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def write_rows(path, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def altered_cells(data, tables, rng):
    """One cell of a third of the columns of each table at a time, changed and put back."""
    for table in tables:
        path = rng.choice([file for file in table.files(data) if file.stem != "synthetic-south"])
        rows = cells_of(path)
        for name in rng.sample(table.names, (len(table.names) + 2) // 3):
            column = table.names.index(name)
            row = rng.randrange(1, min(len(rows), 9))
            before = rows[row][column]
            rows[row][column] = altered_value(before, [other[column] for other in rows[1:]], rng)
            write_rows(path, rows)
            yield f"{path.name}, {rows[row][0]}, {name}: {before!r} → {rows[row][column]!r}"
            rows[row][column] = before
        write_rows(path, rows)


def test_any_cell_that_a_report_shows_changes_the_facts_that_it_is_rebuilt_by(miniature):
    before = {lang: facts_and_page(miniature.data, "synthetic-north", lang) for lang in ("vi", "en")}
    shown, moved = {language: page() for language, (_, page) in before.items()}, set()
    for number, what in enumerate(altered_cells(miniature.data, TABLES, random.Random(0))):
        language, table = ("vi", "en")[number % 2], what.split(",")[0]
        digest, page = facts_and_page(miniature.data, "synthetic-north", language)
        # Facts that changed rebuild the report whatever it shows.
        if digest == before[language][0]:
            assert page() == shown[language], what
        elif table not in moved and page() != shown[language]:
            moved.add(table)
    digest, page = facts_and_page(miniature.data, "synthetic-north")
    assert (digest, page()) == (before["vi"][0], shown["vi"])
    # Without these the walk would show nothing.
    assert {"sources.csv", "targets.csv", "population.csv", "decisions.csv", "causes.csv"} <= moved


# A column of some rows of the real tables that a report of Cần Thơ shows, and of a place where it does.
SHOWN = [
    ("codes.csv", "scheme,bhxh_tn", "label_vi"),
    ("sources.csv", "", "publisher_vi"),
    ("labour_force.csv", "can-tho", "labour_force_count"),
    ("population.csv", "can-tho", "population_count"),
    ("population.csv", "viet-nam", "population_count"),
    ("decisions.csv", "can-tho", "reason_vi"),
    ("causes.csv", "can-tho", "cause"),
    ("targets.csv", "can-tho", "value"),
    ("events.csv", "", "label_vi"),
    ("areas.csv", "can-tho", "region6_vi"),
    ("claims/can-tho.csv", "can-tho-bhxh", "value"),
    ("claims/viet-nam.csv", "viet-nam-bhyt", "value"),
]


def test_what_a_real_report_shows_of_each_table_changes_its_facts(published, tmp_path):
    data, rng = shutil.copytree(published, tmp_path / "data"), random.Random(0)
    before_digest, page = facts_and_page(data, "can-tho")
    before = page()
    for name, start, column in SHOWN:
        path = data / name
        text, rows = path.read_text("utf-8"), cells_of(path)
        place = rows[0].index(column)
        codes = sorted({row[place] for row in rows[1:]}) if column == "cause" else []
        for row in rows[1:]:
            if not ",".join(row).startswith(start):
                continue
            if codes:
                row[place] = codes[codes.index(row[place]) - 1]
            else:
                row[place] = (
                    f"{float(row[place]) * 0.97:.0f}" if "count" in column else altered_value(row[place], [], rng)
                )
        write_rows(path, rows)
        digest, page = facts_and_page(data, "can-tho")
        assert digest is not None and page() != before, f"{name} {column}: no report shows it: {page()[:200]}"
        assert digest != before_digest, f"{name} {column}"
        path.write_text(text, "utf-8")


def test_own_figures_of_another_province_leave_the_facts_as_they_are(published, tmp_path):
    """Its districts and its social insurance enter nothing that is worked out over all provinces."""
    data = shutil.copytree(published, tmp_path / "data")
    before = {slug: facts_and_page(data, slug)[0] for slug in ("can-tho", "binh-thuan")}
    path = data / "claims/binh-thuan.csv"
    rows = cells_of(path)
    for row in rows[1:]:
        if row[rows[0].index("scheme")] == "bhtn":
            row[rows[0].index("value")] = "1" + row[rows[0].index("value")]
    write_rows(path, rows)
    after = {slug: facts_and_page(data, slug)[0] for slug in before}
    assert after["can-tho"] == before["can-tho"] and after["binh-thuan"] != before["binh-thuan"]


def test_facts_are_unpacked_as_they_were_packed(facts_of):
    known = facts_of("can-tho")
    said, digest = decompress(compress(known))
    assert digest == digest_of(known) and digest.startswith(known.data_version)
    assert said["area"]["area"] == "can-tho" and said["social"]
    with pytest.raises(ValueError):
        decompress("no facts")


# ── The rule ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def page(tmp_path, facts_of):
    """A record and its (synthetic) files; ``is_current(inputs, facts_digest)`` asks the rule."""
    file, outputs = tmp_path / ".keys" / "one.json", {tmp_path / "one.html": b"page", tmp_path / "one.pdf": b"paper"}
    names = {path.name: data for path, data in outputs.items()}
    read_data = ReadData("d1", compress(facts_of("can-tho")))
    freshness.publish_files(file, make_record(INPUTS, names, read_data, is_facts_only=True), outputs)

    def is_current(inputs=INPUTS, now=None):
        return freshness.is_current(file, inputs, outputs, lambda version: now)

    is_current.file, is_current.outputs = file, outputs
    return is_current


def other(**parts):
    return Inputs(**{**INPUTS.__dict__, **parts})


def test_same_bytes_are_current_and_facts_are_not_asked_for(page):
    assert page()


@pytest.mark.parametrize("part", ["package", "notebook", "lock"])
def test_another_code_notebook_or_lock_is_not_current_whatever_the_facts(page, facts_of, part):
    assert not page(other(**{part: "x"}), digest_of(facts_of("can-tho")))
    assert not page(other(**{part: "x", "data": "d2"}), digest_of(facts_of("can-tho")))


def test_other_data_are_current_where_the_facts_are_the_same_and_then_known(page, facts_of):
    assert not page(other(data="d2"), "other facts") and not page(other(data="d2"), None)
    assert page(other(data="d2"), digest_of(facts_of("can-tho")))
    # Written anew: the next call need not look at the facts.
    assert page(other(data="d2")) and not page()


def test_altered_or_lost_files_are_not_current(page):
    for file, data in page.outputs.items():
        file.write_bytes(data + b" ")
        assert not page()
        file.unlink()
        assert not page()
        file.write_bytes(data)
    assert page()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"inputs": 3, "outputs": {}}', b'{"inputs": {}}', b'{"key": "a"}', b"\xff"]
)
def test_a_damaged_record_or_one_of_another_version_makes_nothing_current(page, damage):
    page.file.write_bytes(damage)
    assert not page()


def test_what_changed_during_a_build_is_recorded_as_unknown():
    settled = INPUTS.if_unchanged(other(package="p2"))
    assert settled == other(package="") and INPUTS.if_unchanged(INPUTS) == INPUTS
    record = make_record(settled, {})
    assert not freshness.matches_inputs(record, INPUTS, lambda version: None)
    assert not freshness.matches_inputs(record, other(package="p2"), lambda version: None)


def test_record_of_cells_that_may_see_more_than_facts_is_blank_where_the_data_changed_meanwhile(facts_of):
    read_data = ReadData("d2", compress(facts_of("can-tho")))
    assert make_record(INPUTS, {}, read_data, is_facts_only=False)["inputs"]["data"] == ""
    assert make_record(other(data="d2"), {}, read_data, is_facts_only=False)["inputs"]["data"] == "d2"


@pytest.mark.parametrize("content", [b"\xff", b"[]", b'{"inputs": {}, "outputs": {}}',
                                     b'{"inputs": {"parameters": []}, "outputs": {}}',
                                     b'{"inputs": {"parameters": {}}, "outputs": {}, "facts": 3}'])  # fmt: skip
def test_damaged_record_is_none(content):
    assert freshness.from_bytes(content) == {}


def test_record_holds_the_data_that_the_report_read_not_those_of_before(facts_of):
    record = make_record(INPUTS, {}, ReadData("d2", compress(facts_of("can-tho"))), is_facts_only=True)
    assert record["inputs"]["data"] == "d2"
    assert not freshness.matches_inputs(record, INPUTS, lambda version: "facts of d1")


def notebook(folder, *sources):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    file = folder / "synthetic.ipynb"
    file.write_text(json.dumps({"cells": cells}), "utf-8")
    return file


def test_report_notebook_shows_nothing_but_facts():
    assert is_facts_only(NOTEBOOK)


PURE = """province = "can-tho"
language = "en"

import baophu
from baophu import charts

place = baophu.province(province, language)
page = place.page()
levels = place.levels()"""


# What an analyst changes: a filter, a colour, a line, a table of their own, a file written.
@pytest.mark.parametrize(
    "source",
    ["levels = levels[levels.as_of >= '2015']", "levels.query('coverage_pct > 80').tail()",
     "ax = charts.levels(levels, language=language)\nax.axhline(95, color='red')\npage.figure(ax, levels, 'levels')",
     "[name for name in levels.columns]", "share = place.facts.brief.figure_count / 2", "levels.to_csv('levels.csv')",
     "place.chart('targets')", "place = place\npage = place.page()", ""],
)  # fmt: skip
def test_a_notebook_that_shows_nothing_but_its_province_is_pure(tmp_path, source):
    assert is_facts_only(notebook(tmp_path, *PURE.split("\n\n"), source))


READS_FILES = (
    "open('../data/x.csv').read()",
    "import pandas as pd\npd.read_csv('../data/claims/x.csv')",
    "import seaborn as sns\nsns.load_dataset('x')",
    "from pathlib import Path",
    "import helper",
    "__import__('helper')",
    "eval('1')",
    "%run other.ipynb",
    "!cat ../data/x.csv",
    "place._data",
    "charts.__builtins__['open']('../data/x.csv')",
    "place.report('en').html.read_text()",
)
READS_OTHER_PROVINCES = (
    "baophu.country().levels()",
    "from baophu import country",
    "from baophu.api import country",
    "from baophu import charts, country",
    "import baophu as other",
    "import baophu.api",
    "baophu.province('can-tho', language).levels()",
    "baophu.province(province, language)",
    "baophu.province(province, 'vi')",
    "baophu.sources(levels)",
    "again = baophu",
    "getattr(place, 'levels')()",
)
ANOTHER_PARAMETER = (
    "province = 'lao-cai'",
    "language = 'vi'",
    "province += ''",
    "[province for province in ('lao-cai',)]",
    "for language in ('vi', 'en'):\n    levels",
    "(province := 'lao-cai')",
)
NOT_IN_FACTS = ("page.ledger_version", "place._version")


@pytest.mark.parametrize("source", READS_FILES + READS_OTHER_PROVINCES + ANOTHER_PARAMETER + NOT_IN_FACTS)
def test_a_notebook_that_may_read_other_data_is_not_pure(tmp_path, source):
    cells = PURE.split("\n\n")
    for place in range(1, len(cells) + 1):
        assert not is_facts_only(notebook(tmp_path, *cells[:place], source, *cells[place:]))


def test_a_notebook_without_its_one_call_or_its_parameters_is_not_pure(tmp_path):
    parameters, _, calls = PURE.split("\n\n")
    assert not is_facts_only(notebook(tmp_path, parameters))
    assert not is_facts_only(notebook(tmp_path, "import baophu", calls))
    assert not is_facts_only(notebook(tmp_path, parameters, "import baophu", calls.replace("(province,", "('x',")))
    assert not is_facts_only(tmp_path / "no-such.ipynb")


def test_state_sees_every_byte_and_other_notebooks_do_not_count(tmp_path, monkeypatch):
    for name in ("DATA", "PACKAGE", "NOTEBOOKS"):
        monkeypatch.setattr(freshness.paths, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    monkeypatch.setattr(freshness.paths, "LOCK", tmp_path / "requirements.txt")
    own = notebook(tmp_path / "notebooks")

    def differing(name, text="x"):
        before = InputDigests().inputs(own, {})
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
        return InputDigests().inputs(own, {}).differing_parts(before.__dict__)

    assert differing("data/a.csv") == differing("data/local/b.csv") == ["data"]
    assert differing("package/a.py") == ["package"] and differing("requirements.txt") == ["lock"]
    assert differing("notebooks/helper.py") == differing("notebooks/synthetic.ipynb", "{}") == ["notebook"]
    assert differing("notebooks/other.ipynb") == differing("data/.swp") == differing("package/a.pyc") == []
    (tmp_path / "data/a.csv").rename(tmp_path / "data/c.csv")
    assert differing("data/.swp") == [] and InputDigests().data != INPUTS.data


def test_facts_that_cannot_be_worked_out_make_a_page_stale_and_end_no_run(monkeypatch):
    def fails(province, version):
        raise ZeroDivisionError

    monkeypatch.setattr(freshness, "current_facts", fails)
    assert freshness.facts_digest("can-tho", "synthetic version") is None
