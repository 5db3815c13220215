"""The base of provinces and the country as objects: facts, texts in a language, card, completion."""

from baophu.api.object_card import ObjectCard
from baophu.facts.national import National
from baophu.facts.province import Facts
from baophu.report.words import Words


class Place:
    """Facts and a language; a notebook cell shows the object as a card."""

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


def public_names(instance) -> list[str]:
    """Names that completion offers of an object: those without an underscore."""
    return [name for name in object.__dir__(instance) if not name.startswith("_")]
