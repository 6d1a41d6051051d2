"""Sources have pages that say what rests on them; a reader of everything comes back to each place."""

import re

import pytest
from django.urls import reverse

from explainer.actions.link_checks import Answer, check_links
from explainer.models import StalePage, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


def address(source):
    return reverse("source", args=[source.pk])


def test_a_source_says_what_it_is_and_what_rests_on_it(client):
    source = make_source(
        title="A speech", publisher="The Service", kind="primary", language="de", published_on="2023-07-19",
        seen_on="2026-03", archived_url="https://archive.example/1",
    )  # fmt: skip
    note, claim, draft = (
        make_note(title="Mutiny"),
        make_claim(title="Door"),
        make_note(title="Secret", state=State.DRAFT),
    )
    article = make_article(title="The story")
    note.events.create(date="1968", text="Tanks came.", source=source)
    for record in (claim, draft, article):
        cite(record, source, words="the date")
    html = read(client.get(address(source)))
    facts = [" ".join(fact.text.split()) for fact in html.one("dl", class_="facts").all("div")]
    assert facts[:5] == [
        "PublisherThe Service", "Published19 July 2023", "Read by usMarch 2026", "KindPrimary source", "LanguageGerman"
    ]  # fmt: skip
    links = [link.attrs["href"] for link in html.all("a", class_="headline")]
    assert links == [article.get_absolute_url(), claim.get_absolute_url(), note.get_absolute_url()]
    assert "Secret" not in html.text


def test_a_source_of_drafts_alone_is_not_there(client):
    source = make_source()
    cite(make_note(state=State.DRAFT), source)
    assert client.get(address(source)).status_code == 404
    assert address(source) not in set(all_addresses())
    assert source.title not in client.get("/sources/").content.decode()


def test_the_list_has_each_once_in_pages(client):
    note = make_note()
    for n in range(101):
        source = make_source(title=f"Title {n:03}", publisher="")
        cite(note, source)
        cite(make_claim(), source)
    html = read(client.get("/sources/"))
    assert [link.text for link in html.all("a", class_="headline")] == [f"Title {n:03}" for n in range(100)]
    assert [link.text for link in read(client.get("/sources/page/2/")).all("a", class_="headline")] == ["Title 100"]
    assert client.get("/sources/page/3/").status_code == 404


def test_what_is_published_or_changed_marks_the_pages_of_its_sources_and_no_others():
    source, other = make_source(), make_source()
    note = make_note(state=State.DRAFT)
    cite(note, source)
    cite(make_note(), other)
    StalePage.objects.all().delete()
    with change(note):
        note.summary = "Still a draft."
        note.save()
    assert not StalePage.objects.filter(path__startswith="/sources/").exists()
    with change(note):
        note.state = State.PUBLISHED
        note.save()
    assert list(StalePage.objects.filter(path__startswith="/sources/").values_list("path", flat=True)) == [
        address(source)
    ]


def test_in_the_full_article_each_source_leads_back_to_its_cards(client):
    first, second = make_note(), make_note()
    source = make_source(seen_on="2026-03", kind="agency")
    article = make_article("Tanks came at night.")
    cards = [annotate(article, "Tanks", first), annotate(article, "night", second)]
    cite(first, source)
    cite(second, source)
    html = read(client.get(reverse("full", args=[article.slug])))
    item = html.one("li", id="source-1")
    assert [link.attrs["href"] for link in item.all("a")][-2:] == [f"#card-{card.pk}" for card in cards]
    assert "read March 2026, News agency What rests on it Back to 1, 2" in " ".join(item.text.split())
    for link in item.all("a"):
        if link.attrs["href"].startswith("#"):
            assert (
                len(
                    re.findall(rf'id="{link.attrs["href"][1:]}"', client.get(reverse("full", args=[article.slug])).text)
                )
                == 1
            )


def test_a_dead_link_is_said_to_readers_with_its_copy_and_taken_back(client):
    source = make_source(archived_url="https://archive.example/1")
    note = make_note()
    cite(note, source)
    list(check_links(sources=[source], pause=0, question=lambda _address: Answer(404, is_dead=True)))
    page = client.get(note.get_absolute_url()).content.decode()
    assert "no longer online" in page
    assert 'href="https://archive.example/1"' in page
    assert set(StalePage.objects.values_list("path", flat=True)) >= {note.get_absolute_url(), address(source)}
    StalePage.objects.all().delete()
    list(check_links(sources=[source], pause=0, question=lambda _address: Answer(404, is_dead=True)))
    assert not StalePage.objects.exists()
    list(check_links(sources=[source], pause=0, question=lambda _address: Answer(200)))
    assert "no longer online" not in client.get(note.get_absolute_url()).content.decode()


def test_a_dead_link_is_said_in_frames_too(client):
    note = make_note(slug="note")
    source = make_source(title="A law", publisher="", archived_url="https://archive.example/1", is_gone=True)
    cite(note, source)
    item = read(client.get("/embed/notes/note/?open=1")).one("ul", class_="sources").one("li")
    assert " ".join(item.text.split()) == "A law, no longer online (stored copy)"
    assert item.all("a")[-1].attrs["href"] == f"http://testserver/go/{source.pk}/copy/"


@pytest.mark.parametrize(
    "address", ["/articles/story/full/", "/articles/story/sources/", "/notes/note/", "/embed/notes/note/?open=1"]
)
def test_what_is_in_another_language_says_so_and_its_title_is_read_out_in_it(client, address):
    note = make_note(slug="note")
    annotate(make_article("Prague.", slug="story"), "Prague", note)
    cite(note, make_source(title="Das Gesetz", publisher="Amt", language="de"), position=1)
    cite(note, make_source(title="القانون", url="", language="ar"), position=2)
    cite(note, make_source(title="The law", language="en"), position=3)
    html = read(client.get(address))
    [listed] = [html.one("ul", class_="sources")] if "notes" in address else [html.all("ol")[-1]]
    german, arabic, english = (" ".join(item.text.split()) for item in listed.all("li"))
    assert german.startswith("Das Gesetz, Amt, in German")
    assert arabic.startswith("القانون, in Arabic")
    assert " in " not in english
    title = listed.all("li")[0].all("a")[0]
    assert (title.attrs["lang"], title.attrs["hreflang"]) == ("de", "de")
    assert listed.all("li")[1].one("span", lang="ar").attrs == {"lang": "ar", "dir": "rtl"}
    assert "lang" not in listed.all("li")[2].all("a")[0].attrs
