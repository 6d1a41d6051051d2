"""Dates and hours in every language: whoever reads an hour reads its zone beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from explainer.actions.preview_links import make_link
from explainer.catalogues import READERS
from explainer.models import State
from tests.factories import make_article, make_note, make_user
from tests.markup import read

MOMENT = datetime(2026, 11, 28, 12, 29, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "en-gb", "en-us", *READERS])
@pytest.mark.parametrize("form", ["TIME_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"])
def test_an_hour_has_its_zone_beside_it(settings, language, form):
    settings.TIME_ZONE = "Europe/Berlin"
    with translation.override(language):
        assert date_format(timezone.localtime(MOMENT), form).endswith(" CET")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Nov. 28, 2026, 1:29 p.m. CET"),
        ("en-gb", "28 November 2026, 13:29 CET"),
        ("de", "28. November 2026, 13:29 CET"),
        ("fr", "28 novembre 2026 13:29 CET"),
        ("es", "28 de noviembre de 2026 a las 13:29 CET"),
        ("cs", "28. listopadu 2026 13:29 CET"),
        ("uk", "28 листопада 2026, 13:29 EET"),
        ("ar", "28 نوفمبر 2026، 1:29 م CET"),
    ],
)
def test_a_moment_is_written_as_its_language_does(settings, language, said):
    settings.TIME_ZONE = "Europe/Kyiv" if language == "uk" else "Europe/Berlin"
    moment = MOMENT - timedelta(hours=1) if language == "uk" else MOMENT
    with translation.override(language):
        assert date_format(timezone.localtime(moment), "DATETIME_FORMAT") == said


@pytest.mark.django_db
def test_the_german_desk_says_days_and_hours_in_german(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = make_article(state=State.DRAFT, published_at=None)
    client.force_login(make_user("Editors"))
    address = f"/admin/explainer/article/{article.pk}/steps/schedule/"
    answer = client.post(address, {"at": "2027-10-31T12:30"}, headers={"Accept-Language": "de"}, follow=True)
    assert "31. Oktober 2027, 12:30 (Europe/Berlin)" in answer.content.decode()
    form = reverse("admin:explainer_article_change", args=[article.pk])
    desk = read(client.get(form, headers={"Accept-Language": "de"}))
    assert "31. Oktober 2027, 12:30 CET" in desk.one("div", **{"class": "workflow"}).text


@pytest.mark.django_db
def test_a_preview_ends_at_an_hour_with_its_zone(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    note = make_note(state=State.DRAFT, language="de")
    preview = make_link(record=note, lifetime=timedelta(days=1), by=make_user("Editors"))
    page = read(client.get(reverse("preview", args=[preview.token])))
    assert timezone.localtime(preview.until).strftime("%H:%M %Z") in page.one("div", role="note").text
