"""A link to a draft opens that draft and what stands on its cards, and nothing else anywhere: not the other drafts, not
the desk, no embed, feed, search or picture of anything that isn't public. When it has ended it opens nothing at all."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from explainer.actions import preview_links, workflow
from explainer.actions.bin import put_into_bin
from explainer.models import Annotation, PreviewLink, State
from explainer.publication.addresses import all_addresses
from explainer.publication.pages import PAGES
from tests.factories import annotate, make_article, make_claim, make_note, make_picture, make_user

pytestmark = pytest.mark.django_db
MAKE = {"article": make_article, "note": make_note, "claim": make_claim}
BODY = "The chief of MI6 spoke in Prague.\n\nHe recalled 1968."
WORD = re.compile(r"Zq(?:mine|other)(?:article|note|claim)")
OPENS = {
    "article": {"Zqminearticle", "Zqminenote", "Zqmineclaim"},
    "note": {"Zqminenote"},
    "claim": {"Zqmineclaim"},
}
ASKS = ["/search/?q={word}", "/oembed?url=http://testserver{page}", "/oembed?url=http://testserver{link}",
        "/embed/code/?url=http://testserver{page}", "/search/index.json"]  # fmt: skip


@pytest.fixture
def drafts():
    """Twice an article, and a note and a claim on its cards: each with a word of its own, most with a picture."""
    made = {}
    for whose in ("mine", "other"):
        for kind, make in MAKE.items():
            more = {"body": f"{BODY} Zq{whose}{kind}"} if kind == "article" else {"summary": f"Zq{whose}{kind}"}
            more |= {"picture": make_picture(), "picture_alt": "Grey"} if kind != "claim" else {}
            word = f"Zq{whose}{kind}"
            made[word] = make(state=State.DRAFT, slug=f"{whose}-{kind}", title=word, **more)
        annotate(made[f"Zq{whose}article"], "MI6", made[f"Zq{whose}note"])
        annotate(made[f"Zq{whose}article"], "1968", made[f"Zq{whose}claim"])
    return made


@pytest.fixture
def links(drafts):
    """A link to each of the first three, made by one editor, by the kind of its record."""
    editor, a_day = make_user("Editors"), timedelta(days=1)
    return {
        kind: f"/preview/{preview_links.make_link(record=drafts[f'Zqmine{kind}'], lifetime=a_day, by=editor).token}/"
        for kind in MAKE
    }


def with_picture(drafts):
    return [record for record in drafts.values() if record.type_name != "claim"]


def under(link, drafts):
    """Every address that a link could have, with each card and each picture there is."""
    cards = [f"cards/{card.pk}/{more}" for card in Annotation.objects.all() for more in ("", "fragment/")]
    pictures = [f"media/{record.picture.name}" for record in with_picture(drafts)]
    return [link + more for more in ("", "full/", "sources/", "timeline/", "map/", *cards, *pictures)]


def public(drafts, link):
    """Every address that the drafts would have if they were public, what asks for them, and all that the site has."""
    for record in with_picture(drafts):
        yield from (record.picture.url, record.picture.url.replace(".png", "-480.jpg"))
    for record in drafts.values():
        asks = {"word": record.title.lower(), "page": record.get_absolute_url(), "link": link}
        yield from (each.format(**asks) for each in ASKS)
        for page in PAGES:
            if page.of == record.type_name and page.name not in {"card", "fragment", "since"}:
                yield reverse(page.name, args=[record.slug])
    for card in Annotation.objects.select_related("article"):
        yield from (card.get_absolute_url(), f"{card.get_absolute_url()}fragment/")
    yield from all_addresses()


def read(client, addresses):
    """The words of drafts in all that is answered, the pictures that are, and the statuses."""
    words, pictures, statuses = set(), set(), set()
    for address in addresses:
        answer = client.get(address)
        statuses.add(answer.status_code)
        words |= set(WORD.findall(answer.content.decode(errors="replace")))
        if answer.status_code == 200 and answer["Content-Type"].startswith("image/"):
            pictures.add(address)
    return words, pictures, statuses


@pytest.mark.parametrize("kind", MAKE)
def test_it_opens_its_draft_and_its_cards_and_no_other(client, drafts, links, kind):
    words, pictures, statuses = read(client, under(links[kind], drafts))
    assert (words, statuses) == (OPENS[kind], {200, 404})
    opened = with_picture({word: drafts[word] for word in OPENS[kind]})
    assert pictures == {f"{links[kind]}media/{record.picture.name}" for record in opened}


def test_it_opens_nothing_elsewhere_for_who_came_by_it(client, drafts, links):
    assert {client.get(link).status_code for link in links.values()} == {200}
    asked = list(public(drafts, links["article"]))
    assert {"/feed.xml", "/articles/mine-article/", "/embed/notes/other-note/"} <= set(asked)
    assert read(client, asked)[:2] == (set(), {"/favicon.ico"})
    desk = [f"/admin/explainer/{record.type_name}/{record.pk}/change/" for record in drafts.values()]
    desk += [f"/admin/{what}/article/{drafts['Zqminearticle'].pk}/" for what in ("preview", "share")]
    assert {client.get(address).status_code for address in desk} == {302}
    assert {client.post(address).status_code for address in under(links["article"], drafts)} == {405}


def throw_away(record):
    put_into_bin(record=record, by=make_user("Editors"))


def publish_and_take_down(record):
    if record.state == State.DRAFT:
        workflow.publish(record=record, by=make_user("Editors"), cards="without")
    workflow.take_down(record=record, by=make_user("Editors"), line="It was wrong.")


ENDS = {
    "withdrawn": lambda record: PreviewLink.objects.update(withdrawn=timezone.now()),
    "expired": lambda record: PreviewLink.objects.update(until=timezone.now()),
    "its maker's account switched off": lambda record: User.objects.update(is_active=False),
    "its maker's role taken": lambda record: PreviewLink.objects.first().by.groups.clear(),
    "thrown away": throw_away,
    "taken down": publish_and_take_down,
}


@pytest.mark.parametrize("end", ENDS)
def test_when_it_has_ended_it_opens_nothing(client, drafts, links, end):
    for kind in MAKE:
        ENDS[end](drafts[f"Zqmine{kind}"])
    for link in links.values():
        assert read(client, under(link, drafts)) == (set(), set(), {410})
