"""A PostgreSQL that hangs: it takes connections, and never answers."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, transaction

from explainer import database
from tests.baking.running import Newsroom, get
from tests.factories import make_user

NOBODY = "postgres://nobody@127.0.0.1:{}/news?connect_timeout=2"


@contextmanager
def hanging():
    """The port of a server whose connections are taken and never answered."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        yield server.getsockname()[1]


@pytest.fixture
def limited(monkeypatch):
    monkeypatch.setattr(database, "_is_limited", True)
    monkeypatch.setattr(database, "circuit", database.Circuit())
    monkeypatch.setattr(database, "QUEUE_SECONDS", 0.01)


def test_two_wait_for_one_that_hangs_and_the_others_fail_at_once(limited):
    with hanging() as port, ThreadPoolExecutor(20) as threads:

        def connect(_):
            before = time.monotonic()
            with pytest.raises(psycopg.OperationalError) as raised:
                database.Connection.connect(NOBODY.format(port))
            return time.monotonic() - before, str(raised.value)

        answers = list(threads.map(connect, range(20)))
        assert sum("timeout" in said for _, said in answers) <= 2
        with pytest.raises(psycopg.OperationalError, match="did not answer a moment ago"):
            database.Connection.connect(NOBODY.format(port))


def test_it_is_asked_again_after_a_rest_by_one(limited, monkeypatch):
    clock = iter([0.0, 1.0, 2.1, 2.2, 3.0, 3.1])
    monkeypatch.setattr(database.time, "monotonic", lambda: next(clock))
    circuit = database.Circuit()
    circuit.failed()  # at 0.0
    with pytest.raises(psycopg.OperationalError):
        circuit.check()  # 1.0
    circuit.check()  # 2.1: its turn
    with pytest.raises(psycopg.OperationalError):
        circuit.check()  # 2.2: another tries already
    circuit.answered()
    circuit.check()


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_is_not_answered_fails_and_closes_its_connection(limited, monkeypatch):
    monkeypatch.setattr(database, "ANSWER_SECONDS", 0.2)
    options = {name: value for name, value in connection.get_connection_params().items() if name != "context"}
    asked = database.Connection.connect(**options)
    assert asked.execute("select 1").fetchone() == (1,)
    with pytest.raises(database.Unanswered):
        asked.execute("select pg_sleep(5)")
    assert asked.closed
    with pytest.raises(psycopg.OperationalError, match="a moment ago"):
        database.Connection.connect(**options)


@pytest.mark.postgres_pass_only
@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_another_s_lock_fails_alone(limited, monkeypatch):
    """Fifty editors on one article: the last in the queue is no reason to call the database hung for all of them."""
    monkeypatch.setattr(database, "STATEMENT_SECONDS", 0.2)
    editor = make_user("Editors")

    def save():
        connection.close()  # each begins with a new one
        try:
            with transaction.atomic():
                return User.objects.select_for_update().get(pk=editor.pk)
        finally:
            connection.close()

    def read():
        try:
            return User.objects.count()
        finally:
            connection.close()

    connection.close()
    with transaction.atomic(), ThreadPoolExecutor(1) as thread:
        User.objects.select_for_update().get(pk=editor.pk)
        with pytest.raises(OperationalError, match="statement timeout"):
            thread.submit(save).result()
        assert thread.submit(read).result() == 1
    assert save() == editor


@pytest.mark.sqlite_pass_only
def test_files_go_on_while_the_database_hangs(tmp_path):
    Newsroom(tmp_path).load()
    with hanging() as port:
        live = Newsroom(tmp_path, DATABASE_URL=NOBODY.format(port))
        stop = threading.Event()

        def ask(n):
            statuses = []
            while not stop.is_set():
                statuses.append(get(f"{live.address}/search/?q=mi6&n={n}")[0])
            return statuses

        with live.serve(workers=1), ThreadPoolExecutor(8) as threads:
            asking = [threads.submit(ask, n) for n in range(8)]  # twice its threads
            before = time.monotonic()
            assert {get(live.address + "/notes/mi6/")[0] for _ in range(200)} == {200}
            took = time.monotonic() - before
            stop.set()
            statuses = {status for answers in asking for status in answers.result()}
    assert statuses <= {503, 429}
    assert took < 200, took  # seconds; each of the 200 would take two if it waited for the database
