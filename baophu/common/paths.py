"""Paths of a checkout; none depends on the working directory."""

import os
from pathlib import Path

ROOT = Path(os.environ.get("BAOPHU_ROOT") or Path(__file__).resolve().parents[2])
PACKAGE = Path(__file__).resolve().parents[1]

DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
BUILD = ROOT / "build"
LOCK = ROOT / "requirements.txt"
