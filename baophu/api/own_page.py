"""The head and the source entries of a page of an analyst's own."""

import pandas as pd

from baophu.api.facts_cache import load_cited_figures
from baophu.common.languages import check_language
from baophu.report.blocks import Block, Paragraph
from baophu.report.frames import all_claims
from baophu.report.pages.head import PageHead, page_metadata
from baophu.report.sections import page_sources
from baophu.report.words import Words


def masthead(name: str, title: str, *frames: pd.DataFrame, language: str = "vi") -> Block:
    """The head of a page: its title, the day of its newest figure, the version of its data.

    What it says of the page is what exporters need, so it stands first, in the cell after the parameters.

    Parameters
    ----------
    name : str
        Short name of the page: ``"make-your-own"``.
    title : str
        Title in the page's language.
    *frames : pandas.DataFrame
        The frames whose figures the page cites.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Block

    Raises
    ------
    UnknownClaim
        A frame names a figure that the ledger does not have.
    UnknownLanguage

    Examples
    --------
    >>> import baophu
    >>> levels = baophu.country("en").levels()
    >>> baophu.masthead("levels", "The newest levels", levels, language="en").title
    'The newest levels'
    """
    cited, words = _cited(frames, language)
    rows = [
        (words.say("own-page-figures"), words.f.count(len(cited.claims))),
        (words.say("meta-geography"), words.say("site-geography")),
        (words.say("meta-version"), cited.data_version),
    ]
    if cited.as_of:
        rows.insert(0, (words.say("meta-as-of"), words.f.day(cited.as_of)))
    metadata = page_metadata(name, title, words.say("own-page-description", title=title), cited, words)
    # A page of one's own need not have a chart.
    return PageHead(words.say("own-page-kicker"), title, rows, metadata | {"figures": 0})


def sources(*frames: pd.DataFrame, language: str = "vi") -> Block:
    """The source entries of all figures that frames name, where links of charts and tables lead.

    Parameters
    ----------
    *frames : pandas.DataFrame
        Frames with ``claim_id``, ``claim_ids`` or ``national_claim_ids``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    Block
        The entries, oldest figure first; a sentence where there are none.

    Raises
    ------
    UnknownClaim
        A frame names a figure that the ledger does not have.
    UnknownLanguage

    Examples
    --------
    >>> import baophu
    >>> levels = baophu.country("en").levels()
    >>> "src-" in baophu.sources(levels, language="en").html()
    True
    """
    cited, words = _cited(frames, language)
    return page_sources.sources(cited, words) if cited.claims else Paragraph(words.say("own-table-empty"))


def _cited(frames, language: str):
    check_language(language)
    cited = load_cited_figures(frozenset(all_claims(frames)))
    return cited, Words(cited, language)
