"""One reading or import of the long table in a process of its own; prints what it took as JSON.

``python -m benchmarks.large_table_round {import,province,report,csv,csv-arrow} TABLE DATA SLUG``
"""

import json
import sys
import time
from pathlib import Path


def _import(table: Path, data: Path, slug: str):
    from baophu.importer.long.run import import_long
    from baophu.importer.options import Options

    def work() -> tuple[int, float]:
        return import_long(table, Options(add_areas=True), data).fresh, 0.0

    return work


def _series(area_of_report: bool):
    def prepared(table: Path, data: Path, slug: str):
        import pyarrow.parquet  # noqa: F401 - a library as pandas is; loaded before the clock starts, like it

        from baophu.ledger.series import COLUMNS, read_series

        def work() -> tuple[int, float]:
            frame = read_series(data, slug, area=slug, columns=COLUMNS) if area_of_report else read_series(data, slug)
            return len(frame), float(frame["value"].sum())

        return work

    return prepared


def _csv(engine: str):
    def prepared(table: Path, data: Path, slug: str):
        import pandas as pd

        from baophu.ledger.names import provinces

        name = provinces()[slug]["name_vi"]

        def work() -> tuple[int, float]:
            frame = pd.read_csv(table, engine=engine)
            frame = frame[frame["Tỉnh"] == name]
            return len(frame), float(frame["Số người"].sum())

        return work

    return prepared


WAYS = {
    "import": _import,
    "province": _series(area_of_report=False),
    "report": _series(area_of_report=True),
    "csv": _csv("c"),
    "csv-arrow": _csv("pyarrow"),
}


def main() -> None:
    """Measure one way."""
    way, table, data, slug = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    work = WAYS[way](table, data, slug)
    start = time.perf_counter()
    rows, total = work()
    taken = time.perf_counter() - start
    from benchmarks.machine import peak_megabytes

    print(json.dumps({"seconds": taken, "peak_mb": peak_megabytes(), "rows": rows, "total": total}))


if __name__ == "__main__":
    main()
