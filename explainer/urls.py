"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import path
from django.views.static import serve

from explainer.reader import articles, errors, library

urlpatterns = [
    path("", articles.home, name="home"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/full/", articles.full, name="full"),
    path("articles/<slug:slug>/cards/<int:id>/", articles.card, name="card"),
    path("articles/<slug:slug>/cards/<int:id>/fragment/", articles.fragment, name="fragment"),
    path("notes/", library.notes, name="notes"),
    path("notes/<slug:slug>/", library.note, name="note"),
    path("claims/", library.claims, name="claims"),
    path("claims/<slug:slug>/", library.claim, name="claim"),
    path("admin/", admin.site.urls),
    # For one process and no proxy; a proxy in front serves the folder itself (docs/operations.md).
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
]
handler404 = errors.not_found
handler500 = errors.server_error
