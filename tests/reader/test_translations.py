"""Background in several languages: a card shows the version in its article's language, and says how old it is."""

import pytest
from django.core.exceptions import ValidationError

from explainer import search
from explainer.actions.revising import revise
from explainer.actions.suggesting import suggest
from explainer.actions.translating import follow_original
from explainer.models import StalePage
from explainer.models.translation import behind
from explainer.publication.change import change
from tests.factories import annotate, make_article, make_claim, make_note
from tests.markup import read
from tests.reader.test_previews import link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    note = make_note(title="The bridge", summary="A “bridge” of 2018.", body="Built.", slug="bridge")
    revise(note)
    return note


@pytest.fixture
def german(original):
    note = make_note(
        title="Die Brücke", summary='Eine "Brücke" von 2018.', body="Gebaut.", language="de", translation_of=original,
        slug="bruecke",
    )  # fmt: skip
    follow_original(item=note, is_up_to_date=False)
    revise(note)
    return note


def rewrite(note, summary, kind="correction"):
    with change(note):
        note.summary = summary
        note.save()
        revise(note, change=kind, line="It was 2019.")


def test_a_card_shows_the_version_in_its_articles_language(client, original, german):
    for language, title, summary in [("de", "Die Brücke", "Eine „Brücke“ von 2018."),
                                     ("en-us", "The bridge", "A “bridge” of 2018."),
                                     ("fr", "The bridge", "A “bridge” of 2018.")]:  # fmt: skip
        card = annotate(make_article("Words.", language=language), "Words", original)
        page = read(client.get(card.article.get_absolute_url()))
        assert page.one("span", class_="title").text == title
        inner = page.one("div", class_="inner")
        assert inner.all("p")[0].text == summary
        full = read(client.get(card.get_absolute_url()))
        assert full.one("h1").text == title
        assert (inner.all("p")[0].attrs.get("lang"), "en anglais" in inner.text) == (
            ("en-gb", True) if language == "fr" else (None, False)
        )


def test_readers_of_a_translation_see_from_when_it_is_and_what_the_original_changed_since(client, original, german):
    card = annotate(make_article("Worte.", language="de"), "Worte", original)
    addresses = [german.get_absolute_url(), card.get_absolute_url(), f"/embed/notes/{german.slug}/"]
    for address in addresses:
        page = read(client.get(address))
        assert [link.text for link in page.all("a", hreflang="en-gb")] == ["The bridge"]
        assert not page.all("b", class_="behind")
    rewrite(original, "A bridge, of 2018.", kind="wording")
    assert not list(behind(type(german)))
    rewrite(original, "A bridge of 2019.")
    assert list(behind(type(german))) == [german]
    for address in addresses:
        assert read(client.get(address)).one("b", class_="behind")
    german.refresh_from_db()
    follow_original(item=german, is_up_to_date=True)
    assert not list(behind(type(german)))
    assert not read(client.get(german.get_absolute_url())).all("b", class_="behind")


def test_what_changes_in_one_version_makes_stale_what_shows_another(client, original, german):
    card = annotate(make_article("Worte.", language="de", slug="de"), "Worte", original)
    for note in (original, german):
        StalePage.objects.all().delete()
        rewrite(note, "Otherwise.")
        stale = set(StalePage.objects.values_list("path", flat=True))
        assert {"/articles/de/", card.get_absolute_url(), "/notes/bruecke/", "/notes/bridge/"} <= stale


def test_both_versions_say_where_they_are_used(client, original, german):
    article = make_article("Worte.", language="de", title="Der Artikel")
    annotate(article, "Worte", original)
    for note in (original, german):
        assert "Der Artikel" in read(client.get(note.get_absolute_url())).text


def test_an_article_is_offered_the_version_in_its_language_once(original, german):
    for note in (original, german):
        note.aliases = ["Krymbridge"]
        note.save()
    article = make_article("Die Krymbridge steht.", language="de")
    assert [each.notes for each in suggest(article=article)] == [(german,)]
    assert [each.notes for each in suggest(article=make_article("Krymbridge.", language="en-gb"))] == [(original,)]
    annotate(article, "steht", original)
    assert suggest(article=article) == []


def test_each_version_is_found_by_its_own_words(original, german):
    search.index(original, german)
    assert search.find("Brücke").records == [german]
    assert search.find("bridge").records == [original]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"language": "en-gb"}, "The original is in this language"),
        ({"language": "de"}, "There is a translation into this language already"),
    ],
)
def test_there_is_one_translation_into_a_language_and_none_into_the_originals(original, german, fields, said):
    second = make_note(state="draft", language="cs")
    second.translation_of = original
    for name, value in fields.items():
        setattr(second, name, value)
    with pytest.raises(ValidationError, match=said):
        second.full_clean()


def test_a_translation_has_no_translations(original, german):
    third = make_note(state="draft", language="cs")
    third.translation_of = german
    with pytest.raises(ValidationError, match="Choose the original"):
        third.full_clean()


def test_a_claims_sentence_follows_the_language_of_its_words(client):
    claim = make_claim(title="Die Armee ist müde.", claimant="Lang", language="de")
    assert claim.headline.endswith("die Armee ist müde")
    assert read(client.get(claim.get_absolute_url())).one("html").attrs["lang"] == "de"


def test_lists_say_which_of_their_titles_are_in_another_language(client, german):
    make_article("Words.", language="ar", title="الجسر", standfirst="جسر.")
    link = read(client.get("/")).one("a", hreflang="ar")
    assert (link.attrs["lang"], link.attrs["dir"], link.text) == ("ar", "rtl", "الجسر")
    notes = read(client.get("/notes/"))
    assert [(link.text, link.attrs["lang"]) for link in notes.all("a", hreflang="de")] == [("Die Brücke", "de")]
    assert not notes.all("a", hreflang="en-gb")


