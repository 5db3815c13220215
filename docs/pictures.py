"""Draws the two small pictures of the README from built reports: `make pictures`."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
# Report, the pages side by side, the picture.
PICTURES = [("binh-thuan.pdf", (0, 1), "binh-thuan.png"), ("can-tho.en.pdf", (0, 1), "can-tho.en.png")]
PAGE_WIDTH = 520  # pixels
GAP = 12


def picture(pdf: Path, pages: tuple[int, ...]) -> Image.Image:
    """Pages of a PDF side by side on grey, small."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [_page(document[number]) for number in pages]
    width = sum(page.width for page in drawn) + GAP * (len(drawn) + 1)
    sheet = Image.new("RGB", (width, max(page.height for page in drawn) + 2 * GAP), "#d0d4d8")
    at = GAP
    for page in drawn:
        sheet.paste(page, (at, GAP))
        at += page.width + GAP
    # A page of few colours: a palette makes the file a third as large.
    # The coverage of colours, not of area: one orange point must not turn grey.
    return sheet.quantize(colors=192, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _page(page) -> Image.Image:
    return page.render(scale=PAGE_WIDTH / page.get_width()).to_pil().convert("RGB")


def main(reports: Path) -> None:
    """Draw every picture from ``reports``."""
    (HERE / "pictures").mkdir(exist_ok=True)
    for pdf, pages, name in PICTURES:
        picture(reports / pdf, pages).save(HERE / "pictures" / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
