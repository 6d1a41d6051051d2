"""Notes and claims that are published with their article: nobody sees a word before its minute, everybody after."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from explainer import search
from explainer.actions import annotating, workflow
from explainer.actions.annotating import WordSpan
from explainer.actions.importing import receive
from explainer.models import Article, Note, Revision, StalePage, State
from explainer.publication.schedule import go_out
from tests.desk.test_admin import form_of
from tests.factories import annotate, make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db
SECRET = "Zanzibarine"
LATER = timedelta(hours=1)


@pytest.fixture
def editor(client):
    user = make_user("Editors")
    client.force_login(user)
    return user


def draft_article(*items, body="Tanks came at night.", **fields):
    article = make_article(body, state=State.DRAFT, published_at=None, **fields)
    for words, item in zip(("Tanks", "came", "night"), items, strict=False):
        annotate(article, words, item)
    return article


def held(make=make_note, **fields):
    return make(state=State.DRAFT, with_article=True, **fields)


def its_time_comes(*records):
    """As if the minute had come: nobody waits an hour."""
    passed = timezone.now() - timedelta(seconds=1)
    for record in records:
        name = "published_at" if isinstance(record, Article) else "held_until"
        type(record).objects.filter(pk=record.pk).update(**{name: passed})
    go_out()


def everything(settings, *records):
    """All that a reader could ask for, and where it is found."""
    lists = ["/", "/notes/", "/claims/", "/feed.xml", "/sitemap.xml", "/sitemap-notes-1.xml", "/sitemap-claims-1.xml",
             "/news-sitemap.xml", "/search/index.json", "/corrections/", "/corrections/feed.xml", "/sources/",
             "/notes/kinds/event/", "/claims/verdicts/disputed/"]  # fmt: skip
    pages = [record.get_absolute_url() for record in records]
    more = [f"{page}changes/" for page in pages]
    more += [f"{pages[0]}{name}/" for name in ("full", "timeline", "map", "sources")]
    cards = [f"{pages[0]}cards/{card.pk}/" for card in records[0].annotations.all()]
    frames = [f"/embed/{record.folder}/{record.slug}/" for record in records]
    frames += [f"/embed/{kind}/{records[0].slug}/" for kind in ("timelines", "maps")]
    answers = [f"/oembed?format=json&url={settings.SITE_URL}{page}" for page in pages]
    answers += [f"/oembed/{record.folder}/{record.slug}.json" for record in records]
    return [*lists, *pages, *more, *cards, *(f"{card}fragment/" for card in cards), *frames, *answers]


def shown(address):
    answer = Client().get(address, follow=True)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.mark.thorough
def test_no_address_shows_it_before_its_minute_and_each_does_after(editor, settings, tmp_path):
    settings.BAKE_DIR = tmp_path
    note = held(title=SECRET, summary=f"{SECRET}.", kind="event", slug="zanzibarine", place_name=SECRET,
                latitude=1.0, longitude=2.0)  # fmt: skip
    note.events.create(date="1968", text=f"{SECRET} happened.")
    claim = held(make_claim, title=SECRET, summary=f"{SECRET}.", claimant=SECRET, verdict="disputed")
    article = draft_article(note, claim, title="Held")
    call_command("bake", "--all", verbosity=0)
    workflow.publish(record=article, by=editor, at=timezone.now() + LATER)
    go_out()
    call_command("bake", verbosity=0)
    for address in everything(settings, article, note, claim):
        assert SECRET not in shown(address), address
    assert "/notes/zanzibarine/" not in shown(f"/search/?q={SECRET}")
    assert not search.find(SECRET).count
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    its_time_comes(article, note, claim)
    assert StalePage.objects.filter(path=f"/notes/{note.slug}/").exists()
    call_command("bake", verbosity=0)
    baked = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html") if SECRET in path.read_text()}
    expected = {f"notes/{note.slug}", f"claims/{claim.slug}", f"articles/{article.slug}", "notes", "claims",
                f"embed/notes/{note.slug}", f"embed/articles/{article.slug}"}  # fmt: skip
    assert expected <= {path.removesuffix("/index.html") for path in baked}
    assert search.find(SECRET).count == 2
    for record in (article, note, claim):
        assert SECRET in shown(record.get_absolute_url())
    assert SECRET in shown(f"/oembed/notes/{note.slug}.json")


def test_it_goes_out_at_once_with_an_article_that_is_published_now(editor):
    note, other = held(), make_note(state=State.DRAFT)
    article = draft_article(note, other)
    with pytest.raises(workflow.UndecidedCards) as asked:
        workflow.publish(record=article, by=editor)
    assert asked.value.items == [other]
    workflow.publish(record=article, by=editor, cards="without")
    assert [Note.objects.get(pk=each.pk).is_public for each in (note, other)] == [True, False]


def test_what_is_taken_along_by_hand_waits_for_the_minute_too(editor):
    note = make_note(state=State.DRAFT)
    article = draft_article(note)
    workflow.publish(record=article, by=editor, at=timezone.now() + LATER, cards="publish")
    note.refresh_from_db()
    assert (note.state, note.is_public, note.held_until) == (State.PUBLISHED, False, article.published_at)
    assert not Revision.objects.of(note).public().exists()


def test_it_follows_its_article_to_another_time_and_back_to_being_a_draft(editor):
    note = held()
    article = draft_article(note)
    for hours in (2, 1):
        workflow.publish(record=article, by=editor, at=timezone.now() + timedelta(hours=hours))
        note.refresh_from_db()
        assert note.held_until == article.published_at
    workflow.back_to_draft(record=article, by=editor)
    note.refresh_from_db()
    assert (note.state, note.held_until) == (State.DRAFT, None)


def test_the_first_of_two_articles_decides(editor):
    note = held()
    late, early = draft_article(note), draft_article(note)
    workflow.publish(record=late, by=editor, at=timezone.now() + 2 * LATER)
    workflow.publish(record=early, by=editor, at=timezone.now() + LATER)
    note.refresh_from_db()
    assert note.held_until == early.published_at
    workflow.back_to_draft(record=early, by=editor)
    note.refresh_from_db()
    assert note.held_until == late.published_at
    workflow.publish(record=early, by=editor)
    note.refresh_from_db()
    assert note.is_public


def test_a_card_put_on_a_scheduled_article_is_held_and_taken_off_a_draft_again(editor):
    article = draft_article()
    workflow.publish(record=article, by=editor, at=timezone.now() + LATER)
    note = held()
    span = WordSpan(0, 5, "Tanks")
    made = annotating.put(article=article, by=editor, key="a", item=note, span=span)
    note.refresh_from_db()
    assert note.held_until == article.published_at
    card = article.annotations.get(pk=made.annotation)
    annotating.remove(article=article, by=editor, key="b", annotation=card.pk, seen=card.seal)
    note.refresh_from_db()
    assert (note.state, note.held_until) == (State.DRAFT, None)


def test_a_tick_in_the_form_holds_it_and_makes_nothing_public_by_accident(client, editor):
    live, scheduled = make_article("Tanks came."), draft_article()
    workflow.publish(record=scheduled, by=editor, at=timezone.now() + LATER)
    for article, is_held in ((live, False), (scheduled, True)):
        note = make_note(state=State.DRAFT)
        annotate(article, "Tanks", note)
        address = f"/admin/explainer/note/{note.pk}/change/"
        assert client.post(address, form_of(client.get(address)) | {"with_article": "on", "_continue": "1"}).url
        note.refresh_from_db()
        assert (note.with_article, note.is_public, note.goes_out_at is not None) == (True, False, is_held)


def test_a_contributor_s_tick_publishes_nothing(client, editor):
    contributor = make_user("Contributors")
    article, note = draft_article(), held(made_by=contributor)
    workflow.publish(record=article, by=editor, at=timezone.now() + LATER)
    annotate(article, "Tanks", note)
    client.force_login(contributor)
    address = f"/admin/explainer/note/{note.pk}/change/"
    client.post(address, form_of(client.get(address)) | {"summary": "Mine.", "_continue": "1"})
    note.refresh_from_db()
    assert (note.summary, note.state) == ("Mine.", State.DRAFT)


def test_changes_of_a_published_article_take_it_along(client, editor):
    article, note = make_article("Tanks came."), held()
    put = {"choice": "put", "key": "k", "note": note.pk, "start": 0, "end": 5, "exact": "Tanks"}
    client.post(f"/admin/explainer/article/{article.pk}/annotate/change/", put)
    assert not Note.objects.published().filter(pk=note.pk)
    address = f"/admin/explainer/article/{article.pk}/changes/"
    assert f"Published with it: {note}." in " ".join(client.get(address).content.decode().split())
    assert client.post(address, {}).status_code == 302
    assert Note.objects.published().filter(pk=note.pk)


def test_a_date_from_elsewhere_is_kept_apart_and_publishing_now_is_now(client, editor):
    article = receive(article=Article(title="Old news", body="Tanks came."), published_on=date(1968, 8, 21))
    before = timezone.now()
    workflow.publish(record=article, by=editor)
    assert article.published_at >= before
    page = client.get(article.get_absolute_url()).content.decode()
    assert 'First published elsewhere <time datetime="1968-08-21">' in page
    assert f'<time datetime="{before:%Y-%m-%d}">' in page


def test_a_date_that_was_typed_into_a_draft_is_no_time_of_publication(editor):
    article = make_article(state=State.DRAFT, published_at=timezone.now() - timedelta(days=400))
    before = timezone.now()
    workflow.publish(record=article, by=editor)
    assert article.published_at >= before
    workflow.take_down(record=article, by=editor, line="Wrong.")
    first = article.published_at
    workflow.publish(record=article, by=editor)
    assert article.published_at == first
