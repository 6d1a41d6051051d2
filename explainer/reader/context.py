"""What every page needs: the site's name and address, and its style sheet."""

from django.conf import settings
from django.http import HttpRequest

from explainer.rendering import trust
from explainer.styles import article_css, early_fonts, reader_css


def site(request: HttpRequest) -> dict[str, object]:
    """`site_name`, `site_url` (scheme and host), `styles` (for one `<style>`) and `fonts` (files to fetch early)."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "styles": trust(reader_css()),
        "article_styles": trust(article_css()),
        "fonts": early_fonts(),
    }
