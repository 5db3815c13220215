"""Sentences whose numbers are links: a value is marked before it goes into a message, and the message split after."""

import re
from collections.abc import Iterable

from baophu.report.blocks import Content, Inline, Link

_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"  # private use: in no message and no name
_MARKED = re.compile(f"{_START}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")


def mark(text: str, claim_id: str) -> str:
    """A value that becomes a link to the source entry of a figure once it stands in a sentence."""
    return f"{_START}#src-{claim_id}{_MIDDLE}{text}{_END}"


def mark_link(text: str, href: str) -> str:
    """A value that becomes a link to an address."""
    return f"{_START}{href}{_MIDDLE}{text}{_END}" if href else text


def with_capital(sentence: str) -> str:
    """A sentence with a capital initial, marked or not."""
    first = sentence.index(_MIDDLE) + 1 if sentence.startswith(_START) else 0
    return sentence[:first] + sentence[first : first + 1].upper() + sentence[first + 1 :]


def with_links(sentence: str) -> Content:
    """A sentence with marked values as inline content with links."""
    parts: list[Inline] = []
    position = 0
    for found in _MARKED.finditer(sentence):
        parts += [sentence[position : found.start()], Link(found[2], found[1])]
        position = found.end()
    return tuple(part for part in (*parts, sentence[position:]) if part)


def hrefs(contents: Iterable[Content]) -> list[str]:
    """Aims of the links in contents, in order and without repetition."""
    parts = (part for content in contents for part in ([content] if isinstance(content, Inline) else content))
    return list(dict.fromkeys(part.href for part in parts if isinstance(part, Link)))
