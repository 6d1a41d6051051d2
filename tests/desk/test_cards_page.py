"""The editor's page of an article's cards: what came loose, what is suggested, one button for each choice."""

import pytest
from django.contrib.auth.models import Permission

from explainer.models import Annotation, Rejection
from tests.desk.test_admin import form_of
from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db

BODY = """The chief spoke in Prague.

Some Russians were silently appalled by the war, he said.

The Crimean bridge was hit."""


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    names = ["change_article", "view_article", "add_annotation", "change_annotation", "view_annotation"]
    names += ["delete_annotation", "publish_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def page_of(article):
    return f"/admin/explainer/article/{article.pk}/cards/"


def loosened(new="Quite a few Russians felt silent horror at the war, he said.", state="draft"):
    article = make_article(BODY, state=state)
    annotation = annotate(article, "silently appalled", make_note(title="Polls"))
    article.body = BODY.replace("Some Russians were silently appalled by the war, he said.", new)
    article.save()
    annotation.refresh_from_db()
    return article, annotation


def send(client, article, **fields):
    seen = Annotation.objects.filter(pk=fields.get("annotation")).first()
    fields = {"seen": seen.seal if seen else "", **fields}
    return client.post(page_of(article), fields, follow=True)


def test_it_shows_the_old_sentence_and_says_how_many_came_loose(editor):
    article, _ = loosened("He then took questions.")
    html = editor.get(page_of(article)).content.decode()
    assert "1 card lost its words" in html
    assert "Some Russians were <mark>silently appalled</mark> by the war, he said." in html
    assert "Nothing in the text is like it." in html


def test_it_puts_a_guess_back_with_one_button(editor):
    article, annotation = loosened()
    Annotation.objects.filter(pk=annotation.pk).update(anchor="guess", guess_start=47, guess_end=60)
    words = article.text[47:60]
    assert f'<mark class="guess">{words}</mark>' in editor.get(page_of(article)).content.decode()
    send(editor, article, choice="put", annotation=annotation.pk, exact=words, start=47, end=60)
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.start, annotation.anchor) == (words, 47, "attached")


def test_it_does_not_put_a_card_where_the_text_has_changed_since_the_page_was_opened(editor):
    article, annotation = loosened()
    Annotation.objects.filter(pk=annotation.pk).update(anchor="guess", guess_start=47, guess_end=60)
    response = send(
        editor, article, choice="put", annotation=annotation.pk, exact="other words", form=annotation.form_id
    )
    assert response.status_code == 422
    assert "The text has changed" in response.content.decode()
    annotation.refresh_from_db()
    assert annotation.anchor == "guess"


def test_it_puts_a_card_on_other_words(editor):
    article, annotation = loosened("He then took questions from reporters.")
    send(editor, article, choice="words", annotation=annotation.pk, exact="questions from reporters")
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.anchor) == ("questions from reporters", "attached")


@pytest.mark.parametrize(("words", "reason"), [("no such words", "not in the article"), ("e", "times in the article")])
def test_it_says_why_words_will_not_do_and_keeps_them(editor, words, reason):
    article, annotation = loosened("He then took questions.")
    response = send(editor, article, choice="words", annotation=annotation.pk, exact=words, form=annotation.form_id)
    html = response.content.decode()
    assert reason in html
    assert f'name="exact" required value="{words}"' in html
    annotation.refresh_from_db()
    assert annotation.anchor != "attached"


def test_it_leaves_a_card_at_the_end_and_asks_no_more(editor):
    article, annotation = loosened("He then took questions.")
    html = send(editor, article, choice="leave", annotation=annotation.pk).content.decode()
    assert "0 cards lost their words" in html
    assert "Left at the end of the article" in html
    assert list(article.annotations.waiting()) == []


def test_it_removes_a_card_and_keeps_the_note(editor):
    article, annotation = loosened("He then took questions.")
    send(editor, article, choice="remove", annotation=annotation.pk)
    assert not Annotation.objects.filter(pk=annotation.pk).exists()
    annotation.note.refresh_from_db()


def test_it_accepts_a_suggestion_on_its_words_or_on_others(editor):
    note = make_note(title="The Crimean bridge")
    article = make_article(BODY, state="draft")
    start = article.text.index("The Crimean bridge")
    place = {"start": start, "end": start + 18, "note": note.pk}
    send(editor, article, choice="accept", exact="The Crimean bridge", **place)
    assert article.annotations.get().exact == "The Crimean bridge"
    article.annotations.all().delete()
    send(editor, article, choice="accept", exact="bridge was hit", **place)
    assert article.annotations.get().exact == "bridge was hit"


