"""The whole site: every report, the national one, the audit, the data, and the index that leads to them."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from baophu import paths
from baophu.ledger.names import provinces
from baophu.ledger.valid import ensure_valid
from baophu.publish import build, keys, many, site_notebooks
from baophu.publish.many import Result, Task

if TYPE_CHECKING:
    from baophu.show.index_states import Report

LANGUAGES = ("vi", "en")


def build_site(
    slugs: Iterable[str], jobs: int, force: bool = False, say: Callable[[str], None] = print
) -> list[Result]:
    """Build what is out of date of the reports of ``slugs`` and of the site's own pages.

    Parameters
    ----------
    slugs : provinces whose reports are built; the index shows all, with the reports there are.
    jobs : worker processes.
    say : prints a line of progress.

    Returns
    -------
    One result for each report and page, failed ones too: nothing stops the others.

    Raises
    ------
    InvalidLedger : before anything is built.
    KeyboardInterrupt : what has been finished is whole.
    """
    ensure_valid(paths.DATA)
    tasks = [*_report_tasks(slugs, force), *_notebook_tasks(force)]
    # Asked here, in one process and once: workers are begun only for what has to be built.
    current = {place for place in _all_places() if _is_current(*place)}
    stale = tasks if force else [task for task in tasks if (task.subject, task.language) not in current]
    say(f"{len(tasks) - len(stale)} of {len(tasks)} up to date, {len(stale)} to build with {jobs} processes")
    progress = _Progress(len(stale), say)
    results = many.build_all(
        stale, jobs, progress.told, partial(say, "stopping: what is being built is finished first")
    )
    results += _pages(_states(results, current), force, say)
    return results


def summary(results: Iterable[Result]) -> list[str]:
    """What was built, and every failure with the province, the cell and the reason."""
    failed = [result for result in results if not result.is_done]
    built = sum(result.is_done and result.value.changed for result in results)
    lines = [f"{built} built, {len(failed)} failed"]
    return lines + [f"failed: {result.task.label}: {result.fault}" for result in failed]


class _Progress:
    """A line for each result: done, failed, left."""

    def __init__(self, count: int, say: Callable[[str], None]):
        self.count, self.say, self.done, self.failed = count, say, 0, 0

    def told(self, result: Result) -> None:
        self.done += result.is_done
        self.failed += not result.is_done
        left = self.count - self.done - self.failed
        what = "built " if result.is_done else "FAILED"
        reason = "" if result.is_done else f": {result.fault}"
        self.say(f"{what} {result.task.label}{reason}  [{self.done} done, {self.failed} failed, {left} left]")


def _report_tasks(slugs: Iterable[str], force: bool) -> list[Task]:
    names = {slug: {"vi": row["name_vi"], "en": row["name_en"]} for slug, row in provinces().items()}
    return [
        Task(slug, language, build.build_report, (slug, language, force, names[slug][language]))
        for slug in slugs
        for language in LANGUAGES
    ]


def _notebook_tasks(force: bool) -> list[Task]:
    return [
        Task(name, language, site_notebooks.build_page, (name, language, force))
        for name in site_notebooks.NOTEBOOKS
        for language in LANGUAGES
    ]


def _all_places() -> list[tuple[str, str]]:
    return [(name, language) for name in (*provinces(), *site_notebooks.NOTEBOOKS) for language in LANGUAGES]


def _is_current(subject: str, language: str) -> bool:
    places = build.Places(subject, language)
    return keys.is_current(places.record, _key(subject, language), (places.html, places.pdf))


def _key(subject: str, language: str) -> str:
    if subject in site_notebooks.NOTEBOOKS:
        return site_notebooks.page_key(subject, language, [paths.NOTEBOOKS / site_notebooks.NOTEBOOKS[subject]])
    return keys.content_key(subject, language)


def _pages(states: Mapping[tuple[str, str], "Report"], force: bool, say: Callable[[str], None]) -> list[Result]:
    """The index and the data page in both languages, in this process."""
    from baophu.ledger.descriptor import descriptor
    from baophu.publish import site_pages
    from baophu.publish.site_data import copy_tables
    from baophu.show.site_frame import file_name

    told = json.dumps([[*key, report.state, report.reason] for key, report in sorted(states.items())])
    files = [*site_pages.template_files(), paths.PACKAGE / "show" / "tiles.csv"]
    built = []
    # The downloads too may have been lost or altered; what is as it should be is not written again.
    copy_tables(descriptor(paths.DATA))
    for name, make in (("index", partial(_index, states)), ("data", _data)):
        outputs = {language: paths.REPORTS / file_name(name, language) for language in LANGUAGES}
        key = site_notebooks.page_key(name, "all", files, told if name == "index" else "")
        record = paths.REPORTS / ".keys" / f"{name}.json"
        is_current = not force and keys.is_current(record, key, outputs.values())
        if not is_current:
            rendered = make()
            site_notebooks.publish(record, key, {outputs[language]: rendered[language] for language in LANGUAGES})
            say(f"built  {name} ({', '.join(LANGUAGES)})")
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
    from baophu.show.index_states import CURRENT, EARLIER, FAILED, MISSING, Report

    faults = {(result.task.subject, result.task.language): result.fault for result in results}
    states = {}
    for slug in provinces():
        for language in LANGUAGES:
            place, places = (slug, language), build.Places(slug, language)
            if faults.get(place):
                states[place] = Report(FAILED, reason=faults[place])
            elif places.html.is_file() and places.pdf.is_file():
                state = CURRENT if place in current or place in faults else EARLIER
                states[place] = Report(state, places.html.name, places.pdf.name)
            else:
                states[place] = Report(MISSING)
    return states


def _index(states) -> dict[str, bytes]:
    from baophu import facts_national
    from baophu.ledger.tables import load
    from baophu.publish.site_pages import render_index
    from baophu.show.index_page import index_page

    ledger = load()
    national = facts_national.build(ledger, facts_national.of_provinces(ledger))
    return {language: render_index(index_page(national, states, language), language) for language in LANGUAGES}


def _data() -> dict[str, bytes]:
    from baophu.ledger.descriptor import descriptor
    from baophu.ledger.valid import data_version
    from baophu.publish.site_data import row_counts
    from baophu.publish.site_pages import render_data
    from baophu.show.data_page import data_page

    package = descriptor(paths.DATA)
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
    from baophu.errors import UnknownProvince
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


def index_file() -> Path:
    """What to open first."""
    return paths.REPORTS / "index.html"
