"""Load and compute once what every report needs, before processes are forked from this one."""

import gc
import os
from contextlib import suppress


def warm_up_for_forks() -> None:
    """Warm this process up if reports are built in forks of it; kernels would not benefit.

    Raises
    ------
    UnknownEngine
        ``BAOPHU_ENGINE`` names no engine.
    """
    from baophu.publish.execute import is_forked

    if is_forked():
        warm_up()


def warm_up() -> None:
    """Load libraries, the ledger and the facts that provinces share, and draw one chart.

    Typst is loaded but compiles nothing: a process that has compiled must not fork. Reports have the same bytes as
    without warming up.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported: its threads do not survive a fork
    from baophu.common.imports import keep_jsonschema_light, keep_seaborn_light
    from baophu.export.run import load_exporters, warm_up_exporters

    keep_jsonschema_light()
    keep_seaborn_light()
    import papermill  # noqa: F401 - loaded for the forks
    import seaborn  # noqa: F401
    from IPython.core import application, completer, completerlib, magics, oinspect, pylabtools  # noqa: F401

    from baophu.publish import checks, engine, execute, shell  # noqa: F401

    load_exporters()
    warm_up_exporters()
    _read_once()
    _draw_once()
    # Collecting in a fork would touch, and so copy, every shared memory page.
    gc.collect()
    gc.freeze()


def _read_once() -> None:
    """Read a notebook: nbformat compiles its schema at the first one."""
    import nbformat

    from baophu.common import paths

    for file in sorted(paths.NOTEBOOKS.glob("*.ipynb"))[:1]:
        nbformat.read(file, as_version=4)


def _draw_once() -> None:
    """Draw in every language: each has catalogues to parse and widths of letters to measure."""
    from baophu.common.languages import LANGUAGES
    from baophu.facts.province import build_facts
    from baophu.ledger import names
    from baophu.ledger.tables import load_ledger
    from baophu.report.pages.province import ProvincePage
    from baophu.report.province_charts import CHARTS, province_chart
    from baophu.report.words import Words

    for language in LANGUAGES:
        # A fault here is reported by the reports themselves.
        with suppress(Exception):
            facts = build_facts(load_ledger(), next(iter(names.provinces())))
            ProvincePage(facts, language).verdict()
            for name in CHARTS[:2]:
                province_chart(name, facts, Words(facts, language))._repr_mimebundle_()
