"""The reader's walk in the engines of Safari and Firefox: by mouse, by keyboard, by address, thirty cards in turn,
by finger, and on paper."""

import base64
import re
import shutil
import subprocess

import pytest
from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.engines import firefox, webkit
from tests.browser.reader import PATIENCE
from tests.browser.test_in_sequence import SEEN, TO_THE_MIDDLE

FRAMES = (
    "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()));"
)


@pytest.fixture(scope="module", params=[webkit, firefox], ids=["Safari's engine", "Firefox"])
def driver(request, site):
    with request.param() as driver:
        yield driver


@pytest.fixture
def page(driver, site, story):
    """The story in a wide window, at rest."""
    return Page(driver, site + story)


class Page:
    def __init__(self, driver, address, width=1440):
        self.driver = driver
        driver.set_window_size(width, 900)
        driver.get("about:blank")
        driver.get(address)
        self.until("return document.readyState === 'complete'")
        self.settled()

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def until(self, script, *values):
        WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda driver: driver.execute_script(script, *values))

    def settled(self):
        self.driver.execute_async_script(FRAMES)

    def markers(self):
        """The first piece of the marker of each card, in the order of the cards."""
        return self.run("""return [...document.querySelectorAll(".cards details.card .inner")].map((inner) =>
            document.querySelector(`.marker[data-annotation="${inner.dataset.annotation}"]`))""")

    def cards(self):
        return self.driver.find_elements(By.CSS_SELECTOR, ".cards details.card")

    def opened(self):
        cards = self.run("return [...document.querySelectorAll('.cards details.card')].map((card) => card.open)")
        return [number for number, is_open in enumerate(cards, start=1) if is_open]

    def press(self, key):
        ActionChains(self.driver).send_keys(key).perform()


def test_a_card_opens_is_read_on_and_closes_by_mouse(page):
    page.markers()[0].click()
    card = page.cards()[0]
    page.until("return arguments[0].open", card)
    card.find_element(By.CSS_SELECTOR, ".more > a").click()
    page.until("return arguments[0].querySelector('.text')?.checkVisibility()", card)
    card.find_element(By.CSS_SELECTOR, ".close").click()
    page.until("return !arguments[0].open && !location.hash", card)


def test_the_keyboard_goes_in_and_escape_comes_back(page):
    marker = page.markers()[1]
    page.run("arguments[0].focus()", marker)
    page.press(Keys.ENTER)
    page.until("return arguments[0].open", page.cards()[1])
    page.press(Keys.TAB)
    assert page.run("return arguments[0].contains(document.activeElement)", page.cards()[1])
    page.press(Keys.ESCAPE)
    page.until("return !arguments[0].open", page.cards()[1])
    assert page.run("return document.activeElement === arguments[0]", marker)


def test_an_address_opens_its_card_and_back_closes_what_was_opened_since(page, driver, site, story):
    third = page.run("return document.querySelectorAll('.cards .inner')[2].id")
    page = Page(driver, f"{site}{story}#{third}")
    assert page.opened() == [3]
    page.markers()[4].click()
    page.until("return arguments[0].open && location.hash !== arguments[1]", page.cards()[4], f"#{third}")
    driver.back()
    page.until("return !arguments[0].open", page.cards()[4])
    assert page.opened() == [3]
    page.until("return location.hash === arguments[0]", f"#{third}")


@pytest.mark.parametrize("width", [1440, 700])
def test_every_card_comes_into_view_at_its_words(driver, site, story, width):
    page, found = Page(driver, site + story, width), []
    wide = page.run("return matchMedia('(min-width: 73.75em)').matches")
    for number, (marker, card) in enumerate(zip(page.markers(), page.cards(), strict=True), start=1):
        before = page.run(f"return ({TO_THE_MIDDLE})(arguments[0])", marker)
        page.run("arguments[0].click()", marker)
        page.settled()
        seen = page.run(f"return ({SEEN})([arguments[0], arguments[1]])", marker, card)
        moved = seen["line"] + seen["scroll"] - before["top"] - before["scroll"]
        beside = -1 <= seen["top"] - seen["line"] <= 1
        below = 0 <= seen["top"] - seen["paragraph"] <= 40
        if not (seen["open"] and seen["shown"] and seen["words"] and abs(moved) < 1 and (beside if wide else below)):
            found.append((number, seen))
    assert found == []


def test_the_mark_of_a_claim_is_drawn_after_bold_words(driver, site, tmp_path):
    page = Page(driver, f"{site}/articles/bold/")
    marker = page.markers()[2]
    page.run("arguments[0].style.textDecoration = 'none'; arguments[0].style.color = 'transparent'", marker)
    box = page.run("const b = arguments[0].getClientRects()[0]; return [b.left, b.top, b.right, b.bottom]", marker)
    driver.save_screenshot(str(tmp_path / "page.png"))
    drawn = Image.open(tmp_path / "page.png").convert("RGB").crop(tuple(map(round, box)))
    colours = {colour: count for count, colour in drawn.getcolors(1 << 16)}
    hue = (139, 61, 20)  # --claim in tokens.css, by day
    near = [
        count for colour, count in colours.items() if max(abs(a - b) for a, b in zip(colour, hue, strict=True)) < 40
    ]
    assert 10 <= sum(near) <= 200, colours  # pixels of a mark of some 7 by 7


