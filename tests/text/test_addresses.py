"""Addresses without what only says how somebody came there."""

import pytest

from explainer.text.addresses import clean_address, same_page


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("https://Example.ORG", "https://example.org/"),
        (" https://example.org/a?utm_source=x&id=5&fbclid=y#top ", "https://example.org/a?id=5"),
        ("https://example.org/a?b=%20c&d", "https://example.org/a?b=%20c&d"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.org/café", "https://example.org/caf%C3%A9"),
        ("https://example.org/caf%c3%a9?q=é#top", "https://example.org/caf%C3%A9?q=%C3%A9"),
        ("https://example.org/cafe%CC%81", "https://example.org/caf%C3%A9"),
        ("https://ja.wikipedia.org/wiki/東京", "https://ja.wikipedia.org/wiki/%E6%9D%B1%E4%BA%AC"),
        ("https://example.org/a%7Eb?x=%41", "https://example.org/a~b?x=A"),
        ("https://example.org/a%2Fb%20c%3f", "https://example.org/a%2Fb%20c%3F"),
        ("https://example.org/%e4", "https://example.org/%E4"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org/#/doc/1", "https://example.org/#/doc/1"),
        ("https://example.org/#!/doc/é", "https://example.org/#!/doc/%C3%A9"),
        ("https://example.org/a#:~:text=word", "https://example.org/a"),
    ],
)
def test_it_is_cleaned(given, clean):
    assert clean_address(given) == clean


@pytest.mark.parametrize(
    "given", ["", "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://me:secret@example.org",
              "https://exa mple.org", "https://example.org:99999/", "https://" + "ü" * 80 + ".example/"],
)  # fmt: skip
def test_it_must_be_a_web_address(given):
    with pytest.raises(ValueError, match=r"not a web address|[Pp]ort|name of a host"):
        clean_address(given)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://example.org/a/", "https://example.org/a?utm_medium=mail#x", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", "https://www.example.org/a", False),
        ("https://example.org/café", "http://example.org/caf%C3%A9/", True),
        ("https://example.org/#/doc/1", "https://example.org/#/doc/2", False),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a", True),
        ("https://example.org/a%2Fb", "https://example.org/a/b", False),
    ],
)
def test_two_addresses_may_be_the_same_page(one, other, same):
    assert same_page(one, other) is same
