"""The address bar and the Back and Forward buttons."""

import pytest

SIZES = pytest.mark.parametrize("width", [360, 1440])


def open_cards(reader, *numbers):
    for number in numbers:
        reader.marker(number).focus()
        reader.page.keyboard.press("Enter")
    reader.hash()  # nobody goes Back before the card is painted


def back(reader):
    reader.page.evaluate(
        "() => new Promise(done => { addEventListener('popstate', done, {once: true}); history.back() })"
    )
    reader.stands()


def forward(reader):
    reader.page.evaluate(
        "() => new Promise(done => { addEventListener('popstate', done, {once: true}); history.forward() })"
    )
    reader.stands()


def leaves_with_one_step_back(reader):
    reader.page.go_back()
    return reader.page.url.endswith("/notes/")


@pytest.fixture
def come(visit, story):
    """A reader who came to the article from the library."""

    def come(width):
        reader = visit("/notes/", width=width)
        reader.page.goto(story)
        return reader

    return come


@SIZES
def test_the_address_follows_the_card_and_back_closes_it(come, width):
    reader = come(width)
    open_cards(reader, 2)
    assert reader.hash() == f"#card-{reader.id(2)}"
    back(reader)
    assert (reader.opened(), reader.hash()) == ([], "")
    assert leaves_with_one_step_back(reader)


@SIZES
def test_forward_opens_it_again(come, width):
    reader = come(width)
    open_cards(reader, 2)
    back(reader)
    forward(reader)
    assert (reader.opened(), reader.hash()) == ([2], f"#card-{reader.id(2)}")


@SIZES
def test_back_closes_several_one_by_one_from_the_last(come, width):
    reader = come(width)
    open_cards(reader, 1, 2, 3)
    seen = []
    for _ in range(3):
        back(reader)
        seen.append((reader.opened(), reader.hash()))
    assert seen == [([1, 2], f"#card-{reader.id(2)}"), ([1], f"#card-{reader.id(1)}"), ([], "")]
    assert leaves_with_one_step_back(reader)


@SIZES
@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (2, 1, 3), (3, 1, 2), (1, 3, 2)])
def test_closing_in_any_order_leaves_no_dead_step(come, width, order):
    reader = come(width)
    open_cards(reader, 1, 2, 3)
    for number in order:
        reader.card(number).evaluate("card => card.querySelector('.close').click()")
        reader.stands()
    assert (reader.opened(), reader.hash()) == ([], "")
    assert leaves_with_one_step_back(reader)


@SIZES
def test_back_skips_a_card_that_was_closed_by_hand(come, width):
    reader = come(width)
    open_cards(reader, 1, 2, 3)
    reader.card(2).evaluate("card => card.querySelector('.close').click()")
    back(reader)
    assert (reader.opened(), reader.hash()) == ([1], f"#card-{reader.id(1)}")
    back(reader)
    assert reader.opened() == []
    assert leaves_with_one_step_back(reader)


@SIZES
def test_closing_all_leaves_no_dead_step(come, width):
    reader = come(width)
    open_cards(reader, 1, 2)
    reader.page.get_by_text("Open all").click()
    reader.page.get_by_text("Close all").click()
    reader.stands()
    assert (reader.opened(), reader.hash()) == ([], "")
    assert leaves_with_one_step_back(reader)


@SIZES
def test_neither_closing_nor_back_moves_the_page(come, width):
    reader = come(width)
    open_cards(reader, 3)
    reader.settled()
    reader.page.evaluate("scrollBy(0, 40)")
    open_cards(reader, 2)
    reader.settled()
    reader.page.evaluate("scrollBy(0, -25)")
    before = reader.marker(2).bounding_box()
    back(reader)
    assert (reader.opened(), reader.marker(2).bounding_box()) == ([3], before)
    reader.page.evaluate("scrollBy(0, 30)")
    before = reader.marker(3).bounding_box()
    back(reader)
    assert (reader.opened(), reader.marker(3).bounding_box()) == ([], before)


@SIZES
def test_a_link_to_a_card_opens_it_in_view(visit, story, width):
    number = 12
    card = visit(story).id(number)
    reader = visit(f"{story}#card-{card}", width=width)
    reader.settled()
    assert reader.opened() == [number]
    assert reader.fragments() == [int(card)]
    top, bottom = reader.card(number).evaluate("card => [card.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < bottom * 0.7
    assert reader.card(number).locator(".inner > p").first.is_visible()
    reader.read_on(number)
    assert reader.page.locator(".more .text").is_visible()


@SIZES
def test_reloading_keeps_the_addressed_card_open(visit, story, width):
    reader = visit(story, width=width)
    open_cards(reader, 1, 3)
    reader.page.reload()
    reader.settled()
    assert reader.opened() == [3]
    back(reader)
    assert reader.opened() == []


@SIZES
def test_a_card_addressed_on_arrival_closes_like_any_other(visit, story, width):
    card = visit(story).id(2)
    reader = visit("/notes/", width=width)
    reader.page.goto(f"{story}#card-{card}")
    reader.card(2).locator(".close").click()
    assert (reader.opened(), reader.hash()) == ([], "")
    assert leaves_with_one_step_back(reader)
