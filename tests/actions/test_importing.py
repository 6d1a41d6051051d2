"""Imported articles become drafts, with an address of their own, each text once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from explainer.actions.importing import AlreadyHereError, already_here, receive
from explainer.models import Article, State
from tests.extracting.test_sites import FILES
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def bring(body="The tanks came at night.", title="A night in August", **fields):
    return receive(article=Article(title=title, body=body), **fields)


def test_it_saves_a_draft_with_the_day_of_the_original():
    article = bring(published_on=date(1968, 8, 21))
    article.refresh_from_db()
    assert (article.slug, article.state, article.text) == ("a-night-in-august", State.DRAFT, "The tanks came at night.")
    assert (article.published_elsewhere, article.published_at) == (date(1968, 8, 21), None)


def test_it_is_the_first_revision_of_an_article_of_whoever_imports_it(django_user_model):
    user = django_user_model.objects.create_user("anna")
    article = bring(by=user)
    assert article.made_by == user
    assert [(revision.by, revision.snapshot["title"]) for revision in article.revisions.all()] == [
        (user, "A night in August")
    ]


def test_it_finds_an_address_that_is_free_and_never_was_another_s():
    article = make_article(slug="a-night-in-august")
    article.slug = "renamed"
    article.save()
    assert bring().slug == "a-night-in-august-2"
    assert bring("Another text.").slug == "a-night-in-august-3"
    assert bring("نص", title="المكتبة").slug == "lmktbh"
    assert bring("??", title="???").slug == f"imported-{timezone.localdate():%Y-%m-%d}"


def test_it_offers_the_article_that_exists():
    article = bring("“The tanks” came – at night.\n\nThey left.")
    with pytest.raises(AlreadyHereError, match="The same text is here already: “A night in August”") as error:
        bring('"The *tanks*" came - at night.\n\nThey left.', title="Another headline")
    assert error.value.article == article
    assert Article.objects.count() == 1
    assert bring("“The tanks” came – at night.\n\nThey left.", again=True).slug == "a-night-in-august-2"


def test_an_edit_makes_another_text_of_it():
    article = bring()
    article.body = "The tanks came by day."
    article.save()
    assert already_here(text="The tanks came at night.") is None
    assert already_here(text="the tanks came by day") == article


def test_it_saves_nothing_that_is_wrong():
    with pytest.raises(ValidationError):
        bring(title="")
    with pytest.raises(ValidationError, match="Pictures from other sites"):
        bring("![x](https://example.org/x.png) and words")
    assert not Article.objects.exists()


def test_the_command_imports_files_and_passes_over_what_is_here(tmp_path, capsys):
    page = FILES / "broadcaster.html"
    call_command("import_article", page, page)
    article = Article.objects.get()
    assert (article.title, article.byline) == (
        "Why a spy chief spoke of 1968 in Prague",
        "Hannah Ostrow and Tom Ellery",
    )
    assert article.standfirst.startswith("MI6’s chief asked Russians")
    said = capsys.readouterr().out
    assert "Hannah Ostrow and Tom Ellery · 2023-07-20 · en-gb · 3" in said
    assert f"The same text is here already: “{article.title}”. ({article.slug})" in said


def test_the_command_says_what_it_could_not_import_and_imports_the_rest(tmp_path, capsys):
    (tmp_path / "a_story.txt").write_text("The tanks came at night. They left by day.")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="2 of 3 files were not imported"):
        call_command("import_article", tmp_path / "scan.pdf", tmp_path / "a_story.txt", tmp_path / "none.txt")
    assert Article.objects.get().title == "A story"
    said = capsys.readouterr().err
    assert "This is a PDF." in said
    assert "No such file" in said


@pytest.mark.thorough
def test_the_command_can_look_without_importing(capsys):
    call_command("import_article", FILES / "tabloid.html", dry_run=True)
    assert "Coco, an African grey, flew off" in capsys.readouterr().out
    assert not Article.objects.exists()


def test_the_command_says_what_was_left_out(tmp_path, capsys):
    page = tmp_path / "a.html"
    text = "<p>The board met in the old customs house and sat until after midnight, said its clerk.</p>" * 3
    page.write_text(
        f"<!doctype html><article><h1>Harbour board votes</h1>{text}<p hidden>Embargoed.</p>{text}</article>"
    )
    call_command("import_article", page, "--dry-run")
    assert "left out, hidden text: Embargoed." in capsys.readouterr().out
