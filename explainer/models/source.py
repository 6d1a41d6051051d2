"""Sources, and the citations that tie them to what they support."""

from collections import defaultdict

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from explainer.text.text_fragments import fragment_of, leading_to

from .dates import PartialDateField
from .language import LanguageField
from .public_record import PublicRecord, RecordKey
from .record_part import RecordPart, RecordPartQuerySet, exactly_one


class SourceQuerySet(models.QuerySet["Source"]):
    def get_by_natural_key(self, slug: str) -> "Source":
        return self.get(slug=slug)


class Source(models.Model):
    """Something published that a note, a claim or an article relies on."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", _("Primary source")
        RESEARCH = "research", _("Research")
        NEWS = "news", _("News report")
        AGENCY = "agency", _("News agency")
        STATE_MEDIA = "state_media", _("State media")
        ENCYCLOPAEDIA = "encyclopaedia", _("Encyclopaedia")

    slug = models.SlugField(_("short name"), unique=True, help_text=_("A short name for editors, such as bbc1."))
    title = models.CharField(_("title"), max_length=300, help_text=_("As the publisher gives it."))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, help_text=_("Who published it."))
    url = models.URLField(_("address"), max_length=1000, blank=True, help_text=_("Where readers can find it."))
    published_on = PartialDateField(_("published"), blank=True, help_text=_("A day, a month or a year."))
    seen_on = PartialDateField(_("seen"), blank=True, help_text=_("When we last read it."))
    archived_url = models.URLField(
        _("archived address"), max_length=1000, blank=True, help_text=_("A stored copy, in case the page goes away.")
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, blank=True, help_text=_("A speech or a law is a primary source.")
    )
    language = LanguageField(_("language"), default="", blank=True, help_text=_("What it is written in."))
    is_gone = models.BooleanField(
        _("no longer online"), default=False, editable=False, help_text=_("As the last check of its address found.")
    )
    via = models.CharField(
        _("how it was read"), max_length=300, blank=True, help_text=_("Only if it was read in a copy or in part.")
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])

    @property
    def is_weak(self) -> bool:
        """True for a kind that this newsroom wants to be backed by another (the setting WEAK_SOURCES)."""
        return self.kind in settings.WEAK_SOURCES

    @property
    def short_name(self) -> str:
        """What stands beside a date that is from it."""
        return self.publisher or self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


CitationsByRecord = defaultdict[RecordKey, list["Citation"]]


class CitationQuerySet(RecordPartQuerySet["Citation"]):
    def by_record(self, *records: PublicRecord) -> CitationsByRecord:
        """The citations of these records, each with its source, by the record's key. One query."""
        found: CitationsByRecord = defaultdict(list)
        for citation in self.of(*records).select_related("source"):
            found[citation.record_key].append(citation)
        return found


class Citation(RecordPart):
    """Ties a source to the note, the claim or the article that relies on it, with the words relied on."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="citations",
        verbose_name=_("source"),
        help_text=_("What is cited."),
    )
    note = models.ForeignKey(
        "Note",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("note"),
        help_text=_("The note it supports."),
    )
    claim = models.ForeignKey(
        "Claim",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("claim"),
        help_text=_("The claim it bears on."),
    )
    article = models.ForeignKey(
        "Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("article"),
        help_text=_("The article it supports."),
    )
    words = models.CharField(
        _("words relied on"),
        max_length=500,
        blank=True,
        help_text=_("The words, or the point, that this source is for. Words in quotation marks are linked to."),
    )
    excerpt = models.TextField(
        _("excerpt"),
        max_length=20_000,
        blank=True,
        help_text=_("The source’s own words that this rests on, for checking sentences against. Readers don’t see it."),
    )
    position = models.PositiveIntegerField(_("order"), default=0, help_text=_("Smaller comes first."))

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                name="citation_has_one_owner",
                condition=exactly_one("article", "note", "claim"),
                violation_error_message=_(
                    "A citation belongs to one note, one claim or one article. Choose exactly one."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def address(self) -> str:
        """The source's address, leading to the words relied on where they are its own."""
        return leading_to(self.source.url, self.words, self.excerpt)

    @property
    def fragment(self) -> str:
        """What leads to those words behind the address of ours that redirects to the source."""
        return fragment_of(self.words, self.excerpt)
