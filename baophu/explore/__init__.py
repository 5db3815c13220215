"""Exploring in a notebook: choose a province, look at a point, set provinces beside each other, take a chart along.

    from baophu.explore import explore

    view = explore("cần thơ")
    view

In JupyterLab the parts are widgets that follow one choice; where nobody is there to use them (papermill, nbconvert)
each shows the choice as it was given. ``state``, ``search``, ``view`` and ``table`` know nothing of widgets.
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
    """The view of a province, to be shown part by part.

    Parameters
    ----------
    province : slug, name in any spelling, or two-digit code: ``"can-tho"``, ``"Cần Thơ"``, ``92``.
    language : ``"vi"`` or ``"en"``.
    scheme : ``"bhyt"`` health insurance, ``"bhxh"``, ``"bhxh_bb"``, ``"bhxh_tn"`` social insurance, ``"bhtn"``
        unemployment insurance.
    scale : ``"announced"``, ``"gso"`` (on the statistics office's population), ``"both"`` apart, or ``"persons"``.
    years : first and last year.
    compare : up to five provinces to set beside it, separated by commas.

    Raises
    ------
    UnknownProvince, UnknownLanguage, UnknownChoice, InvalidLedger, UndeclaredParameter
    """
    # Late: importing the package must not load pandas and matplotlib.
    from baophu.explore.explorer import Explorer
    from baophu.explore.state import choose
    from baophu.explore.views import Views
    from baophu.ledger.tables import load_ledger
    from baophu.report.pages.parameters import refuse_undeclared

    refuse_undeclared(PARAMETERS)
    choice = choose(province, scheme, scale, years, compare, language)
    return Explorer(Views(load_ledger(), language), choice)
