"""A real browser before a real server with the demonstration newsroom.

The newsroom is loaded once for all these tests, committed, because server and test have a connection each; it is
flushed when the last of them is done. So no test here writes a record: what it needs is made in `site`.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from playwright.sync_api import Error, sync_playwright

from explainer.actions.revising import baseline, revise
from explainer.actions.translating import follow_original
from explainer.models import Annotation, Article
from tests import templates
from tests.browser.reader import Reader, profiles
from tests.browser.shared_cache import SharedCache
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--site-per-process",  # frames of another site have processes of their own: the shell's default is otherwise
]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
USUAL_DATABASE = settings.DATABASES["default"]["NAME"]
NO_BROWSER = (
    "no browser found: install Chromium (Debian: apt-get install chromium-headless-shell), name one in CHROMIUM, "
    "or run .venv/bin/playwright install chromium"
)


def pytest_collection_modifyitems(items):
    mark_as_reading(items, Path(__file__).parent)


def mark_as_reading(items, folder):
    """Mark the tests in `folder` as those of a browser before `site`, which are the same on every database."""
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.sqlite_pass_only)
            item.add_marker(pytest.mark.django_db)  # without it pytest-django would set up no test database


@pytest.fixture(scope="package")
def launch(site):
    """Starts browsers: `launch("chromium")` returns one that runs the first of these programs that is installed.

    They go before the server does.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread while tests use the database
    with sync_playwright() as playwright:

        def launch(*names):
            path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
            try:
                started.append(playwright.chromium.launch(executable_path=path, args=FLAGS))
            except Error as error:
                pytest.skip(f"{NO_BROWSER} ({error.message.splitlines()[0]})")
            return started[-1]

        started = []
        yield launch
        for browser in started:
            browser.close()
        connections.close_all()  # Django gives code under a running loop a connection of its own
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(launch):
    """One Chromium for all tests; each test gets a profile of its own.

    Where Debian's `chromium-headless-shell` is installed it is that: the same engine without the browser around it, at
    half the processor time (docs/developers.md).
    """
    return launch("chromium-headless-shell", *CHROMIUM)


@pytest.fixture(scope="package")
def whole_browser(launch):
    """Chromium as people have it, for modules whose `browser` it is: a reader's, an editor's and a host's way."""
    return launch(*CHROMIUM)


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker):
    """The address of a server with the demonstration newsroom. WhiteNoise serves the files, as it does deployed."""
    assert settings.DATABASES["default"]["NAME"] != USUAL_DATABASE, "these tests empty their database"
    shared = {c.alias: c for c in connections.all() if c.vendor == "sqlite" and c.is_in_memory_db()}
    connections.settings["default"]["CONN_MAX_AGE"] = 0  # one left open would keep the test database from being removed
    with django_db_blocker.unblock(), override_settings(ALLOWED_HOSTS=["*"]):
        templates.fill_database()
        make_odd_articles()
        for connection in shared.values():
            connection.inc_thread_sharing()
        server = LiveServerThread("127.0.0.1", SharedCache, connections_override=shared)
        server.daemon = True
        server.start()
        server.is_ready.wait(30)
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()  # a thread of its may live a moment longer, so the sharing isn't taken back
        call_command("flush", verbosity=0, interactive=False)


LONG = "Donaudampfschifffahrtsgesellschaft" * 9  # 306 letters

STRANGE = f"""The first words, **some of them bold**, and [a link of the article's own](https://example.org/).

A word of three hundred letters: {LONG} and then some more.

| Year | {LONG} |
|------|-----|
| 1968 | Prague |

Words that nest and words that overlap, one inside the other and one over the end."""


def make_odd_articles():
    """Articles with what the demonstration doesn't have, for the tests that look at the limits."""
    article = make_article(STRANGE, slug="strange", title=f"Strange {LONG[:180]}", standfirst=LONG)
    long = make_note(title=f"Long {LONG[:150]}", summary=LONG, body=f"{LONG}\n\n[{LONG}](https://example.org/)")
    cite(long, make_source(title=LONG[:190], url=f"https://example.org/{LONG}"))
    annotate(article, "first words, some of them", make_note())
    annotate(article, "link of the article's own".replace("'", "’"), make_claim())
    annotate(article, LONG[:200], long)
    annotate(article, "Words that nest and words that overlap", make_claim())
    annotate(article, "nest", make_note())
    annotate(article, "overlap, one inside", make_note())
    bold = make_article("One claim in **bold words** here. **All of it bold** again.", slug="bold", title="Bold")
    for words in ("One", "in bold words", "it"):
        annotate(bold, words, make_claim())
    arabic = make_article("خطب رئيس الجهاز في براغ.\n\nتذكر عام 1968.", slug="arabic", title="براغ", language="ar")
    city = make_note(title="مدينة براغ", summary="عاصمة التشيك.", language="ar", body="مدينة على نهر فلتافا.")
    said = make_claim(
        title="الدبابات وصلت ليلا", claimant="شاهد", summary="رآها كثيرون.", language="ar", slug="tanks-by-night",
        reasoning="تذكرها الصحف كلها.", would_change="سجل عسكري.",
    )  # fmt: skip
    then = make_note(title="عام 1968", summary="عام الربيع.", language="ar", body="دخلت الدبابات في آب.")
    then.events.create(date="1968-08-21", text="وصلت الدبابات.", source=make_source(publisher="الأرشيف"))
    for words, item in (("براغ", city), ("1968", then), ("خطب", said)):
        cite(item)
        annotate(arabic, words, item)
    make_loose()
    make_article("Nothing here needs explaining.", slug="plain", title="Plain")
    make_crowd()
    make_told()
    make_translated()
    make_short_lines()