def test_it_rejects_a_suggestion_for_this_article_only(editor):
    note = make_note(title="The Crimean bridge")
    article = make_article(BODY, state="draft")
    assert "1 suggestion" in editor.get(page_of(article)).content.decode()
    html = send(editor, article, choice="reject", notes=[note.pk]).content.decode()
    assert "0 suggestions" in html
    assert Rejection.objects.get().article == article


def form_in_a_browser(client, article):
    """The article's form as a browser sends it back: its one-line fields lose line breaks."""
    form = form_of(client.get(f"/admin/explainer/article/{article.pk}/change/"))
    return {name: value if "body" in name else value.replace("\n", "") for name, value in form.items()}


def save_form(client, article, form):
    return client.post(f"/admin/explainer/article/{article.pk}/change/", form, follow=True)


def test_saving_an_article_says_at_once_what_came_loose(editor):
    article = make_article(BODY, state="draft")
    annotate(article, "silently appalled")
    form = form_in_a_browser(editor, article)
    form["body"] = BODY.replace("Some Russians were silently appalled by the war, he said.", "He took questions.")
    html = save_form(editor, article, form).content.decode()
    assert "1 card lost its words." in html
    assert page_of(article) in html


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"item": "polls", "exact": "he said"}, ""),
        ({"item": "The Polls", "exact": "he said"}, ""),
        ({"item": "the polls", "exact": "e", "before": "h"}, "times in the article"),
        ({"item": "the polls", "exact": "planes"}, "not in the article"),
        ({"item": "nothing", "exact": "he said"}, "No note or claim has this slug or title."),
        ({"item": "Two", "exact": "he said"}, "Several have this title."),
    ],
)
def test_it_puts_a_card_on_typed_words_without_scripts(editor, fields, refusal):
    make_note(title="The Polls", slug="polls"), make_note(title="Two"), make_note(title="Two")
    article = make_article(BODY, state="draft")
    answer = send(editor, article, choice="put_typed", form="put-typed", **fields)
    assert refusal in answer.content.decode()
    assert article.annotations.count() == (not refusal)
    if refusal:
        assert f'value="{fields["item"]}"' in answer.content.decode()


def test_it_is_for_those_who_may_change_articles(client, django_user_model):
    article = make_article(BODY, state="draft")
    assert client.get(page_of(article)).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(page_of(article)).status_code == 403
    assert client.post(page_of(article), {"choice": "remove"}).status_code == 403


def test_it_does_not_touch_cards_of_other_articles(editor):
    _, annotation = loosened()
    other = make_article(BODY, state="draft")
    response = send(editor, other, choice="remove", annotation=annotation.pk)
    assert response.status_code == 422
    assert Annotation.objects.filter(pk=annotation.pk).exists()


def test_an_adrift_card_is_at_the_end_of_the_readers_page(client):
    article, annotation = loosened("He then took questions.", state="published")
    html = client.get(article.get_absolute_url()).content.decode()
    assert html.count(f'id="card-{annotation.pk}"') == 1
    assert html.index("He then took questions.") < html.index("The text these belonged to has changed")
    assert html.index("The text these belonged to has changed") < html.index(f'id="card-{annotation.pk}"')
    assert f'href="#card-{annotation.pk}"' not in html


def test_it_does_not_overwrite_what_another_editor_did_meanwhile(editor):
    article, annotation = loosened("He then took questions.")
    seen = annotation.seal
    annotation.refresh_from_db()
    annotation.attach(0, 9)
    annotation.save()
    response = send(editor, article, choice="remove", annotation=annotation.pk, seen=seen)
    assert response.status_code == 422
    assert "Somebody has changed this card meanwhile." in response.content.decode()
    assert article.annotations.exists()


def test_it_removes_nothing_without_the_permission(client, django_user_model):
    article, annotation = loosened("He then took questions.")
    user = django_user_model.objects.create_user("ben", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "publish_article"]))
    client.force_login(user)
    assert send(client, article, choice="remove", annotation=annotation.pk).status_code == 403
    assert article.annotations.exists()
