"""Many records of a list at once: published, taken down, given an owner, a day, a section; each by its own right."""

from datetime import date

import pytest

from explainer.actions.working_copies import working_copy
from explainer.models import Article, Note, State
from tests.factories import annotate, make_article, make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("Editors", "anna")
    client.force_login(user)
    return user


def act(client, name, *records, **more):
    address = f"/admin/explainer/{records[0].type_name}/"
    chosen = {"action": name, "_selected_action": [record.pk for record in records]}
    page = client.post(address, chosen)
    assert all(str(record) in page.content.decode() for record in records)
    return read(client.post(address, {**chosen, "confirmed": "yes", **more}, follow=True)).text


def test_drafts_are_published_and_what_has_to_be_asked_is_left_and_named(client, editor):
    plain, asks, out = (make_article("Tanks came.", state=State.DRAFT, title=f"A {n}") for n in range(3))
    Article.objects.filter(pk=out.pk).update(state=State.PUBLISHED)
    annotate(asks, "Tanks", make_note(state=State.DRAFT, title="Polls"))
    said = act(client, "publish", plain, asks, out)
    assert "Done for 1 record: “A 0”." in said
    assert "“A 1”: Cards of it are not published yet: Polls" in said
    assert "“A 2”: It is published already" in said
    assert [Article.objects.get(pk=each.pk).is_public for each in (plain, asks)] == [True, False]


def test_taking_down_asks_for_the_sentence(client, editor):
    notes = [make_note(), make_note()]
    assert "Tell readers in a sentence why" in act(client, "take_down", *notes, value="")
    act(client, "take_down", *notes, value="Wrong from the start.")
    assert {(note.state, note.taken_down_line) for note in Note.objects.all()} == {
        (State.TAKEN_DOWN, "Wrong from the start.")
    }


def test_owner_day_and_section_are_set_and_mistakes_change_nothing(client, editor):
    note, claim, article = make_note(as_of=date(2026, 5, 1)), make_claim(), make_article()
    for record in (note, claim, article):
        act(client, "owner", record, value="anna")
    act(client, "review_by", note, value="2027-01-31")
    for record in (note, claim, article):
        record.refresh_from_db()
    assert article.owner == editor
    assert (note.owner, working_copy(note).review_by, claim.owner) == (editor, date(2027, 1, 31), editor)
    assert "Nobody of that name" in act(client, "owner", note, value="eve")
    assert "Give the day as" in act(client, "review_by", note, value="31.1.2027")
    assert "Choose a later one" in act(client, "review_by", note, value="2025-01-01")
    act(client, "owner", note, value="")
    note.refresh_from_db()
    assert (note.owner, working_copy(note).owner, working_copy(note).review_by) == (None, None, date(2027, 1, 31))


def test_readers_see_nothing_of_a_day_or_a_section_until_it_is_published(client, editor):
    public, draft = make_article(title="Dams"), make_article(title="Wells", state=State.DRAFT)
    said = act(client, "section", public, draft, value="Water")
    assert "Readers don’t see 1 of these changes until it is published." in said
    public.refresh_from_db(), draft.refresh_from_db()
    assert (public.section, working_copy(public).section, draft.section) == ("", "Water", "Water")
    act(client, "publish", public)
    public.refresh_from_db()
    assert (public.section, working_copy(public)) == ("Water", None)
    note = make_note(title="Polls")
    act(client, "review_by", note, value="2027-01-31")
    begun = working_copy(note)
    begun.title, begun.summary = "Polls in 1968", "Other words, 25,000 of them."
    begun.save()
    assert "Its changes have to be looked at." in act(client, "publish", note)
    act(client, "review_by", (other := make_note()), value="")
    assert working_copy(other) is None


def test_a_contributor_does_so_to_nothing_but_their_own_drafts(client):
    contributor = make_user("Contributors")
    client.force_login(contributor)
    public, own = make_note(), make_note(state=State.DRAFT, made_by=contributor)
    assert f"“{public}”: It is not yours to change." in act(client, "owner", public, own, value=contributor.username)
    listed = client.get("/admin/explainer/note/").content.decode()
    assert 'value="owner"' in listed
    assert 'value="publish"' not in listed
    assert 'value="take_down"' not in listed
    for name, record in (("publish", own), ("take_down", public)):
        client.post(
            "/admin/explainer/note/",
            {"action": name, "_selected_action": record.pk, "confirmed": "yes", "value": "No."},
        )
    public.refresh_from_db(), own.refresh_from_db()
    assert (public.owner, own.owner) == (None, contributor)
    assert (public.state, own.state) == (State.PUBLISHED, State.DRAFT)


def test_what_somebody_wrote_after_the_page_was_opened_is_not_published(client, editor):
    drafts = [make_note(state=State.DRAFT, title=f"Dams {n}") for n in range(2)]
    address, keys = "/admin/explainer/note/", {"_selected_action": [each.pk for each in drafts]}
    page = read(client.post(address, {"action": "publish", **keys}))
    seen = page.all("input", name="seen")[0].attrs["value"]
    drafts[1].summary = "Other words."
    drafts[1].save()
    chosen = {"action": "publish", "confirmed": "yes", "seen": seen, **keys}
    said = read(client.post(address, chosen, follow=True)).text
    assert "Done for 1 record: “Dams 0”." in said
    assert "“Dams 1”: It was changed after you chose it." in said
    assert [Note.objects.get(pk=each.pk).state for each in drafts] == [State.PUBLISHED, State.DRAFT]


def test_a_filter_that_a_record_has_left_and_one_that_is_gone_are_said(client, editor):
    left, gone = make_note(state=State.PUBLISHED, title="Polls"), make_note(state=State.DRAFT)
    gone_pk = gone.pk
    gone.delete()
    chosen = {"action": "publish", "confirmed": "yes", "_selected_action": [left.pk, gone_pk]}
    said = read(client.post("/admin/explainer/note/?state__exact=draft", chosen, follow=True)).text
    assert "“Polls”: It is published already, and has no unpublished changes." in said
    assert "1 record is not here any more" in said


@pytest.mark.parametrize("forged", ["x", "-1", "1.5", "9" * 40, ""])
def test_boxes_that_hold_no_numbers_are_refused_with_a_sentence(client, editor, forged):
    draft = make_note(state=State.DRAFT)
    sent = {"action": "move_to_bin", "_selected_action": [draft.pk, forged]}
    assert "can’t be read, and nothing was done" in read(client.post("/admin/explainer/note/", sent, follow=True)).text
    assert Note.objects.get().binned_at is None


def test_two_hundred_are_named_by_five_and_counted(client, editor):
    drafts = [make_note(state=State.DRAFT, title=f"Dams {n}") for n in range(200)]
    address = "/admin/explainer/note/"
    chosen = {"action": "publish", "_selected_action": [drafts[0].pk], "select_across": "1"}
    page = read(client.post(address, chosen))
    assert "200 records:" in page.text
    assert "and 180 more" in page.text
    keys = [field.attrs["value"] for field in page.all("input", name="_selected_action")]
    said = read(client.post(address, {"action": "owner", "confirmed": "yes", "_selected_action": keys, "value": "anna"},
                            follow=True)).text  # fmt: skip
    assert "Done for 200 records: “Dams 0”, “Dams 1”, “Dams 2”, “Dams 3”, “Dams 4” and 195 more." in said
    assert Note.objects.filter(owner=editor).count() == 200
