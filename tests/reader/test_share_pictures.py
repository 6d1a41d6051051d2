"""The picture that other sites show of a link: large enough, small as a file, and with the headline in any script."""

import io
import re

import pytest
from PIL import Image, ImageDraw

from explainer.drawing import share_picture
from explainer.drawing.share_picture import Words, draw
from explainer.models.verdict import VerdictShape
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
INK, CLAIM = "#211d17", "#8b3d14"


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def box_of_ink(data):
    """Where the headline's letters are: left, top, right, bottom in pixels."""
    picture = opened(data).crop((0, 0, 1200, 500))
    return picture.point(lambda value: 255 if value < 90 else 0).convert("L").getbbox()


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_each_record_has_one_that_its_page_names(client, make, settings):
    settings.SITE_URL = "https://news.example"
    record = make(title="Mutiny & march on Moscow")
    address = f"{record.get_absolute_url()}picture.png"
    page = client.get(record.get_absolute_url()).text
    assert f'<meta property="og:image" content="https://news.example{address}">' in page
    assert re.search(r'<meta property="og:image:alt" content="[^"]*Mutiny &amp; march on Moscow">', page)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert opened(answer.content).size == (1200, 630)
    assert len(answer.content) < 40_000
    assert answer.content == client.get(address).content
    assert client.get(f"{make(state='draft').get_absolute_url()}picture.png").status_code == 404


def test_a_card_shows_the_picture_of_its_note(client):
    note = make_note()
    card = annotate(make_article(), "Prague", note)
    assert f'{note.get_absolute_url()}picture.png">' in client.get(card.get_absolute_url()).text


@pytest.mark.parametrize(
    "text",
    [
        "Short",
        "Donaudampfschifffahrtsgesellschaft" * 6,
        "A headline of many words that goes on " * 12,
        "كلمات" * 80,
        "x " * 300,
    ],
)
def test_what_is_long_stays_within_the_edges_and_above_the_rule(text):
    left, top, right, bottom = box_of_ink(draw([Words(text, INK)], name="Explainer"))
    assert left >= 70
    assert right <= 1200 - 70
    assert top >= 70
    assert bottom <= 490


def lines_of(text, monkeypatch, direction="ltr", words=None):
    """What is drawn in each line, from the top."""
    drawn = {}
    real = ImageDraw.ImageDraw.text

    def note(self, at, text, **more):
        drawn.setdefault(round(at[1]), []).append(text)
        return real(self, at, text, **more)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", note)
    draw(words or [Words(text, INK)], name="", direction=direction)
    return [line for y, line in sorted(drawn.items()) if y < 490]


def test_chinese_goes_on_in_the_line_of_its_verdict_and_no_line_begins_with_a_comma():
    text = "：理查德·摩尔爵士说，许多俄罗斯人对战争感到震惊，但保持沉默，俄罗斯人（包括军人）" * 2
    font = share_picture._font(share_picture._candidates(())[0], 54)  # that it lacks the signs makes no difference
    lines = [
        "".join(run.text for run in line)
        for line in share_picture._lines([Words("有争议", CLAIM), Words(text, INK)], font, 700)
    ]
    assert len(lines) > 2
    assert len(lines[0]) > 8
    assert [line for line in lines if line[0] in "，。）：" or line[-1] == "（"] == []


def sizes_of(*texts):
    font = share_picture._candidates(())[0]
    return [share_picture._largest([Words(text, INK)], font, False)[0] for text in texts]


def test_what_is_short_is_large_and_a_long_word_makes_it_smaller_before_it_is_cut():
    long_word = "Donaudampfschifffahrtsgesellschaftskapitän"
    largest, whole, short = sizes_of("MI6", f"Ein {long_word} fährt", "Ein Kapitän fährt")
    assert (largest, short) == (112, 112)
    assert whole < 64
    assert share_picture._font(share_picture._candidates(())[0], whole).getlength(long_word) <= 1_040


def test_english_words_in_an_arabic_line_keep_their_order(monkeypatch):
    lines = lines_of("قال BBC News إن", monkeypatch, "rtl")
    assert lines == [["قال BBC News إن"]]


def test_what_is_cut_has_no_space_before_the_ellipsis(monkeypatch):
    lines = lines_of("A headline of many words that goes on " * 20, monkeypatch)
    assert lines[-1][-1].endswith("…")
    assert not lines[-1][-1].endswith(" …")


def test_what_is_written_from_the_right_stands_at_the_right():
    left, _, right, _ = box_of_ink(draw([Words("رئيس الجهاز", INK)], name="Explainer", direction="rtl"))
    assert right > 1050
    assert left > 400


def test_letters_that_no_font_has_are_left_out_and_not_drawn_as_boxes(monkeypatch):
    own = share_picture._candidates(())[:1]
    monkeypatch.setattr(share_picture, "_candidates", lambda fonts: own)
    assert box_of_ink(draw([Words("日本", INK)], name="Explainer")) is None
    assert box_of_ink(draw([Words("Čeština", INK)], name="Explainer"))


def test_a_verdict_comes_first_in_its_colour():
    picture = opened(draw([Words("Disputed", CLAIM), Words(": she says so", INK)], name="Explainer", shape="half"))
    assert sum(picture.getpixel((x, y)) == (0x8B, 0x3D, 0x14) for x in range(80, 480) for y in range(80, 180)) > 1_000


@pytest.mark.parametrize("shape", [*VerdictShape.values, "dashed"])
def test_every_shape_is_drawn_at_every_size(shape):
    drawing = Image.new("RGB", (200, 200), "white")
    for size in share_picture.SIZES:
        share_picture._sign(ImageDraw.Draw(drawing), 10, 10.5, size, shape)
    assert drawing.getcolors() != [(40_000, (255, 255, 255))]
