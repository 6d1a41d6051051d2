"""What is written over a public record readers don't see until somebody publishes it."""

import pytest
from django.core.management import call_command
from django.test import Client

from explainer import search
from explainer.actions import working_copies
from explainer.actions.revising import revise
from explainer.models import Article, Citation, Claim, Note, Revision, StalePage, State
from tests.desk.test_admin import form_of
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
MAKERS = [make_article, make_note, make_claim]
SECRET = "Zanzibarine"


def desk(record, page="change"):
    return f"/admin/explainer/{record.type_name}/{record.original_pk}/{page}/"


def save(client, record, step="", **fields):
    """Save the record's form as it stands with these fields changed."""
    fields |= {"_step": step} if step else {"_continue": "1"}
    return client.post(desk(record), form_of(client.get(desk(record))) | fields)


def publish(client, record, **said):
    page = client.get(desk(record, "changes"))
    answer = client.post(desk(record, "changes"), form_of(page) | said)
    assert answer.status_code == 302, read(answer).one("p", class_="refused").text
    record.refresh_from_db()


@pytest.fixture
def editor(client):
    user = make_user("Editors")
    client.force_login(user)
    return user


@pytest.mark.parametrize("make", MAKERS)
def test_a_save_is_for_the_desk_until_it_is_published(client, editor, make):
    record = make(title="First title")
    revise(record)
    assert save(client, record, title="Second title").status_code == 302
    record.refresh_from_db()
    assert (record.title, record.revisions.count()) == ("First title", 1)
    copy = working_copies.working_copy(record)
    assert (copy.title, copy.state, copy.edited_by) == ("Second title", State.DRAFT, editor)
    assert form_of(client.get(desk(record)))["title"] == "Second title"
    page = read(client.get(desk(record, "changes")))
    assert [each.text for each in page.all("ins")] == ["[added: Second]"]
    publish(client, record, change="clarification", line="")
    assert (record.title, record.revisions.count(), record.slug) == ("Second title", 2, record.slug)
    assert not type(record)._base_manager.exclude(copy_of=None).exists()


@pytest.mark.parametrize("make", MAKERS)
def test_looking_makes_no_working_copy(client, editor, make):
    record = make()
    for page in ("change", "revisions"):
        assert client.get(desk(record, page)).status_code == 200
    assert client.get(desk(record, "changes")).status_code == 404
    assert working_copies.working_copy(record) is None


PUBLIC = [
    "/", "/notes/", "/claims/", "/feed.xml", "/sitemap.xml", "/news-sitemap.xml", "/search/index.json",
    "/corrections/", "/sources/",
]  # fmt: skip


@pytest.mark.thorough
def test_nothing_public_shows_a_word_of_a_working_copy(client, editor, settings, tmp_path):
    settings.BAKE_DIR = tmp_path
    article, note, claim = make_article("Tanks came at night."), make_note(), make_claim()
    annotate(article, "Tanks", note)
    annotate(article, "night", claim)
    StalePage.objects.all().delete()
    save(client, article, title=SECRET, body=f"Tanks came at night. {SECRET}.", slug="zanzibarine")
    save(client, note, title=SECRET, summary=f"{SECRET}.", slug="zanzibarine")
    save(client, claim, title=SECRET, summary=f"{SECRET}.", claimant=SECRET)
    client.post(desk(article, "annotate/change"), {
        "choice": "put", "key": "k", "note": make_note(title="Other").pk, "start": 6, "end": 10, "exact": "came",
    })  # fmt: skip
    assert working_copies.working_copy(article).annotations.count() == 3
    assert StalePage.objects.count() == 0
    reader = Client()
    embeds = [f"/embed/{each.folder}/{each.slug}/" for each in (article, note, claim)]
    pages = [each.get_absolute_url() for each in (article, note, claim)]
    more = [f"{page}changes/" for page in pages] + [f"{pages[0]}{name}/" for name in ("full", "timeline")]
    cards = [f"{pages[0]}cards/{card.pk}/" for card in article.annotations.all()]
    oembed = [f"/oembed?format=json&url={settings.SITE_URL}{page}" for page in pages]
    for address in [*PUBLIC, *embeds, *pages, *more, *cards, *oembed]:
        answer = reader.get(address, follow=True)
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.lower() not in shown.decode().lower(), address
    assert f"/notes/{note.slug}/" not in reader.get(f"/search/?q={SECRET}").content.decode()
    assert not search.find(SECRET).count
    assert reader.get("/articles/zanzibarine/").status_code == 404
    slug = working_copies.working_copy(article).slug
    assert reader.get(f"/articles/{slug}/").status_code == 404
    call_command("bake", "--all", verbosity=0)
    baked = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert baked
    assert not [path for path in baked if SECRET.encode() in path.read_bytes() or slug in str(path)]


@pytest.mark.parametrize("model", [Article, Note, Claim])
def test_every_manager_leaves_working_copies_out(model):
    make = {Article: make_article, Note: make_note, Claim: make_claim}[model]
    record = make()
    working_copies.begin(record=record, by=make_user("Editors"))
    assert list(model.objects.all()) == list(model._default_manager.all()) == [record]
    assert model._base_manager.count() == 2


