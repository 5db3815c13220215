"""An earlier version of the project, taken from git without touching the checkout."""

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from baophu.compare.errors import NoRevision

LOCK = "requirements.txt"
PARTS = ("baophu", "data", "notebooks", LOCK)
_LEADS_ELSEWHERE = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
}
_FIRST_NEEDED = "baophu/show/report.py"


@dataclass(frozen=True)
class Revision:
    """A commit: as it was named, its short hash and its day (ISO)."""

    name: str
    commit: str
    day: str

    def __str__(self):
        """``v0.1 (e44fb09 of 2026-11-22)``, or the hash alone where that was the name."""
        short = f"{self.commit} of {self.day}"
        return (
            short
            if self.commit.startswith(self.name) or self.name.startswith(self.commit)
            else f"{self.name} ({short})"
        )


def find_revision(root: Path, name: str) -> Revision:
    """The commit that a name stands for, in the repository of a checkout.

    Raises
    ------
    NoRevision
        Git is not installed, there is no repository, no such revision, or it is older than the reports.
    """
    inside = _git(root, "rev-parse", "--git-dir", check=False)
    if inside.returncode:
        raise NoRevision(f"There is no git repository to take a revision from in {root} ({_last_line(inside.stderr)})")
    # A name that begins with a dash would be read as an option of git.
    known = not name.startswith("-") and _git(
        root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", check=False
    )
    if not known or known.returncode:
        raise NoRevision(f"There is no revision {name!r}. Name a tag, a branch or a commit; see: git log --oneline")
    commit = known.stdout.decode().strip()
    short, day = _git(root, "log", "-1", "--no-show-signature", "--format=%h %cs", commit).stdout.decode().split()
    if _git(root, "cat-file", "-e", f"{commit}:./{_FIRST_NEEDED}", check=False).returncode:
        raise NoRevision(f"At {name} ({short} of {day}) there is no {_FIRST_NEEDED} yet, so nothing can be compared")
    return Revision(name, short, day)


def unpack(root: Path, revision: Revision, folder: Path) -> None:
    """Write the package, the data and the notebooks of a revision into an empty folder."""
    names = _git(root, "ls-tree", "--name-only", revision.commit).stdout.decode().splitlines()
    parts = [part for part in PARTS if part in names]
    archive = _git(root, "archive", "--format=tar", revision.commit, "--", *parts).stdout
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        # Python 3.11.3 and older have no filters.
        packed.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))


def _git(root: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess:
    # Inside a hook, git's own variables would lead to another repository.
    environment = {name: value for name, value in os.environ.items() if name not in _LEADS_ELSEWHERE}
    try:
        done = subprocess.run(("git", *words), cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed, so there is no earlier revision to compare with") from None
    if check and done.returncode:
        raise NoRevision(f"git {words[0]} failed: {_last_line(done.stderr) or done.returncode}")
    return done


def _last_line(said: bytes) -> str:
    return said.decode(errors="replace").strip().rpartition("\n")[2]
