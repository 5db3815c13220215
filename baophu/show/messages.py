"""Sentences from the catalogues under ``baophu/locales``: one message id, two languages."""

from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource

from baophu.languages import LOCALES
from baophu.paths import PACKAGE

_LONG = 2000  # letters


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
        # Fluent refuses what is long, lest a stranger's message fill the memory; these are our own.
        long = {name: value for name, value in values.items() if isinstance(value, str) and len(value) > _LONG}
        marks = {name: f"\ue000{place}\ue001" for place, name in enumerate(long)}
        text, errors = self._bundle.format_pattern(self._bundle.get_message(message_id).value, values | marks)
        if errors:
            raise KeyError(f"message {message_id!r}: {errors[0]}")
        for name, mark in marks.items():
            text = text.replace(mark, long[name])
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
