"""Pages in a bucket: a server that answers as S3 does, over HTTP, and whoever reads the bucket."""

import io
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from explainer.actions import workflow
from explainer.baking.comparing import differences
from explainer.baking.files import BakeFolder
from explainer.baking.queue import bake_due, baked_storage
from explainer.baking.rendering import render
from explainer.baking.storage import storage_settings
from explainer.models import StalePage
from explainer.publication.change import change
from tests.baking.edits import EDITS, bake, bake_everything, make_edit
from tests.baking.running import free_port, get
from tests.factories import make_note

boto3 = pytest.importorskip("boto3", reason="boto3 is not installed (.venv/bin/pip install -r requirements-dev.txt)")
moto = pytest.importorskip(
    "moto.server", reason="moto is not installed (.venv/bin/pip install -r requirements-dev.txt)"
)
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_pass_only]
READABLE = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::news/*"}


class Bucket:
    """A bucket called `news`, with pages below `site/`, on a server of its own."""

    def __init__(self):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/news/site"
        self.server = None

    def start(self):
        self.server = moto.ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self.server.start()

    def stop(self):
        self.server.stop()

    def make(self):
        self.client = boto3.client("s3")
        self.client.create_bucket(Bucket="news")
        self.client.put_bucket_policy(Bucket="news", Policy=json.dumps({"Statement": [READABLE]}))

    def get(self, path):
        return get(f"{self.address}{quote(path)}{'index.html' if path.endswith('/') else ''}")

    def objects(self):
        """Everything that the bucket has, by name: body, and what is sent with it."""
        found = {}
        for each in self.client.get_paginator("list_objects_v2").paginate(Bucket="news"):
            for entry in each.get("Contents", []):
                there = self.client.get_object(Bucket="news", Key=entry["Key"])
                told = [there.get(name) for name in ("ContentType", "CacheControl", "Metadata")]
                found[entry["Key"]] = (there["Body"].read(), told, there.get("WebsiteRedirectLocation"))
        return found


@pytest.fixture(scope="module")
def server():
    bucket = Bucket()
    bucket.start()
    yield bucket
    bucket.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """A new bucket, told of as an operator would: one setting, and the usual variables of AWS."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "editor", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{server.port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "baked": storage_settings("s3://news/site")}
    get(f"http://127.0.0.1:{server.port}/moto-api/reset", method="POST")
    server.make()
    return server


@pytest.fixture
def full(bucket, site, folder):
    """A bucket with a site of three articles in it."""
    return site


def test_a_page_is_read_from_the_bucket_with_its_type_and_headers(full, bucket, folder):
    for path in (full["first"].get_absolute_url(), "/", "/feed.xml", f"/embed/notes/{full['shared'].slug}/"):
        page = render(path)
        status, headers, body = bucket.get(path)
        told = dict(page.headers)
        assert (status, body, headers["content-type"]) == (200, page.body, page.content_type)
        assert headers["cache-control"] == told.pop("Cache-Control")
        told.pop("Content-Language", None)
        assert {name: headers[f"x-amz-meta-{name.lower()}"] for name in told} == told
    assert "Content-Security-Policy" in told
    assert not list(folder.rglob("*.html"))


def test_a_full_bake_leaves_no_difference(full, bucket):
    assert list(differences(baked_storage())) == []
    assert len(bucket.objects()) == len(baked_storage().names()) > 50


def test_a_corrected_note_is_right_in_the_bucket(full, bucket):
    with change(full["shared"]):
        full["shared"].summary = "Corrected in a hurry."
        full["shared"].save()
    bake()
    assert b"Corrected in a hurry." in bucket.get(full["second"].get_absolute_url())[2]


def test_what_was_taken_down_is_gone_and_comes_back(full, bucket):
    first = full["first"]
    path = first.get_absolute_url()
    workflow.take_down(record=first, by=AnonymousUser(), line="A source asked us to.")
    bake()
    assert bucket.get(path)[0] == 404
    assert list(differences(baked_storage())) == []
    workflow.publish(record=first, by=AnonymousUser())
    bake()
    assert bucket.get(path)[0] == 200


def test_a_renamed_article_leads_on_by_the_bucket_and_without_it(full, bucket):
    first = full["first"]
    old = first.get_absolute_url()
    with change(first):
        first.slug = "renamed"
        first.save()
    bake()
    new = "http://testserver/articles/renamed/"
    _, headers, body = bucket.get(old)
    assert headers["x-amz-website-redirect-location"] == new
    assert f'content="0; url={new}"' in body.decode()
    assert list(differences(baked_storage())) == []


def test_a_store_that_knows_no_redirects_gets_the_page_alone(bucket, settings, site):
    settings.STORAGES = {**settings.STORAGES, "baked": storage_settings("s3://news/site?website=false")}
    first = site["first"]
    with change(first):
        old = first.get_absolute_url()
        first.slug = "renamed"
        first.save()
    bake()
    _, headers, body = bucket.get(old)
    assert "x-amz-website-redirect-location" not in headers
    assert b"/articles/renamed/" in body


def test_after_random_edits_the_bucket_is_that_of_a_full_bake(full, bucket):
    dice = random.Random(7)
    for _ in range(12):
        make_edit(dice.choice(EDITS), dice.choice)
        if dice.random() < 0.4:
            bake()
    bake()
    assert list(differences(baked_storage())) == []
    after = bucket.objects()
    for name in after:
        bucket.client.delete_object(Bucket="news", Key=name)
    bake_everything()
    assert bucket.objects() == after


def test_a_bucket_that_is_down_loses_nothing(full, bucket):
    with change(full["shared"]):
        full["shared"].summary = "Corrected while it was down."
        full["shared"].save()
    marked = set(StalePage.objects.values_list("path", flat=True))
    bucket.stop()
    try:
        bake()
    finally:
        bucket.start()
    failing = StalePage.objects.failing()
    assert {page.path for page in failing} == marked
    assert all("Could not connect" in page.error for page in failing)
    assert b"while it was down" not in bucket.get(full["second"].get_absolute_url())[2]
    out = io.StringIO()
    call_command("bake", "--status", stdout=out)
    assert "NotStoredError: EndpointConnectionError" in out.getvalue()
    StalePage.objects.update(due=StalePage.objects.first().since)
    bake()
    assert StalePage.objects.count() == 0
    assert list(differences(baked_storage())) == []


def test_a_bucket_that_isn_t_there_or_refuses_postpones_too(bucket, settings):
    settings.STORAGES = {**settings.STORAGES, "baked": storage_settings("s3://nowhere")}
    StalePage.objects.mark(["/notes/"])
    assert next(bake_due()) == 1
    assert "NoSuchBucket" in StalePage.objects.get().error
    with pytest.raises(CommandError, match=r"can't be written or read.*\n.*NoSuchBucket"):
        call_command("bake", "--check")


def test_check_says_what_differs(full, bucket):
    client, key = bucket.client, "site/notes/index.html"
    there = client.get_object(Bucket="news", Key=key)
    client.put_object(Bucket="news", Key=key, Body=b"tampered", ContentType=there["ContentType"])
    client.put_object(Bucket="news", Key="site/stray.html", Body=b"x")
    client.put_object(Bucket="news", Key="another-site.html", Body=b"x")
    client.delete_object(Bucket="news", Key="site/robots.txt")
    feed = client.get_object(Bucket="news", Key="site/feed.xml")
    client.put_object(Bucket="news", Key="site/feed.xml", Body=feed["Body"].read(), ContentType="text/plain")
    out = io.StringIO()
    with pytest.raises(CommandError, match="4 pages differ"):
        call_command("bake", "--check", stdout=out)
    assert sorted(out.getvalue().splitlines()) == [
        "/feed.xml: headers differ", "/notes/: page differs", "/robots.txt: missing",
        "/stray.html: should not be there",
    ]  # fmt: skip


def test_headers_that_are_too_long_for_a_bucket_don_t_hold_up_the_page(bucket, settings):
    settings.SURROGATE_HEADER = "Surrogate-Key"
    with change():
        note = make_note(title="Long")
    page = render(note.get_absolute_url())
    baked_storage().write([replace(page, headers=(*page.headers, ("X-Long", "x" * 2048), ("X-É", "é")))])
    status, headers, _ = bucket.get(note.get_absolute_url())
    assert status == 200
    assert "x-amz-meta-x-long" not in headers
    assert headers["x-amz-meta-surrogate-key"] == dict(page.headers)["Surrogate-Key"]


@pytest.mark.parametrize(
    "address",
    [
        "storages.backends.s3.S3Storage?bucket_name=news",
        "django.core.files.storage.FileSystemStorage?allow_overwrite=true",
    ],
)
def test_any_other_storage_keeps_pages_too(bucket, settings, tmp_path, address):
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    settings.STORAGES = {**settings.STORAGES, "baked": storage_settings(address)}
    pages = [render(path) for path in ("/", "/robots.txt", "/notes/")]
    for _ in range(2):
        baked_storage().write(pages)
    assert baked_storage().names() == {"index.html", "robots.txt", "notes/index.html"}
    with storages["baked"].open("notes/index.html") as file:
        assert file.read() == pages[2].body
    with storages["baked"].open("index.html", "wb") as file:
        file.write(b"tampered")
    assert list(baked_storage().compare(pages)) == ["page", "", ""]
    baked_storage().write([replace(page, body=b"") for page in pages])
    assert baked_storage().names() == set()


def test_a_storage_that_doesn_t_overwrite_is_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    settings.STORAGES = {
        **settings.STORAGES, "baked": storage_settings("django.core.files.storage.FileSystemStorage"),
    }  # fmt: skip
    baked_storage().write([render("/robots.txt")])
    with pytest.raises(OSError, match="option that overwrites"):
        baked_storage().write([render("/robots.txt")])


def test_without_the_setting_pages_are_files_in_a_folder(settings):
    assert storage_settings("") == {"BACKEND": "explainer.baking.files.BakeFolder"}
    assert isinstance(baked_storage(), BakeFolder)
    assert baked_storage().location == str(settings.BAKE_DIR)


@pytest.mark.parametrize("address", ["s3:///prefix", "https://bucket.example/", "bucket", "/var/baked"])
def test_an_address_that_is_none_is_refused_with_what_to_do(address):
    with pytest.raises(ImproperlyConfigured, match="Set it to s3://bucket/prefix"):
        storage_settings(address)


def test_the_server_doesn_t_answer_from_files_that_are_older_than_the_bucket(bucket, tmp_path):
    code = "from explainer import wsgi; print(type(wsgi.application).__name__)"
    seen = {}
    for address in ("", "s3://news/site"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(django_settings.BASE_DIR),
            env={"DJANGO_SETTINGS_MODULE": "tests.settings", "BAKE_STORAGE": address, "PATH": ""},
        )  # fmt: skip
        seen[address] = done.stdout.strip() or done.stderr[-500:]
    assert seen == {"": "BakedFirst", "s3://news/site": "PlainRequests"}
