"""Payer groups: which of ten groups a payer code on a card belonged to on a day, in the order in which groups pay.

``payer_groups.csv`` follows Article 12 of the Law on Health Insurance and Decree 146/2018/NĐ-CP; an office adds codes
of its own in ``data/local/records/payer_groups.csv``, with the same columns. Codes that tell a person's ethnic group
share their group with poor households.
"""

from pathlib import Path

import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import message

_FOLDER = Path(__file__).parent
OFFICE_FILE = "payer_groups.csv"


class UnknownPayerGroup(BaophuError):
    """A payer code that the table does not know on the first day of a card."""

    exit_code = 3


def load_groups() -> pd.DataFrame:
    """The ten groups in the order of payers.

    Returns
    -------
    pd.DataFrame
        Columns ``g`` (1-10, the first pays first), ``group`` (label), ``name_vi``, ``name_en``.
    """
    return pd.read_csv(_FOLDER / "groups.csv")


def load_payers(office_file: Path | None = None) -> pd.DataFrame:
    """Payer codes with the group of each and the days between which it holds.

    Parameters
    ----------
    office_file : Path, optional
        Further codes of the office; a file that does not exist has none.

    Returns
    -------
    pd.DataFrame
        Columns ``code``, ``valid_from`` and ``valid_to`` (both inclusive, ISO texts), ``g``; one row a code and period.

    Raises
    ------
    UnknownPayerGroup
        A row names a group that does not exist; the message has file, row and code.
    """
    order = load_groups().set_index("group")["g"]
    tables = []
    for path in (_FOLDER / "payer_groups.csv", office_file):
        if path is None or not path.exists():
            continue
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for row, code, group in zip(table.index + 2, table["code"], table["group"], strict=True):
            if group not in order.index:
                groups = ", ".join(order.index)
                raise UnknownPayerGroup(
                    message("records-no-group", file=path.name, row=row, code=code, group=repr(group), groups=groups)
                )
        tables.append(table.assign(g=table["group"].map(order).astype("uint8")))
    payers = pd.concat(tables)[["code", "valid_from", "valid_to", "g"]]
    return payers.replace({"valid_from": {"": "1900-01-01"}, "valid_to": {"": "9999-12-31"}})
