"""Compare the facts from an earlier revision of the data with today's, on today's code: ``make diff``."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from baophu.common import paths
from baophu.common.digests import files_below
from baophu.common.errors import BaophuError
from baophu.common.interrupts import raise_interrupt_on_sigterm
from baophu.common.messages import join_first, message
from baophu.facts.compare import Difference, differences
from baophu.facts.compare import lines as describe
from baophu.ledger.schemas import LOCAL_FOLDER, TABLES, Table
from baophu.ledger.validity import ensure_valid

COUNTRY, AUDIT = "viet-nam", "audit"
# Facts that every province shares; they are compared once, with the country.
_SHARED_FACTS = (
    "national",
    "national_year_ends",
    "national_like_pairs",
    "pushes",
    "events",
    "labels",
    "national_claims",
    "decided_claims",
)
_MAX_LINES, _MAX_FILES = 8, 6  # lines of one kind for a place; file names in the heading
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class NoRevision(BaophuError):
    """There is no git repository, no such revision, or its data cannot be read."""

    exit_code = 2


@dataclass(frozen=True)
class Revision:
    """A commit: the name the user gave, its short hash and its date (ISO)."""

    name: str
    commit: str
    day: str

    def __str__(self):
        return f"{self.name} ({self.commit}, {self.day})"


@dataclass(frozen=True)
class Comparison:
    """What changed since a revision.

    Attributes
    ----------
    revision : Revision
        The older side.
    files : Sequence[str]
        Files of ``data/`` that differ.
    names : Mapping[str, str]
        Names of all compared places, by key: a slug, ``viet-nam`` or ``audit``.
    changes : Mapping[str, Sequence[Difference]]
        By place, for places that changed.
    faults : Mapping[str, str]
        By place, why it could not be compared.
    """

    revision: Revision
    files: Sequence[str]
    names: Mapping[str, str]
    changes: Mapping[str, Sequence[Difference]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Lines for the terminal, in the reader's language; long lists are cut."""
        lines = [
            message("diff-heading", revision=self.revision, files=join_first(self.files, _MAX_FILES) or message("none"))
        ]
        for place, changes in self.changes.items():
            lines += ["", message("diff-place", name=self.names[place], place=place)]
            lines += [f"  {line}" for line in describe(changes, _MAX_LINES)]
        lines += [
            "",
            *(message("diff-failed", place=self.names[place], fault=why) for place, why in self.faults.items()),
        ]
        count = len(self.names) - len(self.faults)
        summary = "diff-summary" if self.changes else "diff-same"
        return [*lines, message(summary, count=count, changed=len(self.changes))]

    def as_json(self) -> str:
        """Every change, as JSON text."""
        changes = {
            place: [{"path": one.path, "from": one.old, "to": one.new} for one in moved]
            for place, moved in self.changes.items()
        }
        revision = {"name": self.revision.name, "commit": self.revision.commit, "day": self.revision.day}
        summary = {"revision": revision, "files": self.files, "compared": len(self.names) - len(self.faults)}
        return json.dumps({**summary, "changes": changes, "failed": self.faults}, ensure_ascii=False, indent=1)


def compare_with(name: str, provinces: Sequence[str] = ()) -> Comparison:
    """Compare the facts from today's data with those from the data of a revision.

    Parameters
    ----------
    name : str
        A tag, a branch or a commit.
    provinces : Sequence[str]
        Slugs; empty for all provinces, the country and the audit.

    Returns
    -------
    Comparison

    Raises
    ------
    NoRevision
        The revision does not exist, or its data cannot be read.
    InvalidLedger
        Today's data break a rule.
    """
    revision = find_revision(paths.ROOT, name)
    ensure_valid(paths.DATA)
    with raise_interrupt_on_sigterm(), TemporaryDirectory(prefix="baophu-diff-") as folder:
        old = Path(folder) / "data"
        _unpack(paths.ROOT, revision, Path(folder))
        files = _differing_files(old, paths.DATA)
        for table in TABLES:
            _rewrite_with_current_columns(table, old, revision)
        # An office's own tables are not in git: both sides use those of today.
        shutil.rmtree(old / LOCAL_FOLDER, ignore_errors=True)
        if (paths.DATA / LOCAL_FOLDER).is_dir():
            (old / LOCAL_FOLDER).symlink_to((paths.DATA / LOCAL_FOLDER).resolve(), target_is_directory=True)
        return _compare(revision, files, old, provinces)


def _compare(revision: Revision, files: list[str], old: Path, provinces: Sequence[str]) -> Comparison:
    from baophu.ledger.names import provinces as all_provinces

    names = {slug: row["name_vi"] for slug, row in all_provinces(paths.DATA).items()}
    names = {slug: names[slug] for slug in provinces} or {COUNTRY: "Việt Nam", AUDIT: message("diff-audit"), **names}
    if not files:
        return Comparison(revision, files, names)
    before, faults = _facts(old, names)
    now, _ = _facts(paths.DATA, names)
    if not before:
        raise NoRevision(message("diff-unreadable", revision=revision, fault=next(iter(faults.values()))))
    changes = {place: differences(before[place], now[place]) for place in names if place in before and place in now}
    return Comparison(revision, files, names, {place: moved for place, moved in changes.items() if moved}, faults)


