"""What a monitor is told."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from explainer.models import Purge, StalePage
from explainer.reader import health


def test_the_process_is_up_without_asking_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_nothing_is_wrong(client):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()) == (
        200,
        {"database": "ok", "baking": "ok", "purging": "ok", "disk": "ok"},
    )


@pytest.mark.django_db
def test_a_page_that_waits_too_long_is_told(client):
    StalePage.objects.mark(["/notes/"])
    assert client.get("/healthz/ready").status_code == 200
    StalePage.objects.update(since=timezone.now() - timedelta(seconds=health.OLDEST_PAGE + 1))
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert "has waited for" in response.json()["baking"]


@pytest.mark.django_db
def test_a_purge_that_waits_too_long_is_told_where_there_is_a_cache(client, settings):
    settings.PURGER = "explainer.baking.purgers.Varnish"
    StalePage.objects.mark([], ["site"])
    Purge.objects.update(since=timezone.now() - timedelta(seconds=health.OLDEST_PAGE + 1))
    response = client.get("/healthz/ready")
    assert (response.status_code, "has waited for" in response.json()["purging"]) == (503, True)
    settings.PURGER = ""
    assert client.get("/healthz/ready").status_code == 200


@pytest.mark.django_db
def test_a_full_disk_is_told(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_DISK", 2**60)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["disk"].endswith("MB left for baked pages")


@pytest.mark.thorough
def test_a_database_that_is_gone_is_told():
    code = (
        "import django; django.setup(); from django.test import Client;"
        "answer = Client().get('/healthz/ready'); print(answer.status_code, answer.content.decode());"
        "print(Client().get('/healthz/ready', headers={'X-Forwarded-For': '203.0.113.9'}).json()['database'])"
    )
    env = os.environ | {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    answer = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True).stdout
    assert answer.startswith('503 {"database": "does not answer: unable to open database file"')
    assert answer.splitlines()[1] == "does not answer"
