"""What isn't drawn and what isn't the article is left out, said, and can be taken in."""

import pytest
from lxml.html import document_fromstring

from explainer.extracting import extract, extract_text, second_opinion, take_in
from explainer.extracting.choosing import choose
from explainer.extracting.leaves import part_into_leaves
from explainer.extracting.result import LeftOut
from tests.extracting.pieces import html_of, imported, left, page, said

HIDDEN = "Embargoed until Thursday: the board will be dissolved and its clerk sent home."


@pytest.mark.parametrize(
    "piece",
    [
        f"<p hidden>{HIDDEN}</p>",
        f'<p style="display:none">{HIDDEN}</p>',
        f'<p style="color:red; visibility: hidden">{HIDDEN}</p>',
        f'<div style="display: none !important"><p>{HIDDEN}</p></div>',
        f'<span class="visually-hidden">{HIDDEN}</span>',
        f'<p class="sr-only">{HIDDEN}</p>',
        f'<p class="x screen-reader-text y">{HIDDEN}</p>',
        f'<div style="mso-element:comment-list"><p>{HIDDEN}</p></div>',
        f'<p style="mso-hide:all">{HIDDEN}</p>',
        f"<dialog><p>{HIDDEN}</p></dialog>",
        f'<p style="font-size:0">{HIDDEN}</p>',
        f'<p style="opacity:0">{HIDDEN}</p>',
        f'<p style="position:absolute;clip:rect(0 0 0 0)">{HIDDEN}</p>',
        f'<p>The vote was open. <span style="display:none">{HIDDEN}</span> It took an hour, the clerk said.</p>',
    ],
)
def test_hidden_text_is_left_out_and_listed(piece):
    for found in (imported(piece), extract_text("x", f"<p>The vote was open.</p>{piece}<p>It took an hour.</p>")):
        assert "Embargoed" not in found.body
        assert "Embargoed" in left(found)
        assert any(item.kind == "hidden text" for item in found.left_out)


@pytest.mark.parametrize(
    "piece",
    [f'<p style="opacity:0.9">{HIDDEN}</p>', f'<p style="font-size:0.9em">{HIDDEN}</p>',
     f'<p class="hidden-gems">{HIDDEN}</p>',
     f'<p aria-hidden="false" style="display:block">{HIDDEN}</p>', f"<dialog open><p>{HIDDEN}</p></dialog>"],
)  # fmt: skip
def test_text_that_is_drawn_stays(piece):
    assert "Embargoed" in imported(piece).body


def test_a_page_that_scripts_show_is_not_empty():
    assert "harbour board met" in imported(wrap='article style="display:none"').body


