"""The text canvas: what is opened stays what it was, what is written becomes Markdown, what is pasted is cleaned."""

import base64
import itertools
import random
import re

import pytest
import yaml
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from explainer.desk.canvas import canvas_pieces
from tests.browser.reader import TWO_FRAMES
from tests.conftest import FIXTURES
from tests.factories import cite, make_article, make_picture

READY = "async () => (await (await import(document.querySelector(\"script[src*='/desk/canvas.']\").src)).ready)[0]"
LOAD = """async (texts) => {
    const canvas = await (READY)(), changed = [];
    for (const text of texts) {
        canvas.area.value = text;
        await canvas.refresh();
        if (canvas.markdown !== text || canvas.area.value !== text) changed.push([text, canvas.markdown]);
    }
    return changed;
}""".replace("READY", READY)
BLOCKS = """A line of *words* and **more**.|## A heading|- one¶- two¶    - within|1. first¶2. second|> A quotation
A note[^1] here.|[^1]: Its text.|***|    code|<div>raw</div>|Words  ¶broken|[linked](https://example.org/a_b)|5 * 3, a_b
\\*not so\\*|* other¶* bullets|Setext¶---|a -- b ...|- loose¶¶- list|[x]: https://example.org/|*[NATO]: The alliance
`code` and &amp; &nbsp;|Term¶: Its meaning|#MeToo|_under_ __strong__|+ plus|1) paren|![alt](/media/x.png "Title")
![1968](/media/x.png)|![a [b]](/media/x.png#wide "Said | By whom")|![x](/m.png "| By")|see ![4](/m.png "5") [x](/a "5")
Ünïcödé 東京 🎉|a\tb| lead|trail  |¦ a ¦ b ¦¶¦---¦---¦¶¦ 1 ¦ 2 ¦"""
BLOCKS = [block.replace("¶", "\n").replace("¦", "|") for line in BLOCKS.splitlines() for block in line.split("|")]


def texts():
    """All of the demonstration's, and 200 made of every construct in every neighbourhood."""
    found = []
    for path in sorted(FIXTURES.rglob("*.yaml")):
        rows = yaml.safe_load(path.read_text())
        for row in rows if isinstance(rows, list) else [rows]:
            found += [row[name] for name in ("body", "reasoning") if row.get(name)]
    chance = random.Random(14)
    for number in range(200):
        blocks = [BLOCKS[number % len(BLOCKS)], *chance.choices(BLOCKS, k=chance.randint(1, 5))]
        gaps = chance.choices(["\n\n", "\n\n", "\n\n\n", "\n \n", "\n"], k=len(blocks))
        ends = chance.choice(["", "", "\n", "\n\n"])
        found.append("".join(itertools.chain(*zip(blocks, gaps, strict=True))).rstrip("\n") + ends)
    return found


@pytest.fixture
def article(transactional_db):
    return make_article("One line.\n\n* other\n* bullets\n\nLast.", state="draft")


def canvas_of(desk, article, **options):
    page = desk(f"/admin/explainer/article/{article.pk}/change/", **options).page
    text = page.locator(".canvas-text > [contenteditable]")
    expect(text).to_be_visible()
    page.evaluate(f"async () => {{ await ({READY})(); }}")
    return page, text


def put_caret(page, text, words):
    """Click on a paragraph, and wait until the editor knows of it and has put the caret back."""
    text.get_by_text(words).click()
    inside = "(editor, words) => editor.isFocused && editor.state.selection.$from.parent.textContent === words"
    page.wait_for_function(f"async (words) => ({inside})((await ({READY})()).editor, words)", arg=words)
    page.evaluate(TWO_FRAMES)


def stored(page):
    return page.locator("#id_body").input_value()


def straight(editor):
    """Answers the canvas by the desk's own view, without a sign-in and a server for each of five hundred questions."""

    def answer(route):
        asked = route.request
        request = RequestFactory().generic("POST", "/", asked.post_data_buffer, asked.headers["content-type"])
        request.user = editor
        answered = canvas_pieces(request)
        route.fulfill(status=answered.status_code, body=answered.content, content_type="application/json")

    return answer


