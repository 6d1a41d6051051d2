"""A verdict's history: each time readers saw another one. Written with the revision that changed it, never typed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .revision import Revision
from .source import Source
from .verdict import OnScale, on_scale


class VerdictChangeQuerySet(models.QuerySet["VerdictChange"]):
    def of_claims(self, claims: Iterable[Claim]) -> "dict[int, list[VerdictChange]]":
        """What readers could see of these claims' histories, newest first, by the claims' keys.

        Two queries, the second for new sources; none for no claim.
        """
        keys = [claim.pk for claim in claims]
        if not keys:
            return {}
        found = self.filter(claim__in=keys, revision__public_from__lte=timezone.now())
        found = found.filter(revision__is_withdrawn=False)
        found = found.select_related("revision").defer("revision__snapshot").prefetch_related("sources")
        by_claim: defaultdict[int, list[VerdictChange]] = defaultdict(list)
        for change in found.order_by("-revision__public_from", "-pk"):
            by_claim[change.claim_id].append(change)
        return by_claim


class VerdictChange(models.Model):
    """One change of one claim's verdict. When, why and what kind of change it was stand in its revision."""

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="verdict_changes", help_text=_("Whose verdict it was.")
    )
    revision = models.OneToOneField(
        Revision, models.CASCADE, related_name="verdict_change", help_text=_("The save that changed it.")
    )
    before = models.CharField(max_length=20, help_text=_("What readers saw until then."))
    after = models.CharField(max_length=20, help_text=_("What they see since."))
    sources = models.ManyToManyField(
        Source, blank=True, related_name="+", help_text=_("Cited with the new verdict and not with the one before.")
    )

    objects = VerdictChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of a verdict")
        verbose_name_plural = _("changes of verdicts")
        constraints = [
            models.CheckConstraint(
                name="verdict_change_changes", condition=~models.Q(before=models.F("after")),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def was(self) -> OnScale:
        return on_scale(self.before)

    @property
    def became(self) -> OnScale:
        return on_scale(self.after)


class PastVerdict(NamedTuple):
    """A verdict that readers saw, in plain values: its word, until when, and what was said when it changed."""

    label: str
    shape: str
    until: datetime | None
    became: str
    change: str  # the class of the change: "correction", ...
    line: str
    sources: tuple[tuple[str, str], ...]  # titles and addresses of what was new
    address: str


class VerdictStanding(NamedTuple):
    """How a claim stands, in plain values: parts of pages are kept under them."""

    verdict: OnScale
    past: tuple[PastVerdict, ...]
    judge_by: date | None
    is_due: bool
    heard_at: str = ""  # the address of everything that its claimant said, if readers may see the claim


def standing_of(claim: Claim, changes: Iterable[VerdictChange] = ()) -> VerdictStanding:
    """How the claim stands, with its verdict's history (newest first) as far as it is given. Its claimant is loaded."""
    past = tuple(_past(claim, each) for each in changes)
    heard_at = claim.said_by.get_absolute_url() if claim.is_public and claim.said_by else ""
    return VerdictStanding(claim.verdict_on_scale, past, claim.judge_by, claim.is_due, heard_at)


def _past(claim: Claim, change: VerdictChange) -> PastVerdict:
    revision = change.revision
    revision.claim = claim
    was, became = change.was, change.became
    sources = tuple((str(source), source.get_absolute_url()) for source in change.sources.all())
    return PastVerdict(
        was.label, was.shape, revision.public_from, became.label, revision.change, revision.said, sources,
        revision.address,
    )  # fmt: skip
