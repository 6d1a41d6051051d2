"""Claims: something somebody said that can be true or not, and how far the evidence carries it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.text.attribution import Given, Sentence, attribute, joined
from explainer.text.partial_dates import first_year

from .claimant import Claimant
from .dates import PartialDateField, display_partial_date
from .library_item import LibraryItem, LibraryItemQuerySet
from .markdown import MarkdownField
from .plain_field import PlainField
from .public_record import RecordManager
from .short_text import ShortTextField
from .verdict import OnScale, first_verdict, on_scale, open_verdicts, verdict_choices


class VerdictField(PlainField, models.CharField):
    """The value of a verdict on the newsroom's scale, which is read when a form or a check asks for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 20, "default": first_verdict, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key != "default"}

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        label = capfirst(str(self.verbose_name))
        return forms.ChoiceField(choices=verdict_choices, label=label, help_text=self.help_text, initial=first_verdict)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value not in dict(verdict_choices()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})


class ClaimQuerySet(LibraryItemQuerySet["Claim"]):
    """Asks for claims."""

    def due(self) -> "ClaimQuerySet":
        """The published predictions and promises whose day has come and that nobody has judged; the oldest first."""
        found = self.published().filter(kind__in=Claim.TO_COME, judge_by__lte=timezone.localdate())
        return found.filter(verdict__in=open_verdicts()).order_by("judge_by", "pk")


class Claim(LibraryItem):
    """Who said what, when and where, and what is known about it. Its title is the words, as somebody else's."""

    type_name = "claim"
    folder = "claims"
    reserved_slugs = frozenset({"scale", "reading", "articles"})  # other pages stand at these addresses

    class Kind(models.TextChoices):
        FACT = "fact", _("Claim of fact")
        PREDICTION = "prediction", _("Prediction")
        PROMISE = "promise", _("Promise")
        OPINION = "opinion", _("Opinion")

    TO_COME = (Kind.PREDICTION, Kind.PROMISE)  # what time will tell

    claimant = models.CharField(
        _("who said it"), max_length=200, help_text=_("A person or a body, as this claim’s readers know them.")
    )
    said_by = models.ForeignKey(
        Claimant, models.SET_NULL, null=True, editable=False, related_name="claims",
        help_text=_("The claimant’s record. It follows from the name."),
    )  # fmt: skip
    claimant_role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("What they were at the time."))
    quote = ShortTextField(_("quotation"), blank=True, help_text=_("Their own words, short and exact."))
    said_on = PartialDateField(
        _("said on"), blank=True, help_text=_("A day, a month or a year; or about 1500, 16th century, 44 BC.")
    )
    said_year = models.SmallIntegerField(
        null=True, editable=False, db_index=True, help_text=_("The year of that, for lists. It follows from the date.")
    )
    venue = models.CharField(_("where"), max_length=300, blank=True, help_text=_("The speech, interview or paper."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, help_text=_("What sort of claim."))
    judge_by = models.DateField(
        _("can be judged on"), null=True, blank=True,
        help_text=_("Of a prediction or a promise: the day by which one can see. Then it waits on the front desk."),
    )  # fmt: skip
    day_has_come = models.BooleanField(
        default=False, editable=False, help_text=_("That day has come, and pages say so.")
    )
    verdict = VerdictField(_("verdict"), help_text=_("On the published scale."))
    reasoning = MarkdownField(_("reasoning"), blank=True, help_text=_("Markdown: the evidence on each side."))
    would_change = ShortTextField(
        _("what would change it"), blank=True, help_text=_("The evidence that would lead to another verdict.")
    )

    objects = RecordManager.from_queryset(ClaimQuerySet)()

    class Meta(LibraryItem.Meta):
        ordering = ["title"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions = [
            ("publish_claim", "Can publish, schedule and take down claims"),
            ("purge_claim", "Can remove claims for good that readers could see"),
        ]
        indexes = [
            models.Index(fields=["state", "review_by"], name="claim_review"),
            models.Index(fields=["held_until"], condition=~models.Q(held_until=None), name="claim_held"),
            models.Index(fields=["state", "judge_by"], name="claim_judge_by"),
        ]
        constraints = [
            *LibraryItem.Meta.constraints,
            models.CheckConstraint(
                name="claim_slug_is_free",
                condition=~models.Q(slug__in=["scale", "reading", "articles"]),
                violation_error_message=_("Another page stands at this address. Choose another slug."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it under its claimant's record, which is made if the name is new. Working copies make none."""
        with transaction.atomic():
            before = self.said_by
            if not self.is_working_copy and self.claimant:
                self.said_by = Claimant.objects.of_name(self.claimant)
            self.said_year = first_year(self.said_on)
            self.day_has_come = bool(self.judge_by and self.judge_by <= timezone.localdate())
            super().save(*args, **kwargs)
            if before and before != self.said_by:
                before.drop_if_unused()

    def clean(self) -> None:
        super().clean()
        if self.judge_by and self.kind not in self.TO_COME:
            raise ValidationError({"judge_by": _("Only a prediction or a promise has such a day. Leave it empty.")})

    @property
    def is_due(self) -> bool:
        """True if its day has come and nobody has judged it."""
        return self.day_has_come and self.verdict_on_scale.is_open

    @property
    def said(self) -> Sentence:
        """How it stands, who says it and what they say, in pieces: the one way in which readers are shown a claim.

        In the active language, which is the page's.
        """
        return say(self.verdict, self.claimant, self.title, self.language)

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
    def verdict_on_scale(self) -> OnScale:
        """Its verdict with word, meaning and shape."""
        return on_scale(self.verdict)

    @property
    def markdown(self) -> str:
        return self.reasoning

    def searchable(self) -> tuple[str, str, str, str]:
        said = f"{self.quote}\n\n{self.shown_text()}"
        return self.title, f"{self.claimant} {self.claimant_role}", self.summary, said


def say(verdict: str, claimant: str, words: str, language: str) -> Sentence:
    """The sentence for a verdict's value, a claimant and a claim's words, in the active language.

    `language` is that of the words.
    """
    # Translators: who says it and how it stands come before the words. The words are a whole sentence of their own.
    pattern = gettext("{verdict}: {claimant} says that {words}")
    found = on_scale(verdict)
    given = Given(found.value, found.label, found.shape)
    return attribute(pattern, verdict=given, claimant=claimant, words=words, language=language)
