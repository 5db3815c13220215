"""Trying an office's own table on a copy of the data, so that the project's data stay unchanged."""

import shutil
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.api.facts_cache import load_facts
from baophu.api.import_outcome import ImportOutcome, build_outcome
from baophu.api.one_province import Province
from baophu.api.place import public_names
from baophu.api.reports import BuiltReport, build_document
from baophu.api.synthetic import write_example
from baophu.common import paths
from baophu.common.errors import BaophuError
from baophu.common.languages import check_language
from baophu.common.messages import message, suggest
from baophu.importer.errors import AmbiguousImport, InvalidImport
from baophu.importer.options import Options
from baophu.importer.run import import_file
from baophu.importer.summary import outcome as summary_line
from baophu.importer.summary import summary
from baophu.ledger.names import resolve_province
from baophu.report.words import Words


class UnknownAnswer(BaophuError):
    """An answer to a question that the importer does not ask."""

    exit_code = 2


def own_data(province: str | int, language: str = "vi") -> "OwnData":
    """A copy of the published data in a temporary folder, to try an office's own table on.

    The project's data stay unchanged; ``make import`` writes into them (docs/import.md).

    Parameters
    ----------
    province : str or int
        Slug, name in any spelling or code of the province whose figures the table holds.
    language : str
        Language of headlines and tables, ``"vi"`` or ``"en"``.

    Returns
    -------
    OwnData

    Raises
    ------
    UnknownProvince
        No province has this name.
    UnknownLanguage
        Reports are not written in this language.

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

    ``example`` writes a synthetic Excel file, ``look`` reads a file as Excel shows it, ``try_import`` gives what the
    importer understands or asks, ``put`` imports into the copy; then ``province`` and ``report`` use the new figures.
    """

    def __init__(self, province: str, language: str):
        self.slug = province
        self.language = language
        self._temporary_folder = tempfile.TemporaryDirectory(prefix="baophu-synthetic-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary_folder.name)
        # Local data are left out: an office's real figures do not belong in a trial.
        shutil.copytree(paths.DATA, self._data, ignore=shutil.ignore_patterns("local", ".*"))
        shutil.copytree(paths.NOTEBOOKS, self.folder / "notebooks", ignore=shutil.ignore_patterns(".*", "scratch"))
        if paths.LOCK.is_file():
            shutil.copy2(paths.LOCK, self.folder)

    def example(self, kind: str = "right") -> Path:
        """Write a synthetic Excel table and return its path.

        Parameters
        ----------
        kind : str
            ``"open"`` leaves questions open, ``"wrong"`` has invalid cells, ``"right"`` can be imported as it is.

        Returns
        -------
        Path
            The file, in the temporary folder.

        Raises
        ------
        UnknownExample
            No example has this name.

        Examples
        --------
        >>> import baophu
        >>> baophu.own_data("hà tĩnh").example("open").name
        'synthetic-ha-tinh-open.xlsx'
        """
        return write_example(kind, self.slug, self.folder, self._data)

    def look(self, file: Path | str) -> pd.DataFrame:
        """The first sheet of an Excel file as Excel shows it: columns by letter, rows by number.

        Parameters
        ----------
        file : Path or str
            An Excel file.

        Returns
        -------
        pandas.DataFrame
            Texts; an empty cell is ``""``.

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh")
        >>> desk.look(desk.example("wrong")).loc[3, "E"]
        '104,2'
        """
        sheet = pd.read_excel(file, header=None, dtype="str", na_filter=False, engine="openpyxl")
        sheet.columns = [chr(ord("A") + number) for number in range(sheet.shape[1])]
        sheet.index = pd.RangeIndex(1, len(sheet) + 1)
        return sheet

    def try_import(self, file: Path | str, **answers) -> ImportOutcome:
        """What the importer understands of a file, or its questions or errors; nothing is written.

        Parameters
        ----------
        file : Path or str
            An Excel file.
        **answers : Any
            Options of ``make import`` with underscores: ``decimal=","``, ``scheme="bhyt"``,
            ``rates_as="fraction"``, ``date_order="dmy"``, ``as_of="2022-12-31"``, ``add_areas=True`` …

        Returns
        -------
        ImportOutcome

        Raises
        ------
        UnknownAnswer
            The importer has no such option.

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh")
        >>> outcome = desk.try_import(desk.example("open"))
        >>> outcome.exit_code, "--rates-as fraction" in outcome.report_text
        (2, True)
        """
        return self._import(Path(file), answers, dry_run=True)

    def put(self, file: Path | str, **answers) -> ImportOutcome:
        """Import a file into the copy of the data.

        Parameters
        ----------
        file : Path or str
            An Excel file.
        **answers : Any
            As of :meth:`try_import`.

        Returns
        -------
        ImportOutcome

        Raises
        ------
        UnknownAnswer
            The importer has no such option.

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh")
        >>> desk.put(desk.example("wrong")).exit_code
        3
        """
        return self._import(Path(file), answers, dry_run=False)

    def province(self) -> Province:
        """The province with the imported figures.

        Returns
        -------
        Province

        Raises
        ------
        InvalidLedger
            The tables of the copy break a rule; the message lists the faults.

        Examples
        --------
        >>> import baophu
        >>> desk = baophu.own_data("hà tĩnh", language="en")
        >>> desk.province().name
        'Ha Tinh'
        """
        return Province(load_facts(self.slug, self._data), self.language, self._data)

    def report(self, language: str | None = None, force: bool = False) -> BuiltReport:
        """Build the report of the province with the imported figures, in the temporary folder.

        Parameters
        ----------
        language : str, optional
            ``"vi"`` or ``"en"``; by default the language of this object.
        force : bool
            Build even if nothing has changed.

        Returns
        -------
        BuiltReport

        Raises
        ------
        UnknownLanguage
            Reports are not written in this language.
        ReportFailed
            The build ended with an error.

        Examples
        --------
        >>> import baophu
        >>> baophu.own_data("hà tĩnh").report(language="fr")
        Traceback (most recent call last):
        baophu.common.errors.UnknownLanguage: There is no report language 'fr'. Choose one of: vi, en
        """
        return build_document("report", self.slug, self.folder, language or self.language, force)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _import(self, file: Path, answers: dict, dry_run: bool) -> ImportOutcome:
        options = _options(answers)
        words = Words(load_facts(self.slug, self._data), self.language)
        try:
            imported = import_file(file, self.slug, options, self._data, dry_run)
        except (AmbiguousImport, InvalidImport) as refusal:
            return build_outcome(file.name, refusal.exit_code, str(refusal), dry_run, words)
        # A trial prints the full summary; the import itself one line.
        report_text = summary(imported, is_written=False) if dry_run else summary_line(imported, is_written=True)
        return build_outcome(file.name, 0, report_text, dry_run, words)

    def __repr__(self):
        return f"OwnData({self.slug!r}): {self.folder}"

    def __dir__(self):
        return public_names(self)


def _options(answers: dict) -> Options:
    option_names = [field.name for field in fields(Options)]
    for name in answers:
        if name not in option_names:
            raise UnknownAnswer(f"{message('no-answer', name=repr(name))} {suggest(name, option_names)}".rstrip())
    if isinstance(answers.get("as_of"), str):
        answers = answers | {"as_of": date.fromisoformat(answers["as_of"])}
    return Options(**answers)
