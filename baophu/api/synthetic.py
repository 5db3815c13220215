"""Invented tables for trying the importer. Every file says in its name and in its first row that it is synthetic."""

from pathlib import Path

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.ledger.tables import load_ledger
from baophu.report.formats import Formats

TITLE = "Số liệu ví dụ, không có thật (synthetic)"
_HEAD = ("Địa phương", "Ngày", "Loại hình", "Số người", "Tỷ lệ bao phủ")
_YEAR = 2021


class UnknownExample(BaophuError):
    """An example that there is none of by this name."""

    exit_code = 2


def write_example(which: str, province: str, folder: Path, data: Path) -> Path:
    """Write the Excel file of an example into a folder.

    Parameters
    ----------
    which : ``open``, ``wrong`` or ``right``.
    data : the tables that hold the population of the province, which the invented counts have to fit.
    """
    import openpyxl

    makers = {"open": _open, "wrong": _wrong, "right": _right}
    if which not in makers:
        raise UnknownExample(add_choices(message("no-example", name=repr(which)), which, makers))
    book = openpyxl.Workbook()
    for row in ((TITLE,), *makers[which](_population(province, data))):
        book.active.append(row)
    path = folder / f"synthetic-{province}-{which}.xlsx"
    book.save(path)
    return path


def _open(population: float) -> list[tuple]:
    # No scheme is named; 1.197 and 0,9 can be read in two ways; thousands are mentioned above the table.
    head = tuple(name for name in _HEAD if name != "Loại hình")
    thousands = Formats("vi").count(0.9 * population / 1000)
    return [("Đơn vị tính: nghìn người",), head, ("Toàn tỉnh", "31/12/2021", thousands, "0,9")]


def _wrong(population: float) -> list[tuple]:
    letter = _count(0.90, population).replace("0", "O", 1)
    return [
        _HEAD,
        ("Toàn tỉnh", "31/12/2021", "BHYT", letter if "O" in letter else f"{letter}O", "104,2"),
        ("Toàn tỉnh", "31/02/2022", "BHYT", _whole(0.863, population), "86,3"),
    ]


def _right(population: float) -> list[tuple]:
    return [
        _HEAD,
        # Numbers, not text: 292.000 alone in a column could be read in two ways.
        ("Toàn tỉnh", "31/12/2021", "BHYT", _whole(0.902, population), "90,2"),
        ("Toàn tỉnh", "30/06/2022", "BHYT", _whole(0.863, population), "86,3"),
    ]


def _whole(share: float, population: float) -> int:
    return int(round(share * population, -2))


def _count(share: float, population: float) -> str:
    """A count as Vietnamese offices write it, to the hundred."""
    return Formats("vi").count(_whole(share, population))


def _population(province: str, data: Path) -> float:
    known = load_ledger(data).population
    return float(known[(known["area"] == province) & (known["year"] == _YEAR)]["population_count"].min())
