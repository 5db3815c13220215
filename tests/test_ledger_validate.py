import unicodedata

import pytest
from miniature import CLAIM, RATE, Miniature

from baophu.common.errors import InvalidLedger
from baophu.ledger import tables, validity
from baophu.ledger.validate import find_problems

JULY = {"source_id": "synthetic-office", "as_of": "2020-07-31"}
CHANGE = {"kind": "change", "base_as_of": "2018-12-31"}
MONTH, YEAR = {"as_of_precision": "month"}, {"as_of_precision": "year"}
PLAN = {"kind": "attainment", "unit": "percent_of_plan", "value": "90", "as_printed": "90%"}


def claim(column, words, **cells):
    return column, words, lambda ledger: ledger.append("claims", **cells)


def cause(column, words, **cells):
    return column, words, lambda ledger: ledger.append("causes", **{"claim_id": "north-fall", **cells})


def source(column, words, **cells):
    return column, words, lambda ledger: ledger.append("sources", **cells)


def rewrite_file(name, column, words, edit):
    return column, words, lambda ledger: ledger.rewrite(name, edit)


def add_line(text):
    return lambda content: content + text.encode() + b"\n"


def top(plant):
    """The fault is told of the file's first line, wherever else it reaches."""
    column, words, edit = plant
    return column, words, lambda ledger: (edit(ledger)[0], 1)


def slipped_digit(ledger):
    shared = {"area": "synthetic-town", **JULY}
    ledger.append("claims", **shared, kind="denominator", value="50000", as_printed="50.000")
    ledger.append("claims", **shared, value="4000", as_printed="4.000")
    return ledger.append("claims", **shared, **RATE, value="80", as_printed="80%")


def slipped_digit_without_printed_population(ledger):
    ledger.append("claims", **JULY, value="80000", as_printed="80.000")
    return ledger.append("claims", **JULY, **RATE, value="80", as_printed="80%")


