"""The screen for annotating is accessible in every state, on a telephone, a tablet and a desk, light and dark."""

import pytest
from django.conf import settings

from tests.browser.test_accessibility import AXE
from tests.desk_browser.test_annotating import BODY, SELECT, address, marker, module
from tests.factories import annotate, make_article, make_claim, make_note

LOOKS = [(360, False), (768, True), (1440, False), (1440, True)]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts")
def test_it_is_accessible_in_every_state(desk, transactional_db):
    article = make_article(BODY, title="The chief speaks", standfirst="In Prague.")
    make_note(title="Prague")
    card = annotate(article, "silently appalled", make_claim(state="draft"))
    annotate(article, "was hit in July", make_note())
    article.body = BODY.replace("was hit in July", "stood")
    article.save()
    reader = desk(address(article))
    page = reader.page
    page.evaluate(AXE.read_text())
    start = article.text.index("Russians")
    states = {
        "at rest": lambda: None,
        "words chosen": lambda: (page.evaluate(SELECT, [start, start + 8]), page.wait_for_selector(".offers li")),
        "a new note": lambda: page.get_by_text("New note", exact=True).click(),
        "a card held": lambda: (
            page.keyboard.press("Escape"),
            marker(page, card).focus(),
            page.keyboard.press("Enter"),
        ),
        "a decision": lambda: (page.keyboard.press("Escape"), page.keyboard.press("n")),
        "a problem": lambda: page.evaluate(
            f"async () => {module('queue')}.send({{ choice: 'remove', annotation: '0' }})"
        ),
        "the keys": lambda: page.keyboard.press("?"),
    }
    found = {}
    for state, reach in states.items():
        reach()
        reader.settled()
        for width, dark in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
            result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            wrong = [(each["id"], [node["html"] for node in each["nodes"]]) for each in result["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if wrong or wide:
                found[state, width, dark] = wrong or "wider than the window"
    assert found == {}
    assert reader.errors == []


@pytest.mark.parametrize("width", [360, 768])
def test_the_words_of_a_card_that_is_looked_at_stand_above_its_row(desk, transactional_db, width):
    """On a narrow screen the row comes up from the foot of the window, over whatever stands there."""
    article = make_article("\n\n".join([BODY] * 3), title="The chief speaks")
    card = annotate(article, "silently appalled", make_note(title="Prague"))
    page = desk(address(article), width=width, height=640, touch=True).page
    words = marker(page, card)
    words.evaluate("element => scrollBy(0, element.getBoundingClientRect().bottom - innerHeight + 20)")
    words.tap()
    row = page.locator(".card-row[data-held]")
    row.wait_for()
    box = words.bounding_box()
    assert box["y"] + box["height"] < row.bounding_box()["y"]
    assert box["y"] > page.locator("#bar").bounding_box()["height"]


def test_its_scripts_are_short():
    """Readers' scripts have a limit of their own (STYLE.md); the desk's are counted apart, each file by itself."""
    lengths = {
        path.name: len(path.read_text().splitlines()) for path in (settings.BASE_DIR / "static/js/desk").iterdir()
    }
    assert {name: length for name, length in lengths.items() if length > 150} == {}
