"""The scale on which claims are judged: each verdict's word, what it says, how it is reached, and its shape.

Ours stands here. A newsroom that writes verdicts of its own (`ScaleVerdict`) replaces all of it: then its records are
the scale, in their order. What a claim holds is a verdict's value, so a claim whose verdict is on the scale no more is
still shown, under the word that it had last (`FormerVerdict`).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from explainer.batch_memo import once_a_request


class VerdictShape(models.TextChoices):
    """What stands before a verdict's word. They differ in form, so that they can be told apart without colour."""

    FULL = "full", _("Full disc")
    MOST = "most", _("Disc, three quarters full")
    HALF = "half", _("Half disc")
    QUARTER = "quarter", _("Disc, one quarter full")
    RING = "ring", _("Ring")
    SQUARE = "square", _("Square")
    FULL_SQUARE = "full-square", _("Full square")
    DROP = "drop", _("Drop")
    FULL_DROP = "full-drop", _("Full drop")
    DIAMOND = "diamond", _("Diamond")
    FULL_DIAMOND = "full-diamond", _("Full diamond")
    BARS = "bars", _("Two bars")


LOST = "dashed"  # the shape of a verdict that is on the scale no more; no verdict can be given it


class OnScale(NamedTuple):
    """A verdict as readers meet it, in plain values. `is_open`: the question isn't settled, by this verdict."""

    value: str
    label: str
    meaning: str
    reached: str
    shape: str
    is_open: bool


class Verdict(models.TextChoices):
    """Our own scale."""

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

    @property
    def shape(self) -> VerdictShape:
        return {
            Verdict.WELL_SUPPORTED: VerdictShape.FULL,
            Verdict.PARTLY_SUPPORTED: VerdictShape.MOST,
            Verdict.DISPUTED: VerdictShape.HALF,
            Verdict.UNPROVEN: VerdictShape.RING,
            Verdict.NOT_CHECKABLE: VerdictShape.SQUARE,
            Verdict.OPINION: VerdictShape.DROP,
        }[self]

    @property
    def is_open(self) -> bool:
        """True if the question isn't settled by it."""
        return self in {Verdict.DISPUTED, Verdict.UNPROVEN, Verdict.NOT_CHECKABLE}

    @property
    def on_scale(self) -> OnScale:
        """All of it in the active language."""
        return OnScale(self.value, str(self.label), self.meaning, self.reached, self.shape.value, self.is_open)


class FormerVerdict(models.Model):
    """What the newsroom called a verdict that it took off its scale: claims may still have it."""

    value = models.SlugField(max_length=20, unique=True, help_text=_("The short name that claims hold."))
    label = models.CharField(max_length=60, help_text=_("The word that it had last."))
    meaning = models.CharField(max_length=300, help_text=_("What it said, in one sentence."))
    is_open = models.BooleanField(default=False, help_text=_("The question wasn’t settled by it."))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.label

    @property
    def on_scale(self) -> OnScale:
        return OnScale(self.value, self.label, self.meaning, "", LOST, self.is_open)


class ScaleVerdictQuerySet(models.QuerySet["ScaleVerdict"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """Take them off the scale, and keep their words for claims that have them."""
        for each in self:
            words = {"label": each.label, "meaning": each.meaning, "is_open": each.is_open}
            FormerVerdict.objects.update_or_create(value=each.value, defaults=words)
        return super().delete()


class ScaleVerdict(models.Model):
    """A verdict of the newsroom's own scale."""

    value = models.SlugField(
        _("short name"), max_length=20, unique=True,
        help_text=_("In addresses and data, such as half-true. Claims hold it, so it can’t be changed later."),
    )  # fmt: skip
    label = models.CharField(_("word"), max_length=60, help_text=_("What stands before the claim, such as Half true."))
    meaning = models.CharField(_("meaning"), max_length=300, help_text=_("What it says, in one sentence."))
    reached = models.TextField(
        _("how it is reached"), max_length=600, blank=True, help_text=_("What has to be found for it, in a sentence.")
    )
    shape = models.CharField(
        _("shape"), max_length=14, choices=VerdictShape, unique=True,
        help_text=_("Drawn before the word. Each verdict has another one, so that nobody needs the colour."),
        error_messages={"unique": _("Another verdict has this shape, and the two would look alike. Choose another.")},
    )  # fmt: skip
    is_open = models.BooleanField(
        _("open"), default=False, help_text=_("The question isn’t settled: a prediction under it waits to be judged.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller comes first."))

    objects = ScaleVerdictQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("verdict")
        verbose_name_plural = _("scale of verdicts")
        constraints = [
            models.UniqueConstraint(
                Lower("label"), name="verdict_words_differ",
                violation_error_message=_("Another verdict has this word. Readers could not tell the two apart."),
            ),
            models.CheckConstraint(
                name="verdict_is_explained",
                condition=~models.Q(label="") & ~models.Q(meaning=""),
                violation_error_message=_("Say what the verdict means."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.value != self.value:
            raise ValidationError({"value": _("Claims hold this short name. Add another verdict instead.")})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        return type(self).objects.filter(pk=self.pk).delete()

    @property
    def on_scale(self) -> OnScale:
        return OnScale(self.value, self.label, self.meaning, self.reached, self.shape, self.is_open)


def scale() -> list[OnScale]:
    """The verdicts in their order, in the active language. One query, once for a request or a batch of pages."""
    own = once_a_request("scale", lambda: [each.on_scale for each in ScaleVerdict.objects.all()])
    return own or [verdict.on_scale for verdict in Verdict]


def on_scale(value: str) -> OnScale:
    """The verdict of that value. One that is on the scale no more has the word that it had, and a shape of its own."""
    found = next((each for each in scale() if each.value == value), None) or _former().get(value)
    if found:
        return found
    if value in Verdict.values:
        return Verdict(value).on_scale._replace(shape=LOST)
    return OnScale(value, value.replace("_", " ").replace("-", " ").capitalize(), "", "", LOST, False)


def _former() -> dict[str, OnScale]:
    """Verdicts that were on the newsroom's scale, by value. One query, once for a request or a batch of pages."""
    rows = FormerVerdict.objects.all
    return once_a_request("former verdicts", lambda: {each.value: each.on_scale for each in rows()})


def open_verdicts() -> list[str]:
    """The values of those that leave the question open."""
    return [each.value for each in scale() if each.is_open]


def verdict_choices() -> list[tuple[str, str]]:
    """What a claim may be given, for forms and checks."""
    return [(each.value, each.label) for each in scale()]


def first_verdict() -> str:
    """What a new claim has until somebody judges it: our "unproven", or the first open one of another scale."""
    values, still_open = [each.value for each in scale()], open_verdicts()
    return Verdict.UNPROVEN.value if Verdict.UNPROVEN in values else next(iter(still_open), values[0])


def copy_ours() -> Iterable[ScaleVerdict]:
    """Our scale as records, for a newsroom that begins its own with it. Nothing if it has one."""
    if ScaleVerdict.objects.exists():
        return []
    ours = [verdict.on_scale for verdict in Verdict]
    rows = [ScaleVerdict(**each._asdict(), position=number) for number, each in enumerate(ours, start=1)]
    return ScaleVerdict.objects.bulk_create(rows)
