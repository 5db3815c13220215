"""What tests share: the real ledger, a miniature that they may spoil, a browser."""

import fcntl
import gc
import os
import shutil
import signal
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from checkout import PROJECT, Checkout, copy_project
from golden_text import PROVINCES, stem
from hypothesis import settings
from miniature import Miniature

from baophu.common.imports import keep_jsonschema_light
from baophu.common.languages import LANGUAGES
from baophu.common.paths import DATA
from baophu.facts.province import build_facts
from baophu.ledger import tables, validity

keep_jsonschema_light()
# What messages say is compared in English, whatever the locale of whoever runs the tests.
os.environ["BAOPHU_LANG"] = "en"
# A shell in the background has its children ignore Ctrl-C, and what the tests begin would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Those of the golden texts, a city within its province, two with few figures.
BUILT = (*PROVINCES, "thanh-hoa", "lao-cai", "ha-giang")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

# The frames of hundreds of tests are no garbage: looking for some all the time costs a tenth of the run.
gc.set_threshold(100_000, 50, 100)

# How long an example takes says what else the machine does.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items):
    """Slow files come first, so that no process is left with one when the others have nothing to do any more.

    JupyterLab's, the slowest, begins with the site, for which the other processes need not wait meanwhile.
    """
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
    items.sort(key=_in_order)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """As ``--dist loadfile``, but files whose tests read exported reports share a process, which exports each once."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return _scope(nodeid.partition("::")[0])

    return Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


@cache
def _scope(file):
    return "exported" if "exported" in (PROJECT / file).read_text("utf-8") else file


def _in_order(item):
    is_quick = item.get_closest_marker("slow") is None
    return is_quick, item.path.stem != "test_lab_browser", "built_site" in item.fixturenames


@pytest.fixture(scope="session")
def build_apart(tmp_path_factory):
    """A build folder of the tests' own, so that what they validate is not remembered in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validity, "BUILD", tmp_path_factory.mktemp("build"))
        yield validity.BUILD


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The published data alone: what an office keeps under data/local/ is not the project's to test."""
    folder = tmp_path_factory.mktemp("published") / "data"
    return Path(shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("local")))


@pytest.fixture(scope="session")
def ledger(published):
    """The real ledger; that it keeps its rules has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "ensure_valid", lambda data: None)
        return tables.load_ledger(published)


@pytest.fixture(scope="session")
def facts_of(ledger):
    """Facts of a real province, built once."""
    known = {}

    def facts_of(province):
        if province not in known:
            known[province] = build_facts(ledger, province)
        return known[province]

    return facts_of


@pytest.fixture(scope="session")
def exported(facts_of):
    """``exported(province, language)`` gives the bytes of a real report, or of what another exporter makes of it."""
    from pages import exports  # loads nbformat, for which jsonschema has to be light

    return exports(facts_of)


@pytest.fixture(scope="session")
def bare(ledger):
    """Facts of a real province as if nobody had printed a figure of it."""
    others = ledger.claims[ledger.claims["area"] != "soc-trang"]
    return build_facts(replace(ledger, claims=others), "soc-trang")


@pytest.fixture
def miniature(tmp_path, build_apart):
    """A valid miniature of the test's own."""
    return Miniature(tmp_path)


@pytest.fixture
def facts_in(miniature, monkeypatch):
    """Facts of a synthetic province, from the miniature as the test left it and without checking it again."""
    monkeypatch.setattr(tables, "ensure_valid", lambda data: None)
    return lambda province: build_facts(tables.load_ledger(miniature.data), province)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """A copy of the project in which ``make site`` was called: once in a run of the tests, and never changed by them.

    What make said is in ``said``.
    """
    base = tmp_path_factory.getbasetemp()
    # Processes that share a run have folders of their own beside one another.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = folder / "said.txt"
        if not said.exists():
            project = copy_project(folder / "project")
            # What is current in the checkout is not built again.
            for file in [*PROJECT.glob("reports/*.*"), *PROJECT.glob("reports/.keys/*.json")]:
                if file.name.split(".")[0] in (*BUILT, "national", "lapse-drops", "audit"):
                    target = project.root / file.relative_to(PROJECT)
                    target.parent.mkdir(exist_ok=True)
                    shutil.copy2(file, target)
            done = project.make("site", PROVINCES=" ".join(BUILT), JOBS=str(min(2, os.cpu_count() or 1)))
            said.write_text(f"{done.returncode}\n{done.stdout}{done.stderr}", "utf-8")
    assert said.read_text("utf-8").startswith("0\n"), said.read_text("utf-8")
    return Checkout(folder / "project")


@pytest.fixture
def project(built_site, tmp_path):
    """A project of the test's own, with the site built."""
    return copy_project(tmp_path / "project", built_site.root, "reports")


@pytest.fixture(scope="session")
def built(built_site):
    """Paths of reports of real provinces, built as an analyst does: ``built[province, language] == (html, pdf)``."""
    return {
        (province, language): tuple(
            built_site.root / f"reports/{stem(province, language)}.{kind}" for kind in ("html", "pdf")
        )
        for province in BUILT
        for language in LANGUAGES
    }


@pytest.fixture(scope="session")
def browser():
    """The system's chromium, if it can be without the parts that show it; nothing is downloaded."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if not chromium:
        if os.environ.get("BAOPHU_REQUIRE_BROWSER") == "1":
            pytest.fail("no chromium found, and BAOPHU_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no chromium found; on Debian: apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()
