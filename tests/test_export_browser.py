"""The HTML report in a real browser. Nothing is downloaded: the system's chromium is driven."""

import pytest
from data.contract.contract_notebook import executed

from baophu.export.run import export


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "synthetic.html"
    path.write_bytes(export(executed(), "baophu.export.html.exporter:BaophuHTMLExporter"))
    return path


@pytest.fixture
def opened(browser, report):
    """Open the report offline; afterwards nothing may have been requested or complained about."""
    contexts, requests, messages = [], [], []

    def open_page(width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(report.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert set(requests) == {report.as_uri()} and messages == []


def test_page_is_read_without_a_script_or_a_request(opened):
    page = opened(java_script_enabled=False)
    assert page.title().startswith("Tỉnh Thử Nghiệm")
    assert page.locator("figure.chart svg").count() == 2


def test_page_never_scrolls_sideways(opened):
    page = opened()
    for width in (360, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_chart_stays_legible_on_a_phone(opened):
    page = opened(360)
    panel = page.locator(".chart-panel").first
    assert panel.evaluate("panel => panel.scrollWidth > panel.clientWidth")
    assert panel.locator("svg").bounding_box()["width"] >= 560


def test_first_tab_stop_skips_to_the_content(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_point_of_a_chart_leads_to_its_source_by_mouse_and_keyboard(opened):
    page = opened()
    page.locator('figure.chart a[*|href="#src-b2"]').first.click()
    page.wait_for_url("**#src-b2")
    assert page.locator("#src-b2").evaluate("entry => entry.matches(':target')")
    page.locator('figure.chart a[*|href="#src-b3"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#src-b3")


def test_entry_leads_back_to_its_point_without_a_script(opened):
    page = opened(java_script_enabled=False)
    page.goto(page.url + "#src-b4")
    page.locator("#src-b4 .back").first.click()
    point = page.locator("g:target")
    assert point.count() == 1
    box = point.bounding_box()
    assert 0 <= box["y"] <= 900 - box["height"]


def test_sentence_is_copied_and_said_to_be(opened):
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button.copy").first
    button.focus()
    page.keyboard.press("Enter")
    said = page.locator("#said[role=status]")
    said.filter(has_text="Đã sao chép").wait_for(state="attached")
    sentence = page.locator(".sentence").first.inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == sentence
    assert page.evaluate("document.activeElement.className") == "copy"


def test_button_is_not_there_without_a_script_but_the_sentence_is(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("button.copy").first.is_hidden()
    assert page.locator(".sentence").first.is_visible()


def test_point_says_its_words_to_the_keyboard_until_escape(opened):
    page = opened()
    page.locator("figure.chart a").first.focus()
    page.keyboard.press("Tab")
    tip = page.locator(".tip")
    assert tip.is_visible() and tip.inner_text() == "31/12/2015: 72,0%"
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_first_touch_of_a_point_says_its_words_and_the_second_leads_to_its_source(opened):
    page = opened(360, has_touch=True)
    point = page.locator('figure.chart a[href="#src-b1"]').first
    point.tap()
    assert page.locator(".tip").inner_text().splitlines() == ["31/12/2010: 61,2%", "Chạm lần nữa để tới nguồn."]
    assert "#" not in page.url
    point.tap()
    page.wait_for_url("**#src-b1")


def test_chart_tells_a_phone_that_it_goes_on(opened):
    assert opened(360).locator(".hint").first.is_visible()
    assert opened(1280).locator(".hint").first.is_hidden()


def test_chart_is_dark_on_dark_paper_and_light_in_print(opened):
    page = opened(color_scheme="dark")
    text = page.locator("figure.chart svg text").first
    fill = "text => getComputedStyle(text).fill"
    on_screen = text.evaluate(fill)
    page.emulate_media(media="print")
    assert text.evaluate(fill) != on_screen
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"


def test_print_leaves_out_what_only_a_screen_can_do(opened):
    page = opened()
    page.emulate_media(media="print")
    for name in (".copy", ".hint", ".ways", "details.code", ".skip"):
        assert all(not place.is_visible() for place in page.locator(name).all()), name
    assert page.locator(".sentence").first.is_visible()


def test_landmarks_headings_and_charts_have_names(opened):
    page = opened()
    tree = page.locator("body").aria_snapshot()
    assert "- main:" in tree and '- navigation "Nội dung"' in tree
    assert 'heading "Tỉnh Thử Nghiệm" [level=1]' in tree
    assert 'group "Biểu đồ điểm: bốn số liệu' in tree
    assert 'table "Số liệu công bố, theo ngày"' in tree
    # Playwright's own tree leaves the links of a drawing out; the browser's has them.
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = {node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "link"}
    assert "31/12/2010: 61,2%" in links


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(opened, scheme):
    poor = opened(color_scheme=scheme).evaluate(CONTRAST)
    assert poor == []


CONTRAST = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('main *:not(svg *)')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own) continue;
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(poor)];
}"""
