"""The figures that a page of an analyst's own cites."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from baophu.common.errors import BaophuError
from baophu.common.messages import join_first, message
from baophu.facts.national import sources_of
from baophu.facts.plain import data_version
from baophu.facts.province import claims_shown
from baophu.facts.records import Area, Claim, Source
from baophu.facts.shared import shared_facts
from baophu.ledger.tables import Ledger

_LISTED = 5


class UnknownClaim(BaophuError):
    """A page cites a figure that the ledger does not have."""

    exit_code = 3


@dataclass(frozen=True)
class CitedFigures:
    """Claims, oldest first, with their sources by id and what is needed to say them."""

    claims: tuple[Claim, ...]
    sources: dict[str, Source]
    areas: dict[str, Area]
    labels: dict[tuple[str, str], tuple[str, str]]

    data_version = cached_property(data_version)

    @property
    def as_of(self) -> date | None:
        """The newest day that a figure describes; targets lie ahead."""
        days = (claim.as_of for claim in self.claims if not claim.kind.startswith("target"))
        return max(filter(None, days), default=None)


def build_cited_figures(ledger: Ledger, claim_ids: Iterable[str]) -> CitedFigures:
    """The figures with these ids.

    Raises
    ------
    UnknownClaim
        The ledger has no figure with one of the ids; the message names them.
    """
    asked = set(claim_ids)
    claims = claims_shown(ledger, asked)
    if unknown := asked - {claim.claim_id for claim in claims}:
        raise UnknownClaim(message("sources-unknown", names=join_first(sorted(unknown), _LISTED)))
    shared = shared_facts(ledger)
    return CitedFigures(claims, sources_of(ledger, claims), dict(shared.areas), shared.labels)
