"""The launcher's tiles as files: the package carries them, JupyterLab's server finds them, what they name exists."""

import json
import re
import shutil
import zipfile
from importlib.metadata import entry_points

import pytest
from checkout import PROJECT
from flit_core import buildapi
from jupyterlab_server.config import get_federated_extensions, get_page_config
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

import baophu

LAB = PROJECT / "baophu/lab"
STATIC = LAB / "labextensions/baophu-launcher/static"
TILES = (STATIC / "tiles.js").read_text("utf-8")


def configured(**given):
    loader = PyFileConfigLoader("jupyter_lab_config.py", path=str(LAB))
    loader.config = Config(given)
    return loader.load_config()


def test_settings_of_make_lab_name_the_folder_of_extensions():
    paths = configured()["LabApp"]["extra_labextensions_path"].get_value([])
    assert list(get_federated_extensions(paths)) == ["baophu-launcher"]


def test_folders_of_extensions_that_the_user_has_stay():
    paths = configured()["LabApp"]["extra_labextensions_path"].get_value(["/synthetic"])
    assert paths[0] == "/synthetic"
    assert len(paths) == 2


def test_extension_loads_a_file_that_is_there():
    page = get_page_config([str(LAB / "labextensions")])
    found = next(extension for extension in page["federated_extensions"] if extension["name"] == "baophu-launcher")
    assert (LAB / "labextensions/baophu-launcher" / found["load"]).is_file()
    assert found["extension"] == "./extension"


def test_extension_has_the_version_of_the_package():
    described = json.loads((STATIC.parent / "package.json").read_text("utf-8"))
    assert described["version"] == baophu.__version__


def test_tiles_name_notebooks_and_exporters_that_exist():
    notebooks = re.findall(r'notebook: "(\w+)"', TILES)
    formats = re.findall(r'format: "(\w+)"', TILES)
    assert len(notebooks) == 4
    assert len(formats) == 2
    assert all((PROJECT / f"notebooks/{name}.ipynb").is_file() for name in notebooks)
    assert {f"baophu-{name}" for name in formats} <= entry_points(group="nbconvert.exporters").names


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_tile_has_words_and_a_drawing(language):
    words = re.search(rf"^  {language}: {{\n(.*?)^  }},", (STATIC / "words.js").read_text("utf-8"), re.M | re.S)[1]
    drawings = (STATIC / "icons.js").read_text("utf-8")
    for tile in re.findall(r'id: "([\w-]+)"', TILES):
        assert f'"{tile}": {{' in words
        assert f'"{tile}": ' in drawings


def test_extension_asks_nothing_of_the_network():
    addresses = {
        found for file in STATIC.iterdir() for found in re.findall(r"\w+://[^\"'`\s]+", file.read_text("utf-8"))
    }
    assert addresses == {"http://www.w3.org/2000/svg"}


def test_wheel_carries_the_extension(tmp_path, monkeypatch):
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(PROJECT / name, tmp_path)
    shutil.copytree(PROJECT / "baophu", tmp_path / "baophu", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    wheel = buildapi.build_wheel(str(tmp_path))
    carried = set(zipfile.ZipFile(tmp_path / wheel).namelist())
    wanted = {path.relative_to(PROJECT).as_posix() for path in (LAB / "labextensions").rglob("*") if path.is_file()}
    assert len(wanted) >= 6
    assert wanted <= carried
    assert "baophu/lab/jupyter_lab_config.py" in carried
