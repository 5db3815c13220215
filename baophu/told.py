"""What faults and commands say to the analyst, in Vietnamese or English.

The language of messages is the reader's, whatever language a report is in: ``BAOPHU_LANG`` where it says ``vi`` or
``en``, else Vietnamese under a Vietnamese locale, else English. The texts stand in Fluent catalogues under
``locales/<language>/told/``, apart from those of reports, which none of them enters. Standard library only, until a
message asks for more.
"""

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from baophu.paths import PACKAGE

_LANGUAGES = ("vi", "en")
_CHOSEN_BY = "BAOPHU_LANG"
# Importing Fluent takes longer than finding a report up to date, and hardly a message needs more of it than its syntax.
_PLAIN = re.compile(r"^([a-z][a-z0-9-]*) = (?!\s)((?:[^{}\n]|\{ \$[a-z_]+ \})*(?<!\s))$(?!\n[ \t}])", re.MULTILINE)
_SWAPPED = str.maketrans(",.", ".,")
_VARIABLE = re.compile(r"\{ \$([a-z_]+) \}")


def language(environ: Mapping[str, str] | None = None) -> str:
    """The language of messages, ``vi`` or ``en``, from the variables of an environment."""
    known = os.environ if environ is None else environ
    given = known.get(_CHOSEN_BY, "").strip().lower()
    if given in _LANGUAGES:
        return given
    locale = next((known[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if known.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def tell(message_id: str, **values: object) -> str:
    """A message in the reader's language with its values filled in; whole numbers stand without marks of thousands.

    Raises
    ------
    KeyError
        The message is not in the catalogues, or it needs a value that was not given.
    """
    return _told(language(), message_id, values)


def number(digits: str) -> str:
    """Digits with a dot for decimals, with the decimal mark of the reader's language."""
    return digits.replace(".", ",") if language() == "vi" else digits


def grouped(count: float, form: str = ",.0f") -> str:
    """A number with marks of thousands, without decimals unless its format asks for them."""
    text = format(count, form)
    return text.translate(_SWAPPED) if language() == "vi" else text


def day(text: str) -> str:
    """A day, month or year such as ``2022-12-31`` or ``2022-12``, in the order of the reader's language."""
    return "/".join(reversed(text.split("-"))) if language() == "vi" else text


def either(names: Iterable[str]) -> str:
    """Names of which one is meant."""
    return f" {tell('or')} ".join(names)


def both(names: Iterable[str]) -> str:
    """Names that are all meant."""
    return f" {tell('and')} ".join(names)


def some(names: Iterable[str], most: int) -> str:
    """The first names of a list, and how many more there are."""
    listed = list(names)
    shown, more = ", ".join(listed[:most]), len(listed) - most
    return tell("some", names=shown, more=more) if more > 0 else shown


def near(given: object, known: Iterable[str]) -> str:
    """The known name that is nearest to one that is none, asked back; blank if there is none like it."""
    found = get_close_matches(str(given), list(known), n=1)
    return tell("near", name=repr(found[0])) if found else ""


def refused(refusal: str, given: object, known: Iterable[str], nearest: bool = True) -> str:
    """A refusal with the known name that is nearest, and all known names."""
    names = list(known)
    found = (refusal, near(given, names) if nearest else "", tell("choose", names=", ".join(names)))
    return " ".join(filter(None, found))


def _told(chosen: str, message_id: str, values: Mapping[str, object]) -> str:
    plain = _plain(chosen).get(message_id)
    if plain is None:
        return _by_fluent(chosen, message_id, values)
    return _VARIABLE.sub(lambda found: str(values[found[1]]), plain)


def _catalogues(chosen: str) -> list[Path]:
    return sorted((PACKAGE / "locales" / chosen / "told").glob("*.ftl"))


@lru_cache
def _plain(chosen: str) -> dict[str, str]:
    """Messages of one line that only fill values in, by id."""
    return {name: text for path in _catalogues(chosen) for name, text in _PLAIN.findall(path.read_text("utf-8"))}


def _by_fluent(chosen: str, message_id: str, values: Mapping[str, object]) -> str:
    from fluent.runtime.types import fluent_number

    from baophu.fluent_text import formatted

    given = {
        name: fluent_number(value, useGrouping=False) if isinstance(value, int) else str(value)
        for name, value in values.items()
    }
    return formatted(_bundle(chosen), message_id, given)


@lru_cache
def _bundle(chosen: str):
    from baophu.fluent_text import catalogue

    return catalogue(chosen, _catalogues(chosen))
