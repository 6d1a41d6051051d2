"""Old addresses of what was public lead on for good: nothing else may take them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from explainer.desk.new_items import new_item
from explainer.models import PUBLIC_RECORDS, FormerSlug, State
from tests.desk.test_admin import form_of
from tests.factories import make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db

MAKERS = {"article": make_article, "note": make_note, "claim": make_claim}
each_kind = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def rename(record, slug):
    record.slug = slug
    record.save()
    return record


@each_kind
def test_it_lists_the_present_slug_first_and_then_the_former_ones_in_order(make):
    record = make(slug="c")
    for slug in ("b", "a", "d"):
        rename(record, slug)
    assert record.slugs() == ["d", "a", "b", "c"]


@each_kind
def test_no_other_record_takes_an_address_that_was_public(make, client):
    old = rename(make(slug="old", title="The first"), "new")
    draft = make(slug="draft", state=State.DRAFT)
    for taker in (rename, lambda draft, slug: make(slug=slug, state=State.DRAFT)):
        with pytest.raises(ValidationError) as caught:
            taker(draft, "old")
        assert caught.value.message_dict == {
            "slug": [
                "This was the address of “The first”, and links to it still lead there. Choose another slug.",
            ]
        }
    answer = client.get(old.get_absolute_url().replace("new", "old"))
    assert (answer.status_code, answer.headers["Location"]) == (301, old.get_absolute_url())


@each_kind
def test_a_form_says_that_the_address_is_taken(make):
    rename(make(slug="old", title="The first"), "new")
    draft = make(slug="draft", state=State.DRAFT)
    draft.slug = "old"
    with pytest.raises(ValidationError) as caught:
        draft.full_clean()
    assert caught.value.message_dict["slug"] == [
        "This was the address of “The first”, and links to it still lead there. Choose another slug."
    ]
    draft.full_clean(exclude=["slug"])  # a form without the field can't show it, and has not changed it


def test_a_person_at_the_desk_reads_it_beside_the_field(client):
    rename(make_note(slug="old", title="The first"), "new")
    client.force_login(make_user("Contributors"))
    address = reverse("admin:explainer_note_add")
    mine = {"title": "Mine", "kind": "event", "slug": "old", "summary": "A draft."}
    page = client.post(address, form_of(client.get(address)) | mine)
    assert page.context["adminform"].form.errors == {
        "slug": ["This was the address of “The first”, and links to it still lead there. Choose another slug."]
    }


@pytest.mark.parametrize(("choice", "make"), [("new_note", make_note), ("new_claim", make_claim)])
def test_a_note_or_a_claim_made_while_annotating_takes_no_old_address(choice, make):
    old = rename(make(slug="the-vote"), "the-ballot")
    sent = {
        "title": "The vote",
        "summary": "New.",
        "kind": type(old).Kind.values[0],
        "claimant": "B",
        "verdict": "disputed",
    }
    assert new_item(choice, sent, by=make_user("Editors"), language="en-gb")[0].slug == "the-vote-2"
    assert old.slugs() == ["the-ballot", "the-vote"]


@each_kind
def test_a_record_may_take_its_own_old_address_again(make):
    record = rename(rename(make(slug="one"), "two"), "one")
    assert record.slugs() == ["one", "two"]


def test_kinds_have_addresses_of_their_own():
    rename(make_note(slug="old"), "new")
    assert make_claim(slug="old").slugs() == ["old"]


@each_kind
@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW])
def test_it_forgets_addresses_that_never_were_public(make, state):
    draft = rename(make(slug="old", state=state), "new")
    assert draft.slugs() == ["new"]
    make(slug="old")


def test_it_forgets_the_address_of_an_article_whose_time_has_not_come():
    article = make_article(slug="old", published_at=timezone.now() + timedelta(days=1))
    assert rename(article, "new").slugs() == ["new"]


@each_kind
def test_it_remembers_the_address_of_what_was_taken_down(make):
    gone = make(slug="old", state=State.TAKEN_DOWN, taken_down_at=timezone.now(), taken_down_line="Wrong.")
    assert rename(gone, "new").slugs() == ["new", "old"]


@each_kind
def test_it_remembers_the_address_of_a_draft_that_readers_saw_before(make):
    draft = make(slug="old", state=State.DRAFT)
    draft.revisions.create(state=State.PUBLISHED, public_from=timezone.now(), snapshot={})
    assert rename(draft, "new").slugs() == ["new", "old"]


@each_kind
def test_an_address_is_free_again_when_its_record_is_gone(make):
    record = rename(make(slug="old", state=State.DRAFT), "new")
    record.delete()
    assert make(slug="old").slugs() == ["old"]


@pytest.mark.parametrize("kind", PUBLIC_RECORDS)
def test_it_finds_a_slug_that_nothing_has_or_had(kind):
    model, make = PUBLIC_RECORDS[kind], MAKERS[kind]
    assert model.objects.free_slug("Night of the long ballots") == "night-of-the-long-ballots"
    rename(make(slug="vote"), "vote-2")
    make(slug="vote-3", state=State.DRAFT)
    assert model.objects.free_slug("Vote!") == "vote-4"
    assert model.objects.free_slug("???", otherwise="imported") == "imported"
    assert model.objects.free_slug("???") == kind
    long = model.objects.free_slug("word " * 50)
    assert (len(long) <= 90, long[-1]) == (True, "d")
    assert FormerSlug.objects.count() == 1
