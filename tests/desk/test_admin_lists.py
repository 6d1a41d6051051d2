"""The desk's lists take as many queries for a full page as for two rows, and don't read what they don't show."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.actions.auditing import Action, audit
from explainer.actions.workflow import submit
from explainer.actions.working_copies import begin
from explainer.desk.desk_lines import age
from explainer.models import EmbedCount, EmbeddingSite, LinkCheck, ScaleVerdict, StalePage, State, Theme
from explainer.models.verdict import VerdictShape
from tests.factories import annotate, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client):
    admin_client.get("/admin/")
    return admin_client


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
        return [query["sql"] for query in captured]


OTHERS = [
    "explainer/scaleverdict", "explainer/embeddingsite", "explainer/theme", "explainer/embedcount",
    "explainer/stalepage", "explainer/auditentry", "admin/logentry", "auth/user", "auth/group",
]  # fmt: skip


def make_records(count):
    for number in range(count):
        user = make_user("Editors")
        LogEntry.objects.log_actions(user.pk, [user], CHANGE, [{"changed": {"fields": ["name"]}}], single_object=True)
        audit(Action.ACCOUNT, by=user, record=user)
        Group.objects.create(name=f"Role {user.pk}")
        if shapes := VerdictShape.values[ScaleVerdict.objects.count() :]:
            ScaleVerdict.objects.create(value=shapes[0], label=shapes[0], meaning="So.", shape=shapes[0])
        theme = Theme.objects.create(name=f"Theme {user.pk}", slug=f"theme-{user.pk}")
        EmbeddingSite.objects.create(name=f"Site {user.pk}", origins=["https://example.org"], theme=theme)
        EmbedCount.objects.create(day="2026-11-01", origin=f"https://{user.pk}.example", views=1)
        StalePage.objects.mark([f"/waiting/{user.pk}/"])
        article = make_article(f"Words {number} of the article.", section="Water")
        annotate(article, "Words", make_note())
        annotate(article, "article", make_claim())
        make_source()
        for record in (article, make_note(), make_claim()):
            begin(record=record, by=AnonymousUser())


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_a_list_says_who_has_unpublished_changes_and_leads_to_them(desk, make):
    plain, begun, handed_in = make(), make(), make()
    for record in (begun, handed_in):
        copy = begin(record=record, by=AnonymousUser())
    submit(record=copy, by=AnonymousUser())
    address = f"/admin/explainer/{plain.type_name}/"
    links = {each.attrs["href"]: each.text for each in read(desk.get(address)).all("a", class_="copy-state")}
    assert {href: text.split(",")[0] for href, text in links.items()} == {
        f"{address}{begun.pk}/changes/": "Unpublished changes",
        f"{address}{handed_in.pk}/changes/": "Changes in review",
    }  # fmt: skip
    for state, record in (("draft", begun), ("review", handed_in)):
        assert [row.pk for row in desk.get(address, {"changes": state}).context["cl"].result_list] == [record.pk]


@pytest.mark.thorough
def test_a_list_takes_the_same_queries_however_long_it_is(desk):
    names = ["article", "note", "claim", "source", "annotation", "claimant"]
    lists = [f"/admin/explainer/{name}/{query}" for name in names for query in ("", "?q=words", "?p=1")]
    lists += [f"/admin/{name}/" for name in OTHERS]
    make_records(2)
    few = {path: len(asked(desk, path)) for path in lists}
    make_records(30)
    many = {path: len(asked(desk, path)) for path in lists}
    assert {path: number for path, number in many.items() if number > few[path]} == {}
    assert max(few.values()) <= 20  # one for each filter's numbers


def test_a_list_leaves_long_texts_in_the_database(desk):
    make_records(2)
    for name, column in [("article", "body"), ("article", "text"), ("note", "body"), ("claim", "reasoning")]:
        selected = f'"explainer_{name}"."{column}"'
        lists = asked(desk, f"/admin/explainer/{name}/") + asked(desk, "/admin/explainer/annotation/")
        assert [sql for sql in lists if selected in sql] == []


def test_a_list_of_cards_makes_no_choice_of_all_articles(desk):
    make_records(3)
    page = desk.get("/admin/explainer/annotation/").content.decode()
    assert "article__id__exact" not in page
    assert len(desk.get("/admin/explainer/annotation/?article__id__exact=0").context["cl"].result_list) == 0


def test_cards_are_found_by_their_words_and_by_every_title(desk):
    article = make_article("Moscow saw drones.", title="Night over the river")
    annotate(article, "drones", make_note(title="Air raids"))
    annotate(article, "Moscow", make_claim(title="Who sent them"))
    annotate(make_article("Elsewhere."), "Elsewhere")

    def found(words):
        rows = desk.get("/admin/explainer/annotation/", {"q": words}).context["cl"].result_list
        return sorted(row.exact for row in rows)

    assert found("DRONES") == ["drones"]
    assert found("raids") == ["drones"]
    assert found("sent") == ["Moscow"]
    assert found("river") == ["Moscow", "drones"]
    assert found("river raids") == ["drones"]
    assert found("nothing") == []


def test_articles_are_sorted_by_their_number_of_cards(desk):
    few, many = make_article("One two three."), make_article("One two three.")
    annotate(few, "One")
    for words in ("One", "two", "three"):
        annotate(many, words)
    column = 5  # cards
    rows = desk.get(f"/admin/explainer/article/?o=-{column}").context["cl"].result_list
    assert [(row.pk, row.card_count) for row in rows] == [(many.pk, 3), (few.pk, 1)]


def test_a_list_of_claims_says_verdicts_in_words(desk):
    make_claim(verdict="partly_supported")
    page = desk.get("/admin/explainer/claim/").content.decode()
    assert '<td class="field-judged">Partly supported</td>' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Nothing is here yet."),
        ("?q=zzz", "Nothing in this list has “zzz”. Fewer words find more. Show the whole list"),
        ("?state__exact=draft", "Nothing here fits these filters. Show the whole list"),
    ],
)
def test_an_empty_list_says_why_and_the_way_out(client, query, said):
    client.force_login(make_user("Editors"))
    if query:
        make_note()
    assert said in " ".join(read(client.get(f"/admin/explainer/note/{query}")).text.split())


def test_a_list_and_the_front_desk_are_in_the_language_of_who_reads(client):
    client.force_login(make_user("Editors"))
    source = make_source()
    LinkCheck.objects.create(
        source=source, address=source.url, checked_at=timezone.now(), is_dead=True, problem="no-host"
    )
    make_note(as_of=date(2026, 5, 1))
    client.cookies["desk_language"] = "de"
    assert "1. Mai 2026" in client.get("/admin/explainer/note/").content.decode()
    front = client.get("/admin/").content.decode()
    assert "no-host" not in front
    assert "Its host is not known." not in front
    assert "Der Rechnername ist nicht bekannt." in front


def test_every_list_is_called_by_what_it_lists(client):
    client.force_login(make_user("Administrators"))
    lists = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]
    titles = {}
    for address in lists:
        answer = client.get(address)
        if answer.status_code == 200:
            titles[address] = read(answer).one("h1").text.strip()
    assert titles["/admin/auth/user/"] == "Users"
    assert [title for title in titles.values() if title.startswith("Select")] == []
    assert "0 scale" not in client.get("/admin/explainer/scaleverdict/").content.decode()
    assert "Authentication" not in client.get("/admin/auth/user/").content.decode()


@pytest.mark.parametrize(("seconds", "said"), [(0, "just now"), (59, "just now"), (61, "1\xa0minute")])
def test_what_was_changed_within_a_minute_was_changed_just_now(seconds, said):
    assert age(timezone.now() - timedelta(seconds=seconds)) == said


@pytest.mark.parametrize("name", ["article", "note", "claim"])
def test_filters_say_how_many_there_are_of_each(desk, name):
    make = {"article": make_article, "note": make_note, "claim": make_claim}[name]
    for number in range(3):
        make(state=State.DRAFT if number else State.PUBLISHED)
    page = read(desk.get(f"/admin/explainer/{name}/"))
    said = [" ".join(link.text.split()) for link in page.all("a") if "state__exact" in link.attrs.get("href", "")]
    assert said == ["Draft (2)", "In review (0)", "Published (1)", "Taken down (0)"]