def test_opening_changes_no_character_of_any_text(desk, editor, article):
    page, _text = canvas_of(desk, article)
    page.route(f"**{reverse('admin:explainer_canvas_pieces')}", straight(editor))
    found = texts()
    assert len(found) > 240
    assert page.evaluate(LOAD, found) == []


def test_looking_at_a_form_is_no_change_of_it(desk, article):
    """Nothing is told to be changed, so nothing saves itself and no working copy begins."""
    cite(article)
    count = "window.told = 0; addEventListener('desk:changed', () => window.told++, true)"
    page, text = canvas_of(desk, article, before=lambda page: page.add_init_script(count))
    page.wait_for_function("() => document.querySelector('.select2')")
    assert page.evaluate("told") == 0
    text.click()
    page.keyboard.type("x")
    assert page.evaluate("told") > 0


def test_what_is_typed_changes_its_own_paragraph_alone(desk, article):
    never = "const real = setTimeout; setTimeout = (f, ms, ...more) => (ms === 1500 ? 0 : real(f, ms, ...more))"
    page, text = canvas_of(desk, article, before=lambda page: page.add_init_script(never))  # saves by Ctrl+S alone
    put_caret(page, text, "Last.")
    page.keyboard.press("End")
    page.keyboard.type(" Then ")
    page.keyboard.press("Control+b")
    page.keyboard.type("5 * 3")
    page.keyboard.press("Control+b")
    expect(text).to_have_attribute("lang", "en-gb")
    page.keyboard.type(" a <b> of [^x]")
    assert stored(page) == "One line.\n\n* other\n* bullets\n\nLast. Then **5 * 3** a &lt;b> of [^x]"
    page.keyboard.press("Control+s")
    expect(page.locator(".autosaved")).to_contain_text("Saved at")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"async () => !(await ({READY})()).editor.commands.undo()")
    assert stored(page) == "One line.\n\n* other\n* bullets\n\nLast."


