"""Keys are content: what they are made from, when reports are built again, and what ``why`` says of it."""

import os
import pickle
import shutil

import pytest
from checkout import PROJECT, copy_project

from baophu import content_key as keys
from baophu import paths
from baophu.ledger.names import provinces
from baophu.publish import records, why
from baophu.publish.places import Places
from baophu.publish.render import Job
from baophu.remembered import at_one_moment, digest, names_in
from baophu.told import tell

SLUG, OTHER = "can-tho", "binh-thuan"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project, which the keys are asked of."""
    checkout = copy_project(tmp_path)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "baophu")
    monkeypatch.setattr(paths, "LOCK", tmp_path / "requirements.txt")
    for name in ("DATA", "NOTEBOOKS", "REPORTS", "BUILD"):
        monkeypatch.setattr(paths, name, tmp_path / name.lower())
    return checkout


@pytest.fixture
def built(project):
    """The project with the record and the (synthetic) files of one report."""
    places = Places(SLUG, "vi")
    outputs = {file: f"synthetic {file.name}".encode() for file in places.outputs}
    records.put(places.record, keys.content_key(SLUG, "vi"), outputs)
    return project


def said(language="vi", profile="standard"):
    places = Places(SLUG, language, profile)
    return why.why(places.record, keys.content_key(SLUG, language), places.outputs)


def is_current():
    places = Places(SLUG, "vi")
    return records.is_current(places.record, keys.content_key(SLUG, "vi"), places.outputs)


def test_nothing_has_changed_also_where_files_were_touched(built):
    for file in built.root.rglob("*.*"):
        if file.is_file() and ".venv" not in file.parts:
            os.utime(file, (0, 0))
    assert is_current() and said() == [tell(why.UP_TO_DATE)]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("data/claims/can-tho.csv", "against the first quarter of 2014", "synthetic",
         "data/claims/can-tho.csv: row can-tho-all-change-2015-03 changed"),
        ("data/claims/viet-nam.csv", "viet-nam-bhyt-rate-2022-12-31,", "viet-nam-synthetic,",
         "data/claims/viet-nam.csv: row viet-nam-bhyt-rate-2022-12-31 removed"),
        ("data/claims/binh-thuan.csv", "total,rate,90.4,", "total,rate,90.5,",
         "data/claims/binh-thuan.csv: row binh-thuan-bhyt-rate-2023-11-30 changed"
         " (enters what is worked out over all provinces)"),
        ("baophu/analysis/changes/verdicts.py", '"""', '"""Synthetic. ',
         "code: baophu/analysis/changes/verdicts.py changed"),
        ("baophu/publish/templates/baophu_html/style.css", "{", " {",
         "code: baophu/publish/templates/baophu_html/style.css changed"),
        ("requirements.txt", "==", "== ", "requirements.txt changed"),
        ("notebooks/province_report.ipynb", "report.changes()", "report.changes() ",
         "notebooks/province_report.ipynb changed"),
    ],
)  # fmt: skip
def test_what_the_report_used_is_named(built, name, old, new, line):
    built.edit(name, old, new)
    assert not is_current()
    assert line in said()


def test_module_that_comes_into_use_is_named(built):
    module = paths.PACKAGE / "typst_text.py"
    module.write_text(module.read_text("utf-8") + "\n\ndef late():\n    from baophu import console\n", "utf-8")
    lines = said()
    assert "code: baophu/console.py is used now" in lines and "code: baophu/typst_text.py changed" in lines
    assert not any("removed" in line or "no longer" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/population.csv", "an-giang,2008,gso_avg_pre2019census,2142600", "an-giang,2008,gso_avg_pre2019census,1"),
        ("data/labour_force.csv", "an-giang,2009,gso_lf15plus_2018snapshot,1227300",
         "an-giang,2009,gso_lf15plus_2018snapshot,1"),
        ("data/targets.csv", "an-giang,bhyt,total,target_rate,2022,92,", "an-giang,bhyt,total,target_rate,2022,93,"),
        ("data/README.md", "a", "b"),
        ("baophu/importer/amounts.py", '"""', '"""Synthetic. '),
        ("baophu/compare/told.py", '"""', '"""Synthetic. '),
        ("baophu/cli.py", '"""', '"""Synthetic. '),
        ("baophu/publish/many.py", '"""', '"""Synthetic. '),
        ("baophu/publish/site_pages.py", '"""', '"""Synthetic. '),
        ("baophu/backtest_page.py", '"""', '"""Synthetic. '),
        ("baophu/locales/vi/site.ftl", "=", "= "),
        ("baophu/locales/en/report.ftl", "=", "= "),
        ("pyproject.toml", "=", "= "),
    ],
)  # fmt: skip
def test_what_the_report_does_not_use_builds_nothing(built, name, old, new):
    built.edit(name, old, new)
    assert is_current() and said() == [tell(why.UP_TO_DATE)]


def test_row_of_another_province_that_enters_nothing_shared_builds_nothing(built):
    path = paths.DATA / "claims" / f"{OTHER}.csv"
    before = keys.content_key(OTHER, "vi")
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if ",bhyt,total," not in line]
    assert 5 < len(kept) < len(lines)
    path.write_text("\n".join([line + "x" if line in kept[1:] else line for line in lines] + [""]), "utf-8")
    assert is_current() and keys.content_key(OTHER, "vi") != before


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_lost_or_altered_output_is_named(built, suffix):
    output = paths.REPORTS / f"{SLUG}.{suffix}"
    output.write_bytes(b"synthetic, altered")
    assert said() == [f"output reports/{SLUG}.{suffix} is missing or altered"] and not is_current()
    output.unlink()
    assert said() == [f"output reports/{SLUG}.{suffix} is missing or altered"] and not is_current()


def test_report_that_was_never_built(built):
    assert said("en") == said("vi", "nd30") == [tell(why.NEVER_BUILT)]


@pytest.mark.parametrize("record", ["{", "[]", '{"key": "0", "outputs": {}}', '{"key": "0", "outputs": 3, "parts": 3}'])
def test_record_of_another_version_or_spoilt(built, record):
    Places(SLUG, "vi").record.write_text(record)
    assert said()[0] in (tell(why.NEVER_BUILT), tell(why.NO_PARTS)) and not is_current()


def test_many_rows_of_a_file_are_counted(built):
    path = paths.DATA / "claims" / f"{SLUG}.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *(row + "x" for row in rows), ""]), "utf-8")
    lines = [line for line in said() if line.startswith(f"data/claims/{SLUG}.csv")]
    assert len(lines) == 13 and lines[-1].endswith(f"{len(rows) - 12} more rows changed, added or removed")


def test_command_says_why_and_exits_0_but_for_a_province_that_is_none(built):
    (paths.DATA / "claims" / f"{SLUG}.csv").touch()
    done = built.baophu("why", "Cần Thơ")
    assert (done.returncode, done.stdout) == (0, f"{tell(why.UP_TO_DATE)}\n")
    done = built.make("why", PROVINCE=SLUG, REPORT_LANG="en")
    assert (done.returncode, done.stdout) == (0, f"{tell(why.NEVER_BUILT)}\n")
    assert built.make("why", PROVINCE="no-such-province").returncode == 2
    assert built.make("why").returncode == 2


# ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_key_is_told_apart_by_province_and_language_and_not_by_page_format():
    asked = {(slug, language): keys.content_key(slug, language) for slug in provinces() for language in ("vi", "en")}
    assert len(set(asked.values())) == 63 * 2
    assert Job(SLUG, "vi", "nd30").key() == asked[SLUG, "vi"]
    with at_one_moment():
        assert {place: keys.content_key(*place) for place in asked} == asked


def test_key_travels_with_its_parts():
    for key in (keys.content_key(SLUG, "vi"), keys.page_key("index", "all", [PROJECT / "README.md"], "told")):
        copy = pickle.loads(pickle.dumps(key))
        assert copy == key and copy.parts == key.parts and isinstance(copy, keys.Key) and copy.shown == key[:12]


def test_page_over_all_provinces_reads_all_rows(built):
    page = [paths.NOTEBOOKS / "national_overview.ipynb"]
    before = keys.page_key("national", "vi", page)
    built.edit("data/labour_force.csv", "1227300", "1227400")
    assert keys.page_key("national", "vi", page) != before
    assert keys.page_key("national", "vi", page, "told") != keys.page_key("national", "vi", page)


# ── What is remembered of files ──────────────────────────────────────────────────────────────────────────────


def test_file_is_read_again_when_it_changed_though_its_time_and_size_did_not(tmp_path):
    file = tmp_path / "synthetic"
    file.write_bytes(b"one")
    os.utime(file, (1e9, 1e9))
    first = digest(file)
    file.write_bytes(b"two")
    os.utime(file, (1e9, 1e9))
    assert digest(file) != first


def test_folder_is_listed_again_when_a_file_comes_or_goes(tmp_path):
    folder = tmp_path / "folder"
    assert names_in(folder) == ([], [])
    folder.mkdir()
    (folder / "b").touch()
    (folder / ".hidden").touch()
    (folder / "a").mkdir()
    assert names_in(folder) == (["b"], ["a"])
    shutil.rmtree(folder)
    assert names_in(folder) == ([], [])