PLANTS = {
    "day that no calendar has": claim("as_of", "not a day", as_of="2019-02-30"),
    "day in local order": claim("as_of", "not a day", as_of="31/12/2019"),
    "serial number of a spreadsheet for a day": claim("as_of", "not a day", as_of="45260"),
    "unknown area": claim("area", "not in areas.area", area="synthetic-nowhere", home="synthetic-north"),
    "letter O in the value": claim("value", "not a plain number", value="1.052.O62"),
    "letter O in the token": claim("as_printed", "not a printed number", as_printed="1.052.O62"),
    "date as token": claim("as_printed", "not a printed number", as_printed="31.12.2019"),
    "digits that are not ASCII": claim("value", "not a plain number", value="８００００", as_of="2019-11-30"),
    "value that its token does not say": claim("value", "reads as 800001", as_printed="800.001"),
    "identifier used twice": claim("claim_id", "duplicate claim_id", claim_id="north-count"),
    "identifier with capitals": claim("claim_id", "not an identifier", claim_id="North count"),
    "unknown source": claim("source_id", "not in sources.source_id", source_id="synthetic-papr"),
    "no source": claim("source_id", "missing", source_id=""),
    "unknown kind": claim("kind", "not a kind code", kind="level"),
    "unknown scheme": claim("scheme", "not a scheme code", scheme="bhty"),
    "unknown bound": claim("bound", "not a bound code", bound="over"),
    "unknown unit": claim("unit", "not a unit code", unit="people"),
    "unknown place": claim("locator", "not a place", locator="page 3"),
    "required cell left blank": claim("as_printed", "missing", as_printed=""),
    "change back in time": claim("base_as_of", "not before as_of", **CHANGE | {"base_as_of": "2019-12-31"}),
    "change from no day": claim("base_as_of", "without a reference date", **CHANGE | {"base_as_of": ""}),
    "day after publication": claim("as_of", "after its source was published (2020-02-01)", as_of="2020-02-02"),
    "month not over when it was printed": claim(
        "as_of", "after its source was published (2020-02-01)", as_of="2020-02-29", **MONTH
    ),
    "rate over 100": claim("value", "outside 0-100", **RATE, value="904", as_printed="904%"),
    "share below zero": claim("value", "outside 0-100", **RATE | {"kind": "share"}, value="-4", as_printed="4%"),
    "count below zero": claim("value", "a count below zero", value="-800000", as_of="2019-11-30"),
    "count above the population": claim(
        "value", "more than the population", value="8000000", as_printed="8.000.000", as_of="2019-11-30"
    ),
    "plan of nobody": claim("plan_owner", "attainment without an owner", **PLAN),
    "undated figure as a point": claim("as_of", "undated", as_of="", as_of_precision=""),
    "day without precision": claim("as_of_precision", "does not go with as_of", as_of_precision=""),
    "year that stands on another day": claim("as_of", "precision is year", as_of="2019-06-30", **YEAR),
    "month that stands on another day": claim("as_of", "precision is month", as_of="2019-12-30", **MONTH),
    "letters of a wrong encoding": claim("note", "wrong encoding", note="Cáº§n ThÆ¡"),
    "decomposed letters": claim("note", "NFD", note=unicodedata.normalize("NFD", "Cần Thơ")),
    "formula": claim("note", "formula", note="=SUM(A1:A9)"),
    "space around a value": claim("note", "space around", note="synthetic "),
    "no-break space around a value": claim("note", "space around", note="\N{NO-BREAK SPACE}synthetic"),
    "row in another area's file": claim("area", "another area's file", home="synthetic-south"),
    "rate ten times its count": ("value", "4,000 of 50,000 is not 80.0 %", slipped_digit),
    "rate ten times its count over the record": ("value", "is not 80.0 %", slipped_digit_without_printed_population),
    "source without address": source("url", "neither address nor file name", url="", published_note="unknown"),
    "source without date": source("published_on", "no date", published_on="", published_note=""),
    "target over 100": (
        "value",
        "outside 0-100",
        lambda ledger: ledger.append("targets", area="synthetic-south", value="925"),
    ),
    "population of nobody": (
        "population_count",
        "below 1",
        lambda ledger: ledger.append("population", area="synthetic-south", year="2019", population_count="0"),
    ),
    "cause of no figure": cause("claim_id", "not in claims.claim_id", claim_id="synthetic-nothing"),
    "unknown cause": cause("cause", "not a cause code", cause="household_membres"),
    "unknown role": cause("role", "not a cause_role code", role="reason"),
    "cause without a place": cause("locator", "missing", locator=""),
    "cause named twice": cause("claim_id", "duplicate claim_id + cause", cause="household_members"),
    "empty line": rewrite_file("claims/synthetic-north.csv", "", "empty line", add_line("")),
    "line of empty cells": rewrite_file("claims/synthetic-north.csv", "", "empty line", add_line("," * 16)),
    "too few cells": rewrite_file("claims/synthetic-south.csv", "", "row has 3 cells", add_line("a,b,c")),
    "bytes of another encoding": rewrite_file(
        "decisions.csv", "", "not UTF-8", lambda content: content + b"south-rate,comment,C\xe2n Th\xf4,Synthetic\n"
    ),
    "byte-order mark": top(rewrite_file("targets.csv", "", "byte-order mark", lambda c: b"\xef\xbb\xbf" + c)),
    "line ends of Windows": top(rewrite_file("events.csv", "", "CRLF", lambda c: c.replace(b"\n", b"\r\n"))),
    "unknown column": top(
        rewrite_file("labour_force.csv", "", "unknown 'colour'", lambda c: c.replace(b"_id\n", b"_id,colour\n"))
    ),
    "missing column": top(rewrite_file("area_aliases.csv", "", "missing area", lambda c: b"alias\nSynthetic\n")),
}  # fmt: skip
BROKEN_HEADERS = ("data/area_aliases.csv", "data/labour_force.csv")


@pytest.fixture(scope="module")
def planted_faults(tmp_path_factory):
    """A miniature with every plant at once, where each stands, and all that was found."""
    ledger = Miniature(tmp_path_factory.mktemp("planted"))
    # Marks and line ends go in last: whoever appends a row would have to know of them.
    places = {name: edit(ledger) for name, (_, _, edit) in PLANTS.items()}
    return ledger, places, find_problems(ledger.data)


@pytest.mark.parametrize("name", PLANTS)
def test_fault_is_found_at_its_place_with_a_cure(planted_faults, name):
    column, words, _ = PLANTS[name]
    _, places, problems = planted_faults
    here = [problem for problem in problems if (problem.file, problem.line) == places[name]]
    told = [problem for problem in here if problem.column == column and words in problem.rule]
    assert told, here
    assert all(problem.cure for problem in here)


def test_faults_blame_no_line_that_is_right(planted_faults):
    _, places, problems = planted_faults
    blamed = {(problem.file, problem.line) for problem in problems if problem.file not in BROKEN_HEADERS}
    assert blamed <= set(places.values())


def test_loading_refuses_with_every_problem_at_once(planted_faults):
    ledger, places, problems = planted_faults
    with pytest.raises(InvalidLedger) as refusal:
        tables.load_ledger(ledger.data)
    lines = str(refusal.value).splitlines()
    assert lines == [*map(str, problems), f"{len(problems)} problems in data/"]
    for file, line in places.values():
        assert any(text.startswith(f"{file}:{line}") for text in lines)


