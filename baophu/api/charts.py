"""Charts by name, shown outside a report: their points link to the sources on the web."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.report.blocks import Block, Chart

_LINK = re.compile(r'<a xlink:href="#(?:src|event)-([^"]+)"')


class UnknownChart(BaophuError):
    """No chart has this name."""

    exit_code = 2


def draw_chart(name: str, charts: Iterable[str], draw: Callable[[str], Block], facts, claims) -> Block:
    """Draw one chart by its name.

    Parameters
    ----------
    name : str
        Name of the chart.
    charts : Iterable[str]
        The names that there are.
    draw : Callable
        Draws a chart by its name.
    facts : Facts or National
        The facts that are drawn, for the addresses of their sources.
    claims : Iterable[Claim]
        The figures to whose sources marks lead.

    Returns
    -------
    Block
        The chart, or the sentence that says why there is none.

    Raises
    ------
    UnknownChart
        No chart has this name.
    """
    if name not in charts:
        raise UnknownChart(add_choices(message("no-chart", name=repr(name)), name, charts))
    block = draw(name)
    if not isinstance(block, Chart):
        return block
    svg, phone_svg = (_link_to_web(drawing, facts, claims) for drawing in (block.svg, block.phone_svg))
    return replace(block, svg=svg, phone_svg=phone_svg)


def _link_to_web(svg: str, facts, claims) -> str:
    """The SVG with links to the web pages of the sources: anchors of the report do not exist outside it."""
    source_of = {claim.claim_id: claim.source_id for claim in claims}
    source_of |= {event.event_id: event.source_id for event in getattr(facts, "events", {}).values()}

    def link(match: re.Match) -> str:
        source = facts.sources.get(source_of.get(match[1], ""))
        is_web = source is not None and source.link
        return f'<a xlink:href="{escape(source.link)}" target="_blank"' if is_web else "<a"

    return _LINK.sub(link, svg)
