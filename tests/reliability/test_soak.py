"""A crowd: of readers while an editor publishes and everything is baked, and of editors on one article.

Here a small one for some seconds; `make soak` is a thousand readers for ten minutes (SOAK_SECONDS=600), fifty editors
on PostgreSQL and five on SQLite, and there times and memory count too. Loopback only.
"""

import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from bench.running import _family, _pss
from tests.baking.running import Newsroom, get
from tests.baking.test_granian import Postgres
from tests.baking.test_nginx import nginx_before
from tests.reliability.editor import Editor, make_editors
from tests.reliability.readers import Readers

SECONDS = int(os.environ.get("SOAK_SECONDS", 0))
pytestmark = [  # newsrooms of their own
    pytest.mark.sqlite_pass_only,
    pytest.mark.thorough,
    pytest.mark.timeout(0 if SECONDS else 300),
]
READERS = int(os.environ.get("SOAK_READERS", 1000 if SECONDS else 20))
SLOW_CLIENTS = 200
STALE, MEMORY, P95 = 5.0, 1.25, 0.5  # seconds, times what it was after a third of the run, seconds
ONE_MORE = 30  # seconds for the page of one change when nothing else is done: a machine that tests share is slow
PAUSE = 5  # seconds between two cards of a quick editor
PIECE = re.compile(r'id="([\w-]+)" data-piece="(\w+)"')
CONTESTANTS = 5  # of the editors, who want the same words
EDITORS = {"sqlite": 5 if SECONDS else 3, "postgresql": 50}

ARTICLE = """
from django.utils import timezone
from explainer.models import Article, Note, State
body = "\\n\\n".join(" ".join(f"word{number}x{place}" for place in range(20)) for number in range(60))
for slug, state in (("read", State.PUBLISHED), ("annotated", State.DRAFT)):
    Article(slug=slug, title=slug, standfirst="Version 0.", body=body, state=state, published_at=timezone.now()).save()
Note.objects.create(slug="note", kind="concept", title="A note", summary="Short.", state=State.PUBLISHED)
"""
FOUND = """
import json
from explainer.models import Annotation, CardChange
print(json.dumps([sorted(CardChange.objects.values_list("key", flat=True)), Annotation.objects.count()]))
"""


def newsroom_with_articles(folder, **environment):
    newsroom = Newsroom(folder, **environment)
    newsroom.use_template("migrated")
    newsroom.manage(code=ARTICLE)
    make_editors(newsroom, *(f"editor{number}" for number in range(max(EDITORS.values()))))
    newsroom.manage("bake", "--all")
    return newsroom


@contextmanager
def slow_clients(address, count):
    """So many who send the beginning of a request, and then a byte now and then."""
    host, port = address.removeprefix("http://").split(":")
    stop, sockets = threading.Event(), []
    for _ in range(count):
        sockets.append(socket.create_connection((host, int(port)), timeout=30))
        sockets[-1].sendall(b"POST /search/ HTTP/1.1\r\nHost: testserver\r\nContent-Length: 100000\r\nX: ")

    def drip():
        while not stop.wait(1):
            for each in sockets:
                with suppress(OSError):
                    each.sendall(b"a")

    thread = threading.Thread(target=drip)
    thread.start()
    yield
    stop.set()
    thread.join(60)
    for each in sockets:
        each.close()


def publish(editor, version):
    desk = "/admin/explainer/article/1/"
    assert editor.send(desk + "change/", standfirst=f"Version {version}.", _continue="1")[0] == 302
    assert editor.send(desk + "changes/", change="clarification", line="Said more.")[0] == 302


def publish_every_second(newsroom, readers, until):
    editor, version = Editor(newsroom.address, "editor0"), 0
    while time.monotonic() < until:
        begun, version = time.monotonic(), version + 1
        publish(editor, version)
        readers.published.append(time.monotonic())
        time.sleep(max(0, begun + 1 - time.monotonic()))


def wait_for_words(words, *addresses):
    """Until a page with these words stands at each address. Raises AssertionError if one is old for too long."""
    begun = time.monotonic()
    for address in addresses:
        while words.encode() not in get(address + "/articles/read/")[2]:
            assert time.monotonic() < begun + ONE_MORE, f"{address} is old"
            time.sleep(0.1)


def bake_everything(newsroom, until):
    while time.monotonic() < until:
        command = [sys.executable, "manage.py", "bake", "--all"]
        subprocess.run(command, env=newsroom.env, check=True, capture_output=True)


