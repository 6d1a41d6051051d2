"""A small picture of an article for consumers that show one: never larger than they asked for (oEmbed, 2.3.4)."""

from typing import Any

from django.conf import settings

from explainer.models import Article
from explainer.pictures import SMALL_WIDTHS, small_name
from explainer.publication.pictures import picture_address


def thumbnail(article: Article | None, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """`thumbnail_url`, `thumbnail_width` and `thumbnail_height` (pixels), all three or none."""
    if article and str(article.picture).endswith(".svg"):  # a drawing: nothing makes a JPEG of it
        return {}
    if not article or not article.picture or not article.picture_width or not article.picture_height:
        return {}
    for wide in SMALL_WIDTHS:
        width = min(wide, article.picture_width)
        height = max(1, round(article.picture_height * width / article.picture_width))
        if width <= (max_width or width) and height <= (max_height or height):
            url = settings.SITE_URL + picture_address(small_name(str(article.picture), wide))
            is_there = article.picture.storage.exists(str(article.picture))
            return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height} if is_there else {}
    return {}
