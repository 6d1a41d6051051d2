"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.static import serve

from explainer.desk import coverage, preview_links
from explainer.embed import code, demo_host, links, loader, oembed, pages
from explainer.reader import (
    articles,
    changes,
    correction_feed,
    errors,
    feeds,
    figures,
    health,
    library,
    metrics,
    previews,
    search,
    sitemaps,
    sources,
)
from explainer.text.slugs import SlugInAddress

register_converter(SlugInAddress, "address")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded file."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


urlpatterns = [
    path("", articles.home, name="home"),
    path("page/<int:number>/", articles.home, name="home"),
    path("articles/<address:slug>/", articles.article, name="article"),
    path("articles/<address:slug>/full/", articles.full, name="full"),
    path("articles/<address:slug>/sources/", articles.article_sources, name="article_sources"),
    path("articles/<address:slug>/timeline/", articles.timeline, name="timeline"),
    path("articles/<address:slug>/map/", articles.map, name="map"),
    path("articles/<address:slug>/figure.svg", figures.figure, name="figure"),
    path("articles/<address:slug>/cards/<int:id>/", articles.card, name="card"),
    path("articles/<address:slug>/cards/<int:id>/fragment/", articles.fragment, name="fragment"),
    path("articles/<address:slug>/changes/", changes.article_changes, name="changes"),
    path("notes/", library.notes, name="notes"),
    path("notes/page/<int:number>/", library.notes, name="notes"),
    path("notes/kinds/<slug:kind>/", library.notes, name="notes_of_kind"),
    path("notes/kinds/<slug:kind>/page/<int:number>/", library.notes, name="notes_of_kind"),
    path("notes/<address:slug>/", library.note, name="note"),
    path("notes/<address:slug>/changes/", changes.note_changes, name="note_changes"),
    path("claims/", library.claims, name="claims"),
    path("claims/page/<int:number>/", library.claims, name="claims"),
    path("claims/verdicts/<slug:verdict>/", library.claims, name="claims_of_verdict"),
    path("claims/verdicts/<slug:verdict>/page/<int:number>/", library.claims, name="claims_of_verdict"),
    path("claims/scale/", library.claim_scale, name="claim_scale"),
    path("claims/<address:slug>/", library.claim, name="claim"),
    path("claims/<address:slug>/changes/", changes.claim_changes, name="claim_changes"),
    path("sources/", sources.sources, name="sources"),
    path("sources/page/<int:number>/", sources.sources, name="sources"),
    path("sources/<int:id>/", sources.source, name="source"),
    path("corrections/", changes.corrections, name="corrections"),
    path("corrections/feed.xml", correction_feed.corrections_feed, name="corrections_feed"),
    path("corrections/page/<int:number>/", changes.corrections, name="corrections"),
    path("search/", search.search, name="search"),
    path("search/index.json", search.search_index, name="search_index"),
    path("feed.xml", feeds.feed, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.sitemap_page, name="sitemap_page"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("embed/articles/<address:slug>/", pages.frame, {"kind": "article"}, name="embed_article"),
    path("embed/notes/<address:slug>/", pages.frame, {"kind": "note"}, name="embed_note"),
    path("embed/claims/<address:slug>/", pages.frame, {"kind": "claim"}, name="embed_claim"),
    path("embed/timelines/<address:slug>/", pages.frame, {"kind": "timeline"}, name="embed_timeline"),
    path("embed/maps/<address:slug>/", pages.frame, {"kind": "map"}, name="embed_map"),
    path("embed/code/", code.code, name="embed_code"),
    path("oembed", oembed.oembed, name="oembed"),
    path("oembed/articles/<address:slug>.json", oembed.stored, {"kind": "article"}, name="oembed_article"),
    path("oembed/notes/<address:slug>.json", oembed.stored, {"kind": "note"}, name="oembed_note"),
    path("oembed/claims/<address:slug>.json", oembed.stored, {"kind": "claim"}, name="oembed_claim"),
    path("oembed/timelines/<address:slug>.json", oembed.stored, {"kind": "timeline"}, name="oembed_timeline"),
    path("oembed/maps/<address:slug>.json", oembed.stored, {"kind": "map"}, name="oembed_map"),
    path("embed.js", loader.script, {"name": "embed.js"}, name="loader"),
    path("embed-element.js", loader.script, {"name": "embed-element.js"}, name="element"),
    path("go/<int:id>/", links.go, name="go"),
    path("go/<int:id>/copy/", links.go, {"copy": True}, name="go_copy"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("preview/<str:token>/full/", previews.preview_full, name="preview_full"),
    path("preview/<str:token>/sources/", previews.preview_sources, name="preview_sources"),
    path("preview/<str:token>/timeline/", previews.preview_timeline, name="preview_timeline"),
    path("preview/<str:token>/map/", previews.preview_map, name="preview_map"),
    path("preview/<str:token>/cards/<int:id>/", previews.preview_card, name="preview_card"),
    path("preview/<str:token>/cards/<int:id>/fragment/", previews.preview_fragment, name="preview_fragment"),
    path("admin/preview/<slug:kind>/<int:pk>/", admin.site.admin_view(preview_links.desk_preview), name="desk_preview"),
    path("admin/share/<slug:kind>/<int:pk>/", admin.site.admin_view(preview_links.desk_share), name="desk_share"),
    path("admin/questions/<int:pk>/", admin.site.admin_view(coverage.tick_question), name="tick_question"),
    path("admin/", admin.site.urls),
    path("metrics", metrics.metrics, name="metrics"),
    path("healthz", health.alive, name="healthz"),
    path("healthz/ready", health.ready, name="ready"),
    # For one process and no proxy; a proxy in front serves the folder itself (docs/operations.md).
    path("media/<path:path>", media, name="media"),
]
if settings.DEMO:
    urlpatterns.append(path("demo-host/", demo_host.demo_host, name="demo_host"))
handler404 = errors.not_found
handler500 = errors.server_error

# Public pages are read and never written to, so nobody has to prove where a form came from: any other method is a 405.
for pattern in urlpatterns:
    if isinstance(pattern, URLPattern) and not str(pattern.pattern).startswith("admin/"):
        pattern.callback = csrf_exempt(pattern.callback)
