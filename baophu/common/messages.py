"""Texts in Vietnamese and English, from the Fluent catalogues under ``baophu/locales``: one message id, two languages.

Sentences of a report are in the report's language (``Messages``). Messages of errors and commands are in the reader's
language (``message``): ``BAOPHU_LANG`` if it is ``vi`` or ``en``, else Vietnamese under a Vietnamese locale, else
English. Their catalogues are in ``commands/``.

Fluent takes a tenth of a second to load, so the first message loads it, not the import of this module.
"""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from baophu.common.paths import PACKAGE

_MAX_VALUE_LENGTH = 1_000_000  # characters
_SWAP_MARKS = str.maketrans(",.", ".,")


class Messages:
    """Messages of one language: ``messages("finding-level", pct="90,4%")``.

    Parameters
    ----------
    language : str
        ``vi`` or ``en``.
    folder : str
        Folder of its catalogues below ``locales/<language>``; those of reports by default.
    """

    def __init__(self, language: str, folder: str = ""):
        self._language, self._bundle = language, _bundle(language, folder)

    def __call__(self, message_id: str, **values) -> str:
        """The message with its values filled in.

        Raises
        ------
        KeyError
            The message is not in the catalogue, or a value is missing: an incomplete sentence must not reach a reader.
        """
        if not self.has(message_id):
            raise KeyError(f"no message {message_id!r} in baophu/locales/{self._language}")
        text, errors = self._bundle.format_pattern(self._bundle.get_message(message_id).value, values)
        if errors:
            raise KeyError(f"message {message_id!r} in baophu/locales/{self._language}: {errors[0]}")
        return text

    def has(self, message_id: str) -> bool:
        """Whether the catalogue holds a message."""
        return self._bundle.has_message(message_id)


@lru_cache
def _bundle(language: str, folder: str):
    from fluent.runtime import FluentBundle, FluentResource, resolver

    # Fluent limits values as a protection from untrusted messages; these are the project's own lists.
    resolver.MAX_PART_LENGTH = _MAX_VALUE_LENGTH
    # Isolation marks are for mixed writing directions; here they would break search and copy.
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((PACKAGE / "locales" / language / folder).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def reader_language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of messages, ``vi`` or ``en``, from environment variables."""
    setting = environ.get("BAOPHU_LANG", "").strip().lower()
    if setting in ("vi", "en"):
        return setting
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def message(message_id: str, **values: object) -> str:
    """A message in the reader's language with its values filled in; integers have no thousands separators.

    Raises
    ------
    KeyError
        The message is not in the catalogue, or a value is missing.
    """
    from fluent.runtime.types import fluent_number

    formatted = {
        name: fluent_number(value, useGrouping=False) if isinstance(value, int) else str(value)
        for name, value in values.items()
    }
    return Messages(reader_language(), "commands")(message_id, **formatted)


def format_decimal(digits: str) -> str:
    """Digits with the decimal mark of the reader's language, from digits with a dot."""
    return digits.replace(".", ",") if reader_language() == "vi" else digits


def format_number(count: float, form: str = ",.0f") -> str:
    """A number with thousands separators; without decimals unless ``form`` has them."""
    text = format(count, form)
    return text.translate(_SWAP_MARKS) if reader_language() == "vi" else text


def format_day(text: str) -> str:
    """A day, month or year such as ``2022-12-31`` or ``2022-12``, in the order of the reader's language."""
    return "/".join(reversed(text.split("-"))) if reader_language() == "vi" else text


def join_or(names: Iterable[str]) -> str:
    """Names as a list of alternatives: ``a or b``."""
    return f" {message('or')} ".join(names)


def join_and(names: Iterable[str]) -> str:
    """Names as a list: ``a and b``."""
    return f" {message('and')} ".join(names)


def join_first(names: Iterable[str], limit: int) -> str:
    """The first ``limit`` names of a list, and the number of the others."""
    items = list(names)
    shown, more = ", ".join(items[:limit]), len(items) - limit
    return message("some", names=shown, more=more) if more > 0 else shown


def suggest(name: object, known_names: Iterable[str]) -> str:
    """A question that suggests the nearest known name; blank if none is similar."""
    nearest = get_close_matches(str(name), list(known_names), n=1)
    return message("near", name=repr(nearest[0])) if nearest else ""


def add_choices(refusal: str, name: object, known_names: Iterable[str]) -> str:
    """A message that refuses a name, followed by the nearest known name and all known names."""
    choices = list(known_names)
    return " ".join(filter(None, (refusal, suggest(name, choices), message("choose", names=", ".join(choices)))))
