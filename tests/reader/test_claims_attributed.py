"""A claim's words never stand anywhere without how they stand and who says them, before them, in that order."""

import html
import json
import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from explainer.actions.revising import revise
from explainer.batch_memo import batch
from explainer.models import Annotation, Claim
from explainer.publication.addresses import all_addresses
from explainer.publication.pages import found_at
from explainer.search import reindex
from explainer.text.attribution import Given, as_clause, attribute, joined
from explainer.text.typography import curl
from tests.conftest import fill_with_demonstration
from tests.factories import annotate, make_article, make_claim, make_user
from tests.markup import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration newsroom, loaded once for these tests, which only read, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_with_demonstration()
        reindex()
        yield
        transaction.set_rollback(True)


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def texts(response):
    """Everything that an answer says: running text without its tags, and each attribute."""
    kind = response.headers["Content-Type"]
    if kind.startswith("image/") and "svg" not in kind:
        return  # its words are drawn: test_share_pictures
    content = response.content.decode()
    if "json" in kind:
        for text in strings(json.loads(content)):
            yield from [html.unescape(re.sub("<[^>]*>", "", text)), *re.findall('title="([^"]*)"', text)]
    elif "html" in kind:
        yield from (" ".join(value.split()) for e in Reader(content).elements for value in e.attrs.values() if value)
        yield " ".join(html.unescape(re.sub("<(script|style).*?</\\1>|<[^>]*>", "", content, flags=re.S)).split())
    else:
        yield html.unescape(html.unescape(re.sub("<[^>]*>", "\n", content)))


def bare(response, said):
    """Where the words of a claim stand alone, and how often any claim's words stand at all."""
    alone, seen = [], 0
    shortest = min(len(words) for words, _ in said)
    text = "\n".join(curl(text) for text in texts(response) if len(text) >= shortest)
    lower = text.lower()
    for words, before in said:
        for found in re.finditer(re.escape(words.lower()), lower):
            seen += 1
            if not text.endswith(before, 0, found.start()):
                alone.append(text[max(0, found.start() - 60) : found.end()])
    return alone, seen


@pytest.fixture(scope="module")
def said(demonstration):
    """For each claim its words, and what has to stand before them."""
    claims = [(curl(as_clause(c.title, "en")), curl(c.headline)) for c in Claim.objects.all()]
    assert len(claims) >= 20
    return [(words, sentence.removesuffix(words)) for words, sentence in claims]


@pytest.mark.thorough
def test_they_stand_nowhere_without_verdict_and_claimant(client, said):
    seen = Counter()
    with batch():  # as they are baked
        for address in all_addresses():
            alone, count = bare(client.get(address), said)
            assert alone == [], address
            page = found_at(address)
            seen[page[0].name if page else address] += count
    expected = {"article", "full", "card", "claim", "claims", "claims_of_verdict", "claim_changes", "embed_article",
                "embed_claim", "oembed_claim", "search_index"}  # fmt: skip
    assert expected - {name for name, count in seen.items() if count} == {"search_index"}  # it is live


def test_nor_where_the_application_answers(client, said):
    claims = Claim.objects.order_by("pk")
    asked = [(reverse("search"), {"q": claim.title.rsplit(" ", 1)[0]}) for claim in claims]
    asked += [(reverse("oembed"), {"url": settings.SITE_URL + claims[0].get_absolute_url(), "format": form})
              for form in ("json", "xml")]  # fmt: skip
    asked += [(reverse("embed_code"), {"url": item.get_absolute_url()}) for item in
              (claims[0], Annotation.objects.filter(claim__isnull=False)[0].article)]  # fmt: skip
    for address, query in [*asked, (reverse("search_index"), {})]:
        alone, count = bare(client.get(address, query), said)
        assert alone == [], (address, query)
        assert count, (address, query)


def test_nor_in_the_history_of_a_claim_whose_words_changed(client):
    editor = make_user("Editors")
    claim = make_claim(title="30,000 men took part", claimant="Petra Lang", verdict="unproven")
    revise(claim, by=editor)
    claim.title, claim.verdict = "25,000 men took part", "disputed"
    claim.save()
    revise(claim, by=editor, change="correction", line="It was another number.")
    words = " ".join(Reader(client.get(f"{claim.get_absolute_url()}changes/").content.decode()).text.split())
    assert "Disputed: Petra Lang says that 25,000 men took part" in words
    assert re.search(r"(Unproven|Disputed)+: Petra Lang says that (30,000|25,000)+ men took part", words)


def test_the_sentence_of_the_issue(client):
    claim = make_claim(title="25,000 men took part", claimant="Petra Lang", verdict="disputed")
    assert claim.headline == "Disputed: Petra Lang says that 25,000 men took part"
    article = make_article("They marched.")
    annotate(article, "marched", claim)
    page = Reader(client.get(article.get_absolute_url()).content.decode())
    assert page.one("summary", data_number="1").text.split() == ["Claim", *claim.headline.split(), "Close"]
    full = Reader(client.get(f"{article.get_absolute_url()}full/").content.decode())
    assert full.one("div", role="note").attrs["aria-label"] == claim.headline


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("Eight thousand men marched", "eight thousand men marched"),
        ("The army is tired.", "the army is tired"),
        ("Russia is losing", "Russia is losing"),
        ("US aid has stopped", "US aid has stopped"),
        ("IN the end", "IN the end"),
        ("He left the U.S. in 1999.", "he left the U.S. in 1999."),
        ("It ended …", "it ended …"),
        ("  Many agree ", "many agree"),
    ],
)
def test_words_stand_inside_the_sentence_as_they_would_there(words, clause):
    assert as_clause(words, "en") == clause


def test_german_nouns_keep_their_capitals_and_articles_lose_it():
    assert as_clause("Die Armee ist müde.", "de-AT") == "die Armee ist müde"
    assert as_clause("Russen zögern", "de") == "Russen zögern"


@pytest.mark.parametrize(
    "pattern", ["{verdict}: {words}", "{words}, {claimant} says: {verdict}", "{verdict} {claimant}"]
)
def test_a_pattern_that_has_the_words_too_early_or_lacks_a_part_is_refused(pattern):
    with pytest.raises(ValueError, match="must have verdict, claimant and, after both, words"):
        attribute(pattern, verdict=Given("disputed", "Disputed", "half"), claimant="She", words="It", language="en")


def test_a_translators_order_of_verdict_and_claimant_is_free():
    sentence = attribute(
        "{claimant} ({verdict}): {words}", verdict=Given("v", "V", "ring"), claimant="C", words="W", language="de"
    )
    assert joined(sentence) == "C (V): W"
