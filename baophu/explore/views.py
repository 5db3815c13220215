"""Charts, blocks and tables of a choice in one language, built on demand and cached."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property

import pandas as pd

from baophu.common.messages import Messages
from baophu.explore import parts, table
from baophu.explore.comparison import draw_comparison
from baophu.explore.plot import ExportableChart, chart_style
from baophu.explore.search import province_names
from baophu.explore.selection import filter_facts
from baophu.explore.state import BOTH, Choice
from baophu.explore.trajectory import draw_trajectory
from baophu.facts.province import Facts, build_facts
from baophu.ledger.tables import Ledger
from baophu.report.blocks import Block, Chart
from baophu.report.province_charts import province_chart
from baophu.report.words import Words

_CACHE_SIZE = 128  # words, charts and cards, the least recently used dropped first


class Views:
    """Everything that can be shown of a ledger in one language, built on demand and cached."""

    def __init__(self, ledger: Ledger, language: str):
        self.language = language
        self._ledger = ledger
        self._facts: dict[str, Facts] = {}
        self._cache: OrderedDict = OrderedDict()
        # JupyterLab handles widget events in other threads than the cells.
        self._lock = threading.RLock()

    def facts(self, province: str) -> Facts:
        """Facts of a province."""
        with self._lock:
            if province not in self._facts:
                self._facts[province] = build_facts(self._ledger, province)
            return self._facts[province]

    def words(self, province: str) -> Words:
        """Texts of a province."""
        return self._cached(("words", province), lambda: Words(self.facts(province), self.language))

    @cached_property
    def provinces(self) -> dict[str, str]:
        """What lists say of each province, by slug: name, dated figures, newest year; those without figures last."""
        say, facts_of = Messages(self.language), {slug: self.facts(slug) for slug in province_names(self.language)}
        texts = {}
        for slug, name in province_names(self.language).items():
            count, newest = len(facts_of[slug].dated_claims), facts_of[slug].as_of
            values = {"province": name, "n": count, "count": str(count), "year": str(newest.year)} if newest else {}
            texts[slug] = say("explore-province", **values) if newest else say("explore-province-empty", province=name)
        return dict(sorted(texts.items(), key=lambda item: facts_of[item[0]].as_of is None))

    def trajectory(self, choice: Choice) -> ExportableChart | Block:
        """Chart of the chosen province."""
        drawn_choice = choice.with_values(compared_provinces=())
        return self._cached(("trajectory", drawn_choice), lambda: draw_trajectory(*self._inputs(choice)))

    def comparison(self, choice: Choice) -> ExportableChart | Block:
        """Chart of the compared provinces."""
        drawn_choice = choice.with_values(province=choice.compared_provinces[0])
        return self._cached(("comparison", drawn_choice), lambda: draw_comparison(*self._inputs_of_all(choice)))

    def changes_chart(self, choice: Choice) -> Block:
        """The report's chart of the changes of the chosen province, scheme and years."""
        drawn_choice = choice.with_values(scale=BOTH, compared_provinces=())
        return self._cached(("changes", drawn_choice), lambda: self._draw_changes(choice))

    def _draw_changes(self, choice: Choice) -> Block:
        with chart_style():
            facts = filter_facts(self.facts(choice.province), choice)
            return province_chart("changes", facts, self.words(choice.province))

    def changes(self, choice: Choice) -> Block:
        """Changes of the chosen province."""
        return parts.build_changes(*self._inputs(choice))

    def audit(self, choice: Choice) -> Block:
        """Checks of its printed figures."""
        return parts.build_audit(*self._inputs(choice))

    def figures(self, choice: Choice) -> pd.DataFrame:
        """Printed figures of the chosen province."""
        return table.build_figures_table(*self._inputs(choice))

    def data(self, choice: Choice) -> pd.DataFrame:
        """The figures behind the charts, of all compared provinces."""
        provinces = dict.fromkeys((choice.province, *choice.compared_provinces))
        return table.build_export_table({p: self.facts(p) for p in provinces}, choice, provinces)

    def sources(self, choice: Choice) -> Block:
        """The source of every figure."""
        return parts.build_sources(*self._inputs_of_all(choice))

    def card(self, choice: Choice, claim_id: str) -> str:
        """HTML card of one figure; empty if none of the shown provinces has it."""
        for province in dict.fromkeys((choice.province, *choice.compared_provinces)):
            facts, words = self.facts(province), self.words(province)
            cards = self._cached(("cards", province), lambda f=facts, w=words: parts.build_cards(f, w))
            if claim_id in cards:
                return cards[claim_id]
        return ""

    def _inputs(self, choice: Choice) -> tuple[Facts, Choice, Words]:
        return self.facts(choice.province), choice, self.words(choice.province)

    def _inputs_of_all(self, choice: Choice):
        provinces = dict.fromkeys((choice.province, *choice.compared_provinces))
        return {p: self.facts(p) for p in provinces}, choice, {p: self.words(p) for p in provinces}

    def _cached(self, key: tuple, make: Callable):
        with self._lock:
            if key not in self._cache:
                self._cache[key] = make()
            self._cache.move_to_end(key)
            while len(self._cache) > _CACHE_SIZE:
                self._cache.popitem(last=False)
            return self._cache[key]


def visible_block(view: ExportableChart | Block) -> Chart | Block:
    """The chart, or the block that says why there is none."""
    return view.chart if isinstance(view, ExportableChart) else view


def table_title(choice: Choice, words: Words) -> str:
    """Caption of the table of figures."""
    values = {"province": words.province, "scheme": words.scheme(choice.scheme)}
    return words.say("explore-table", **choice.year_texts, **values)
