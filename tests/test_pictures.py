"""What becomes of an uploaded picture, and where readers see a note's."""

import io
import os
import re
import struct
import subprocess
import sys
import tracemalloc
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from explainer.baking.queue import bake_due
from explainer.models import Note
from explainer.pictures import UnfitPictureError, fit_drawing, fit_for_pages
from explainer.publication.change import shown
from explainer.publication.outbox import mark
from tests.factories import annotate, make_article, make_note, make_picture
from tests.markup import read

WORDS = {"picture_alt": "A tank", "picture_caption": "In Prague", "picture_credit": "C. Tesař"}


def photograph(size=(2400, 1200), kind="JPEG", mode="RGB", orientation=1):
    """A picture with what a camera writes into it, red at its left end."""
    picture = Image.new(mode, size)
    if mode == "RGB":
        picture.paste((255, 0, 0), (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Secret camera"
    exif.get_ifd(0x8825)[2] = (50.0, 5.0, 0.0)
    file = io.BytesIO()
    picture.save(file, kind, exif=exif)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_it_takes_out_what_the_camera_wrote_and_keeps_the_kind(kind, ending):
    content = photograph(kind=kind)
    assert b"Secret camera" in content
    fitted, named = fit_for_pages(content)
    with Image.open(io.BytesIO(fitted)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == ((1600, 800), kind, {})
    assert (named, b"Secret camera" in fitted) == (ending, False)


def test_it_sets_a_picture_upright():
    with Image.open(io.BytesIO(fit_for_pages(photograph((800, 400), orientation=6))[0])) as picture:
        assert picture.size == (400, 800)
        assert picture.getpixel((200, 20))[0] > 200


def test_it_leaves_the_size_of_a_small_picture():
    with Image.open(io.BytesIO(fit_for_pages(photograph((80, 40)))[0])) as picture:
        assert picture.size == (80, 40)


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [("GIF", "P", "PNG"), ("JPEG", "CMYK", "JPEG"), ("PNG", "LA", "PNG"), ("AVIF", "RGB", "AVIF")],
)
def test_it_takes_every_kind(kind, mode, becomes):
    file = io.BytesIO()
    Image.new(mode, (30, 20)).save(file, kind)
    with Image.open(io.BytesIO(fit_for_pages(file.getvalue())[0])) as picture:
        assert (picture.format, picture.size) == (becomes, (30, 20))


def profile(*, swapped=False):
    """The colours of most screens; `swapped`: of one that shows red for green."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ") if swapped else srgb


def with_profile(kind, mode, profile):
    file = io.BytesIO()
    Image.new(mode, (60, 40), (200, 30, 30, 128)[: len(mode)]).save(file, kind, icc_profile=profile)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("WEBP", "RGB"), ("AVIF", "RGB"), ("PNG", "RGBA")])
def test_it_keeps_the_colours_that_a_profile_means_and_no_profile(kind, mode):
    """That of a screen names it and its owner, each reader fetches it, and a file may call any bytes one."""
    meant = {
        profile(): (200, 30, 30),
        profile() + bytes(900_000): (200, 30, 30),
        profile(swapped=True): (30, 200, 30),
        os.urandom(50_000): (200, 30, 30),
    }
    for given, colour in meant.items():
        fitted = fit_for_pages(with_profile(kind, mode, given))[0]
        with Image.open(io.BytesIO(fitted)) as picture:
            assert (picture.info.get("icc_profile"), picture.mode, len(fitted) < 10_000) == (None, mode, True)
            shown = picture.getpixel((30, 20))
        assert all(abs(one - other) < 25 for one, other in zip(shown[:3], colour, strict=True)), (colour, shown)
        assert shown[3:] == (128,)[: len(mode) - 3]


def test_a_photograph_with_a_second_one_behind_it_stays_a_photograph():
    """As telephones write them: what is brighter than most screens show stands in the second."""
    first, second = (Image.effect_noise(size, 60).convert("RGB") for size in ((800, 600), (400, 300)))
    file = io.BytesIO()
    first.save(file, "MPO", save_all=True, append_images=[second])
    fitted, ending = fit_for_pages(file.getvalue())
    with Image.open(io.BytesIO(fitted)) as picture:
        assert (ending, picture.format, picture.size) == ("jpg", "JPEG", (800, 600))
    assert len(fitted) < len(file.getvalue())


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("PNG", "P"), ("JPEG", "RGB")])
def test_the_largest_picture_takes_no_more_room_than_there_is(kind, mode):
    """Some kilobytes that unpack to fifty million pixels: measured in a process of its own, which has that alone.

    By the kernel's high-water mark (proc(5)): getrusage begins with what the process had that started this one.
    """
    code = (
        "import io; from PIL import Image; from explainer.pictures import fit_for_pages; file = io.BytesIO();"
        f"Image.new({mode!r}, (7000, 7000)).save(file, {kind!r}, lossless=True); data = file.getvalue(); del file;"
        "fit_for_pages(data); print(open('/proc/self/status').read())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1]) < 950_000  # limits of models/picture.py


def png_that_says(width, height):
    """The beginning of a PNG of that many pixels: it takes no room, and unpacked it would take all there is."""
    rows = zlib.compress(b"\0" * 1_000_000)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def cut(kind):
    return photograph(kind=kind)[:-200] if kind != "GIF" else gif()[:-40]


def gif():
    file = io.BytesIO()
    Image.effect_noise((200, 100), 90).save(file, "GIF")
    return file.getvalue()


def bitmap():
    file = io.BytesIO()
    Image.new("L", (30, 20)).save(file, "BMP")
    return file.getvalue()


def avif_without(box):
    """An AVIF one of whose boxes has another name: read as far as it is needed, and then something else is wrong."""
    content = photograph((200, 100), kind="AVIF")
    assert box in content
    return content.replace(box, b"free", 1)


REFUSED = {
    **{f"an AVIF without {box.decode()}": (avif_without(box), "damaged") for box in (b"av1C", b"iloc", b"pitm")},
    "an EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\nshowpage\n", "kind"),
    "a bitmap": (bitmap(), "kind"),
    "a text": (b"Prague", "kind"),
    "nothing in it": (b"\x89PNG\r\n\x1a\n", "kind"),
    "13,300 pixels square": (png_that_says(13_300, 13_300), "size"),
    "a line of two billion pixels": (png_that_says(2_000_000_000, 1), "size"),
    "a cut JPEG": (cut("JPEG"), "damaged"),
    "a cut PNG": (cut("PNG"), "damaged"),
    "a cut WebP": (cut("WEBP"), "damaged"),
    "a cut GIF": (cut("GIF"), "damaged"),
    "a cut AVIF": (cut("AVIF"), "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_what_can_not_be_shown_without_unpacking_it(name):
    content, reason = REFUSED[name]
    tracemalloc.start()
    with pytest.raises(UnfitPictureError) as refused:
        fit_for_pages(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.value.reason, most < 50_000_000) == (reason, True)


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_says_in_a_sentence_what_to_do(name):
    field = Note._meta.get_field("picture").formfield()
    with pytest.raises(ValidationError, match="choose it again") as refused:
        field.clean(SimpleUploadedFile("prague.png", REFUSED[name][0], "image/png"))
    assert refused.value.code == REFUSED[name][1]


@pytest.mark.django_db
def test_it_stores_the_fitted_picture_with_its_size():
    note = make_note(picture=SimpleUploadedFile("Prague.JPEG", photograph(), "image/jpeg"), **WORDS)
    note.refresh_from_db()
    assert (note.picture_width, note.picture_height) == (1600, 800)
    assert note.picture.name.endswith(".jpg")
    with note.picture.open() as file:
        assert b"Secret camera" not in file.read()
    stored = note.picture.name
    note.save()
    assert note.picture.name == stored


def figure(response):
    html = read(response)
    return html.one("img").attrs, html.one("div", role="figure").text


@pytest.mark.django_db
def test_readers_see_a_notes_picture_in_its_full_card_on_its_page_and_in_embeds(client):
    note = make_note(slug="tank", picture=make_picture(40, 30), **WORDS)
    article = make_article("Tanks came.", slug="story")
    card = annotate(article, "Tanks", note)
    wanted = {"src": note.picture.url, "width": "40", "height": "30", "alt": "A tank", "loading": "lazy"}
    for path in (
        "/notes/tank/", "/embed/notes/tank/", "/embed/articles/story/", "/articles/story/full/",
        f"/articles/story/cards/{card.pk}/", f"/articles/story/cards/{card.pk}/fragment/",
    ):  # fmt: skip
        assert figure(client.get(path)) == (wanted, "In Prague · C. Tesař"), path
    assert "<img" not in client.get("/articles/story/").content.decode()
    assert client.get(note.picture.url).status_code == 200


@pytest.mark.django_db
def test_a_baked_page_carries_it(settings, tmp_path):
    settings.BAKE_DIR = tmp_path
    note = make_note(slug="tank", picture=make_picture(), **WORDS)
    mark(shown(note))
    sum(bake_due())
    assert note.picture.url in (tmp_path / "notes/tank/index.html").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_note_without_picture_has_no_empty_frame(client):
    make_note(slug="plain")
    html = read(client.get("/notes/plain/"))
    assert [*html.all("figure"), *html.all("div", role="figure"), *html.all("img")] == []


def drawing(inside="<path d='M0 0H9'/>", attributes=""):
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='320' height='200' {attributes}>{inside}</svg>".encode()


def test_a_drawing_has_the_size_that_stands_in_it():
    assert fit_drawing(drawing("<style>svg{background:#fff}</style><text>Kerch</text>")) == (320, 200)


UNFIT = {
    "a script": drawing("<script>alert(1)</script>"),
    "a handler": drawing(attributes="onload='alert(1)'"),
    "a link": drawing("<path href='https://evil.example/'/>"),
    "an old link": drawing("<path xlink:href='#a' xmlns:xlink='http://www.w3.org/1999/xlink'/>"),
    "a picture": drawing("<image/>"),
    "another page": drawing("<foreignObject/>"),
    "HTML": drawing("<p xmlns='http://www.w3.org/1999/xhtml'/>"),
    "a file": drawing("<style>svg{background:url(https://evil.example/)}</style>"),
    "a hidden file": drawing(r"<style>svg{background:u\72l(//evil.example/)}</style>"),
    "a style sheet": drawing("<style>@import 'https://evil.example/'</style>"),
    "entities": b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + drawing("&a;"),
    "an instruction": b"<?xml-stylesheet href='https://evil.example/'?>" + drawing(),
    "no end": drawing()[:-3],
    "no size": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "too much": drawing(" " * 100_000),
}


@pytest.mark.parametrize("what", UNFIT)
def test_a_drawing_is_shapes_and_text_alone(what):
    with pytest.raises(UnfitPictureError):
        fit_drawing(UNFIT[what])


@pytest.mark.django_db
def test_an_editors_form_takes_no_drawing():
    field = Note._meta.get_field("picture").formfield()
    with pytest.raises(ValidationError):
        field.clean(SimpleUploadedFile("a.svg", drawing()))


def test_the_notes_of_the_demonstration_have_their_drawings(newsroom, client):
    for slug in ("crimean-bridge-attacks", "wagner-mutiny"):
        note = Note.objects.get(slug=slug)
        image = read(client.get(f"/notes/{slug}/")).one("img", alt=note.picture_alt)
        assert (image.attrs["src"], image.attrs["width"]) == (note.picture.url, "320")
