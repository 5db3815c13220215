"""Unpublished figures that would answer the most questions."""

from baophu.analysis.evidence import MissingFigure
from baophu.facts.province import Facts
from baophu.report.blocks import Block, Group, Items, Paragraph
from baophu.report.sections.parts import missing_years
from baophu.report.words import Words, mid_sentence, year_ranges

MOST = 6  # figures listed; further ones would answer little


def missing(facts: Facts, words: Words) -> Block:
    """List of the missing figures, the most useful first."""
    items = [_item(figure, words) for figure in facts.missing_figures[:MOST]]
    years = missing_years(facts)
    if years:
        items.append(words.say("missing-levels", count=str(len(years)), years=words.join(year_ranges(years))))
    if not items:
        return Group()
    return Group((Paragraph(words.say("missing-intro")), Items(tuple(items))))


def _item(missing_figure: MissingFigure, words: Words) -> str:
    figure = words.say(f"evidence-{missing_figure.kind}", on=words.on(missing_figure.as_of))
    scheme = words.scheme(missing_figure.scheme)
    if words.facts.areas[missing_figure.area].kind not in ("country", "province"):
        scheme = words.say("missing-place", area=words.area(missing_figure.area), scheme=mid_sentence(scheme))
    settles = words.join([words.say(f"settles-{code}") for code in missing_figure.settles])
    return words.say("missing-item", scheme=scheme, figure=figure, settles=settles)
