"""The newsroom in Django admin: every record can be found, filtered, written and corrected here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import articles, embedding, library, waiting

__all__ = ["articles", "embedding", "library", "waiting"]

admin.site.site_header = admin.site.site_title = _("Newsroom")
admin.site.enable_nav_sidebar = False  # the lists stand in the header
admin.site.index_title = _("Articles and their background")
