"""The golden texts: what a reader sees of eight reports, and where their links lead.

``make golden`` writes them anew. Not bytes: the stamp and the version of the data, which name the code and the tables
that made a page, are left out.
"""

import json
from pathlib import Path

from bs4 import BeautifulSoup

FOLDER = Path(__file__).parent / "golden" / "text"
PROVINCES = ("binh-thuan", "can-tho", "gia-lai", "thai-nguyen")
PAGES = [(province, language) for province in PROVINCES for language in ("vi", "en")]
# The bar of the site is there or not, as is the site.
_UNSEEN = "script, style, pre, .stamp, .unseen, .skip, button, .site-head"
_BLOCKS = "p, li, h1, h2, h3, h4, dt, dd, tr, figcaption, summary, svg, caption, details, section, table, div"


def stem(province: str, language: str) -> str:
    """Name of a report's files, without their endings."""
    return province if language == "vi" else f"{province}.{language}"


def text_of(html: str) -> str:
    """The lines that a reader sees, then the address of every link, in the order of the page."""
    page = BeautifulSoup(html, "html.parser")
    version = json.loads(page.select_one("#baophu-report").string)["data_version"]
    for part in page.select(_UNSEEN):
        part.decompose()
    links = [_address(link) for link in page.select("a[href]")]
    for part in page.select(_BLOCKS):
        part.insert_before("\n")
        part.append("\n")
    for part in page.select("td, th"):
        part.append(" | ")
    for part in page.select("svg text, svg title"):
        part.append("\n" if part.name == "title" else " ")
    lines = (" ".join(line.split()) for line in page.body.get_text().split("\n"))
    text = "\n".join(line for line in lines if line.strip(" |"))
    return "\n".join([text.replace(version, "…"), "", "Links:", *links, ""])


def _address(link) -> str:
    address = link["href"] or link.get("xlink:href", "")
    # A table carried inside the page is the facts once more.
    return address.split(",")[0] + ",…" if address.startswith("data:") else address


def write(reports: Path, folder: Path = FOLDER) -> None:
    """Write the texts of the reports in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        html = (reports / f"{stem(*page)}.html").read_text("utf-8")
        (folder / f"{stem(*page)}.txt").write_text(text_of(html), "utf-8")
