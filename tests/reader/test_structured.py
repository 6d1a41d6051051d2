"""Pages tell machines what they are: JSON-LD that says only what schema.org's vocabulary (release 30.0) knows."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from explainer.actions.revising import revise
from explainer.batch_memo import batch
from explainer.models import Claimant
from explainer.publication.addresses import all_addresses, live_addresses
from explainer.publication.pages import PAGES, found_at
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.reader.test_changes import edit

pytestmark = pytest.mark.django_db
KNOWN = json.loads((Path(settings.BASE_DIR) / "tests/data/schemaorg-30.0.json").read_text(encoding="utf-8"))
TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "CssSelectorType", "Boolean"}
EACH = 30  # pages of a kind that are looked at
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def above(kind):
    """The type and all that it is a kind of."""
    return {kind}.union(*(above(parent) for parent in KNOWN["types"][kind]))


def faults(node, where=""):
    """What of a node schema.org doesn't know."""
    kind = node.get("@type")
    if kind is None:
        return [] if set(node) == {"@id"} else [f"{where}: no type"]
    if kind not in KNOWN["types"]:
        return [f"{where}: no such type as {kind}"]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}/{kind}.{name}"
        domain, ranges = KNOWN["properties"].get(name, ([], []))
        if not above(kind) & set(domain):
            found.append(f"{place}: not a property of it")
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                found += [] if TEXTS & set(ranges) else [f"{place}: no text"]
                continue
            found += faults(each, place)
            if "@type" in each and not above(each["@type"]) & set(ranges):
                found.append(f"{place}: no {each['@type']}")
    return found


def data(client, path):
    """What the page says to machines, by type; checked."""
    return data_of(client.get(path), path)


def data_of(answer, path):
    texts = BLOCK.findall(answer.text)
    assert len(texts) == 1, path
    graph = json.loads(texts[0])
    assert graph["@context"] == "https://schema.org"
    assert [fault for node in graph["@graph"] for fault in faults(node)] == [], path
    return {node["@type"]: node for node in graph["@graph"]}


@pytest.mark.thorough
def test_every_page_of_the_demonstration_is_valid(client, newsroom):
    seen, kinds = Counter(), set()
    with batch():  # as they are baked
        for path in (*all_addresses(), *live_addresses()):
            page, _ = found_at(path) or (None, None)  # a page of the sitemap is no kind of page
            if page is None or page.is_framed or seen[page.name] >= EACH:
                continue
            seen[page.name] += 1
            answer = client.get(path)
            if answer.get("Content-Type", "").startswith("text/html") and b"<html" in answer.content:
                kinds.update(data_of(answer, path))
    assert {page.name for page in PAGES if not page.is_framed} - set(seen) == set()
    assert {"NewsArticle", "ClaimReview", "Event", "Person", "Organization", "WebSite", "BreadcrumbList"} <= kinds


def test_what_the_vocabulary_does_not_know_is_found():
    assert faults(
        {"@type": "NewsArticle", "headlin": "x", "author": {"@type": "Place", "name": "x"}, "mentions": "x"}
    ) == [
        "/NewsArticle.headlin: not a property of it",
        "/NewsArticle.headlin: no text",
        "/NewsArticle.author: no Place",
        "/NewsArticle.mentions: no text",
    ]


def test_an_article_says_what_it_cites_and_mentions_and_what_was_corrected(client, settings):
    settings.SITE_URL = "https://news.example"
    article = make_article("MI6 spoke in Prague.", title="</script><b> & more", byline="Ann Author")
    note, source = make_note(), make_source()
    cite(note, source)
    annotate(article, "MI6", note)
    annotate(article, "Prague", make_note(state="draft"))
    revise(article)
    edit(article, "correction", "It was Prague.", body="MI6 spoke in Prague. So it did.")
    news = data(client, article.get_absolute_url())["NewsArticle"]
    assert news["headline"] == article.title
    assert news["author"] == {"@type": "Person", "name": "Ann Author"}
    assert news["mentions"] == [{"@id": f"https://news.example{note.get_absolute_url()}"}]
    assert news["citation"] == [{"@id": f"https://news.example{source.get_absolute_url()}"}]
    assert [(each["@type"], each["text"]) for each in news["correction"]] == [("CorrectionComment", "It was Prague.")]


