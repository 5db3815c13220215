"""What reports say of the data of an earlier revision against today's, on the code of today: ``make diff``."""

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
from baophu.facts.compare import Difference, differences, lines
from baophu.ledger.schemas import LOCAL_FOLDER, TABLES, Table
from baophu.ledger.validity import ensure_valid

COUNTRY, AUDIT = "viet-nam", "audit"
# Every province's report shows them; they are told once, with the country.
_OF_ALL = (
    "national",
    "national_year_ends",
    "national_like_pairs",
    "pushes",
    "events",
    "labels",
    "national_claims",
    "decided",
)
_LINES, _FILES = 8, 6  # of one kind in a place; named in the heading
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class NoRevision(BaophuError):
    """There is no git repository, no such revision, or its data cannot be read."""

    exit_code = 2


@dataclass(frozen=True)
class Revision:
    """A commit: as it was named, its short hash and its day (ISO)."""

    name: str
    commit: str
    day: str

    def __str__(self):
        return f"{self.name} ({self.commit}, {self.day})"


@dataclass(frozen=True)
class Comparison:
    """What changed since a revision, by place; ``failed`` has the places that could not be compared, with the reason.

    ``names`` are of all places asked for, ``files`` of ``data/`` those that differ.
    """

    revision: Revision
    files: Sequence[str]
    names: Mapping[str, str]
    changed: Mapping[str, Sequence[Difference]] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """For people, in their language; long lists are cut."""
        found = [
            message("diff-heading", revision=self.revision, files=join_first(self.files, _FILES) or message("none"))
        ]
        for place, changes in self.changed.items():
            found += ["", message("diff-place", name=self.names[place], place=place)]
            found += [f"  {line}" for line in lines(changes, _LINES)]
        found += [
            "",
            *(message("diff-failed", place=self.names[place], fault=why) for place, why in self.failed.items()),
        ]
        count = len(self.names) - len(self.failed)
        summary = "diff-summary" if self.changed else "diff-same"
        return [*found, message(summary, count=count, changed=len(self.changed))]

    def as_json(self) -> str:
        """For programs: every change."""
        changes = {
            place: [{"path": one.path, "from": one.old, "to": one.new} for one in found]
            for place, found in self.changed.items()
        }
        revision = {"name": self.revision.name, "commit": self.revision.commit, "day": self.revision.day}
        told = {"revision": revision, "files": self.files, "compared": len(self.names) - len(self.failed)}
        return json.dumps({**told, "changes": changes, "failed": self.failed}, ensure_ascii=False, indent=1)


def compare_with(name: str, provinces: Sequence[str] = ()) -> Comparison:
    """Compare what reports say of today's data with what they would say of a revision's.

    Parameters
    ----------
    name : str
        A tag, a branch or a commit.
    provinces : Sequence[str]
        Slugs; empty for all, the country and the audit.

    Raises
    ------
    NoRevision
    InvalidLedger
        The data of today break a rule.
    """
    revision = find_revision(paths.ROOT, name)
    ensure_valid(paths.DATA)
    with raise_interrupt_on_sigterm(), TemporaryDirectory(prefix="baophu-diff-") as folder:
        old = Path(folder) / "data"
        _unpack(paths.ROOT, revision, Path(folder))
        files = _differing(old, paths.DATA)
        for table in TABLES:
            _fit(table, old, revision)
        # An office's own tables belong to no revision: both sides have them.
        shutil.rmtree(old / LOCAL_FOLDER, ignore_errors=True)
        if (paths.DATA / LOCAL_FOLDER).is_dir():
            (old / LOCAL_FOLDER).symlink_to((paths.DATA / LOCAL_FOLDER).resolve(), target_is_directory=True)
        return _compared(revision, files, old, provinces)


def _compared(revision: Revision, files: list[str], old: Path, provinces: Sequence[str]) -> Comparison:
    from baophu.ledger.names import provinces as all_provinces

    names = {slug: row["name_vi"] for slug, row in all_provinces(paths.DATA).items()}
    names = {slug: names[slug] for slug in provinces} or {COUNTRY: "Việt Nam", AUDIT: message("diff-audit"), **names}
    if not files:
        return Comparison(revision, files, names)
    before, faults = _facts(old, names)
    now, _ = _facts(paths.DATA, names)
    if not before:
        raise NoRevision(message("diff-unreadable", revision=revision, fault=next(iter(faults.values()))))
    found = {place: differences(before[place], now[place]) for place in names if place in before and place in now}
    return Comparison(revision, files, names, {place: own for place, own in found.items() if own}, faults)


