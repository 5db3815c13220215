"""Charts by name, shown outside a report: their points link to the sources on the web."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.report.blocks import Block, Chart

_LINK = re.compile(r'<a xlink:href="#(?:src|event)-([^"]+)"')


class UnknownChart(BaophuError):
    """No chart has this name."""

    exit_code = 2


def draw_chart(report, name: str, charts: Mapping[str, str], claims) -> Block:
    """Draw one chart of a report.

    Parameters
    ----------
    report : ProvinceReport
        The report whose method draws the chart.
    name : str
        Short name of the chart.
    charts : Mapping[str, str]
        Name of the report's method by short name.
    claims : Iterable[Claim]
        Claims of the report: points of the chart link to their sources.

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
    block = getattr(report, charts[name])()
    return replace(block, svg=_link_to_web(block.svg, report.facts, claims)) if isinstance(block, Chart) else block


def _link_to_web(svg: str, facts, claims) -> str:
    """The SVG with links to the web pages of the sources: anchors of the report do not exist outside it."""
    source_of = {claim.claim_id: claim.source_id for claim in claims}
    source_of |= {event.event_id: event.source_id for event in getattr(facts, "events", {}).values()}

    def link(match: re.Match) -> str:
        source = facts.sources.get(source_of.get(match[1], ""))
        is_web = source is not None and source.url.startswith("http")
        return f'<a xlink:href="{escape(source.url)}" target="_blank"' if is_web else "<a"

    return _LINK.sub(link, svg)