def make_loose():
    """An article with a card whose words are gone."""
    loose = make_article("Words that stay.\n\nMore words, and more.", slug="loose", title="Loose")
    annotate(loose, "Words", make_note())
    gone = annotate(loose, "more", make_note(body="The full text of it.\n\n" * 9))
    Annotation.objects.filter(pk=gone.pk).update(anchor=Annotation.Anchor.ADRIFT)


def make_told():
    """An article of which readers were told: its first card was corrected, its second one got a new fact, its own text
    was clarified, and its third card only came later."""
    told = make_article("First words, second words, third words and more.", slug="told", title="Told")
    items = [make_note(title="Corrected"), make_claim(title="It grew"), make_note(title="Came later")]
    for words, item in zip(("First words", "second words", "third words"), items, strict=True):
        annotate(told, words, item)
    for record, changed, change in (
        (items[0], {"summary": "It was 1968."}, "correction"),
        (items[1], {"summary": "It grew again."}, "new_fact"),
        (told, {"body": told.body + " And then some."}, "clarification"),
    ):
        baseline(record=record)
        for name, value in changed.items():
            setattr(record, name, value)
        record.save()
        assert revise(record, change=change, line=f"What was told of {record.title}.")


def make_translated():
    """A German article whose note is a translation, of which the original was corrected since."""
    original = make_note(title="The bridge that was changed", summary="It opened in 2017.")
    baseline(record=original)
    german = make_note(
        title="Die Brücke", summary="Sie wurde 2017 eröffnet.", language="de", translation_of=original,
        slug="bruecke",
    )  # fmt: skip
    follow_original(item=german, is_up_to_date=False)
    german.save()
    baseline(record=german)
    original.summary = "It opened in 2018."
    original.save()
    revise(original, change="correction", line="It was 2018.")
    article = make_article("Die Brücke steht noch.", slug="uebersetzt", title="Übersetzt", language="de")
    annotate(article, "Die Brücke", original)


LINES = "A paragraph has some lines, and so its cards have room beside it for a quiet line each. " * 2


def make_crowd():
    """An article of 250 paragraphs and 500 cards; the first paragraph has three."""
    words = [f"word{number:03}" for number in range(501)]
    pairs = [
        f"{LINES} Here {one} and there {other} ask for it." for one, other in zip(words[3::2], words[4::2], strict=True)
    ]
    first = "Three of them, word000 and word001 and word002, stand in one paragraph that goes on for a line or two."
    crowd = make_article("\n\n".join([first, *pairs]), slug="crowd", title="Crowd")
    items = [make_note(summary="A summary of a few words."), make_claim(summary="Another one."), make_note()]
    for number, word in enumerate(words[:500]):
        annotate(crowd, word, items[number % 3])


def make_short_lines():
    """An article of 40 paragraphs of one line, each with two cards, but twenty on the last. Their titles are given,
    since a longer one takes two lines of the margin."""
    lines = [f"Here word{number:03} and there word{number + 1:03}." for number in range(0, 78, 2)]
    lines.append(" ".join(f"w{number:03}" for number in range(78, 98)))
    short = make_article("\n\n".join(lines), slug="short-lines", title="Short lines")
    items = [make_note(title="A note"), make_claim(title="It grew")]
    for number in range(98):
        annotate(short, f"word{number:03}" if number < 78 else f"w{number:03}", items[number % 2])


@pytest.fixture
def short_lines(site):
    return Article.objects.get(slug="short-lines").get_absolute_url()


@pytest.fixture
def plain(site):
    return Article.objects.get(slug="plain").get_absolute_url()


@pytest.fixture
def strange(site):
    return Article.objects.get(slug="strange").get_absolute_url()


@pytest.fixture
def arabic(site):
    return Article.objects.get(slug="arabic").get_absolute_url()


@pytest.fixture
def loose(site):
    return Article.objects.get(slug="loose").get_absolute_url()


@pytest.fixture
def crowd(site):
    return Article.objects.get(slug="crowd").get_absolute_url()


@pytest.fixture
def visit(browser, site):
    """Opens pages: `visit("/notes/", width=360, touch=True)` returns a Reader. Options go to the browser's context."""

    def visit(path="/", *, before=None, **options):
        return Reader(new_profile(base_url=site, **options), path, before)

    with profiles(browser) as new_profile:
        yield visit


@pytest.fixture
def story(site):
    """The address of the demonstration's first article."""
    return Article.objects.get(slug="mi6-invites-russians").get_absolute_url()
