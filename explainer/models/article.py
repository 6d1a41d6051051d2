"""Articles: one Markdown body, and the paragraphs that follow from it at each save."""

import math
import secrets
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explainer.rendering import Block, foreign_pictures, render_blocks
from explainer.text.changes import pair_blocks

from .library import State

# Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a review of 190 studies).
WORDS_A_MINUTE = 238


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        """What the public may see now."""
        return self.filter(state=State.PUBLISHED, published_at__lte=timezone.now())

    def get_by_natural_key(self, slug: str) -> "Article":
        return self.get(slug=slug)

    def sharing_notes_with(self, article: "Article") -> "ArticleQuerySet":
        """Other articles that show notes of this one, those that share most first (`shared` counts them)."""
        shared = models.Count("annotations__note", distinct=True)
        notes = article.annotations.exclude(note=None).values("note")
        others = self.exclude(pk=article.pk).filter(annotations__note__in=notes)
        return others.annotate(shared=shared).order_by("-shared", "-published_at")


class Article(models.Model):
    """A news story. Its body is the one source of truth; `text` and the paragraphs are derived from it."""

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("Another article has this address already. Choose another slug.")},
        help_text=_("The last part of its address: small letters, digits and hyphens."),
    )
    title = models.CharField(_("headline"), max_length=200, help_text=_("About 70 characters at most."))
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("One or two sentences under the headline."))
    section = models.CharField(
        _("section"), max_length=60, blank=True, help_text=_("A word or two above the headline.")
    )
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("Who wrote it."))
    body = models.TextField(
        _("text"), help_text=_("Markdown. A blank line between paragraphs, ## before a subheading.")
    )
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb", help_text=_("What it is written in.")
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=State,
        default=State.DRAFT,
        help_text=_("Readers see only what is published."),
    )
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Readers see it from then on. Empty: when it is published.")
    )
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("The last change that readers should know of.")
    )
    picture = models.ImageField(
        _("lead picture"),
        upload_to="pictures/",
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
    text = models.TextField(
        editable=False,
        blank=True,
        help_text=_("The blocks as plain text, joined by a blank line: what offsets count in."),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["state", "-published_at"], name="article_newest")]
        constraints = [
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

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    def clean(self) -> None:
        if self.state == State.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()
        foreign = foreign_pictures(self.body)
        if foreign:
            raise ValidationError(
                {"body": _("Pictures from other sites are not shown. Upload it here first: %s") % ", ".join(foreign)}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the article, and in the same transaction the paragraphs and annotations that follow from its body.

        Afterwards `self.loosened` lists the annotations whose words could not be found again with confidence.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            fields = kwargs.get("update_fields")
            if fields is None or {"body", "language"} & set(fields):
                self.derive()

    def derive(self) -> None:
        """Make the paragraphs, the plain text and the places of the annotations follow from the body."""
        blocks = render_blocks(self.body, self.language)
        old = list(self.paragraphs.all()) if self.pk else []
        old_text = "\n\n".join(paragraph.text for paragraph in old if paragraph.text)
        self.text = "\n\n".join(block.text for block in blocks if block.text)
        Article.objects.filter(pk=self.pk).update(text=self.text)
        self._store_paragraphs(old, blocks)
        self.loosened = self.annotations.reanchor(old_text, self.text)

    def _store_paragraphs(self, old: list["Paragraph"], blocks: list[Block]) -> None:
        pairs = pair_blocks([paragraph.text for paragraph in old], [block.text for block in blocks])
        kept = {index for index in pairs if index is not None}
        Paragraph.objects.filter(pk__in=[p.pk for index, p in enumerate(old) if index not in kept]).delete()
        changed: list[Paragraph] = []
        fresh: list[Paragraph] = []
        start = 0
        for position, (block, pair) in enumerate(zip(blocks, pairs, strict=True)):
            paragraph = Paragraph(article=self, key=secrets.token_hex(5)) if pair is None else old[pair]
            if paragraph.follow(block, position, start):
                (fresh if pair is None else changed).append(paragraph)
            start += len(block.text) + 2 if block.text else 0
        Paragraph.objects.bulk_update(changed, ["position", "start", "kind", "html", "text"], batch_size=500)
        Paragraph.objects.bulk_create(fresh, batch_size=500)

    @property
    def direction(self) -> str:
        """ "rtl" for languages written from right to left, else "ltr": for the `dir` attribute."""
        info = LANG_INFO.get(self.language) or LANG_INFO.get(self.language.split("-")[0], {})
        return "rtl" if info.get("bidi") else "ltr"

    @property
    def reading_minutes(self) -> int:
        """How long its text takes to read, in whole minutes, at least one."""
        return max(1, math.ceil(len(self.text.split()) / WORDS_A_MINUTE))

    @property
    def reading_time(self) -> str:
        minutes = self.reading_minutes
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}

    @property
    def is_updated(self) -> bool:
        """True if readers should be told of a change made after publication."""
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)


class Paragraph(models.Model):
    """One block of an article's body, with a key that stays while the text around it is edited."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="paragraphs", help_text=_("The article it is a part of.")
    )
    key = models.CharField(max_length=12, editable=False, help_text=_("Stays the same when the article is edited."))
    position = models.PositiveIntegerField(help_text=_("Which block of the article it is, from 0."))
    start = models.PositiveIntegerField(help_text=_("Where it begins in the article's text, in code points."))
    kind = models.CharField(
        max_length=12, help_text=_("paragraph, heading, list, quote, table, image, code, rule or footnotes.")
    )
    html = models.TextField(help_text=_("Clean HTML, made from the article's Markdown."))
    text = models.TextField(blank=True, help_text=_("What it says, as plain text."))

    class Meta:
        ordering = ["position"]
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="paragraph_key_is_unique")]

    def __str__(self) -> str:
        return self.text[:60] or self.kind

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def follow(self, block: Block, position: int, start: int) -> bool:
        """Take over what the article's body now says here. True if that changed anything."""
        now = (position, start, block.kind, block.html, block.text)
        if (self.position, self.start, self.kind, self.html, self.text) == now and self.pk:
            return False
        self.position, self.start, self.kind, self.html, self.text = now
        return True