def test_tools_make_markdown_and_markdown_is_one_key_away(desk, article):
    page, text = canvas_of(desk, article)
    put_caret(page, text, "One line.")
    page.keyboard.press("Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.wait_for_function(f"async () => (await ({READY})()).editor.state.selection.to === 4")  # no hand is faster
    page.get_by_role("button", name="Link").click()
    page.get_by_label("Address of the link").fill("example.org/a")
    page.keyboard.press("Enter")
    put_caret(page, text, "Last.")
    page.keyboard.press("End")
    page.get_by_role("button", name="Heading", exact=True).click()
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("From the archive.")
    begun = "[One](https://example.org/a) line.\n\n* other\n* bullets"
    assert stored(page) == f"{begun}\n\n## Last.[^1]\n\n[^1]: From the archive."
    page.keyboard.press("Control+Alt+m")
    area = page.locator("#id_body")
    expect(area).to_be_focused()
    area.fill("## Other\n\nwords")
    page.keyboard.press("Control+Alt+m")
    expect(text.get_by_role("heading", name="Other")).to_be_visible()
    assert stored(page) == "## Other\n\nwords"


PASTES = [
    (  # Google Docs: its wrapper, its styles, its links, its lists within lists
        '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Bold</span> and '
        '<a href="https://www.google.com/url?q=https://example.org/x&amp;s=D"><i>link</i>'
        "</a></p>"
        "<ul><li><p>one</p></li><ul><li><p>within</p></li></ul></ul></b>",
        "**Bold** and [*link*](https://example.org/x)\n\n- one\n    - within",
    ),
    ('<h1 style="color:red">Head</h1><p onclick="x()">Text<script>1</script><img src="/t.gif"></p>', "## Head\n\nText"),
    (  # Outlook
        '<p><a href="https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fy&amp;data=05">y</a> '
        '<a href="https://a.safelinks.protection.outlook.com/?url=javascript:x">z</a></p>',
        "[y](https://example.org/y) [z](https://a.safelinks.protection.outlook.com/?url=javascript:x)",
    ),
    ("<p class=MsoNormal><i>so</i> <u>plain</u></p><blockquote><p>quoted</p></blockquote>", "*so* plain\n\n> quoted"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), PASTES)
def test_what_is_pasted_keeps_what_a_text_may_have(desk, article, html, markdown):
    page, text = canvas_of(desk, article)
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    text.evaluate(
        """(text, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        html,
    )
    assert stored(page) == markdown


def hand_over(text, how, name="tank.png"):
    """Paste or drop a picture's file on the canvas, as a browser does."""
    content = base64.b64encode(make_picture().read()).decode()
    text.evaluate(
        """(text, [how, name, content]) => {
            const data = new DataTransfer(), bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
            data.items.add(new File([bytes], name, { type: "image/png" }));
            const { x, y } = text.lastElementChild.getBoundingClientRect();
            const place = { clientX: x + 5, clientY: y + 5, bubbles: true, cancelable: true };
            text.dispatchEvent(how === "drop" ? new DragEvent("drop", { dataTransfer: data, ...place })
                : new ClipboardEvent("paste", { clipboardData: data, ...place }));
        }""",
        [how, name, content],
    )


def test_pictures_are_chosen_dropped_and_pasted(desk, article, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page, text = canvas_of(desk, article)
    put_caret(page, text, "One line.")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture", exact=True).click()
    chooser.value.set_files({"name": "t.png", "mimeType": "image/png", "buffer": make_picture().read()})
    alt = page.get_by_label("What it shows")
    expect(alt).to_be_focused()
    expect(text.locator("figure[data-lacks]")).to_have_count(1)
    alt.fill("A tank")
    page.get_by_label("Caption", exact=True).fill("In May")
    page.get_by_label("Credit", exact=True).fill("A. Tesař")
    page.get_by_label("Wider than the text").check()
    page.keyboard.press("Enter")
    expect(text.locator("figure.outset img")).to_have_js_property("naturalWidth", 40)
    hand_over(text, "paste")
    expect(text.locator("figure")).to_have_count(2)
    page.get_by_role("button", name="Picture away").click()
    expect(text.locator("figure")).to_have_count(1)
    hand_over(text, "drop")
    expect(text.locator("figure")).to_have_count(2)
    page.keyboard.press("Escape")
    one = r"!\[A tank]\(/media/pictures/\w+\.png#wide \"In May \| A. Tesař\"\)"
    dropped = r"!\[]\(/media/pictures/\w+\.png\)"
    assert re.fullmatch(rf"One line\.\n\n{one}\n\n\* other\n\* bullets\n\nLast\.\n\n{dropped}", stored(page))


def test_what_is_no_picture_is_said(desk, article):
    page, _text = canvas_of(desk, article)
    page.locator(".canvas > input[type=file]").set_input_files(
        {"name": "t.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.locator(".canvas-tools .refused")).to_contain_text("This is no picture that pages can show.")
    assert stored(page) == article.body


def test_it_finds_and_replaces(desk, article):
    page, text = canvas_of(desk, article)
    text.click()
    page.keyboard.press("Control+Shift+h")
    page.get_by_label("Find", exact=True).fill("O")
    expect(page.locator(".canvas-tools .row [role=status]")).to_have_text("2 found")
    page.get_by_label("Replace by").fill("0")
    page.get_by_role("button", name="Replace all").click()
    assert stored(page) == "0ne line.\n\n- 0ther\n- bullets\n\nLast."


def test_without_scripts_the_plain_text_area_is_there(desk, article):
    page = desk(f"/admin/explainer/article/{article.pk}/change/", js=False).page
    expect(page.get_by_label("Text:", exact=True)).to_have_value(article.body)
