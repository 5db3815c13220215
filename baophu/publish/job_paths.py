"""Where the files of a report or of a page go, and from which notebook they come."""

from dataclasses import dataclass, field
from pathlib import Path

from baophu.common import paths
from baophu.export.profiles import STANDARD

NOTEBOOK = "province_report.ipynb"
# Pages of the site that are notebooks of their own.
PAGES = {"national": "national_overview.ipynb", "audit": "audit.ipynb"}


@dataclass(frozen=True)
class JobPaths:
    """The files of one report or page.

    ``subject`` : slug of a province, or a key of ``PAGES``.
    """

    subject: str
    language: str
    profile: str = STANDARD

    @property
    def _stem(self) -> str:
        # Vietnamese on the ordinary page is the report; what differs carries its name.
        language = "" if self.language == "vi" else f".{self.language}"
        return f"{self.subject}{language}{self._suffix}"

    @property
    def _suffix(self) -> str:
        return "" if self.profile == STANDARD else f".{self.profile}"

    @property
    def html(self) -> Path | None:
        """The page; a format of paper has none."""
        return paths.REPORTS / f"{self._stem}.html" if self.profile == STANDARD else None

    @property
    def pdf(self) -> Path:
        """The file for paper."""
        return paths.REPORTS / f"{self._stem}.pdf"

    @property
    def record(self) -> Path:
        """What they were made from."""
        return paths.REPORTS / ".keys" / f"{self.subject}.{self.language}{self._suffix}.json"

    @property
    def executed_notebook(self) -> Path:
        """The notebook with its outputs, the same for every profile."""
        return paths.BUILD / f"{self.subject}.{self.language}.ipynb"

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files for readers."""
        return tuple(filter(None, (self.html, self.pdf)))

    @property
    def notebook(self) -> Path:
        """What is run."""
        return paths.NOTEBOOKS / PAGES.get(self.subject, NOTEBOOK)


@dataclass(frozen=True)
class NotebookPaths(JobPaths):
    """The files of any notebook; their record is not that of a report, whose files may have the same names.

    ``subject`` : says which notebook, and with which values.
    """

    source: Path = field(kw_only=True)

    @property
    def record(self) -> Path:
        """What they were made from."""
        return paths.REPORTS / ".keys" / f"notebook.{self._stem}.json"

    @property
    def executed_notebook(self) -> Path:
        """The notebook with its outputs."""
        return paths.BUILD / f"{self._stem}.ipynb"

    @property
    def notebook(self) -> Path:
        """What is run."""
        return self.source
