"""What editors do with the cards of an article."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.actions import annotating, suggesting
from explainer.models import Annotation, Article, State
from tests.factories import annotate, make_article, make_note, make_user

pytestmark = pytest.mark.django_db

BODY = """# The Wagner mutiny

A year on, Putin’s critics recall the Wagner mutiny. The Wagner mutiny failed.

The Crimean bridge was hit."""


def names(suggestions):
    return [(suggestion.words, [note.slug for note in suggestion.notes]) for suggestion in suggestions]


@pytest.mark.thorough
def test_it_suggests_notes_by_title_and_alias_at_their_first_mention_outside_headings():
    make_note(slug="mutiny", title="The Wagner mutiny", aliases=["Wagner mutiny"])
    make_note(slug="bridge", title="Attacks on the Crimean bridge", aliases=["Crimean bridge"])
    make_note(slug="putin", title="Vladimir Putin", aliases=["Putin"])
    article = make_article(BODY)
    suggestions = suggesting.suggest(article=article)
    assert sorted(names(suggestions)) == [
        ("Crimean bridge", ["bridge"]),
        ("Putin", ["putin"]),
        ("the Wagner mutiny", ["mutiny"]),
    ]
    mutiny = next(s for s in suggestions if s.notes[0].slug == "mutiny")
    assert (mutiny.before, mutiny.after) == ("A year on, Putin’s critics recall ", ".")
    assert article.text[mutiny.start : mutiny.end] == "the Wagner mutiny"


def test_it_offers_both_notes_that_share_a_name_and_chooses_neither():
    make_note(slug="city", title="Wagner (city)", aliases=["Wagner mutiny"])
    make_note(slug="mutiny", title="Mutiny", aliases=["Wagner mutiny"])
    assert names(suggesting.suggest(article=make_article(BODY))) == [("Wagner mutiny", ["mutiny", "city"])]


def test_it_suggests_no_draft_nothing_shown_already_and_nothing_rejected():
    make_note(title="The Wagner mutiny", state=State.DRAFT)
    shown, refused = make_note(title="Putin"), make_note(title="The Crimean bridge")
    article = make_article(BODY)
    annotate(article, "Putin", shown)
    editor = make_user("Editors")
    for key in ("first", "second"):
        annotating.reject(article=article, by=editor, key=key, notes=[refused])
    assert suggesting.suggest(article=article) == []
    assert [s.notes for s in suggesting.suggest(article=make_article(BODY))] == [(shown,), (refused,)]


def test_it_puts_early_specific_and_companionable_names_first():
    early, late, friend = make_note(title="Alpha"), make_note(title="Omega"), make_note(title="Sigma")
    shown = make_note(title="Known")
    article = make_article("Known is here. Alpha comes before Sigma and Omega in this text.")
    annotate(article, "Known", shown)
    assert [s.notes[0] for s in suggesting.suggest(article=article)] == [early, friend, late]
    for _ in range(3):
        other = make_article("Known and Sigma.")
        annotate(other, "Known", shown)
        annotate(other, "Sigma", friend)
    assert [s.notes[0] for s in suggesting.suggest(article=article)] == [friend, early, late]


def test_it_notices_a_changed_library_without_a_restart():
    article = make_article("The Kerch bridge was hit.")
    note = make_note(title="Attacks")
    assert suggesting.suggest(article=article) == []
    note.aliases = ["Kerch bridge"]
    note.save()
    assert [s.words for s in suggesting.suggest(article=article)] == ["Kerch bridge"]
    note.delete()
    assert suggesting.suggest(article=article) == []


def test_it_asks_as_many_questions_for_one_note_as_for_fifty():
    def count(notes):
        for number in range(notes):
            make_note(title=f"Name{notes}x{number} Person")
        article = make_article(" ".join(f"Name{notes}x{number} Person spoke." for number in range(notes)))
        with CaptureQueriesContext(connection) as queries:
            assert len(suggesting.suggest(article=article)) == notes
        return len(queries)

    assert count(1) == count(50)


def test_accepting_attaches_the_note_to_the_words():
    note = make_note(title="The Wagner mutiny")
    article = make_article(BODY)
    suggestion = suggesting.suggest(article=article)[0]
    annotation = annotating.attach(article=article, item=note, start=suggestion.start, end=suggestion.end)
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.note, annotation.anchor) == (suggestion.words, note, "attached")
    assert suggesting.suggest(article=article) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 10_000)])
def test_it_refuses_a_place_that_is_not_in_the_text(start, end):
    with pytest.raises(ValueError, match="are no words of a text"):
        annotating.attach(article=make_article(BODY), item=make_note(), start=start, end=end)


def damaged_article():
    """An article whose text was changed behind the project's back, as by a restored table."""
    article = make_article("One two three.\n\nThe chief spoke in Prague on a summer evening in July.")
    annotation = annotate(article, "in Prague")
    Article.objects.filter(pk=article.pk).update(body="Zero.\n\n" + article.body)
    Annotation.objects.filter(pk=annotation.pk).update(start=3)
    return article, annotation


def test_reanchor_puts_right_what_bypassed_the_usual_save():
    article, annotation = damaged_article()
    out = io.StringIO()
    call_command("reanchor", "--all", stdout=out)
    annotation.refresh_from_db()
    article.refresh_from_db()
    assert article.text[annotation.start : annotation.end] == "in Prague"
    assert "1 articles, 1 cards: 1 are attached, 0 loose." in out.getvalue()


def test_reanchor_dry_run_changes_nothing():
    _, annotation = damaged_article()
    call_command("reanchor", "--all", "--dry-run", stdout=io.StringIO())
    annotation.refresh_from_db()
    assert annotation.start == 3


def test_the_commands_say_what_to_do_about_mistakes():
    with pytest.raises(CommandError, match="give --all"):
        call_command("reanchor")
    with pytest.raises(CommandError, match="no article nowhere"):
        call_command("reanchor", "nowhere")
    with pytest.raises(CommandError, match="There is no article “nowhere”"):
        call_command("suggest", "nowhere")


def test_suggest_prints_words_note_and_sentence():
    make_note(slug="bridge", title="The Crimean bridge")
    article = make_article(BODY)
    out = io.StringIO()
    call_command("suggest", article.slug, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].endswith("The Crimean bridge  →  bridge")
    assert lines[1].strip() == "The Crimean bridge was hit."
