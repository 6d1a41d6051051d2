"""A small picture of an article for consumers that show one: never larger than they asked for (oEmbed, 2.3.4)."""

import hashlib
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from explainer.models import Article

WIDTHS = (480, 240, 120)  # pixels; one file each, made when first asked for


def thumbnail(article: Article | None, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """`thumbnail_url`, `thumbnail_width` and `thumbnail_height` (pixels), all three or none."""
    if not article or not article.picture or not article.picture_width or not article.picture_height:
        return {}
    for wide in WIDTHS:
        width = min(wide, article.picture_width)
        height = max(1, round(article.picture_height * width / article.picture_width))
        if width <= (max_width or width) and height <= (max_height or height):
            url = _stored(article, width, height)
            return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height} if url else {}
    return {}


def _stored(article: Article, width: int, height: int) -> str:
    """The absolute address of the picture in this size; nothing if the picture can't be read."""
    original = article.picture.name or ""
    digest = hashlib.sha256(original.encode()).hexdigest()[:16]
    name = f"thumbnails/{digest}-{width}.jpg"
    try:
        if not default_storage.exists(name):
            with article.picture.storage.open(original) as file, Image.open(file) as picture:
                small = BytesIO()
                picture.convert("RGB").resize((width, height)).save(small, "JPEG", quality=82, optimize=True)
            default_storage.save(name, ContentFile(small.getvalue()))
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""
    return f"{settings.SITE_URL}{default_storage.url(name)}"
