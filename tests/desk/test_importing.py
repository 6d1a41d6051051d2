"""The editor's page that imports an article: paste, look, correct, save."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from explainer import extracting
from explainer.desk.left_out_words import count_by_kind
from explainer.extracting import LeftOut
from explainer.models import Article, State
from tests.extracting.test_sites import FILES
from tests.factories import make_article
from tests.markup import read

pytestmark = pytest.mark.django_db
PAGE = "/admin/explainer/article/import/"
TEXT = "A night in August\n\nBy Jane Roe\n\nThe tanks came at night.\n\nThey left by day."


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    names = ["add_article", "change_article", "view_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def find(editor, text="", **more):
    return editor.post(PAGE, {"step": "find", "text": text, **more})


def fields_of(response):
    return {field.name: field.value() for field in response.context["form"]}


def save(editor, response, **changed):
    fields = {name: "" if value is None else value for name, value in fields_of(response).items()}
    return editor.post(PAGE, {"step": "save", **fields, **changed})


def test_it_shows_what_is_in_a_pasted_text_and_saves_nothing_yet(editor):
    response = find(editor, TEXT)
    fields = fields_of(response)
    assert (fields["title"], fields["byline"]) == ("A night in August", "Jane Roe")
    assert fields["body"] == "The tanks came at night.\n\nThey left by day."
    assert "<p>The tanks came at night.</p><p>They left by day.</p>" in response.content.decode()
    assert not Article.objects.exists()


def test_it_saves_a_draft_and_leads_to_where_it_gets_background(editor):
    response = save(editor, find(editor, TEXT), title="A night in August 1968")
    article = Article.objects.get()
    assert (article.title, article.slug, article.state) == (
        "A night in August 1968",
        "a-night-in-august-1968",
        State.DRAFT,
    )
    assert response.url == f"/admin/explainer/article/{article.pk}/annotate/"
    assert "is saved as a draft" in editor.get(response.url).content.decode()


def test_it_imports_a_file(editor):
    page = FILES / "broadcaster.html"
    response = find(editor, file=SimpleUploadedFile(page.name, page.read_bytes()))
    assert fields_of(response)["title"] == "Why a spy chief spoke of 1968 in Prague"
    save(editor, response)
    assert str(Article.objects.get().published_elsewhere) == "2023-07-20"


def test_it_takes_the_links_of_what_was_copied_from_a_page(editor):
    rich = '<html><body><!--StartFragment--><p>The <a href="https://example.org">tanks</a> came.</p><!--EndFragment-->'
    assert fields_of(find(editor, "The tanks came.", rich=rich))["body"] == "The [tanks](https://example.org) came."


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": " "}, "There is nothing but blank space in it."),
        ({"text": ""}, "There is nothing in it."),
        ({"text": "Kept text", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "This is a PDF."),
        ({"text": "Kept text", "file": SimpleUploadedFile("a.txt", b"x" * 5_300_000)}, "at most 5 MB can be imported"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_and_keeps_what_was_pasted(editor, sent, message):
    response = find(editor, **sent)
    assert response.status_code == 422
    page = read(response)
    assert message in page.one("p", id="refused").text
    assert page.one("textarea", id="id_text").text.strip() == sent["text"].strip()


@pytest.mark.thorough
def test_it_takes_a_pasted_text_of_five_megabytes(editor):
    assert find(editor, ("The tanks came at night. " * 40 + "\n\n") * 5000).status_code == 200


def test_it_keeps_every_field_when_one_is_wrong(editor):
    response = save(editor, find(editor, TEXT), title="", standfirst="Mine")
    assert response.status_code == 422
    assert fields_of(response)["standfirst"] == "Mine"
    assert "The tanks came at night." in fields_of(response)["body"]
    assert not Article.objects.exists()


def test_it_shows_again_what_was_changed(editor):
    response = save(editor, find(editor, TEXT), step="check", body="Nobody came.")
    assert "<p>Nobody came.</p>" in response.content.decode()
    assert not Article.objects.exists()


def test_it_offers_the_article_that_exists(editor):
    article = make_article("The tanks came at night.\n\nThey left by day.", title="The first")
    response = find(editor, TEXT)
    link = f'<a href="/admin/explainer/article/{article.pk}/change/">The first</a>'
    assert link in response.content.decode()
    refused = save(editor, response)
    assert refused.status_code == 409
    assert link in refused.content.decode()
    assert Article.objects.count() == 1
    save(editor, response, again="on")
    assert Article.objects.count() == 2


def test_it_puts_no_script_into_the_preview(editor):
    html = find(
        editor, "# Ha\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) **words** <img src=x onerror=a()>"
    ).content
    assert b"alert(1)</script>" not in html.split(b"</textarea>")[-1]
    assert b"onerror" not in html.split(b"</textarea>")[-1]


def test_it_tells_the_browser_once_to_forget_what_was_saved(editor):
    save(editor, find(editor, TEXT))
    assert "data-saved" in editor.get(PAGE).content.decode()
    assert "data-saved" not in editor.get(PAGE).content.decode()


def test_it_is_for_those_who_may_add_articles(client, django_user_model):
    assert client.get(PAGE).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert find(client, TEXT).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()


def test_it_is_offered_on_the_first_page_and_above_the_list(editor):
    assert f'href="{PAGE}"' in editor.get("/admin/").content.decode()
    assert f'href="{PAGE}"' in editor.get("/admin/explainer/article/").content.decode()


PAGE_WITH_A_SECRET = (
    "<!doctype html><title>x</title><article><h1>Harbour board votes at midnight</h1>"
    + "".join(
        f"<p>The board met for the {n} time in the old customs house and sat until after midnight.</p>"
        for n in ("first", "second")
    )
    + "<p hidden>Embargoed until Thursday.</p>"
    + "<p>Nobody had expected a vote on that day, said its clerk, who had been there for thirty years.</p></article>"
)


def left_of(response):
    items = response.context["left_out"]
    names = ("kind", "text", "after")
    return {f"left_{name}": [getattr(item, name) for item in items] for name in names}


def test_it_lists_what_was_left_out_and_takes_it_in_with_a_click(editor):
    response = find(editor, file=SimpleUploadedFile("a.html", PAGE_WITH_A_SECRET.encode()))
    assert "Embargoed" not in fields_of(response)["body"]
    summary = next(each for each in read(response).all("summary") if "left out" in each.text)
    assert summary.text == "1 piece of the original was left out: 1 hidden text"
    fields = {name: "" if value is None else value for name, value in fields_of(response).items()}
    left = left_of(response)
    again = editor.post(PAGE, {"step": "check", **fields, **left})
    assert left_of(again) == left
    taken = editor.post(PAGE, {"step": "take-0", **fields, **left})
    assert fields_of(taken)["body"].split("\n\n")[2] == "Embargoed until Thursday."
    assert taken.context["left_out"] == ()
    assert "<p>Embargoed until Thursday.</p>" in taken.content.decode()
    assert not Article.objects.exists()


def test_it_counts_what_was_left_out_by_kind():
    kinds = ["advertisement", "hidden text", "advertisement", "links to other stories", "new", "advertisement"]
    said = "3 advertisements, 1 hidden text, 1 list of links to other stories, new (1)"
    assert count_by_kind(LeftOut(kind, "Words", "") for kind in kinds) == said
    assert count_by_kind([]) == ""


def test_every_kind_that_can_be_left_out_is_counted_in_words():
    """The names of kinds are what `extracting` gives to what it leaves out; errors and warnings are sentences."""
    code = "".join(path.read_text() for path in Path(extracting.__file__).parent.glob("*.py"))
    names = set(re.findall(r'(?:return|=|or \(|LEFT_OUT,|leaf,|LeftOut\() ?_\("([a-z][^".]+)"\)', code))
    assert len(names) == 12
    for name in names:
        assert not count_by_kind([LeftOut(name, "", "")]).endswith("(1)"), name


@pytest.mark.parametrize("step", ["take-7", "take-", "take-x", "take--1", "take-" + "9" * 5000, "take-²"])
def test_a_click_on_nothing_changes_nothing(editor, step):
    response = find(editor, file=SimpleUploadedFile("a.html", PAGE_WITH_A_SECRET.encode()))
    fields = {name: "" if value is None else value for name, value in fields_of(response).items()}
    taken = editor.post(PAGE, {"step": step, **fields, **left_of(response)})
    assert taken.status_code == 200
    assert fields_of(taken)["body"] == fields["body"]


def test_enter_in_a_field_saves_and_takes_nothing_in(editor):
    """A browser presses the form's first button."""
    page = find(editor, file=SimpleUploadedFile("a.html", PAGE_WITH_A_SECRET.encode())).content.decode()
    form = page[page.index("data-found") :]
    assert form.index('value="save"') < form.index('value="take-0"')
