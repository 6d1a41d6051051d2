"""Where a note or a claim is used, as the editor sees it before saving."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.desk.usage import usage
from explainer.models import EmbedCount, State
from tests.desk.test_admin import url
from tests.factories import annotate, make_article, make_claim, make_note
from tests.markup import read

pytestmark = pytest.mark.django_db
EMBEDS = ["/embed/articles/story/", "/embed/maps/story/", "/embed/notes/wagner/", "/embed/timelines/story/"]


def seen(client, item):
    """The text of the panel, or nothing."""
    html = read(client.get(url(item._meta.model_name, "change", item.pk)))
    panels = html.all("details", class_="desk-usage")
    return " ".join(panels[0].text.split()) if panels else ""


def test_it_names_every_article_with_its_words_and_state(admin_client):
    note = make_note(slug="wagner")
    annotate(make_article("Tanks came.", title="Out", slug="story"), "Tanks", note)
    draft = make_article("Planes came.", title="Not yet", state=State.DRAFT, published_at=None)
    annotate(draft, "Planes", note)
    text = seen(admin_client, note)
    assert text.startswith("Used in 2 articles. Its changes show on ")
    assert "Out Published Tanks" in text
    assert "Not yet Draft Planes" in text
    assert "/embed/notes/wagner/" in text
    assert "No site has shown an embed of this newsroom in the last 30 days" in text


def test_it_counts_sites_and_says_what_is_not_known(admin_client):
    note = make_note()
    annotate(make_article("Tanks came."), "Tanks", note)
    for origin, ago in (("https://a.example", 1), ("https://a.example", 2), ("https://b.example", 40), ("", 1)):
        EmbedCount.objects.create(day=date.today() - timedelta(days=ago), origin=origin, views=1)
    assert "1 site showed embeds of this newsroom in the last 30 days. Which pages it showed is not counted." in seen(
        admin_client, note
    )


def test_it_lists_the_embed_pages_that_change():
    note = make_note(slug="wagner")
    annotate(make_article("Tanks came.", slug="story"), "Tanks", note)
    assert usage(note).embeds == EMBEDS


def test_it_lists_20_and_leads_to_all(admin_client):
    claim = make_claim()
    for _ in range(23):
        annotate(make_article("Tanks came."), "Tanks", claim)
    page = admin_client.get(url("claim", "change", claim.pk))
    panel = read(page).one("details", class_="desk-usage")
    assert len(panel.all("q")) == 20
    everywhere = f"{url('annotation')}?claim__id__exact={claim.pk}"
    assert [link.text for link in panel.all("a", href=everywhere)] == ["All 23 places"]
    assert admin_client.get(everywhere).context["cl"].result_count == 23


def test_a_draft_says_that_readers_see_nothing(admin_client):
    note = make_note(state=State.DRAFT)
    annotate(make_article("Tanks came."), "Tanks", note)
    assert "Readers see none of it until it is published." in seen(admin_client, note)
    assert "embed" not in seen(admin_client, note)


def test_what_is_used_nowhere_has_no_panel(admin_client):
    assert seen(admin_client, make_note()) == ""


def test_it_takes_as_many_queries_for_1_article_as_for_30():
    taken = []
    for count in (1, 30):
        note = make_note()
        for _ in range(count):
            annotate(make_article("Tanks came."), "Tanks", note)
        with CaptureQueriesContext(connection) as queries:
            assert usage(note).articles == count
        taken.append(len(queries))
    assert taken[0] == taken[1]