HOST = """<!doctype html><title>A news site</title><p>Its own words.</p>
<iframe src="{site}/embed/notes/wagner-mutiny/" title="Note" width="600" height="262" frameborder="0"></iframe>
<script async src="{site}/embed.js"></script>"""


def test_an_embed_grows_with_what_is_opened_in_it_and_shrinks_again(driver, site, tmp_path):
    (tmp_path / "host.html").write_text(HOST.format(site=site))
    page = Page(driver, f"file://{tmp_path}/host.html")
    frame = driver.find_element(By.TAG_NAME, "iframe")
    height = "return arguments[0].getBoundingClientRect().height"
    page.until("return arguments[0].getBoundingClientRect().height !== 262", frame)
    before = page.run(height, frame)
    driver.switch_to.frame(frame)
    fold = driver.find_element(By.CSS_SELECTOR, "details > summary")
    fold.click()
    driver.switch_to.default_content()
    page.until("return Math.abs(arguments[0].getBoundingClientRect().height - arguments[1]) > 20", frame, before)
    driver.switch_to.frame(frame)
    fold.click()
    driver.switch_to.default_content()
    page.until("return Math.abs(arguments[0].getBoundingClientRect().height - arguments[1]) < 1", frame, before)


# What paper gets, on the screen: the rules for it hold, those for screens don't.
AS_ON_PAPER = """
const turned = (rules) => [...rules].forEach((rule) => {
    const asked = rule.media?.mediaText ?? "";
    if (/\\bprint\\b/.test(asked)) rule.media.mediaText = "all";
    else if (/\\bscreen\\b|min-width/.test(asked)) rule.media.mediaText = "not all";
});
[...document.styleSheets].forEach((sheet) => (sheet.media.mediaText = "all", turned(sheet.cssRules)));
window.dispatchEvent(new Event("beforeprint"));
"""
ON_PAPER = """return [...document.querySelectorAll(".cards details.card")].map((card) => [
    getComputedStyle(card.querySelector("summary"), "::before").content.replace(/[^0-9]/g, ""),
    card.querySelector(".inner > p").getBoundingClientRect().height > 0,
    getComputedStyle(card.querySelector(".more")).display,
])"""


def test_paper_has_every_card_as_a_numbered_endnote(page):
    page.run(AS_ON_PAPER)
    found = page.run(ON_PAPER)
    assert len(found) >= 30
    assert [
        number for number, (told, is_seen, more) in enumerate(found, start=1) if not is_seen or more != "none"
    ] == []


# Some glyphs of the text face have no letter in the PDF of Firefox: what is left of words without them.
UNTOLD = re.compile(r"[^a-zA-Z]|[ATfhijlt]")


def test_what_is_printed_has_the_cards(page, driver, tmp_path):
    if driver.name != "firefox":
        return  # WebKitWebDriver 2.50 has no command to print (its table of them has no /print): see the test above
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    wanted = page.run(
        "return [...document.querySelectorAll('.cards .inner > p:first-child')].map((p) => p.textContent)"
    )
    (tmp_path / "page.pdf").write_bytes(base64.b64decode(driver.print_page()))
    command = ["pdftotext", "-raw", tmp_path / "page.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    numbers = re.findall(r"(?m)^\f?(\d+)\.\W*(?:Background|Claim)\b", text)
    assert numbers == [str(number) for number in range(1, len(wanted) + 1)]
    printed = UNTOLD.sub("", text)
    assert [words for words in wanted if UNTOLD.sub("", words)[:20] not in printed] == []
    assert page.opened() == []  # as it was before


def test_a_finger_opens_a_card_and_a_second_tap_at_once_leaves_it_open(driver, site, story):
    page = Page(driver, site + story, 700)
    marker = page.markers()[1]
    page.run(f"({TO_THE_MIDDLE})(arguments[0])", marker)
    box = page.run("const b = arguments[0].getClientRects()[0]; return [b.left + 3, b.top + b.height / 2]", marker)
    actions = ActionBuilder(driver, mouse=PointerInput("touch", "finger"))
    for _ in range(2):
        actions.pointer_action.move_to_location(*map(round, box)).pointer_down().pointer_up()
    page.run("window.taps = []; addEventListener('click', (event) => taps.push(event.timeStamp), true)")
    for _ in range(5):
        actions.perform()
        page.until("return taps.length === 2")
        if page.run("const [first, second] = taps.splice(0); return second - first < 500"):
            break  # else a busy machine was late: those were two taps, which open and close
    page.until("return arguments[0].open", page.cards()[1])
    page.settled()
    assert page.opened() == [2]
    page.until("return location.hash")
    driver.back()
    page.until("return !arguments[0].open", page.cards()[1])
