"""What the reports of one version of the project say: their figures and their sentences, as JSON.

Run as a program, with the package of any version on ``PYTHONPATH`` and its data under ``BAOPHU_ROOT``: so nothing of
baophu is imported before ``main``, and whatever a version does not have is noted and left out. Charts are not drawn:
their numbers are those of the facts.
"""

import ast
import dataclasses
import json
import sys
from pathlib import Path

NOTEBOOK = "notebooks/province_report.ipynb"
CHART = "(chart)"


class _Drawing(BaseException):
    """A section began to draw; it is none of the faults that a section may catch."""


def main(request: str, answer: str) -> None:
    """State the reports that a request asks for.

    Parameters
    ----------
    request : JSON with ``root`` (folder of data and notebooks), ``provinces`` (slugs; empty for all) and ``languages``.
    answer : file to write, JSON: ``sections`` as the notebook names them, ``notes``, and ``provinces`` by slug, each
        with ``name``, ``facts``, ``text`` (language, section, text) and ``faults`` (section, reason), or with a
        ``fault`` alone where the facts could not be had.
    """
    asked = json.loads(request)
    import baophu

    # Numbers of versions stand in every report and would make every one of them differ.
    baophu.__version__ = "·"
    _never_draw()
    from baophu.ledger import tables
    from baophu.show.report import ProvinceReport

    tables.ensure_valid = lambda *args, **kwargs: False
    calls, notes = section_calls(Path(asked["root"]) / NOTEBOOK)
    state = _Statements(tables, ProvinceReport, calls, asked["languages"])
    areas = state.ledger.areas
    names = dict(areas.loc[areas["kind"] == "province", ["area", "name_vi"]].itertuples(index=False))
    wanted = [slug for slug in asked["provinces"] or sorted(names) if slug in names]
    stated = {slug: {"name": names[slug], **state.province(slug)} for slug in wanted}
    told = {"sections": [name for name, *_ in calls], "notes": notes, "provinces": stated}
    Path(answer).write_text(json.dumps(told, ensure_ascii=False, default=_plain), "utf-8")


def section_calls(notebook: Path) -> tuple[list[tuple[str, str, list]], list[str]]:
    """Sections in the order of a notebook's code cells, and notes.

    Returns
    -------
    ``(name, method, arguments)`` of each ``report.method("argument")``, with arguments that are plain values only;
    the masthead, which the notebook shows by naming the report, comes first.
    """
    found = {"masthead": ("masthead", "masthead", [])}
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return list(found.values()), [f"{NOTEBOOK} could not be read: sentences are not compared"]
    for cell in cells:
        if cell["cell_type"] == "code":
            found |= {name: (name, method, given) for name, method, given in _calls("".join(cell["source"]))}
    return list(found.values()), []


def _calls(source: str):
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic of IPython
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="report"), attr=method), args=args, keywords=[]):
                if all(isinstance(arg, ast.Constant) for arg in args):
                    given = [arg.value for arg in args]
                    yield f"{method}({', '.join(map(str, given))})" if given else method, method, given


class _Statements:
    """The reports of one version over its one ledger."""

    def __init__(self, tables, report, calls, languages):
        from baophu import facts

        self.facts, self.tables, self.report = facts, tables, report
        self.calls, self.languages = calls, languages
        self.ledger = _unnumbered(tables.load())

    def province(self, slug: str) -> dict:
        """What one report says, or the fault that keeps it from saying anything."""
        try:
            facts = self.facts.build(self._ledger(slug), slug)
            stated = {"facts": facts.to_dict(), "text": {}, "faults": {}}
        except Exception as error:
            return {"fault": _told(error)}
        for language in self.languages:
            report = self.report(facts, language)
            said = stated["text"][language] = {}
            for name, method, given in self.calls:
                try:
                    said[name] = getattr(report, method)(*given).text()
                except _Drawing:
                    said[name] = CHART
                except Exception as error:
                    stated["faults"][name] = _told(error)
        return stated

    def _ledger(self, slug: str):
        try:
            from baophu.ledger.series import has_series
        except ImportError:
            return self.ledger
        # An office's long series are read with its own province alone.
        return _unnumbered(self.tables.load(province=slug)) if has_series(self.tables.DATA, slug) else self.ledger


def _unnumbered(ledger):
    return dataclasses.replace(ledger, version="·")


def _never_draw() -> None:
    """Let every chart stop where its drawing begins; drawing takes many times as long as all the rest."""
    from matplotlib.figure import Figure

    def stop(self, *args, **kwargs):
        raise _Drawing

    Figure.__init__ = stop


def _told(error: Exception) -> str:
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0][:200]}" if words else type(error).__name__


def _plain(value):
    """Numbers of NumPy as Python's own; anything else by its words."""
    return value.item() if hasattr(value, "item") else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
