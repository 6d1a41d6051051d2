"""What is published is found by its words, as it is now, and nothing else is."""

import io
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from explainer.actions import annotating, bin, workflow
from explainer.actions.publishing_changes import publish_changes
from explainer.actions.working_copies import working_copy
from explainer.models import Article, Claim, Note, State
from explainer.publication.change import change
from explainer.search import PER_PAGE, find, reindex
from tests.factories import make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index():
    """Tests that commit may have left rows whose keys are used again."""
    reindex()


def titles(typed, **options):
    return [record.title for record in find(typed, **options).records]


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (make_article, {"title": "Zebra"}),
        (make_article, {"standfirst": "A zebra."}),
        (make_article, {"body": "Text.\n\nAbout a **zebra**, twice."}),
        (make_article, {"byline": "Ann Zebra"}),
        (make_note, {"title": "Zebra"}),
        (make_note, {"aliases": ["Horse", "The Zebra"]}),
        (make_note, {"summary": "A zebra."}),
        (make_note, {"body": "Of a [zebra](https://example.org/horse)."}),
        (make_note, {"place_name": "Zebra Creek"}),
        (make_claim, {"title": "Zebra"}),
        (make_claim, {"claimant": "Ann Zebra"}),
        (make_claim, {"quote": "A zebra."}),
        (make_claim, {"reasoning": "No *zebra*."}),
    ],
)
def test_it_finds_a_record_by_any_of_its_parts(make, fields):
    record = make(**fields)
    reindex()
    assert find("zebra").records == [record]
    assert find("horse https").count == 0


def test_all_words_must_be_there_and_the_last_may_be_a_beginning():
    make_note(title="Prague Spring", summary="The tanks came in August.")
    reindex()
    assert titles("tanks spring") == ["Prague Spring"]
    assert titles("spring tank") == ["Prague Spring"]
    assert titles("tank spring") == []
    assert titles("prague winter") == []


@pytest.mark.parametrize("typed", ["DUBČEK", "dubcek", "Dubc\u030cek", "dubč", "“Dubček”", "dubcek's"])
def test_accents_case_and_signs_make_no_difference(typed):
    make_note(title="Alexander Dubček’s reforms")
    reindex()
    assert titles(typed) == ["Alexander Dubček’s reforms"]


def test_the_title_weighs_more_than_names_than_the_summary_than_the_text():
    make_note(title="Text", aliases=["Name"], summary="Summary.", body="Zebra.")
    make_note(title="Summary", aliases=["Name"], summary="Zebra.", body="Text.")
    make_note(title="Names", aliases=["Zebra"], summary="Summary.", body="Text.")
    make_note(title="Zebra", aliases=["Name"], summary="Summary.", body="Text.")
    for number in range(20):  # a word that everything has says nothing
        make_note(title=f"Other {number}")
    reindex()
    assert titles("zebra") == ["Zebra", "Names", "Summary", "Text"]


def test_only_what_is_published_at_this_moment_is_found():
    for make in (make_article, make_note, make_claim):
        for state in (State.DRAFT, State.REVIEW, State.TAKEN_DOWN):
            make(title="Zebra secret", state=state)
    embargoed = make_article(title="Zebra later", published_at=timezone.now() + timedelta(hours=1))
    make_note(title="Zebra")
    reindex()
    assert (titles("zebra"), find("zebra").count) == (["Zebra"], 1)
    Article.objects.filter(pk=embargoed.pk).update(published_at=timezone.now())
    assert set(titles("zebra")) == {"Zebra", "Zebra later"}


def test_one_kind_may_be_asked_for():
    for make in (make_article, make_note, make_claim):
        make(title=f"Zebra {make.__name__}")
    reindex()
    assert titles("zebra", kind="claim") == ["Zebra make_claim"]
    assert find("zebra", kind="nonsense").count == 3


def test_there_are_twenty_on_a_page_and_each_once():
    for number in range(45):
        make_note(title=f"Zebra {number}")
    reindex()
    pages = [find("zebra", page=number) for number in (1, 2, 3, 4)]
    assert [(page.count, len(page.records)) for page in pages] == [(45, 20), (45, 20), (45, 5), (0, 0)]
    assert len({record.pk for page in pages for record in page.records}) == 45
    assert PER_PAGE == 20


NASTY = [
    '"', '""', "zebra AND", "NOT zebra", "zebra OR", "NEAR(zebra, 5)", "title:zebra", "zebra*", "^zebra", "(zebra",
    "-zebra", "zebra')); DROP TABLE explainer_search; --", "'zebra' & !x", "zebra <-> x", "zebra:*", "a:b:c", "\\",
    "%s %(x)s %%", "zebra\0", "\0", "…—!?", "&&&", "|", "x" * 10_000, "zebra " * 2_000, "\ud83d", "😀", "ﷺ",
    "\u200b\u200d", "٣", "𝔷𝔢𝔟𝔯𝔞", "İ", "a\u0301" * 5_000, "{zebra}", "[zebra]", "$1", "1e5 0x1f 1.5 -3",
    "http://x.example/?a=b#c", "a@b.example",
]  # fmt: skip


