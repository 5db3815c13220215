"""What the frame of an analyst says: the claims behind its rows, the words for its columns, its cells in a language."""

from collections.abc import Iterable
from datetime import date
from numbers import Integral, Real

import numpy as np
import pandas as pd

from baophu.common.messages import Messages
from baophu.report.formats import Formats
from baophu.report.words import sentence_case

CLAIMS = ("claim_id", "claim_ids")  # columns of the claims behind a row; where both are, the first is the row's own


class FrameWords:
    """The words of one language for columns and cells.

    Parameters
    ----------
    language : str
        ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownLanguage
    """

    def __init__(self, language: str):
        self.f = Formats(language)
        self.say = Messages(language)

    def label(self, column: str) -> str:
        """What a column is called; a column that is not one of the API keeps its own name."""
        name = f"column-{column}"
        return self.say(name) if self.say.has(name) else sentence_case(str(column).replace("_", " "))

    def cell(self, value, column: str = "", precision: str = "day") -> str:
        """A value as the page writes it, blank where it is missing.

        Parameters
        ----------
        value : object
            Text, a number, a day or a truth value.
        column : str
            Its column: years are written without a mark of thousands, counts whole.
        precision : str
            How finely a day is known: day, month or year.
        """
        if isinstance(value, str):
            return value
        if pd.isna(value):
            return ""
        if isinstance(value, bool | np.bool):
            return self.say("cell-yes" if value else "cell-no")
        if isinstance(value, date):
            return self.f.short_day(value, precision or "day")
        if isinstance(value, Real):
            if isinstance(value, Integral) and str(column).endswith("year"):
                return str(value)
            return self.f.count(value) if "count" in str(column).split("_") else self.f.exact(value)
        return str(value)


def with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its index as columns, where the index has names, and its rows counted from 0."""
    return frame.reset_index(drop=not any(frame.index.names))


def claims_of(frame: pd.DataFrame) -> list[list[str]]:
    """For each row the ids of the claims behind it, its own first; empty lists where the frame has no such column."""
    column = next((name for name in CLAIMS if name in frame.columns), None)
    return [ids_in(cell) for cell in frame[column]] if column else [[] for _ in range(len(frame))]


def ids_in(cell) -> list[str]:
    """The ids in a cell, which are separated by spaces."""
    return cell.split() if isinstance(cell, str) else []


def all_claims(frames: Iterable[pd.DataFrame]) -> set[str]:
    """Every claim that a row of the frames names, those of the country among them."""
    columns = [frame[name] for frame in frames for name in frame.columns if is_claims(name)]
    return {claim_id for column in columns for cell in column for claim_id in ids_in(cell)}


def is_claims(column: str) -> bool:
    """Whether a column holds ids of claims, as ``claim_id`` and ``national_claim_ids`` do."""
    return str(column).endswith(CLAIMS)
