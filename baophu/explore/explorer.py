"""What the notebook calls: one object over one choice, each part a method that shows itself and follows the choice."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property

import pandas as pd

from baophu import facts as room_of_facts
from baophu.explore import parts, table
from baophu.explore.comparison import comparison
from baophu.explore.drawn import Drawn
from baophu.explore.frontend import bundle, is_somebody_there
from baophu.explore.state import Choice
from baophu.explore.trajectory import trajectory
from baophu.facts import Facts
from baophu.ledger.tables import Ledger
from baophu.show.blocks import REPORT, Block, Chart, Paragraph, TableBlock
from baophu.show.words import Words

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
        return self._keep(("facts", province), lambda: room_of_facts.build(self._ledger, province))

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


class Explorer:
    """A choice and its parts. Shown by itself it is the panel: choosers, chart, and the source of what is pointed at.

    Where nobody can use a widget (papermill, nbconvert) every part is a chart or a table of the choice as given.
    """

    def __init__(self, views: Views, choice: Choice):
        self.views = views
        self.choice = choice

    @cached_property
    def _live(self):
        """The widgets, where there is somebody to use them."""
        if not is_somebody_there():
            return None
        from baophu.explore.panel import Panel

        return Panel(self.views, self.choice)

    @property
    def _now(self) -> Choice:
        return self._live.choice if self._live else self.choice

    @property
    def words(self) -> Words:
        """Words of the chosen province."""
        return self.views.words(self._now.province)

    def changes(self) -> "Part":
        """Changes of the province and scheme in the years chosen, each with its verdict."""
        return Part(self._live and self._live.changes, self.views.changes(self._now))

    def audit(self) -> "Part":
        """The printed figures recomputed from one another."""
        return Part(self._live and self._live.audit, self.views.audit(self._now))

    def comparison(self) -> "Part":
        """Up to six provinces in one chart."""
        return Part(self._live and self._live.comparison, shown(self.views.comparison(self._now)))

    def table(self) -> "Part":
        """The printed figures, to sort and to filter."""
        return Part(self._live and self._live.table, self._table())

    def saving(self) -> "Part":
        """Buttons that save charts and data."""
        return Part(self._live and self._live.saving, Paragraph(self.words.say("explore-save-static"), style="note"))

    def sources(self) -> "Part":
        """Where every figure was printed."""
        return Part(self._live and self._live.sources, self.views.sources(self._now))

    def data(self) -> pd.DataFrame:
        """What the charts stand on, as a pandas table with the source of every figure; see :func:`table.data`."""
        return self.views.data(self._now)

    def _table(self) -> Block:
        frame = self.views.figures(self._now)
        # Titles and addresses stand among the sources.
        frame = frame.drop(columns=[self.words.say("explore-col-source"), self.words.say("explore-col-address")])
        rows = tuple(tuple(_cell(value, self.words) for value in row) for row in frame.itertuples(index=False))
        return TableBlock(table_title(self._now, self.words), tuple(frame.columns), rows, numeric=frozenset({4}))

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = bundle(self._live and self._live.main, shown(self.views.trajectory(self._now)))
        return {REPORT: self._metadata(), **data}, metadata

    def _metadata(self) -> dict:
        """What an export of the notebook is called."""
        about = parts.about(self._now, self.words)
        return {"title": about, "language": self.views.language, "data_version": self.words.facts.data_version}


class Part:
    """One part of the view: a widget that follows the choice, and what stands in its place elsewhere."""

    def __init__(self, widget, block: Block):
        self.widget = widget
        self.block = block

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(self.widget, self.block)

    def __repr__(self):
        return self.block.text()


def shown(found: Drawn | Block) -> Chart | Block:
    """The chart of a drawing, or the block that says why there is none."""
    return found.chart if isinstance(found, Drawn) else found


def table_title(choice: Choice, words: Words) -> str:
    """Caption of the table of figures."""
    values = {"province": words.province, "scheme": words.scheme(choice.scheme)}
    return words.say("explore-table", first=str(choice.first_year), last=str(choice.last_year), **values)


def _cell(value, words: Words) -> str:
    if not isinstance(value, float):
        return value
    return words.f.count(value, signed=False) if value == round(value) else words.f.number(value, 2)
