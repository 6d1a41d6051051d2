"""Makes an uploaded picture fit for the public: no larger than a page needs, and without what a camera tells.

Cameras and phones write where, when and by whom a picture was taken into the file (Exif), and that can
give a source away.
"""

import io

from PIL import Image, ImageOps

LONGEST_SIDE = 1600  # pixels: twice the text column of 36 rem, for screens that show two pixels for one
KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def fit_for_pages(content: bytes, longest: int = LONGEST_SIDE) -> tuple[bytes, str]:
    """The picture upright, at most `longest` pixels on its longer side, without metadata; and its file's ending.

    JPEG, PNG and WebP stay what they are; everything else becomes PNG. Of a moving picture the first frame is kept. The
    colour profile stays, because without it the colours would be others.
    Raises OSError (UnidentifiedImageError) if it can't be read, `Image.DecompressionBombError` if it is too large.
    """
    with Image.open(io.BytesIO(content)) as opened:
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
