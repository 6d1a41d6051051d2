"""Loads article.json, which the bench wrote, into the site. Prints the paths of the article and of its first card."""

import json
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from news.models import ArticlePage, Card  # noqa: E402  models can only be imported once Django is set up
from wagtail.models import Page, Site  # noqa: E402

data = json.loads(Path("article.json").read_text())
cards = data.pop("cards")
page = ArticlePage(slug="article", **data)
Page.objects.get(depth=2).add_child(instance=page)
for number, card in enumerate(cards):
    Card.objects.create(page=page, sort_order=number, **card)
Site.objects.update(hostname="127.0.0.1", is_default_site=True)
page.save_revision().publish()
print(json.dumps({"article": "/article/", "fragment": f"/cards/{page.cards.first().pk}/"}))
