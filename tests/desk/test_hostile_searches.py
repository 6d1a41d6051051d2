"""A search of as many words as an address takes is answered, in every list of the desk and everywhere else."""

import time

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories import annotate, make_article, make_note

pytestmark = pytest.mark.django_db
WORDS = " ".join(f"w{number}" for number in range(1_200))  # 7 kB: an address has at most eight
LISTS = sorted(model._meta.label for model, each in admin.site._registry.items() if each.search_fields)


def in_time(client, path, **sent):
    begun = time.process_time()
    answer = client.get(path, sent)
    assert time.process_time() - begun < 5
    return answer


@pytest.mark.parametrize("label", LISTS)
def test_each_list_answers(admin_client, label):
    app, model = label.lower().split(".")
    annotate(make_article(), "MI6", make_note())
    assert in_time(admin_client, reverse(f"admin:{app}_{model}_changelist"), q=WORDS).status_code == 200


def test_fields_that_complete_what_is_typed_answer(admin_client):
    make_note()
    asked = {"app_label": "explainer", "model_name": "note", "field_name": "translation_of"}
    assert in_time(admin_client, "/admin/autocomplete/", term=WORDS, **asked).status_code == 200


@pytest.mark.parametrize("path", ["/search/", "/admin/search/"])
def test_other_searches_answer(admin_client, path):
    make_note()
    assert in_time(admin_client, path, q=WORDS).status_code in {200, 404}


def test_the_first_words_are_searched_for(admin_client):
    make_note(title="Prague spring", slug="prague")
    listed = in_time(admin_client, "/admin/explainer/note/", q=f"{'prague ' * 30}").content.decode()
    assert "Prague spring" in listed
