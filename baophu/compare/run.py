"""The whole of a comparison: fetch the earlier version, state both, find causes where they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from baophu import paths
from baophu.compare.both import Both, ReportDiff
from baophu.compare.inputs import METHOD, changed_inputs, link_local, mix
from baophu.compare.processes import Ask, state_all
from baophu.compare.revisions import LOCK, Revision, find_revision, unpack
from baophu.interrupts import ended_like_interrupt
from baophu.ledger import names
from baophu.ledger.valid import ensure_valid


@dataclass(frozen=True)
class Comparison:
    """What changed since a revision: ``inputs`` by cause, the ``reports`` that differ, and how many were compared.

    ``failed`` has the provinces that could not be compared, with the reason.
    """

    revision: Revision
    inputs: Mapping[str, Sequence[str]]
    compared: int
    reports: tuple[ReportDiff, ...] = ()
    notes: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def compare_with(name: str, provinces: Sequence[str] = (), root: Path = paths.ROOT) -> Comparison:
    """Compare the reports of the working tree with those of a revision.

    Parameters
    ----------
    name : a tag, a branch or a commit.
    provinces : slugs; empty for all.
    root : a checkout.

    Raises
    ------
    NoRevision : nothing to compare with.
    InvalidLedger : the data of the working tree break a rule.
    TreeDoesNotRun : the code of one of the two fails before any report is stated.
    """
    revision = find_revision(root, name)
    ensure_valid(root / "data")
    with ended_like_interrupt(), TemporaryDirectory(prefix="baophu-diff-") as scratch:
        old = Path(scratch) / "old"
        unpack(root, revision, old)
        link_local(root / "data", old / "data")
        inputs = changed_inputs(old, root, paths.PACKAGE)
        if not inputs:
            return Comparison(revision, {}, len(provinces or names.provinces(root / "data")))
        both = _state_both(revision, old, root, tuple(provinces), Path(scratch))
        mixtures = _mixtures(inputs, old, root, both.differing, Path(scratch)) if both.differing else {}
        notes = [*_lock_note(old, root), *(said["fault"] for said in mixtures.values() if "fault" in said)]
        reports = both.reports(mixtures, inputs)
        return Comparison(revision, inputs, len(both.compared), reports, (*notes, *both.notes()), both.failed)


def _state_both(revision: Revision, old: Path, root: Path, provinces: tuple[str, ...], scratch: Path) -> Both:
    # Today's first: while somebody works on it, it is the one to fail, and then the other is not waited for.
    asks = [
        Ask("the working tree", paths.PACKAGE.parent, root, provinces, is_needed=True),
        Ask(f"revision {revision}", old, old, provinces, is_needed=True),
    ]
    now, was = state_all(asks, scratch)
    return Both(was, now)


def _mixtures(inputs: Mapping, old: Path, new: Path, differing: tuple[str, ...], scratch: Path) -> dict[str, dict]:
    """Statements of old data under today's code (as ``method``), and with the tables of each cause replaced."""
    if len(inputs) == 1:
        return {}
    asks = {}
    for number, cause in enumerate(inputs):
        folder = scratch / f"mix-{number}"
        mix(old, new, () if cause == METHOD else (cause,), folder)
        link_local(new / "data", folder / "data")
        subject = "the old data under today's code" if cause == METHOD else f"the old data with today's {cause}"
        asks[cause] = Ask(subject, paths.PACKAGE.parent, folder, differing)
    return dict(zip(asks, state_all(list(asks.values()), scratch), strict=True))


def _lock_note(old: Path, new: Path) -> list[str]:
    locks = [(root / LOCK).read_bytes() if (root / LOCK).is_file() else b"" for root in (old, new)]
    return [] if locks[0] == locks[1] else [f"{LOCK} differs; both were computed with the libraries of today"]