def test_an_embed_says_that_a_card_is_in_another_language(client, original):
    card = annotate(make_article("Words.", language="fr"), "Words", original)
    page = read(client.get(f"/embed/articles/{card.article.slug}/"))
    assert "en anglais" in page.text
    assert [element.text for element in page.all("span", lang="en-gb")] == ["The bridge"]


def test_a_translation_has_its_own_dates_or_its_originals(client, original, german):
    original.events.create(date="2018-05-15", text="The bridge opened.")
    card = annotate(make_article("Words.", language="de"), "Words", original)
    pages = (german.get_absolute_url(), card.get_absolute_url(), f"/embed/notes/{german.slug}/")
    for address in pages:
        assert "The bridge opened." in read(client.get(address)).one("body").text
    german.events.create(date="2018-05-15", text="Die Brücke wurde eröffnet.")
    for address in pages:
        shown = read(client.get(address)).one("body").text
        assert ("The bridge opened." in shown, "Die Brücke wurde eröffnet." in shown) == (False, True)


def test_a_translation_shows_no_dates_of_an_original_that_is_not_public(client, original, german):
    original.events.create(date="2018-05-15", text="The bridge opened.")
    type(original).objects.filter(pk=original.pk).update(state="draft")
    assert "The bridge opened." not in client.get(german.get_absolute_url()).content.decode()


def test_a_whole_articles_dates_and_places_are_those_of_the_version_in_its_language(client, original, german):
    river = make_note(title="River", place_name="Don", latitude=47, longitude=39)
    make_note(title="Fluss", language="de", translation_of=river)
    original.events.create(date="2018-05-15", text="The bridge opened.")
    german.events.create(date="2018", text="Die Brücke wurde eröffnet.")
    type(german).objects.filter(pk=german.pk).update(place_name="Kertsch", latitude=45, longitude=36)

    def said(address, *words):
        return [each for each in words if each in client.get(address).content.decode()]

    for language, dates, places in (
        ("de", ["Die Brücke wurde", "Die Brücke</a>"], ["Kertsch", "Don", "Fluss"]),
        ("en-us", ["bridge opened", "The bridge</a>"], ["Don", "River"]),
    ):
        article = make_article("Eins zwei drei.", language=language, slug=f"in-{language}")
        card = annotate(article, "Eins", original).pk
        annotate(article, "zwei", river)
        annotate(article, "drei", original)
        wanted = [*dates, f"#card-{card}"]
        every = ("Die Brücke wurde", "Die Brücke</a>", "bridge opened", "The bridge</a>", f"#card-{card}")
        for folder in (article.get_absolute_url(), link_to(article)):
            assert said(f"{folder}timeline/", *every) == wanted
            assert said(f"{folder}map/", "Kertsch", "Don", "Fluss", "River") == places
        assert said(f"/embed/timelines/in-{language}/", *every[:-1]) == dates


def test_the_sitemap_has_timelines_and_maps_of_dates_and_places_that_only_a_translation_has(client, original, german):
    for language in ("de", "fr"):
        annotate(make_article("Worte.", language=language, slug=f"in-{language}"), "Worte", original)
    annotate(make_article("Worte.", language="de", slug="of-translation"), "Worte", german)
    assert "/timeline/" not in client.get("/sitemap.xml").content.decode()
    german.events.create(date="2018", text="Die Brücke wurde eröffnet.")
    type(german).objects.filter(pk=german.pk).update(latitude=45, longitude=36)
    listed = client.get("/sitemap.xml").content.decode()
    pages = ["in-de/timeline/", "in-de/map/", "in-fr/timeline/", "in-fr/map/", "of-translation/timeline/"]
    assert [page for page in pages if page in listed] == [pages[0], pages[1], pages[4]]
    german.events.all().delete()
    original.events.create(date="2018", text="The bridge opened.")
    assert "of-translation/timeline/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("language", ["en-gb", "de", "fr", "es"])
@pytest.mark.parametrize("named", ["original", "german", "french"])
@pytest.mark.parametrize("dated", ["original", "german", "french"])
def test_the_sitemap_has_a_timeline_and_a_map_where_the_page_has_something(
    client, original, german, named, dated, language
):
    """Whichever version a card names, and whichever has the dates and the place: spoken of in four languages."""
    french = make_note(title="Le pont", slug="pont", language="fr", translation_of=original)
    notes = {"original": original, "german": german, "french": french}
    article = make_article("Words.", language=language, slug="story")
    annotate(article, "Words", notes[named])
    with change(notes[dated]):
        notes[dated].events.create(date="2018", text="The day of the bridge.")
        type(original).objects.filter(pk=notes[dated].pk).update(latitude=45, longitude=36)
    timeline = "The day of the bridge." in client.get("/articles/story/timeline/").text
    placed = "<svg" in client.get("/articles/story/map/").text
    listed = client.get("/sitemap.xml").text
    assert ("story/timeline/" in listed, "story/map/" in listed) == (timeline, placed)


def test_a_translation_that_stands_for_one_with_dates_makes_the_sitemap_stale(client, original, german):
    german.events.create(date="2018", text="Die Brücke wurde eröffnet.")
    annotate(make_article("Mots.", language="fr", slug="story"), "Mots", german)
    assert "story/timeline/" in client.get("/sitemap.xml").text
    french = make_note(title="Le pont", slug="pont", language="fr", translation_of=original, state="draft")
    StalePage.objects.all().delete()
    with change(french):
        french.state = "published"
        french.save()
    assert "story/timeline/" not in client.get("/sitemap.xml").text
    assert StalePage.objects.filter(path="/sitemap-timelines-1.xml").exists()
