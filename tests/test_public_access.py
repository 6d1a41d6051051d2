"""Every address for readers, in each state of what it shows: `tests/data/public_access.txt` says what it answers.

The rows are made from the URL configuration, so an address without a row fails, with the row that it would have. A row
has the answer of a GET where the record is published, a draft, and taken down, then that of a POST, and the address.
It is the same for everybody: nobody, an editor and an administrator see there what readers see. The desk has a table
of its own (tests/test_access.py); what each link to a preview opens, tests/reader/test_preview_links_apart.py tries.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from explainer.actions import workflow
from explainer.actions.revising import revise
from explainer.models import State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.test_hostile_parameters import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
TABLE = Path(settings.BASE_DIR) / "tests/data/public_access.txt"
LEFT_OUT = re.compile(r"^admin/|^media/|^static/|^__debug__")
STATES = ["published", "draft", "taken down"]
KINDS = {"notes": "note", "claims": "claim", "claimants": "claimant"} | dict.fromkeys(
    ("articles", "timelines", "maps"), "article"
)


@pytest.fixture
def keys():
    """For each state, what fills the places of an address."""
    return {state: _keys(state) for state in STATES}


def _keys(state):
    stored = State.DRAFT if state == "draft" else State.PUBLISHED
    article, note = make_article(state=stored), make_note(state=stored)
    claim = make_claim(state=stored, claimant=f"Who said {state}", said_on="2026")
    source = make_source(archived_url="https://archive.example/1")
    cite(note, source)
    card = annotate(article, "MI6", note)
    for record in (article, note, claim):
        revise(record)
        if state == "taken down":
            workflow.take_down(record=record, by=make_user("Administrators"), line="It was wrong.")
    slugs = {"article": article.slug, "note": note.slug, "claim": claim.slug, "claimant": claim.said_by.slug}
    return slugs | {"card": card.pk, "source": source.pk}


def path(route, keys):
    """The route with the records of one state; where it names none, with what there always is."""
    first = re.search(r"(articles|notes|claims|claimants|timelines|maps)/<address", route)
    values = {
        "<address:slug>": keys[KINDS[first[1]]] if first else "",
        "cards/<int:id>": f"cards/{keys['card']}", "sources/<int:id>": f"sources/{keys['source']}",
        "go/<int:id>": f"go/{keys['source']}", "<year:year>": "2026", "<day:day>": "2026-01-01",
        "<slug:verdict>": "unproven", "claims/kinds/<slug:kind>": "claims/kinds/fact", "<slug:kind>": "concept",
        "<slug:section>": "articles",
    }  # fmt: skip
    for place, value in values.items():
        route = route.replace(place, value)
    return "/" + re.sub(r"<\w+:\w+>", "1", route)


def found(keys):
    clients = [Client(raise_request_exception=False) for _ in range(3)]
    for client, role in zip(clients[1:], ("Editors", "Administrators"), strict=True):
        client.force_login(make_user(role))
    for route in sorted(addresses(left_out=LEFT_OUT)):
        asked = [("get", path(route, keys[state])) for state in STATES] + [("post", path(route, keys["published"]))]
        answers = [{getattr(client, method)(each).status_code for client in clients} for method, each in asked]
        yield " ".join("/".join(map(str, sorted(each))) for each in answers), route


@pytest.mark.thorough
def test_every_address_answers_as_the_table_says_whoever_asks(keys):
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    expected = {line[16:]: line[:15] for line in lines if line and not line.startswith("#")}
    rows = {route: answers for answers, route in found(keys)}
    wrong = [f"{answers} {route}" for route, answers in rows.items() if expected.get(route) != answers]
    assert wrong == [], "\n".join(["These rows differ from the table, or have none:", *wrong])
    assert sorted(expected.keys() - rows.keys()) == [], "these addresses are gone"
