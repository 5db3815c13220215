"""The whole site: every report, the national page, the audit, the data page and the index."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from baophu.common import paths
from baophu.common.languages import LANGUAGES
from baophu.common.messages import message
from baophu.export.bar import WHOLE_BAR
from baophu.ledger.names import provinces
from baophu.publish import batch, build, freshness
from baophu.publish.job_paths import PAGES, JobPaths
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
    """Build those reports of ``slugs`` and pages of the site that are out of date.

    Parameters
    ----------
    slugs : Iterable[str]
        Provinces whose reports are built; the index lists all provinces, with the reports that exist.
    width : int
        Number of worker processes.
    force : bool
        Build even if nothing has changed.
    progress : Progress, optional
        Shows each result.
    run : Callable, optional
        See :func:`baophu.publish.batch.build_batch`.

    Returns
    -------
    list of Result
        One for each report and page, failed ones too: a failure does not stop the others.

    Raises
    ------
    InvalidLedger
        The data break a rule; nothing is built.
    KeyboardInterrupt
        The run was interrupted; the reports finished before are complete.
    """
    plan = batch.plan_batch([*batch.report_jobs(slugs, bar=WHOLE_BAR), *page_jobs()], force)
    # The index needs the state of all reports; it is found here once, workers are started only to build.
    whole_site = batch.plan_batch([*batch.report_jobs(provinces(), bar=WHOLE_BAR), *page_jobs()])
    current = {(job.subject, job.language) for job in whole_site.inputs if job not in whole_site.stale}
    progress = progress or Progress(0)
    progress.say(message("plan-processes", plan=plan.summary, count=width) if run is None else plan.summary)
    progress.begin(len(plan.stale))
    on_interrupt = partial(progress.say, message("run-stopping"))
    results = batch.build_batch(plan, width, progress.add_result, on_interrupt, run=run)
    progress.close()
    return results + _build_pages(_report_states(results, current), force, progress.say)


def page_jobs() -> list[Job]:
    """The jobs of the pages of the site that are notebooks."""
    return [Job(name, language, bar=WHOLE_BAR) for name in PAGES for language in LANGUAGES]


def _build_pages(states: Mapping[tuple[str, str], "Report"], force: bool, say: Callable[[str], None]) -> list[Result]:
    """Build the index and the data page in both languages, in this process."""
    from baophu.ledger.descriptor import build_descriptor
    from baophu.publish.site_data import copy_tables
    from baophu.report.site.data_page import WORKBOOK, ZIP
    from baophu.report.site.frame import file_name

    state_texts = {"/".join(key): (report.state, report.reason) for key, report in sorted(states.items())}
    results = []
    # The downloads may also have been lost or altered; unchanged ones are not written again.
    copy_tables(build_descriptor(paths.DATA))
    for name, make, more in (("index", partial(_index, states), ()), ("data", _data, (ZIP, WORKBOOK))):
        outputs = {language: paths.REPORTS / file_name(name, language) for language in LANGUAGES}
        parameters = state_texts if name == "index" else {}
        record, before = paths.REPORTS / ".keys" / f"{name}.json", freshness.InputDigests().inputs(None, parameters)
        all_outputs = [*outputs.values(), *(paths.REPORTS / file for file in more)]
        is_current = not force and freshness.is_current(record, before, all_outputs, lambda version: None)
        if not is_current:
            files = make()
            inputs = before.if_unchanged(freshness.InputDigests().inputs(None, parameters))
            contents = {paths.REPORTS / name: page for name, page in files.items()}
            freshness.publish_files(record, freshness.make_record(inputs, files), contents)
            say(message("progress-page", label=f"{name} ({', '.join(LANGUAGES)})"))
        results += [
            Result(Task(name, language, make), build.BuildResult(outputs[language], outputs[language], not is_current))
            for language in LANGUAGES
        ]
    return results


def _report_states(results: Iterable[Result], current: Collection[tuple[str, str]]) -> dict[tuple[str, str], "Report"]:
    """The state of every province's report for the index, by slug and language.

    Parameters
    ----------
    results : Iterable[Result]
        Results of this run.
    current : Collection[tuple[str, str]]
        Slugs and languages of the reports that were current before it.

    Returns
    -------
    dict
    """
    from baophu.report.site.index_states import CURRENT, EARLIER, FAILED, MISSING, Report

    faults = {(result.task.subject, result.task.language): result.fault for result in results}
    states = {}
    for slug in provinces():
        for language in LANGUAGES:
            key, files = (slug, language), JobPaths(slug, language)
            if faults.get(key):
                states[key] = Report(FAILED, reason=faults[key])
            elif names := {file: file.name for file in files.outputs if file.is_file()}:
                state = CURRENT if key in current or key in faults else EARLIER
                states[key] = Report(state, names.get(files.html, ""), names.get(files.pdf, ""))
            else:
                states[key] = Report(MISSING)
    return states


def _index(states) -> dict[str, bytes]:
    from baophu.facts.national import build_national, facts_of_provinces
    from baophu.ledger.tables import load_ledger
    from baophu.publish.site_pages import render_index
    from baophu.report.site.frame import file_name
    from baophu.report.site.index_page import index_page

    ledger = load_ledger()
    national = build_national(ledger, facts_of_provinces(ledger))
    pages = {language: index_page(national, states, language) for language in LANGUAGES}
    return {file_name("index", language): render_index(page, language) for language, page in pages.items()}


def _data() -> dict[str, bytes]:
    from baophu.facts.province import LAST_YEAR
    from baophu.ledger.descriptor import build_descriptor
    from baophu.ledger.validity import data_version
    from baophu.publish.site_data import later_count, pack_tables, row_counts
    from baophu.publish.site_pages import render_data
    from baophu.report.site.data_page import data_page
    from baophu.report.site.frame import file_name

    package = build_descriptor(paths.DATA)
    counts, later, version = row_counts(package), later_count(package, LAST_YEAR), data_version(paths.DATA)
    pages = {language: data_page(package, counts, later, version, language) for language in LANGUAGES}
    rendered = {file_name("data", language): render_data(page, language) for language, page in pages.items()}
    return rendered | pack_tables(package)


def parse_provinces(words: str) -> list[str]:
    """Slugs of the provinces named in a line, such as ``make site PROVINCES="Cần Thơ, binh-thuan 92"``.

    Names are separated by commas, or by spaces if the parts are names; an empty line means all provinces.

    Raises
    ------
    UnknownProvince
        A part of the line is not the name, slug or code of a province.
    """
    slugs = [slug for part in words.replace(";", ",").split(",") for slug in _parse_names(part.split())]
    return list(dict.fromkeys(slugs)) or list(provinces())


def _parse_names(words: list[str]) -> list[str]:
    from baophu.common.errors import UnknownProvince
    from baophu.ledger.names import resolve_province

    if not words:
        return []
    for length in range(len(words), 0, -1):
        try:
            return [resolve_province(" ".join(words[:length])), *_parse_names(words[length:])]
        except UnknownProvince:
            if length == 1:
                raise
    return []


def list_files() -> list[Path]:
    """All files for readers under ``reports/``; the index, which links to the others, comes last."""
    files = [file for file in paths.REPORTS.rglob("*") if file.is_file() and not _is_hidden(file)]
    return sorted(files, key=lambda file: (file.name.startswith("index"), file))


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(paths.REPORTS).parts)


def index_file() -> Path:
    """The page to open first."""
    return paths.REPORTS / "index.html"
