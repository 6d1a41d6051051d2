"""Numbers for Prometheus, and who may see them."""

import re

import pytest

from explainer import metrics
from explainer.baking.queue import bake_due
from explainer.models import StalePage
from tests.factories import annotate, make_article

pytestmark = pytest.mark.django_db


def numbers(client, **headers):
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    return dict(re.findall(r"^(\w+(?:\{[^}]*\})?) ([\d.e+]+)$", response.content.decode(), re.MULTILINE))


def test_it_is_there_for_this_machine_only(client, settings):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_with_a_token_it_is_there_for_who_has_it(client, settings):
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    given = {"Authorization": "Bearer secret", "X-Forwarded-For": "203.0.113.9"}
    assert client.get("/metrics", headers=given, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_it_counts_live_answers_by_view_and_status(client):
    key = 'explainer_live_answers_total{status="200",view="notes"}'
    before = float(numbers(client).get(key, 0))
    client.get("/notes/?a=1")
    after = numbers(client)
    assert float(after[key]) == before + 1
    assert float(after["explainer_live_seconds_count"]) > 0
    assert "a=1" not in client.get("/metrics").content.decode()


@pytest.mark.parametrize("line", ["200 OK", "304 Not Modified", "301 Moved Permanently", "410 Gone"])
def test_it_counts_baked_answers_by_status(client, line):
    key = f'explainer_baked_answers_total{{status="{line[:3]}"}}'
    before = float(numbers(client).get(key, 0))
    metrics.baked(line)
    assert float(numbers(client)[key]) == before + 1


def test_it_tells_what_waits(client, settings, tmp_path):
    settings.BAKE_DIR = tmp_path
    settings.PURGER = "never.asked"
    assert numbers(client)["explainer_last_bake_timestamp_seconds"] == "0.0"
    annotation = annotate(make_article("Tanks came."), "Tanks")
    type(annotation).objects.update(anchor="adrift")
    StalePage.objects.mark(["/notes/"], ["notes"])
    found = numbers(client)
    names = ("pages_waiting", "pages_failing", "purges_waiting", "annotations_loose")
    assert [found[f"explainer_{name}"] for name in names] == ["1.0", "0.0", "1.0", "1.0"]
    list(bake_due())
    found = numbers(client)
    assert (found["explainer_pages_waiting"], float(found["explainer_last_bake_timestamp_seconds"]) > 1e9) == (
        "0.0",
        True,
    )
