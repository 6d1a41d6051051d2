"""The desk in German has no English word left: a walk over its screens, on which what is translated is marked.

While it walks, every text of a catalogue is set in wide letters (ＡＢＣ), and the newsroom's own words are Greek. So
each plain Latin word that a screen says went past translation, whichever language it looks like.
"""

import html
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils.translation.trans_real import DjangoTranslation

from explainer.desk.borrowed_words import OF_SCRIPTS
from explainer.models import State
from tests.desk.greek_newsroom import make_newsroom
from tests.factories import make_user
from tests.test_access import address, desk_routes

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]

FILLED_IN = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|<[^>]*>|&\w+;")
UNSEEN = re.compile(r"<(script|style|code|kbd|pre|textarea)\b.*?</\1>|<!--.*?-->", re.DOTALL)
HEARD = re.compile(r'\s(?:title|aria-label|alt|placeholder|label|data-[\w-]+)="([^"]*)"')
BUTTON = re.compile(r'<input[^>]*type="(?:submit|button)"[^>]*value="([^"]*)"')
# What no translation is for: addresses and paths, colours, the digest of a password, names of a form's hidden counts.
CODES = re.compile(r"\S*[/@*_#{]\S*|\b\w+(?:\.\w+)+|\b[\da-f]{16}\b")
WORD = re.compile(r"[A-Za-z]{2,}")
LEFT_OUT = {
    "UTC",  # the zone's name beside an hour
    "English", "Deutsch",  # each language by its own name
    "Search",  # of the sign beside the admin's search box: static/js/desk/labels.js says it in the desk's language
    "md", "tidy", "default",  # of passwords, jobs and queues
}  # fmt: skip
# Answers without a page, or the same page again.
SAME = re.compile(r"logout|/here/|/names/|/canvas/|/picture/|/jsi18n|from-address|/news/|/language/|<path:object_id>/$")
SENT = re.compile(
    r"/(?:add|change|changes|import|purge|review|discard|redact|set-up|passkeys|password\w*|<slug:name>)/$"
)
BEFORE_SIGNING_IN = ["login/", "password_reset/", "password_reset/done/", "password_reset/1/1/",
    "password_reset/complete/"]  # fmt: skip


