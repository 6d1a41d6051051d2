"""An editor at a real server, by HTTP alone: signs in, fills in forms, and is told by each answer what was saved."""

from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html

TIMEOUT = 120  # seconds


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Editor:
    """Signed in with the site's cookies, which outlive the server. Every method raises OSError if nobody answers."""

    def __init__(self, address, name="editor"):
        self.address, self._cookies = address, CookieJar()
        self._open = build_opener(HTTPCookieProcessor(self._cookies), NoRedirect()).open
        answer = self.send("/admin/login/", username=name, password="x")
        assert answer[0] == 302, f"{name} can't sign in: {answer[0]}"

    def get(self, path):
        """Status, place (where a redirect leads) and body."""
        return self._ask(Request(self.address + path))

    def post(self, path, fields, **headers):
        token = next((cookie.value for cookie in self._cookies if cookie.name == "csrftoken"), "")
        fields = {**fields, "csrfmiddlewaretoken": token}
        return self._ask(Request(self.address + path, urlencode(fields).encode(), headers))

    def send(self, path, **changed):
        """Get the form at this address, change these fields, send it. If there is no form, the answer is that."""
        status, place, body = self.get(path)
        if status != 200:
            return status, place, body
        form = max(html.fromstring(body).forms, key=lambda form: len(form.fields))  # the others are a search and a menu
        return self.post(path, dict(form.form_values()) | changed)

    def _ask(self, request):
        try:
            with self._open(request, timeout=TIMEOUT) as answer:
                return answer.status, "", answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers.get("Location", ""), error.read()


MAKE_EDITORS = """
from django.contrib.auth.models import Group, User
for name in {names!r}:
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
"""


def make_editors(newsroom, *names):
    newsroom.manage(code=MAKE_EDITORS.format(names=names))
