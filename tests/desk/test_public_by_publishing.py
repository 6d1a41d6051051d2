"""Nothing goes out before somebody publishes it: every form and button of the desk, and what readers see after it.

The screens of articles, notes, claims, sources, claimants and the scale of verdicts are those of the URL configuration
and what their forms lead to, so a new form is walked too. Each button is pressed with every field changed; only one
whose words say that it publishes (or takes down, or tells) may change a page for readers.
"""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from explainer.actions.revising import revise
from explainer.actions.working_copies import begin
from explainer.desk.card_actions import CARD_ACTIONS
from explainer.models import Note, ScaleVerdict, State, Theme
from explainer.models.verdict import copy_ours
from explainer.publication.addresses import all_addresses
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read
from tests.test_access import address, desk_routes

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only, pytest.mark.thorough]

SAYS_SO = re.compile(r"publish|take down|readers are told|for good|go on without|delete|replace", re.IGNORECASE)
WALKED = re.compile(
    r"^admin/(explainer/(article|note|claim)/((<int:pk>/(cards|review|discard)|<path:object_id>/change)/)?|questions/.*"
    r"|explainer/(source|claimant|scaleverdict)/((add|<path:object_id>/change)/)?)$"
)
NOT_WALKED = re.compile(r"logout|password|language|i18n")
READ = re.compile(r"^/(articles|notes|claims|sources)/([\w-]+/)?$|^/claimants/|^/articles/[\w-]+/changes/|feed.xml|^/$")
OWN = {"explainer_keptform", "explainer_auditentry", "explainer_cardchange", "explainer_previewlink"}
ODD = re.compile(r"slug|_FORMS|csrf|date|year|_on|_at|_by|as_of|itude|position|seen|version|url|origins|with|same_as")


@pytest.fixture
def newsroom():
    """A record of each kind that readers can see, with changes of it that they can't, and one that they can't see."""
    author = make_user("Editors")
    list(copy_ours())
    records = {}
    for state in (State.DRAFT, State.PUBLISHED):
        article = make_article("Tanks came to Prague at night, many of them.", state=state, made_by=author)
        note, claim, source = make_note(state=state), make_claim(state=state), make_source()
        note.events.create(date="1968-08", text="Tanks came.", source=source)
        for record in (note, claim, article):
            cite(record, source)
            revise(record)
        annotation = annotate(article, "Prague", note)
        annotate(article, "night", claim)
        records[state] = {
            "article": article, "note": note, "claim": claim, "source": source, "annotation": annotation,
            "claimant": claim.said_by, "scaleverdict": ScaleVerdict.objects.get(value=claim.verdict),
            "theme": Theme.objects.create(name=f"T {state}", slug=f"t-{state}"),
        }  # fmt: skip
    for name in ("note", "claim", "article"):
        begin(record=records[State.PUBLISHED][name], by=author)
    return records


def seen():
    """Every page for readers, as it is now."""
    client = Client()
    paths = [path for path in all_addresses() if READ.search(path)]
    return {path: client.get(path).content for path in paths}


def changed(element):
    """What a person would send who changes this field."""
    name, value = element.attrs["name"], element.attrs.get("value") or ""
    if element.attrs.get("type") == "date":
        return "2031-01-31"
    if element.tag == "select":
        options = [option.attrs.get("value", "") for option in element.all("option")]
        chosen = [option.attrs.get("value") for option in element.all("option") if "selected" in option.attrs]
        others = [option for option in options if option and option not in chosen]
        return chosen[0] if ODD.search(name) and chosen else (others or chosen or options or [""])[0]
    if element.tag == "textarea":
        value = element.text.removeprefix("\r\n").removeprefix("\n")
    if element.attrs.get("type") == "hidden" or ODD.search(name):
        return value
    return f"{value} zebra".strip()


