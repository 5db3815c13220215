"""Write tests/golden anew: ``make golden``."""

import subprocess
import sys
import tempfile
from pathlib import Path

import golden_facts
import golden_text
from checkout import copy_project

from baophu.ledger.tables import load_ledger


def main() -> None:
    """Facts from the ledger, texts from reports built of a copy of the project, without an office's own tables."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        for province, language in golden_text.PAGES:
            done = project.baophu("report", province, "--language", language)
            if done.returncode:
                sys.exit(done.stderr)
        golden_facts.write(load_ledger(project.root / "data"))
        golden_text.write(project.root / "reports")
    subprocess.run(["git", "status", "--short", "tests/golden"], check=False)


if __name__ == "__main__":
    main()
