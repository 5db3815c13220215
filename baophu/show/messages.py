"""Sentences from the catalogues under ``baophu/locales``: one message id, two languages."""

from functools import lru_cache

from fluent.runtime import FluentBundle

from baophu.fluent_text import catalogue, formatted
from baophu.languages import LOCALES
from baophu.paths import PACKAGE


class Messages:
    """Messages of one language: ``messages("finding-level", pct="90,4%")``."""

    def __init__(self, language: str):
        self._bundle = _bundle(language)

    def __call__(self, message_id: str, **values) -> str:
        """The message with its values filled in.

        Raises
        ------
        KeyError
            The message is not in the catalogue, or it needs a value that was not given: a half sentence must
            never reach a report.
        """
        return formatted(self._bundle, message_id, values)

    def has(self, message_id: str) -> bool:
        """Whether the catalogue holds a message."""
        return self._bundle.has_message(message_id)


@lru_cache(maxsize=2)
def _bundle(language: str) -> FluentBundle:
    files = sorted((PACKAGE / "locales" / language).glob("*.ftl"))
    return catalogue(LOCALES[language].replace("_", "-"), files)
