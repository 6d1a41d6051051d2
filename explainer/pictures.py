"""Makes an uploaded picture fit for the public: no larger than a page needs, and without what a camera tells.

Cameras and phones write where, when and by whom a picture was taken into the file (Exif), and that can
give a source away. So can the colour profile of a screen that was photographed by its own computer: it may name the
screen's maker, model and serial number, and its owner.
"""

import io
import re
import secrets
from xml.etree import ElementTree

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # by content, whatever the name: nothing that would need another program
MOST_PIXELS = 50_000_000  # 200 MB while it is made smaller; the largest sensors of ordinary cameras have as many
LONGEST_SIDE = 1600  # pixels: twice the text column of 36 rem, for screens that show two pixels for one
SMALL_WIDTHS = (480, 240, 120)  # pixels: what consumers of oEmbed answers may have instead of the whole picture
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {
    "svg",
    "title",
    "desc",
    "style",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
}
MOST_OF_A_DRAWING = 100_000  # bytes
# Telephones put a second picture behind a JPEG, such as what is brighter than screens show (CIPA DC-007).
KEPT = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


class UnfitPictureError(ValueError):
    """The file is no picture that can be shown. `reason` is "kind", "size" or "damaged"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make_name(ending: str) -> str:
    """A file name that nobody guesses (128 random bits) and that says nothing of what the editor's file was called."""
    return f"pictures/{secrets.token_hex(16)}.{ending}"


def is_made_name(name: str) -> bool:
    """True for what `make_name` gives."""
    return re.fullmatch(r"pictures/[0-9a-f]{32}\.\w+", name) is not None


def small_name(name: str, width: int) -> str:
    """The name under which the picture of this name is shown `width` pixels wide: there is no such file."""
    return f"{name.rpartition('.')[0] or name}-{width}.jpg"


def whole_name(name: str) -> tuple[str, int]:
    """The reverse of `small_name`: the name without its ending, and the width; 0 if it names no small form."""
    found = re.fullmatch(rf"(.+)-({'|'.join(map(str, SMALL_WIDTHS))})\.jpg", name)
    return (found[1], int(found[2])) if found else (name, 0)


def smaller(content: bytes, width: int) -> bytes:
    """The picture as a JPEG that is at most `width` pixels wide. Raises OSError or ValueError if it can't be read."""
    with Image.open(io.BytesIO(content), formats=READ) as picture:
        width = min(width, picture.width)
        height = max(1, round(picture.height * width / picture.width))
        small = io.BytesIO()
        picture.convert("RGB").resize((width, height)).save(small, "JPEG", quality=82, optimize=True)
    return small.getvalue()


def fit_for_pages(content: bytes, longest: int = LONGEST_SIDE) -> tuple[bytes, str]:
    """The picture upright, at most `longest` pixels on its longer side, without metadata; and its file's ending.

    JPEG, PNG, WebP and AVIF stay what they are; GIF becomes PNG. Of a moving picture the first frame is kept. A
    colour profile is worked into the colours; those that only wider screens than sRGB show become the nearest.
    Raises UnfitPictureError if it is of another kind, has too many pixels (it is not unpacked then), or is damaged.
    """
    try:
        with Image.open(io.BytesIO(content), formats=READ) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnfitPictureError("size")
            return _fitted(opened, longest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnfitPictureError("size") from error
    except UnidentifiedImageError as error:
        raise UnfitPictureError("kind") from error
    except (UnfitPictureError, MemoryError):
        raise
    except Exception as error:
        # What readers raise of cut and broken files: each kind another, and more with each release.
        raise UnfitPictureError("damaged") from error


def _fitted(opened: Image.Image, longest: int) -> tuple[bytes, str]:
    """Made smaller first: what comes then takes no more room than the result."""
    ending = KEPT.get(str(opened.format), "png")
    picture, profile = opened, opened.info.get("icc_profile")
    if picture.mode in {"P", "CMYK", "YCbCr", "HSV", "LAB"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        profile = None  # it was made for the other mode
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(picture, in_place=True)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if profile:
        bare = _in_srgb(bare, profile)
    file = io.BytesIO()
    kind = {"jpg": "JPEG"}.get(ending, ending.upper())
    bare.save(file, kind, quality=85, optimize=True)
    return file.getvalue(), ending


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture with the colours that its profile means. As it is where that is no profile: browsers do the same."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if picture.mode == "L" else picture.mode
        shown = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if shown:
        shown.info.clear()  # it would be saved with the profile that it has now
    return shown or picture


def is_drawing(content: bytes) -> bool:
    """True for what looks like SVG."""
    return content.lstrip().startswith(b"<svg")


def fit_drawing(content: bytes) -> tuple[int, int]:
    """The width and height, in pixels, of a drawing in SVG that holds shapes and text alone.

    Raises UnfitPictureError if it has anything else (scripts, links, references to other files), or is damaged.
    """
    if len(content) > MOST_OF_A_DRAWING:
        raise UnfitPictureError("size")
    if re.search(rb"<[!?](?!--)|url\(|@import|\\", content, re.IGNORECASE):
        raise UnfitPictureError("kind")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  what declares entities was refused above
        for element in root.iter():
            named = any(name.startswith(("on", "{")) or "href" in name for name in element.attrib)
            if named or not element.tag.startswith(SVG) or element.tag.removeprefix(SVG) not in SHAPES:
                raise UnfitPictureError("kind")
        return int(root.attrib["width"]), int(root.attrib["height"])
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        if isinstance(error, UnfitPictureError):
            raise
        raise UnfitPictureError("damaged") from error
