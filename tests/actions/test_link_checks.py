"""Links are asked for politely and never inside our own network; what they answered is kept."""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.utils import timezone

from explainer import limited_process
from explainer.actions import link_checks
from explainer.actions.link_checks import Answer, ask, check_links, due
from explainer.models import LinkCheck, Source
from tests.factories import make_source

PAGE = """<html><head><title>Mutiny</title></head><body><nav>Menu of Monday</nav><article><h1>A mutiny in Rostov</h1>
<p>Perhaps 25,000 fighters joined the march on Moscow, their leader said on Saturday; the army did not stop them.</p>
<p>They came within 200 kilometres of the capital before they turned round, and nobody was ever tried for it.</p>
</article></body></html>"""


@pytest.fixture
def web():
    """A server on loopback; `web.asked` are the requests that it got. Its address is `web.address`."""
    asked, at_once, most = [], [], []

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            asked.append((self.command, self.path))
            at_once.append(1)
            most.append(len(at_once))
            path = self.path.split("?")[0]
            if path == "/page-for-browsers" and self.command == "GET":
                at_once.pop()
                return self.connection.shutdown(socket.SHUT_RDWR)
            if path.startswith("/page"):
                body = server.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                at_once.pop()
                self.end_headers()
                return self.wfile.write(body if self.command == "GET" else b"")
            status = {"/gone": 410, "/missing": 404, "/robots": 403, "/broken": 500}.get(path, 200)
            if path == "/no-head" and self.command == "HEAD":
                status = 405
            if path.startswith("/to-"):
                self.send_response(302)
                self.send_header("Location", {"/to-missing": "/missing", "/to-self": "/to-self"}.get(path, path[4:]))
            else:
                self.send_response(status)
            self.send_header("Content-Length", "0")
            at_once.pop()  # before the answer goes out: the next question may come at once
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.page = PAGE
    server.asked, server.most, server.address = asked, most, f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def ask_here(address):
    return ask(address, seconds=4, allowed=lambda ip: ip.is_loopback, ports=range(65536))


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", Answer(200)), ("/a b?c=é", Answer(200)), ("/gone", Answer(410, is_dead=True)),
        ("/missing", Answer(404, is_dead=True)), ("/robots", Answer(403)), ("/broken", Answer(500)),
        ("/no-head", Answer(200)), ("/to-missing", Answer(404, is_dead=True)),
        ("/to-self", Answer(302, "circles", is_dead=True)),
    ],
)  # fmt: skip
def test_it_says_what_an_address_answers(web, path, answer):
    assert ask_here(web.address + path) == answer


def test_it_asks_with_head_and_with_get_only_where_that_is_not_liked(web):
    ask_here(f"{web.address}/")
    ask_here(f"{web.address}/no-head")
    assert web.asked == [("HEAD", "/"), ("HEAD", "/no-head"), ("GET", "/no-head")]


def test_it_asks_nothing_of_its_own_network(web):
    answer = ask(f"{web.address}/", ports=range(65536))
    assert answer.problem == "private"
    assert not answer.is_dead
    assert web.asked == []


def test_it_follows_no_redirect_into_its_own_network(web):
    asked = []

    def only_first(ip):
        asked.append(ip)
        return len(asked) == 1

    answer = ask(f"{web.address}/to-missing", seconds=4, allowed=only_first, ports=range(65536))
    assert answer.problem == "private"
    assert [path for _, path in web.asked] == ["/to-missing"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "javascript:1", "http://", "http://[x/"]
)
def test_it_asks_for_web_pages_only(address):
    assert ask(address).status == 0


def test_it_knows_a_host_that_is_not_there():
    assert ask("http://nothing.invalid/") == Answer(0, "no-host", is_dead=True)


@pytest.mark.django_db(transaction=True)
def test_it_keeps_the_answers_and_asks_a_host_for_one_page_at_a_time(web):
    sources = [make_source(url=f"{web.address}{path}") for path in ("/", "/missing", "/gone", "/robots")]
    found = list(check_links(sources=sources, pause=0.01, question=ask_here))
    assert len(found) == 4
    assert set(LinkCheck.objects.filter(is_dead=True).values_list("source__url", flat=True)) == {
        f"{web.address}/missing", f"{web.address}/gone"
    }  # fmt: skip
    assert max(web.most) == 1
    list(check_links(sources=sources, pause=0, question=lambda address: Answer(200)))
    assert LinkCheck.objects.filter(is_dead=False).count() == LinkCheck.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_it_notices_that_a_page_says_something_else_and_not_that_its_menu_changed(web):
    source = make_source(url=f"{web.address}/page")

    def looked():
        return next(check_links(sources=[source], pause=0, question=ask_here))

    assert (looked().changed_on, len(looked().digest)) == ("", 64)
    web.page = PAGE.replace("Monday", "Tuesday")
    assert looked().changed_on == ""
    web.page = PAGE.replace("25,000", "8,000")
    assert looked().changed_on == timezone.localdate().isoformat()
    assert looked().changed_on == timezone.localdate().isoformat()  # it is still another than the one that was read
    source.url = f"{web.address}/page-2"
    assert looked().changed_on == ""


@pytest.mark.thorough
def test_a_page_whose_text_can_not_be_had_is_there_all_the_same(web, monkeypatch):
    assert ask_here(f"{web.address}/page-for-browsers") == Answer(200)
    monkeypatch.setattr(limited_process, "_enabled", True)  # as in a server
    assert len(ask_here(f"{web.address}/page").digest) == 64
    monkeypatch.setattr(link_checks, "READING_SECONDS", 1)
    web.page = "<p>Words of it.</p>" * 100_000  # minutes, read in the server itself
    assert ask_here(f"{web.address}/page") == Answer(200)


def test_it_says_where_a_page_moved(web):
    assert ask_here(f"{web.address}/to-/page").moved_to == f"{web.address}/page"
    assert ask_here(f"{web.address}/page?utm_source=x").moved_to == ""


@pytest.mark.django_db
def test_it_asks_again_after_a_week_and_begins_with_the_oldest():
    never, old, fresh = make_source(), make_source(), make_source()
    make_source(url="")
    for source, days in ((old, 8), (fresh, 2)):
        checked = timezone.now() - timedelta(days=days)
        LinkCheck.objects.create(source=source, address=source.url, checked_at=checked)
    assert set(due(older_than=timedelta(days=7))) == {never, old}
    assert due(older_than=timedelta(days=1)).count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_command_names_dead_links_and_their_stored_copies(capsys):
    make_source(slug="lost", url="http://nothing.invalid/", archived_url="https://archive.example/1")
    make_source(slug="inside", url="http://127.0.0.1:1/")
    call_command("check_links")
    said = capsys.readouterr().out
    assert "dead: lost http://nothing.invalid/ Its host is not known." in said
    assert "stored copy: https://archive.example/1" in said
    assert "2 checked, 1 dead." in said
    assert Source.objects.filter(link_check__is_dead=True).get().slug == "lost"
