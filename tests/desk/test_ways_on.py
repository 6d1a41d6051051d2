"""Where the desk leads on after a form, as its address or the form says: to itself, never to another site."""

import pytest
from django_otp.plugins.otp_static.models import StaticDevice

from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example/", r"\\evil.example/", r"/\evil.example/",
    "https:evil.example", "http:///evil.example", " https://evil.example/", "\thttps://evil.example/",
    "/\t/evil.example/", "javascript:alert(1)", "data:text/html,x", "https://testserver@evil.example/",
    "https://testserver.evil.example/", "//testserver:80@evil.example/", "/\n/evil.example", "\x00//evil.example",
]  # fmt: skip


@pytest.fixture
def editor():
    return make_user("Editors")


def is_here(place):
    """A path that a browser takes for one of this site, whatever it strips and turns round (URL standard, 4.4)."""
    seen = "".join(place.split()).replace("\\", "/")
    return seen.startswith("/") and not seen.startswith("//")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_leads_on_to_the_desk_alone(client, editor, place):
    sent = {"username": editor.username, "password": "x"}
    for path, fields in (("/admin/login/", sent | {"next": place}), ("/admin/login/", sent)):
        client.logout()
        answer = client.post(path, fields, query_params={"next": place})
        assert (answer.status_code, is_here(answer["Location"])) == (302, True)
    assert is_here(client.get("/admin/login/", {"next": place})["Location"]), "who is signed in already"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_so_does_the_second_factor(client, editor, place):
    StaticDevice.objects.create(user=editor).token_set.create(token="abcdefgh")
    client.force_login(editor)
    answer = client.post("/admin/second-factor/", {"code": "abcdefgh"}, query_params={"next": place})
    assert (answer.status_code, is_here(answer["Location"])) == (302, True)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_so_do_the_language_the_questions_and_signing_out(client, editor, place):
    client.force_login(editor)
    article = make_article(state="draft", made_by=editor)
    ticked = {"question": "why", "choice": "yes", "back": place}
    for path, fields in (
        ("/admin/language/", {"language": "de", "next": place}),
        (f"/admin/questions/{article.pk}/", ticked),
    ):
        answer = client.post(path, fields)
        assert (answer.status_code, is_here(answer["Location"])) == (302, True), path
    answer = client.post("/admin/logout/", {"next": place}, query_params={"next": place})
    assert answer.status_code == 200 or is_here(answer["Location"])