def test_misspelt_code_is_answered_with_the_right_one(planted_faults):
    _, places, problems = planted_faults
    problem = next(p for p in problems if (p.file, p.line) == places["unknown scheme"])
    assert "Did you mean bhyt" in str(problem)


def test_duplicate_is_told_where_the_first_stands(planted_faults):
    _, places, problems = planted_faults
    problem = next(p for p in problems if (p.file, p.line) == places["identifier used twice"])
    assert "data/claims/synthetic-north.csv:2" in problem.cure


def test_miniature_as_it_stands_has_no_problem(miniature):
    assert find_problems(miniature.data) == []


def test_figure_said_to_be_provisional_may_stand_on_the_end_of_a_month_not_over(miniature):
    miniature.append("claims", as_of="2020-02-29", obs_status="P", **MONTH)
    assert find_problems(miniature.data) == []


def test_missing_file_is_a_problem_not_a_crash(miniature):
    (miniature.data / "events.csv").unlink()
    assert [(p.file, p.rule) for p in find_problems(miniature.data)] == [("data/events.csv", "file is missing")]


UNREADABLE = {
    "events": lambda content: b"",
    "targets": lambda content: content.decode().encode("utf-16"),
    "decisions": lambda content: content.replace(b",", b";"),
    "labour_force": lambda content: content.replace(b"synthetic-north", b'"synthetic-north', 1),
    "area_aliases": lambda content: b"\x00" * 10,
    "population": lambda content: content.replace(b"\n", b"\r"),
}


def test_files_that_are_no_csv_are_problems_not_a_crash(miniature):
    files = {miniature.rewrite(f"{name}.csv", edit)[0] for name, edit in UNREADABLE.items()}
    assert {problem.file for problem in find_problems(miniature.data)} >= files


def test_row_over_two_lines_is_named_by_its_first(miniature):
    miniature.append("claims", note="synthetic\nnote")
    file, last = miniature.append("claims", note="=1")
    assert [(p.file, p.line) for p in find_problems(miniature.data)] == [(file, last)]


# ── What is remembered ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def checks(monkeypatch, tmp_path):
    """How often the whole ledger was checked."""
    done = []
    monkeypatch.setattr(validity, "BUILD", tmp_path / "build")
    monkeypatch.setattr("baophu.ledger.validate.find_problems", lambda data: done.append(data) or [])
    return done


def test_ledger_that_passed_is_not_checked_again(miniature, checks):
    validity.ensure_valid(miniature.data)
    validity.ensure_valid(miniature.data)
    assert len(checks) == 1


def test_one_changed_byte_is_checked_anew(miniature, checks):
    validity.ensure_valid(miniature.data)
    miniature.change("claims", "north-count", "note", "x")
    validity.ensure_valid(miniature.data)
    assert len(checks) == 2


def test_what_was_checked_before_and_comes_back_is_the_same_data(miniature, tmp_path):
    before = validity.data_version(miniature.data)
    miniature.change("claims", "north-count", "note", "x")
    assert validity.data_version(miniature.data) != before
    miniature.change("claims", "north-count", "note", "")
    assert validity.data_version(miniature.data) == before


def test_invalid_ledger_is_refused_every_time(miniature, monkeypatch, tmp_path):
    monkeypatch.setattr(validity, "BUILD", tmp_path / "build")
    miniature.change("claims", "north-count", "scheme", "")
    for _ in range(2):
        with pytest.raises(
            InvalidLedger, match=r"claims/synthetic-north.csv:2 scheme .*\n1 problem in data/\nSee docs/steward.md$"
        ):
            validity.ensure_valid(miniature.data)


def test_reading_the_data_writes_nothing_under_it(miniature):
    def state():
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes()) for path in miniature.data.rglob("*") if path.is_file()
        }

    before = state()
    tables.load_ledger(miniature.data)
    assert state() == before


def test_tables_are_typed(miniature, monkeypatch):
    monkeypatch.setattr(tables, "ensure_valid", lambda data: None)
    claims = tables.load_ledger(miniature.data).claims.set_index("claim_id")
    assert claims.loc["north-fall", "value"] == float(CLAIM["value"]) / -40
    assert claims.loc["north-fall", "base_as_of"].year == 2019
    assert claims.loc["north-count", "note"] == ""
    assert claims["as_of"].isna().sum() == 1


def test_areas_inside_an_area_are_found_at_any_depth(miniature, monkeypatch):
    monkeypatch.setattr(tables, "ensure_valid", lambda data: None)
    ledger = tables.load_ledger(miniature.data)
    assert ledger.children("synthetic-north") == ["synthetic-town"]
    assert "synthetic-town" in ledger.children("synthetic-country")
