"""Makes an uploaded picture fit for the public: no larger than a page needs, and without what a camera tells.

Cameras and phones write where, when and by whom a picture was taken into the file (Exif), and that can
give a source away.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # by content, whatever the name: nothing that would need another program
MOST_PIXELS = 50_000_000  # 200 MB while it is made smaller; the largest sensors of ordinary cameras have as many
LONGEST_SIDE = 1600  # pixels: twice the text column of 36 rem, for screens that show two pixels for one
KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


class UnfitPictureError(ValueError):
    """The file is no picture that can be shown. `reason` is "kind", "size" or "damaged"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fit_for_pages(content: bytes, longest: int = LONGEST_SIDE) -> tuple[bytes, str]:
    """The picture upright, at most `longest` pixels on its longer side, without metadata; and its file's ending.

    JPEG, PNG, WebP and AVIF stay what they are; GIF becomes PNG. Of a moving picture the first frame is kept. The
    colour profile stays, because without it the colours would be others.
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
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow's readers raise of cut and broken files
        if isinstance(error, UnfitPictureError):
            raise
        raise UnfitPictureError("damaged") from error


def _fitted(opened: Image.Image, longest: int) -> tuple[bytes, str]:
    kind = opened.format if opened.format in KEPT else "PNG"
    profile = opened.info.get("icc_profile")
    picture = ImageOps.exif_transpose(opened)
    if picture.mode in {"P", "CMYK", "YCbCr", "HSV", "LAB"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        profile = None  # it was made for the other mode
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    file = io.BytesIO()
    bare.save(file, kind, quality=85, optimize=True, icc_profile=profile)
    return file.getvalue(), KEPT[str(kind)]
