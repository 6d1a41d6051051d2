"""An article with its cards, as a Wagtail site would model it: rich text, and the cards as its orderable children."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class ArticlePage(Page):
    standfirst = models.TextField()
    byline = models.CharField(max_length=200)
    section = models.CharField(max_length=60, blank=True)
    published = models.CharField(max_length=60)
    body = RichTextField()
    sources = RichTextField(blank=True)


class Card(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    body = RichTextField()