def memory(server):
    """Kilobytes of the server and its workers, shared pages shared out."""
    return sum(_pss(pid) for pid in _family(server.pid))


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (Debian: apt-get install nginx)")
def test_readers_get_the_new_words_and_no_error_while_all_is_published_and_baked(tmp_path):
    """Half of them come by nginx, where slow clients hang on too; half ask the application itself."""
    newsroom, seconds = newsroom_with_articles(tmp_path), SECONDS or 4
    with newsroom.serve() as server, nginx_before(newsroom, tmp_path) as nginx, slow_clients(nginx, SLOW_CLIENTS):
        assert get(nginx + "/articles/read/")[0] == 200
        addresses = [(urlsplit(each).hostname, urlsplit(each).port) for each in (nginx, newsroom.address)]
        readers, until = Readers(addresses, "/articles/read/", READERS), time.monotonic() + seconds
        with ThreadPoolExecutor(3) as threads:
            work = [
                threads.submit(readers.read, seconds),
                threads.submit(publish_every_second, newsroom, readers, until),
            ]
            work.append(threads.submit(bake_everything, newsroom, until))
            used = []
            while not all(each.done() for each in work):
                used.append(memory(server))
                time.sleep(1)
            for each in work:
                each.result()
        newsroom.manage("bake")
        wait_for_words(f"Version {len(readers.published)}.", nginx, newsroom.address)
        publish(Editor(newsroom.address, "editor0"), 10**6)  # now that nobody bakes everything
        wait_for_words(f"Version {10**6}.", nginx, newsroom.address)
    third, most = used[len(used) // 3], max(used[len(used) // 3 :])
    print(
        f"{READERS} readers, {seconds} s: {readers.answers:,} answers, {len(readers.published)} versions, stalest "
        f"{readers.stalest:.1f} s, memory {third // 1000} MB after a third, {most // 1000} MB at most"
    )
    assert readers.failed == []
    if SECONDS:
        assert readers.stalest <= STALE
        assert most <= third * MEMORY


def card_on(word, key):
    """What the annotate screen sends to put the note on this word."""
    text = "\n\n".join(" ".join(f"word{row}x{place}" for place in range(20)) for row in range(60))
    start = text.index(word)
    return {"choice": "put", "key": key, "note": 1, "start": start, "end": start + len(word), "exact": word}


def show(shown, answer):
    """Change what an editor's page shows, piece by piece, as the answer says; the page sends it along the next time."""
    for target, kind in (("#text", "block-"), ("#placed", "placed-")):
        if f'hx-target="{target}"' in answer:
            for piece in [piece for piece in shown if piece.startswith(kind)]:
                del shown[piece]
    shown.update(PIECE.findall(answer))


def annotate(newsroom, number, until, rounds, together):
    """Put cards on words of one's own until the time is over, or so often. Returns the keys that were acknowledged, how
    long each took, and other answers."""
    editor = Editor(newsroom.address, f"editor{number}")
    desk, done, took, others = "/admin/explainer/article/2/annotate/", [], [], Counter()
    shown = dict(PIECE.findall(editor.get(desk)[2].decode()))
    done += contest(editor, number, desk, together) if number < CONTESTANTS else []
    if SECONDS:
        time.sleep(PAUSE * random.random())  # else all would press in the same moment, again and again
    for place in range(20):
        if place >= rounds or (until and time.monotonic() > until):
            break
        key = f"{number}-{place}"
        begun = time.monotonic()
        pieces = " ".join(map(":".join, shown.items()))
        status, _, body = editor.post(desk + "change/", card_on(f"word{number}x{place}", key), **{"X-Pieces": pieces})
        took.append(time.monotonic() - begun)
        show(shown, body.decode())
        if status == 200:
            done.append(key)
        else:
            others[status] += 1
        if SECONDS:
            time.sleep(max(0, begun + PAUSE - time.monotonic()))
    return done, took, others


def contest(editor, number, desk, together):
    """All put the note on one word in the same moment, and each sends another card twice at once, as browsers do whose
    connection failed. Returns the keys that were acknowledged."""
    sent = [card_on("word59x0", f"{number}-same"), *[card_on(f"word58x{number}", f"{number}-twice")] * 2]
    with ThreadPoolExecutor(len(sent)) as at_once:
        together.wait(60)
        same, *twice = at_once.map(lambda card: editor.post(desk + "change/", card)[0], sent)
    assert (same in {200, 409}, twice) == (True, [200, 200])
    return [f"{number}-twice", *([f"{number}-same"] if same == 200 else [])]


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (Debian: apt-get install nginx)")
@pytest.mark.parametrize("database", ["sqlite", *(["postgresql"] if SECONDS else [])])
def test_editors_who_annotate_at_once_lose_nothing(tmp_path, database):
    with ExitStack() as stack:
        environment = {}
        if database == "postgresql":
            cluster = Postgres(stack.enter_context(tempfile.TemporaryDirectory()))
            cluster.start()
            stack.callback(cluster.stop)
            environment["DATABASE_URL"] = cluster.url
        newsroom, count = newsroom_with_articles(tmp_path, **environment), EDITORS[database]
        stack.enter_context(newsroom.serve())
        until, rounds = time.monotonic() + 120 if SECONDS else None, 20 if SECONDS else 2
        together = threading.Barrier(min(count, CONTESTANTS))
        with ThreadPoolExecutor(count) as threads:
            work = [threads.submit(annotate, newsroom, number, until, rounds, together) for number in range(count)]
            results = [each.result() for each in work]
        keys, cards = json.loads(newsroom.manage(code=FOUND))
    done = sorted(key for each in results for key in each[0])
    assert [key.partition("-")[2] for key in done].count("same") == 1
    assert (set(done) - set(keys), cards) == (set(), len(keys))
    took = [seconds for each in results for seconds in each[1]]
    p95 = statistics.quantiles(took, n=20)[-1]
    others = sum((each[2] for each in results), Counter())
    print(f"{count} editors on {database}: {len(done)} cards, p95 {p95 * 1000:.0f} ms, other answers {dict(others)}")
    assert not others
    if SECONDS:
        assert p95 < P95
