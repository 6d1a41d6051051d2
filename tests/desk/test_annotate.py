"""The desk's answers to the page for annotating: what it saves, what it refuses and why, and what it tells."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from explainer import search
from explainer.actions.desk_log import words_of
from explainer.actions.revising import revise
from explainer.models import Annotation, Article, CardChange, Claim, Note, Revision, StalePage
from tests.factories import annotate, make_article, make_claim, make_note, make_source, make_user

pytestmark = pytest.mark.django_db

BODY = """The chief spoke in Prague.

## A heading

Some Russians were silently appalled by the war, he said."""
ALL = ["change_article", "publish_article", "add_note", "add_claim"]
CARDS = ["add_annotation", "change_annotation", "delete_annotation"]


def signed_in(name="anna", allowed=(*ALL, *CARDS)):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def anna():
    return signed_in()


@pytest.fixture
def article():
    return make_article(BODY, state="draft")


@pytest.fixture
def card(article):
    return annotate(article, "silently appalled", make_note(title="Polls"))


def at(article, words):
    start = article.text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


keys = iter(range(10**6))


def send(client, article, choice, *, key=None, **fields):
    key = key or f"key-{next(keys)}"
    url = f"/admin/explainer/article/{article.pk}/annotate/change/"
    return client.post(url, {"choice": choice, "key": key, **fields})


def said(response):
    return response.content.decode()


def test_it_puts_a_note_or_a_claim_and_of_a_draft_no_page_is_made_anew(anna, article):
    note, claim = make_note(), make_claim()
    StalePage.objects.all().delete()
    assert send(anna, article, "put", note=note.pk, **at(article, "Prague")).status_code == 200
    assert send(anna, article, "put", claim=claim.pk, **at(article, "Russians")).status_code == 200
    assert [a.item for a in article.annotations.all()] == [note, claim]
    assert not StalePage.objects.exists()


def test_every_change_is_in_the_articles_log_with_who_did_it(anna, article, card):
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.user.username) == (str(article.pk), "anna")
    assert words_of(entry) == "anna removed “Polls” from “silently appalled”."
    with override("de"):  # whoever did it had the desk in English
        assert words_of(entry) == "anna hat „Polls“ von „silently appalled“ entfernt."


def test_what_is_sent_again_is_not_done_again(anna, article):
    note = make_note()
    for _ in range(2):
        assert send(anna, article, "put", key="same", note=note.pk, **at(article, "Prague")).status_code == 200
        assert send(anna, article, "new_note", key="new", title="T", summary="S", kind="event", **at(article, "chief"))
    assert article.annotations.count() == CardChange.objects.count() == 2
    assert Note.objects.count() == 2


def test_a_key_of_another_person_or_article_is_refused_with_a_sentence(anna, article):
    note, other = make_note(), make_article("The chief spoke in Prague.")
    send(anna, article, "put", key="same", note=note.pk, **at(article, "Prague"))
    carla = Client()
    carla.force_login(make_user("Editors", "carla"))
    for client, where in ((carla, article), (anna, other)):
        response = send(client, where, "put", key="same", note=note.pk, **at(where, "chief"))
        assert (response.status_code, "Reload it" in response.content.decode()) == (422, True)
    assert CardChange.objects.count() == 1


def test_the_answer_names_the_change_it_answers(anna, article):
    response = send(anna, article, "put", key="mine", note=make_note().pk, **at(article, "Prague"))
    assert response["X-Desk"] == "mine"
    assert response["X-Seal"] == article.annotations.get().seal


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({"start": 0, "end": 9, "exact": "Other one"}, "The text has changed: “Other one” stands there no more."),
        ({"start": 0, "end": 0, "exact": ""}, "Choose words of the text first."),
        ({"start": 28, "end": 37, "exact": "A heading"}, "Cards can&#x27;t stand on headings"),
        (
            {"start": 4, "end": 43, "exact": "chief spoke in Prague. A heading Some"},
            "Cards can&#x27;t stand on headings",
        ),
        ({"start": 9_000, "end": 9_005, "exact": "chief"}, "The text has changed"),
        ({"start": "x", "end": "-1", "exact": "chief"}, "The text has changed"),
    ],
)
def test_it_says_why_words_will_not_do(anna, article, place, reason):
    response = send(anna, article, "put", note=make_note().pk, **place)
    assert response.status_code == 422
    assert reason in said(response)
    assert not article.annotations.exists()


def test_words_may_come_with_other_white_space(anna):
    article = make_article("- one\n- two", state="draft")
    assert send(anna, article, "put", note=make_note().pk, start=0, end=7, exact="one  two").status_code == 200
    assert article.annotations.get().exact == "one\ntwo"


def test_the_same_card_is_not_put_on_the_same_words_twice(anna, article, card):
    response = send(anna, article, "put", note=card.note.pk, **at(article, "silently appalled"))
    assert response.status_code == 409
    assert "is on these words already" in said(response)
    assert article.annotations.count() == 1


def test_a_card_that_was_changed_since_is_not_overwritten(anna, article, card):
    ben, seen = signed_in("ben"), card.seal
    assert send(ben, article, "adjust", annotation=card.pk, seen=seen, **at(article, "silently")).status_code == 200
    for choice, words in [("adjust", "appalled by"), ("remove", "")]:
        fields = at(article, words) if words else {}
        response = send(anna, article, choice, annotation=card.pk, seen=seen, **fields)
        assert response.status_code == 409
        assert "Somebody has changed this card meanwhile." in said(response)
        assert "<q>silently</q>" in said(response)
    card.refresh_from_db()
    assert card.exact == "silently"
    again = {"annotation": card.pk, "seen": card.seal}
    assert again["seen"] in said(response)  # the button that has one's way after all
    assert send(anna, article, "adjust", **again, **at(article, "appalled by")).status_code == 200


def test_a_card_that_is_gone_is_said_to_be_gone(anna, article, card):
    gone = {"annotation": card.pk, "seen": card.seal}
    card.delete()
    response = send(anna, article, "remove", **gone)
    assert response.status_code == 409
    assert "Somebody has removed this card meanwhile." in said(response)


def test_an_edit_elsewhere_in_the_article_is_no_change_of_the_card(anna, article, card):
    seen = card.seal
    article.body = "A new first sentence.\n\n" + BODY
    article.save()
    assert send(anna, article, "remove", annotation=card.pk, seen=seen).status_code == 200


def test_cards_of_other_articles_are_out_of_reach(anna, card):
    other = make_article(BODY, state="draft")
    assert send(anna, other, "remove", annotation=card.pk, seen=card.seal).status_code == 409
    assert Annotation.objects.filter(pk=card.pk).exists()


def test_a_new_note_is_a_draft_with_a_history_and_an_address_of_its_own(anna, article):
    make_note(slug="prague")
    response = send(anna, article, "new_note", title="Prague", summary="A city.", kind="place", **at(article, "Prague"))
    assert response.status_code == 200
    note = article.annotations.get().note
    assert (note.slug, note.state, note.made_by.username) == ("prague-2", "draft", "anna")
    assert Revision.objects.of(note).count() == 1
    assert "readers don’t see this card until it is published" in said(response)


def test_a_new_claim_is_put_too(anna, article):
    fields = {"title": "Прага", "claimant": "The chief", "summary": "S.", "kind": "fact", "verdict": "disputed"}
    assert send(anna, article, "new_claim", **fields, **at(article, "Prague")).status_code == 200
    assert article.annotations.get().claim == Claim.objects.get(slug="praga")


@pytest.mark.parametrize("choice", ["new_note", "new_claim"])
def test_what_is_written_beside_a_text_is_in_its_language(anna, article, choice):
    Article.objects.filter(pk=article.pk).update(language="de")
    fields = {"title": "Prag", "claimant": "Der Chef", "summary": "Eine Stadt.", "verdict": "disputed"}
    kind = {"new_note": "place", "new_claim": "fact"}[choice]
    assert send(anna, article, choice, kind=kind, **fields, **at(article, "Prague")).status_code == 200
    assert article.annotations.get().item.language == "de"


def test_a_new_note_is_in_the_search_index_at_once(anna, article):
    send(anna, article, "new_note", title="Zebra", summary="An animal.", kind="concept", **at(article, "Prague"))
    Note.objects.update(state="published")  # past the desk, which would have it indexed again
    assert search.find("zebra").records == [Note.objects.get()]


def test_a_new_note_that_lacks_something_comes_back_as_it_was_typed(anna, article):
    response = send(anna, article, "new_note", title="Prague", summary="", kind="place", **at(article, "Prague"))
    assert response.status_code == 422
    assert 'value="Prague"' in said(response)
    assert "This field is required." in said(response)
    assert not Note.objects.exists()


def test_no_new_note_is_left_behind_where_the_words_will_not_do(anna, article):
    place = {"start": 0, "end": 5, "exact": "Other"}
    assert send(anna, article, "new_note", title="T", summary="S", kind="place", **place).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.thorough
def test_all_that_is_done_can_be_undone_in_turn(anna, article, card):
    note = make_note(title="Prague")
    send(anna, article, "adjust", annotation=card.pk, seen=card.seal, **at(article, "appalled by"))
    card.refresh_from_db()
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    send(anna, article, "reject", notes=f"{note.pk} ", exact="Prague")
    send(anna, article, "put", note=note.pk, **at(article, "Prague"))
    states = []
    for _ in range(5):
        response = send(anna, article, "undo")
        states.append((response.status_code, [a.exact for a in article.annotations.all()], article.rejections.count()))
    assert states == [
        (200, [], 1),
        (200, [], 0),
        (200, ["appalled by"], 0),
        (200, ["silently appalled"], 0),
        (422, ["silently appalled"], 0),
    ]
    assert article.annotations.get().pk == card.pk


def test_leaving_a_loose_card_is_undone_as_well(anna, article, card):
    article.body = "The chief spoke in Prague. Then he left again, without a word."
    article.save()
    card.refresh_from_db()
    assert send(anna, article, "leave", annotation=card.pk, seen=card.seal).status_code == 200
    assert list(article.annotations.waiting()) == []
    assert send(anna, article, "undo").status_code == 200
    assert list(article.annotations.waiting()) == [card]


def test_undo_does_not_overwrite_what_others_did_since(anna, article, card):
    ben = signed_in("ben")
    send(anna, article, "adjust", annotation=card.pk, seen=card.seal, **at(article, "appalled by"))
    card.refresh_from_db()
    send(ben, article, "adjust", annotation=card.pk, seen=card.seal, **at(article, "the war"))
    response = send(anna, article, "undo")
    assert response.status_code == 409
    assert "“Polls” has been changed since." in said(response)
    card.refresh_from_db()
    assert card.exact == "the war"


def test_undo_does_not_put_a_card_on_words_that_are_gone(anna, article, card):
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    article.body = BODY.replace("silently appalled", "quite astonished")
    article.save()
    response = send(anna, article, "undo")
    assert response.status_code == 409
    assert "“silently appalled” stands there no more" in said(response)
    assert not article.annotations.exists()


def test_nobody_undoes_what_another_did(anna, article, card):
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    change = CardChange.objects.get()
    assert send(signed_in("ben"), article, "undo", change=change.pk).status_code == 422
    assert not article.annotations.exists()


@pytest.mark.parametrize(
    ("choice", "needed"),
    [
        ("put", "add_annotation"),
        ("accept", "add_annotation"),
        ("reject", "add_annotation"),
        ("adjust", "change_annotation"),
        ("leave", "change_annotation"),
        ("remove", "delete_annotation"),
        ("new_note", "add_note"),
        ("new_claim", "add_claim"),
    ],
)
def test_each_choice_needs_its_permission(article, card, choice, needed):
    note = make_note()
    fields = {"annotation": card.pk, "seen": card.seal, "note": note.pk, "notes": note.pk, **at(article, "Prague")}
    fields |= {"title": "T", "summary": "S", "claimant": "C", "verdict": "unproven"}
    fields["kind"] = "event" if choice == "new_note" else "fact"
    ben = signed_in("ben", [name for name in (*ALL, *CARDS) if name != needed])
    response = send(ben, article, choice, **fields)
    assert response.status_code == 403
    assert "You may not do this." in said(response)
    assert response["X-Desk"]
    assert CardChange.objects.count() == 0
    assert send(signed_in(), article, choice, **fields).status_code == 200


def test_it_undoes_only_what_one_may_still_do(anna, article, card):
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    User.objects.get(username="anna").user_permissions.remove(Permission.objects.get(codename="delete_annotation"))
    assert send(anna, article, "undo").status_code == 403


def test_the_screen_is_for_those_who_may_change_this_article(client, article):
    page = f"/admin/explainer/article/{article.pk}/annotate/"
    parts = [f"{page}news/", f"{page}library/"]
    assert client.get(page).status_code == 302
    assert [client.get(part).status_code for part in parts] == [401, 401]
    assert send(client, article, "undo").status_code == 401
    contributor = signed_in("ben", ["change_article", *CARDS])  # somebody else's draft
    assert [contributor.get(url).status_code for url in [page, *parts]] == [403, 403, 403]
    assert send(contributor, article, "undo").status_code == 403
    assert "Prague" not in said(contributor.get(parts[0]))
    editor = signed_in()
    assert [editor.get(url).status_code for url in [page, *parts]] == [200, 200, 200]


def test_nothing_is_offered_that_one_may_not_do(article, card):
    page = f"/admin/explainer/article/{article.pk}/annotate/"
    html = said(signed_in("ben", ["change_article", "publish_article"]).get(page))
    assert "data-send" not in html
    assert 'data-send="remove"' in said(signed_in().get(page))


def version(client, article):
    html = said(client.get(f"/admin/explainer/article/{article.pk}/annotate/"))
    return html.split('data-version="')[1].split('"')[0], html.split('data-heard="')[1].split('"')[0]


def news(client, article, known, heard):
    return client.get(f"/admin/explainer/article/{article.pk}/annotate/news/", {"version": known, "heard": heard})


def test_it_tells_what_others_did_and_nothing_of_ones_own(anna, article, card):
    ben = signed_in("ben")
    known = version(ben, article)
    assert news(ben, article, *known).status_code == 204
    send(anna, article, "remove", annotation=card.pk, seen=card.seal)
    assert "anna removed “Polls” from “silently appalled”." in said(news(ben, article, *known))
    assert '<p class="notice">' not in said(news(anna, article, *known))
    assert news(ben, article, *version(ben, article)).status_code == 204


@pytest.mark.parametrize("what", ["text", "title", "state"])
def test_it_notices_what_was_changed_elsewhere(anna, article, card, what):
    known = version(anna, article)
    if what == "text":
        article.body = "Prague."
        article.save()
    else:
        Note.objects.filter(pk=card.note.pk).update(**{what: "draft"})
    assert news(anna, article, *known).status_code == 200


def library(client, article, **query):
    return said(client.get(f"/admin/explainer/article/{article.pk}/annotate/library/", query))


def titles(html):
    return [part.split("</b>")[0] for part in html.split("<b>")[1:]]


def test_the_library_offers_what_the_words_name_then_claims_of_the_article_then_what_is_used_together(
    anna, article, card
):
    other = make_article(BODY, state="draft")
    annotate(other, "silently appalled", card.note)
    annotate(other, "the war", make_note(title="Used together"))
    annotate(article, "chief", make_claim(title="A claim of this article"))
    make_claim(title="A claim elsewhere")
    make_claim(title="A claim that quotes it", quote="I am in Prague now.")
    make_note(title="Prague")
    html = library(anna, article, exact="in Prague")
    assert titles(html) == ["Prague", "A claim that quotes it", "A claim of this article", "Used together"]


def test_what_has_the_rarest_of_the_words_in_its_name_comes_first(anna):
    article = make_article("Some 25,000 men of the Russian army took part in the mutiny of June.", state="draft")
    for number in range(12):
        make_note(title=f"Russian army, part {number}", summary="Men of the army who took part.")
    make_note(title="The Wagner mutiny", summary="In June.")
    make_claim(title="Men took part", claimant="A chief", quote="25,000 men of the army")
    found = titles(library(anna, article, exact="25,000 men of the Russian army took part in the mutiny"))
    assert found[:2] == ["The Wagner mutiny", "Men took part"]


def test_a_new_note_is_made_whole_with_its_dates_and_sources(anna, article):
    one, two = make_source(url="https://example.org/one"), make_source(url="https://example.org/two")
    fields = {
        "title": "Polls", "summary": "S.", "kind": "concept", "body": "More.", "sources": f"{two.pk}",
        "source_url": "https://example.org/one#top", "event-0-date": "1968", "event-0-text": "First",
        "event-2-date": "1970-02", "event-2-text": "Second",
    }  # fmt: skip
    assert send(anna, article, "new_note", **fields, **at(article, "Prague")).status_code == 200
    note = Note.objects.get()
    assert [str(event) for event in note.events.all()] == ["1968: First", "1970-02: Second"]
    assert [citation.source for citation in note.citations.all()] == [two, one]
    assert Revision.objects.of(note).get().snapshot["events"]


@pytest.mark.parametrize(
    ("fields", "said_of_it"),
    [
        ({"kind": ""}, "This field is required."),
        ({"event-0-date": "soon", "event-0-text": "It ends"}, "The date “soon It ends”:"),
        ({"source_url": "https://example.org/new"}, "press Enter behind its address"),
        ({"source_url": "nothing"}, "press Enter behind its address"),
    ],
)
def test_a_new_note_says_what_is_missing(anna, article, fields, said_of_it):
    sent = {"title": "Polls", "summary": "S.", "kind": "concept", **fields}
    response = send(anna, article, "new_note", **sent, **at(article, "Prague"))
    assert response.status_code == 422
    assert said_of_it in said(response)
    assert not Note.objects.exists()


@pytest.mark.parametrize("since", ["nothing", "changed", "published", "used"])
def test_taking_a_new_note_back_removes_it_or_says_that_it_stays(anna, article, since):
    sent = {"title": "Polls", "summary": "S.", "kind": "concept"}
    send(anna, article, "new_note", **sent, **at(article, "Prague"))
    note = Note.objects.get()
    if since == "changed":
        note.summary = "Other words."
        note.save()
        revise(note)
    if since == "published":
        Note.objects.update(state="published")
    if since == "used":
        annotate(make_article(BODY), "Prague", note)
    response = send(anna, article, "undo")
    assert response.status_code == 200
    stays = since != "nothing"
    assert Note.objects.exists() == stays
    assert ("It stays in the library" if stays else "The draft that was written for it is in the bin") in said(response)
    assert not article.annotations.exists()


def test_typing_finds_names_in_any_script_and_the_best_first(anna, article):
    make_note(title="Bridges of Kyiv", summary="About a bridge in Crimea.")
    make_note(title="Crimean bridge")
    make_note(title="Мост", aliases=["Крымский мост"])
    make_note(title="Crimea, taken down", state="taken_down")
    make_claim(title="The bridge was hit", claimant="Crimean authorities")
    assert titles(library(anna, article, q="crime")) == ["Crimean bridge", "Bridges of Kyiv", "The bridge was hit"]
    assert titles(library(anna, article, q="КРЫМСКИЙ")) == ["Мост"]
    assert titles(library(anna, article, q="100%_")) == []


def test_a_draft_is_offered_and_named_as_one(anna, article):
    make_note(title="Not yet out", state="draft")
    assert "readers don’t see it until it is published" in library(anna, article, q="not yet")


def test_it_takes_as_many_queries_for_many_cards_as_for_few(anna, article):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            anna.get(f"/admin/explainer/article/{article.pk}/annotate/")
            library(anna, article, exact="Prague")
        return len(queries)

    annotate(article, "chief", make_note())
    annotate(article, "the war", make_claim())
    make_note(title="Prague")
    few = count()
    for _ in range(5):
        annotate(article, "silently", make_note())
        annotate(article, "appalled", make_claim())
        make_note(title="Russians")
    assert count() == few
