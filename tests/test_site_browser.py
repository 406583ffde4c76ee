"""The site in a real browser: what a person does there, from search to the place in the text."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.site import IMAGE, PLAN_ROWS, SCRIPT, publish, write_site_documents

PROGRAM = Path(sys.executable).with_name("zhospar")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PATIENCE = 15_000  # milliseconds: the machine may be busy with other tests


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served, by the command that people use."""
    folder = tmp_path_factory.mktemp("site")
    output = publish(folder / "outputs", write_site_documents(folder / "documents"))
    command = [PROGRAM, "serve", "--port", "0", "--output-dir", str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, f"The site does not start: {said}"
        yield found[0]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("No Chromium is installed: run apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """A fresh page; any fault in a script of ours fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1300, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    yield opened
    context.close()
    assert faults == []


def read(page: Page, title: str) -> None:
    """Open a document's reading page from the start page."""
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("aside.rows")).to_be_visible(timeout=PATIENCE)


def test_search_in_kazakh_leads_to_the_place(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill("китапханалар")  # without Kazakh letters
    page.keyboard.press("Enter")
    hits = page.locator("ol.hits li")
    expect(hits.first).to_contain_text("ітапхана", timeout=PATIENCE)
    assert "ітапхана" in hits.locator("mark").first.inner_text()
    page.locator("#kind").select_option("action")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    expect(hits.first.locator("span.quiet").first).to_have_text("action")
    hits.first.get_by_role("link").click()
    expect(page.locator("tr.action:target")).to_be_in_viewport(timeout=PATIENCE)


def test_facet_then_row_then_place_and_back(page: Page) -> None:
    page.goto("/zhospar/figures")
    page.locator(".facet-results").get_by_role("link", name="money", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text('kind = "money"')
    page.get_by_role("link", name="row", exact=True).first.click()
    key = page.url.rpartition("/")[2]
    expect(page.get_by_role("main")).to_contain_text("Cite")
    page.get_by_role("link", name="Its place in the text").click()
    place = page.locator(f"#m-{key}")
    expect(place).to_be_in_viewport(timeout=PATIENCE)
    place.click()
    row = page.locator(f"#r-{key}")
    expect(row).to_be_in_viewport(timeout=PATIENCE)
    row.get_by_role("link", name="record").click()
    expect(page).to_have_url(re.compile(f"/zhospar/figures/{key}$"))


def test_reading_page_leads_both_ways_by_keyboard(page: Page) -> None:
    read(page, "Самалда балаларға")
    page.get_by_text(re.compile(r"^Figures \(\d+\)$")).click()
    link = page.locator("aside.rows li[id^='r-figure'] a").first
    link.focus()
    page.keyboard.press("Enter")
    place = page.locator("a.mark:target")
    expect(place).to_be_in_viewport(timeout=PATIENCE)
    place.focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside.rows li:target")).to_be_in_viewport(timeout=PATIENCE)


def test_on_a_phone_the_list_is_a_drawer(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    page.get_by_role("link", name="2027 – 2030 жылдарға").first.click()
    drawer = page.locator("aside.rows")
    expect(drawer).to_be_hidden()
    page.get_by_role("link", name="Contents and findings").click()
    expect(drawer).to_be_in_viewport()
    assert serious_faults(page) == {}
    drawer.locator("details[open] li a").last.click()
    expect(drawer).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_findings_stand_beside_what_they_are_about(page: Page) -> None:
    read(page, "План мероприятий на 2030")
    note = page.locator(".note").first
    note.get_by_role("link").click()
    finding = page.locator("aside.rows li:target")
    expect(finding).to_be_in_viewport(timeout=PATIENCE)
    finding.get_by_role("link").first.click()
    expect(note).to_be_in_viewport(timeout=PATIENCE)


def test_a_plan_of_150_actions_stays_responsive(page: Page) -> None:
    began = time.monotonic()
    read(page, "План мероприятий на 2030")
    expect(page.locator("tr.action")).to_have_count(PLAN_ROWS)
    page.locator("#find").fill("номер 149 ")
    expect(page.locator("aside.rows li:visible")).to_have_count(1)
    page.locator("aside.rows li:visible a").first.click()
    expect(page.locator("tr.action:target")).to_contain_text("номер 149")
    assert time.monotonic() - began < PATIENCE / 1000


def test_a_document_of_250_000_characters_stays_responsive(page: Page) -> None:
    began = time.monotonic()
    read(page, "Ауданның ұзақ есебі")
    page.get_by_text(re.compile(r"^Figures \(")).click()
    page.locator("aside.rows li[id^='r-figure']").last.get_by_role("link").first.click()
    expect(page.locator("a.mark:target")).to_be_in_viewport(timeout=PATIENCE)
    assert time.monotonic() - began < PATIENCE / 1000
    assert page.evaluate(TIME_TO_SCROLL) < 1000


TIME_TO_SCROLL = """() => new Promise(done => {
  const began = performance.now();
  scrollTo(0, document.body.scrollHeight / 2);
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})"""

PATHS = {
    "start": "/",
    "tables": "/zhospar",
    "table": "/zhospar/actions?_facet=document_id",
    "question": "/zhospar/figures_about?about=балалар",
    "search": "/-/search?q=кітапхана",
    "plan": "/plan?year=2030",
    "figures": "/figures?q=библиотека",
    "pictures": "/-/pictures",
}


@pytest.mark.parametrize("name", [*PATHS, "row", "reading"])
def test_axe_finds_no_serious_fault(page: Page, name: str) -> None:
    if name == "reading":
        read(page, "2027 – 2030 жылдарға")
    elif name == "row":
        page.goto(PATHS["table"])
        page.get_by_role("link", name="row", exact=True).first.click()
    else:
        page.goto(PATHS[name])
    assert serious_faults(page) == {}


def serious_faults(page: Page) -> dict[str, list[str]]:
    return {
        fault["id"]: [node["html"] for node in fault["nodes"]][:5]
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
    }


def test_markup_in_documents_is_shown_as_text(page: Page) -> None:
    read(page, "План действий")
    for text in (SCRIPT, IMAGE):
        expect(page.locator("main").get_by_text(text).first).to_be_visible()
    action = page.locator("aside.rows li[id^='r-action']")
    expect(action).to_contain_text(SCRIPT)
    (document,) = re.findall(r"/-/read/([\w-]+)", page.url)
    for path in (
        "/",
        f"/zhospar/actions?document_id={document}",
        f"/zhospar/passages?document_id={document}",
        "/zhospar/actions_without_money",
        f"/-/search?q=школ&document_id={document}",
        f"/-/pictures?document_id={document}",
    ):
        page.goto(path)
        page.wait_for_load_state()
        assert page.evaluate("window.hacked") is None, path
        expect(page.locator("body")).to_contain_text("script>window.hacked")
    page.goto(f"/-/search?q={SCRIPT}")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value(SCRIPT)
    assert page.evaluate("window.hacked") is None


def test_pictures_are_drawn(page: Page) -> None:
    page.goto("/-/pictures")
    for name in ("indicators", "deadlines", "money", "kinds"):
        expect(page.locator(f"#{name} svg").first).to_be_visible(timeout=PATIENCE)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
