"""The list of pages that wait to be baked: who sees it, and trying again."""

import pytest
from django.utils import timezone

from explainer.models import StalePage
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/explainer/stalepage/"


@pytest.fixture
def failing():
    StalePage.objects.mark(["/broken/", "/other/"])
    for page in StalePage.objects.all():
        for _ in range(9):
            page.postpone("ValueError: no")
            page.refresh_from_db()
    return StalePage.objects.get(path="/broken/")


def test_it_shows_an_editor_what_failed_how_often_and_why(client, failing):
    client.force_login(make_user("Editors"))
    html = client.get(LIST).content.decode()
    for text in ("/broken/", "ValueError: no", ">9<"):
        assert text in html


def test_an_editor_has_a_page_tried_again_at_once_and_no_other(client, failing):
    client.force_login(make_user("Editors"))
    due = StalePage.objects.due()
    assert not due.exists()
    response = client.post(LIST, {"action": "try_again", "_selected_action": [failing.pk]}, follow=True)
    assert "1 page is tried again now." in response.content.decode()
    assert [page.path for page in StalePage.objects.filter(due__lte=timezone.now())] == ["/broken/"]
    assert StalePage.objects.get(path="/broken/").attempts == 9


def test_nobody_writes_there_and_contributors_see_nothing(client, failing):
    client.force_login(make_user("Editors"))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{failing.pk}/delete/", {"post": "yes"}).status_code == 403
    client.force_login(make_user("Contributors"))
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"action": "try_again", "_selected_action": [failing.pk]}).status_code == 403
    assert not StalePage.objects.filter(due__lte=timezone.now()).exists()