def test_a_claim_says_who_said_it_and_how_it_stands_in_words(client):
    claim = make_claim(title="25,000 men took part", claimant="Petra Lang", verdict="disputed", said_on="2023-06")
    review = data(client, claim.get_absolute_url())["ClaimReview"]
    assert review["claimReviewed"] == "25,000 men took part"
    assert review["reviewRating"]["alternateName"] == "Disputed"
    assert "ratingValue" not in review["reviewRating"]
    assert review["itemReviewed"]["author"]["name"] == "Petra Lang"
    assert review["itemReviewed"]["datePublished"] == "2023-06"


def test_a_claimant_is_the_same_thing_on_its_own_page_and_on_a_claims(client, settings):
    settings.SITE_URL = "https://news.example"
    note = make_note(same_as="https://www.wikidata.org/wiki/Q1")
    claim = make_claim(claimant="Petra Lang")
    Claimant.objects.update(kind="body", about="A ministry.", aliases=["PL"], note=note)
    author = {"@type": "Organization", "@id": "https://news.example/claimants/petra-lang/", "name": "Petra Lang"}
    author["url"] = author["@id"]
    assert data(client, claim.get_absolute_url())["ClaimReview"]["itemReviewed"]["author"] == author
    more = {"alternateName": ["PL"], "description": "A ministry.", "sameAs": note.same_as}
    page = data(client, "/claimants/petra-lang/")
    assert page["Organization"] == author | more
    assert page["WebPage"]["mainEntity"] == {"@id": author["@id"]}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("event", {"@type": "Event", "startDate": "2023-06-24", "location": {"@type": "Place", "name": "Rostov"}}),
        ("person", {"@type": "Person"}),
        ("organisation", {"@type": "Organization", "location": {"@type": "Place", "name": "Rostov"}}),
        ("place", {"@type": "Place"}),
        ("concept", {"@type": "DefinedTerm"}),
        ("document", {"@type": "CreativeWork"}),
        ("question", {"@type": "Question"}),
        ("", {"@type": "Thing"}),  # not chosen yet
    ],
)
def test_a_note_is_what_it_is_about(client, kind, expected):
    note = make_note(
        kind=kind,
        place_name="Rostov",
        aliases=["It"],
        same_as="https://www.wikidata.org/wiki/Q1",
        as_of=date(2026, 3, 2),
    )
    note.events.create(date="2023-06-24", text="It began.")
    found = data(client, note.get_absolute_url())
    about = found[expected["@type"]]
    assert about["sameAs"] == "https://www.wikidata.org/wiki/Q1"
    assert about["alternateName"] == ["It"]
    assert {name: about.get(name) for name in expected} == expected
    assert found["WebPage"]["lastReviewed"] == "2026-03-02"
    assert found["WebPage"]["mainEntity"] == {"@id": about["@id"]}


def test_a_preview_says_nothing_to_machines(client, admin_client):
    note = make_note(state="draft")
    answer = admin_client.get(f"/admin/preview/note/{note.pk}/", follow=True)
    assert answer.status_code == 200
    assert not BLOCK.search(answer.text)


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_versions_in_other_languages_are_named_in_both_and_in_each_page(client, make, settings):
    settings.SITE_URL = "https://news.example"
    first = make(language="en-gb")
    german = make(language="de", translation_of=first)
    make(language="fr", translation_of=first, state="draft")
    named = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="https://news.example([^"]+)">')
    expected = [("de", german.get_absolute_url()), ("en-gb", first.get_absolute_url())]
    for each in (first, german):
        page = client.get(each.get_absolute_url()).text
        assert named.findall(page) == expected
        assert f'<html lang="{each.language}"' in page
    assert named.findall(client.get(make().get_absolute_url()).text) == []
