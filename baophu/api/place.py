"""What a province and the country have in common as objects: facts, their words, a card, what completion offers."""

from baophu.api.object_card import ObjectCard
from baophu.facts.national import National
from baophu.facts.province import Facts
from baophu.report.words import Words


class Place:
    """Facts in a language; a notebook cell shows them as a card."""

    def __init__(self, facts: Facts | National, language: str):
        self.facts = facts
        self.language = language
        self._words = Words(facts, language)

    @property
    def name(self) -> str:
        """Name in the object's language."""
        return self._words.province

    @property
    def _card(self) -> ObjectCard:
        raise NotImplementedError

    def __repr__(self):
        return self._card.text()

    def _repr_html_(self):
        return self._card.html()

    def __dir__(self):
        return public_names(self)


def public_names(thing) -> list[str]:
    """What completion offers of an object: no inner names."""
    return [name for name in object.__dir__(thing) if not name.startswith("_")]
