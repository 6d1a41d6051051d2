"""Every address of the desk against every role: `tests/data/access.txt` says what each is answered.

The rows are made from the URL configuration, so an address without a row fails, with the row that it would have. Read
it, and put it into the file only if it is right: `python -m tests.test_access` isn't needed, the failure prints it.

A row has the answers to nobody, to an administrator who has given the password and not yet the second factor, to staff
without a role, a contributor, an editor and an administrator, then the method and the address. The records are
published and somebody else's; `draft` before the address: a draft of somebody else's. 302 is the way to sign in, or on
from what was done; a POST has an empty form, and is taken back.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from explainer.models import Article, Claim, Note, Source, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.test_hostile_parameters import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
TABLE = Path(settings.BASE_DIR) / "tests/data/access.txt"
NOBODY, HALF, NO_ROLE = "nobody", "half signed in", "no role"
ROLES = [NOBODY, HALF, NO_ROLE, "Contributors", "Editors", "Administrators"]
WIDTH = len(ROLES) * 4  # of a row's answers
KINDS = {"article": Article, "note": Note, "claim": Claim, "source": Source}
# Django's own second addresses for the first: they redirect, or say 404.
LEFT_OUT = re.compile(r"^admin/(<path|.*\$|\^|r/)|autocomplete|jsi18n")


def desk_routes():
    routes = {route for route in addresses(left_out=LEFT_OUT) if route.startswith("admin/")}
    return sorted(routes, key=lambda route: ("logout" in route, route))  # nobody is signed in after that


@pytest.fixture
def records(settings):
    """For each state the keys of its records, all made by somebody who asks for none of these pages."""
    author = make_user("Editors")
    made = {}
    for state in (State.PUBLISHED, State.DRAFT):
        article = make_article(state=state, made_by=author)
        note, claim = make_note(state=state, made_by=author), make_claim(state=state, made_by=author)
        source = make_source()
        cite(note, source)
        annotation = annotate(article, "MI6", note)
        made[state] = {
            "article": article.pk, "note": note.pk, "claim": claim.pk, "source": source.pk, "annotation": annotation.pk,
            "user": author.pk, "group": Group.objects.first().pk,
        }  # fmt: skip
    return made


@pytest.fixture
def clients():
    return {role: client_of(role) for role in ROLES}


def client_of(role):
    client = Client(raise_request_exception=False)
    if role == NOBODY:
        return client
    user = make_user("Administrators" if role == HALF else role if role != NO_ROLE else "")
    client.force_login(user)
    if role == HALF:
        TOTPDevice.objects.create(user=user, name="app")
    return client


def address(route, keys):
    """The route with the key of the record that it is about; that of a kind without one here is 1."""
    kind = re.search(r"admin/(?:explainer|auth)/(\w+)/", route)
    about = keys.get(kind[1] if kind else "article", 1)
    path = re.sub(r"<slug:kind>", "article", route)
    path = re.sub(r"<(int|path):(pk|object_id|id)>", str(about), path)
    return "/" + re.sub(r"<\w+:\w+>", "1", path)


def answers(clients, method, path):
    """What each role is answered. What a request changes is taken back."""
    statuses = []
    for client in clients.values():
        with transaction.atomic():
            statuses.append(getattr(client, method.lower())(path).status_code)
            transaction.set_rollback(True)
        ContentType.objects.clear_cache()
    return " ".join(map(str, statuses))


def rows(records, clients):
    for route in desk_routes():
        for method in ("GET", "POST"):
            path = address(route, records[State.PUBLISHED])
            yield f"{method:5}{route}", answers(clients, method, path)
        if re.search(r"admin/explainer/(article|note|claim)/<|admin/(preview|share|questions)/", route):
            yield f"draft {route}", answers(clients, "GET", address(route, records[State.DRAFT]))


@pytest.mark.thorough
def test_every_role_is_answered_as_the_table_says(records, clients):
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    expected = {line[WIDTH:]: line[: WIDTH - 1] for line in lines if line and not line.startswith("#")}
    found = dict(rows(records, clients))
    wrong = [f"{status} {row}" for row, status in found.items() if expected.get(row) != status]
    assert wrong == [], "\n".join(["These rows differ from the table, or have none:", *wrong])
    assert sorted(expected.keys() - found.keys()) == [], "these addresses are gone"


def test_no_form_of_another_site_is_taken(records):
    """An administrator who reads another site at the same time: each address of the desk that takes a form refuses."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    client.force_login(make_user("Administrators"))
    paths = [address(route, records[State.PUBLISHED]) for route in desk_routes()]
    taken = [path for path in paths if client.post(path, {"post": "yes"}).status_code not in {403, 405}]
    assert taken == []
