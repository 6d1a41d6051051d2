"""It reads .docx as word processors write it, and refuses those that would unpack to something monstrous."""

import io
import re
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from explainer.extracting import NotExtractedError, extract


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def link(paragraph, words, address):
    """python-docx makes no links, so this does it by hand."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    element.set(qn("r:id"), key)
    text.text = words
    run.append(text), element.append(run), paragraph._p.append(element)


def story():
    document = docx.Document()
    document.core_properties.author = "Jane Roe"
    document.add_heading("A night in August", 0)
    document.add_paragraph("Why the radio fell silent.", style="Subtitle")
    paragraph = document.add_paragraph("The “tanks” came ")
    paragraph.add_run("at night").bold = True
    paragraph.add_run(" – from ")
    paragraph.add_run("four").italic = True
    paragraph.add_run(" sides. See ")
    link(paragraph, "the archive", "https://example.org/a")
    link(paragraph, ".", "javascript:alert(1)")
    document.add_heading("What came before", 1)
    for item in ("one", "two"):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Nobody was told.", style="Quote")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Year", "Tanks", "1968", "2,000"], strict=True):
        cell.text = words
    document.add_paragraph("The end of the story is that it was for all of them.")
    return document


def test_it_reads_headline_standfirst_author_and_text():
    found = extract(saved(story()), "story.docx")
    assert (found.title, found.standfirst, found.byline) == (
        "A night in August",
        "Why the radio fell silent.",
        "Jane Roe",
    )
    assert found.body == (
        "The “tanks” came **at night** – from *four* sides. See [the archive](https://example.org/a).\n\n"
        "# What came before\n\n- one\n- two\n\n> Nobody was told.\n\n"
        "| Year | Tanks |\n| --- | --- |\n| 1968 | 2,000 |\n\nThe end of the story is that it was for all of them."
    )
    assert found.language == "en-gb"


def with_part(data, name, content, *, replace=False):
    """The same archive with one more part, or another one in its place."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


FOOTNOTES = """<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Radio Prague, 21 August.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def test_it_keeps_footnotes():
    document = docx.Document()
    paragraph = document.add_paragraph("The radio fell silent.")
    run, reference = OxmlElement("w:r"), OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run.append(reference), paragraph._p.append(run)
    document.add_paragraph("It was morning.")
    found = extract(with_part(saved(document), "word/footnotes.xml", FOOTNOTES), "story.docx")
    assert found.body == "The radio fell silent.[^2]\n\nIt was morning.\n\n[^2]: Radio Prague, 21 August."


def test_it_says_that_a_document_of_pictures_has_no_text():
    with pytest.raises(NotExtractedError, match="No text was found in this document"):
        extract(saved(docx.Document()), "scan.docx")


@pytest.mark.thorough
@pytest.mark.parametrize("size", [40, 400])
def test_it_does_not_unpack_a_bomb(size):
    bomb = with_part(saved(story()), "word/document.xml", b"<w:p/>" * (size * 1024 * 1024 // 6))
    assert len(bomb) < 5 * 1024 * 1024
    with pytest.raises(NotExtractedError, match="unpacks to more than an article can be"):
        extract(bomb, "story.docx")


def test_it_refuses_entities():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(NotExtractedError, match="defines entities"):
        extract(with_part(saved(story()), "word/document.xml", bomb), "story.docx")


def test_it_survives_tables_deep_in_one_another():
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "<w:p><w:r><w:t>Deep</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 2000
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body>{deep}</w:body></w:document>'
    with pytest.raises(NotExtractedError, match="too deep in one another"):
        extract(with_part(saved(story()), "word/document.xml", xml), "story.docx")


@pytest.mark.parametrize("cut", [10, 0.3, 0.9])
def test_it_says_that_a_document_is_damaged(cut):
    data = saved(story())
    with pytest.raises(NotExtractedError, match="This document is damaged"):
        extract(data[: int(cut if cut > 1 else len(data) * cut)], "story.docx")


def test_it_says_that_an_archive_is_no_document():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("story.txt", "The tanks came.")
    with pytest.raises(NotExtractedError, match="This is a ZIP archive"):
        extract(file.getvalue(), "stories.zip")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_runs(runs, **parts):
    """A document with a paragraph of these runs between two others."""
    document = docx.Document()
    document.add_paragraph("It was a morning in August, and nobody had slept in the city.")
    document.add_paragraph("HERE")
    document.add_paragraph("By noon the square was full of people who asked for news.")
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode()
    data = with_part(data, "word/document.xml", xml.replace("<w:r><w:t>HERE</w:t></w:r>", runs))
    for name, content in parts.items():
        data = with_part(data, f"word/{name}.xml", content)
    return extract(data, "a.docx")


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def notes(kind, number, words):
    return f'<w:{kind}s {W}><w:{kind} w:id="{number}"><w:p>{run(words)}</w:p></w:{kind}></w:{kind}s>'


def reference(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


@pytest.mark.parametrize(("foot", "end"), [(1, 1), (1, 2), (2, 1), (5, 5)])
def test_it_keeps_a_footnote_and_an_endnote_of_one_number(foot, end):
    runs = (
        run("The radio") + reference("footnote", foot) + run(" fell silent") + reference("endnote", end) + run(" then.")
    )
    found = with_runs(
        runs, footnotes=notes("footnote", foot, "Radio Prague."), endnotes=notes("endnote", end, "Archive.")
    )
    assert "Radio Prague." in found.body
    assert "Archive." in found.body
    labels = re.findall(r"\[\^(\d+)\](?!:)", found.body)
    assert len(set(labels)) == 2
    assert [
        f"[^{label}]: {words}" in found.body for label, words in zip(labels, ["Radio Prague.", "Archive."], strict=True)
    ] == [True] * 2


@pytest.mark.parametrize("around", ["<w:r>{}</w:r>", "{}", '<w:hyperlink w:anchor="x"><w:r>{}</w:r></w:hyperlink>'])
def test_it_keeps_the_base_text_of_a_ruby(around):
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby>"
    assert "大都市東京の朝" in with_runs(run("大都市") + around.format(ruby) + run("の朝")).body


@pytest.mark.parametrize(
    ("properties", "is_hidden"),
    [("<w:vanish/>", True), ('<w:vanish w:val="1"/>', True), ('<w:vanish w:val="0"/>', False),
     ('<w:vanish w:val="false"/>', False),
     ("<w:b/><w:vanish/>", True), ('<w:rStyle w:val="Secret"/>', True),
      ('<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>', False),
     ("<w:webHidden/>", False)],
)  # fmt: skip
def test_hidden_words_are_left_out_and_listed(properties, is_hidden):
    styles = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    found = with_runs(run("Seen ") + run("embargoed ", properties) + run("words."), styles=styles)
    assert ("embargoed" in found.body) is not is_hidden
    assert [item.text for item in found.left_out] == (["embargoed"] if is_hidden else [])


def test_it_finds_the_four_fields_without_styles():
    document = docx.Document()
    for words in ("A night in August", "Why the radio fell silent in the city.", "By Jane Roe and John Doe",
     "21 August 1968",
                  "The tanks came at night.", "They left by day."):  # fmt: skip
        document.add_paragraph(words)
    found = extract(saved(document), "a.docx")
    assert (found.title, found.standfirst, found.byline, str(found.published_on)) == (
        "A night in August", "Why the radio fell silent in the city.", "Jane Roe and John Doe", "1968-08-21",
    )  # fmt: skip
    assert found.body == "The tanks came at night.\n\nThey left by day."