@pytest.mark.parametrize("typed", NASTY, ids=ascii)
def test_nothing_typed_is_an_operator_or_an_error(typed):
    note = make_note(title="Zebra")
    reindex()
    with_zebra = find(typed).records
    assert with_zebra in ([], [note])
    assert find("zebra").records == [note]


@pytest.mark.parametrize(
    "typed", ["zebra*", "(zebra", "-zebra", "zebra\0", "^zebra", '"zebra"', "𝔷𝔢𝔟𝔯𝔞", "zebra " * 2_000]
)
def test_signs_around_a_word_do_not_hide_it(typed):
    note = make_note(title="Zebra")
    reindex()
    assert find(typed).records == [note]


@pytest.mark.parametrize(
    "text",
    ["", "x" * 400_000, "žluť " * 200_000, " ".join(f"w{n}" for n in range(100_000)), "\ud800 \ufffe", "' \\ : & |"],
    ids=["empty", "one word", "many words", "different words", "no text", "signs"],
)
def test_any_text_can_be_indexed(text):
    note = make_note(title="Zebra")
    note.summary = text.encode("utf-8", "replace").decode() or "x"
    with change(note):
        note.save()
    assert find("zebra").records == [note]


def test_it_follows_a_change_in_the_change_s_own_transaction():
    note = Note(slug="n", title="Horse", summary="x", state=State.PUBLISHED)
    with change(note):
        note.save()
    assert titles("horse") == ["Horse"]
    with change(note):
        note.title = "Zebra"
        note.save()
    assert (titles("horse"), titles("zebra")) == ([], ["Zebra"])
    note.title = "Donkey"
    with suppress(RuntimeError), change(note):
        note.save()
        raise RuntimeError
    assert (titles("donkey"), titles("zebra")) == ([], ["Zebra"])


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_a_deleted_record_leaves_the_index(make):
    record = make(title="Zebra")
    with change(record):
        record.save()
    with change(record):
        record.delete()
    assert rows() == 0


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM explainer_search")
        return cursor.fetchone()[0]


def test_what_is_no_record_of_its_own_has_no_row():
    article, note = make_article(), make_note()
    source = make_source(title="Zebra")
    with change(source):
        source.save()
    assert rows() == 0
    with change(article):
        article.save()
    annotating.attach(article=article, item=note, start=0, end=3)
    assert rows() == 1


def test_the_desk_s_forms_are_followed(admin_client):
    form = {
        "title": "Zebra",
        "slug": "zebra",
        "kind": "concept",
        "language": "en-gb",
        "place_kind": "town",
        "summary": "x",
        "aliases": "Horse",
    }
    for prefix in ("events", "citations"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    assert admin_client.post("/admin/explainer/note/add/", form).status_code == 302
    note = Note.objects.get()
    assert (titles("horse"), rows()) == ([], 1)  # a new note is a draft
    workflow.publish(record=note, by=User.objects.get())
    assert titles("horse") == ["Zebra"]
    address = f"/admin/explainer/note/{note.pk}"
    assert admin_client.post(f"{address}/change/", form | {"aliases": "Donkey"}).status_code == 302
    assert (titles("horse"), titles("donkey")) == (["Zebra"], [])  # what is changed waits until it is published
    publish_changes(copy=working_copy(note), by=User.objects.get())
    assert (titles("horse"), titles("donkey")) == ([], ["Zebra"])
    bin.purge(record=note, by=User.objects.get(), typed="Zebra")
    assert rows() == 0


def test_a_loaded_newsroom_can_be_searched(newsroom):
    assert find("wagner").count > 0
    assert rows() == Article.objects.count() + Note.objects.count() + Claim.objects.count()


def test_reindex_finds_what_went_past_the_desk():
    make_note(title="Zebra")
    Note.objects.create(slug="x", title="Horse", summary="x", state=State.PUBLISHED)
    assert titles("zebra") == []
    out = io.StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "2 articles, notes and claims can be found.\n"
    assert titles("zebra") == ["Zebra"]


def test_it_takes_at_most_four_queries_for_1_and_for_30(django_assert_max_num_queries):
    for count in (1, 30):
        for number in range(count):
            for make in (make_article, make_note, make_claim):
                make(title=f"Zebra {number}")
        reindex()
        with django_assert_max_num_queries(4):
            assert len(find("zebra").records) == min(3 * count, 20)


def test_it_asks_the_database_nothing_without_a_word(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find("?!").count == 0
