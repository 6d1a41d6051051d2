"""The catalogues of translations are complete, fresh and well set; readers' pages have no English word beside them."""

import re
import xml.sax.saxutils
from datetime import date
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.plurals import get_plural
from django.urls import reverse
from django.utils import translation

from explainer.actions.revising import revise
from explainer.catalogues import CATALOGUES, READERS, extracted, files, po_file, read
from explainer.message_extraction import ROOT
from explainer.models import Claim, Event, Revision
from explainer.publication.addresses import all_addresses, live_addresses
from explainer.publication.change import change
from explainer.text.typography import SIGNS
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import Reader

EACH = [(name, language) for name, languages in CATALOGUES.items() for language in languages]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|href=\"[^\"]*\"")
# What a translation may take instead of what the English text takes: the same thing, said otherwise.
INSTEAD = {
    "%(ordinal)s century": {"%(number)s", "%(roman)s"},
    "%(year)ss": {"%(year)s", "%(last)s"},
}
IN_ENGLISH_TOO = {"WordPress", "Ghost", "Wagtail", "Drupal", "AMP", "React", "https"}


@pytest.fixture(scope="module")
def catalogues():
    return {(name, language): [m for m in read(name, language) if m.id] for name, language in EACH}


def said(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def bare(content):
    return re.sub(rb"^#:.*\n", b"", content, flags=re.M)


def test_each_text_of_the_code_is_translated_and_the_files_are_as_the_command_writes_them():
    written = list(files())
    missing = {str(path.relative_to(ROOT)): texts for path, _, texts in written if texts}
    assert not missing, f"Run: make messages. Then translate in the files it names, and run it again.\n{missing}"
    # What a text of the code is said in, as a remark in a .po, may wait for the next `make messages`.
    old = [str(path.relative_to(ROOT)) for path, content, _ in written if bare(path.read_bytes()) != bare(content)]
    assert not old, f"Not as the code says: {old}. Run: make messages"
    there = {path for path in (ROOT / "locale").rglob("*") if path.is_file()}
    assert there == {path for path, _, _ in written}


def test_it_would_notice_a_text_that_has_no_translation(monkeypatch):
    found = extracted()
    message = next(iter(found["readers"]))
    found["readers"] = {message._replace(text="A text that nobody translated"): ["templates/base.html"]}
    monkeypatch.setattr("explainer.catalogues.extracted", lambda: found)
    assert ["A text that nobody translated"] in [missing for _, _, missing in files()]


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_translation_has_the_places_of_its_text_to_fill_in(catalogues, name, language):
    wrong = []
    for message in catalogues[name, language]:
        text = message.id[-1] if isinstance(message.id, tuple) else message.id
        wanted = set(PLACEHOLDER.findall(text))
        for number, form in enumerate(said(message)):
            has = set(PLACEHOLDER.findall(form))
            names_one_number = isinstance(message.id, tuple) and numbers_of(language, number) in ([0], [1], [2])
            if has != wanted and not (names_one_number and has < wanted) and not has <= INSTEAD.get(text, set()):
                wrong.append((text, form))
    assert not wrong


def numbers_of(language, form):
    """The numbers up to 200 for which a language has that plural form."""
    index = c2py(get_plural(language).plural_expr)
    return [n for n in range(201) if index(n) == form]


@pytest.mark.parametrize("language", READERS)
def test_plural_forms_are_those_of_cldr(language):
    path = po_file("readers", language)
    count, expression = re.search(r"nplurals=(\d+); plural=(.*?);", path.read_text("utf-8")).groups()
    index, rule = c2py(expression), Locale(language).plural_form
    categories = {}
    for number in [*range(1001), 1_000_000]:
        categories.setdefault(index(number), set()).add(rule(number))
    assert all(len(names) == 1 for names in categories.values()), categories
    assert len(categories) == int(count) == {"ar": 6, "cs": 3, "uk": 3, "de": 2, "fr": 3, "es": 3}[language]


@pytest.mark.parametrize(("name", "language"), EACH)
def test_quotation_marks_are_those_of_the_language(catalogues, name, language):
    signs = {sign for mark in SIGNS.get(language, "«»") for sign in mark}
    wrong = [
        form
        for message in catalogues[name, language]
        for form in said(message)
        if set('„“”«»"') & set(plain := re.sub(r"<[^>]*>", "", form)) - signs or re.search(r"\w'\w", plain)
    ]
    assert not wrong


@pytest.mark.django_db
def test_each_pattern_of_a_claim_has_its_claimant_before_its_words():
    for language in READERS:
        with translation.override(language):
            assert Claim(title="it rained", claimant="Ann", verdict="disputed").headline


WORDS = re.compile(r"[A-Za-z]{2,}")
SAID_BY_ATTRIBUTES = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]*)"')


