"""One address that asks for too much is told when to come back; everybody else reads on."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import RequestFactory

from explainer import rate_limits
from explainer.rate_limits import Counter, address_of, counted_as
from explainer.text.networks import read_networks
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FAR = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def limits(settings, tmp_path, monkeypatch):
    settings.RATE_LIMITS = {"live": 5, "search": 3, "oembed": 3, "preview": 3, "desk": 4, "sign_in": 2}
    settings.RATE_LIMITS_FILE = tmp_path / "limits.sqlite3"
    monkeypatch.setattr(rate_limits.time, "time", lambda: 6_000_045.0)  # 15 seconds before the minute ends


@pytest.mark.parametrize(
    ("path", "method", "most"),
    [
        ("/search/?q=mi6", "get", 3),
        ("/oembed?url=x", "get", 3),
        ("/preview/x/", "get", 3),
        ("/articles/nowhere/", "get", 5),
        ("/nowhere", "get", 5),
        ("/articles/known/?x=1", "get", 5),
        ("/admin/login/", "post", 2),
        ("/admin/password_reset/", "post", 2),
        ("/admin/invitation/MQ/x/", "post", 2),
        ("/admin/auth/user/invite/", "post", 2),
        ("/admin/explainer/note/names/", "post", 4),
    ],
)
def test_beyond_the_limit_it_is_429_with_the_seconds_to_wait(client, path, method, most):
    make_article(slug="known")
    answers = [getattr(client, method)(path, **FAR) for _ in range(most + 2)]
    assert 429 not in [answer.status_code for answer in answers[:most]]
    for answer in answers[most:]:
        assert (answer.status_code, answer["Retry-After"]) == (429, "15")
        assert "no-store" in answer["Cache-Control"]
        assert "Try again in 15 seconds." in answer.content.decode()
    assert getattr(client, method)(path, REMOTE_ADDR="203.0.113.8").status_code != 429


def test_the_next_minute_begins_anew(client, monkeypatch):
    assert [client.get("/search/?q=a", **FAR).status_code for _ in range(4)] == [200, 200, 200, 429]
    monkeypatch.setattr(rate_limits.time, "time", lambda: 6_000_061.0)
    assert client.get("/search/?q=a", **FAR).status_code == 200


@pytest.mark.parametrize("path", ["/static/nothing.css", "/healthz", "/healthz/ready", "/metrics"])
def test_what_costs_nothing_is_not_counted(client, path):
    assert 429 not in [client.get(path, **FAR).status_code for _ in range(10)]


def test_this_machine_is_not_counted(client):
    assert 429 not in [client.get("/search/?q=a", REMOTE_ADDR="127.0.0.1").status_code for _ in range(10)]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # nobody's proxy: it may say what it likes
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # the reader wrote the first
        ("127.0.0.1", "198.51.100.1, 127.0.0.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1:4711, 10.200.0.1:80", "198.51.100.1"),  # as Azure's gateway writes it
        ("127.0.0.1", "[2001:db8:1:2:3::6]:4711", "2001:db8:1:2::/64"),
        ("127.0.0.1", "[2001:db8:1:2:3::6]", "2001:db8:1:2::/64"),
        ("127.0.0.1", "nonsense", ""),
        ("127.0.0.1", "nonsense:80", ""),
        ("127.0.0.1", "", ""),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("unix:", "", ""),
        ("10.1.2.3", "198.51.100.1, 10.200.0.1", "198.51.100.1"),
        ("11.1.2.3", "198.51.100.1", "11.1.2.3"),
        ("::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("2001:db8:ffff::9", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_it_knows_who_asks(remote, forwarded, address, settings):
    settings.TRUSTED_PROXIES = read_networks(["127.0.0.1", "::1", "10.0.0.0/8", " 2001:db8:ffff::/48"])
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


def test_reading_the_sign_in_page_is_no_attempt():
    assert counted_as(RequestFactory().get("/admin/login/")) == "desk"
    assert counted_as(RequestFactory().get("/search/")) == "live"


HITS = "import sys; from pathlib import Path; from explainer.rate_limits import Counter\n"
HITS += "c = Counter(Path(sys.argv[1]))\nfor _ in range(200):\n  while not c.hit('x'): pass"


def test_all_processes_count_together(tmp_path, monkeypatch):
    monkeypatch.undo()
    file = tmp_path / "shared.sqlite3"
    monkeypatch.setattr(rate_limits, "WINDOW", 10**9)
    script = HITS.replace("\nfor", "\nimport explainer.rate_limits as r; r.WINDOW = 10**9\nfor")
    others = [subprocess.Popen([sys.executable, "-c", script, str(file)]) for _ in range(3)]
    assert [other.wait(60) for other in others] == [0, 0, 0]
    assert Counter(file).hit("x") == 601


def test_a_file_that_can_t_be_written_stops_nobody(client, settings, tmp_path):
    assert Counter(Path("/nowhere/limits.sqlite3")).hit("x") == 0
    (tmp_path / "broken").write_bytes(b"no database at all" * 100)
    assert Counter(tmp_path / "broken").hit("x") == 0


def test_old_minutes_are_forgotten(tmp_path, monkeypatch):
    counter = Counter(tmp_path / "counts.sqlite3")
    for number in range(50):
        counter.hit(f"address {number}")
    monkeypatch.setattr(rate_limits.time, "time", lambda: 6_000_200.0)
    counter.hit("x")
    assert counter._connection().execute("SELECT count(*) FROM hits").fetchone() == (1,)
