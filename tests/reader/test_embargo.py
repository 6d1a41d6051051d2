"""An embargo holds at every public address there is, and at those of its own, until its time comes."""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from explainer.actions import workflow
from explainer.actions.revising import revise
from explainer.models import Article, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
SECRET = "Zyxwv"
NOT_PUBLIC = ("admin", "preview", "go", "media", "metrics", "healthz", "ready")


def named_addresses(slug, pk):
    """Every named address that takes nothing, or this slug, or this slug and the key of a card."""
    for name in {name for name in get_resolver().reverse_dict if isinstance(name, str)}:
        if not name.startswith(NOT_PUBLIC):
            for given in ({}, {"slug": slug}, {"slug": slug, "id": pk}):
                try:
                    yield reverse(name, kwargs=given)
                except NoReverseMatch:
                    continue


@pytest.mark.thorough
def test_it_holds_everywhere_and_ends_at_its_time(client, admin_user):
    note, claim = make_note(slug="open"), make_claim(slug="open-too")
    with change():
        secret = dict.fromkeys(("title", "standfirst", "section", "byline"), SECRET)
        draft = {"slug": "held", "state": State.DRAFT, "published_at": None, **secret}
        article = make_article(f"{SECRET} spoke, more words.", **draft)
        card = annotate(article, "more", note)
        annotate(article, "words.", claim)
        other = make_article("Words.", slug="other")
        annotate(other, "Words", note)
    revise(article)
    workflow.publish(record=article, by=admin_user, at=timezone.now() + timedelta(hours=1))
    addresses = {*all_addresses(), *named_addresses("held", card.pk)}
    assert {"/", "/feed.xml", "/sitemap.xml", "/corrections/", "/articles/held/changes/"} <= addresses
    asked = [*addresses, "/search/?q=spoke", "/oembed?url=http://testserver/articles/held/"]
    for address in asked:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        shown = body.decode(errors="replace")
        assert SECRET not in shown, address
        assert "/articles/held/" not in shown or response.status_code == 404, address
    assert not [path for path in all_addresses() if "held" in path]
    Article.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    assert SECRET in client.get("/articles/held/").content.decode()
    assert SECRET in client.get("/search/?q=spoke").content.decode()
    assert "/articles/held/" in client.get("/feed.xml").content.decode()
