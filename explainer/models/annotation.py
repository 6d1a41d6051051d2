"""Annotations: a note or a claim, attached to quoted words of an article.

The W3C Web Annotation model's body and target, its selector a text quote with 32 characters on either side
(https://www.w3.org/TR/annotation-model/#text-quote-selector). The paragraph follows from where the words stand.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from explainer.text.anchoring import GUESS, TextQuote, locate

from .article import Article
from .claim import Claim
from .library import State
from .note import Note

CONTEXT = 32  # characters kept before and after the quoted words


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def shown(self) -> "AnnotationQuerySet":
        """Those whose note or claim is published, in the order of their words, with it loaded."""
        public = Q(note__state=State.PUBLISHED) | Q(claim__state=State.PUBLISHED)
        return self.filter(public).select_related("note", "claim").order_by("start", "id")

    def attached(self) -> "AnnotationQuerySet":
        return self.filter(anchor=Annotation.Anchor.ATTACHED)

    def reanchor(self, old_text: str, new_text: str) -> "list[Annotation]":
        """Find every annotation's words again after an edit of its article. Returns those that came loose by it."""
        changed: list[Annotation] = []
        loosened: list[Annotation] = []
        for annotation in self.select_related("note", "claim") if old_text != new_text else []:
            span = locate(annotation.quote, new_text, floor=GUESS)
            if span and span.band == "attached":
                annotation.article.text = new_text
                annotation.attach(span.start, span.end)
            elif annotation.anchor == Annotation.Anchor.ATTACHED:
                annotation.anchor = Annotation.Anchor.GUESS if span else Annotation.Anchor.ADRIFT
                loosened.append(annotation)
            changed.append(annotation)
        self.bulk_update(changed, ["exact", "prefix", "suffix", "start", "anchor"], batch_size=500)
        return loosened

    def loose(self) -> "AnnotationQuerySet":
        """Those whose words can't be found with confidence: guesses and adrift."""
        return self.exclude(anchor=Annotation.Anchor.ATTACHED)


class Annotation(models.Model):
    """Ties one note or one claim to a span of an article's text."""

    class Anchor(models.TextChoices):
        ATTACHED = "attached", _("Attached")
        GUESS = "guess", _("Guess")
        ADRIFT = "adrift", _("Adrift")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="annotations", help_text=_("The article whose words it is about.")
    )
    note = models.ForeignKey(
        Note, models.PROTECT, null=True, blank=True, related_name="annotations", help_text=_("The background to show.")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="annotations", help_text=_("The claim made there.")
    )
    exact = models.TextField(_("words"), help_text=_("The words of the article, as readers see them."))
    prefix = models.CharField(
        _("text before"),
        max_length=CONTEXT,
        blank=True,
        help_text=_("Only needed where the words occur more than once."),
    )
    suffix = models.CharField(_("text after"), max_length=CONTEXT, blank=True, help_text=_("Filled in by itself."))
    start = models.PositiveIntegerField(
        _("start"),
        default=0,
        editable=False,
        help_text=_("Where the words begin in the article's text, in code points."),
    )
    anchor = models.CharField(
        _("anchor"), max_length=10, choices=Anchor, default=Anchor.ATTACHED, editable=False,
        help_text=_("Whether its words are still there."),
    )  # fmt: skip
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "id"]
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        constraints = [
            models.CheckConstraint(
                name="annotation_has_note_or_claim",
                condition=Q(note__isnull=False, claim__isnull=True) | Q(note__isnull=True, claim__isnull=False),
                violation_error_message=_("Choose a note or a claim: exactly one of them."),
            ),
            models.CheckConstraint(
                name="annotation_has_words",
                condition=~Q(exact=""),
                violation_error_message=_("Give the words of the article that the card belongs to."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: “{self.exact[:60]}”"

    @property
    def item(self) -> Note | Claim:
        """The note or the claim that it shows."""
        item = self.note or self.claim
        if item is None:
            raise ValueError("an annotation without note or claim can't be shown")
        return item

    @property
    def kind(self) -> str:
        return "note" if self.note_id else "claim"

    @property
    def end(self) -> int:
        """Where its words end in the article's text, in code points; one past the last."""
        return self.start + len(self.exact)

    @property
    def is_attached(self) -> bool:
        return self.anchor == self.Anchor.ATTACHED

    @property
    def quote(self) -> TextQuote:
        return TextQuote(exact=self.exact, prefix=self.prefix, suffix=self.suffix, start=self.start)

    def get_absolute_url(self) -> str:
        """The card as a page of its own."""
        return reverse("card", args=[self.article.slug, self.pk])

    def attach(self, start: int, end: int) -> None:
        """Put it on these code points of the article's text (half-open), and note the words and what surrounds them."""
        text = self.article.text
        self.start, self.exact = start, text[start:end]
        self.prefix, self.suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        self.anchor = self.Anchor.ATTACHED

    def clean(self) -> None:
        """Find the words in the article, as an editor typed or pasted them. Raises ValidationError if that fails."""
        if not self.exact or not self.article_id or self.text_at_place() == self.exact:
            return
        wanted = self.prefix + self.exact
        count = self.article.text.count(wanted)
        if count != 1:
            raise ValidationError({"exact": self._not_found(count)}, code="words")
        start = self.article.text.index(wanted) + len(self.prefix)
        self.attach(start, start + len(self.exact))

    def text_at_place(self) -> str:
        return self.article.text[self.start : self.end] if self.suffix or self.prefix else ""

    def _not_found(self, count: int) -> str:
        if count:
            return str(
                _("These words stand %(count)d times in the article. Say which by putting the text before them "
                  "into “text before”.") % {"count": count}
            )  # fmt: skip
        return str(_("These words are not in the article. Copy them from the published text, without Markdown marks."))
