"""Who may do what: by button, which is absent, and by address, which refuses."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from explainer.models import Annotation, State
from tests.desk.test_admin import form_of
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]
LATER = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def change(record, page="change"):
    return f"/admin/explainer/{record._meta.model_name}/{record.pk}/{page}/"


def buttons(client, record):
    page = read(client.get(change(record)))
    steps = {each.attrs["value"] for each in page.all("button") if each.attrs.get("name") == "_step"}
    links = {each.attrs["href"] for each in page.all("a") if "/steps/" in each.attrs.get("href", "")}
    return steps | {link.rstrip("/").rpartition("/")[2] for link in links}


@pytest.fixture
def contributor(client):
    user = make_user("Contributors")
    client.force_login(user)
    return user


@pytest.fixture
def editor(client):
    user = make_user("Editors")
    client.force_login(user)
    return user


def test_administrators_may_do_everything_in_the_newsroom_and_with_its_people():
    group = Group.objects.get(name="Administrators")
    ours = Permission.objects.filter(content_type__app_label="explainer")
    people = Permission.objects.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
    assert not {*ours, *people} - {*group.permissions.all()}


def test_deleting_a_role_names_who_loses_it_and_no_rows_of_the_database(client):
    client.force_login(make_user("Administrators"))
    make_user("Editors", "edith")
    role = Group.objects.get(name="Editors")
    page = read(client.get(f"/admin/auth/group/{role.pk}/delete/")).text
    assert "It is taken from: edith" in page
    assert "object (" not in page
    answer = client.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == ["“Editors” is deleted."]


@pytest.mark.parametrize("role", ["Contributors", "Editors"])
@pytest.mark.parametrize("page", ["auth/user", "auth/group", "explainer/theme", "explainer/embeddingsite"])
def test_only_administrators_change_users_sites_and_themes(client, role, page):
    client.force_login(make_user(role))
    assert client.get(f"/admin/{page}/add/").status_code == 403
    client.force_login(make_user("Administrators"))
    assert client.get(f"/admin/{page}/add/").status_code == 200


def test_contributors_have_no_permission_to_publish_or_delete_articles_notes_and_claims():
    codes = Group.objects.get(name="Contributors").permissions.values_list("codename", flat=True)
    assert not [code for code in codes if code.startswith(("publish_", "delete_"))
                and code.endswith(("article", "note", "claim"))]  # fmt: skip


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_writes_submits_and_takes_back_and_nothing_more(client, contributor, make):
    own = make(state=State.DRAFT, made_by=contributor)
    assert buttons(client, own) == {"submit"}
    form = form_of(client.get(change(own))) | {"title": "A better title", "_step": "submit"}
    assert client.post(change(own), form).status_code == 302
    own.refresh_from_db()
    assert (own.state, own.title, own.state_by) == (State.REVIEW, "A better title", contributor)
    assert buttons(client, own) == {"draft"}
    assert client.post(change(own), form | {"title": "Another"}).status_code == 403
    assert client.post(change(own, "steps/draft")).status_code == 302
    own.refresh_from_db()
    assert (own.state, own.title) == (State.DRAFT, "A better title")


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("state", State.values)
def test_a_contributor_can_not_publish_schedule_or_take_down(client, contributor, make, state):
    own = make(state=state, made_by=contributor)
    assert not buttons(client, own) & {"publish", "schedule", "take_down"}
    for step in ("publish", "schedule", "take_down"):
        answer = client.post(change(own, f"steps/{step}"), {"cards": "publish", "at": LATER, "line": "Because."})
        assert answer.status_code == 403
    own.refresh_from_db()
    assert own.state == state


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_can_not_publish_with_the_form(client, contributor, make):
    own = make(state=State.DRAFT, made_by=contributor, **({"published_at": None} if make is make_article else {}))
    form = form_of(client.get(change(own)))
    tricks = {"state": "published", "_step": "publish", "published_at_0": "2020-01-01", "published_at_1": "00:00"}
    client.post(change(own), form | tricks)
    own.refresh_from_db()
    assert own.state == State.DRAFT
    assert getattr(own, "published_at", None) is None


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("state", [State.REVIEW, State.TAKEN_DOWN, State.DRAFT])
def test_a_contributor_can_not_change_what_is_handed_in_or_somebody_else_s(client, contributor, make, state):
    record = make(state=state, made_by=contributor if state != State.DRAFT else make_user("Contributors"))
    client.force_login(make_user("Editors"))
    form = form_of(client.get(change(record))) | {"title": "Sneaky"}
    client.force_login(contributor)
    assert client.get(change(record)).status_code == 200
    assert client.post(change(record), form).status_code == 403
    record.refresh_from_db()
    assert record.title != "Sneaky"


@pytest.mark.parametrize("role", ["Contributors", "Editors", "Administrators"])
def test_nobody_puts_a_card_on_a_public_article_or_takes_one_off_at_once(client, role):
    client.force_login(make_user(role))
    article, note = make_article("Tanks came."), make_note()
    card = annotate(article, "Tanks", note)
    form = {"article": article.pk, "note": note.pk, "exact": "came", "prefix": ""}
    assert client.post("/admin/explainer/annotation/add/", form).status_code == 403
    assert client.post(change(card), form).status_code == 403
    removed = {"choice": "remove", "annotation": card.pk, "seen": card.seal}
    client.post(change(article, "cards"), removed)
    assert client.post(f"/admin/explainer/annotation/{card.pk}/delete/", {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": card.pk, "post": "yes"}
    client.post("/admin/explainer/annotation/", action)
    assert list(article.annotations.all()) == [card]
    assert Annotation.objects.count() == 1


def test_a_contributor_can_change_a_source_only_while_nothing_public_shows_it(client, contributor):
    seen, unseen = make_source(), make_source()
    cite(make_note(), seen)
    cite(make_note(state=State.DRAFT), unseen)
    for source, status in ((seen, 403), (unseen, 302)):
        form = {"slug": source.slug, "title": "Another", "url": "https://example.org/", "publisher": ""}
        assert client.post(change(source), form).status_code == status


@pytest.mark.parametrize("make", MAKERS)
def test_what_a_contributor_begins_is_theirs(client, contributor, make):
    kind = make.__name__.removeprefix("make_")
    address = f"/admin/explainer/{kind}/add/"
    words = {"title": "X", "slug": "x", "summary": "What.", "body": "Words.", "claimant": "Someone"}
    words["kind"] = "event" if kind == "note" else "fact"
    assert client.post(address, form_of(client.get(address)) | words).status_code == 302
    record = apps.get_model("explainer", kind).objects.get()
    assert (record.made_by, record.state) == (contributor, State.DRAFT)
    assert record.revisions.get().by == contributor


@pytest.mark.thorough
@pytest.mark.parametrize("make", MAKERS)
def test_an_editor_publishes_and_takes_down(client, editor, make):
    record = make(state=State.REVIEW, made_by=make_user("Contributors"))
    assert {"publish", "draft"} <= buttons(client, record)
    assert client.post(change(record), form_of(client.get(change(record))) | {"_step": "publish"}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.state_by) == (State.PUBLISHED, editor)
    assert buttons(client, record) == {"publish_changes", "take_down"}
    answer = client.post(change(record), form_of(client.get(change(record))) | {"_step": "take_down"})
    assert answer.url == change(record, "steps/take_down")
    assert client.post(answer.url, {"line": ""}).status_code == 422
    assert client.post(answer.url, {"line": "A source asked us to."}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.taken_down_line) == (State.TAKEN_DOWN, "A source asked us to.")


def test_an_editor_schedules_an_article_and_is_told_of_cards_that_are_not_ready(client, editor):
    article = make_article("Tanks came.", state=State.DRAFT, published_at=None)
    note = make_note(state=State.DRAFT, title="Not ready")
    annotate(article, "Tanks", note)
    form = form_of(client.get(change(article))) | {"_step": "publish"}
    answer = client.post(change(article), form, follow=True)
    assert answer.redirect_chain[-1][0] == change(article, "steps/publish")
    assert "Not ready" in read(answer).one("form", class_="workflow-page").text
    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert client.post(change(article, "steps/schedule"), {"at": "", "cards": "without"}).status_code == 422
    assert client.post(change(article, "steps/schedule"), {"at": LATER, "cards": "publish"}).status_code == 302
    article.refresh_from_db()
    note.refresh_from_db()
    assert (article.state, article.is_public, note.state) == (State.PUBLISHED, False, State.PUBLISHED)
    assert buttons(client, article) == {"publish", "schedule", "draft"}


@pytest.mark.parametrize("page", ["revisions", "steps/publish"])
def test_nobody_without_a_role_sees_the_history(client, django_user_model, page):
    note = make_note(state=State.DRAFT)
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(change(note, page)).status_code == 403


@pytest.mark.parametrize("page", ["annotate", "annotate/news", "annotate/library", "annotate/change", "cards"])
def test_annotating_is_open_for_drafts_of_one_s_own_and_proposals_and_shut_for_the_rest(client, contributor, page):
    own = make_article("Tanks left.", state=State.DRAFT, made_by=contributor)
    public = make_article("Tanks came.", made_by=contributor)
    others = make_article("Tanks stayed.", state=State.DRAFT, made_by=make_user("Contributors"))
    note = make_note()

    def asked(article):
        sent = {"choice": "put", "key": f"k{article.pk}", "note": note.pk, "start": 0, "end": 5, "exact": "Tanks"}
        if page == "annotate/change":
            return client.post(change(article, page), sent).status_code
        return client.get(change(article, page)).status_code

    assert [asked(article) for article in (own, public, others)] == [200, 200, 403]
    assert public.annotations.count() == others.annotations.count() == 0
    assert own.annotations.count() == (page == "annotate/change")


def links(client, record):
    """Where the form of a record leads, and what its other forms would send."""
    page = read(client.get(change(record)))
    return {each.attrs.get("href") or each.attrs.get("action") for each in [*page.all("a"), *page.all("form")]}


def not_theirs(make, contributor):
    """What a contributor may look at and no more: published, in review, and somebody else's draft and submission."""
    other = make_user("Contributors")
    for state, by in ((State.PUBLISHED, contributor), (State.DRAFT, other), (State.REVIEW, other)):
        yield make(state=state, made_by=by)


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_shares_previews_of_their_own_drafts_only(client, contributor, make):
    own, kind = make(state=State.DRAFT, made_by=contributor), make.__name__.removeprefix("make_")
    assert f"/admin/share/{kind}/{own.pk}/" in links(client, own)
    assert client.post(f"/admin/share/{kind}/{own.pk}/", {"days": "1"}).status_code == 200
    for record in not_theirs(make, contributor):
        share = f"/admin/share/{kind}/{record.pk}/"
        assert share not in links(client, record)
        assert client.get(share).status_code == 403
        assert client.post(share, {"days": "1"}).status_code == 403
        assert client.post(share, {"choice": "withdraw"}).status_code == 403


