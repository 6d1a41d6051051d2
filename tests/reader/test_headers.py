"""Headers that caches and browsers live by, on every public page."""

import base64
import hashlib
import re

import brotli
import pytest

from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/articles/story/", "/articles/story/full/", "{card}", "{card}fragment/", "/notes/", "/notes/note/",
             "/claims/", "/claims/claim/", "/search/"]  # fmt: skip


@pytest.fixture(params=ADDRESSES)
def address(request):
    """Each public address in turn, with something on it."""
    article = make_article("Tanks came.", slug="story")
    card = annotate(article, "Tanks", make_note(slug="note"))
    annotate(article, "came", make_claim(slug="claim"))
    return request.param.format(card=card.get_absolute_url())


def test_it_may_be_kept_by_any_cache_for_a_minute(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert set(response.headers["Cache-Control"].split(", ")) == {
        "public",
        "max-age=60",
        "s-maxage=30",
        "stale-while-revalidate=3600",
    }
    assert "Vary" not in response.headers
    assert response.cookies == {}


def test_it_is_the_same_bytes_for_everyone(client, admin_client, address):
    plain = client.get(address)
    headers = {"Accept-Language": "de", "Cookie": "a=b", "User-Agent": "Mozilla", "HX-Request": "true"}
    assert client.get(address, headers=headers).content == plain.content
    assert admin_client.get(address).content == plain.content


def test_it_travels_compressed_where_the_browser_takes_it(client, address):
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip, br"})
    if "Content-Encoding" not in packed.headers:
        assert len(plain.content) < 500
        return
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(packed.content) == plain.content


def test_it_allows_nothing_inline_but_its_own_style_sheet(client, address):
    response = client.get(address)
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert "http" not in " ".join(policy.values())
    html = response.content.decode()
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    assert [f"'sha256-{digest}'" in policy["style-src"].split() for digest in hashes] == [True] * len(styles)
    assert len(styles) <= 1
    assert re.findall(r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">)[^>]*>|\sstyle=|\son\w+=", html) == []
    assert re.findall(r'<(?:script|img|iframe|link)[^>]*(?:src|href)="(?:https?:)?//(?!testserver)[^"]*"', html) == []


def test_it_is_careful_with_types_frames_and_referrers(client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_it_answers_head_like_get_without_the_body(client, address):
    get, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Cache-Control"] == get.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_for_reading(client, address, method):
    response = getattr(client, method)(address)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
