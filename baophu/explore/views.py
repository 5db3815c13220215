"""What a choice shows in one language, made when first asked for and kept for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable

import pandas as pd

from baophu.explore import parts, table
from baophu.explore.comparison import comparison
from baophu.explore.drawn import Drawn
from baophu.explore.state import Choice
from baophu.explore.trajectory import trajectory
from baophu.facts.province import Facts, build_facts
from baophu.ledger.tables import Ledger
from baophu.report.blocks import Block, Chart
from baophu.report.words import Words

_KEPT = 128  # provinces and drawings that are at hand without being made again


class Views:
    """Everything that can be shown of a ledger in one language, made when first asked for and kept for a while."""

    def __init__(self, ledger: Ledger, language: str):
        self.language = language
        self._ledger = ledger
        self._kept: OrderedDict = OrderedDict()
        # Widgets are answered in threads of their own, beside the cells.
        self._alone = threading.RLock()

    def facts(self, province: str) -> Facts:
        """Facts of a province."""
        return self._keep(("facts", province), lambda: build_facts(self._ledger, province))

    def words(self, province: str) -> Words:
        """Its words."""
        return self._keep(("words", province), lambda: Words(self.facts(province), self.language))

    def trajectory(self, choice: Choice) -> Drawn | Block:
        """Chart of the chosen province."""
        seen = choice.with_(compared=())
        return self._keep(("trajectory", seen), lambda: trajectory(*self._of(choice)))

    def comparison(self, choice: Choice) -> Drawn | Block:
        """Chart of the provinces beside each other."""
        seen = choice.with_(province=choice.compared[0])
        return self._keep(("comparison", seen), lambda: comparison(*self._of_all(choice)))

    def changes(self, choice: Choice) -> Block:
        """Falls of the chosen province."""
        return parts.changes(*self._of(choice))

    def audit(self, choice: Choice) -> Block:
        """Its arithmetic."""
        return parts.audit(*self._of(choice))

    def figures(self, choice: Choice) -> pd.DataFrame:
        """Its printed figures."""
        return table.figures(*self._of(choice))

    def data(self, choice: Choice) -> pd.DataFrame:
        """What the charts stand on, of all provinces compared."""
        provinces = dict.fromkeys((choice.province, *choice.compared))
        return table.data({p: self.facts(p) for p in provinces}, choice, provinces)

    def sources(self, choice: Choice) -> Block:
        """Where every figure was printed."""
        return parts.sources(*self._of_all(choice))

    def card(self, choice: Choice, claim_id: str) -> str:
        """HTML on one figure of the provinces shown; empty for one that none of them has."""
        for province in dict.fromkeys((choice.province, *choice.compared)):
            facts, words = self.facts(province), self.words(province)
            found = self._keep(("cards", province), lambda f=facts, w=words: parts.cards(f, w))
            if claim_id in found:
                return found[claim_id]
        return ""

    def _of(self, choice: Choice) -> tuple[Facts, Choice, Words]:
        return self.facts(choice.province), choice, self.words(choice.province)

    def _of_all(self, choice: Choice):
        provinces = dict.fromkeys((choice.province, *choice.compared))
        return {p: self.facts(p) for p in provinces}, choice, {p: self.words(p) for p in provinces}

    def _keep(self, key: tuple, make: Callable):
        with self._alone:
            if key not in self._kept:
                self._kept[key] = make()
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def shown(found: Drawn | Block) -> Chart | Block:
    """The chart of a drawing, or the block that says why there is none."""
    return found.chart if isinstance(found, Drawn) else found


def table_title(choice: Choice, words: Words) -> str:
    """Caption of the table of figures."""
    values = {"province": words.province, "scheme": words.scheme(choice.scheme)}
    return words.say("explore-table", first=str(choice.first_year), last=str(choice.last_year), **values)
