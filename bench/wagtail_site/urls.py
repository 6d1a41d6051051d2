from django.urls import include, path
from news.views import card
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

urlpatterns = [path("admin/", include(admin_urls)), path("cards/<int:pk>/", card), path("", include(wagtail_urls))]
