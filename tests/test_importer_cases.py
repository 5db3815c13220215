"""Tables as offices and publishers make them, each with its right result: figures, or the question or fault."""

import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_importer_kit import make_office

from baophu.importer.errors import AmbiguousImport, InvalidImport

YEAR_END = date(2022, 12, 31)
LEVEL = "Huyện|Ngày|Số người tham gia BHYT\n"
RATES = "Huyện|Ngày|Số người tham gia BHYT|Tỷ lệ bao phủ BHYT\n"
ROW = "Kỳ Anh|31/12/2022|105421"
PEOPLE = "Huyện|Ngày|Số người\nKỳ Anh|31/12/2022|9421"
UNDATED = "Huyện|Số người tham gia BHYT\nKỳ Anh|104000"
YEARS = "Huyện|Năm 2021|Năm 2022\nKỳ Anh|104000|105000"
PROVINCE_DAY = "Ngày|Số người tham gia BHYT\n31/12/2022|104000"
THIS_MONTH = (
    "BÁO CÁO THÁNG 12 NĂM 2022\nSTT|Đơn vị|Số người tham gia BHXH bắt buộc|||Số phải thu (triệu đồng)|\n"
    "||Tháng trước|Tháng này|Tăng, giảm|Tháng này|Lũy kế\nA|B|1|2|3=2-1|4|5\n"
    "1|TP. Hà Tĩnh|5421|5430|9|1234.5|14567.8\n2|H. Kỳ Anh|4210|4190|-20|987.6|11876.5"
)
PXWEB = (
    '"Number of people participating in health insurance by Cities, provincies, Year and Items"\n\n'
    '"Cities, provincies","2021 Insured persons (Thous. pers.)","2021 Coverage rate (%)",'
    '"Prel. 2022 Insured persons (Thous. pers.)","Prel. 2022 Coverage rate (%)"\n'
    '" WHOLE COUNTRY",88837.00,91.01,91074.00,92.04\n'
    '"Northern Central area and Central coastal area",18200.10,90.10,18500.20,91.20\n'
    '"Ha Tinh",1098.20,83.57,1130.40,85.39\n"Thua Thien-Hue",1120.30,..,1131.00,..\n'
    '"Thai  Nguyen",1290.10,97.60,1299.70,97.90\n\nSource: National Statistics Office\n' + "\0" * 60
)


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def cells(text: str) -> list[list]:
    """Rows of a table that is written with bars; what looks like a number of Excel is one."""

    def cell(word):
        plain = word.removeprefix("-").replace(".", "", 1)
        if not plain.isdecimal() or (word.startswith("0") and len(word) > 1):
            return word or None
        return float(word) if "." in word else int(word)

    return [list(map(cell, line.split("|"))) for line in text.splitlines()]


def check(office, path, expected, **answers):
    """Hold what a file gives against figures, or against a part of its question (with a mark) or fault."""
    answers = {"add_areas": True, **answers}
    if isinstance(expected, str):
        with pytest.raises(AmbiguousImport if expected.endswith("?") else InvalidImport) as caught:
            office.run(path, **answers)
        assert expected.removesuffix("?") in str(caught.value)
        assert not office.local()
        return
    figures = office.read(path, **answers).figures
    found = [
        (f.area.removeprefix("ha-tinh-"), f.scheme, f.group, f.kind, float(f.value), f.as_of.isoformat())
        for f in figures
    ]
    names = ("area", "scheme", "group", "kind", "value", "day")
    assert len(found) == len(expected), found
    for figure, wanted in zip(found, expected, strict=True):
        wanted = wanted if isinstance(wanted, dict) else {"value": wanted}
        assert dict(zip(names, figure, strict=True)) | wanted == dict(zip(names, figure, strict=True))


def of(kind="count", *values, **more):
    return [{"kind": kind, "value": value, **more} for value in values]


