"""A province made up for tests: the outputs that a report notebook shows, without any real figure."""

from IPython.display import display

from baophu.report.typst_text import escape_typst

LETTERS = "ĂÂĐÊÔƠƯăâđêôơưÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"

WORDS = {
    "vi": {
        "title": "Tỉnh Thử Nghiệm: bao phủ bảo hiểm y tế 2010–2023 (số liệu giả)",
        "description": "Báo cáo dựng từ số liệu giả để kiểm tra cách trình bày; không mô tả tỉnh nào.",
        "labels": {"contents": "Nội dung", "page": "trang", "skip": "Tới nội dung"},
    },
    "en": {
        "title": "Synthetic Province: health insurance coverage 2010–2023 (made-up data)",
        "description": "A report from made-up data, for looking at its layout; it describes no province.",
        "labels": {"contents": "Contents", "page": "page", "skip": "Skip to the content"},
    },
}
SECTIONS = {
    "vi": ["Diễn biến bao phủ", "Các đợt giảm", "Mục tiêu", "Kiểm tra số học", "Nguồn"],
    "en": ["Coverage trajectory", "Falls", "Targets", "Arithmetic audit", "Sources"],
}
IDS = ["trajectory", "lapses", "targets", "audit", "sources"]


def show(bundle, metadata=None):
    display(bundle, raw=True, metadata=metadata or {})


def masthead(province, language):
    words = WORDS[language]
    report = {
        "province": province,
        "province_name": "Thử Nghiệm",
        "language": language,
        "as_of": "2023-11-30",
        "data_version": "0123456789ab",
        **words,
    }
    title = words["title"].split(":")[0]
    subtitle = words["title"].split(": ")[1]
    html = f"""<header class="masthead"><p class="kicker">BẢO HIỂM Y TẾ VÀ BẢO HIỂM XÃ HỘI</p>
<h1>{title}</h1><p class="subtitle">{subtitle}</p>
<dl><div><dt>Vùng</dt><dd>Duyên hải miền Trung</dd></div><div><dt>Số liệu tới</dt><dd>30/11/2023</dd></div>
<div><dt>Địa giới</dt><dd>63 tỉnh, trước 1/7/2025</dd></div>
<div><dt>Phiên bản</dt><dd>0123456789ab</dd></div></dl></header>"""
    typst = (
        f"#masthead(kicker: [BẢO HIỂM Y TẾ VÀ BẢO HIỂM XÃ HỘI], title: [{escape_typst(title)}], "
        f"subtitle: [{escape_typst(subtitle)}], meta: (([Vùng], [Duyên hải miền Trung]), "
        "([Số liệu tới], [30/11/2023]), "
        "([Địa giới], [63 tỉnh, trước 1/7/2025]), ([Phiên bản], [0123456789ab])))"
    )
    bundle = {"application/vnd.baophu.report+json": report, "text/html": html}
    show({**bundle, "application/x-typst": typst, "text/plain": title})


def finding(language):
    text = "Khoảng 111.700 người, tức 9,6% dân số, chưa có thẻ bảo hiểm y tế vào ngày 30/11/2023."
    cards = [
        ("90,4%", "Bao phủ theo dân số", "30/11/2023, mẫu số do cơ quan công bố dùng"),
        ("111.700", "Người chưa tham gia", "từ 92.000 đến 131.000 tùy mẫu số"),
        ("−1,8 điểm %", "Thay đổi so với 31/12/2022", "so cùng ngày: chưa đủ số liệu"),
        ("92,25%", "Chỉ tiêu 2023", "còn thiếu 1,85 điểm %"),
    ]
    cards_html = "".join(
        f'<div class="card"><span class="card-value">{value}</span><span class="card-label">{label}</span>'
        f'<span class="card-note">{note}</span></div>'
        for value, label, note in cards
    )
    cards_typst = ", ".join(
        f"(value: [{escape_typst(value)}], label: [{escape_typst(label)}], note: [{escape_typst(note)}])"
        for value, label, note in cards
    )
    show(
        {
            "text/html": f'<p class="finding">{text}</p><section class="cards">{cards_html}</section>',
            "application/x-typst": f"#finding[{escape_typst(text)}]\n#cards({cards_typst})",
            "text/plain": text,
        }
    )


def heading(language, number):
    text = SECTIONS[language][number]
    show(
        {
            "text/html": f'<h2 id="{IDS[number]}">{text}</h2>',
            "application/x-typst": f"= {escape_typst(text)} <{IDS[number]}>",
            "text/plain": text,
        }
    )


def paragraph(number=0):
    html = (
        "<p>Tỷ lệ bao phủ tăng từ 61,2% năm 2010 lên 90,4% vào 30/11/2023 "
        '(<a href="#src-b1">nguồn</a>). Hai số liệu cuối không cùng ngày trong năm, nên không nối bằng '
        'đường thẳng. <span class="badge">Chưa đủ bằng chứng</span></p>'
        '<p class="note">Mỗi điểm là một số liệu đã công bố, đặt đúng ngày của nó.</p>'
        '<p class="muted">Chữ kiểm tra: ' + LETTERS + "</p>"
    )
    typst = (
        "Tỷ lệ bao phủ tăng từ 61,2% năm 2010 lên 90,4% vào 30/11/2023 (#link(<src-b1>)[nguồn]). Hai số liệu "
        "cuối không cùng ngày trong năm, nên không nối bằng đường thẳng. #badge[Chưa đủ bằng chứng]\n\n"
        "#note[Mỗi điểm là một số liệu đã công bố, đặt đúng ngày của nó.]\n\n"
        f"#muted[Chữ kiểm tra: {LETTERS}]"
    )
    show({"text/html": html, "application/x-typst": typst, "text/plain": "Tỷ lệ bao phủ"})


