"""Synthetic tables for trying the importer; each says so in its file name and in its first row."""

from pathlib import Path

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.ledger.tables import load_ledger
from baophu.report.formats import Formats

TITLE = "Số liệu ví dụ, không có thật (synthetic)"
_HEAD = ("Địa phương", "Ngày", "Loại hình", "Số người", "Tỷ lệ bao phủ")
_YEAR = 2021


class UnknownExample(BaophuError):
    """No example has this name."""

    exit_code = 2


def write_example(kind: str, province: str, folder: Path, data: Path) -> Path:
    """Write the Excel file of an example into a folder.

    Parameters
    ----------
    kind : str
        ``"open"``, ``"wrong"`` or ``"right"``.
    province : str
        Slug of the province.
    folder : Path
        Folder to write into.
    data : Path
        Folder of the tables; the counts are made to fit the province's population.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    UnknownExample
        No example has this name.
    """
    import openpyxl

    makers = {"open": _open, "wrong": _wrong, "right": _right}
    if kind not in makers:
        raise UnknownExample(add_choices(message("no-example", name=repr(kind)), kind, makers))
    book = openpyxl.Workbook()
    for row in ((TITLE,), *makers[kind](_population(province, data))):
        book.active.append(row)
    path = folder / f"synthetic-{province}-{kind}.xlsx"
    book.save(path)
    return path


def _open(population: float) -> list[tuple]:
    # The scheme is missing, 1.197 and 0.9 are ambiguous, and the unit (thousands) is given above the table.
    head = tuple(name for name in _HEAD if name != "Loại hình")
    thousands = Formats("vi").count(0.9 * population / 1000)
    return [("Đơn vị tính: nghìn người",), head, ("Toàn tỉnh", "31/12/2021", thousands, 0.9)]


def _wrong(population: float) -> list[tuple]:
    letter = _count_text(0.90, population).replace("0", "O", 1)
    return [
        _HEAD,
        ("Toàn tỉnh", "31/12/2021", "BHYT", letter if "O" in letter else f"{letter}O", "104,2"),
        ("Toàn tỉnh", "31/02/2022", "BHYT", _rounded_count(0.863, population), "86,3"),
    ]


def _right(population: float) -> list[tuple]:
    return [
        _HEAD,
        # Numbers, not text: 292.000 alone in a column is ambiguous.
        ("Toàn tỉnh", "31/12/2021", "BHYT", _rounded_count(0.902, population), "90,2"),
        ("Toàn tỉnh", "30/06/2022", "BHYT", _rounded_count(0.863, population), "86,3"),
    ]


def _rounded_count(share: float, population: float) -> int:
    return int(round(share * population, -2))


def _count_text(share: float, population: float) -> str:
    """A count to the nearest hundred, with dots between thousands as Vietnamese offices write it."""
    return Formats("vi").count(_rounded_count(share, population))


def _population(province: str, data: Path) -> float:
    population = load_ledger(data).population
    return float(population[(population["area"] == province) & (population["year"] == _YEAR)]["population_count"].min())
