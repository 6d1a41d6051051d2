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
    ],
)
def test_it_is_cleaned(given, clean):
    assert clean_address(given) == clean


@pytest.mark.parametrize(
    "given", ["", "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://me:secret@example.org",
              "https://exa mple.org", "https://example.org:99999/"],
)  # fmt: skip
def test_it_must_be_a_web_address(given):
    with pytest.raises(ValueError, match=r"not a web address|[Pp]ort"):
        clean_address(given)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://example.org/a/", "https://example.org/a?utm_medium=mail#x", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", "https://www.example.org/a", False),
    ],
)
def test_two_addresses_may_be_the_same_page(one, other, same):
    assert same_page(one, other) is same
