"""Claims: something somebody said that can be true or not, and how far the evidence carries it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.text.attribution import Sentence, attribute, joined

from .dates import PartialDateField, display_partial_date
from .library_item import LibraryItem
from .markdown import MarkdownField
from .public_record import PublicRecordQuerySet, RecordManager


class Verdict(models.TextChoices):
    """The published scale: a word, what it means, and a shape that says it without colour."""

    WELL_SUPPORTED = "well_supported", _("Well supported")
    PARTLY_SUPPORTED = "partly_supported", _("Partly supported")
    DISPUTED = "disputed", _("Disputed")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")
    OPINION = "opinion", _("Opinion")

    @property
    def meaning(self) -> str:
        """What the verdict says, in one sentence."""
        return str(
            {
                Verdict.WELL_SUPPORTED: _("Independent evidence agrees in substance."),
                Verdict.PARTLY_SUPPORTED: _(
                    "Some evidence agrees, but the words go further than it or cover only part."
                ),
                Verdict.DISPUTED: _("Credible evidence points both ways, or somebody who would know denies it."),
                Verdict.UNPROVEN: _("It could be true; there is no independent evidence either way."),
                Verdict.NOT_CHECKABLE: _("By its nature, outsiders can't test it."),
                Verdict.OPINION: _("A judgement, so not rated; what is fact in it is noted."),
            }[self]
        )

    @property
    def reached(self) -> str:
        """How the newsroom comes to it, in one or two sentences."""
        return str(
            {
                Verdict.WELL_SUPPORTED: _(
                    "A source independent of the claimant says the same, and nobody who would know says otherwise."
                ),
                Verdict.PARTLY_SUPPORTED: _(
                    "We name what the evidence covers and what it leaves open: a part, another time, a smaller number."
                ),
                Verdict.DISPUTED: _("We name both sides, and what each of them stands to gain."),
                Verdict.UNPROVEN: _("We looked for a document, a count or a second witness, and found none."),
                Verdict.NOT_CHECKABLE: _("The evidence is secret or can’t exist, so looking longer would not help."),
                Verdict.OPINION: _(
                    "The claim passes a judgement. We check the facts that it rests on and say how they stand."
                ),
            }[self]
        )


class ClaimQuerySet(PublicRecordQuerySet["Claim"]):
    """Asks for claims."""


class Claim(LibraryItem):
    """Who said what, when and where, and what is known about it. Its title is the words, as somebody else's."""

    type_name = "claim"
    folder = "claims"
    reserved_slugs = frozenset({"scale"})  # the page of the scale stands at that address

    class Kind(models.TextChoices):
        FACT = "fact", _("Claim of fact")
        PREDICTION = "prediction", _("Prediction")
        PROMISE = "promise", _("Promise")
        OPINION = "opinion", _("Opinion")

    claimant = models.CharField(_("who said it"), max_length=200, help_text=_("A person or a body."))
    claimant_role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("What they were at the time."))
    quote = models.TextField(_("quotation"), blank=True, help_text=_("Their own words, short and exact."))
    said_on = PartialDateField(
        _("said on"), blank=True, help_text=_("A day, a month or a year; or about 1500, 16th century, 44 BC.")
    )
    venue = models.CharField(_("where"), max_length=300, blank=True, help_text=_("The speech, interview or paper."))
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.FACT, help_text=_("What sort of claim.")
    )
    verdict = models.CharField(
        _("verdict"), max_length=20, choices=Verdict, default=Verdict.UNPROVEN, help_text=_("On the published scale.")
    )
    reasoning = MarkdownField(_("reasoning"), blank=True, help_text=_("Markdown: the evidence on each side."))
    would_change = models.TextField(
        _("what would change it"), blank=True, help_text=_("The evidence that would lead to another verdict.")
    )

    objects = RecordManager.from_queryset(ClaimQuerySet)()

    class Meta(LibraryItem.Meta):
        ordering = ["title"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions = [("publish_claim", "Can publish, schedule and take down claims")]
        indexes = [models.Index(fields=["state", "review_by"], name="claim_review")]
        constraints = [
            *LibraryItem.Meta.constraints,
            models.CheckConstraint(
                name="claim_slug_is_not_the_scale",
                condition=~models.Q(slug="scale"),
                violation_error_message=_("The page of the verdicts stands at this address. Choose another slug."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.slug])

    @property
    def said(self) -> Sentence:
        """How it stands, who says it and what they say, in pieces: the one way in which readers are shown a claim.

        In the active language, which is the page's.
        """
        return say(self.verdict, self.claimant, self.title)

    @property
    def headline(self) -> str:
        return joined(self.said)

    @property
    def description(self) -> str:
        return f"{self.headline}. {self.summary}"

    @property
    def when(self) -> str:
        return display_partial_date(self.said_on)

    @property
    def verdict_choice(self) -> Verdict:
        return Verdict(self.verdict)

    @property
    def markdown(self) -> str:
        return self.reasoning

    def searchable(self) -> tuple[str, str, str, str]:
        said = f"{self.quote}\n\n{self.shown_text()}"
        return self.title, f"{self.claimant} {self.claimant_role}", self.summary, said


def say(verdict: str, claimant: str, words: str) -> Sentence:
    """The sentence for a verdict's value, a claimant and a claim's words, in the active language."""
    # Translators: who says it and how it stands come before the words. The words are a whole sentence of their own.
    pattern = gettext("{verdict}: {claimant} says that {words}")
    label = str(dict(Verdict.choices).get(verdict, verdict))
    return attribute(pattern, verdict=label, claimant=claimant, words=words, language=settings.LANGUAGE_CODE)