def _facts(data: Path, places: Mapping[str, str]) -> tuple[dict[str, dict], dict[str, str]]:
    """What reports say of each place, as plain types, and why of some they cannot say anything."""
    from baophu.facts.ledger_audit import build_ledger_audit
    from baophu.facts.national import build_national
    from baophu.facts.plain import plain
    from baophu.facts.province import build_facts
    from baophu.ledger.tables import read_ledger

    ledger, known, found, faults = read_ledger(data), {}, {}, {}
    wanted = [place for place in places if place not in (COUNTRY, AUDIT)]
    for place in wanted:
        try:
            known[place] = build_facts(ledger, place)
        except Exception as error:  # noqa: BLE001 - data of any age
            faults[place] = _fault(error)
    for place, own in known.items():
        found[place] = {name: value for name, value in plain(own).items() if name not in _OF_ALL}
    try:
        if COUNTRY in places and known:
            first, national = plain(next(iter(known.values()))), plain(build_national(ledger, known))
            decided = [claim for claim in first["decided"] if claim["area"] == national["area"]["area"]]
            shared = {name: first[name] for name in _OF_ALL if name != "national_claims"}
            found[COUNTRY] = national | shared | {"decided": decided}
        if AUDIT in places:
            found[AUDIT] = plain(build_ledger_audit(ledger))
    except Exception as error:  # noqa: BLE001
        faults |= {place: _fault(error) for place in (COUNTRY, AUDIT) if place not in found}
    return found, faults


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, BaophuError) else f"{type(error).__name__}: {error}"


# ── The data of a revision ───────────────────────────────────────────────────────────────────────────────────


def find_revision(root: Path, name: str) -> Revision:
    """The commit that a name stands for, in the repository of a checkout.

    Raises
    ------
    NoRevision
        Git is not installed, there is no repository, no such revision, or it has no data.
    """
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise NoRevision(f"There is no git repository to take a revision from in {root}")
    # A name that begins with a dash would be read as an option of git.
    done = None if name.startswith("-") else _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if done is None or done.returncode:
        raise NoRevision(f"There is no revision {name!r}. Name a tag, a branch or a commit; see: git log --oneline")
    commit = done.stdout.decode().strip()
    short, day = _git(root, "log", "-1", "--no-show-signature", "--format=%h %cs", commit).stdout.decode().split()
    if _git(root, "cat-file", "-e", f"{commit}:./data/areas.csv").returncode:
        raise NoRevision(f"At {name} ({short}, {day}) there is no data/areas.csv yet, so nothing can be compared")
    return Revision(name, short, day)


def _unpack(root: Path, revision: Revision, folder: Path) -> None:
    done = _git(root, "archive", "--format=tar", revision.commit, "--", "data")
    if done.returncode:
        raise NoRevision(f"git archive failed: {done.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        # Python 3.11.3 and older have no filters.
        packed.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))


def _git(root: Path, *words: str) -> subprocess.CompletedProcess:
    # Inside a hook, git's own variables would lead to another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CEIL" in name}
    try:
        return subprocess.run(("git", *words), cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed, so there is no earlier revision to compare with") from None


def _differing(old: Path, new: Path) -> list[str]:
    held = [
        {path.relative_to(data).as_posix(): path.read_bytes() for path in files_below(data)
         if not path.is_relative_to(data / LOCAL_FOLDER)}
        for data in (old, new)
    ]  # fmt: skip
    return sorted(f"data/{name}" for name in {**held[0], **held[1]} if held[0].get(name) != held[1].get(name))


def _fit(table: Table, data: Path, revision: Revision) -> None:
    """Write the files of a table with the columns of today: those that are missing are blank, others are left out."""
    files = table.files(data) or [data / table.path.replace("*", "none")]
    for path in files:
        rows = _rows(path, f"data/{path.relative_to(data).as_posix()}", table, revision)
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


def _rows(path: Path, file: str, table: Table, revision: Revision) -> list[dict[str, str]]:
    def refuse(fault: str):
        return NoRevision(message("diff-unreadable", revision=revision, fault=f"{file}: {fault}"))

    if not path.is_file():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), restval="", restkey=""))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse(str(error)) from None
    for column in table.columns:
        # A blank is no number of persons or day, but a key and a year cannot do without one.
        may_be_blank = column.type not in ("integer", "year") and column.name not in table.key
        is_number = column.type in ("number", "integer", "year")
        for row in rows:
            value = row.get(column.name, "")
            is_wrong = is_number and not _NUMBER.fullmatch(value) or column.type == "date" and not _is_day(value)
            if not (value or may_be_blank) or (value and is_wrong):
                raise refuse(f"{column.name} {value!r}")
    return rows
