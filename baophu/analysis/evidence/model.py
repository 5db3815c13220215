"""A figure to try, and what it turned out to settle."""

from dataclasses import dataclass

import pandas as pd

from baophu.analysis.rows import ClaimRow

TRIED = "tried"  # how the ids of the figures tried begin


@dataclass(frozen=True)
class Missing:
    """A figure nobody has printed, and what it would settle.

    ``settles`` is settled whatever the figure says, ``may_settle`` by some values of it only. ``gain`` is the mean over
    the values tried of what is settled, each thing by its worth (``WORTH``); 1 is about one question answered.
    ``claim_ids`` are the claims that it would complete, ``target_ids`` the targets.
    """

    kind: str
    area: str
    scheme: str
    as_of: pd.Timestamp
    settles: tuple[str, ...]
    may_settle: tuple[str, ...]
    gain: float
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A figure to try: ``trials`` are claims to add, low end first; those of the country go to its points."""

    kind: str
    scheme: str
    as_of: pd.Timestamp
    trials: tuple[tuple[ClaimRow, ...], ...]
    claim_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    is_national: bool = False
