"""Articles: the paragraphs, the text and the numbers that follow from the body."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.models import Article, State
from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db

BODY = """The head of MI6 spoke **in Prague** & elsewhere.

## Why 1968

- He recalled 1968.
- Tanks came.🙂

***

> A quotation.

| a | b |
|---|---|
| c | d |

![A tank](/static/tank.png)

The end, said the chief."""


def keys(article):
    return [paragraph.key for paragraph in article.paragraphs.all()]


def edit(article, old, new):
    assert old in article.body
    article.body = article.body.replace(old, new)
    article.save()


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_it_makes_a_paragraph_of_each_block():
    kinds = [paragraph.kind for paragraph in make_article(BODY).paragraphs.all()]
    assert kinds == ["paragraph", "heading", "list", "rule", "quote", "table", "image", "paragraph"]


@pytest.mark.parametrize("body", [BODY, "", "One.", "***\n\nOne.\n\n***", "One.\n\n***\n\n***\n\nTwo."])
def test_it_knows_where_each_paragraph_stands_in_the_text(body):
    article = stored(make_article(body))
    for paragraph in article.paragraphs.all():
        assert article.text[paragraph.start : paragraph.end] == paragraph.text
    worded = [paragraph.text for paragraph in article.paragraphs.all() if paragraph.text]
    assert article.text == "\n\n".join(worded)
    assert [paragraph.position for paragraph in article.paragraphs.all()] == list(range(article.paragraphs.count()))


def test_it_keeps_keys_when_nothing_changed():
    article = make_article(f"{BODY}\n\nSame.\n\n***\n\nSame.")
    before = keys(article)
    article.save()
    stored(article).save()
    assert keys(article) == before
    assert len(set(before)) == 11


EDITS = [
    ("spoke", "gave a speech", [0, 1, 2, 3, 4, 5, 6, 7]),
    ("The head", "Before it all.\n\nThe head", [None, 0, 1, 2, 3, 4, 5, 6, 7]),
    ("## Why 1968\n\n", "", [0, 2, 3, 4, 5, 6, 7]),
    ("- Tanks came.🙂", "- Tanks came.🙂\n- At night.", [0, 1, 2, 3, 4, 5, 6, 7]),
    ("> A quotation.", "", [0, 1, 2, 3, 5, 6, 7]),
    ("The end, said the chief.", "The end, said the chief of MI6.\n\nZebra.", [0, 1, 2, 3, 4, 5, 6, 7, None]),
]


@pytest.mark.parametrize(("old", "new", "pairs"), EDITS)
def test_it_keeps_the_keys_of_paragraphs_over_an_edit(old, new, pairs):
    article = make_article(BODY)
    before = keys(article)
    edit(article, old, new)
    after = keys(article)
    assert [before.index(key) if key in before else None for key in after] == pairs
    text = stored(article).text
    assert [text[p.start : p.end] for p in article.paragraphs.all()] == [p.text for p in article.paragraphs.all()]


def test_it_keeps_a_key_with_a_paragraph_that_moved():
    article = make_article("First words here.\n\nSecond thing.\n\nThird of them.")
    first, second, third = keys(article)
    article.body = "Third of them.\n\nFirst words here.\n\nSecond thing."
    article.save()
    assert keys(article) == [third, first, second]
    assert [paragraph.start for paragraph in article.paragraphs.all()] == [0, 16, 35]


def test_it_leaves_paragraphs_alone_when_only_other_fields_are_saved():
    article = make_article("One.")
    article.body, article.title = "Two.", "New headline"
    article.save(update_fields=["title"])
    assert (stored(article).title, stored(article).text) == ("New headline", "One.")


def test_it_saves_a_long_report_with_few_queries_after_one_edit():
    article = make_article("\n\n".join(f"Minute {n}: report {n * 7919} from the scene." for n in range(300)))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        edit(article, "Minute 9: report", "Minute 9: a longer report")
    assert len(queries) < 15
    assert article.paragraphs.count() == 300


def test_it_renders_again_when_its_language_changes():
    article = make_article('Er sagte "ja".')
    article.language = "de"
    article.save()
    assert stored(article).text == "Er sagte „ja“."


def test_it_shows_the_public_what_is_published_and_due():
    now = timezone.now()
    shown = make_article(published_at=now - datetime.timedelta(minutes=1))
    make_article(published_at=now + datetime.timedelta(minutes=1))
    for state in (State.DRAFT, State.REVIEW, State.TAKEN_DOWN):
        make_article(published_at=now - datetime.timedelta(minutes=1), state=state)
    make_article(published_at=None, state=State.DRAFT)
    assert list(Article.objects.published()) == [shown]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (238, 1), (239, 2), (476, 2), (477, 3)])
def test_it_says_how_long_it_takes_to_read(words, minutes):
    article = Article(text=" ".join(["word"] * words))
    assert article.reading_minutes == minutes
    assert article.reading_time == ("1 minute" if minutes == 1 else f"{minutes} minutes")


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en-gb", "ltr"), ("he", "rtl"), ("ar", "rtl"), ("fa", "rtl"), ("cs", "ltr"), ("xx", "ltr")],
)
def test_it_says_in_which_direction_it_is_written(language, direction):
    assert Article(language=language).direction == direction


def test_it_tells_of_a_change_only_if_it_came_after_publication():
    then = timezone.now()
    later = then + datetime.timedelta(hours=1)
    told = [(then, None), (None, then), (then, then), (later, then), (then, later)]
    assert [Article(published_at=a, updated_at=b).is_updated for a, b in told] == [False, False, False, False, True]


def test_it_refuses_pictures_from_other_sites_and_names_them():
    article = Article(slug="x", title="X", body="![x](https://other.example/a.png)")
    with pytest.raises(ValidationError) as caught:
        article.full_clean()
    assert caught.value.message_dict == {
        "body": ["Pictures from other sites are not shown. Upload it here first: https://other.example/a.png"]
    }


def test_it_finds_the_articles_that_share_most_notes():
    one, two, three = make_note(), make_note(), make_note()
    words = "a b c d"
    article, most, some, none = (make_article(words) for _ in range(4))
    for note, word in ((one, "a"), (two, "b"), (one, "c")):
        annotate(article, word, note)
    annotate(some, "a", one)
    annotate(some, "b", one)
    annotate(most, "a", one)
    annotate(most, "b", two)
    annotate(none, "a", three)
    assert [(other, other.shared) for other in Article.objects.sharing_notes_with(article)] == [(most, 2), (some, 1)]
    assert list(Article.objects.sharing_notes_with(none)) == []


def test_it_does_not_relate_articles_by_a_note_that_readers_can_not_see():
    draft = make_note(state=State.DRAFT)
    article, other = make_article("a"), make_article("a")
    annotate(article, "a", draft)
    annotate(other, "a", draft)
    assert list(Article.objects.sharing_notes_with(article)) == []