def test_rows_of_dates_and_sources_come_along_and_are_changed(client, editor):
    note, source = make_note(), make_source()
    note.events.create(date="1968", text="Tanks came.", source=source)
    cite(note, source)
    form = form_of(client.get(desk(note))) | {"events-0-text": "Tanks came at night.", "_continue": "1"}
    assert client.post(desk(note), form).status_code == 302
    assert client.post(desk(note), form | {"seen_version": ""}).status_code == 302  # the page before the first save
    copy = working_copies.working_copy(note)
    assert [event.text for event in copy.events.all()] == ["Tanks came at night."]
    assert [event.text for event in note.events.all()] == ["Tanks came."]
    publish(client, note, change="wording")
    assert [event.text for event in note.events.all()] == ["Tanks came at night."]
    assert Citation.objects.of(note).get().source == source
    assert Citation.objects.count() == 1


def test_cards_of_a_working_copy_come_out_with_their_addresses_kept(client, editor):
    article = make_article("Tanks came at night. Nobody slept.")
    kept, moved, removed = (annotate(article, words) for words in ("Tanks", "came", "slept"))
    new = make_note(title="New")

    def send(key, **what):
        answer = client.post(desk(article, "annotate/change"), {"key": key, **what})
        assert answer.status_code == 200
        return answer

    at = {"annotation": moved.pk, "seen": moved.seal, "start": 11, "end": 19, "exact": "at night"}
    send("a", choice="adjust", **at)  # with the public card's number: the page was opened before there was a copy
    send("b", choice="remove", annotation=removed.pk, seen=removed.seal)
    send("c", choice="put", note=new.pk, start=21, end=27, exact="Nobody")
    assert [card.exact for card in article.annotations.order_by("start")] == ["Tanks", "came", "slept"]
    page = read(client.get(desk(article, "changes"))).text
    assert "at night" in page
    assert "removed" in page
    publish(client, article)
    cards = {card.pk: card.exact for card in article.annotations.all()}
    assert cards.pop(kept.pk) == "Tanks"
    assert cards.pop(moved.pk) == "at night"
    assert removed.pk not in cards
    assert list(cards.values()) == ["Nobody"]
    assert article.card_changes.count() == 3


def test_a_card_taken_off_and_brought_back_keeps_its_address(client, editor):
    article = make_article("Tanks came at night.")
    card = annotate(article, "Tanks")
    client.post(desk(article, "annotate/change"),
                {"key": "a", "choice": "remove", "annotation": card.pk, "seen": card.seal})  # fmt: skip
    assert client.post(desk(article, "annotate/change"), {"key": "b", "choice": "undo"}).status_code == 200
    publish(client, article)
    assert list(article.annotations.values_list("pk", flat=True)) == [card.pk]


def test_a_text_and_its_cards_are_changed_together(client, editor):
    article = make_article("Tanks came at night.")
    card = annotate(article, "night")
    save(client, article, body="Before dawn, tanks came at night.")
    card.refresh_from_db()
    assert card.start == 14
    publish(client, article, change="wording")
    card.refresh_from_db()
    assert article.text[card.start : card.end] == card.exact == "night"


def test_the_slug_changes_when_it_is_published(client, editor):
    article = make_article(slug="first")
    make_article(slug="taken")
    answer = save(client, article, slug="taken")
    assert answer.status_code == 200
    save(client, article, slug="second")
    assert client.get("/articles/first/").status_code == 200
    publish(client, article)
    assert client.get("/articles/first/").url == "/articles/second/"


@pytest.mark.parametrize("slug", ["_working-copy-of-1"])
def test_nobody_takes_a_working_copy_s_slug(client, editor, slug):
    article = make_article(state=State.DRAFT)
    assert save(client, article, slug=slug).status_code == 200


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_s_change_goes_from_typing_to_public(client, make):
    record = make(title="First title")
    contributor, editor = make_user("Contributors"), make_user("Editors")
    client.force_login(contributor)
    answer = save(client, record, step="submit", title="Second title")
    assert answer.status_code == 302
    copy = working_copies.working_copy(record)
    assert (copy.title, copy.state, copy.made_by) == ("Second title", State.REVIEW, contributor)
    assert client.post(desk(record), {"title": "Third"}).status_code == 403
    assert client.post(desk(record, "changes"), {"change": "wording"}).status_code == 403
    assert client.post(desk(record, "discard")).status_code == 403
    record.refresh_from_db()
    assert record.title == "First title"
    client.force_login(editor)
    assert client.get(desk(record, "changes")).status_code == 200
    publish(client, record, change="clarification", line="Said more exactly.")
    assert record.title == "Second title"
    assert Revision.objects.of(record).first().line == "Said more exactly."


