"""The whole site: every report, the national one, the audit, the data, and the index that leads to them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from baophu.common import paths
from baophu.common.languages import LANGUAGES
from baophu.common.messages import message
from baophu.ledger.names import provinces
from baophu.publish import batch, build, freshness
from baophu.publish.places import PAGES, Places
from baophu.publish.progress import Progress
from baophu.publish.render import Job
from baophu.publish.workers import Result, Task

if TYPE_CHECKING:
    from baophu.report.site.index_states import Report


def build_site(
    slugs: Iterable[str],
    width: int,
    force: bool = False,
    progress: Progress | None = None,
    run: batch.Runner | None = None,
) -> list[Result]:
    """Build what is out of date of the reports of ``slugs`` and of the site's own pages.

    Parameters
    ----------
    slugs : provinces whose reports are built; the index shows all, with the reports there are.
    width : worker processes.
    progress : is told each result.
    run : see :func:`baophu.publish.batch.build_batch`.

    Returns
    -------
    One result for each report and page, failed ones too: nothing stops the others.

    Raises
    ------
    InvalidLedger : before anything is built.
    KeyboardInterrupt : what has been finished is whole.
    """
    todo = batch.plan([*batch.report_jobs(slugs), *page_jobs()], force)
    # Asked here, in one process and once: workers are begun only for what has to be built.
    places = batch.plan([*batch.report_jobs(provinces()), *page_jobs()])
    current = {(job.subject, job.language) for job in places.keys if job not in places.stale}
    progress = progress or Progress(0)
    progress.say(message("plan-processes", plan=todo.line, count=width) if run is None else todo.line)
    progress.begin(len(todo.stale))
    stopping = partial(progress.say, message("run-stopping"))
    results = batch.build_batch(todo, width, progress.told, stopping, run=run)
    progress.close()
    return results + _pages(_states(results, current), force, progress.say)


def page_jobs() -> list[Job]:
    """The pages of the site that are notebooks."""
    return [Job(name, language) for name in PAGES for language in LANGUAGES]


def _pages(states: Mapping[tuple[str, str], "Report"], force: bool, say: Callable[[str], None]) -> list[Result]:
    """The index and the data page in both languages, in this process."""
    from baophu.ledger.descriptor import build_descriptor
    from baophu.publish.site_data import copy_tables
    from baophu.report.site.frame import file_name

    shown = {"/".join(key): (report.state, report.reason) for key, report in sorted(states.items())}
    built = []
    # The downloads too may have been lost or altered; what is as it should be is not written again.
    copy_tables(build_descriptor(paths.DATA))
    for name, make in (("index", partial(_index, states)), ("data", _data)):
        outputs = {language: paths.REPORTS / file_name(name, language) for language in LANGUAGES}
        parameters = shown if name == "index" else {}
        record, before = paths.REPORTS / ".keys" / f"{name}.json", freshness.State().inputs(None, parameters)
        is_current = not force and freshness.is_current(record, before, outputs.values(), lambda version: None)
        if not is_current:
            files = {outputs[language].name: page for language, page in make().items()}
            inputs = before.if_still(freshness.State().inputs(None, parameters))
            written = {paths.REPORTS / name: page for name, page in files.items()}
            freshness.put(record, freshness.record_of(inputs, files), written)
            say(message("progress-page", label=f"{name} ({', '.join(LANGUAGES)})"))
        built += [
            Result(Task(name, language, make), build.Built(outputs[language], outputs[language], not is_current))
            for language in LANGUAGES
        ]
    return built


def _states(results: Iterable[Result], current: Collection[tuple[str, str]]) -> dict[tuple[str, str], "Report"]:
    """Every province's report as the index shows it, by slug and language.

    Parameters
    ----------
    results : of this call.
    current : what was up to date before it.
    """
    from baophu.report.site.index_states import CURRENT, EARLIER, FAILED, MISSING, Report

    faults = {(result.task.subject, result.task.language): result.fault for result in results}
    states = {}
    for slug in provinces():
        for language in LANGUAGES:
            place, places = (slug, language), Places(slug, language)
            if faults.get(place):
                states[place] = Report(FAILED, reason=faults[place])
            elif places.html.is_file() and places.pdf.is_file():
                state = CURRENT if place in current or place in faults else EARLIER
                states[place] = Report(state, places.html.name, places.pdf.name)
            else:
                states[place] = Report(MISSING)
    return states


def _index(states) -> dict[str, bytes]:
    from baophu.facts.national import build_national, facts_of_provinces
    from baophu.ledger.tables import load_ledger
    from baophu.publish.site_pages import render_index
    from baophu.report.site.index_page import index_page

    ledger = load_ledger()
    national = build_national(ledger, facts_of_provinces(ledger))
    return {language: render_index(index_page(national, states, language), language) for language in LANGUAGES}


def _data() -> dict[str, bytes]:
    from baophu.ledger.descriptor import build_descriptor
    from baophu.ledger.validity import data_version
    from baophu.publish.site_data import row_counts
    from baophu.publish.site_pages import render_data
    from baophu.report.site.data_page import data_page

    package = build_descriptor(paths.DATA)
    counts, version = row_counts(package), data_version(paths.DATA)
    pages = {language: data_page(package, counts, version, language) for language in LANGUAGES}
    return {language: render_data(page, language) for language, page in pages.items()}


def chosen(words: str) -> list[str]:
    """Slugs of the provinces named in a line, as ``make site PROVINCES="Cần Thơ, binh-thuan 92"`` may have them.

    Names are parted by commas, or by spaces where that leaves names; nothing named means all.

    Raises
    ------
    UnknownProvince
    """
    found = [slug for part in words.replace(";", ",").split(",") for slug in _named(part.split())]
    return list(dict.fromkeys(found)) or list(provinces())


def _named(words: list[str]) -> list[str]:
    from baophu.common.errors import UnknownProvince
    from baophu.ledger.names import resolve_province

    if not words:
        return []
    for length in range(len(words), 0, -1):
        try:
            return [resolve_province(" ".join(words[:length])), *_named(words[length:])]
        except UnknownProvince:
            if length == 1:
                raise
    return []


def files() -> list[Path]:
    """Everything for readers under ``reports/``; the pages that lead to others come last."""
    found = [file for file in paths.REPORTS.rglob("*") if file.is_file() and not _is_hidden(file)]
    return sorted(found, key=lambda file: (file.name.startswith("index"), file))


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(paths.REPORTS).parts)


def index_file() -> Path:
    """What to open first."""
    return paths.REPORTS / "index.html"