def wide(text):
    """The text with wide letters, all but the places in it that are filled in."""
    parts = [re.sub("[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), part) for part in FILLED_IN.split(text)]
    return "".join(part + kept for part, kept in zip(parts, [*FILLED_IN.findall(text), ""], strict=True))


@pytest.fixture
def in_wide_letters(monkeypatch):
    """What the German catalogues have is said in wide letters."""
    single, counted = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self, message):
        said = single(self, message)
        return wide(said) if self.to_language() == "de" and message in self._catalog else said

    def ngettext(self, one, many, number):
        said = counted(self, one, many, number)
        return wide(said) if self.to_language() == "de" and said not in {one, many} else said

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    cache.clear()
    yield
    cache.clear()  # of parts of pages in wide letters


@pytest.fixture
def made(settings):
    settings.LANGUAGE_CODE, settings.SITE_NAME = "de", "Εφημερίδα"
    return make_newsroom()


def plain_words(page):
    """Every text of a page with a plain Latin word in it."""
    page = UNSEEN.sub(" ", page)
    heard = [text for text in HEARD.findall(page) if (" " in text and "&quot;: " not in text) or text.istitle()]
    for text in [*re.sub(r"<[^>]*>", "\n", page).split("\n"), *heard, *BUTTON.findall(page)]:
        if not set(WORD.findall(CODES.sub(" ", html.unescape(text)))) <= LEFT_OUT:
            yield " ".join(text.split())


class Walk:
    """Asks for pages as one user, with the desk in German. `found` has what was not translated, and where first."""

    def __init__(self, user=None):
        self.found, self.client = {}, Client(raise_request_exception=False)
        self.client.cookies["desk_language"] = "de"
        if user:
            self.client.force_login(user)

    def look(self, path, sent=None, **more):
        """What a form changes is taken back."""
        with transaction.atomic():
            answer = self.client.get(path) if sent is None else self.client.post(path, sent, **more)
            transaction.set_rollback(True)
        if "html" in answer.headers.get("Content-Type", ""):
            for text in plain_words(answer.content.decode()):
                self.found.setdefault(text, path)
        return answer


def keys_of(made, state):
    people = {"user": User.objects.get(username="Βίκτωρ"), "group": Group.objects.first(),
        "logentry": LogEntry.objects.first()}  # fmt: skip
    return {kind: record.pk for kind, record in (made[state] | people).items()}


@pytest.mark.thorough
def test_no_screen_of_the_german_desk_says_an_english_word(made, in_wide_letters):
    keys = keys_of(made, State.PUBLISHED)
    everything, stranger = Walk(User.objects.create_superuser("Σ")), Walk()
    for path in BEFORE_SIGNING_IN:
        stranger.look(f"/admin/{path}")
        stranger.look(f"/admin/{path}", {})
    for route in desk_routes():
        if not SAME.search(route):
            everything.look(address(route, keys))
            if SENT.search(route):
                everything.look(address(route, keys), {})
    assert {**stranger.found, **everything.found} == {}


@pytest.mark.thorough
def test_nor_does_what_a_contributor_sees_or_what_is_said_after_a_deed(made, in_wide_letters):
    contributor, editor = Walk(make_user("Contributors", "Ψ")), Walk(make_user("Editors", "Ω"))
    for state, kind in ((State.DRAFT, "article"), (State.DRAFT, "note"), (State.PUBLISHED, "claim")):
        page, record = f"/admin/explainer/{kind}/", made[state][kind].pk
        contributor.look(f"{page}{record}/change/")
        for name in ("review", "bin", "changes", "annotate", "steps/publish", "steps/submit"):
            editor.look(f"{page}{record}/{name}/")
        for name in ("publish", "take_down", "section" if kind == "article" else "owner"):
            sent = {"action": name, "_selected_action": [record]}
            editor.look(page, sent)
            editor.look(page, sent | {"confirmed": "yes", "value": "ω"}, follow=True)
    contributor.look("/admin/auth/user/")  # refused
    assert {**contributor.found, **editor.found} == {}


def test_it_would_notice_a_word_that_nobody_translated():
    page = (
        '<p title="Ｏｋ it">ａｂｃ</p><input type="submit" value="Save"><b data-wait="Wait now">Ψ</b><code>xyz</code>'
    )
    assert list(plain_words(page)) == ["Ｏｋ it", "Wait now", "Save"]


def test_the_scripts_of_the_admin_say_it_in_german_too(client):
    client.cookies["desk_language"] = "de"
    client.force_login(make_user("Editors"))
    said = client.get("/admin/jsi18n/").content.decode()
    assert "Alle entfernen: %s" in said
    assert [text for text in OF_SCRIPTS if f'"{text}": "{text}"' in said] == []


def test_titles_of_filters_begin_large_and_signs_say_yes_and_no(client):
    client.cookies["desk_language"] = "de"
    client.force_login(make_user("Administrators"))
    make_user("Editors")
    claims, people = (client.get(f"/admin/{page}/").content.decode() for page in ("explainer/claim", "auth/user"))
    titles = re.findall(r"<summary>\s*([^<]*?)\s*</summary>", claims + people)
    assert {"Zu beurteilen", "Aktiv"} <= {*titles}
    assert [title for title in titles if title[0].islower()] == []
    assert 'alt="Ja"' in people
    assert 'alt="True"' not in people


def test_the_pages_of_a_role_have_its_german_name_and_the_log_the_one_that_is_kept(client):
    client.cookies["desk_language"] = "de"
    client.force_login(make_user("Administrators"))
    role = Group.objects.get(name="Editors")
    for page in ("change", "delete", "history"):
        assert "Redigierende" in client.get(f"/admin/auth/group/{role.pk}/{page}/").content.decode()
    client.post(f"/admin/auth/group/{role.pk}/change/", {"name": "Editors", "permissions": []})
    assert LogEntry.objects.get(object_id=str(role.pk)).object_repr == "Editors"