def test_a_contributor_takes_a_submitted_change_back_and_another_may_not_touch_it(client):
    note, first, second = make_note(), make_user("Contributors"), make_user("Contributors")
    client.force_login(first)
    save(client, note, step="submit", title="Second title")
    client.force_login(second)
    assert client.post(desk(note), {"title": "Third"}).status_code == 403
    assert client.post(desk(note, "steps/draft")).status_code == 403
    client.force_login(first)
    assert client.post(desk(note, "steps/draft")).status_code == 302
    assert working_copies.working_copy(note).state == State.DRAFT
    assert client.post(desk(note, "discard")).status_code == 302
    assert working_copies.working_copy(note) is None


@pytest.mark.parametrize(
    ("summary", "is_out"),
    [
        ("A thaw in Prague, in 1968.", True),
        ("A thaw in Prague, in 1969.", False),
        ("No thaw in Prague in 1968.", False),
    ],
)
def test_a_typing_error_goes_out_with_one_key_and_what_says_otherwise_is_asked(client, editor, summary, is_out):
    note = make_note(summary="A thaw in Prague in 1968.")
    revise(note)
    answer = save(client, note, step="publish_changes", summary=summary, _quick="1")
    note.refresh_from_db()
    assert (note.summary == summary) is is_out
    assert answer.url == desk(note, "change" if is_out else "changes")


@pytest.mark.thorough
def test_it_saves_itself_and_says_when_or_why_not(client, editor):
    note = make_note(summary="A thaw.")
    form = form_of(client.get(desk(note)))
    first = client.post(desk(note), form | {"summary": "A thaw, then tanks.", "_autosave": "1"})
    assert first.status_code == 200
    assert working_copies.working_copy(note).summary == "A thaw, then tanks."
    old = client.post(desk(note), form | {"summary": "Another.", "_autosave": "1"})
    assert (old.status_code, bool(old.json()["conflict"])) == (409, True)
    form |= {"seen_version": first.json()["version"], "_autosave": "1"}
    assert client.post(desk(note), form | {"title": ""}).status_code == 422
    assert client.post(desk(note), form | {"summary": "Tanks."}).status_code == 200
    assert working_copies.working_copy(note).summary == "Tanks."
    note.refresh_from_db()
    assert note.summary == "A thaw."


def test_fields_that_only_one_side_changed_are_merged_and_the_rest_is_asked(client, editor):
    note = make_note(title="Title", summary="A thaw.", place_name="Prague")
    save(client, note, title="New title", summary="Mine.")
    note.refresh_from_db()
    note.summary, note.place_name = "Theirs.", "Praha"
    note.save()
    page = client.get(desk(note, "changes"))
    assert [each.attrs["value"] for each in read(page).all("input") if each.attrs.get("name") == "take-summary"] == [
        "mine", "theirs",
    ]  # fmt: skip
    assert client.post(desk(note, "changes"), {"change": "clarification"}).status_code == 422
    publish(client, note, change="clarification", **{"take-summary": "theirs"})
    assert (note.title, note.summary, note.place_name) == ("New title", "Theirs.", "Praha")


def test_a_draft_on_a_card_is_asked_about_before_it_goes_out(client, editor):
    article, draft = make_article("Tanks came."), make_note(state=State.DRAFT)
    put = {"choice": "put", "key": "k", "note": draft.pk, "start": 0, "end": 5, "exact": "Tanks"}
    client.post(desk(article, "annotate/change"), put)
    assert client.post(desk(article, "changes"), {}).status_code == 422
    publish(client, article, cards="publish")
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    assert article.annotations.count() == 1


def test_a_preview_shows_the_working_copy(client, editor):
    article = make_article("Tanks came.")
    save(client, article, title="A second title")
    assert "A second title" in client.get(f"/admin/preview/article/{article.pk}/", follow=True).content.decode()


@pytest.mark.thorough
def test_an_article_with_a_thousand_cards_saves(client, editor):
    words = [f"word{number}" for number in range(1000)]
    article = make_article(" ".join(words))
    note, cards, start = make_note(), [], 0
    for word in words:
        cards.append(article.annotations.model(article=article, note=note, exact=word, start=start, passage=word))
        start += len(word) + 1
    article.annotations.bulk_create(cards)
    form = form_of(client.get(desk(article)))
    assert len(form) < 60
    assert client.post(desk(article), form | {"title": "Still saves", "_continue": "1"}).status_code == 302
    keys = set(article.annotations.values_list("pk", flat=True))
    publish(client, article, change="wording")
    assert article.title == "Still saves"
    assert set(article.annotations.attached().values_list("pk", flat=True)) == keys


@pytest.mark.parametrize("make", MAKERS)
def test_whoever_may_only_read_sees_the_record_s_own_address(client, make):
    record = make(slug="a-thaw")
    working_copies.begin(record=record, by=make_user("Editors"))
    client.force_login(make_user("Contributors"))
    for page in ("change", "revisions"):
        assert "working-copy-of" not in client.get(desk(record, page)).content.decode()
    assert "a-thaw" in client.get(desk(record)).content.decode()
    record.refresh_from_db()
    assert working_copies.working_copy(record).slug == f"_working-copy-of-{record.pk}"
