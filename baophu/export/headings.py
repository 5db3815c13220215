"""Ids for headings, and the list of contents that they make."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

_HEADING = re.compile(r"<h2\b([^>]*)>(.*?)</h2>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<h[12]\b.*?</h[12]>", re.DOTALL)
_LONE = re.compile(r"\b[yY] tế\b")
_ID = re.compile(r"\sid=[\"']([^\"']+)[\"']")
_TAG = re.compile(r"<[^>]+>")


def keep_syllables(fragment: str) -> str:
    """Hold ``y tế`` together in headings: a line that ends with the one letter is read twice."""
    return _TITLE.sub(lambda title: _LONE.sub(r'<span class="whole">\g<0></span>', title[0]), fragment)


def make_slug(text: str) -> str:
    """``Xu hướng bao phủ`` -> ``xu-huong-bao-phu``."""
    # đ does not fall apart into a letter and a mark as the others do.
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "section"


def number_headings(fragments: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Give every second-level heading an id.

    Returns
    -------
    The fragments, and (id, text) of each heading in order.
    """
    contents = []
    taken = set()

    def with_id(match):
        attributes, inside = match.groups()
        text = unescape(_TAG.sub("", inside)).strip()
        given = _ID.search(attributes)
        name = given[1] if given else _free(make_slug(text), taken)
        taken.add(name)
        contents.append((name, text))
        return match[0] if given else f'<h2 id="{name}"{attributes}>{inside}</h2>'

    return [_HEADING.sub(with_id, fragment) for fragment in fragments], contents


def has_heading(fragment: str) -> bool:
    """Whether a second-level heading stands in the fragment."""
    return bool(_HEADING.search(fragment))


def _free(name: str, taken: set) -> str:
    count = 2
    free = name
    while free in taken:
        free = f"{name}-{count}"
        count += 1
    return free
