"""Messages of Fluent catalogues with their values filled in, for reports and for faults alike."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

_LONG = 2000  # letters


def catalogue(locale: str, files: Iterable[Path]) -> FluentBundle:
    """The messages of some files, with numbers as a locale such as ``vi-VN`` writes them."""
    # Isolation marks serve mixed writing directions; here they would only break searching and copying.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in files:
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def formatted(bundle: FluentBundle, message_id: str, values: Mapping[str, object]) -> str:
    """A message with its values.

    Raises
    ------
    KeyError
        The message is not in the catalogue, or it needs a value that was not given: a half sentence must never reach a
        reader.
    """
    if not bundle.has_message(message_id):
        raise KeyError(f"no message {message_id!r} in baophu/locales")
    # Fluent refuses what is long, lest a stranger's message fill the memory; these are our own.
    long = {name: value for name, value in values.items() if isinstance(value, str) and len(value) > _LONG}
    marks = {name: f"\ue000{place}\ue001" for place, name in enumerate(long)}
    text, errors = bundle.format_pattern(bundle.get_message(message_id).value, {**values, **marks})
    if errors:
        raise KeyError(f"message {message_id!r}: {errors[0]}")
    for name, mark in marks.items():
        text = text.replace(mark, long[name])
    return text
