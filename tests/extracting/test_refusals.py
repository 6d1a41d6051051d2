"""It says in a sentence what is wrong with a file, and stays on its feet with those made to knock it over."""

import io
import random
import time

import pytest
from PIL import Image

from explainer.extracting import MOST_BYTES, NotExtractedError, extract, extract_text

PARAGRAPH = "<p>The tanks came at night, from four sides, and nobody in the city had been told that they would.</p>"


def picture():
    file = io.BytesIO()
    Image.new("L", (400, 300)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "There is nothing in it."),
        (b" \n\n ", "a.txt", "nothing but blank space"),
        (b"%PDF-1.7 ...", "a.pdf", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "an old Word"),
        (b"{\\rtf1\\ansi", "a.rtf", "This is an RTF file."),
        (picture(), "a.txt", "This is a picture or a film."),
        (random.Random(7).randbytes(5000), "a.txt", "This is no text"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(32)) * 90, "story.html", "This is no text"),
        (b"<html><body><img src=a.jpg><img src=b.jpg></body></html>", "a.html", "No text was found in this page."),
        (b"<html><body><div id=root></div><script>render()</script></body></html>", "a.html", "No text was found"),
        (b"<html>", "a.html", "No text was found in this page."),
        (b"<p></p><div> </div><p></p>", "", "nothing in it but marks"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_file(data, name, message):
    with pytest.raises(NotExtractedError, match=message):
        extract(data, name)


@pytest.mark.thorough
def test_it_takes_five_megabytes_and_not_a_byte_more():
    text = ("The tanks came at night.\n\n" * (MOST_BYTES // 26 + 1)).encode()
    assert extract(text[:MOST_BYTES], "a.txt").body.startswith("The tanks came")
    with pytest.raises(NotExtractedError, match=r"This is 5.0 MB; at most 5 MB can be imported"):
        extract(text[: MOST_BYTES + 1], "a.txt")
    with pytest.raises(NotExtractedError, match="at most 5 MB"):
        extract_text("é" * (MOST_BYTES // 2 + 1))


@pytest.mark.thorough
def test_it_reads_a_page_of_five_megabytes_in_time():
    text = PARAGRAPH * (MOST_BYTES // len(PARAGRAPH) - 5)
    page = f"<html><body><article><h1>A night in August 1968</h1>{text}</article></body></html>"
    began = time.process_time()  # what the process may take
    assert extract(page.encode(), "a.html").title == "A night in August 1968"
    assert time.process_time() - began < 60


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "span"])
def test_it_survives_elements_deep_in_one_another(tag):
    opening, closing = f"<{tag}>", "".join(f"</{name}>" for name in reversed(tag.split("><")))
    found = extract(
        f"<html><body>{opening * 20_000}{PARAGRAPH}{closing * 20_000}{PARAGRAPH * 3}</body></html>".encode(), "a.html"
    )
    assert "The tanks came at night" in found.body


@pytest.mark.parametrize("seed", range(40))
def test_it_survives_pages_that_are_cut_off_or_scrambled(seed):
    chance = random.Random(seed)
    page = bytearray(
        f"<!doctype html><html lang='de'><body><article><h1>A night</h1>{PARAGRAPH * 8}</article></body>".encode()
    )
    for _ in range(chance.randrange(1, 60)):
        page[chance.randrange(len(page))] = chance.randrange(256)
    data = bytes(page[: chance.randrange(200, len(page))])
    try:
        said = extract(data, "a.html").body
    except NotExtractedError as error:
        said = str(error)
    assert said


def test_it_says_so_when_it_can_not_tell_the_article_from_the_rest():
    page = (
        "<html><body>"
        + "".join(f"<span>word{n} and </span>" for n in range(12))
        + "<div>short and</div>" * 20
        + "</body></html>"
    )
    found = extract(page.encode(), "a.html")
    assert "short and" in found.body
    assert not found.warnings or "could not be told from" in found.warnings[0]


def test_it_reads_the_page_in_a_saved_mhtml():
    page = f'<html lang="en-GB"><body><article><h1>A night in August</h1>{PARAGRAPH * 3}</article></body></html>'
    mhtml = (
        'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="cut"\r\n\r\n--cut\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--cut\r\nContent-Type: image/png\r\n\r\nx\r\n--cut--\r\n"
    )
    assert extract(mhtml.encode(), "page.mhtml").title == "A night in August"