def test_a_contributor_is_not_led_to_annotating_and_ticking_what_they_may_not_change(client, contributor):
    own = make_article("Tanks left.", state=State.DRAFT, made_by=contributor)
    led = {change(own, "annotate"), change(own, "cards"), f"/admin/questions/{own.pk}/"}
    assert led <= links(client, own)
    assert client.post(f"/admin/questions/{own.pk}/", {"question": "why", "choice": "yes"}).status_code == 302
    for record in not_theirs(make_article, contributor):
        ways = {change(record, "annotate"), change(record, "cards"), f"/admin/questions/{record.pk}/"}
        open_ways = ways & links(client, record)
        assert open_ways == (ways - {f"/admin/questions/{record.pk}/"} if record.is_public else set())
        answer = client.post(f"/admin/questions/{record.pk}/", {"question": "why", "choice": "yes"})
        assert answer.status_code == 403
        assert not record.coverage_overrides.exists()


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_takes_no_step_with_what_somebody_else_wrote(client, contributor, make):
    for record in not_theirs(make, contributor):
        assert buttons(client, record) == ({"submit"} if record.is_public else set())  # a change of it
        for step in ("submit", "draft"):
            assert client.post(change(record, f"steps/{step}")).status_code == 403
        state = record.state
        record.refresh_from_db()
        assert record.state == state


@pytest.mark.parametrize("make", [*MAKERS, make_source])
def test_a_contributor_deletes_nothing_at_once(client, contributor, make):
    kind = make.__name__.removeprefix("make_")
    own = make(**({} if kind == "source" else {"state": State.DRAFT, "made_by": contributor}))
    assert change(own, "delete") not in links(client, own)
    answer = client.post(change(own, "delete"), {"post": "yes"})
    assert answer.status_code == 403 if kind == "source" else answer.url == change(own, "bin")
    listed = f"/admin/explainer/{kind}/"
    assert b"delete_selected" not in client.get(listed).content
    client.post(listed, {"action": "delete_selected", "_selected_action": own.pk, "post": "yes"})
    assert type(own).objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("page", ["auth/user", "auth/group", "explainer/theme", "explainer/embeddingsite"])
@pytest.mark.parametrize("role", ["Contributors", "Editors"])
def test_users_sites_and_themes_are_not_offered_to_others_nor_taken_from_them(client, role, page):
    client.force_login(make_user(role))
    assert f'href="/admin/{page}/add/"' not in client.get("/admin/").content.decode()
    assert client.post(f"/admin/{page}/add/", {"username": "eve", "name": "eve"}).status_code == 403