def presses(path, response):
    """The forms of a page, each button of each: where it is sent, what with, and the button's words."""
    for form in read(response).all("form"):
        to = form.attrs.get("action") or path
        if form.attrs.get("method", "get").lower() != "post" or NOT_WALKED.search(to):
            continue
        data, buttons = {}, [({}, "")]
        for element in form.inside:
            name, kind = element.attrs.get("name"), element.attrs.get("type", "")
            is_button = element.tag == "button" or (element.tag == "input" and kind == "submit")
            if is_button and kind != "button":
                words = " ".join((element.text or element.attrs.get("value", "")).split())
                buttons.append(({name: element.attrs.get("value", "")} if name else {}, words))
            elif not name or "__prefix__" in name or name.endswith("DELETE") or kind == "file":
                continue
            elif kind in {"checkbox", "radio"}:
                if name == "_selected_action":
                    data.setdefault(name, []).append(element.attrs["value"])
                elif "checked" not in element.attrs:
                    data.setdefault(name, element.attrs.get("value", "on"))
            elif element.tag in {"input", "textarea", "select"} and not is_button:
                data[name] = changed(element)
        if "_selected_action" in data and form.all("select", name="action"):
            options = form.all("select", name="action")[0].all("option")
            buttons = [({"action": each.attrs["value"]}, each.text) for each in options if each.attrs["value"]]
        elif len(buttons) > 1:
            buttons = buttons[1:]
        for more, words in buttons:
            yield to if to.startswith("/") else path, data | more, words


def press(client, path, data, said, before, found, depth=0):
    """Send a form, and press on where it only leads to the next question. `found` has what readers saw of it."""
    tables = set()

    def watch(execute, sql, params, many, context):
        if match := re.match(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(explainer_\w+)"', sql):
            tables.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            response = client.post(path, data)
        is_shown = any(map(SAYS_SO.search, said))
        if tables - OWN:
            found["written"].add((re.sub(r"\d+", "N", path), said[-1]))
            if not is_shown and (after := seen()) != before:
                pages = [page for page in {**before, **after} if before.get(page) != after.get(page)]
                found["shown"].append((path, said, sorted(pages)[:4]))
        transaction.set_rollback(True)
    is_page = response.status_code == 200 and "text/html" in response["Content-Type"]
    if is_page and depth < 2 and not tables - OWN and re.search(rb'name="(confirmed|post)"', response.content):
        for to, more, words in presses(path, response):
            press(client, to, more, [*said, words], before, found, depth + 1)


@pytest.mark.timeout(1500)
def test_no_button_but_one_that_says_so_changes_what_readers_see(newsroom):
    client = Client()
    client.force_login(make_user("Editors"))
    before, found = seen(), {"shown": [], "written": set()}
    for route in filter(WALKED.search, desk_routes()):
        path = address(route, {name: record.pk for name, record in newsroom[State.PUBLISHED].items()})
        response = client.get(path)
        for to, data, words in presses(path, response) if response.status_code == 200 else ():
            press(client, to, data, [words], before, found)
    press_cards(client, newsroom[State.PUBLISHED], before, found)
    assert found["shown"] == []
    walked = {said for _path, said in found["written"]}
    assert walked >= {
        "Save",
        "Save and publish",
        "Publish now",
        "Set the section",
        "Set “review by”",
        "put",
        "new_note",
    }


def press_cards(client, records, before, found):
    """What the annotate screen sends."""
    article, card = records["article"], records["annotation"]
    path = reverse("admin:explainer_article_annotate_change", args=[article.pk])
    start = article.text.index("Tanks")
    for choice in CARD_ACTIONS:
        sent = {
            "choice": choice, "key": f"k-{choice}", "note": Note.objects.published().first().pk, "annotation": card.pk,
            "start": start, "end": start + 5, "exact": "Tanks", "title": "Zebra", "summary": "An animal.",
            "kind": "concept" if choice == "new_note" else "fact", "claimant": "She", "verdict": "unproven",
        }  # fmt: skip
        press(client, path, sent, [choice], before, found)