CASES = {
    "population that takes part": (
        "Ngày|Tổng dân số|Dân số tham gia BHYT\n31/12/2022|1250000|1105421",
        of("denominator", 1250000) + of("count", 1105421, scheme="bhyt"),
    ),
    "plan of the year": (
        "PHỤ LỤC\nGIAO CHỈ TIÊU BAO PHỦ BẢO HIỂM Y TẾ NĂM 2024\n(Kèm theo Quyết định số 00/QĐ-UBND)\n"
        "TT|Huyện, thành phố, thị xã|Năm|Số người tham gia BHYT|Tỷ lệ bao phủ BHYT (%)\n1|Kỳ Anh|2024|105421|95",
        of("target_count", 105421, day="2024-12-31") + of("target_rate", 95),
    ),
    "plan above another year": (
        "GIAO CHỈ TIÊU BAO PHỦ BHYT NĂM 2024 TỈNH HÀ TĨNH\nNăm|Số người tham gia BHYT\n2023|1250000",
        "'GIAO CHỈ TIÊU BAO PHỦ BHYT NĂM 2024 TỈNH HÀ TĨNH' speaks of a plan?",
    ),
    "uninsured in the title": (
        "TỔNG HỢP SỐ NGƯỜI CHƯA THAM GIA BHYT\n\n" + PEOPLE, of("count", 9421, group="uninsured", scheme="bhyt")
    ),
    "day in the title": (
        "SỐ NGƯỜI THAM GIA BHYT (số liệu tính đến 30/9/2022)\n" + YEARS,
        [{"value": 104000, "day": "2021-12-31"}, {"value": 105000, "day": "2022-09-30"}],
    ),
    "this month": (THIS_MONTH, "'Số người tham gia BHXH bắt buộc / Tháng trước' is not understood?"),
    "this month, the rest left out": (
        THIS_MONTH, [{"value": 5430, "day": "2022-12-31"}, 4190], {"skip": ("C", "E", "F", "G")}
    ),
    "attained": (
        LEVEL[:-1] + "|Tỷ lệ đạt (%)\n" + ROW + "|98.6", "the rate is percent of what?", {"scheme": "bhyt"}
    ),
    "plan and attained": (
        "Huyện|Ngày|Chỉ tiêu giao|Số người tham gia BHYT|Đạt %\nKỳ Anh|31/12/2022|107000|105421|98.5",
        "the rate is percent of what? (the table speaks of a plan: 'Chỉ tiêu giao')?",
    ),
    "stacked tables": (
        "1. Số người tham gia BHXH bắt buộc\nHuyện|31/12/2021|31/12/2022\nKỳ Anh|5321|5421\n\n"
        "2. Số người tham gia BHXH tự nguyện\nHuyện|31/12/2021|31/12/2022\nThạch Hà|1321|1421",
        "Sheet1!A6 'Huyện': a second table begins here",
    ),
    "sections of years": (
        "Số người tham gia BHYT ngày 31/12\nTT|Huyện|Số người tham gia BHYT\nI|Năm 2021\n1|Kỳ Anh|105421\n"
        "II|Năm 2022\n1|Kỳ Anh|112004",
        [{"value": 105421, "day": "2021-12-31"}, {"value": 112004, "day": "2022-12-31"}],
    ),
    "communes of a district": (
        "BHXH HUYỆN HƯƠNG SƠN\n" + LEVEL + "Xã Sơn Tây|31/12/2022|8765\nTổng cộng|31/12/2022|23190",
        "'BHXH HUYỆN HƯƠNG SƠN' names a part of the province?",
    ),
    "another province": (
        "BHXH TỈNH NGHỆ AN\n" + LEVEL + "Huyện Diễn Châu|31/12/2022|269421",
        "'BHXH TỈNH NGHỆ AN' names another province?",
    ),
}  # fmt: skip
# Of each kind of case some more, as other offices would have written them.
VARIANTS = {
    # ── Plans ──
    "plan of all schemes": (
        "BIỂU GIAO KẾ HOẠCH NĂM 2022\nTT|Đơn vị|BHXH tự nguyện|BHTN|BHYT\n1|Kỳ Anh|2100|4100|104000",
        of("target_count", 2100, 4100, 104000, day="2022-12-31"),
    ),
    "targets": ("Biểu 2: Chỉ tiêu số người tham gia BHYT năm 2022\n" + UNDATED, of("target_count", 104000)),
    "plan beside results": (
        "Chỉ tiêu số người tham gia BHYT năm 2022\nHuyện|Số người tham gia BHYT|Kết quả năm 2021\nKỳ Anh|104000|103000",
        "speaks of a plan?",
    ),
    "plan of two years": ("KẾ HOẠCH SỐ NGƯỜI THAM GIA BHYT NĂM 2022\n" + YEARS, "speaks of a plan?"),
    "plan of another scheme": (
        "KẾ HOẠCH BHXH TỰ NGUYỆN NĂM 2022\n" + UNDATED, "'KẾ HOẠCH BHXH TỰ NGUYỆN NĂM 2022' says another unit?"
    ),
    "forecast": ("DỰ KIẾN SỐ NGƯỜI THAM GIA BHYT NĂM 2022\n" + UNDATED, "speaks of a plan?"),
    "growth": ("KẾ HOẠCH PHÁT TRIỂN NGƯỜI THAM GIA BHYT NĂM 2022\n" + UNDATED, "speaks of a plan?"),
    "task": ("NHIỆM VỤ PHÁT TRIỂN BHYT NĂM 2022\n" + UNDATED, "speaks of a plan?"),
    # ── People who are not insured, or counted for something else ──
    "not given cards": (
        "TỔNG HỢP NGƯỜI DÂN CHƯA ĐƯỢC CẤP THẺ BHYT\n" + PEOPLE, of("count", 9421, group="uninsured", scheme="bhyt")
    ),
    "to be insured": ("SỐ NGƯỜI PHẢI THAM GIA BHXH BẮT BUỘC\n" + PEOPLE, "is not understood. Does it say?"),
    "expired": ("Danh sách người hết hạn thẻ BHYT\n" + PEOPLE, "is not understood. Does it say?"),
    "stopped": ("Số người dừng đóng BHXH tự nguyện\n" + PEOPLE, "is not understood. Does it say?"),
    "withdrew": ("Số người rút BHXH\n" + PEOPLE, "is not understood. Does it say?"),
    "benefits": ("Số người hưởng trợ cấp BHTN\n" + PEOPLE, "is not understood. Does it say?"),
    "visits": ("Số lượt khám chữa bệnh BHYT\n" + YEARS, "is not understood. Does it say?"),
    "left": ("Biểu đối tượng giảm thẻ BHYT\n" + PEOPLE, "speaks of a rise or fall?"),
    # ── Days ──
    "half year": ("BÁO CÁO BHYT 6 THÁNG ĐẦU NĂM 2022\n" + UNDATED, [{"value": 104000, "day": "2022-06-30"}]),
    "hour": ("Số liệu chốt đến 24h ngày 30/6/2022\n" + UNDATED, [{"value": 104000, "day": "2022-06-30"}]),
    "note below": (
        "Số người tham gia BHYT\n" + YEARS + "\nGhi chú: số liệu năm 2022 tính đến 30/9/2022",
        [{"day": "2021-12-31"}, {"day": "2022-09-30"}],
    ),
    "footnote": (
        "Số người tham gia BHYT\nHuyện|Năm 2021|Năm 2022 (*)\nKỳ Anh|104000|105000\n(*) Số liệu đến 30/9/2022",
        [{"day": "2021-12-31"}, {"day": "2022-09-30"}],
    ),
    "signature": (
        "Số người tham gia BHYT\n" + YEARS + "\nHà Tĩnh, ngày 05 tháng 01 năm 2023",
        [{"day": "2021-12-31"}, {"day": "2022-12-31"}],
    ),
    "two days": ("Đến 30/6/2022\nĐến 30/9/2022\nSố người tham gia BHYT\n" + YEARS, "names an earlier time?"),
    "month above years": ("Tháng 6 năm 2022\nSố người tham gia BHYT\n" + YEARS, "names an earlier time?"),
    # ── Thousands ──
    "thousands with decimals": (
        "Nghìn người - Thous. pers.\nHuyện|2021|2022\nKỳ Anh|104.3|105.2",
        of("count", 104300, 105200), {"scheme": "bhyt"},
    ),
    "whole thousands": ("ĐVT: 1.000 người\n" + LEVEL + "Kỳ Anh|31/12/2022|104", "--scale 1000\n?"),
    "thousands below": (LEVEL + "Kỳ Anh|31/12/2022|104\nGhi chú: đơn vị nghìn người", "--scale 1000\n?"),
    "hundreds": ("Đơn vị: trăm người\n" + LEVEL + "Kỳ Anh|31/12/2022|1040", "--scale 100\n?"),
    "ten thousands": ("ĐVT: Vạn người\n" + LEVEL + "Kỳ Anh|31/12/2022|10.4", of("count", 104000)),
    "persons": ("ĐVT: Người\nHuyện|2021|2022\nKỳ Anh|104321|104400", of("count", 104321, 104400), {"scheme": "bhyt"}),
    "percentages of persons": ("ĐVT: %\n" + LEVEL + "Kỳ Anh|31/12/2022|91", "'ĐVT: %' says another unit?"),
    "money above persons": ("SỐ THU BHYT\n" + PEOPLE, "is not understood. Does it say?"),
    "communes that attain": (
        "Tỷ lệ xã đạt tiêu chí BHYT\nHuyện|2021|2022\nKỳ Anh|90.5|91.2", "is not understood. Does it say?"
    ),
    "difference": ("Chênh lệch số người tham gia BHYT\n" + YEARS, "what are the figures?"),
    # ── Other areas ──
    "letterhead": ("BHXH TỈNH HÀ TĨNH\nBHXH HUYỆN KỲ ANH\n" + PROVINCE_DAY, "names a part of the province?"),
    "no accents": ("THI XA HONG LINH\n" + PROVINCE_DAY, "names a part of the province?"),
    "situation": ("TINH HINH THAM GIA BHYT\n" + PROVINCE_DAY, [{"area": "ha-tinh", "value": 104000}]),
    "English": ("Nghe An province\nDate|Number of insured persons\n31/12/2022|9400", "names another province?"),
    "country": ("CẢ NƯỚC\n" + PROVINCE_DAY, "is not understood. Does it say?"),
    "region": ("Khu vực Bắc Trung Bộ\n" + PROVINCE_DAY, "is not understood. Does it say?"),
    "section of another province": (
        LEVEL + "Tỉnh Nghệ An\nHuyện Diễn Châu|31/12/2022|204000", "'Tỉnh Nghệ An' names another province?"
    ),
    "provinces, some without figures": (
        LEVEL + "Nghệ An\nHà Tĩnh|31/12/2022|1104000", [{"area": "ha-tinh", "value": 1104000}]
    ),
    # ── Headers ──
    "last month": (LEVEL[:-1] + " tháng trước\n" + ROW, "is not understood?"),
    "same time": (LEVEL[:-1] + " cùng kỳ\n" + ROW, "is not understood?"),
    "communes": ("Huyện|Ngày|Số xã có tỷ lệ bao phủ BHYT đạt 95%\nKỳ Anh|31/12/2022|9", "is not understood?"),
    "households": (
        "Huyện|Ngày|Tỷ lệ hộ gia đình tham gia BHYT\nKỳ Anh|31/12/2022|90.5", of("rate", 90.5, group="household")
    ),
    "by plan": (LEVEL[:-1] + " theo kế hoạch\n" + ROW, of("target_count", 105421)),
    "three schemes": ("Huyện|Ngày|Người tham gia BHXH, BHYT, BHTN\n" + ROW, "is not understood?"),
    "share of uninsured": (
        "Huyện|Ngày|Tỷ lệ dân số chưa tham gia BHYT\nKỳ Anh|31/12/2022|9.5", of("rate", 9.5, group="uninsured")
    ),
    "drawing benefits": (LEVEL[:-1] + "|Số người hưởng BHXH\n" + ROW + "|200", "is not understood?"),
    "plan and done": (
        "Huyện|Ngày|Kế hoạch 2022|Thực hiện 2022|% TH/KH\nKỳ Anh|31/12/2022|104000|103000|99.0",
        of("target_count", 104000) + of("count", 103000) + of("attainment", 99), {"scheme": "bhyt"},
    ),
    "plan and done in per cent": (
        "Huyện|Ngày|Chỉ tiêu|Thực hiện\nKỳ Anh|31/12/2022|95|93.5", "'Chỉ tiêu' is not understood?", {"scheme": "bhyt"}
    ),
    "plan of money": (
        "Huyện|Ngày|Kế hoạch thu (triệu đồng)|Thực hiện\nKỳ Anh|31/12/2022|107000|105421",
        "what are the figures?", {"scheme": "bhyt", "skip": ("C",)},
    ),
    # ── Sections ──
    "schemes": (
        "Huyện|Ngày|Số người\nBHYT\nKỳ Anh|31/12/2022|104000\nBHXH tự nguyện\nKỳ Anh|31/12/2022|2000",
        [{"scheme": "bhyt", "value": 104000}, {"scheme": "bhxh_tn", "value": 2000}],
    ),
    "groups of the law": (
        LEVEL + "Nhóm 1: Người lao động và người sử dụng lao động đóng\nKỳ Anh|31/12/2022|4000\n"
        "Nhóm 2: Tổ chức BHXH đóng\nKỳ Anh|31/12/2022|3000\nNhóm 5: Hộ gia đình\nKỳ Anh|31/12/2022|30000",
        [{"group": "employees"}, {"group": "pensioners"}, {"group": "household"}],
    ),
    "half known": (LEVEL + "BHYT của hợp tác xã\n" + ROW, "stands above rows of figures?"),
    "another scheme": (LEVEL + "BHXH tự nguyện\n" + ROW, "'BHXH tự nguyện' says another unit?"),
    "title of another scheme": ("SỐ NGƯỜI THAM GIA BHXH TỰ NGUYỆN\n" + LEVEL + ROW, "says another unit?"),
    "plan and results": (
        "KẾT QUẢ THỰC HIỆN BHYT NĂM 2022\n" + LEVEL + "Kế hoạch\n" + ROW + "\nThực hiện\n" + ROW,
        "'Kế hoạch' speaks of a plan?",
    ),
    "quarters": ("Huyện|Số người tham gia BHYT\nQuý I/2022\nKỳ Anh|104000", [{"day": "2022-03-31"}]),
    "sexes": (LEVEL + "Nam\nKỳ Anh|31/12/2022|54000", "'Nam' stands above rows of figures?"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*CASES, *VARIANTS])
