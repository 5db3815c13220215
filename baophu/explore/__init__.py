"""Interactive exploration in a notebook: choose a province, inspect a point, compare provinces, download a chart.

    from baophu.explore import explore

    view = explore("cần thơ")
    view

In JupyterLab the parts are widgets that follow one choice; without a frontend (papermill, nbconvert) each part is a
static chart or table of the choice as given. ``state``, ``search``, ``selection`` and ``table`` do not use widgets.
"""

__all__ = ["PARAMETERS", "explore"]

PARAMETERS = ("province", "scheme", "scale", "first_year", "last_year", "compare", "language")


def explore(
    province: str | int,
    language: str = "vi",
    *,
    scheme: str = "bhyt",
    scale: str = "both",
    years: tuple[int, int] = (2010, 2023),
    compare: str = "",
):
    """The interactive view of a province; its methods are the parts to show in cells.

    Parameters
    ----------
    province : str or int
        Slug, name in any spelling, or two-digit code: ``"can-tho"``, ``"Cần Thơ"``, ``92``.
    language : str
        ``"vi"`` or ``"en"``.
    scheme : str
        ``"bhyt"`` health insurance, ``"bhxh"``, ``"bhxh_bb"``, ``"bhxh_tn"`` social insurance, ``"bhtn"``
        unemployment insurance.
    scale : str
        ``"announced"``, ``"gso"`` (on the statistics office's population), ``"both"`` separately, or ``"persons"``.
    years : tuple[int, int]
        First and last year.
    compare : str
        Up to five provinces to compare with, separated by commas.

    Returns
    -------
    Explorer

    Raises
    ------
    UnknownProvince
        No province has this name.
    UnknownLanguage
        Reports are not written in this language.
    UnknownChoice
        There is no such scheme, scale or range of years, or there are too many provinces.
    InvalidLedger
        The tables break a rule.
    UndeclaredParameter
        papermill injected a parameter that the notebook does not declare.
    """
    # Imported here: importing the package must not load pandas and matplotlib.
    from baophu.explore.explorer import Explorer
    from baophu.explore.state import choose
    from baophu.explore.views import Views
    from baophu.ledger.tables import load_ledger
    from baophu.report.pages.parameters import refuse_undeclared

    refuse_undeclared(PARAMETERS)
    choice = choose(province, scheme, scale, years, compare, language)
    return Explorer(Views(load_ledger(), language), choice)
