"""Annotations: a note or a claim, attached to quoted words of an article.

The W3C Web Annotation model's body and target, its selector a text quote with 32 characters on either side
(https://www.w3.org/TR/annotation-model/#text-quote-selector). The paragraph follows from where the words stand.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from explainer.text.anchoring import GUESS, Carrier, Span, TextQuote, locate
from explainer.text.sentences import sentence_around, split_sentence

from .annotation_queries import POSITION_FIELDS, AnnotationQuerySet
from .article import Article
from .claim import Claim
from .note import Note
from .record_part import RecordPart, exactly_one

CONTEXT = 32  # characters kept before and after the quoted words
SEALED = ("note_id", "claim_id", "exact", "prefix", "suffix", "anchor", "is_left")  # what a seal is made from


def seal_of(*values: object) -> str:
    """The seal of an annotation with these values of the fields in SEALED."""
    plain = [str(value) if isinstance(value, str) else value for value in values]  # a choice is its own class
    return hashlib.sha256(repr(plain).encode("utf-8", "replace")).hexdigest()[:16]


class Annotation(RecordPart):
    """Ties one note or one claim (its `item`) to a span of an article's text."""

    owners = ("note", "claim")

    class Anchor(models.TextChoices):
        ATTACHED = "attached", _("Attached")
        GUESS = "guess", _("Guess")
        ADRIFT = "adrift", _("Adrift")

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="annotations",
        verbose_name=_("article"),
        help_text=_("The article whose words it is about."),
    )
    note = models.ForeignKey(
        Note,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="annotations",
        verbose_name=_("note"),
        help_text=_("The background to show."),
    )
    claim = models.ForeignKey(
        Claim,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="annotations",
        verbose_name=_("claim"),
        help_text=_("The claim made there."),
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
    passage = models.TextField(
        _("passage"), blank=True, editable=False, help_text=_("The sentence that the words stood in.")
    )
    guess_start = models.PositiveIntegerField(
        null=True, editable=False, help_text=_("Where the words may be now, if that is only a guess: code points.")
    )
    guess_end = models.PositiveIntegerField(null=True, editable=False, help_text=_("The end of the guess."))
    is_left = models.BooleanField(
        _("left adrift"), default=False, editable=False, help_text=_("An editor decided to leave it at the end.")
    )
    original = models.PositiveBigIntegerField(
        null=True, editable=False, help_text=_("In a working copy: the key of the public card that it stands for.")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "id"]
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        indexes = [
            models.Index(fields=["anchor", "is_left", "article"], name="annotation_waiting"),
            models.Index(fields=["note", "article"], name="annotation_uses"),  # counts need no row
        ]
        constraints = [
            models.CheckConstraint(
                name="annotation_has_note_or_claim",
                condition=exactly_one("note", "claim"),
                violation_error_message=_("Choose a note or a claim: exactly one of them."),
            ),
            models.CheckConstraint(
                name="annotation_has_words",
                condition=~Q(exact=""),
                violation_error_message=_("Give the words of the article that the card belongs to."),
            ),
        ]

    def __str__(self) -> str:
        item = self.note or self.claim  # neither, in a form that somebody has emptied
        return f"{item}: “{self.exact[:60]}”" if item else f"“{self.exact[:60]}”"

    @property
    def desk_pk(self) -> int:
        """The number by which the desk's pages know it: that of the public card, once there is one."""
        return self.original or self.pk

    @property
    def item(self) -> Note | Claim:
        """The note or the claim that it shows."""
        item: Note | Claim = self.record
        return item

    @property
    def kind(self) -> str:
        return self.record_key[0]

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

    @property
    def position(self) -> list[object]:
        """All that says where it stands."""
        return [getattr(self, name) for name in POSITION_FIELDS]

    @property
    def seal(self) -> str:
        """Differs as soon as the card shows something else or stands elsewhere. An edit further off leaves it alone."""
        return seal_of(*(getattr(self, name) for name in SEALED))

    def attach(self, start: int, end: int) -> None:
        """Put it on these code points of the article's text (half-open), and note the words and what surrounds them."""
        self.settle(Span(start, end), self.article.text)

    def found_again(self, carrier: Carrier, old_text: str, new_text: str) -> Span | None:
        """Where its words are after an edit: carried over it if they were attached, else looked for by their quote."""
        if self.is_attached and old_text[self.start : self.end] == self.exact:
            return carrier.carry(Span(self.start, self.end), floor=GUESS)
        return locate(self.quote, new_text, floor=GUESS)

    def settle(self, span: Span | None, text: str) -> None:
        """Attach it to the span of the article's text, or keep its old quote and note how far it came loose."""
        self.guess_start = self.guess_end = None
        if span and span.band == "attached":
            self.start, self.exact = span.start, text[span.start : span.end]
            self.prefix, self.suffix = (
                text[max(0, span.start - CONTEXT) : span.start],
                text[span.end : span.end + CONTEXT],
            )
            self.passage = sentence_around(text, span.start, span.end)
            self.anchor, self.is_left = self.Anchor.ATTACHED, False
        elif span:
            self.anchor, self.guess_start, self.guess_end = self.Anchor.GUESS, span.start, span.end
        else:
            self.anchor = self.Anchor.ADRIFT

    def clean(self) -> None:
        """Find the words in the article, as an editor typed or pasted them. Raises ValidationError if that fails."""
        try:
            article = self.article
        except Article.DoesNotExist:
            return  # the form says so itself
        if not self.exact or not self.is_attached or self._is_in_place():
            return
        try:
            self.attach(*article.offsets_of(self.exact, self.prefix))
        except ValidationError as error:
            raise ValidationError({"exact": error.messages}, code="words") from error

    def _is_in_place(self) -> bool:
        """True if it was put on its words before, and they and their surroundings still stand there."""
        around = self.article.text[max(0, self.start - len(self.prefix)) : self.end + len(self.suffix)]
        return bool(self.passage) and around == self.prefix + self.exact + self.suffix

    @property
    def form_id(self) -> str:
        """Names its form on the editor's page."""
        return f"card-{self.desk_pk}"

    @property
    def passage_parts(self) -> tuple[str, str, str]:
        """The sentence it was written for: what stood before its words, the words, what stood after."""
        before, words, after = self.passage.partition(self.exact)
        return (before, words, after) if words else (self.prefix, self.exact, self.suffix)

    @property
    def near_parts(self) -> tuple[str, str, str]:
        """The sentence that stands now about where its words stood, when nothing is like them."""
        start = max(0, min(self.start, len(self.article.text) - 1))
        return split_sentence(self.article.text, start, start)

    @property
    def guess_parts(self) -> tuple[str, str, str] | None:
        """Where its words may stand now, with the sentence around them; None if there is no guess."""
        if self.guess_start is None or self.guess_end is None:
            return None
        return split_sentence(self.article.text, self.guess_start, self.guess_end)
