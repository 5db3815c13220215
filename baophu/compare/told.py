"""A comparison in words for the terminal, or as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from baophu.compare.both import ReportDiff
from baophu.compare.changes import Change, Key
from baophu.compare.records import KINDS, Figure
from baophu.compare.run import Comparison

FIGURES_SHOWN, SENTENCES_SHOWN, FILES_SHOWN = 20, 12, 4
ALIKE_FROM = 4  # reports; what so many say alike is told once
_WIDTH, _BEFORE = 150, 50  # characters of a sentence that are shown, and of them before the first difference
_TITLES = {kind.name: kind.title for kind in KINDS}
_LANGUAGES = {"vi": "Vietnamese", "en": "English"}


def lines(found: Comparison, language: str = "vi") -> str:
    """The comparison, province by province, with a summary as the last line.

    Parameters
    ----------
    language : whose sentences are shown; those of another only where nothing of a section changed in this one.
    """
    told = [_heading(found), *(f"note: {note}" for note in found.notes)]
    alike = _alike(found.reports)
    if alike:
        told += ["", f"In several reports alike ({ALIKE_FROM} or more)", *_alike_lines(alike, found, language)]
    for report in found.reports:
        told += ["", f"{report.name} ({report.province}): by {_and(report.causes)}"]
        own = [change for change in report.changes if _same(change) not in alike]
        told += _lines(own, report.causes, language) or ["  as in several reports, above"]
        told += ["  and as in several reports, above"] if 0 < len(own) < len(report.changes) else []
    told += ["", *(f"{slug}: not compared, {reason}" for slug, reason in found.failed.items())] if found.failed else []
    return "\n".join([*told, *([""] if found.reports else []), summary(found)])


def summary(found: Comparison) -> str:
    """``3 provinces changed: 2 by data, 1 by method; 60 unchanged``."""
    count = len(found.reports)
    failed = f"; {len(found.failed)} not compared" if found.failed else ""
    if not found.reports:
        return f"Nothing changed in the reports of {_provinces(found.compared)}{failed}"
    by = Counter(_and(report.causes) for report in found.reports)
    causes = ", ".join(f"{number} by {cause}" for cause, number in by.most_common())
    return f"{_provinces(count)} changed: {causes}; {found.compared - count} unchanged{failed}"


def as_json(found: Comparison) -> str:
    """Every change with its causes, nothing shortened."""
    told = {
        "revision": {"name": found.revision.name, "commit": found.revision.commit, "day": found.revision.day},
        "inputs": found.inputs,
        "provinces": [
            {"province": one.province, "causes": one.causes, "changes": [_plain(change) for change in one.changes]}
            for one in found.reports
        ],
        "compared": found.compared,
        "failed": found.failed,
        "notes": found.notes,
        "summary": summary(found),
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def shortened(text: str, other: str = "") -> str:
    """A long sentence cut to the part where it differs from another one."""
    if len(text) <= _WIDTH:
        return text
    first = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    start = max(0, min(first - _BEFORE, len(text) - _WIDTH))
    start = text.find(" ", start) + 1 if start else 0
    end = start + _WIDTH
    return ("… " if start else "") + (text[start:] if end >= len(text) else text[start:end].rsplit(" ", 1)[0] + " …")


def _heading(found: Comparison) -> str:
    if not found.inputs:
        return f"Since {found.revision} neither data nor code of the reports changed"
    told = (f"{cause}: {_files(files)}" for cause, files in found.inputs.items())
    return "\n".join([f"Since {found.revision}, changed in", *(f"  {line}" for line in told)])


def _files(files: Sequence[str]) -> str:
    more = len(files) - FILES_SHOWN
    return ", ".join(files[:FILES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _alike(reports: Iterable[ReportDiff]) -> dict[tuple, list[str]]:
    """Changes that many reports share, with their provinces."""
    held: dict[tuple, list[str]] = {}
    for report in reports:
        for change in report.changes:
            held.setdefault(_same(change), []).append(report.province)
    return {same: slugs for same, slugs in held.items() if len(slugs) >= ALIKE_FROM}


def _same(change: Change) -> tuple:
    return change.key, change.old, change.new, change.causes


def _alike_lines(alike: dict[tuple, list[str]], found: Comparison, language: str) -> list[str]:
    """The shared changes, grouped by the reports that share them and by cause; the most widely shared first."""
    groups: dict[tuple, list[Change]] = {}
    for same, slugs in alike.items():
        change = Change(*same)
        groups.setdefault((tuple(slugs), change.causes), []).append(change)
    told = []
    for (slugs, causes), changes in sorted(groups.items(), key=lambda group: -len(group[0][0])):
        which = "all" if len(slugs) == found.compared else ", ".join(slugs[:5]) + (" …" if len(slugs) > 5 else "")
        told += [f" {len(slugs)} reports ({which}): by {_and(causes)}", *_lines(changes, causes, language)]
    return told


def _lines(changes: Sequence[Change], causes: Sequence[str], language: str) -> list[str]:
    """Lines of figures, then of sentences; a cause is told where it is not that of the whole report."""
    figures = _figure_lines([change for change in changes if not change.is_text], causes)
    return [*_cut(figures, FIGURES_SHOWN), *_sentence_lines([c for c in changes if c.is_text], causes, language)]


def _cut(told: list[str], most: int) -> list[str]:
    return told if len(told) <= most else [*told[:most], f"  … and {len(told) - most} more (all of them: --json)"]


def _figure_lines(changes: Iterable[Change], causes: Sequence[str]) -> list[str]:
    order = list(_TITLES)
    records: dict[tuple, list[Change]] = {}
    for change in sorted(changes, key=lambda change: order.index(change.key.kind)):
        records.setdefault((change.key.kind, change.key.of), []).append(change)
    return [f"  {_record_line(*record, held)}{_by(held, causes)}" for record, held in records.items()]


def _record_line(kind: str, of: tuple, changes: list[Change]) -> str:
    name = ", ".join([_TITLES[kind], *filter(None, of)])
    if all(change.old is None for change in changes):
        return f"{name}: new: {_values(changes, 'new')}"
    if all(change.new is None for change in changes):
        return f"{name}: gone: {_values(changes, 'old')}"
    return f"{name}: " + "; ".join(
        f"{_field(change.key)}{_value(change.old)} → {_value(change.new, change.old)}" for change in changes
    )


def _values(changes: list[Change], side: str) -> str:
    held = ((change, getattr(change, side)) for change in changes)
    return "; ".join(
        f"{_field(change.key)}{_value(figure)}" for change, figure in held if figure.value not in (None, "")
    )


def _field(key: Key) -> str:
    """Name of a field before its value; the title of a record says already what its only value is."""
    return "" if key.name in ("value", "grade", "verdict") else f"{key.name} "


def _value(figure: Figure | None, before: Figure | None = None) -> str:
    if figure is None or figure.value is None:
        return "none"
    value = f"{figure.value:,.10g}" if isinstance(figure.value, float) else figure.value or "none"
    return f"{value} {figure.unit}".strip()


def _sentence_lines(changes: Sequence[Change], causes: Sequence[str], language: str) -> list[str]:
    sections: dict[str, dict[str, list[Change]]] = {}
    for change in changes:
        said_in, section = change.key.of
        sections.setdefault(section, {}).setdefault(said_in, []).append(change)
    told, left = [], SENTENCES_SHOWN
    for section, held in sections.items():
        shown = language if language in held else next(iter(held))
        pairs = list(_pairs(held[shown]))
        if left > 0:
            told += [f"  section {section}, {_LANGUAGES.get(shown, shown)}"]
            told += [line for pair in pairs[:left] for line in _pair_lines(pair, causes)]
        left -= len(pairs)
    return [*told, f"    … and {-left} more sentences (all of them: --json)"] if left < 0 else told


def _pairs(changes: Sequence[Change]) -> Iterable[tuple[Change | None, Change | None]]:
    """Sentences gone and come, those that resemble each other together."""
    come = [change for change in changes if change.old is None]
    for gone in (change for change in changes if change.old is not None):
        nearest = max(come, key=lambda change: _nearness(gone, change), default=None)
        if nearest and _nearness(gone, nearest) >= 0.5:
            come.remove(nearest)
            yield gone, nearest
        else:
            yield gone, None
    yield from ((None, change) for change in come)


def _nearness(gone: Change, come: Change) -> float:
    return SequenceMatcher(None, gone.key.name, come.key.name, autojunk=False).quick_ratio()


def _pair_lines(pair: tuple[Change | None, Change | None], causes: Sequence[str]) -> list[str]:
    gone, come = pair
    texts = [change.key.name if change else "" for change in pair]
    told = [f"    - {shortened(texts[0], texts[1])}"] if gone else []
    told += [f"    + {shortened(texts[1], texts[0])}"] if come else []
    told[-1] += _by([change for change in pair if change], causes)
    return told


def _by(changes: Iterable[Change], causes: Sequence[str]) -> str:
    found = sorted({cause for change in changes for cause in change.causes})
    return "" if list(found) == sorted(causes) else f"  [{_and(found)}]"


def _plain(change: Change) -> dict:
    told = {"causes": change.causes}
    if change.is_text:
        language, section = change.key.of
        return {"language": language, "section": section, "removed": change.old and change.old.value,
                "added": change.new and change.new.value, **told}  # fmt: skip
    unit = next((figure.unit for figure in (change.new, change.old) if figure and figure.unit), "")
    return {
        "kind": change.key.kind,
        "of": change.key.of,
        "field": change.key.name,
        "unit": unit,
        "from": change.old and change.old.value,
        "to": change.new and change.new.value,
        **told,
    }


def _provinces(count: int) -> str:
    return f"{count} province{'s' * (count != 1)}"


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
