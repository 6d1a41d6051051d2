"""Where Django looks for an app's admin: the newsroom's is the package `desk`."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from explainer.desk import (
    article_admin,
    claims_admin,
    embedding_admin,
    library_admin,
    logs_admin,
    people,
    waiting_admin,
)

__all__ = ["article_admin", "claims_admin", "embedding_admin", "library_admin", "logs_admin", "people", "waiting_admin"]

admin.site.site_header = admin.site.site_title = _("Newsroom")
admin.site.enable_nav_sidebar = False  # the lists stand in the header
admin.site.index_title = _("Articles and their background")
