"""What a wheel holds, and where an installed package finds the data."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from checkout import PROJECT
from hatchling.builders.wheel import WheelBuilder

import baophu
from baophu.common import paths
from baophu.common.digests import files_below
from baophu.common.errors import NoData
from baophu.ledger import names, reader


def test_a_wheel_holds_the_package_and_the_notebooks_and_nothing_else(tmp_path):
    (wheel,) = WheelBuilder(str(PROJECT)).build(directory=str(tmp_path), versions=["standard"])
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = [file.relative_to(PROJECT) for file in files_below(PROJECT / "baophu")]
    notebooks = [Path("baophu") / file.relative_to(PROJECT) for file in files_below(PROJECT / "notebooks")]
    assert held == {file.as_posix() for file in (*files, *notebooks)}
    assert "baophu/py.typed" in held and "baophu/notebooks/province_report.ipynb" in held
    assert Path(wheel).name == f"baophu-{baophu.__version__}-py3-none-any.whl"


def test_every_dependency_is_locked():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *sum(project["project"]["optional-dependencies"].values(), [])]
    wanted += [*project["dependency-groups"]["build"]]
    locked = re.findall(r"^([\w.-]+)==", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    plain = {re.sub(r"[._-]+", "-", re.match(r"[\w.-]+", name)[0]).lower() for name in wanted}
    assert plain <= set(locked)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package that lies in no checkout, called from an empty folder."""
    (tmp_path / "work").mkdir()
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "site-packages" / "baophu")
    monkeypatch.delenv("BAOPHU_DATA", raising=False)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path.resolve()


def write_areas(data):
    data.mkdir(parents=True)
    (data / "areas.csv").touch()
    return data


def test_data_are_those_of_the_checkout_before_those_of_the_working_directory(installed):
    write_areas(installed / "work" / "data")
    own = write_areas(installed / "site-packages" / "data")
    assert paths._find_data() == own


def test_data_are_looked_for_in_the_working_directory_and_above_it(installed, monkeypatch):
    above = write_areas(installed / "data")
    assert paths._find_data() == above
    (installed / "work" / "data").mkdir()  # a folder of this name without the table of areas is something else
    assert paths._find_data() == above
    monkeypatch.setenv("BAOPHU_DATA", "elsewhere/tables")
    assert paths._find_data() == installed / "work" / "elsewhere" / "tables"


def test_data_that_are_nowhere_are_said_to_be_missing(installed, monkeypatch):
    data = paths._find_data()
    monkeypatch.setattr(reader, "DATA", data)
    with pytest.raises(NoData, match=re.escape(str(data))):
        names.provinces(data)


def test_commands_say_in_both_languages_that_there_are_no_data(tmp_path):
    for language, words in {"vi": "Không có số liệu: trong ", "en": "There are no data: "}.items():
        environment = {"BAOPHU_DATA": str(tmp_path), "BAOPHU_LANG": language, "PYTHONPATH": str(PROJECT)}
        done = subprocess.run(
            [sys.executable, "-m", "baophu", "report", "binh-thuan"],
            env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(words + str(tmp_path.resolve())) and "BAOPHU_DATA" in done.stderr
        assert not [*tmp_path.iterdir()]
