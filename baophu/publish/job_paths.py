"""Paths of the files of a report or page, and of its notebook."""

from dataclasses import dataclass, field
from pathlib import Path

from baophu.common import paths
from baophu.export.bar import NO_BAR, WHOLE_BAR
from baophu.export.profiles import BRIEF, STANDARD, file_stem

NOTEBOOK = "province_report.ipynb"
# Pages of the site that are notebooks.
PAGES = {"national": "national_overview.ipynb", "lapse-drops": "lapse_drops.ipynb", "audit": "audit.ipynb"}


@dataclass(frozen=True)
class JobPaths:
    """Paths of the files of one report or page.

    ``subject`` is the slug of a province or a key of ``PAGES``.
    """

    subject: str
    language: str
    profile: str = STANDARD

    @property
    def _stem(self) -> str:
        return file_stem(self.subject, self.language, self.profile)

    @property
    def _suffix(self) -> str:
        return "" if self.profile == STANDARD else f".{self.profile}"

    @property
    def html(self) -> Path | None:
        """The HTML page; None for profiles that are PDF only."""
        return paths.REPORTS / f"{self._stem}.html" if self.profile in (STANDARD, BRIEF) else None

    @property
    def pdf(self) -> Path:
        """The PDF."""
        return paths.REPORTS / f"{self._stem}.pdf"

    @property
    def png(self) -> Path | None:
        """The picture of the page of a brief; None for reports."""
        return paths.REPORTS / f"{self._stem}.png" if self.profile == BRIEF else None

    @property
    def record(self) -> Path:
        """The record of their inputs."""
        return paths.REPORTS / ".keys" / f"{self.subject}.{self.language}{self._suffix}.json"

    @property
    def executed_notebook(self) -> Path:
        """The executed notebook, the same for every profile."""
        return paths.BUILD / f"{self.subject}.{self.language}.ipynb"

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files for readers, HTML first."""
        return tuple(filter(None, (self.html, self.pdf, self.png)))

    @property
    def notebook(self) -> Path:
        """The notebook that is run."""
        return paths.NOTEBOOKS / PAGES.get(self.subject, NOTEBOOK)


@dataclass(frozen=True)
class NotebookPaths(JobPaths):
    """Paths of the files of any notebook; its record has another name than a report's, whose files may be the same.

    ``subject`` names the notebook and the values that are not defaults.
    """

    source: Path = field(kw_only=True)

    @property
    def record(self) -> Path:
        """The record of their inputs."""
        return paths.REPORTS / ".keys" / f"notebook.{self._stem}.json"

    @property
    def executed_notebook(self) -> Path:
        """The executed notebook."""
        return paths.BUILD / f"{self._stem}.ipynb"

    @property
    def notebook(self) -> Path:
        """The notebook that is run."""
        return self.source


def find_bar(subject: str, language: str) -> str:
    """What a page's bar can lead to: the pages of the site if its index lies there, in both languages as it has them.

    The other language may be built after this page, so whether its file lies there says nothing.
    """
    return WHOLE_BAR if (paths.REPORTS / "index.html").is_file() else NO_BAR
