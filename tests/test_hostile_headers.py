"""Headers, cookies and methods that no browser sends: an answer, never an error, and nothing that others would see.

Asked as a server asks: through WSGI, with `explainer.plain_requests` before Django. What a real one does with them is
in tests/baking/test_granian.py.
"""

import io
import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from explainer.logs import configuration
from explainer.plain_requests import LONGEST_HEADER, PlainRequests
from tests.test_hostile_parameters import newsroom_of_one

__all__ = ["newsroom_of_one"]
pytestmark = [
    pytest.mark.django_db, pytest.mark.sqlite_pass_only, pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]  # fmt: skip
DATE = "HTTP_IF_MODIFIED_SINCE"
FORM = "application/x-www-form-urlencoded"
PART = b'--a\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
VALUES = {
    "HTTP_HOST": ["testserver:99999", "[::1", "[::1]:80", "a" * 5000, "\xff", "", "a:80:80", "x@testserver", "a, b"],
    "HTTP_X_FORWARDED_HOST": ["evil.example", "\xff"],
    "HTTP_X_FORWARDED_PROTO": ["\xff", "https,http", "javascript"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4," * 900, "\xff", "[::1", "1.2.3.4:" + "9" * 30, "fe80::1%eth0", "[]:", ","],
    "HTTP_ACCEPT_LANGUAGE": ["a;q=1," * 1300, "de;q=nan", "de;q=" + "9" * 5000, "\xff", "a-" * 3900, "de;q=²"],
    "HTTP_ACCEPT_ENCODING": ["gzip;q=nan", "gzip;q=" + "9" * 5000, "e," * 3900, "\xff", "gzip;q=", "=;=;,", "*;q=0"],
    "HTTP_RANGE": ["bytes=" + "1-1," * 1900, "bytes=9-1", "bytes=0-" + "9" * 30, "bytes=-", "bytes=²-", "\xff"],
    "HTTP_IF_NONE_MATCH": ['"a",' * 1900, "*", "\xff", 'W/"', '"' * 7900, '"\\"' * 2600],
    DATE: ["Fri, 31 Dec 99999 23:59:59 GMT", "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, 30 Feb 2020 00:00:00 GMT", "\xff"],
    "CONTENT_TYPE": [
        *(f"{FORM}; charset={name}" for name in ("undefined", "zip", "idna", "utf-16", "\xff")),
        f"{FORM}; charset*=x''%ff", "a/b; a*=x; a*0=y",
        "multipart/form-data", "multipart/form-data; boundary=" + "a" * 7000, "\xff", "a;" * 3900,
    ],
    "CONTENT_LENGTH": ["-1", "9" * 30, "²", "1e9", "9"],
    "HTTP_REFERER": ["null", "http://[", "http://a:99999/", "\xff", "http://h]", "//", "http://" + "a" * 7900],
    "HTTP_ORIGIN": ["null", "http://[", "http://a:99999", "\xff", "http://[v1.a]"],
    "HTTP_SEC_FETCH_DEST": ["\xff"],
    "HTTP_COOKIE": [
        "a=\xff\xfe; sessionid=\xff", "; ".join(f"c{n}={n}" for n in range(800)), "sessionid=" + "a" * 7900, "=" * 7900,
        "csrftoken=a", 'csrftoken="a\\"', 'sessionid="\\042\\000"', "messages=a:b", "desk_language=" + "a-" * 3900,
        'a="' + "\\" * 7901 + '"', "sessionid=../../etc", "desk_saved=" + "." * 7900, ";" * 7900,
    ],
    "HTTP_AUTHORIZATION": ["Bearer \xff", "Basic \xff", "Negotiate"],
    "HTTP_X_PIECES": ["\xff", "a:b " * 1900, "0:0 1:" + "9" * 5000, ": : :", "a:² b:"],
    "HTTP_X_CSRFTOKEN": ["\xff", "a" * 7900, "\\"],
    "HTTP_X_REQUEST_ID": ["\xff", "a" * 65],
    "HTTP_HX_REQUEST": ["\xff"],
}  # fmt: skip
ADDRESSES = ["/search/?q=a", "/embed/notes/known/?theme=dark", "/metrics", "/admin/password_reset/"]


@pytest.fixture
def ask(newsroom_of_one):
    """Ask one thing: status, headers and body."""
    application = PlainRequests(WSGIHandler())

    def answer(path, method="GET", sent=b"", **environ):
        said = {}
        begun = RequestFactory().generic(method, path, sent, FORM).environ
        body = application(begun | environ, lambda status, headers: said.update(status=status, headers=dict(headers)))
        return int(said["status"][:3]), said["headers"], b"".join(body)

    return answer


@pytest.fixture
def cookie(admin_client):
    """Of somebody who is signed in."""
    return "; ".join(f"{morsel.key}={morsel.value}" for morsel in admin_client.cookies.values())


@pytest.mark.parametrize("name", VALUES)
def test_a_header_may_hold_anything(ask, settings, name):
    settings.ALLOWED_HOSTS = ["testserver"]
    for value in VALUES[name]:
        for path in ADDRESSES:
            status, headers, body = ask(path, **{name: value})
            assert (status < 500, b"Traceback" in body, "evil" in str(headers)) == (True, False, False), (path, value)


@pytest.mark.parametrize(
    "name", ["HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_PIECES", "HTTP_X_CSRFTOKEN", "CONTENT_TYPE"]
)
def test_the_desk_takes_any_header_of_who_is_signed_in(ask, cookie, newsroom_of_one, name):
    article = f"/admin/explainer/article/{newsroom_of_one['article'].pk}"
    assert ask(f"{article}/annotate/news/", HTTP_COOKIE=cookie)[0] == 200
    for value in VALUES[name]:
        given = {"HTTP_COOKIE": cookie} | {name: f"{cookie}; {value}" if name == "HTTP_COOKIE" else value}
        for method, path in (("GET", f"{article}/annotate/news/"), ("POST", f"{article}/annotate/change/")):
            assert ask(path, method, b"key=a&choice=put", **given)[0] < 500, value


@pytest.mark.parametrize("value", VALUES["CONTENT_TYPE"][:7])
def test_what_is_sent_in_another_encoding_is_refused(ask, value):
    assert ask("/admin/login/", "POST", b"username=a", CONTENT_TYPE=value)[0] == 415
    assert ask("/admin/login/", "POST", b"username=a", CONTENT_TYPE=f'{FORM}; charset="UTF-8"')[0] == 403  # no token


@pytest.mark.parametrize(
    "sent",
    [b"csrfmiddlewaretoken=%b&language=de", PART % (b"csrfmiddlewaretoken", b"%b") + PART % (b"language", b"de")],
)
def test_a_form_that_is_cut_off_on_its_way_is_not_taken_for_a_whole_one(ask, cookie, sent):
    """A server gives Django what had come when the connection broke."""
    kind = "multipart/form-data; boundary=a" if b"--a" in sent else FORM
    given = {"HTTP_COOKIE": f"{cookie}; csrftoken={'a' * 32}", "CONTENT_TYPE": kind}
    sent %= b"a" * 32
    for more, status in ((0, 302), (50, 403)):
        given |= {"wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent) + more)}
        assert ask("/admin/language/", "POST", **given)[0] == status


def test_a_header_inside_of_what_is_sent_may_hold_anything(ask, cookie):
    """Parameters in parts that don't fit (RFC 2231) were an error 500."""
    given = {"HTTP_COOKIE": f"{cookie}; csrftoken={'a' * 32}", "CONTENT_TYPE": "multipart/form-data; boundary=a"}
    for name in (b"a; a*=x; a*0=y", b"a; name*=x''a", b"a; a*" + b"9" * 900 + b"=x", b"a\xff", b"a; filename*=zip''a"):
        sent = PART % (name.replace(b"a", b'a"', 1), b"de")
        assert ask("/admin/language/", "POST", sent, **given, CONTENT_LENGTH=str(len(sent)))[0] < 500, name


def test_a_header_has_an_end(ask):
    """A cookie of 30,000 backslashes took two seconds, one of ten times as many a hundred times as long."""
    for name in ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "CONTENT_TYPE"):
        assert ask("/healthz", **{name: "a" * (LONGEST_HEADER + 1)})[0] == 431
        assert ask("/healthz", **{name: "a" * LONGEST_HEADER})[0] == 200


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "COFFEE", "get", "post"])
def test_a_method_that_nothing_has_is_refused_with_those_that_there_are(ask, cookie, method):
    for path in ("/", "/oembed", "/healthz", "/admin/", "/admin/explainer/article/", "/admin/login/"):
        status, headers, _body = ask(path, method, HTTP_COOKIE=cookie)
        is_desk = path.startswith("/admin/")
        assert (status, headers.get("Allow")) == (405, "GET, HEAD, POST" if is_desk else "GET, HEAD"), path
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("key", ["a%0d%0aSet-Cookie:+a=b", "%F0%9F%A6%86", "a" * 65, "%00"])
def test_the_key_of_a_change_is_repeated_only_if_it_is_one(admin_client, newsroom_of_one, key):
    """A line break in it was an error 500."""
    address = f"/admin/explainer/article/{newsroom_of_one['article'].pk}/annotate/change/"
    answer = admin_client.post(address, f"choice=put&key={key}", content_type=FORM)
    assert (answer.status_code, answer["X-Desk"]) == (422, "news")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_line_break_in_what_is_asked_makes_no_line_of_the_log(client, settings, form):
    """Nor does one in what an error says. And no terminal obeys it."""
    out, settings.ALLOWED_HOSTS = io.StringIO(), ["testserver"]
    try:
        logging.config.dictConfig(configuration("INFO", form))
        [handler] = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
        handler.setStream(out)
        client.get("/a%0AERROR%20%20%20%20forged:%20%1B[2J%E2%80%A8ERROR%20%20forged/")
        client.get("/healthz", HTTP_HOST="a\nERROR    forged")
        logging.getLogger("explainer").error("wrong", exc_info=ValueError("a\nERROR    forged\x1b[2J"))
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("explainer").setLevel(logging.NOTSET)
    assert "forged" in out.getvalue()
    assert not [line for line in out.getvalue().splitlines() if line.startswith("ERROR    forged")]
    assert "\x1b" not in out.getvalue()