def chart(name="trajectory-chart"):
    svg = SVG.replace("NAME", name)
    told = {
        "id": name,
        "title": "Bao phủ bảo hiểm y tế tăng tới 90,4% nhưng chưa đạt chỉ tiêu 92,25%",
        "alt": "Biểu đồ điểm: bốn số liệu công bố từ 2010 tới 30/11/2023, từ 61,2% tới 90,4%.",
        "caption": "Phần trăm dân số. Nguồn: số liệu giả để kiểm tra.",
        "sentence": "Theo số liệu giả, 90,4% dân số tham gia bảo hiểm y tế ngày 30/11/2023.",
    }
    show({"image/svg+xml": svg, "text/plain": told["alt"]}, {"image/svg+xml": told})


def table(rows=4):
    facts = [
        ("31/12/2010", "Số người có thẻ", "712.345", "61,2%"),
        ("31/12/2015", "Số người có thẻ", "854.321", "72,0%"),
        ("31/12/2020", "Tỷ lệ", "không công bố", "85,1%"),
        ("30/11/2023", "Số người có thẻ", "1.052.062", "90,4%"),
    ]
    facts = [facts[index % 4] for index in range(rows)]
    head = ("Ngày", "Loại số liệu", "Người", "Bao phủ")
    classes = ("", "", ' class="num"', ' class="num"')
    head_html = "".join(f'<th scope="col"{class_}>{text}</th>' for text, class_ in zip(head, classes, strict=True))
    rows_html = "".join(
        "<tr>" + "".join(f"<td{class_}>{text}</td>" for text, class_ in zip(row, classes, strict=True)) + "</tr>"
        for row in facts
    )
    html = (
        "<table><caption>Số liệu công bố, theo ngày</caption>"
        f"<thead><tr>{head_html}</tr></thead><tbody>{rows_html}</tbody></table>"
    )
    cells = ", ".join("(" + ", ".join(f"[{escape_typst(text)}]" for text in row) + ")" for row in facts)
    typst = (
        "#data-table(columns: (auto, 1fr, auto, auto), align: (left, left, right, right), "
        f"header: ({', '.join(f'[{text}]' for text in head)}), rows: ({cells},), "
        "caption: [Số liệu công bố, theo ngày])"
    )
    show({"text/html": html, "application/x-typst": typst, "text/plain": "Số liệu công bố"})


def sources():
    entries = [
        (f"src-b{number}", f"Báo Thử Nghiệm, {number}/12/2023", "“90,4%” đoạn 3; truy cập 2/1/2024.")
        for number in range(1, 5)
    ]
    html = "".join(
        f'<div class="source-entry" id="{name}"><p><strong>{head}</strong> <span class="badge">A</span></p>'
        f'<p>{body} <a href="https://example.org/{name}">example.org/{name}</a></p></div>'
        for name, head, body in entries
    )
    typst = "\n".join(
        f'#source-entry("{name}", [*{escape_typst(head)}* #badge[A]], [{escape_typst(body)} '
        f'#link("https://example.org/{name}")[{escape_typst("example.org/" + name)}]])'
        for name, head, body in entries
    )
    show({"text/html": html, "application/x-typst": typst, "text/plain": "Nguồn"})


def stamp():
    text = "Dữ liệu 0123456789ab · mã nguồn 0.1.0 · province = synthetic-province"
    show(
        {
            "text/html": f'<p class="stamp">{text}</p>',
            "application/x-typst": f"#stamp[{escape_typst(text)}]",
            "text/plain": text,
        }
    )


def _point(number, x, y, label):
    return (
        f'<g id="NAME-pt-{number}"><a xlink:href="#src-b{number}" target="_blank"><title>{label}</title>'
        f'<use xlink:href="#NAME-m" x="{x}" y="{y}" style="fill: #0b5a70; stroke: #ffffff"/></a></g>'
    )


def _text(x, y, text, anchor="start"):
    return (
        f"<text style=\"font: 10px 'DejaVu Sans', sans-serif; text-anchor: {anchor}; fill: #52606c\" "
        f'x="{x}" y="{y}">{text}</text>'
    )


_GRID = "".join(
    f'<path d="M 60 {y} L 700 {y}" style="stroke: #d3dce2"/>{_text(52, y + 4, label, "end")}'
    for y, label in ((40, "100%"), (110, "80%"), (180, "60%"), (250, "40%"))
)
_YEARS = "".join(_text(x, 290, year, "middle") for x, year in ((80, 2010), (280, 2015), (480, 2020), (600, 2023)))
_POINTS = "".join(
    _point(number, x, y, label)
    for number, x, y, label in (
        (1, 80, 176, "31/12/2010: 61,2%"),
        (2, 280, 138, "31/12/2015: 72,0%"),
        (3, 480, 92, "31/12/2020: 85,1%"),
        (4, 597, 74, "30/11/2023: 90,4%"),
    )
)
SVG = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="720pt" height="310pt" viewBox="0 0 720 310" \
xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style></defs>
 <g id="NAME-figure"><path d="M 0 310 L 720 310 L 720 0 L 0 0 z" style="fill: #ffffff"/>
 {_GRID}{_YEARS}
 <path d="M 60 67 L 700 67" style="stroke: #b45309; stroke-dasharray: 4,3"/>
 {_text(700, 60, "Chỉ tiêu 92,25%", "end")}
 <defs><circle id="NAME-m" r="5"/></defs>
 {_POINTS}</g>
</svg>
"""
