"""Articles: one Markdown body, and the paragraphs that follow from it at each save."""

import math
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explainer.rendering import Block, foreign_pictures, render_article
from explainer.text.counting import count_words
from explainer.text.limits import excess
from explainer.text.sameness import fingerprint

from .article_queries import NEWS_FOR, ArticleQuerySet
from .language import LanguageField, direction
from .markdown import MarkdownField
from .paragraph import Paragraph, joined_text, store_paragraphs
from .picture import PictureField
from .public_record import PublicRecord, RecordManager, State
from .short_text import ShortTextField
from .slug_field import AddressSlugField

# Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a review of 190 studies).
WORDS_A_MINUTE = 238


class Article(PublicRecord):
    """A news story. Its body is the one source of truth; `text` and the paragraphs are derived from it."""

    type_name = "article"
    folder = "articles"

    class Glance(models.TextChoices):
        NOTHING = "", _("Nothing")
        MAP = "map", _("A map of its places")
        LINE = "line", _("A line of time")

    class Embedding(models.TextChoices):
        SITE = "site", _("As the newsroom allows")
        LISTED = "listed", _("Only the sites on the list")
        NONE = "none", _("Nobody")

    slug = AddressSlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        error_messages={"unique": _("Another article has this address already. Choose another slug.")},
        help_text=_(
            "The last part of its address: small letters, digits and hyphens. Left empty, it is made from the title."
        ),
    )
    title = models.CharField(_("headline"), max_length=200, help_text=_("About 70 characters at most."))
    standfirst = ShortTextField(_("standfirst"), blank=True, help_text=_("One or two sentences under the headline."))
    section = models.CharField(
        _("section"), max_length=60, blank=True, help_text=_("A word or two above the headline.")
    )
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("Who wrote it."))
    body = MarkdownField(
        _("text"),
        help_text=_("Markdown. A blank line between paragraphs, ## before a subheading."),
    )
    language = LanguageField(_("language"), default="en-gb", help_text=_("What it is written in."))
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Readers see it from then on. Empty: when it is published.")
    )
    published_elsewhere = models.DateField(
        _("published elsewhere"),
        null=True,
        blank=True,
        help_text=_("The day when it first came out on another site. Readers see it beside its date here."),
    )
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("The last change that readers should know of.")
    )
    picture = PictureField(
        _("lead picture"),
        upload_to="pictures/",
        db_index=True,
        blank=True,
        width_field="picture_width",
        height_field="picture_height",
        help_text=_("Optional. Shown under the standfirst."),
    )
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=400,
        blank=True,
        help_text=_("What the picture shows, for those who can't see it."),
    )
    picture_credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))
    picture_caption = models.CharField(
        _("caption"), max_length=400, blank=True, help_text=_("Shown under the picture.")
    )
    glance = models.CharField(
        _("at a glance"),
        max_length=4,
        choices=Glance,
        default=Glance.NOTHING,
        blank=True,
        help_text=_("A figure under the standfirst, drawn from the article’s own background."),
    )
    glance_caption = models.CharField(
        _("caption of the figure"), max_length=300, blank=True, help_text=_("One sentence: what the figure tells.")
    )
    is_out = models.BooleanField(
        default=False, editable=False, help_text=_("Its pages have been marked since its time of publication came.")
    )
    is_old_news = models.BooleanField(
        default=False, editable=False, help_text=_("It has left the news sitemap, two days after its publication.")
    )
    embedding = models.CharField(
        _("who may embed it"),
        max_length=10,
        choices=Embedding,
        default=Embedding.SITE,
        help_text=_("Other sites may show it in a frame. The list is under Embedding sites."),
    )
    text = models.TextField(
        editable=False,
        blank=True,
        help_text=_("The blocks as plain text, joined by a blank line: what offsets count in."),
    )
    fingerprint = models.CharField(
        max_length=32,
        editable=False,
        blank=True,
        default="",
        db_index=True,
        help_text=_("The same for texts of the same words: finds an article that is imported again."),
    )

    objects = RecordManager.from_queryset(ArticleQuerySet)()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", "Can publish, schedule and take down articles"),
            ("purge_article", "Can remove articles for good that readers could see"),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="article_newest"),
            models.Index(fields=["published_at"], condition=Q(is_old_news=False), name="article_news"),
        ]
        constraints = [
            *PublicRecord.Meta.constraints,
            models.CheckConstraint(
                name="article_picture_has_alt",
                condition=Q(picture="") | ~Q(picture_alt=""),
                violation_error_message=_("Describe the picture in “alternative text”, for readers who can't see it."),
            ),
            models.CheckConstraint(
                name="article_published_has_date",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("A published article needs the date when it was published."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    def clean(self) -> None:
        if self.state == State.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()
        if excess(self.body):
            return  # the field says so, and nobody reads it
        foreign = foreign_pictures(self.body)
        if foreign:
            raise ValidationError(
                {"body": _("Pictures from other sites are not shown. Upload it here first: %s") % ", ".join(foreign)}
            )
        # Annotations that are checked in the same form are about this text, not the one that was saved last.
        self.text = joined_text(self.render(list(self.paragraphs.all()) if self.pk else []))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the article, and in the same transaction the paragraphs and annotations that follow from its body.

        Afterwards `self.loosened` lists the annotations whose words could not be found again with confidence.
        """
        self._wait_again()
        with transaction.atomic():
            super().save(*args, **kwargs)
            fields = kwargs.get("update_fields")
            if fields is None or {"body", "language"} & set(fields):
                self.derive()

    def _wait_again(self) -> None:
        """An article that is given a later date goes out, and leaves the news, when that time comes."""
        if self.published_at:
            self.is_out = self.is_out and self.published_at <= timezone.now()
            self.is_old_news = self.is_old_news and self.published_at <= timezone.now() - NEWS_FOR

    def derive(self) -> None:
        """Make the paragraphs, the plain text and the positions of the annotations follow from the body."""
        old = list(self.paragraphs.all())
        blocks = self.render(old)
        old_text, self.text = joined_text(old), joined_text(blocks)
        self.fingerprint = fingerprint(self.text)
        Article._base_manager.filter(pk=self.pk).update(text=self.text, fingerprint=self.fingerprint)
        store_paragraphs(self.pk, old, blocks)
        self.loosened = self.annotations.reanchor(old_text, self.text)

    def render(self, old: list[Paragraph]) -> list[Block]:
        """The body's blocks; what the old paragraphs hold already is not rendered again."""
        known: defaultdict[str, list[Block]] = defaultdict(list)
        for paragraph in old:
            known[paragraph.digest].append(paragraph.block)
        return render_article(self.body, self.language, known)

    def offsets_of(self, words: str, before: str = "") -> tuple[int, int]:
        """Where `words` stand in the text: code points, half-open. `before` tells which, if they stand there often.

        Raises ValidationError, with a message for editors, unless they stand there exactly once.
        """
        count = self.text.count(words) if words else 0
        wanted = before + words if count > 1 else words
        if count and self.text.count(wanted) == 1:
            start = self.text.index(wanted) + len(wanted) - len(words)
            return start, start + len(words)
        if count:
            message = _(
                "These words stand %(count)d times in the article. Say which by giving the text just before them."
            )
        else:
            message = _(
                "These words are not in the article. Copy them from the published text, without Markdown marks."
            )
        raise ValidationError(message, code="words", params={"count": count})

    @property
    def summary(self) -> str:
        """What lists show of it under its headline."""
        return self.standfirst

    def searchable(self) -> tuple[str, str, str, str]:
        return self.title, f"{self.section} {self.byline}", self.standfirst, self.text

    def shown_text(self) -> str:
        return self.text

    @property
    def direction(self) -> str:
        """ "rtl" for languages written from right to left, else "ltr": for the `dir` attribute."""
        return direction(self.language)

    @property
    def news_language(self) -> str:
        """The language as news sitemaps name it: two or three letters, but for Chinese (Google's rule)."""
        return {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}.get(self.language, self.language.split("-")[0])

    @property
    def is_public(self) -> bool:
        """True if readers may see it now: an article may be published for a later time."""
        return super().is_public and self.published_at is not None and self.published_at <= timezone.now()

    @property
    def goes_out_at(self) -> Any:
        """When it is to be published, if that is still to come."""
        return self.published_at if self.state == State.PUBLISHED and not self.is_public else None

    @property
    def reading_minutes(self) -> int:
        """How long its text takes to read, in whole minutes, at least one."""
        return max(1, math.ceil(count_words(self.text) / WORDS_A_MINUTE))

    @property
    def reading_time(self) -> str:
        minutes = self.reading_minutes
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}

    @property
    def is_updated(self) -> bool:
        """True if readers should be told of a change made after publication."""
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)