def test_table_gives_its_right_result(office, name):
    text, expected, *answers = {**CASES, **VARIANTS}[name]
    check(office, office.xlsx(*cells(text)), expected, **dict(*answers))


PLAIN = [
    "BÁO CÁO SỐ NGƯỜI THAM GIA BHXH, BHYT, BHTN\nTính đến 31/12/2022\nTT|Đơn vị|BHXH bắt buộc|BHTN|BHYT\n"
    "1|Kỳ Anh|5100|4100|104000\n|Tổng cộng|85100|84100|1104000",
    "Số người tham gia BHYT theo huyện\nSTT|Huyện, thị xã, thành phố|Năm 2020|Năm 2021|Năm 2022\n"
    "1|Kỳ Anh|101000|102000|104000",
    "Tình hình bao phủ BHYT năm 2022\nHuyện|Dân số|Số người tham gia BHYT|Tỷ lệ bao phủ (%)\nKỳ Anh|120000|104000|86.7",
    "Ngày|Số người tham gia BHXH tự nguyện\n31/01/2022|4100\n28/02/2022|4200",
    "Tháng|BHXH bắt buộc|BHXH tự nguyện|BHTN\nT1/2022|91000|4100|80000",
    "Huyện|Số người tham gia BHYT|Tỷ lệ bao phủ BHYT\n|31/12/2022|31/12/2022\nKỳ Anh|104000|90.5",
    "BẢNG TỔNG HỢP SỐ LIỆU BHYT ĐẾN NGÀY 30 THÁNG 6 NĂM 2022\nTT|Tên đơn vị|Số người tham gia BHYT|Ghi chú\n"
    "1|BHXH huyện Kỳ Anh|104000|\n2|BHXH thị xã Hồng Lĩnh|37000|",
    "Chỉ tiêu|Năm 2021|Năm 2022\nBHYT|1104000|1105000\nBHXH tự nguyện|9000|12000",
    "Địa phương|Tỷ lệ bao phủ BHYT năm 2021 (%)|Tỷ lệ bao phủ BHYT năm 2022 (%)\nKỳ Anh|90.4|91.2",
    "Biểu 01/BHYT\nHuyện|Ngày báo cáo|Số người tham gia BHYT\nKỳ Anh|31/12/2022|104000\nNgười lập biểu||Giám đốc",
    "Huyện|Ngày|Số người có thẻ BHYT|Tỷ lệ dân số tham gia BHYT\nKỳ Anh|31/12/2022|104000|91.2",
    "Năm|Số người tham gia BHYT|Tỷ lệ bao phủ BHYT\n2019|1100000|88.5",
    "Địa bàn|Số người tham gia BHTN đến 31/12/2022\nKỳ Anh|4100",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_table_asks_nothing_and_gives_all_its_figures(office, text):
    numbers = [float(value) for row in cells(text) for value in row[1:] if isinstance(value, int | float)]
    assert [float(f.value) for f in office.read(office.xlsx(*cells(text))).figures] == numbers


TEXTS = {
    "quote": (
        'Huyện;Ngày;Số người tham gia BHYT;Ghi chú\nKỳ Anh;31/12/2022;105.421;\nThạch Hà;31/12/2022;98.765;"số ước\n'
        "Hồng Lĩnh;31/12/2022;112.004;\n",
        "synthetic.csv!R3: a quotation mark",
    ),
    "quotes in one column": (
        'Huyện;Ngày;Số người tham gia BHYT\n"Kỳ Anh;31/12/2022;105.421\nThạch Hà";31/12/2022;98.765\n',
        "synthetic.csv!R2: a quotation mark",
    ),
    "note of two lines": (
        'Huyện;Ngày;Số người tham gia BHYT;Ghi chú\nKỳ Anh;31/12/2022;105.421;"ước\ntheo huyện; xã"\n', [105421]
    ),
    "commas of thousands": (
        "Huyện,Ngày,Số người tham gia BHYT\nKỳ Anh,31/12/2022,105,421\nThạch Hà,31/12/2022,98,765\n",
        "synthetic.csv!R2: a row of 4 cells below a header of 3",
    ),
    "second table": (
        "Huyện,Ngày,Số người tham gia BHYT\nKỳ Anh,31/12/2022,104321\n\nBảng 2\n"
        "Đơn vị,Thời điểm,BHTN\nKỳ Anh,31/12/2022,9\n",
        "synthetic.csv!R5C1 'Đơn vị': a second table begins here",
    ),
    "plain": (
        "Ngày,Loại hình,Số người tham gia,Tỷ lệ bao phủ (%)\n"
        '31/12/2021,BHYT,629.421,"64,6"\n30/06/2023,BHYT,994.211,"91,2"\n',
        [629421, 64.6, 994211, 91.2],
    ),
    "schemes across": (
        "Ngày,Số người tham gia BHYT,Tỷ lệ bao phủ BHYT,BHXH bắt buộc,BHXH tự nguyện,BHTN\n"
        "31/03/2022,1.109.421,,91.104,41.765,79.752\n31/12/2023,1.159.204,93%,93.852,58.841,83.004\n",
        [1109421, 91104, 41765, 79752, 1159204, 93, 93852, 58841, 83004],
    ),
    "months across": (
        "Huyện,T1/2022,T2/2022\nKỳ Anh,105.421,105.502\nToàn tỉnh,1.109.421,1.109.802\n",
        of("count", 105421, 105502, 1109421, 1109802), {"scheme": "bhyt"},
    ),
    "zero-width marks": (
        "\u200bHuyện;Ngày\u200b;Số người tham gia\u00a0BHYT;Tỷ lệ\u200b bao phủ BHYT\r\n"
        "Kỳ Anh;31/12/2022;105.421\u200b;\u200b90,4\r\n",
        [105421, 90.4],
    ),
    "statistics office": (
        PXWEB, of("count", 1098200) + of("rate", 83.57) + of("count", 1130400) + of("rate", 85.39),
        {"skip_other_provinces": True},
    ),
    "statistics office, Vietnamese": (
        'Số người tham gia bảo hiểm y tế phân theo địa phương (Nghìn người)\n\n"Tỉnh, thành phố";"2021";"Sơ bộ 2022"\n'
        '"CẢ NƯỚC";"88837,0";"91074,0"\n"Bắc Trung Bộ và Duyên hải miền Trung";"18000,0";"18100,0"\n'
        '"Hà Tĩnh";"1098,2";"1130,4"\n',
        of("count", 1098200, 1130400), {"skip_other_provinces": True},
    ),
    "old font": (
        "Huyện;Ngày;Số người tham gia BHYT\nHuyÖn §øc Thä;31/12/2022;105.421\nThÞ x· Kú Anh;31/12/2022;98.765\n",
        "synthetic.csv: the words are written in TCVN3 (ABC)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_file_gives_its_right_result(office, name):
    text, expected, *answers = TEXTS[name]
    path = office.folder / "synthetic.csv"
    path.write_bytes(text.encode())
    check(office, path, expected, **dict(*answers))


def edited(office, change, *rows):
    """A workbook of rates, changed by a function of its sheet."""
    path = office.xlsx(*cells(RATES + "\n".join(rows)))
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def replace_in_parts(path, part, old, new):
    """Replace a text in the parts of a workbook whose names contain ``part``."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.replace(old, new) if part in name else text)


def test_footnote_mark_behind_a_rate_is_no_digit(office):
    def raise_marks(sheet):
        mark = InlineFont(vertAlign="superscript")
        sheet["D2"], sheet["D3"] = (
            CellRichText("91,2", TextBlock(mark, "1")),
            CellRichText("88,4", TextBlock(mark, "2")),
        )

    rows = "Kỳ Anh|31/12/2022|105421|x", "Thạch Hà|31/12/2022|98765|x"
    check(office, edited(office, raise_marks, *rows), [105421, 91.2, 98765, 88.4])


def test_struck_text_and_rows_are_left_out(office):
    def strike(sheet):
        sheet["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "98"), " 765")
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    check(office, edited(office, strike, "Kỳ Anh|31/12/2022|x|91.2", "Thạch Hà|31/12/2022|98765|91"), [765, 91.2])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("styles", '<family val="2"', '<family val="34"'),
        ("", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ("sheet1", "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
    ],
)  # fmt: skip
def test_odd_workbooks_are_read(office, part, old, new):
    path = office.xlsx(*cells(RATES + ROW + "|90.4"))
    replace_in_parts(path, part, old, new)
    check(office, path, [105421, 90.4])


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ('#,##0" người"', [9421]),
        ('#,##0" lao động"', [9421]),
        ('#,##0" thẻ"', "Sheet1!C2 '9421': the cell says cards, its header persons"),
        ('0" xã"', "the cell says communes, its header persons"),
        ('#,##0" sổ"', "Sheet1!C2 '9421 sổ': not a number"),
        ('#,##0\\ "đ"', "Sheet1!C2 '9421 đ': not a number"),
        ("#,##0 [$₫-42A]", "Sheet1!C2 '9421 ₫': not a number"),
        ('"Nợ "0', "Sheet1!C2 'Nợ 9421': not a number"),
        ('0"%"', "Sheet1!C2 '9421%'"),
    ],
)
def test_unit_that_a_format_shows_is_the_unit(office, number_format, expected):
    path = office.xlsx(*cells(LEVEL + "Kỳ Anh|31/12/2022|9421"), formats={"C2": number_format})
    check(office, path, expected)


def test_unit_typed_behind_a_number_is_the_unit(office):
    check(office, office.csv(*cells(LEVEL + "Kỳ Anh|31/12/2022|9.421 người")), [9421])
    check(office, office.csv(*cells(LEVEL + "Kỳ Anh|31/12/2022|9.421 thẻ")), "the cell says cards, its header persons")


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('<row r="3"', '<row r="3" ht="0" customHeight="1"', "3"),
        ("<sheetData>", '<cols><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData>', "D"),
    ],
)
def test_rows_without_height_and_columns_without_width_are_hidden(office, old, new, name):
    path = office.xlsx(*cells(RATES + ROW + "|90.4\nThạch Hà|31/12/2022|98765|91.2"))
    replace_in_parts(path, "sheet1", old, new)
    check(office, path, f"are hidden and hold something: {name}?")


def test_figure_raised_as_a_whole_is_refused(office):
    def raise_cell(sheet):
        sheet["C2"].font = Font(vertAlign="superscript")

    check(office, edited(office, raise_cell, ROW + "|90.4"), "Sheet1!C2 '105421': the whole cell is raised or lowered")


@pytest.mark.parametrize(
    "text",
    [
        "Huyện,Số người tham gia BHYT,Ghi chú\nKỳ Anh,105,421\nThạch Hà,98765,đủ\n",
        "Huyện,Tỷ lệ bao phủ BHYT,Ghi chú\nKỳ Anh,90,4\nThạch Hà,91,2\n",
        "Huyện,Số người tham gia BHYT,\nKỳ Anh,105421,\nThạch Hà,98,765\n",
        "Huyện,Số người tham gia BHYT,Số người tham gia BHTN\nKỳ Anh,98,076\nThạch Hà,97,512\n",
    ],
)
def test_numbers_split_at_a_comma_that_leave_the_width_are_refused(office, text):
    path = office.folder / "synthetic.csv"
    path.write_text(text)
    with pytest.raises((AmbiguousImport, InvalidImport)) as caught:
        office.run(path, as_of=YEAR_END, scheme="bhyt")
    said = str(caught.value)
    assert "split at its comma" in said and "Put quotation marks around numbers with commas" in said


# ── The same table in every format ───────────────────────────────────────────────────────────────────────────

SAME = (
    ["BẢO HIỂM XÃ HỘI TỈNH HÀ TĨNH"],
    ["STT", "Huyện", "Ngày", "Số người tham gia BHYT", "Tỷ lệ bao phủ BHYT", "Ghi chú"],
    [1, "Kỳ Anh", YEAR_END, 105421, 90.4, None],
    [2, "Thạch Hà", YEAR_END, 98765, 91.2, "sơ bộ"],
    [None, "Toàn tỉnh", YEAR_END, 1105421, 89.9, None],
)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv"])
def test_every_format_gives_the_same_claims(office, ending):
    if ending == "xls":
        pytest.importorskip("python_calamine")
    office.run(office.make(ending, *SAME))
    named = ("area", "kind", "value", "unit", "as_of")
    found = {tuple(row[name] for name in named) for row in office.claims()}
    rows = ("ha-tinh-ky-anh", 105421, 90.4), ("ha-tinh-thach-ha", 98765, 91.2), ("ha-tinh", 1105421, 89.9)
    assert found == {
        *((area, "count", str(count), "persons", "2022-12-31") for area, count, _ in rows),
        *((area, "rate", str(rate), "percent_of_population", "2022-12-31") for area, _, rate in rows),
    }


def test_old_workbook_says_what_was_not_seen_and_guesses_no_format(office):
    pytest.importorskip("python_calamine")
    parsed_file = office.read(office.make("xls", *cells(RATES + "Kỳ Anh|31/12/2022|0|90.4")))
    assert [float(f.value) for f in parsed_file.figures] == [90.4]
    assert any("hidden rows and formats were not seen" in note for note in parsed_file.notes)
    first = office.make("xls", ["Huyện", "Ngày", "Số người tham gia BHYT"], ["Kỳ Anh", date(2022, 12, 1), 105421])
    check(office, first, "'01/12/2022?': not a date")
