"""Anything at all, made by hypothesis: no error, and an end in good time, of what reads other people's words.

Here each kind of input is tried a few times; `make fuzz` goes on for so many seconds (FUZZ_SECONDS, 100 for each of the
six), with inputs up to a hundred times as long. What it finds becomes a test of its own kind.
"""

import os
import resource
import time
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer import search
from explainer.extracting import NotExtractedError, extract, extract_text
from explainer.rendering import render_article
from explainer.text.anchoring import Span, TextQuote, carry, locate
from explainer.text.limits import excess
from tests.extracting.test_sites import FILES
from tests.test_hostile_parameters import NAMES, PUBLIC, filled, newsroom_of_one  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::RuntimeWarning")]
SECONDS = int(os.environ.get("FUZZ_SECONDS", 0))
LONGEST = 300 if SECONDS else 3  # how often a piece is repeated
SLOWEST = 20  # seconds of a processor for one input; an import has 60 (explainer/desk/importing.py)
MOST_MEMORY = 700_000  # kilobytes that a run may add to its process; an import has a limit of 1,000 megabytes

MARKS = [
    *("![", "[", "](", "]", ")", "<!--", "-->", "<", ">", "&", "&#x", ";", "**", "_", "`", "```\n", "\n", "\n\n"),
    *("    ", "> ", "- ", "1. ", "# ", "|", "|-|-|\n", ": ", "*[", "[^1]", "[^1]: ", "---\n", "---\ntitle: a\n---\n"),
    *("&a *a", "<p>", "</p>", "<div>", "<table><tr><td>", "<script>", "</script>", "<svg>", "<![CDATA[", "<?xml"),
    *("<!DOCTYPE a>", "<title>", "<b", " a='", '"', "https://a.example/", "javascript:", "\0", "\ufeff", "\u202e"),
    *("\u2028", "é", "e\u0301", "x", " ", "\t", "\r\n", "1968", "%s", "{{", "}}", "{%", "\\", "MI6", "Prague", "🦆"),
    *("\ud83e", "中", "שלום"),
]
PIECE = st.sampled_from(MARKS) | st.text(max_size=12)
REPEATED = st.builds(lambda piece, times: piece * times, PIECE, st.integers(1, LONGEST))
TEXT = st.lists(REPEATED, max_size=12).map("".join)


def encoded(text):
    return text.encode("utf-8", "ignore")


PLAIN = TEXT.map(lambda text: encoded(text).decode())  # as forms bring it
SAVED = sorted(path for path in FILES.iterdir() if path.suffix in {".html", ".docx", ".mhtml", ".md", ".txt"})


@st.composite
def files(draw):
    """A file: one that somebody saved with some of its bytes changed, or bytes of no sense; and its name."""
    name = "a" + draw(st.sampled_from([".html", ".docx", ".mhtml", ".md", ".txt", ".pdf", ""]))
    if draw(st.booleans()):
        return draw(TEXT).encode("utf-8", "surrogatepass"), name
    path = draw(st.sampled_from(SAVED))
    data = bytearray(path.read_bytes())
    for _ in range(draw(st.integers(0, 6))):
        at, left_out = draw(st.integers(0, len(data))), draw(st.integers(0, 200))
        data[at : at + left_out] = draw(st.binary(max_size=40) | TEXT.map(encoded))
    return bytes(data), path.name


def an_import(data, client):
    with suppress(NotExtractedError):
        extract(*data[0])
    with suppress(NotExtractedError):
        extract_text(*data[1])


def an_article(source, client):
    if not excess(source):  # a form refuses it with a sentence
        "".join(block.html for block in render_article(source))


def a_quote(texts, client):
    old, new, start, length = texts
    start = min(start, max(0, len(old) - 1))
    span = Span(start, max(start + 1, min(len(old), start + length)))
    if not old:
        return
    found = [carry(old, new, span), locate(TextQuote(exact=old[span.start : span.end], start=start), new)]
    for each in filter(None, found):
        assert 0 <= each.start < each.end <= len(new)


def a_search(typed, client):
    search.find(typed)
    answered(client, "/search/", {"q": typed})


def an_oembed_request(sent, client):
    answered(client, "/oembed", sent)


def an_address(asked, client):
    route, number, sent, tail = asked
    path = filled(route, number)
    if path:
        answered(client, path + quote(tail, safe="/", errors="ignore"), sent)


def answered(client, path, sent):
    answer = client.get(f"{path}?{urlencode(sent, errors='surrogatepass')}")
    # 501: a format of oEmbed that we haven't (oembed.com, section 2.3.3)
    assert answer.status_code < 500 or answer.status_code == 501, (path, sent, answer.exc_info)


WORDS = PLAIN.filter(lambda text: "\0" not in text)
ASKED = st.sampled_from(["url", "format", "maxwidth", "maxheight", "theme", "callback"])
SENT = TEXT | st.sampled_from(["http://testserver/notes/known/", "json", "xml", "9" * 400, "-1"])
OEMBED = st.dictionaries(ASKED, SENT)
SENT_ANYWHERE = st.dictionaries(st.sampled_from(NAMES), TEXT)
ADDRESS = st.tuples(st.sampled_from(PUBLIC), st.integers(0, 10**25).map(str), SENT_ANYWHERE, st.just("") | PLAIN)
KINDS = {
    "import": (an_import, st.tuples(files(), st.tuples(PLAIN, PLAIN))),
    "markdown": (an_article, PLAIN),
    "anchoring": (a_quote, st.tuples(WORDS, WORDS, st.integers(0, 5_000), st.integers(1, 2_000))),
    "search": (a_search, PLAIN),
    "oembed": (an_oembed_request, OEMBED),
    "addresses": (an_address, ADDRESS),
}


@pytest.mark.thorough
@pytest.mark.timeout(0 if SECONDS else 300)
@pytest.mark.parametrize("kind", KINDS)
def test_it_takes_anything(kind, newsroom_of_one, client):  # noqa: F811
    get_resolver()
    client.raise_request_exception = False
    take, inputs = KINDS[kind]
    took = []

    def one(data):
        begun = time.process_time()
        take(data, client)
        took.append(time.process_time() - begun)
        assert took[-1] < SLOWEST

    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    examples = settings(max_examples=150 if SECONDS else 5, suppress_health_check=checks, database=None)
    until, before = time.monotonic() + SECONDS, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while not took or time.monotonic() < until:
        examples(given(inputs)(one))()
    added = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{kind}: {len(took):,} inputs, the slowest {max(took):.1f} s, {added // 1000} MB more")
    assert added < MOST_MEMORY
