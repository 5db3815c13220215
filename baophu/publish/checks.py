"""Whether a rendered file holds the report it should, before it is published."""

import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from baophu.common.errors import ReportNotWhole
from baophu.ledger.names import provinces

_EMBEDDED = re.compile(r'<script type="application/json" id="baophu-report">(.*?)</script>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
# From the `#` on, which is rarer than what stands before it.
_AIM = re.compile(r'#(?:(?<=\shref="#)([^"]*)"|(?<=\sxlink:href="#)([^"]*)"|(?<=url\(#)([^)]*)\))')
_FIGURE = re.compile(r"<figure\b(?:(?!</figure>).)*<svg\b", re.DOTALL)
# Where a page says whose it is: its heading, the titles of its charts and what stands for the drawings.
_HEADS = re.compile(
    r'<h1\b[^>]*>(.*?)</h1>|<p class="figure-title">(.*?)</p>|<svg\b[^>]*?\baria-label="([^"]*)"', re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")
_TRACE = re.compile(r"Traceback \(most recent call last\)")
# Whatever a browser fetches by itself; a link that a reader follows is no such thing.
_LOADED = re.compile(r"""\b(?:src|srcset|poster|data)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*""", re.IGNORECASE)
_ADDRESS = re.compile(r"""=(?=(\s*["']?\s*(?:https?:)?//[^"'\s>]*))""", re.IGNORECASE)
_LONGEST_NAME = 40  # letters of an attribute and the space behind it
_FETCHES = (
    re.compile(r"""<(?:link|use|image|feImage)\b[^>]*href\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*""", re.IGNORECASE),
    re.compile(r"""url\(\s*["']?\s*(?:https?:)?//[^)]*\)""", re.IGNORECASE),
    re.compile(r"""@import[^;]*""", re.IGNORECASE),
    re.compile(r"""<script\b[^>]*\bsrc\b[^>]*>""", re.IGNORECASE),
)


@dataclass(frozen=True)
class Expectation:
    """What was asked for. None: not known, not compared."""

    province: str
    language: str
    province_name: str | None = None
    title: str | None = None


def check_html(data: bytes, expectation: Expectation) -> dict:
    """The metadata inside an HTML report that is whole.

    Raises
    ------
    ReportNotWhole : with every fault of the file.
    """
    text = data.decode("utf-8")
    report = _embedded(text)
    faults = [
        *_metadata_faults(report, expectation),
        *_differs("title", _found(_TITLE, text), expectation.title or report.get("title")),
        *_differs("language", _found(_LANGUAGE, text), expectation.language),
        *_html_faults(text, report),
        *_stranger_faults(text, expectation.province),
    ]
    _raise(faults, "HTML", expectation)
    return report


def check_pdf(data: bytes, expectation: Expectation) -> None:
    """Raise ReportNotWhole unless the PDF is whole and says of itself that it is this report."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PdfError as error:
        _raise([f"the file is damaged or ends early: {error}"], "PDF", expectation)
    title, keywords = (str(document.docinfo.get(name, "")) for name in ("/Title", "/Keywords"))
    faults = [
        *_metadata_faults({"language": str(document.Root.get("/Lang", "")), **_keywords(keywords)}, expectation),
        *(_differs("title", title, expectation.title) if expectation.title else [] if title else ["no title"]),
        *([] if "/StructTreeRoot" in document.Root else ["no tags for screen readers"]),
    ]
    _raise(faults, "PDF", expectation)


def _embedded(text: str) -> dict:
    found = _EMBEDDED.search(text)
    try:
        return json.loads(found[1]) if found else {}
    except json.JSONDecodeError:
        return {}


def _metadata_faults(report: dict, expectation: Expectation) -> list[str]:
    faults = _differs("province", report.get("province"), expectation.province)
    faults += _differs("embedded language", report.get("language"), expectation.language)
    if expectation.province_name:
        faults += _differs("province name", report.get("province_name"), expectation.province_name)
    return faults


def _html_faults(text: str, report: dict) -> list[str]:
    found = [_loaded(text), *(pattern.search(text) for pattern in _FETCHES)]
    faults = [f"it would fetch {match[0]}" for match in found if match]
    if _TRACE.search(text):
        faults.append("a traceback")
    if report.get("figures") != 0 and not _FIGURE.search(text):
        faults.append("no chart")
    if not text.rstrip().endswith("</html>"):
        faults.append("the file ends early")
    return faults + _link_faults(text)


def _loaded(text: str) -> re.Match | None:
    """An attribute that loads from elsewhere; addresses are looked for first, for they are few."""
    places = ((max(0, found.start() - _LONGEST_NAME), found.end(1)) for found in _ADDRESS.finditer(text))
    return next(filter(None, (_LOADED.search(text, *place) for place in places)), None)


def _stranger_faults(text: str, province: str) -> list[str]:
    """Another province in a title or an alternative text: the report of one would be taken for the other's."""
    if province not in provinces():
        return []
    found = [_TAG.sub("", unescape("".join(parts))) for parts in _HEADS.findall(text)]
    heads = " | ".join([_found(_TITLE, text) or "", *found])
    own = {provinces()[province][name] for name in ("name_vi", "name_en")}
    names = {row[name] for row in provinces().values() for name in ("name_vi", "name_en")} - own
    # To look for the letters alone is quick, and they are hardly ever there.
    met = [name for name in names if name in heads]
    strangers = sorted(name for name in met if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", heads))
    return [f"a title or an alternative text names {name}" for name in strangers]


def _link_faults(text: str) -> list[str]:
    ids = Counter(map(unescape, _ID.findall(text)))
    aims = {unescape("".join(found)) for found in _AIM.findall(text)} - {""}
    faults = [f'the id "{name}" stands {count} times' for name, count in ids.items() if count > 1]
    return faults + [f'a link to "#{aim}", which is not there' for aim in sorted(aims - set(ids))]


def _keywords(written: str) -> dict:
    return dict(word.split("=", 1) for word in written.split(", ") if "=" in word)


def _found(pattern: re.Pattern, text: str) -> str | None:
    match = pattern.search(text)
    return unescape(match[1]).strip() if match else None


def _differs(what: str, found, wanted) -> list[str]:
    return [] if found == wanted else [f'{what} is "{found}" instead of "{wanted}"']


def _raise(faults: list[str], kind: str, expectation: Expectation) -> None:
    if faults:
        name = f"{expectation.province} ({expectation.language})"
        raise ReportNotWhole(f"{name}: {kind} not published: {'; '.join(map(escape_line, faults))}")


def escape_line(text: str) -> str:
    """One line of at most 200 characters."""
    return " ".join(text.split())[:200]
