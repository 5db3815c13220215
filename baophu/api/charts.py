"""Charts by name, for looking at outside a report: their points lead to the sources themselves."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message
from baophu.report.blocks import Block, Chart

_LINK = re.compile(r'<a xlink:href="#(?:src|event)-([^"]+)"')


class UnknownChart(BaophuError):
    """A chart that there is none of by this name."""

    exit_code = 2


def drawn(report, name: str, charts: Mapping[str, str], claims) -> Block:
    """The chart of a report by its short name.

    Parameters
    ----------
    charts : short name to name of the report's method.
    claims : those of the report, whose points are linked to their sources.

    Raises
    ------
    UnknownChart
    """
    if name not in charts:
        raise UnknownChart(add_choices(message("no-chart", name=repr(name)), name, charts))
    block = getattr(report, charts[name])()
    return replace(block, svg=_linked(block.svg, report.facts, claims)) if isinstance(block, Chart) else block


def _linked(svg: str, facts, claims) -> str:
    """A drawing whose links lead out to the sources: the entries that a report has are not there."""
    source_of = {claim.claim_id: claim.source_id for claim in claims}
    source_of |= {event.event_id: event.source_id for event in getattr(facts, "events", {}).values()}

    def link(found: re.Match) -> str:
        source = facts.sources.get(source_of.get(found[1], ""))
        is_web = source is not None and source.url.startswith("http")
        return f'<a xlink:href="{escape(source.url)}" target="_blank"' if is_web else "<a"

    return _LINK.sub(link, svg)
