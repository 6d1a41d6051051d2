"""It guesses the encoding right."""

import codecs

import pytest

from explainer.extracting import extract

ENGLISH = "“It’s here” – she said – for £5, at a café in Köln. " * 8 + "Yes.\n\nThe end of it was that nobody came."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Sovětské tanky přijely v noci na dnešní den. " * 5 + "Ano.\n\nKonec."
RUSSIAN = "Танки вошли в город ночью, и никто не был предупреждён. Утром радио молчало. " * 5 + "Да.\n\nКонец."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"), (ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16"),
        (CZECH, "utf-8"), (CZECH, "cp1250"),
    ],
)  # fmt: skip
def test_it_reads_plain_text_in(text, encoding):
    found = extract(text.encode(encoding), "story.txt")
    assert found.body == text
    assert bool(found.warnings) is encoding.startswith(("cp", "koi8"))  # guessed: the editor should look


def test_it_reads_the_other_byte_order_with_its_mark():
    assert extract(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "story.txt").body == ENGLISH


@pytest.mark.parametrize("declared", ['<meta charset="windows-1251">', '<?xml version="1.0" encoding="windows-1251"?>'])
def test_it_believes_what_a_page_declares(declared):
    html = f"{declared}<html><head></head><body><article>" + f"<p>{RUSSIAN[:380]}</p>" * 2 + "</article></body></html>"
    html = html if declared.startswith("<?") else f"<!doctype html>{html}"
    found = extract(html.encode("cp1251"), "page.html")
    assert "никто не был предупреждён" in found.body
    assert (found.language, found.warnings) == ("ru", ())


def test_it_reads_utf_8_in_spite_of_what_a_page_declares():
    html = f'<!doctype html><meta charset="iso-8859-1"><body><p>{ENGLISH}</p></body>'
    assert "at a café in Köln" in extract(html.encode(), "page.html").body