def _facts(data: Path, places: Mapping[str, str]) -> tuple[dict[str, dict], dict[str, str]]:
    """The facts of each place as plain types, and by place why its facts cannot be computed."""
    from baophu.facts.ledger_audit import build_ledger_audit
    from baophu.facts.national import build_national
    from baophu.facts.plain import plain
    from baophu.facts.province import build_facts
    from baophu.ledger.tables import read_ledger

    ledger, provinces, facts, faults = read_ledger(data), {}, {}, {}
    slugs = [place for place in places if place not in (COUNTRY, AUDIT)]
    for place in slugs:
        try:
            provinces[place] = build_facts(ledger, place)
        except Exception as error:  # noqa: BLE001 - old data may break any assumption
            faults[place] = _fault(error)
    for place, own_facts in provinces.items():
        facts[place] = {name: value for name, value in plain(own_facts).items() if name not in _SHARED_FACTS}
    try:
        if COUNTRY in places and provinces:
            first, national = plain(next(iter(provinces.values()))), plain(build_national(ledger, provinces))
            decided = [claim for claim in first["decided_claims"] if claim["area"] == national["area"]["area"]]
            shared = {name: first[name] for name in _SHARED_FACTS if name != "national_claims"}
            facts[COUNTRY] = national | shared | {"decided_claims": decided}
        if AUDIT in places:
            facts[AUDIT] = plain(build_ledger_audit(ledger))
    except Exception as error:  # noqa: BLE001
        faults |= {place: _fault(error) for place in (COUNTRY, AUDIT) if place not in facts}
    return facts, faults


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, BaophuError) else f"{type(error).__name__}: {error}"


# ── The data of a revision ───────────────────────────────────────────────────────────────────────────────────


def find_revision(root: Path, name: str) -> Revision:
    """The commit that a name refers to, in the repository of a checkout.

    Raises
    ------
    NoRevision
        Git is not installed, there is no repository or no such revision, or it has no data.
    """
    repository = _git(root, "rev-parse", "--git-dir")
    if b"safe.directory" in repository.stderr:
        raise NoRevision(message("diff-not-owner", root=root))
    if repository.returncode:
        raise NoRevision(f"There is no git repository to take a revision from in {root}")
    # A name that begins with a dash would be read as an option of git.
    process = None if name.startswith("-") else _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if process is None or process.returncode:
        raise NoRevision(f"There is no revision {name!r}. Name a tag, a branch or a commit; see: git log --oneline")
    commit = process.stdout.decode().strip()
    short, day = _git(root, "log", "-1", "--no-show-signature", "--format=%h %cs", commit).stdout.decode().split()
    if _git(root, "cat-file", "-e", f"{commit}:./data/areas.csv").returncode:
        raise NoRevision(f"At {name} ({short}, {day}) there is no data/areas.csv yet, so nothing can be compared")
    return Revision(name, short, day)


def _unpack(root: Path, revision: Revision, folder: Path) -> None:
    process = _git(root, "archive", "--format=tar", revision.commit, "--", "data")
    if process.returncode:
        raise NoRevision(f"git archive failed: {process.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(process.stdout)) as archive:
        # Python 3.11.3 and older have no filters.
        archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))


def _git(root: Path, *words: str) -> subprocess.CompletedProcess:
    # In a git hook, git's variables would point to another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CEIL" in name}
    try:
        return subprocess.run(("git", *words), cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed, so there is no earlier revision to compare with") from None


def _differing_files(old: Path, new: Path) -> list[str]:
    contents = [
        {path.relative_to(data).as_posix(): path.read_bytes() for path in files_below(data)
         if not path.is_relative_to(data / LOCAL_FOLDER)}
        for data in (old, new)
    ]  # fmt: skip
    return sorted(
        f"data/{name}" for name in {**contents[0], **contents[1]} if contents[0].get(name) != contents[1].get(name)
    )


def _rewrite_with_current_columns(table: Table, data: Path, revision: Revision) -> None:
    """Rewrite the files of a table with today's columns: missing ones become blank, others are dropped."""
    files = table.files(data) or [data / table.path.replace("*", "none")]
    for path in files:
        rows = _read_rows(path, f"data/{path.relative_to(data).as_posix()}", table, revision)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, table.names, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _read_rows(path: Path, file: str, table: Table, revision: Revision) -> list[dict[str, str]]:
    def refuse(fault: str):
        return NoRevision(message("diff-unreadable", revision=revision, fault=f"{file}: {fault}"))

    if not path.is_file():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), restval="", restkey=""))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse(str(error)) from None
    for column in table.columns:
        # Counts and dates may be blank, keys and years may not.
        may_be_blank = column.type not in ("integer", "year") and column.name not in table.key
        is_number = column.type in ("number", "integer", "year")
        for row in rows:
            value = row.get(column.name, "")
            is_wrong = is_number and not _NUMBER.fullmatch(value) or column.type == "date" and not _is_day(value)
            if not (value or may_be_blank) or (value and is_wrong):
                raise refuse(f"{column.name} {value!r}")
    return rows
