"""What changes names keys that every changed page carried: a cache that drops them shows nothing old."""

import json
import random

import pytest

from explainer.baking.queue import bake_due
from explainer.models import Annotation, Purge, StalePage
from explainer.publication.cache_keys import EVERYTHING
from explainer.publication.change import change
from explainer.publication.outbox import mark, mark_everything
from tests.baking.edits import EDITS, make_edit
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_are_on(settings):
    settings.SURROGATE_HEADER = "Surrogate-Key"
    settings.PURGER = "never.asked"


def keys(response):
    return set(response.headers["Surrogate-Key"].split())


def test_a_page_names_what_it_shows(client):
    article = make_article("Tanks came.")
    note, claim = make_note(), make_claim()
    card = annotate(article, "Tanks", note)
    annotate(article, "came", claim)
    a, n, c = f"article-{article.pk}", f"note-{note.pk}", f"claim-{claim.pk}"
    uses = {f"uses-{n}", f"uses-{c}"}
    path = article.get_absolute_url()
    expected = {
        path: {a, n, c, *uses}, path + "full/": {a, n, c, *uses}, path + "timeline/": {a, n, c},
        card.get_absolute_url(): {a, n}, card.get_absolute_url() + "fragment/": {a, n},
        note.get_absolute_url(): {n, f"uses-{n}"}, claim.get_absolute_url(): {c, f"uses-{c}"},
        "/": {"articles", "claims", "notes"}, "/notes/": {"notes"}, "/claims/": {"articles", "claims"},
        f"/embed{path}": {a, n, c, "embeds"}, f"/embed/notes/{note.slug}/": {n, "embeds"},
    }  # fmt: skip
    assert {path: keys(client.get(path)) - {EVERYTHING} for path in expected} == expected


def test_cloudflare_s_header_has_commas(client, settings):
    settings.SURROGATE_HEADER = "Cache-Tag"
    response = client.get("/")
    assert response.headers["Cache-Tag"] == "articles,claims,notes,site"
    assert "Surrogate-Key" not in response.headers


def test_no_header_unless_it_is_configured(client, settings):
    settings.SURROGATE_HEADER = ""
    assert not {"Surrogate-Key", "Cache-Tag"} & set(client.get("/").headers)


def test_shared_caches_keep_pages_as_long_as_configured_and_live_answers_not(client, settings):
    settings.SHARED_CACHE_SECONDS = 86400
    assert "s-maxage=86400" in client.get("/").headers["Cache-Control"]
    assert "s-maxage" not in client.get("/healthz").headers["Cache-Control"]


def baked(folder):
    """Every baked page and redirect: its bytes but for the keys, and the keys."""
    found = {}
    for path in folder.rglob("*.json"):
        if path.with_name(f"{path.name}.json").exists():  # a page that is JSON itself
            continue
        head = json.loads(path.read_text())
        assert "Surrogate-Key" in head["headers"], path
        named = set(head["headers"].pop("Surrogate-Key").split())
        found[path] = ([head, path.with_suffix("").read_bytes() if path.with_suffix("").exists() else b""], named)
    return found


def bake():
    while StalePage.objects.exists():
        list(bake_due())


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
def test_whatever_changes_is_purged(site, folder, seed):
    mark_everything()
    bake()
    dice = random.Random(100 + seed)
    before = baked(folder)
    for _ in range(12):
        Purge.objects.all().delete()
        kind = dice.choice(EDITS)
        make_edit(kind, dice.choice)
        purged = {key for purge in Purge.objects.all() for key in purge.keys.split()}
        assert EVERYTHING not in purged
        bake()
        after = baked(folder)
        for path, (content, named) in before.items():
            if path not in after or after[path][0] != content:
                assert named & purged, (kind, path, named, purged)
        before = after


@pytest.mark.thorough
def test_a_corrected_note_leaves_other_cards_of_its_article_alone(site, client):
    Purge.objects.all().delete()
    with change(site["shared"]):
        site["shared"].summary = "Corrected."
        site["shared"].save()
    assert set(Purge.objects.get().keys.split()) == {
        f"note-{site['shared'].pk}",
        "notes",
        f"source-{site['source'].pk}",
    }
    other = Annotation.objects.get(claim=site["claim"]).get_absolute_url()
    assert f"note-{site['shared'].pk}" not in keys(client.get(other))


def test_marks_that_name_no_record_purge_everything():
    mark(["/notes/"])
    assert Purge.objects.get().keys == EVERYTHING
