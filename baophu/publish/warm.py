"""What every report needs, loaded and worked out once, before processes are forked from this one."""

import gc
import os
from contextlib import suppress


def warm_up_for_forks() -> None:
    """Warm this process up where reports are built by its forks; kernels would have nothing of it.

    Raises
    ------
    UnknownEngine
    """
    from baophu.publish.execute import is_forked

    if is_forked():
        warm_up()


def warm_up() -> None:
    """Load libraries, the ledger and what all provinces share, and draw once.

    Typst only is loaded: a process that has compiled must not fork. What is warm changes no byte of a report.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: its threads do not live on in a fork
    from baophu.common.imports import keep_jsonschema_light
    from baophu.export.run import load_exporters, warm_up_exporters

    keep_jsonschema_light()
    import papermill  # noqa: F401 - loaded for the forks
    from IPython.core import application, completer, completerlib, magics, oinspect, pylabtools  # noqa: F401

    from baophu.publish import checks, engine, execute, shell  # noqa: F401

    load_exporters()
    warm_up_exporters()
    _read_once()
    _draw_once()
    # What is here now stays: collecting would touch, and so copy, every page that is shared.
    gc.collect()
    gc.freeze()


def _read_once() -> None:
    """The check of notebooks is compiled when the first one is read."""
    import nbformat

    from baophu.common import paths

    for file in sorted(paths.NOTEBOOKS.glob("*.ipynb"))[:1]:
        nbformat.read(file, as_version=4)


def _draw_once() -> None:
    """In every language: each has catalogues to parse, and widths of letters to measure."""
    from baophu.common.languages import LANGUAGES
    from baophu.ledger.names import provinces
    from baophu.report.pages.province import province_report

    for language in LANGUAGES:
        # What cannot be drawn is a fault of the reports that want it.
        with suppress(Exception):
            report = province_report(next(iter(provinces())), language)
            report.finding()
            report.trajectory()._repr_mimebundle_()
            report.targets_chart()
