"""Ids for headings, and the table of contents."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

_HEADING = re.compile(r"<h2\b([^>]*)>(.*?)</h2>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<h[12]\b.*?</h[12]>", re.DOTALL)
_SPLIT_WORD = re.compile(r"\b[yY] tế\b")
_ID = re.compile(r"\sid=[\"']([^\"']+)[\"']")
_TAG = re.compile(r"<[^>]+>")


def keep_syllables(fragment: str) -> str:
    """Prevent a line break inside ``y tế`` in headings: a line that ends with the single letter is hard to read."""
    return _TITLE.sub(lambda title: _SPLIT_WORD.sub(r'<span class="whole">\g<0></span>', title[0]), fragment)


def make_slug(text: str) -> str:
    """An id from a heading: ``Xu hướng bao phủ`` -> ``xu-huong-bao-phu``."""
    # đ does not decompose into a letter and a mark as the others do.
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "section"


def number_headings(fragments: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Give every second-level heading an id.

    Parameters
    ----------
    fragments : Iterable[str]
        HTML.

    Returns
    -------
    tuple
        The fragments with ids, and (id, text) of each heading in order.
    """
    contents = []
    used_ids = set()

    def with_id(match):
        attributes, inner_html = match.groups()
        text = unescape(_TAG.sub("", inner_html)).strip()
        own_id = _ID.search(attributes)
        name = own_id[1] if own_id else _unused_id(make_slug(text), used_ids)
        used_ids.add(name)
        contents.append((name, text))
        return match[0] if own_id else f'<h2 id="{name}"{attributes}>{inner_html}</h2>'

    return [_HEADING.sub(with_id, fragment) for fragment in fragments], contents


def has_heading(fragment: str) -> bool:
    """Whether the fragment contains a second-level heading."""
    return bool(_HEADING.search(fragment))


def _unused_id(name: str, used_ids: set) -> str:
    count = 2
    unused = name
    while unused in used_ids:
        unused = f"{name}-{count}"
        count += 1
    return unused
