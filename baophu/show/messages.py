"""Sentences from the catalogues under ``baophu/locales``: one message id, two languages."""

from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource

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
        if not self._bundle.has_message(message_id):
            raise KeyError(f"no message {message_id!r} in baophu/locales")
        text, errors = self._bundle.format_pattern(self._bundle.get_message(message_id).value, values)
        if errors:
            raise KeyError(f"message {message_id!r}: {errors[0]}")
        return text

    def has(self, message_id: str) -> bool:
        """Whether the catalogue holds a message."""
        return self._bundle.has_message(message_id)


@lru_cache(maxsize=2)
def _bundle(language: str) -> FluentBundle:
    # Isolation marks serve mixed writing directions; here they would only break searching and copying.
    bundle = FluentBundle([LOCALES[language].replace("_", "-")], use_isolating=False)
    for path in sorted((PACKAGE / "locales" / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle
