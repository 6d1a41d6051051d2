"""A line of time that is walked: by the mouse, by Tab and by the arrow keys, on the page and in a frame."""

import pytest

PLACES = ["timeline/", "/embed/timelines/mi6-invites-russians/"]
MARKS = ".line svg a"


@pytest.fixture(params=PLACES, ids=["page", "embed"])
def line(visit, story, request):
    """A page with a line of time."""
    return visit(request.param if request.param.startswith("/") else story + request.param)


def titles(line):
    return line.page.locator(f"{MARKS} title").evaluate_all("all => all.map(title => title.textContent)")


def focused(line):
    """The number of the mark that has the focus, from 0; -1 if none has."""
    return line.page.evaluate(f"[...document.querySelectorAll('{MARKS}')].indexOf(document.activeElement)")


def tinted(line):
    """The numbers of the dates in the list that are tinted."""
    return line.page.locator(".timeline li").evaluate_all(
        "all => all.flatMap((date, at) => ('on' in date.dataset ? [at] : []))"
    )


def told(line):
    return line.page.locator(".readout").text_content()


def test_what_the_mouse_is_on_is_told_below_and_tinted_in_the_list(line):
    words = titles(line)
    assert (told(line), tinted(line)) == ("", [])
    for at in (0, len(words) - 1):
        line.page.locator(MARKS).nth(at).dispatch_event("mouseover")
        assert (told(line), tinted(line)) == (words[at], [at])
    x, y = (
        line.page.locator(MARKS)
        .nth(0)
        .evaluate(
            "mark => { const box = mark.querySelector('circle, rect').getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; }"
        )
    )
    line.page.mouse.move(x, y)
    assert tinted(line) == [0]


def test_each_date_of_the_list_is_that_of_its_mark(line):
    """The list's words are those of the title, which begins with the date."""
    dates = line.page.locator(".timeline li").evaluate_all(
        "all => all.map(date => date.querySelector('time, .time').textContent)"
    )
    assert [title.startswith(date) for title, date in zip(titles(line), dates, strict=True)] == [True] * len(dates)


def test_tab_comes_to_one_mark_alone_and_tells_of_it(line):
    words = titles(line)
    stops = 0
    for _ in range(60):
        line.page.keyboard.press("Tab")
        if focused(line) >= 0:
            stops += 1
            assert (told(line), tinted(line)) == (words[focused(line)], [focused(line)])
        elif stops:
            break
    assert stops == 1


def test_arrow_keys_home_and_end_move_along_it_and_stop_at_its_ends(line):
    last = len(titles(line)) - 1
    line.page.locator(MARKS).first.focus()
    for key, expected in [
        ("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", last), ("ArrowRight", last),
        ("Home", 0),
    ]:  # fmt: skip
        line.page.keyboard.press(key)
        assert focused(line) == expected, key
        assert (told(line), tinted(line)) == (titles(line)[expected], [expected])
    line.page.keyboard.press("End")
    stops = line.page.locator(MARKS).evaluate_all("all => all.map(mark => mark.getAttribute('tabindex'))")
    assert stops == ["-1"] * last + ["0"]


def test_keys_of_the_browser_stay_the_browser_s(line):
    line.page.locator(MARKS).first.focus()
    for keys in ("Control+End", "Control+ArrowRight"):
        line.page.keyboard.press(keys)
        assert focused(line) == 0
    line.page.keyboard.press("ArrowDown")
    assert focused(line) == 0


def test_enter_leads_to_the_card(visit, story):
    line = visit(f"{story}timeline/")
    line.page.locator(MARKS).first.focus()
    line.page.keyboard.press("End")
    where = line.page.locator(MARKS).last.get_attribute("href")
    line.page.keyboard.press("Enter")
    line.went_to(where)
    assert "#card-" in where


@pytest.mark.parametrize("path", PLACES, ids=["page", "embed"])
def test_without_scripts_every_mark_leads_there_and_the_list_says_the_same(visit, story, path):
    line = visit(path if path.startswith("/") else story + path, js=False)
    links = line.page.locator(MARKS)
    assert all(link.get_attribute("href") for link in links.all())
    assert line.page.locator(".timeline li").count() == links.count()
