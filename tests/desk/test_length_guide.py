"""The length guide under a text: a hint, then a warning, never a wall."""

import pytest

from tests.desk.test_admin import form_of, url
from tests.factories import make_claim, make_note
from tests.markup import read

pytestmark = pytest.mark.django_db


def guide(client, item, field):
    page = read(client.get(url(item._meta.model_name, "change", item.pk)))
    element = page.one("p", id=f"id_{field}_length")
    area = page.one("textarea", id=f"id_{field}")
    assert element.attrs["id"] in area.attrs["aria-describedby"].split()
    return element.attrs["data-level"], element.text


@pytest.mark.parametrize(
    ("words", "level", "text"),
    [
        (1, "few", "Words: 1 of about 50."),
        (44, "few", "Words: 44 of about 50."),
        (45, "enough", "Words: 45 of about 50. That is enough."),
        (60, "many", "Words: 60 of about 50. That is long: few will read to its end. You can still save it."),
    ],
)
def test_a_summary_is_about_50_words(admin_client, words, level, text):
    assert guide(admin_client, make_note(summary="word " * words), "summary") == (level, text)


@pytest.mark.parametrize(("words", "level"), [(0, "few"), (120, "enough"), (160, "many")])
def test_a_text_is_about_120_words(admin_client, words, level):
    assert guide(admin_client, make_note(body="word\n" * words), "body")[0] == level
    assert guide(admin_client, make_claim(reasoning="word\n" * words), "reasoning")[0] == level


def test_it_never_keeps_anybody_from_saving(admin_client):
    note = make_note()
    address = url("note", "change", note.pk)
    data = form_of(admin_client.get(address)) | {"summary": "word " * 500, "body": "word " * 5000}
    assert admin_client.post(address, data).status_code == 302


@pytest.mark.parametrize(("summary", "level"), [("字" * 88, "few"), ("字" * 90, "enough"), ("字" * 121, "many")])
def test_it_counts_signs_where_there_are_no_spaces(admin_client, summary, level):
    assert guide(admin_client, make_note(summary=summary), "summary")[0] == level
