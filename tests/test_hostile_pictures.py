"""Pictures that were made to be read badly: what stands in them reaches no reader, and none is an error."""

import io
import os
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from PIL import Image, PngImagePlugin

from explainer.models import Note
from explainer.models.picture import FIRST_FRAME, MOST_BYTES, PictureFormField
from explainer.pictures import UnfitPictureError, fit_for_pages, is_made_name
from tests.factories import make_note

pytestmark = pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
SECRET = b"50.08 N 14.42 E, taken by C. Tesar"
BOMB = zlib.compress(bytes(100_000_000), 9)  # 97 kB


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks, size=(60, 40), after=(), interlaced=0):
    """A grey PNG with these parts before its pixels, and others after them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, interlaced))
    rows = zlib.compress((b"\0" + b"\x40" * size[0]) * size[1])
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *chunks, chunk(b"IDAT", rows), *after, chunk(b"IEND", b"")])


def saved(kind, frames=1, size=(60, 40), **said):
    """A picture of that many frames, each of another colour."""
    first, *others = [Image.new("RGB", size, (each % 256, each // 256, 90)) for each in range(frames)]
    file = io.BytesIO()
    first.save(file, kind, **said, **({"save_all": True, "append_images": others} if others else {}))
    return file.getvalue()


def exif():
    """60 kB of it: a place, a camera, a smaller picture, and what its maker adds."""
    found = Image.Exif()
    found[0x010F] = SECRET.decode()
    found.get_ifd(0x8825)[2] = (50.0, 5.0, 0.0)
    found[0x927C] = SECRET + saved("JPEG", comment=SECRET) + os.urandom(58_000)
    return found


def texts():
    found = PngImagePlugin.PngInfo()
    found.add_text("Comment", SECRET.decode())
    found.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return found


XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
TAKEN = {
    "a text": png(chunk(b"tEXt", b"Comment\0" + SECRET)),
    "a text after the pixels": png(after=[chunk(b"tEXt", b"Comment\0" + SECRET)]),
    "XMP in a PNG": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
    "Exif in a PNG that points at itself": png(chunk(b"eXIf", b"II*\0\x08\0\0\0\1\0\x69\x87\x04\0\1\0\0\0\x08\0\0\0")),
    "what only says it is a profile": png(chunk(b"iCCP", b"x\0\0" + zlib.compress(SECRET + os.urandom(50_000)))),
    "all that a PNG takes": saved("PNG", pnginfo=texts(), exif=exif()),
    "all that a JPEG takes": saved("JPEG", exif=exif(), comment=SECRET, xmp=XMP, icc_profile=SECRET),
    "all that a WebP takes": saved("WEBP", exif=exif(), xmp=XMP, icc_profile=SECRET),
    "all that an AVIF takes": saved("AVIF", exif=exif(), xmp=XMP),
    "a comment in a GIF": saved("GIF", comment=SECRET),
    "after its end": saved("JPEG") + SECRET,
    "10,000 texts": png(chunk(b"tEXt", b"k\0v") * 10_000),
    "an APNG of a thousand frames": saved("PNG", 1_000, (4, 4)),
    "an APNG that says it has billions": png(chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
    "a WebP of 300 frames": saved("WEBP", 300, (4, 4)),
    "a GIF of a thousand frames": saved("GIF", 1_000, (4, 4)),
    "a line": png(size=(65_535, 1)),
    "a column": png(size=(1, 65_535)),
}  # fmt: skip
BEYOND = b"GIF89a" + struct.pack("<HH", 10, 10) + b"\x80\0\0" + bytes(6)  # a frame larger than its picture
BEYOND += b"," + struct.pack("<HHHH", 0, 0, 60_000, 60_000) + b"\0\2\2\x4c\1\0;"
REFUSED = {
    "a text that unpacks to 100 MB": (png(chunk(b"zTXt", b"Comment\0\0" + BOMB)), "damaged"),
    "one after the pixels": (png(after=[chunk(b"zTXt", b"Comment\0\0" + BOMB)]), "damaged"),
    "XMP that unpacks to 100 MB": (png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + BOMB)), "damaged"),
    "a profile that unpacks to 100 MB": (png(chunk(b"iCCP", b"x\0\0" + BOMB)), "damaged"),
    "a hundred texts of 900 kB": (png(chunk(b"zTXt", b"C\0\0" + zlib.compress(bytes(900_000))) * 100), "damaged"),
    "an interlaced one that is cut off": (png(size=(300, 200), interlaced=1)[:-30], "damaged"),
    "a frame larger than its picture": (BEYOND, "size"),
    "no width": (png(size=(0, 5)), "kind"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_stands_in_a_picture_beside_its_pixels_reaches_no_reader(name):
    fitted, _ending = fit_for_pages(TAKEN[name])
    assert (SECRET in fitted, len(fitted) < 3_000) == (False, True)
    with Image.open(io.BytesIO(fitted)) as picture:
        picture.load()
        told = {"exif", "xmp", "icc_profile", "comment", "Comment", "XML:com.adobe.xmp"} & set(picture.info)
        assert (getattr(picture, "n_frames", 1), told, dict(picture.getexif())) == (1, set(), {})


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_fill_the_memory_is_refused(name):
    content, reason = REFUSED[name]
    with pytest.raises(UnfitPictureError) as refused:
        fit_for_pages(content)
    assert refused.value.reason == reason


def test_a_file_has_an_end_in_every_form():
    """A form of a note read any number of megabytes."""
    field = Note._meta.get_field("picture").formfield()
    with pytest.raises(ValidationError, match="more than 25 MB"):
        field.clean(SimpleUploadedFile("a.png", png() + bytes(MOST_BYTES), "image/png"))


def test_who_chooses_a_moving_picture_is_told_what_becomes_of_it():
    for field in (Note._meta.get_field("picture").formfield(), PictureFormField()):
        assert str(field.help_text).endswith(str(FIRST_FRAME))


@pytest.mark.django_db
def test_a_picture_is_made_fit_once_for_its_form_and_its_record(settings, tmp_path):
    """Each time is a process of its own, of up to twenty seconds."""
    settings.MEDIA_ROOT, file = tmp_path, io.BytesIO()
    Image.effect_noise((1_700, 100), 90).save(file, "JPEG")
    files = {"picture": SimpleUploadedFile("Prague.PNG", file.getvalue())}
    form = modelform_factory(Note, fields=["picture", "picture_alt"])(
        {"picture_alt": "Grey"}, files, instance=make_note()
    )
    note = form.save()
    kept = form.cleaned_data["picture"]
    assert (kept.name, note.picture_width, is_made_name(note.picture.name)) == ("Prague.jpg", 1_600, True)
    with note.picture.open() as stored:
        assert stored.read() == kept.file.getvalue()