BOXES = {
    "advertisement": ["<p>Advertisement</p>", "<div>ADVERTISEMENT</div>",
     "<p><a href='#after'>SKIP ADVERTISEMENT</a></p>",
                      "<div class=x><span>Story continues below advertisement</span></div>", "<p>Anzeige</p>",
                       "<p>Publicité</p>",
                      "<p>広告</p>"],
    "about the author": [
        "<div class='author-bio'><p>Jane Roe is a reporter at the Harbour Post. She covers shipping.</p></div>",
        "<p><em>Jane Roe covers ports for the Post. Follow her on Twitter: <a href='https://example.org'>@janeroe</a></em></p>",
        "<p>Jane Roe is a staff writer based in Port Ellis. Email her at jane@example.org.</p>",
        "<aside class='about-author'><h3>About the author</h3><p>Jane Roe writes.</p></aside>",
    ],
    "print": [
        "<p>A version of this article appears in print on May 4, 2019, Section A, Page 1 of the New York edition.</p>",
        "<p>This article appeared in the Europe section of the print edition under the headline “Quay to it all”</p>",
        "<p>© 2019 Harbour Post. All rights reserved.</p>",
        "<p>Copyright 2019 Harbour Post</p>",
    ],
    "subscribe": [
        "<div class='newsletter'><h3>Morning Post</h3><p>Sign up for our newsletter and get the news in your "
        "inbox.</p><form><input><button>Go</button></form></div>",
        "<p>Sign up for the Morning Post, our daily newsletter.</p>",
        "<p><a href='https://example.org'>Subscribe to our newsletter</a> to never miss a story.</p>",
        "<aside class='inline-signup'><p>Get the best of the Post in your inbox every Monday.</p></aside>",
    ],
    "links": ["<p>Read more: <a href='/x'>The quay that sank</a></p>",
     "<p><strong>See also:</strong> <a href='/x'>The quay that sank</a></p>",
              "<p>Lire aussi : <a href='/x'>Le quai qui coule</a></p>",
              "<div class='related'><h3>Related</h3><ul><li><a href='/x'>The quay that sank</a></li><li><a href='/y'>Fees up</a></li></ul></div>"],  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize("piece", [piece for pieces in BOXES.values() for piece in pieces])
def test_what_is_no_article_is_left_out_and_listed(piece):
    from tests.extracting.pieces import said

    at_end = imported(bottom="", piece="").body
    author = piece in BOXES["about the author"] or piece in BOXES["print"]
    found = imported("" if author else piece, wrap="article") if not author else imported_at_end(piece)
    assert found.body == at_end, left(found)
    words = said(piece).split()[:3]
    assert " ".join(words[:2]).split()[0] in left(found)


def imported_at_end(piece):
    from explainer.extracting import extract
    from tests.extracting.pieces import page

    return extract(page().replace("</article>", f"{piece}</article>").encode(), "a.html")


def test_what_was_left_out_can_be_taken_in_where_it_stood():
    found = imported("<p hidden>Embargoed until Thursday, all of it.</p>")
    item = next(item for item in found.left_out if "Embargoed" in item.text)
    blocks = take_in(found.body, item).split("\n\n")
    assert blocks[2] == "Embargoed until Thursday, all of it."
    assert len(blocks) == 5


@pytest.mark.parametrize(
    ("after", "body", "wanted"),
    [("", "One.\n\nTwo.", "New.\n\nOne.\n\nTwo."), ("One", "One.\n\nTwo.", "One.\n\nNew.\n\nTwo."),
     ("Gone with an edit", "One.\n\nTwo.", "One.\n\nTwo.\n\nNew."), ("a b", "*a* [b](https://x.org)\r\n\r\nTwo.", "*a* [b](https://x.org)\n\nNew.\n\nTwo.")],
)  # fmt: skip
def test_it_goes_where_it_followed_or_to_the_end(after, body, wanted):
    assert take_in(body, LeftOut("kind", "New.", after)) == wanted


def test_the_list_has_a_limit_and_says_so():
    found = imported(
        "".join(
            f"<p>Words of a paragraph in the middle, number {n}.</p><p hidden>Secret {n} {'x' * 3000}</p>"
            for n in range(200)
        )
    )
    assert len(found.left_out) <= 101
    assert sum(len(item.text) for item in found.left_out) <= 101_000
    assert found.left_out[-1].kind == "more than can be listed"


def test_where_two_ways_of_finding_the_article_disagree_the_editor_is_told():
    """What the extractor finds is far less than what its element holds."""
    found = "\n".join(
        f"The board met for the {n} time in the old customs house and sat until midnight." for n in "12345678"
    )
    talk = "".join(f"<p>I was there, reader {n}, and it was nothing like this, believe me.</p>" for n in range(60))
    article = "".join(f"<p>{line}</p>" for line in found.split("\n"))
    body = document_fromstring(f"<body><div>{article}{talk}</div></body>").find("body")
    choice = choose(body, part_into_leaves(body), found)
    assert len(choice.kept) == 8
    assert choice.is_doubtful


def test_a_page_that_is_taken_whole_lists_its_menus_and_forms():
    page = (
        "<html><head><title>A notice</title></head><body><nav><a href='/'>All notices</a></nav><main><h1>A notice</h1>"
        "<p>Only nine words stand here, and no more.</p></main><form><p>Your name and mail</p></form>"
        "<footer>Imprint of the site</footer></body></html>"
    )
    found = extract(page.encode(), "a.html")
    assert found.body == "Only nine words stand here, and no more."
    assert [(item.text, item.after) for item in found.left_out] == [
        ("All notices", ""),
        ("Your name and mail\n\nImprint of the site", found.body),
    ]
    assert "could not be told" in found.warnings[0]
    assert take_in(found.body, found.left_out[0]) == f"All notices\n\n{found.body}"


def test_it_says_so_where_another_method_finds_another_text():
    story = " ".join(f"The clerk read page {n} aloud, and the board, some of it asleep, heard {n}." for n in range(20))
    other = " ".join(f"Beside the quay lay boat {n}, with a mast, a net and {n} baskets of fish." for n in range(40))
    tree = document_fromstring(f"<html><body><div><p>{other}</p><p>{other[:900]}</p></div></body></html>")
    assert second_opinion.differs(tree, story)
    assert not second_opinion.differs(tree, other)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Article continues after advertisement</p>", "<p>Ad</p>", "<p>La suite après la publicité</p>",
        "<p>Continúa después de la publicidad</p>", "<p>広告の後に続きます</p>", "<p>Supported by</p>",
        "<p>Hier können Sie unseren Newsletter abonnieren.</p>", "<p>The quay at noon. Photo: A. Rinn</p>",
        "<p>The quay at noon. © M. Tal</p>", "<p>写真：佐伯美和</p>",
        '<p class="is-visually-hidden">Only screen readers say this sentence here.</p>',
        "<p>Jane Roe reported from Harwell, and John Poe from the quay.</p>",
    ],
)  # fmt: skip
def test_notices_inside_a_text_are_left_out_and_listed(piece):
    found, bare = imported(piece), imported()
    assert found.body == bare.body
    assert said(piece) in " ".join(left(found).split())


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Our Standards: The Thomson Trust Principles.</p>",
        "<p>Jane Roe ist Redakteurin im Ressort Politik der Zeitung.</p>",
        "<p>Jane Roe est journaliste au service économie.</p>",
    ],
)  # fmt: skip
def test_who_wrote_it_is_no_part_of_the_end(piece):
    found = extract(page().replace("</article>", f"{piece}</article>").encode(), "page.html")
    assert found.body == imported().body
    assert [item.kind for item in found.left_out] == ["about the author"]


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Reporting by foreign papers was forbidden until Thursday.</p>",
        "<p>The journalist is an author of three books, and sold none.</p>",
        "<ul><li>The <a href='/a'>board</a> met on Monday.</li><li>The mayor stayed at home with a cold.</li>"
        "<li><a href='/c'>Everyone</a> voted.</li></ul>",
        "<figure><table><tr><th>Town</th><th>Votes</th></tr><tr><td>Lee</td><td>12</td></tr></table></figure>",
        "<p>A mind-reading ad campaign cost two million.</p>",
    ],
)
def test_what_only_looks_like_it_stays(piece):
    found = imported(piece)
    assert said(piece) in said(html_of(found))
    assert found.left_out == ()


def test_a_last_line_about_reporting_stays():
    for last in (
        "Reporting by foreign papers was forbidden until Thursday.",
        "Reporting by Jane Roe; Editing by John Poe",
    ):
        found = extract(page().replace("</article>", f"<p>{last}</p></article>").encode(), "page.html")
        assert found.body.endswith(last)
