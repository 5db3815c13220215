"""Checks of a rendered file before it is published: that it is complete, and that it is the right report."""

import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from baophu.common.errors import ReportNotWhole
from baophu.ledger.names import provinces

_EMBEDDED_METADATA = re.compile(r'<script type="application/json" id="baophu-report">(.*?)</script>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
# Anchored at `#`, which is rarer than the text before it.
_LINK_TARGET = re.compile(r'#(?:(?<=\shref="#)([^"]*)"|(?<=\sxlink:href="#)([^"]*)"|(?<=url\(#)([^)]*)\))')
_FIGURE = re.compile(r"<figure\b(?:(?!</figure>).)*<svg\b", re.DOTALL)
# Where a page names its province: the heading, the titles of the charts and their alternative texts.
_HEADINGS = re.compile(
    r'<h1\b[^>]*>(.*?)</h1>|<p class="figure-title">(.*?)</p>|<svg\b[^>]*?\baria-label="([^"]*)"', re.DOTALL
)
# What an analyst has drawn may set provinces side by side.
_OWN_FIGURE = re.compile(r'<figure class="chart" data-own\b.*?</figure>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)")
# Addresses that a browser fetches by itself, unlike links that a reader follows.
_LOADING_ATTRIBUTE = re.compile(
    r"""\b(?:src|srcset|poster|data)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*""", re.IGNORECASE
)
_ADDRESS = re.compile(r"""=(?=(\s*["']?\s*(?:https?:)?//[^"'\s>]*))""", re.IGNORECASE)
_MAX_ATTRIBUTE_LENGTH = 40  # characters of an attribute's name and the space after it
_FETCHES = (
    re.compile(r"""<(?:link|use|image|feImage)\b[^>]*href\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*""", re.IGNORECASE),
    re.compile(r"""url\(\s*["']?\s*(?:https?:)?//[^)]*\)""", re.IGNORECASE),
    re.compile(r"""@import[^;]*""", re.IGNORECASE),
    re.compile(r"""<script\b[^>]*\bsrc\b[^>]*>""", re.IGNORECASE),
)


@dataclass(frozen=True)
class Expectation:
    """What the file must say of itself; fields that are None are not compared."""

    province: str
    language: str
    province_name: str | None = None
    title: str | None = None
    page_count: int | None = None  # of the PDF


def check_html(data: bytes, expectation: Expectation) -> dict:
    """Check an HTML report.

    Parameters
    ----------
    data : bytes
        The file.
    expectation : Expectation
        What it must say of itself.

    Returns
    -------
    dict
        The metadata embedded in the file.

    Raises
    ------
    ReportNotWhole
        The message lists every fault of the file.
    """
    text = data.decode("utf-8")
    report = _embedded_metadata(text)
    faults = [
        *_metadata_faults(report, expectation),
        *_difference("title", _first_group(_TITLE, text), expectation.title or report.get("title")),
        *_difference("language", _first_group(_LANGUAGE, text), expectation.language),
        *_html_faults(text, report),
        *_other_province_faults(text, expectation.province),
    ]
    _raise_faults(faults, "HTML", expectation)
    return report


def check_pdf(data: bytes, expectation: Expectation) -> None:
    """Raise ReportNotWhole unless the PDF is complete and its metadata are those of the expected report."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PdfError as error:
        _raise_faults([f"the file is damaged or ends early: {error}"], "PDF", expectation)
    title, keywords = (str(document.docinfo.get(name, "")) for name in ("/Title", "/Keywords"))
    faults = [
        *_metadata_faults({"language": str(document.Root.get("/Lang", "")), **_parse_keywords(keywords)}, expectation),
        *(_difference("title", title, expectation.title) if expectation.title else [] if title else ["no title"]),
        *([] if "/StructTreeRoot" in document.Root else ["no tags for screen readers"]),
        *(_page_faults(len(document.pages), expectation.page_count) if expectation.page_count else []),
    ]
    _raise_faults(faults, "PDF", expectation)


def _page_faults(actual: int, wanted: int) -> list[str]:
    return [] if actual == wanted else [f"it has {actual} pages instead of {wanted}"]


def _embedded_metadata(text: str) -> dict:
    match = _EMBEDDED_METADATA.search(text)
    try:
        return json.loads(match[1]) if match else {}
    except json.JSONDecodeError:
        return {}


def _metadata_faults(report: dict, expectation: Expectation) -> list[str]:
    faults = _difference("province", report.get("province"), expectation.province)
    faults += _difference("embedded language", report.get("language"), expectation.language)
    if expectation.province_name:
        faults += _difference("province name", report.get("province_name"), expectation.province_name)
    return faults


def _html_faults(text: str, report: dict) -> list[str]:
    matches = [_find_loading_attribute(text), *(pattern.search(text) for pattern in _FETCHES)]
    faults = [f"it would fetch {match[0]}" for match in matches if match]
    if _TRACEBACK.search(text):
        faults.append("a traceback")
    if report.get("figures") != 0 and not _FIGURE.search(text):
        faults.append("no chart")
    if not text.rstrip().endswith("</html>"):
        faults.append("the file ends early")
    return faults + _link_faults(text)


def _find_loading_attribute(text: str) -> re.Match | None:
    """An attribute that loads from another server; addresses are searched first, because they are few."""
    spans = ((max(0, match.start() - _MAX_ATTRIBUTE_LENGTH), match.end(1)) for match in _ADDRESS.finditer(text))
    return next(filter(None, (_LOADING_ATTRIBUTE.search(text, *span) for span in spans)), None)


def _other_province_faults(text: str, province: str) -> list[str]:
    """Another province named in a title or an alternative text: the report may be that of the other province."""
    if province not in provinces():
        return []
    headings = [_TAG.sub("", unescape("".join(parts))) for parts in _HEADINGS.findall(_OWN_FIGURE.sub("", text))]
    all_headings = " | ".join([_first_group(_TITLE, text) or "", *headings])
    own_names = {provinces()[province][name] for name in ("name_vi", "name_en")}
    names = {row[name] for row in provinces().values() for name in ("name_vi", "name_en")} - own_names
    # A substring search is fast and rarely finds one; only then whole words are matched.
    candidates = [name for name in names if name in all_headings]
    others = sorted(name for name in candidates if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", all_headings))
    return [f"a title or an alternative text names {name}" for name in others]


def _link_faults(text: str) -> list[str]:
    ids = Counter(map(unescape, _ID.findall(text)))
    targets = {unescape("".join(groups)) for groups in _LINK_TARGET.findall(text)} - {""}
    faults = [f'the id "{name}" stands {count} times' for name, count in ids.items() if count > 1]
    return faults + [f'a link to "#{target}", which is not there' for target in sorted(targets - set(ids))]


def _parse_keywords(text: str) -> dict:
    return dict(word.split("=", 1) for word in text.split(", ") if "=" in word)


def _first_group(pattern: re.Pattern, text: str) -> str | None:
    match = pattern.search(text)
    return unescape(match[1]).strip() if match else None


def _difference(what: str, actual, wanted) -> list[str]:
    return [] if actual == wanted else [f'{what} is "{actual}" instead of "{wanted}"']


def _raise_faults(faults: list[str], kind: str, expectation: Expectation) -> None:
    if faults:
        name = f"{expectation.province} ({expectation.language})"
        raise ReportNotWhole(f"{name}: {kind} not published: {'; '.join(map(escape_line, faults))}")


def escape_line(text: str) -> str:
    """The text on one line, cut at 200 characters."""
    return " ".join(text.split())[:200]
