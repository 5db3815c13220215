"""Keys remembered between calls: only while every file is as it was."""

import os
import time

import pytest

from baophu import paths
from baophu.publish import unchanged
from baophu.publish.unchanged import KnownKeys


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("PACKAGE", "NOTEBOOKS", "DATA", "BUILD"):
        monkeypatch.setattr(paths, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    monkeypatch.setattr(paths, "LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(unchanged, "_YOUNG_SECONDS", 0.0)
    (paths.PACKAGE / "inner" / "__pycache__").mkdir(parents=True)
    for file in (paths.LOCK, paths.PACKAGE / "inner" / "a.py", paths.DATA / "b.csv", paths.NOTEBOOKS / "c.ipynb"):
        file.write_text("first", "utf-8")
    return tmp_path


def key(name="can-tho"):
    """The key, and how often it had to be found."""
    known, found = KnownKeys(), []
    value = known.key_of(name, lambda: found.append(name) or f"key of {name}")
    known.keep()
    return value, len(found)


def test_key_is_found_once_while_nothing_is_touched(folder):
    assert key() == ("key of can-tho", 1)
    assert key() == ("key of can-tho", 0)
    assert key("ha-noi") == ("key of ha-noi", 1)
    assert key()[1] == key("ha-noi")[1] == 0


@pytest.mark.parametrize("name", ["requirements.txt", "package/inner/a.py", "data/b.csv", "notebooks/c.ipynb"])
def test_touched_file_makes_every_key_be_found_again(folder, name):
    key()
    later = time.time() + 5
    os.utime(folder / name, (later, later))
    assert key()[1] == 1


def test_content_changed_behind_its_old_time_is_noticed(folder):
    key()
    file, before = paths.DATA / "b.csv", (paths.DATA / "b.csv").stat()
    file.write_text("other", "utf-8")  # of the same length
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert key()[1] == 1


def test_file_that_came_went_or_was_renamed_is_noticed(folder):
    key()
    (paths.DATA / "local").mkdir()
    (paths.DATA / "local" / "own.csv").write_text("x", "utf-8")
    assert key()[1] == 1
    (paths.DATA / "local" / "own.csv").rename(paths.DATA / "local" / "mine.csv")
    assert key()[1] == 1
    (paths.DATA / "local" / "mine.csv").unlink()
    assert key()[1] == 1


def test_what_python_and_editors_keep_for_themselves_does_not_count(folder):
    key()
    (paths.PACKAGE / "inner" / "__pycache__" / "a.pyc").write_text("x", "utf-8")
    (paths.DATA / ".b.csv.swp").write_text("x", "utf-8")
    assert key()[1] == 0


def test_young_files_are_not_trusted(folder, monkeypatch):
    monkeypatch.setattr(unchanged, "_YOUNG_SECONDS", 60.0)
    assert [key()[1], key()[1]] == [1, 1]
    assert not (paths.BUILD / "unchanged.json").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"state": null, "keys": {"can-tho": "x"}}', "no json"])
def test_spoilt_memory_is_no_memory(folder, text):
    (paths.BUILD / "unchanged.json").write_text(text, "utf-8")
    assert key() == ("key of can-tho", 1)
