"""Where things are: the tables of the data, and beside their folder the notebooks, the reports and work files.

In a checkout these are its own folders, whatever the working directory. A package that was installed from a wheel has
its notebooks with it and no data: BAOPHU_DATA names their folder, else it is ``data`` of the working directory or of
one above it.
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
AREAS = "areas.csv"  # the table by which a folder of data is known


def _find_data() -> Path:
    if given := os.environ.get("BAOPHU_DATA"):
        return Path(given).resolve()
    folders = [folder / "data" for folder in (PACKAGE.parent, Path.cwd(), *Path.cwd().parents)]
    # If there is none, whoever reads the data says so (``ledger.reader.refuse_missing``).
    return next((data for data in folders if (data / AREAS).is_file()), Path.cwd() / "data")


DATA = _find_data()
ROOT = DATA.parent
NOTEBOOKS = ROOT / "notebooks" if (ROOT / "notebooks").is_dir() else PACKAGE / "notebooks"
REPORTS = ROOT / "reports"
BUILD = ROOT / "build"
LOCK = ROOT / "requirements.txt"
