"""Finished files sent to addresses of fsspec."""

import fsspec
import pytest

from baophu.common import paths
from baophu.common.errors import BadAddress
from baophu.publish import batch, site
from baophu.publish.batch import Plan
from baophu.publish.destination import Destination
from baophu.publish.render import Job
from baophu.publish.workers import Result, Task


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """A folder of finished files."""
    folder = tmp_path / "reports"
    monkeypatch.setattr(paths, "REPORTS", folder)
    for name in ("index.html", "data/local.csv", "lao-cai.html", "lao-cai.pdf", ".keys/lao-cai.vi.json", ".a.1-2.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"synthetic {name}", "utf-8")
    return folder


@pytest.fixture(params=["memory", "file", "path"])
def address(request, tmp_path):
    if request.param == "memory":
        fsspec.filesystem("memory").rm("/", recursive=True)
        return "memory://elsewhere/reports"
    return f"file://{tmp_path}/elsewhere/reports" if request.param == "file" else str(tmp_path / "elsewhere")


def sent_to(address) -> dict[str, str]:
    files, root = fsspec.core.url_to_fs(address)
    return {name[len(root) + 1 :]: files.cat_file(name).decode() for name in files.find(root)}


def test_site_is_sent_whole_without_hidden_files_and_then_only_what_differs(reports, address):
    assert Destination(address).send(site.list_files()) == 4
    there = sent_to(address)
    assert sorted(there) == [".sent.json", "data/local.csv", "index.html", "lao-cai.html", "lao-cai.pdf"]
    assert there["data/local.csv"] == "synthetic data/local.csv"
    assert Destination(address).send(site.list_files()) == 0
    (reports / "lao-cai.html").write_text("changed", "utf-8")
    files, root = fsspec.core.url_to_fs(address)
    files.rm_file(f"{root}/index.html")
    assert Destination(address).send(site.list_files()) == 2
    there = sent_to(address)
    assert there["lao-cai.html"] == "changed" and there["index.html"] == "synthetic index.html"


def test_index_goes_last(reports):
    assert [file.name for file in site.list_files()] == ["local.csv", "lao-cai.html", "lao-cai.pdf", "index.html"]


def test_what_was_current_is_sent_and_what_failed_is_not(reports):
    jobs = [Job("lao-cai", "vi"), Job("lao-cai", "en"), Job("ha-giang", "vi")]
    plan = Plan(dict.fromkeys(jobs, "key"), stale=tuple(jobs[1:]))
    results = [Result(Task("lao-cai", "en", print), fault="cell 3"), Result(Task("ha-giang", "vi", print))]
    names = [file.name for file in batch.finished_files(plan, results)]
    assert names == ["lao-cai.html", "lao-cai.pdf", "ha-giang.html", "ha-giang.pdf"]


def test_writing_that_fails_leaves_what_was_there_and_is_done_again(reports, tmp_path):
    place, there = Destination(str(tmp_path / "elsewhere")), tmp_path / "elsewhere"
    place.send([reports / "lao-cai.html"])
    (reports / "lao-cai.html").write_text("changed", "utf-8")
    (there / ".lao-cai.html.part").mkdir()  # where the file is written before it takes its name
    with pytest.raises(BadAddress, match="IsADirectoryError"):
        place.send([reports / "lao-cai.html"])
    assert (there / "lao-cai.html").read_text("utf-8") == "synthetic lao-cai.html"
    (there / ".lao-cai.html.part").rmdir()
    assert Destination(str(there)).send([reports / "lao-cai.html"]) == 1
    assert sorted(file.name for file in there.iterdir()) == [".sent.json", "lao-cai.html"]


def test_unknown_protocol_is_named_with_the_known_ones():
    with pytest.raises(BadAddress, match="nosuch.*s3") as error:
        Destination("nosuch://bucket")
    assert error.value.exit_code == 2


def test_missing_driver_is_named_with_its_cure():
    with pytest.raises(BadAddress, match="pip install webdav4"):
        Destination("webdav://example.org/reports")


def test_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(BadAddress, match="cannot be written"):
        Destination(str(tmp_path / "file" / "reports"))
