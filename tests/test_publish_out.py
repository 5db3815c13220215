"""Reports published at addresses of fsspec."""

import json
from dataclasses import replace

import fsspec
import nbformat
import pytest

from baophu import paths
from baophu.errors import BadAddress
from baophu.publish import out
from baophu.publish.freshness import Inputs
from baophu.publish.out import Here, Out, shelf
from baophu.publish.render import Job, Rendered

JOB = Job("lao-cai", "en")
RENDERED = Rendered({"lao-cai.en.html": b"synthetic page", "lao-cai.en.pdf": b"synthetic paper"})
KEY = Inputs("abc", "p", "n", "l", {})
OTHER = replace(KEY, package="another")


@pytest.fixture
def executed(tmp_path, monkeypatch):
    """A notebook that was run."""
    monkeypatch.setattr(paths, "BUILD", tmp_path / "build")
    monkeypatch.setattr(Job, "key", lambda job: KEY)
    JOB.places.executed.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(), JOB.places.executed)


@pytest.fixture(params=["memory", "file"])
def address(request, tmp_path, executed):
    if request.param == "file":
        return (tmp_path / "elsewhere" / "reports").as_uri()
    fsspec.filesystem("memory").rm("/", recursive=True)
    return "memory://elsewhere/reports"


def names_at(address):
    files, root = fsspec.core.url_to_fs(address)
    return sorted(name[len(root) + 1 :] for name in files.find(root))


def read_at(address, name):
    files, root = fsspec.core.url_to_fs(address)
    return files.cat_file(f"{root}/{name}")


def test_report_is_current_once_it_is_published(address):
    assert not Out(address).is_current(JOB, KEY)
    Out(address).publish(JOB, KEY, RENDERED)
    assert names_at(address) == [".keys/lao-cai.en.json", "lao-cai.en.html", "lao-cai.en.ipynb", "lao-cai.en.pdf"]
    assert read_at(address, "lao-cai.en.pdf") == b"synthetic paper"
    assert json.loads(read_at(address, ".keys/lao-cai.en.json"))["outputs"].keys() == RENDERED.files.keys()
    assert nbformat.reads(read_at(address, "lao-cai.en.ipynb").decode(), as_version=4).cells == []
    assert Out(address).is_current(JOB, KEY) and not Out(address).is_current(JOB, OTHER)
    assert not Out(address).is_current(Job("lao-cai", "vi"), KEY)


@pytest.mark.parametrize("name", ["lao-cai.en.html", "lao-cai.en.pdf", ".keys/lao-cai.en.json"])
def test_report_with_a_lost_or_shorter_file_is_built_again(address, name):
    files, root = fsspec.core.url_to_fs(address)
    for harm in (lambda path: files.rm_file(path), lambda path: files.pipe_file(path, b"less")):
        Out(address).publish(JOB, KEY, RENDERED)
        harm(f"{root}/{name}")
        assert not Out(address).is_current(JOB, KEY)


def test_removed_report_is_gone(address):
    place = Out(address)
    place.publish(JOB, KEY, RENDERED)
    place.remove(JOB)
    place.remove(JOB)
    assert names_at(address) == []


def test_writing_that_fails_leaves_what_was_there(address, monkeypatch):
    Out(address).publish(JOB, KEY, RENDERED)
    before = {name: read_at(address, name) for name in names_at(address)}
    place = Out(address)
    with pytest.raises(TypeError):
        place._write({"lao-cai.en.html": b"new", "lao-cai.en.pdf": object()})
    assert {name: read_at(address, name) for name in names_at(address)} == before


def test_mirror_sends_what_differs_and_removes_what_is_gone(address, tmp_path):
    folder = tmp_path / "reports"
    for name in ("index.html", "data/local.csv", "a.html", ".keys/a.json", ".a.1-2.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"synthetic {name}", "utf-8")
    assert Out(address).mirror(folder) == 4
    assert names_at(address) == [".keys/a.json", ".keys/site.json", "a.html", "data/local.csv", "index.html"]
    assert Out(address).mirror(folder) == 0
    (folder / "a.html").unlink()
    (folder / "index.html").write_text("changed", "utf-8")
    assert Out(address).mirror(folder) == 1
    assert "a.html" not in names_at(address) and read_at(address, "index.html") == b"changed"


def test_reports_folder_is_where_nothing_else_is_said():
    assert isinstance(shelf(None), Here) and isinstance(shelf(""), Here)


def test_unknown_protocol_is_named_with_the_known_ones():
    with pytest.raises(BadAddress, match="nosuch.*s3") as error:
        Out("nosuch://bucket")
    assert error.value.exit_code == 2


def test_missing_driver_is_named_with_its_cure(monkeypatch):
    def missing(address):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(BadAddress, match="pip install s3fs"):
        Out("s3://bucket/reports")


def test_place_without_permission_is_refused_before_anything_is_built(tmp_path, monkeypatch):
    def refused(written):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(out, "put_all", refused)
    with pytest.raises(BadAddress, match="Permission denied"):
        Out(str(tmp_path))
