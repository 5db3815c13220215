"""The page of card records, on synthetic records: what it says is in the frames, and it gives no small count away."""

import io
import json
import re
import shutil
from datetime import date
from html import unescape

import numpy as np
import pandas as pd
import pikepdf
import pytest
from checkout import copy_project
from pages import run_notebook

import baophu
from baophu import __version__, charts
from baophu.api import lapse, office_changes
from baophu.explore.lapse import _Chooser, choose_lapse
from baophu.export.run import HTML, PDF, export
from baophu.ledger.names import provinces
from baophu.records import frames as records_frames
from baophu.records.decomposition import decompose
from baophu.records.frames import open_records
from baophu.report.charts.funnel import funnel_points
from baophu.report.charts.renewals import OUTCOMES
from baophu.report.charts.waterfall import change_steps, change_totals
from baophu.report.record_words import HIDDEN

START, END = "2021-12-31", "2022-06-30"
BEFORE = ("2020-12-31", "2021-06-30")
PERSONS, TINY = 30_000, 2_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Numbers that words and captions have beside counts: terms, months and days of the definitions, limits in percent.
DEFINED = {"3", "6", "12", "13", "25", "30", "31", "60", "61", "90", "91", "95", "99.8", "396", "761", "10", "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder with synthetic records."""
    return lapse.make_synthetic_office(tmp_path_factory.mktemp("synthetic"), PERSONS)


@pytest.fixture(scope="module")
def records(folder):
    return open_records("can-tho", data=folder)


@pytest.fixture(scope="module")
def office(folder, tmp_path_factory):
    """The same records as if they were an office's own."""
    root = tmp_path_factory.mktemp("office") / "data"
    shutil.copytree(folder, root)
    file = root / "local/records/can-tho/counts.json"
    counts = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({name: value for name, value in counts.items() if name != "source"}), "utf-8")
    return open_records("can-tho", data=root)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Records of so few people that nearly every count is hidden."""
    return open_records("can-tho", data=lapse.make_synthetic_office(tmp_path_factory.mktemp("tiny"), TINY))


@pytest.fixture(scope="module")
def executed(records, office, tiny):
    """``executed(which, language)``: the notebook with its outputs, run once."""
    known, of = {}, {"synthetic": records, "office": office, "tiny": tiny}

    def executed(which="synthetic", language="en"):
        if (which, language) not in known:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(lapse, "office_records", lambda *_: of[which])
                known[which, language] = run_notebook(
                    "lapse_records.ipynb",
                    source=which,
                    province="can-tho",
                    start=START,
                    end=END,
                    k=10,
                    language=language,
                )
        return known[which, language]

    return executed


@pytest.fixture(scope="module")
def page(executed):
    known = {}

    def page(which="synthetic", language="en"):
        if (which, language) not in known:
            known[which, language] = export(executed(which, language), HTML, profile="standard").decode("utf-8")
        return known[which, language]

    return page


def text_of(html):
    """What a reader sees or hears: texts, alternative texts, captions; without code, styles and data of drawings."""
    body = re.sub(r"<(style|script)\b.*?</\1>|<details class=\"code\".*?</details>", "", html, flags=re.DOTALL)
    body = re.sub(r"</text>", " ", body)
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', body))
    return unescape(re.sub(r"<[^>]+>", " ", body) + " " + labels)


def numbers_of(text):
    return set(re.findall(r"\d+(?:[,.]\d+)*", text))


def frames_of(records):
    return {
        "now": records.decomposition(START, END),
        "before": records.decomposition(*BEFORE),
        "stock": records.stock(),
        "renewals": records.renewals("term"),
        "districts": records.renewals("district"),
        "persistency": records.persistency(),
        "moves": records.moves(),
        "due": records.due(90, by="district"),
    }


# ── The decomposition ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("days", [(START, END), BEFORE, ("2018-03-31", "2023-09-30")])
def test_the_waterfall_adds_up_to_the_person(records, days):
    frame = records.decomposition(*days)
    steps = change_steps(frame).set_index("step")["persons"]
    assert steps["opening"] + steps.drop(["opening", "closing"]).sum() == steps["closing"]
    totals = change_totals(frame)
    assert totals["net"] == totals["came"] - totals["left"] == totals["closing"] - totals["opening"]


def test_people_who_came_and_left_are_those_of_the_states(records):
    pairs = decompose(records._folder, date.fromisoformat(START), date.fromisoformat(END), by="province")
    pairs = pairs[pairs["province"] == 92]
    came = pairs[pairs["group0"].isin(["new", "returned", "elsewhere"])]["persons"].sum()
    left = pairs[pairs["group1"].isin(["left", "elsewhere"])]["persons"].sum()
    totals = change_totals(records.decomposition(START, END))
    assert (totals["came"], totals["left"]) == (came, left)


def test_few_who_came_by_a_way_are_a_step_of_their_own_side():
    columns = ["group", "opening", "new", "returned", "came_otherwise", "term_3", "other", "closing", "hidden"]
    frame = pd.DataFrame([["all", 100, 20, 10, 10, 30, 5, 105, ""]], columns=columns)
    steps = change_steps(frame).set_index("step")["persons"].to_dict()
    assert steps == {
        "opening": 100,
        "new": 20,
        "returned": 10,
        "came_otherwise": 10,
        "term_3": -30,
        "other": -5,
        "closing": 105,
    }


def test_a_hidden_part_hides_its_sum():
    frame = pd.DataFrame([["household", 100, 20, pd.NA, 30, pd.NA, ""]],
                         columns=["group", "opening", "new", "returned", "term_3", "closing", "hidden"])  # fmt: skip
    frame = frame.astype({name: "Int64" for name in ("opening", "new", "returned", "term_3", "closing")})
    totals = change_totals(frame, "household")
    assert totals[["came", "net"]].isna().all() and totals["left"] == 30


def test_bars_of_the_waterfall_are_the_steps(records):
    frame = records.decomposition(START, END)
    axes = charts.waterfall(frame, records.decomposition(*BEFORE))
    widths = [round(bar.get_width()) for bar in axes.patches if bar.get_height() > 0.2]
    steps = change_steps(frame)
    flows = steps[~steps["step"].isin(["opening", "closing"]) & (steps["persons"] != 0)]["persons"].abs().tolist()
    assert widths == flows


def test_shares_of_renewals_are_those_of_the_frame(records):
    frame = records.renewals("term")
    frame = frame[frame["period"].between("2021-01-01", "2022-10-01")]
    axes = charts.renewals(frame).figure.axes[2]
    rows = frame[frame["term"] == 12].reset_index(drop=True)
    for bars, name in zip(axes.containers, OUTCOMES, strict=True):
        for bar, row in zip(bars, rows.itertuples(), strict=True):
            shown = 0 if row.hidden else 100 * getattr(row, name) / row.due
            assert bar.get_height() == pytest.approx(shown)


def test_limits_of_the_funnel_are_those_of_a_binomial_share(records):
    frame = records.renewals("district")
    points = funnel_points(frame, 2022)
    row = points.iloc[0]
    share = row["province_pct"] / 100
    error = 100 * np.sqrt(share * (1 - share) / row["known_count"])
    assert row["z"] == pytest.approx((row["renewed_pct"] - row["province_pct"]) / error)
    total = frame[(frame["period"].dt.year == 2022) & (frame["district"] == "all")].iloc[0]
    assert row["province_pct"] == total["renewed_pct"]


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_number_of_the_page_is_in_a_frame(records, page):
    tables, f = frames_of(records), "{:,.0f}".format
    allowed = set(DEFINED)
    for table in tables.values():
        for name in table.columns:
            values = table[name].dropna()
            if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
                continue
            allowed |= {f"{value:.1f}" for value in values} if name.endswith("_pct") else {f(value) for value in values}
    for name in ("now", "before"):
        totals = change_totals(tables[name])
        allowed |= {f(abs(totals[part])) for part in ("net", "came", "left")} | {f"{totals['left_pct']:.1f}"}
        allowed |= {f(abs(net)) for net in (tables[name]["closing"] - tables[name]["opening"]).dropna()}
        allowed.add(f"{abs(100 * totals['net'] / totals['opening']):.1f}")
        rows = tables[name].set_index("group")
        ways_in = ["new", "returned", "from_other_province", "moved_in"]
        came = rows[ways_in].sum(axis=1, skipna=False)
        allowed |= {
            f(n) for n in (*came.dropna(), *(came - rows["moved_out"] + rows["opening"] - rows["closing"]).dropna())
        }
        steps = change_steps(tables[name]).set_index("step")["persons"]
        allowed |= {f"{100 * abs(persons) / totals['left']:.0f}" for persons in steps}
    for year in range(2015, 2025):
        allowed |= {f(count) for count in funnel_points(tables["districts"], year)["known_count"]}
    place = lapse.lapse_page(records, START, END, "en")
    figures = place.published_figures(tables["stock"])
    allowed |= {f(abs(value)) for name in ("insured_count", "difference_count") for value in figures[name]}
    allowed |= {f(value) for value in records.counts().values() if isinstance(value, int)}
    allowed |= {str(year) for year in range(2015, 2026)} | {str(number) for number in range(1, 10)}  # and districts
    allowed |= numbers_of(f"{records.version} {__version__} {START} {END}")
    drawings = re.findall(r"<svg\b.*?</svg>", page(), re.DOTALL)
    ticks = {f(value) for value in range(0, 200_000, 50)}
    assert numbers_of(" ".join(map(text_of, drawings))) - allowed - ticks == set()
    outside = re.sub(r"<svg\b[^>]*(aria-label=\"[^\"]*\")[^>]*>.*?</svg>", r"<i \1></i>", page(), flags=re.DOTALL)
    assert numbers_of(text_of(outside)) - allowed == set()


@pytest.mark.parametrize("which", ["synthetic", "tiny"])
def test_no_count_under_the_threshold_is_shown(page, which, records, tiny):
    for table in frames_of(tiny if which == "tiny" else records).values():
        counts = [name for name in table.columns if str(table[name].dtype) == "Int64"]
        assert not any(((table[name] > 0) & (table[name] < 10)).any() for name in counts)
    html = page(which)
    cells = re.findall(r'<td class="num">([^<]*)</td>', html)
    assert len(cells) > 50 and HIDDEN in cells
    assert [cell for cell in cells if re.fullmatch(r"[1-9]", cell)] == []
    alts = " ".join(unescape(alt) for alt in re.findall(r'aria-label="([^"]*)"', html))
    assert re.findall(r".{30}: −?[1-9](?![\d,.]\d|\d|-)", alts) == []


def test_page_of_few_people_says_what_it_cannot_show(page):
    text = text_of(page("tiny"))
    assert "Too few people began as household members" in text and "Fewer than three districts" in text
    assert "nan" not in text.lower() and "<NA>" not in text


def test_the_page_answers_what_happened(records, page):
    totals, text = change_totals(records.decomposition(START, END)), " ".join(text_of(page()).split())
    assert f"fell by a net {-totals['net']:,} people" in text
    assert f"{totals['came']:,} people joined or came back; {totals['left']:,} people left" in text
    steps = change_steps(records.decomposition(START, END)).set_index("step")["persons"]
    assert steps.drop(["opening", "closing"]).idxmin() == "term_12"
    assert f"12-month card ran out, no card on the last day, {-steps['term_12']:,} people" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_synthetic_page_says_so_everywhere(page, executed, language):
    html, word = page("synthetic", language), {"vi": "Giả lập: ", "en": "Synthetic: "}[language]
    titles = re.findall(r'<p class="figure-title">(.*?)</p>|<caption>(.*?)</caption>', html, re.DOTALL)
    titles = [re.sub(r'<span class="figure-number">.*?</span>', "", "".join(pair)).strip() for pair in titles]
    titles += re.findall(r'<p class="card-label">(.*?)</p>', html)
    assert len(titles) > 16 and all(title.startswith(word) for title in titles)
    kicker = re.search(r'<p class="kicker">(.*?)</p>', html)[1]
    assert "synthetic" in kicker.lower() and "Whole province" not in html and "Toàn tỉnh, thành phố" not in html
    assert all(
        "synthetic" in caption.lower() for caption in re.findall(r"<figcaption>(.*?)</figcaption>", html, re.DOTALL)
    )
    drawings = re.findall(r"<svg\b.*?</svg>", html, re.DOTALL)
    assert drawings and all("SYNTHETIC" in drawing for drawing in drawings)
    assert "synthetic" in re.search(r"<title>(.*?)</title>", html)[1].lower()
    data = json.loads(re.search(r'id="baophu-report">(.*?)</script>', html, re.DOTALL)[1])
    assert data["is_synthetic"] is True and data["province"] == "lapse-synthetic" and "SYNTHETIC" in data["mark"]
    assert f'<p class="mark">{data["mark"]}</p>' in html and f'data-mark="{data["mark"]}"' in html


def test_a_synthetic_page_names_no_real_place(page):
    text = text_of(page("synthetic", "vi"))
    names = {row["name_vi"] for row in provinces().values()} | {"Ninh Kiều", "Ô Môn", "Thốt Nốt"}
    assert [name for name in names if re.search(rf"(?<!\w){name}(?!\w)", text)] == []


def test_an_office_page_is_not_marked_and_sets_its_net_change_against_the_published_one(page, office):
    html = page("office")
    assert "synthetic" not in text_of(html).lower() and "data-mark" not in html
    net = change_totals(office.decomposition(START, END))["net"]
    assert f"difference: {net + 37_404:+,}" in text_of(html)
    aims = set(re.findall(r'href="#(src-[^"]+)"', html))
    assert "src-can-tho-bhyt-change-2022-06-30" in aims and "src-can-tho-bhyt-count-2016-06-30" in aims
    assert all(f'id="{aim}"' in html for aim in aims)


def test_published_figures_stand_beside_the_records_of_their_day(office):
    stock = office.stock()
    figures = lapse.lapse_page(office, START, END, "en").published_figures(stock)
    row = figures[(figures["group"] == "all") & (figures["as_of"] == "2016-06-30")].iloc[0]
    is_cell = (stock["day"] == "2016-06-30") & (stock["district"] == "all") & (stock["group"] == "all")
    assert row["stock_count"] == stock[is_cell]["insured_count"].item()
    assert row["difference_count"] == row["stock_count"] - 860_061
    # The 13th of September is no month end.
    assert figures[figures["group"] == "pupil"]["difference_count"].isna().all()


def test_records_that_do_not_reach_back_a_year_have_no_year_before(records):
    page = lapse.lapse_page(records, "2015-01-31", "2015-06-30", "en")
    assert not page.has_year_before
    shown = page.steps(records.decomposition("2015-01-31", "2015-06-30"), None)
    assert len(shown.header) == 2


def test_a_fall_from_a_peak_that_comes_every_year_is_said_to(records):
    page = lapse.lapse_page(records, START, END, "en")
    days = pd.date_range("2018-01-31", "2022-06-30", freq="ME")
    stock = pd.DataFrame({"day": days, "district": "all", "group": "all", "insured_count": 1000 + days.month})
    changes = records.decomposition(START, END)
    assert "peak of its year" in page.finding(changes, stock=stock).text()
    stock.loc[stock["day"] == "2019-06-30", "insured_count"] = 2000
    assert "peak of its year" not in page.finding(changes, stock=stock).text()


def test_days_a_year_before_stay_month_ends(records):
    page = lapse.lapse_page(records, "2021-02-28", "2021-06-30", "en")
    assert page.year_before == ("2020-02-29", "2020-06-30")


def test_a_page_with_every_count_is_marked_as_the_offices_own(office, monkeypatch):
    monkeypatch.setattr(office, "k", None)
    page = lapse.lapse_page(office, START, END, "en")
    assert page.masthead().metadata["mark"] == "FOR THE OFFICE ONLY"
    assert "every count is shown" in page.masthead().text() and "every count is shown" in page.intake().text()


def test_equal_records_give_equal_bytes(folder, page, monkeypatch):
    monkeypatch.setattr(lapse, "office_records", lambda *_: open_records("can-tho", data=folder))
    days = {"start": START, "end": END}
    again = run_notebook("lapse_records.ipynb", source="synthetic", province="can-tho", **days, k=10, language="en")
    assert export(again, HTML, profile="standard").decode("utf-8") == page()


def test_unknown_sources_are_refused():
    with pytest.raises(lapse.UnknownSource, match="'offic'.*Did you mean 'office'"):
        lapse.office_records("can-tho", "offic")


# ── Choosers ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_choosers_draw_what_they_select(records):
    chooser = _Chooser(records, lapse.lapse_page(records, START, END, "en").words)
    assert chooser.district.options[1][0] == "Synthetic district 1"
    whole, stock = chooser.change.value, chooser.stock.value
    chooser.group.value = "household"
    assert chooser.change.value != whole and "<svg" in chooser.change.value
    chooser.start.value = "2021-06-30"
    chooser.district.value = chooser.district.options[1][1]
    assert chooser.stock.value != stock
    chooser.end.value = "2021-03-31"
    assert "<svg" not in chooser.change.value  # the days are the wrong way round, which it says


def test_any_days_need_a_button_and_every_count(folder, monkeypatch):
    monkeypatch.setattr(records_frames, "DATA", folder)
    every_count = open_records("can-tho", k=None, data=folder)
    box = choose_lapse(every_count, lapse.lapse_page(every_count, START, END, "en"))
    fields, _, change = box.children[:3]
    *_, first, last, button = fields.children
    before = change.value
    first.value, last.value = pd.Timestamp("2022-01-10").date(), pd.Timestamp("2022-02-10").date()
    assert change.value == before
    button.click()
    assert change.value != before and "<svg" in change.value


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_is_for_screen_readers_and_marked_on_every_sheet(executed):
    pdf = export(executed("synthetic", "vi"), PDF, profile="standard")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
        assert "synthetic" in str(document.docinfo["/Title"]) and "province=lapse-synthetic" in str(
            document.docinfo.Keywords
        )
        alts = [
            str(item["/Alt"]) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
        assert sum(alt.startswith("Giả lập") for alt in alts) == 7
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        assert all("SYNTHETIC" in sheet.get_textpage().get_text_range() for sheet in document)


@pytest.mark.slow
def test_make_lapse_builds_both_languages_once_and_names_what_is_missing(folder, tmp_path):
    project = copy_project(tmp_path)
    missing = project.make("lapse", PROVINCE="can-tho", FROM=START, TO=END)
    assert missing.returncode == 2 and "counted" in missing.stderr
    by_name = project.make("notebook", NAME="lapse_records")
    assert by_name.returncode == 2 and "make lapse-demo" in by_name.stderr
    without_days = project.make("lapse", PROVINCE="can-tho")
    assert without_days.returncode == 2 and "FROM=2021-12-31" in without_days.stderr
    shutil.copytree(folder / "local/records", project.root / "data/local/records")
    built = project.make("lapse", PROVINCE="can-tho", FROM=START, TO=END)
    assert built.returncode == 0, built.stderr
    stem = f"lapse-can-tho.{START}-{END}"
    pages = {path.name for path in (project.root / "reports").glob("lapse*")}
    assert pages == {f"{stem}{ending}" for ending in (".html", ".pdf", ".en.html", ".en.pdf")}
    assert project.make("lapse", PROVINCE="can-tho", FROM=START, TO=END).stdout.count("up to date") == 2


@pytest.mark.slow
def test_the_report_of_an_office_has_its_numbers_and_that_for_the_public_never(office, tmp_path):
    project = copy_project(tmp_path)
    shutil.copytree(office._folder, project.root / "data/local/records/can-tho")
    page = project.root / "reports/can-tho.html"
    assert project.make("report", PROVINCE="can-tho").returncode == 0
    table = re.search(r'<div class="table-wrap" id="office-changes".*?</table>', page.read_text("utf-8"), re.DOTALL)[0]
    net = change_totals(office.decomposition(START, END))["net"]
    shown = f"{-net:,}".replace(",", ".")
    assert f"−{shown}</td>" in table and "#src-can-tho-bhyt-change-2022-06-30" in table
    assert "up to date" in project.make("report", PROVINCE="can-tho").stdout
    # Whatever the shell has exported.
    done = project.run("python", "-m", "baophu", "reports", "can-tho", BAOPHU_OFFICE_RECORDS="x")
    assert done.returncode == 0, done.stderr
    assert "office-changes" not in page.read_text("utf-8")


def test_synthetic_records_in_the_place_of_an_office_are_no_numbers_of_it(records, office, monkeypatch):
    changes = baophu.province("can-tho", "en").changes()
    monkeypatch.setattr(office_changes, "open_records", lambda *_, **__: records)
    assert office_changes.office_changes("can-tho", changes, "en").blocks == ()
    monkeypatch.setattr(office_changes, "open_records", lambda *_, **__: office)
    table, note = office_changes.office_changes("can-tho", changes, "en").blocks
    assert len(table.rows) == 1 and table.caption.startswith("The office's own numbers")
    assert "Only a report built on the office's machine" in note.text()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_the_page_fits_the_screen(browser, page, tmp_path, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "synthetic.html"
    file.write_text(page("synthetic", "vi" if width == 360 else "en"), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    shown, requests = context.new_page(), []
    shown.on("request", lambda request: requests.append(request.url))
    shown.goto(file.as_uri())
    found = axe.run(shown, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]] == []
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert set(requests) == {file.as_uri()}
    assert shown.locator(".mark").is_visible()
    shown.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    assert shown.locator(".mark").bounding_box()["y"] >= 0
    context.close()
