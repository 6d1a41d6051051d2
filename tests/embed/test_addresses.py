"""Which pasted addresses name a page of ours, and which are refused."""

import pytest

from explainer.embed.addresses import BadAddress, Target, read_address

ARTICLE = Target("article", "a-story")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://testserver/articles/a-story/", ARTICLE),
        ("http://testserver/articles/a-story", ARTICLE),
        ("https://testserver/articles/a-story/", ARTICLE),
        ("HTTP://TESTSERVER/articles/a-story/", ARTICLE),
        ("http://testserver:80/articles/a-story/", ARTICLE),
        ("https://testserver:443/articles/a-story/", ARTICLE),
        (" http://testserver/articles/a-story/ ", ARTICLE),
        ("http://testserver/articles/a-story/?utm_source=x&utm_medium=y", ARTICLE),
        ("http://testserver/articles/a-story/?a=%zz&b=%ff", ARTICLE),
        ("http://testserver/articles/a-story/?" + "&".join("abcdefghij" * 9), ARTICLE),
        ("http://testserver/articles/a-story/#top", ARTICLE),
        ("http://testserver/articles/a-story/#?secret=abcdef", ARTICLE),
        ("http://testserver/articles/a%2Dstory/", ARTICLE),
        ("http://testserver/articles/a-story/full/", ARTICLE),
        ("http://testserver/articles/a-story/full", ARTICLE),
        ("http://testserver/articles/a-story/#card-12", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story#card-12", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/full/#card-12", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/cards/12/", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/cards/12", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/cards/12/?fbclid=1#x", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/?open=12", Target("article", "a-story", 12)),
        ("http://testserver/articles/a-story/?theme=daily", Target("article", "a-story", 0, "daily")),
        ("http://testserver/articles/a-story/?theme=%22%3E", ARTICLE),
        ("http://testserver/articles/a-story/#card-0", ARTICLE),
        ("http://testserver/articles/a-story/#card--1", ARTICLE),
        ("http://testserver/articles/a-story/#card-99999999999999999999999", ARTICLE),
        ("http://testserver/articles/a-story/cards/99999999999999999999999/", ARTICLE),
        ("http://testserver/articles/a-story/#card-١٢", ARTICLE),
        ("http://testserver/articles/a-story/timeline/", Target("timeline", "a-story")),
        ("http://testserver/notes/a-note/", Target("note", "a-note")),
        ("http://testserver/claims/a-claim", Target("claim", "a-claim")),
        ("http://testserver/embed/articles/a-story/?open=12", Target("article", "a-story", 12)),
        ("http://testserver/embed/notes/a-note/", Target("note", "a-note")),
        ("http://testserver/embed/claims/a-claim/", Target("claim", "a-claim")),
        ("http://testserver/embed/timelines/a-story/", Target("timeline", "a-story")),
    ],
)
def test_it_reads_what_people_paste(address, target):
    assert read_address(address) == target


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example/articles/a-story/",
        "http://testserver.evil.example/articles/a-story/",
        "http://eviltestserver/articles/a-story/",
        "http://testserver./articles/a-story/",
        "http://testserver:8000/articles/a-story/",
        "https://testserver:80/articles/a-story/",
        "http://127.0.0.1/articles/a-story/",
        "http://localhost/articles/a-story/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/articles/a-story/",
        "http://tеstserver/articles/a-story/",  # a Cyrillic е
        "http://testserver%2eevil.example/articles/a-story/",
        "http://testserver/",
        "http://testserver",
        "http://testserver/admin/",
        "http://testserver/admin/explainer/article/1/change/",
        "http://testserver/notes/",
        "http://testserver/oembed",
        "http://testserver/go/1/",
        "http://testserver/articles/../admin/",
        "http://testserver/articles/a-story/../../admin/",
        "http://testserver/articles/%2e%2e/admin/",
        "http://testserver//articles/a-story/",
        "http://testserver/articles/a-story//",
        "http://testserver/articles/a-story;x/",
        "http://testserver/articles/a-story%00/",
        "http://testserver/articles/a-story%0d%0aX:y/",
        "http://testserver/articles/%ff%fe/",
        "http://testserver/articles/a%252Dstory/",
        "http://testserver/articles/a-story/cards/-1/",
        "http://testserver/articles/a-story/cards/1/fragment/",
        "http://testserver/ARTICLES/a-story/",
        "http://testserver/articles/ä.b/",
    ],
)
def test_it_has_nothing_for_what_is_not_ours_or_no_page(address):
    assert read_address(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "a-story",
        "/articles/a-story/",
        "//testserver/articles/a-story/",
        "testserver/articles/a-story/",
        "javascript:alert(1)",
        "javascript://testserver/articles/a-story/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://testserver/articles/a-story/",
        "gopher://testserver/articles/a-story/",
        "http:///articles/a-story/",
        "http:testserver/articles/a-story/",
        "http:\\\\testserver\\articles\\a-story\\",
        "http://testserver\\@evil.example/articles/a-story/",
        "http://evil.example\\@testserver/articles/a-story/",
        "http://user@testserver/articles/a-story/",
        "http://user:secret@testserver/articles/a-story/",
        "http://testserver@evil.example/articles/a-story/",
        "http://@testserver/articles/a-story/",
        "http://testserver:99999/articles/a-story/",
        "http://testserver:0/articles/a-story/",
        "http://testserver:abc/articles/a-story/",
        "http://[testserver/articles/a-story/",
        "http://testserver/articles/a-story/\n",
        "http://testserver/articles/\ta-story/",
        "http://testserver/articles/a story/",
        "http://testserver/articles/a-story/\x00",
        "http://testserver/articles/a-story/\u2028",
        "http://testserver/articles/<script>/",
        'http://testserver/articles/"onload=/',
        "http://testserver/articles/a-story/?" + "x" * 2000,
        "\ufeffhttp://testserver/articles/a-story/",
    ],
)
def test_it_refuses_what_is_no_address_that_people_paste(address):
    with pytest.raises(BadAddress):
        read_address(address)


@pytest.mark.parametrize(
    ("site", "address", "is_ours"),
    [
        ("https://news.example", "http://news.example/notes/x/", True),
        ("https://news.example:8443", "https://news.example:8443/notes/x/", True),
        ("https://news.example:8443", "https://news.example/notes/x/", False),
        ("https://zpravy-ěšč.example", "https://xn--zpravy-n8a5fm.example/notes/x/", False),
        ("https://bücher.example", "https://xn--bcher-kva.example/notes/x/", True),
        ("https://xn--bcher-kva.example", "https://bücher.example/notes/x/", True),
    ],
)
def test_it_compares_host_and_port_with_the_site_s_own(settings, site, address, is_ours):
    settings.SITE_URL = site
    assert bool(read_address(address)) == is_ours
