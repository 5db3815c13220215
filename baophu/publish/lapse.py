"""Build the page of lapse of an office's card records, or of synthetic ones, in both languages.

Such a page is the office's own: it has no bar that leads to pages of the site, and the site does not list it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from baophu.common import paths
from baophu.common.languages import LANGUAGES
from baophu.export.bar import NO_BAR
from baophu.publish.build import BuildResult, build
from baophu.publish.freshness import Inputs
from baophu.publish.notebook import NotebookJob

NOTEBOOK = "lapse_records.ipynb"
OFFICE, SYNTHETIC = "office", "synthetic"


@dataclass(frozen=True)
class LapseJob(NotebookJob):
    """The page of card records; ``records_version`` is what the page is current by, beside data and package."""

    records_version: str = field(kw_only=True)

    def inputs(self, digests=None) -> Inputs:
        """The inputs of any notebook, and the version of the records."""
        inputs = super().inputs(digests)
        return replace(inputs, parameters={**inputs.parameters, "records": self.records_version})


def build_lapse(
    province: str | None,
    start: date,
    end: date,
    records_version: str = "",
    *,
    languages: Sequence[str] = LANGUAGES,
    force: bool = False,
) -> list[BuildResult]:
    """Build the HTML and the PDF of the page of card records, unless they are current.

    Parameters
    ----------
    province : str or None
        Slug of the office's province; None for the page of synthetic records.
    start, end : date
        First and last day, month ends.
    records_version : str
        Digest of the office's records: of others the page is built anew.
    languages : Sequence[str]
        ``vi``, ``en`` or both.
    force : bool
        Build even if nothing has changed.

    Returns
    -------
    list of BuildResult
        One for each language. Files are ``reports/lapse-<province>.<days>.html`` and ``.pdf``, of synthetic records
        ``reports/lapse-synthetic.<days>…``.

    Raises
    ------
    InvalidLedger
        Nothing is written or removed.
    CellFailed, ReportNotWhole
        The page failed, such as for days outside the records; its earlier files are removed.
    """
    values = {"source": OFFICE, "province": province} if province else {"source": SYNTHETIC}
    values |= {"start": start.isoformat(), "end": end.isoformat()}
    subject = f"lapse-{province or SYNTHETIC}.{start}-{end}"
    notebook = paths.NOTEBOOKS / NOTEBOOK
    results = []
    for language in languages:
        of_language = {**values, "language": language}
        job = LapseJob(
            subject, language, bar=NO_BAR, notebook=notebook, values=of_language, records_version=records_version
        )
        results.append(build(job, force))
    return results
