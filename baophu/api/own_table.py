"""An office's own table tried out: on a copy of the data, in a temporary folder, so that nothing can be spoiled."""

import shutil
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.api.import_outcome import ImportOutcome, outcome
from baophu.api.one_province import Province
from baophu.api.opened import facts_of
from baophu.api.place import public_names
from baophu.api.reports import BuiltReport, build_in
from baophu.api.synthetic import write_example
from baophu.common import paths
from baophu.common.errors import BaophuError
from baophu.common.languages import check_language
from baophu.common.messages import message, suggest
from baophu.importer.errors import AmbiguousImport, InvalidImport
from baophu.importer.options import Options
from baophu.importer.run import import_file
from baophu.importer.summary import outcome as in_one_line
from baophu.importer.summary import summary
from baophu.ledger.names import resolve_province
from baophu.report.words import Words


class UnknownAnswer(BaophuError):
    """An answer that the importer has no question for."""

    exit_code = 2


def own_data(province: str | int, language: str = "vi") -> "OwnData":
    """A place to try an office's own table: a copy of the published data in a temporary folder.

    Nothing that is done there reaches the project's data; ``make import`` does the same for good (docs/import.md).

    Parameters
    ----------
    province : whose figures the table holds, in any spelling.
    language : of the words around what the importer says.

    Raises
    ------
    UnknownProvince, UnknownLanguage

    Examples
    --------
    >>> import baophu
    >>> desk = baophu.own_data("hà tĩnh")
    >>> desk.try_import(desk.example("wrong")).exit_code
    3
    >>> desk.put(desk.example("right")).exit_code
    0
    >>> int(desk.province().figures().is_own.sum())
    4
    """
    check_language(language)
    return OwnData(resolve_province(province), language)


class OwnData:
    """A copy of the data to try imports on; made by :func:`baophu.own_data`.

    ``example`` makes a synthetic Excel file, ``look`` shows a file as Excel does, ``try_import`` says what the
    importer understands or asks, ``put`` writes into the copy; then ``province`` and ``report`` as everywhere.
    """

    def __init__(self, province: str, language: str):
        self.slug = province
        self.language = language
        self._kept = tempfile.TemporaryDirectory(prefix="baophu-synthetic-", ignore_cleanup_errors=True)
        self.folder = Path(self._kept.name)
        # An office's real figures stay out of a place for trying.
        shutil.copytree(paths.DATA, self._data, ignore=shutil.ignore_patterns("local", ".*"))
        shutil.copytree(paths.NOTEBOOKS, self.folder / "notebooks", ignore=shutil.ignore_patterns(".*", "scratch"))
        if paths.LOCK.is_file():
            shutil.copy2(paths.LOCK, self.folder)

    def example(self, which: str = "right") -> Path:
        """Write an invented Excel table and give its place.

        Parameters
        ----------
        which : ``"open"`` leaves questions open, ``"wrong"`` has wrong cells, ``"right"`` can be imported as it is.
        """
        return write_example(which, self.slug, self.folder, self._data)

    def look(self, file: Path | str) -> pd.DataFrame:
        """The first sheet of an Excel file as Excel shows it: columns by letter, rows by number.

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh")
        >>> desk.look(desk.example("wrong")).loc[3, "E"]
        '104,2'
        """
        sheet = pd.read_excel(file, header=None, dtype="str", na_filter=False)
        sheet.columns = [chr(ord("A") + number) for number in range(sheet.shape[1])]
        sheet.index = pd.RangeIndex(1, len(sheet) + 1)
        return sheet

    def try_import(self, file: Path | str, **answers) -> ImportOutcome:
        """What the importer understands of a file, or what it asks or refuses; nothing is written.

        Parameters
        ----------
        answers : the options of ``make import`` with underscores: ``decimal=","``, ``scheme="bhyt"``,
            ``rates_as="fraction"``, ``date_order="dmy"``, ``as_of="2022-12-31"``, ``add_areas=True`` …

        Raises
        ------
        UnknownAnswer

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh")
        >>> asked = desk.try_import(desk.example("open"))
        >>> asked.exit_code, "--rates-as fraction" in asked.told
        (2, True)
        """
        return self._import(Path(file), answers, dry_run=True)

    def put(self, file: Path | str, **answers) -> ImportOutcome:
        """The same, and write the figures into the copy of the data."""
        return self._import(Path(file), answers, dry_run=False)

    def province(self) -> Province:
        """The province with the figures that were put in."""
        return Province(facts_of(self.slug, self._data), self.language, self._data)

    def report(self, language: str | None = None, force: bool = False) -> BuiltReport:
        """The report of the province with the figures that were put in, written into the temporary folder."""
        return build_in("report", self.slug, self.folder, language or self.language, force)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _import(self, file: Path, answers: dict, dry_run: bool) -> ImportOutcome:
        options = _options(answers)
        words = Words(facts_of(self.slug, self._data), self.language)
        try:
            found = import_file(file, self.slug, options, self._data, dry_run)
        except (AmbiguousImport, InvalidImport) as refusal:
            return outcome(file.name, refusal.exit_code, str(refusal), dry_run, words)
        # What was understood has been read before; what writing changed is one line.
        told = summary(found, is_written=False) if dry_run else in_one_line(found, is_written=True)
        return outcome(file.name, 0, told, dry_run, words)

    def __repr__(self):
        return f"OwnData({self.slug!r}): {self.folder}"

    def __dir__(self):
        return public_names(self)


def _options(answers: dict) -> Options:
    known = [field.name for field in fields(Options)]
    for name in answers:
        if name not in known:
            raise UnknownAnswer(f"{message('no-answer', name=repr(name))} {suggest(name, known)}".rstrip())
    if isinstance(answers.get("as_of"), str):
        answers = answers | {"as_of": date.fromisoformat(answers["as_of"])}
    return Options(**answers)
