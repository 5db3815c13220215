"""Words that readers do not use: labels and reasons of ``data/`` and the catalogues of the page are free of them.

Vietnamese is what social-insurance offices write, English what a statistician writes. Titles of sources are quoted and
publishers call themselves as they do, so neither is checked.
"""

import json
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from baophu.common.paths import DATA, PACKAGE
from baophu.export.content import TEMPLATES
from baophu.ledger.reader import read_rows

NOT_USED = {
    "vi": {
        r"\bin\b": "công bố, nguồn ghi, theo nguồn",
        r"(?<!bhyt )(?<!bảo hiểm y tế )\btoàn dân\b(?! số)": "tổng số người tham gia",
        r"\btoàn địa phương\b": "toàn tỉnh, thành phố",
        r"\bđộ tin\b(?! cậy)|\btin được đến đâu\b": "độ tin cậy của số liệu",
        r"\bkéo\b(?! dài)": "làm tăng, làm giảm",
        r"\bbiến cố\b": "sự kiện",
        r"\bnhịp\b|\brăng cưa\b|\bmức nhảy\b": "biến động trong năm, tăng dồn cuối năm",
        r"\bbiên độ mùa vụ\b": "tương đương mức giảm chung cả nước",
        r"\bgác lại\b": "không dùng",
        r"\bcách làm\b(?! tròn)": "phương pháp",
        r"(?<!sao )\bchép câu\b": "sao chép",
        r"\bso thẳng\b": "so trực tiếp",
        r"\bdời\b": "quy đổi",
        r"\bkhớp cả\b": "đều khớp",
        r"\b(đủ|bằng) hoặc hơn\b": "đạt hoặc vượt",
        r"\bmua (bhyt|bảo hiểm)\b": "tham gia BHYT theo hộ gia đình",
        r"\bra muộn\b": "chậm ban hành",
        r"\blẫn tác động\b": "chịu đồng thời tác động",
        r": đổi lực lượng lao động": "thay đổi cách xác định lực lượng lao động",
        r"\b(ubnd|hđnd|bhxh) tỉnh, thành phố\b|\btỉnh ủy, thành ủy\b": "by the rank of the area",
        r"docs/": "a reader of a report has no such file",
        r"\bvietnam\b|\(mirror\)|\(via\b": "Vietnamese",
    },
    "en": {
        r"\bprint(s|ed|ing)?\b|\bmisprints?\b": "published, source",
        r"\bcannot be had\b": "is not available",
        r"\bsank\b": "was below",
        r"\btold from error\b": "within the margin of error",
        r"(^|, )everyone\b": "total",
        r"\bvietnam\b(?! social security)": "Viet Nam",
        r"\(mirror\)|\(via\b": "the kind of copy",
        r"docs/": "a reader of a report has no such file",
    },
}

LABELS = {"codes": "label", "decisions": "reason", "events": "label"}  # the columns of words, <name>_vi and <name>_en


def faults(text: str, language: str) -> list[str]:
    """Words of a text that are not used, each with what to say instead."""
    found = ((re.search(pattern, text.casefold()), better) for pattern, better in NOT_USED[language].items())
    return [f"{text!r}: {match.group().strip()!r}, better {better!r}" for match, better in found if match]


class Texts(Visitor):
    """Texts of a catalogue by message, without its comments, names and values."""

    def __init__(self):
        self.texts: list[str] = []

    def visit_Pattern(self, node: fluent.Pattern) -> None:  # noqa: N802
        self.texts.append("".join(e.value if isinstance(e, fluent.TextElement) else "…" for e in node.elements))
        self.generic_visit(node)


def texts_of(path: Path) -> list[str]:
    texts = Texts()
    texts.visit(FluentParser().parse(path.read_text("utf-8")))
    return texts.texts


@pytest.mark.parametrize("language", NOT_USED)
@pytest.mark.parametrize("table", LABELS)
def test_labels_and_reasons_have_no_word_that_readers_do_not_use(table, language):
    texts = [row[f"{LABELS[table]}_{language}"] for row in read_rows(DATA / f"{table}.csv")]
    assert texts and all(texts)
    assert not [fault for text in texts for fault in faults(text, language)]


def test_publishers_are_names_and_the_kind_of_copy_stands_in_its_column():
    for row in read_rows(DATA / "sources.csv"):
        for name in (row["publisher_vi"], row["publisher_en"]):
            assert not re.search(r"\((mirror|via|copy|.*\bedition)\b", name, re.IGNORECASE), row["source_id"]
        assert "Vietnam Social Security" not in row["publisher_vi"], row["source_id"]


CATALOGUES = [
    pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in sorted((PACKAGE / "locales").glob("*/*.ftl"))
]


@pytest.mark.parametrize("path", CATALOGUES)
def test_catalogue_has_no_word_that_readers_do_not_use(path):
    assert not [fault for text in texts_of(path) for fault in faults(text, path.parent.name)]


@pytest.mark.parametrize("language", NOT_USED)
def test_labels_of_pages_have_no_word_that_readers_do_not_use(language):
    labels = json.loads((TEMPLATES / "labels.json").read_text("utf-8"))[language]
    assert labels and not [fault for text in labels.values() for fault in faults(text, language)]


NUMBER = r"\d+(?:[.,]\d+)+"  # one with a mark: thousands or decimals


def test_numbers_of_a_reason_are_written_as_in_its_language():
    swap = str.maketrans(".,", ",.")
    for row in read_rows(DATA / "decisions.csv"):
        vietnamese, english = row["reason_vi"], row["reason_en"]
        assert sorted(n.translate(swap) for n in re.findall(NUMBER, vietnamese)) == sorted(re.findall(NUMBER, english))
        assert not re.search(r"\d,\d{1,2}(?!\d)|\d %|\d/\d", english), row["claim_id"]
        assert not re.search(r"\d\.\d{1,2}(?!\d)|\d\.\d+ triệu|\d %", vietnamese), row["claim_id"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Con số đã in trong nguồn"),
        ("vi", "In là ước tính"),
        ("vi", "Bảo hiểm y tế, toàn dân"),
        ("vi", "mức toàn địa phương"),
        ("vi", "Độ tin"),
        ("vi", "kéo giảm"),
        ("vi", "Cách làm"),
        ("vi", "Chép câu này"),
        ("vi", "bằng hoặc hơn"),
        ("vi", "10/2022: đổi lực lượng lao động"),
        ("vi", "UBND tỉnh, thành phố"),
        ("en", "As printed"),
        ("en", "one of the two is a misprint"),
        ("en", "Health insurance, everyone"),
        ("en", "Vietnam: −3.25 points"),
        ("en", "not told from error"),
    ],
)
def test_word_is_found(language, text):
    assert len(faults(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Lộ trình BHYT toàn dân 2012-2020"),
        ("vi", "trên toàn dân số"),
        ("vi", "độ tin cậy 80%"),
        ("vi", "thông tin, tin cậy, sinh viên"),
        ("vi", "trong phạm vi làm tròn, theo cách làm tròn"),
        ("vi", "kéo dài"),
        ("vi", "Sao chép câu này"),
        ("en", "Vietnam Social Security"),
        ("en", "only if everyone has one card"),
        ("en", "a footprint in Viet Nam"),
    ],
)
def test_words_like_those_are_let_pass(language, text):
    assert not faults(text, language)
