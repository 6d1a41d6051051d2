"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt

from explainer.desk import (
    bin,
    coverage,
    desk_search,
    interface_language,
    inviting,
    own_account,
    passkeys_page,
    password_reset,
    preview_links,
    refusing,
    second_factor,
)
from explainer.embed import code, demo_host, links, loader, oembed, pages
from explainer.reader import (
    articles,
    changes,
    claims,
    errors,
    feeds,
    health,
    icon,
    library,
    metrics,
    pictures,
    previews,
    search,
    share_pictures,
    since,
    sitemaps,
    sources,
    update_feeds,
)
from explainer.text.dates_in_addresses import DayInAddress, YearInAddress
from explainer.text.slugs import SlugInAddress

register_converter(SlugInAddress, "address")
register_converter(DayInAddress, "day")
register_converter(YearInAddress, "year")


urlpatterns = [
    path("", articles.home, name="home"),
    path("page/<int:number>/", articles.home, name="home"),
    path("articles/<address:slug>/", articles.article, name="article"),
    path("articles/<address:slug>/full/", articles.full, name="full"),
    path("articles/<address:slug>/sources/", articles.article_sources, name="article_sources"),
    path("articles/<address:slug>/claims/", claims.article_claims, name="article_claims"),
    path("articles/<address:slug>/timeline/", articles.timeline, name="timeline"),
    path("articles/<address:slug>/map/", articles.map, name="map"),
    path("articles/<address:slug>/picture.png", share_pictures.article_picture, name="article_picture"),
    path("notes/<address:slug>/picture.png", share_pictures.note_picture, name="note_picture"),
    path("claims/<address:slug>/picture.png", share_pictures.claim_picture, name="claim_picture"),
    path("articles/<address:slug>/cards/<int:id>/", articles.card, name="card"),
    path("articles/<address:slug>/cards/<int:id>/fragment/", articles.fragment, name="fragment"),
    path("articles/<address:slug>/since/", since.since_days, name="since_days"),
    path("articles/<address:slug>/since/<day:day>/", since.since, name="since"),
    path("articles/<address:slug>/changes/", changes.article_changes, name="changes"),
    path("notes/", library.notes, name="notes"),
    path("notes/page/<int:number>/", library.notes, name="notes"),
    path("notes/kinds/<slug:kind>/", library.notes, name="notes_of_kind"),
    path("notes/kinds/<slug:kind>/page/<int:number>/", library.notes, name="notes_of_kind"),
    path("notes/<address:slug>/", library.note, name="note"),
    path("notes/<address:slug>/feed.xml", update_feeds.note_feed, name="note_feed"),
    path("notes/<address:slug>/changes/", changes.note_changes, name="note_changes"),
    path("claims/", claims.claims, name="claims"),
    path("claims/page/<int:number>/", claims.claims, name="claims"),
    path("claims/verdicts/<slug:verdict>/", claims.claims_of_verdict, name="claims_of_verdict"),
    path("claims/verdicts/<slug:verdict>/page/<int:number>/", claims.claims_of_verdict, name="claims_of_verdict"),
    path("claims/kinds/<slug:kind>/", claims.claims_of_kind, name="claims_of_kind"),
    path("claims/kinds/<slug:kind>/page/<int:number>/", claims.claims_of_kind, name="claims_of_kind"),
    path("claims/years/<year:year>/", claims.claims_of_year, name="claims_of_year"),
    path("claims/years/<year:year>/page/<int:number>/", claims.claims_of_year, name="claims_of_year"),
    path("claims/articles/", claims.claim_articles, name="claim_articles"),
    path("claims/articles/page/<int:number>/", claims.claim_articles, name="claim_articles"),
    path("claims/scale/", claims.claim_scale, name="claim_scale"),
    path("claims/reading/", claims.reading_checks, name="reading_checks"),
    path("claims/<address:slug>/", claims.claim, name="claim"),
    path("claimants/", claims.claimants, name="claimants"),
    path("claimants/page/<int:number>/", claims.claimants, name="claimants"),
    path("claimants/<address:slug>/", claims.claimant, name="claimant"),
    path("claimants/<address:slug>/page/<int:number>/", claims.claimant, name="claimant"),
    path("claims/<address:slug>/changes/", changes.claim_changes, name="claim_changes"),
    path("sources/", sources.sources, name="sources"),
    path("sources/page/<int:number>/", sources.sources, name="sources"),
    path("sources/<int:id>/", sources.source, name="source"),
    path("corrections/", changes.corrections, name="corrections"),
    path("corrections/feed.xml", update_feeds.corrections_feed, name="corrections_feed"),
    path("updates/feed.xml", update_feeds.updates_feed, name="updates_feed"),
    path("corrections/page/<int:number>/", changes.corrections, name="corrections"),
    path("search/", search.search, name="search"),
    path("search/index.json", search.search_index, name="search_index"),
    path("feed.xml", feeds.feed, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.sitemap_page, name="sitemap_page"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("favicon.ico", icon.favicon, name="favicon"),
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
    path("preview/<str:token>/media/<path:path>", previews.preview_picture, name="preview_picture"),
    path("preview/<str:token>/cards/<int:id>/", previews.preview_card, name="preview_card"),
    path("preview/<str:token>/cards/<int:id>/fragment/", previews.preview_fragment, name="preview_fragment"),
    path("admin/preview/<slug:kind>/<int:pk>/", admin.site.admin_view(preview_links.desk_preview), name="desk_preview"),
    path("admin/share/<slug:kind>/<int:pk>/", admin.site.admin_view(preview_links.desk_share), name="desk_share"),
    path("admin/questions/<int:pk>/", admin.site.admin_view(coverage.tick_question), name="tick_question"),
    path("admin/search/", admin.site.admin_view(desk_search.desk_search), name="desk_search"),
    path("admin/language/", admin.site.admin_view(interface_language.choose_language), name="desk_language"),
    path("admin/account/", admin.site.admin_view(own_account.own_account), name="own_account"),
    path("admin/bin/", admin.site.admin_view(bin.the_bin), name="desk_bin"),
    path("admin/second-factor/", second_factor.second_factor, name="second_factor"),
    path("admin/second-factor/set-up/", second_factor.second_factor_setup, name="second_factor_setup"),
    path("admin/passkeys/", passkeys_page.own_passkeys, name="own_passkeys"),
    path("admin/auth/user/invite/", admin.site.admin_view(inviting.invite_person), name="invite_person"),
    path("admin/invitation/<uidb64>/<token>/", password_reset.accept, name="accept_invitation"),
    path("admin/password_reset/", password_reset.reset, name="admin_password_reset"),
    path("admin/password_reset/done/", password_reset.done, name="password_reset_done"),
    path("admin/password_reset/<uidb64>/<token>/", password_reset.confirm, name="password_reset_confirm"),
    path("admin/password_reset/complete/", password_reset.complete, name="password_reset_complete"),
    path("admin/", admin.site.urls),
    path("metrics", metrics.metrics, name="metrics"),
    path("healthz", health.alive, name="healthz"),
    path("healthz/ready", health.ready, name="ready"),
    path("media/<path:path>", pictures.media, name="media"),
]
if settings.DEMO:
    urlpatterns.append(path("demo-host/", demo_host.demo_host, name="demo_host"))
handler403 = refusing.refused
handler404 = errors.not_found
handler500 = errors.server_error

# Public pages are read and never written to, so nobody has to prove where a form came from: any other method is a 405.
for pattern in urlpatterns:
    if isinstance(pattern, URLPattern) and not str(pattern.pattern).startswith("admin/"):
        pattern.callback = csrf_exempt(pattern.callback)