def bare_words(source):
    """The words of a template that no translation reaches."""
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", "", source, flags=re.S)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.S)
    source = re.sub(r"<(style|script|pre|code|kbd)\b.*?</\1>", "", source, flags=re.S)
    source = re.sub(r"{% block (?:\w*class|coltype|extrastyle) %}.*?{% endblock %}", "", source, flags=re.S)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    texts = [*SAID_BY_ATTRIBUTES.findall(source), *re.sub(r"<[^>]*>", "\n", source).splitlines()]
    words = [word for text in texts for word in WORDS.findall(xml.sax.saxutils.unescape(text))]
    return [word for word in words if word not in IN_ENGLISH_TOO and f"&{word};" not in source]


# Not for readers of a newsroom: a page that plays a news site; robots; and where every word is an address.
NO_WORDS = {"embed/demo_host.html", "reader/robots.txt", "reader/sitemap.xml", "reader/sitemap_index.xml",
    "reader/news_sitemap.xml"}  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()
     and path.relative_to(ROOT / "templates").as_posix() not in NO_WORDS],
    ids=lambda path: path.relative_to(ROOT / "templates").as_posix(),
)  # fmt: skip
def test_a_template_has_no_word_outside_translations(path: Path):
    assert not bare_words(path.read_text("utf-8"))


def test_it_would_notice_a_bare_word():
    assert bare_words('{% load i18n %}<p title="Of old">{% translate "New" %} news</p>') == ["Of", "old", "news"]


def ours(language):
    """English texts of readers' pages that are said otherwise in a language, those with places to fill in left out."""
    texts = {}
    for message in read("readers", language):
        if message.id and isinstance(message.id, str) and message.id != message.string and "%" not in message.id:
            texts[message.id] = message.string
    return texts


def texts_of(content):
    page = Reader(re.sub(r"<(script|style).*?</\1>", "", content, flags=re.S))
    yield from re.split(r"\s*[\n·]\s*", re.sub(r"<[^>]*>", "\n", content))
    for element in page.elements:
        yield from (value for name, value in element.attrs.items() if value and not name.startswith(("href", "class")))


@pytest.fixture
def german_newsroom(settings, db):
    """One of each thing that readers see, all of it German, or without words."""
    settings.LANGUAGE_CODE, settings.SITE_NAME = "de", "Zeitung"
    note = make_note(
        title="Die Brücke", summary="Eine Brücke.", body="Gebaut.", language="de", as_of=date(2026, 1, 1),
        place_name="Kertsch", latitude=45.3, longitude=36.5, kind="event",
    )  # fmt: skip
    claim = make_claim(
        title="es regnete", summary="Nein.", reasoning="Keine Belege.", language="de", claimant="Anna Arndt",
        said_on="2025", quote="Es regnete.", would_change="Ein Foto.", verdict="unproven", judge_by=date(2026, 2, 1),
    )  # fmt: skip
    for item in (note, claim):
        source = make_source(published_on="2024", seen_on="2025-01-01", kind="primary", title="Quelle", publisher="Amt")
        cite(item, source)
    Event.objects.create(note=note, date="1968-08-21", text="Einmarsch.")
    Event.objects.create(note=note, date="15XX", end_date="..", text="Anfang.")
    article = make_article("Worte stehen hier und da.", language="de", title="Der Artikel", standfirst="Vorspann.",
        glance="line", section="Ausland")  # fmt: skip
    annotate(article, "Worte", note)
    annotate(article, "hier", claim)
    for record in (article, note, claim):
        revise(record)
        with change(record):
            record.title += " neu"
            record.save()
            revise(record, change=Revision.Change.CORRECTION, line="War falsch.")
    return article


@pytest.mark.thorough
def test_a_german_site_has_no_english_word_of_ours(client, german_newsroom):
    english = ours("de")
    long = [text for text in english if len(text.split()) > 2]
    found = []
    embeds = [f"/embed/{kind}/{german_newsroom.slug}/" for kind in ("articles", "timelines", "maps")]
    paths = [path for path in [*all_addresses(), *live_addresses(), *embeds, "/none/"] if not path.endswith(".png")]
    paths.append(f"{reverse('embed_code')}?url={german_newsroom.get_absolute_url()}")
    for path in paths:
        response = client.get(path)
        if "html" not in response["Content-Type"] and "xml" not in response["Content-Type"]:
            continue
        content = response.content.decode()
        said_there = texts_of(content) if "<html" in content else re.split(r"\s*[<>\n]\s*", content)
        found += [(path, text) for text in said_there if text.strip(" :.") in english]
        found += [(path, text) for text in long if text in content]
    assert not found


OURS = re.compile(r"\bbak(?:e|es|ed|ing)\b|pages? anew|came loose|show it again", re.IGNORECASE)


def test_no_screen_says_the_words_of_those_who_build_it():
    texts = {text for found in extracted().values() for message in found for text in (message.text, message.plural)}
    assert len(texts) > 1000
    assert [text for text in texts if OURS.search(text)] == []
    assert all(map(OURS.search, ["It will bake.", "18 pages anew", "A card came loose.", "Show it again"]))
