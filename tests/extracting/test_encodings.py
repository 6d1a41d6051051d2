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


@pytest.mark.parametrize(
    ("declared", "encoding", "signs"),
    [
        ("Shift_JIS", "cp932", "① 髙 﨑 ～ ㈱"), ("x-sjis", "cp932", "Ⅳ 髙橋"), ("windows-31j", "cp932", "№ ∥ －"),
        ("gb2312", "gb18030", "镕 囍 €"), ("euc-kr", "cp949", "똠방각하 쀍"), ("big5", "big5hkscs", "碁 嘅 咗"),
        ("iso-8859-1", "cp1252", "“curly” – €"), ("iso-8859-9", "cp1254", "“ş” –"), ("tis-620", "cp874", "“ไทย” –"),
        ("GBK", "gb18030", "㐀 𠀀"),
    ],
)  # fmt: skip
def test_a_declared_name_means_what_it_means_to_browsers(declared, encoding, signs):
    from tests.extracting.pieces import page

    html = page(
        f"<p>{signs} stood on the door of the customs house that night, in old letters.</p>",
        head=f"<meta charset={declared}>",
    )
    found = extract(html.encode(encoding), "a.html")
    assert f"{signs} stood on the door" in found.body
    assert found.warnings == ()


@pytest.mark.parametrize("head", ["<meta charset=utf-8>", ""])
@pytest.mark.parametrize("bad", [b"\xa9 2019", b"caf\xe9", b"\xff", b"\xe2\x80"])
def test_one_bad_byte_is_one_bad_sign(head, bad):
    from tests.extracting.pieces import page

    text = "<p>The minister’s café – “closed” since August – is where it’s said that they’d met, wasn’t it?</p>" * 6
    html = page(text, head=head).encode().replace(b"</body>", b"<footer>" + bad + b"</footer></body>")
    found = extract(html, "a.html")
    assert "The minister’s café – “closed”" in found.body
    assert any("damaged" in warning for warning in found.warnings)


def test_a_page_that_declares_utf_8_and_is_not_is_guessed():
    from tests.extracting.pieces import page

    html = page(
        "<p>Der Bürgermeister von Köln hörte die Frösche über der Straße, während er schlief.</p>",
        head="<meta charset=utf-8>",
    )
    assert "Köln hörte die Frösche" in extract(html.encode("cp1252"), "a.html").body


def test_it_reads_utf_8_in_spite_of_what_a_page_declares():
    html = f'<!doctype html><meta charset="iso-8859-1"><body><p>{ENGLISH}</p></body>'
    assert "at a café in Köln" in extract(html.encode(), "page.html").body
