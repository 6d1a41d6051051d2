"""Small files made to knock a server over: each is read at once, or refused with a sentence."""

import io
import time
import zipfile

import pytest
from lxml.html import HtmlElement

from explainer.extracting import NotExtractedError, extract, extract_text

AT_ONCE = 5  # seconds of processor: each took minutes, or all there are, before
STORY = "The tanks came at night, from four sides.\n\nNobody in the city had been told that they would."
LAUGHS = (
    "a: &a ["
    + "x, " * 9
    + "x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)


def read(data, name=""):
    """What comes of it: the words, or the sentence that refuses them."""
    began = time.process_time()
    try:
        said = extract_text(data).body if isinstance(data, str) else extract(data, name).body
    except NotExtractedError as error:
        said = str(error)
    assert time.process_time() - began < AT_ONCE
    return said


@pytest.mark.parametrize(
    "text",
    [
        "<!--a-->" * 2000 + STORY,
        "<!--a-->" * 26 + STORY,
        "<!--" * 200_000 + STORY,
        "<p" * 1_000_000,
        "<b font-weight:" * 300_000,
        STORY + " " * 1_000_000 + "end",
        STORY + "\t" * 1_000_000 + "end",
        "# " + "[" * 300_000 + "\n\n" + STORY,
        "# Title\n\n" + "![" * 300_000,
        "# Title\n\n" + "[a](" * 300_000,
        "# Title\n\n" + "[^" * 300_000,
        "\n" * 1_000_000 + STORY,
        "# Title\n\n" + "**" * 300_000,
        "http://" * 300_000,
        f"---\n{LAUGHS}---\n{STORY}",
        f"---\ntitle: {'[' * 9000}\n---\n{STORY}",
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_a_text_is_read_in_one_go(text):
    assert read(text)


PROSE = "".join(
    f"<p>The tanks came at night, from four sides, and number {n} of them stood still.</p>" for n in range(40)
)
PART = '<div class="part"><p>Short words here, all of them.</p><p>And more of them follow, as well.</p></div>'
MANY = {
    "numbers that leap": PROSE + f"<ol>{''.join(f'<li value={n * 3}>Word</li>' for n in range(2_500))}</ol>",
    "words between items": f"{PROSE}<ul><li>One</li>{'<b>x</b> ' * 8_000}</ul>",
    "words before items": f"{PROSE}<ul>{'<b>x</b> ' * 5_000}<li>One</li></ul>",
    "comments without an end": f"<style>{'/* ' * 60_000}</style>{PROSE}",
    "hidden names": f"<style>{''.join(f'.a{n}{{display:none}}' for n in range(40_000))}</style>{PROSE}",
    "a long style": f'{PROSE}<p>The <span style="{"font:" * 40_000}">last</span> stood still.</p>',
}


@pytest.mark.parametrize("page", MANY.values(), ids=MANY)
def test_a_page_of_many_is_read_at_once(page):
    html = f"<html><head><title>A night</title></head><body><h1>A night</h1><article>{page}</article></body></html>"
    assert "The tanks came at night" in read(html.encode(), "a.html")


def test_twice_as_many_parts_of_one_kind_are_looked_at_twice_as_often(monkeypatch):
    looked = []
    real = HtmlElement.iterancestors
    monkeypatch.setattr(HtmlElement, "iterancestors", lambda *given: looked.append(1) or real(*given))
    counts = []
    for many in (200, 400):
        looked.clear()
        page = f'<h1>A night</h1><div class="part">{PROSE}</div><footer>{PART * many}</footer>'
        assert "The tanks came at night" in read(page.encode(), "a.html")
        counts.append(len(looked))
    assert counts[1] < 2.5 * counts[0]


def test_front_matter_reads_plain_values_only():
    found = extract_text(f"---\ntitle: A night\nauthors: [Jane Roe, John Doe]\nextra: {{a: {{b: c}}}}\n---\n{STORY}")
    assert (found.title, found.byline) == ("A night", "Jane Roe, John Doe")
    assert extract_text(f"---\ntitle: &t A night\nslug: *t\n---\n{STORY}").title != "A night"


@pytest.mark.parametrize("day", ["2024-13-45", "0000-00-00", "99999-01-01", "9" * 5000, "yesterday", "[2024]"])
def test_a_day_that_is_none_is_left_out(day):
    found = extract_text(f"---\ntitle: A night\ndate: {day}\n---\n{STORY}")
    assert (found.title, found.published_on) == ("A night", None)


@pytest.mark.parametrize(
    "name", ["undefined", "idna", "punycode", "unicode_escape", "rot13", "zip", "utf-7", "x" * 100]
)
def test_an_encoding_that_is_none_is_not_used(name):
    page = f'<html><head><meta charset="{name}"></head><body><article>{"<p>Prag im August – Панорама</p>" * 30}'
    assert "Панорама" in read(page.encode(), "a.html")
    assert read(page.encode("utf-8") + b"\xff\xfe\xe9" * 30, "a.html")


def document(**parts):
    """A .docx with these parts, as bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/document.xml": "<w>" + "<p/>" * 5_000_000 + "</w>"}, "unpacks to more"),
        ({"word/document.bin": "a" * 20_000_000}, "unpacks to more"),
        ({"word/media/image.png": b"\0" * 90_000_000}, "unpacks to more"),
        ({"word/document.xml": ENTITIES}, "defines entities"),
        ({"word/document.bin": ENTITIES}, "defines entities"),
        ({"word/document.xml": "<?xml version='1.0' encoding='utf-16'?>" + ENTITIES}, "defines entities"),
        ({"word/document.xml": ENTITIES.encode("utf-16")}, "defines entities"),
    ],
    ids=["one part", "another name", "a picture", "entities", "entities, another name", "declared UTF-16", "UTF-16"],
)
def test_a_document_is_refused_before_it_is_read(parts, message):
    assert message in read(document(**parts), "a.docx")


ODD = ["charset*=x; charset*0=y", "charset*" + "9" * 5000 + "=x", "charset=a\0b", "charset*=x''%ff", "charset=zip"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    ("outer", "inner"), [("; boundary=B", "; {}"), ("; boundary=B; {}", ""), ("; {}; boundary=B", "")]
)
def test_a_saved_page_may_have_headers_that_no_browser_writes(odd, outer, inner):
    """Of two parameters that don't fit together Python's email raises a TypeError."""
    page = f"<article><h1>A night in August</h1><p>{'The tanks came at night. ' * 20}</p></article>"
    head = f"MIME-Version: 1.0\nContent-Type: multipart/related{outer.format(odd)}\n\n"
    mhtml = head + f"--B\nContent-Type: text/html{inner.format(odd)}\n\n{page}\n--B--\n"
    assert "The tanks came at night." in read(mhtml.encode(), "page.mhtml")
