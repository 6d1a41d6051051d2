"""Times that a change of the clocks skips or brings twice."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from explainer.desk.local_time import TwiceError, read_local_time
from explainer.models import State
from tests.factories import make_article

SKIPPED = [("Europe/London", "2027-03-28T01:30"), ("America/New_York", "2027-03-14T02:30"),
           ("Australia/Lord_Howe", "2027-10-03T02:15"),  # by half an hour
           ("Pacific/Apia", "2011-12-30T12:00"),  # the day that Samoa left out
           ("Africa/Casablanca", "2027-03-14T02:30"), ("Africa/Cairo", "2027-04-30T00:30")]  # fmt: skip
TWICE = [
    ("Australia/Lord_Howe", "2027-04-04T01:45", -11, -10.5),
    ("Africa/Casablanca", "2027-02-07T02:30", -1, 0),
    ("America/St_Johns", "2027-11-07T01:15", 2.5, 3.5),
    ("Europe/London", "2027-10-31T01:30", -1, 0),
    ("America/New_York", "2027-11-07T01:30", 4, 5),
]


@pytest.mark.parametrize(("zone", "typed"), SKIPPED)
def test_a_time_that_does_not_exist_is_said_with_the_zone(settings, zone, typed):
    settings.TIME_ZONE = zone
    with pytest.raises(ValidationError) as caught:
        read_local_time(typed)
    assert f"The clocks go forward in {zone}" in caught.value.messages[0]
    assert not isinstance(caught.value, TwiceError)


@pytest.mark.parametrize(("zone", "typed", "first", "second"), TWICE)
def test_a_time_that_comes_twice_is_said_and_chosen(settings, zone, typed, first, second):
    settings.TIME_ZONE = zone
    with pytest.raises(TwiceError, match=f"The clocks go back in {zone}.* comes twice: first at UTC"):
        read_local_time(typed)
    day = datetime.fromisoformat(typed).replace(tzinfo=UTC)
    chosen = [read_local_time(typed, which).astimezone(UTC) - day for which in ("first", "second")]
    assert [gap.total_seconds() / 3600 for gap in chosen] == [first, second]


def test_any_other_time_is_the_zone_s(settings):
    settings.TIME_ZONE = "Europe/London"
    assert read_local_time("2027-07-01T12:00").astimezone(UTC) == datetime(2027, 7, 1, 11, tzinfo=UTC)
    assert read_local_time("2027-07-01T12:00+02:00").astimezone(UTC) == datetime(2027, 7, 1, 10, tzinfo=UTC)
    with pytest.raises(ValidationError, match="Choose a day and a time"):
        read_local_time("soon")


@pytest.mark.django_db
def test_the_page_says_the_zone_and_asks_which(admin_client, settings):
    settings.TIME_ZONE = "Europe/London"
    article = make_article(state=State.DRAFT, published_at=None)
    address = f"/admin/explainer/article/{article.pk}/steps/schedule/"
    assert "Day and time in Europe/London" in admin_client.get(address).content.decode()
    answer = admin_client.post(address, {"at": "2027-03-28T01:30"})
    assert (answer.status_code, "does not exist" in answer.content.decode()) == (422, True)
    answer = admin_client.post(address, {"at": "2027-10-31T01:30"})
    assert (answer.status_code, 'name="which"' in answer.content.decode()) == (422, True)
    answer = admin_client.post(address, {"at": "2027-10-31T01:30", "which": "second"}, follow=True)
    assert "goes out on 31 October 2027, 01:30 (Europe/London)." in answer.content.decode()
    article.refresh_from_db()
    assert article.published_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
