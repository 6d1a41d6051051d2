"""Revisions: what an article, a note or a claim said after each save, who saved it, and what readers are told of it.

A revision is public if readers could ever see that very wording: made while the record was published, or published for
a time that came before the next save. Nothing else of the history leaves the newsroom.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .article import Article
from .claim import Claim
from .library_item import shown_now
from .note import Note
from .public_record import PublicRecord, RecordKey, State
from .record_part import RecordPart, RecordPartQuerySet, exactly_one


class RevisionQuerySet(RecordPartQuerySet["Revision"]):
    def public(self) -> "RevisionQuerySet":
        """Those that readers could see, at their time, since the record was last taken down."""
        return self.filter(public_from__lte=timezone.now(), is_withdrawn=False)

    def withdrawn(self) -> "RevisionQuerySet":
        """Those that readers could see before the record was taken down: their words don't come back with it."""
        return self.filter(is_withdrawn=True)

    def updates(self) -> "RevisionQuerySet":
        """Changes of public words that readers are told of: all classes but mere wording."""
        return self.public().filter(change__in=Revision.TOLD).defer("snapshot").order_by("-public_from", "-pk")

    def told(self) -> "RevisionQuerySet":
        """What readers were told of all that is public now, newest first, with its record."""
        now = timezone.now()
        shown = shown_now("note__") | shown_now("claim__")
        shown |= Q(article__state=State.PUBLISHED, article__published_at__lte=now)
        found = self.filter(shown, change__in=Revision.TOLD, public_from__lte=now, is_withdrawn=False)
        found = found.select_related("article", "note", "claim", "verdict_change")
        return found.order_by("-public_from", "-pk")

    def corrections(self) -> "RevisionQuerySet":
        """Every correction of what is public now, newest first, with its record."""
        return self.told().filter(change=Revision.Change.CORRECTION)

    def last_told(self, *records: PublicRecord) -> "dict[RecordKey, list[Revision]]":
        """The newest update of each class that readers were told of each of these records, newest first. One query."""
        told = self.of(*records).updates().order_by()
        last = told.values(*self.model.owners, "change").annotate(last=models.Max("pk")).values("last")
        by_key = {record.record_key: record for record in records}
        found: dict[RecordKey, list[Revision]] = {}
        for revision in self.filter(pk__in=last).defer("snapshot").order_by("-public_from", "-pk"):
            setattr(revision, revision.record_key[0], by_key[revision.record_key])
            found.setdefault(revision.record_key, []).append(revision)
        return found

    def worth_telling(self, record: PublicRecord) -> "list[Revision]":
        """Of these, what a record's own page says: the last update, and the last correction. One query."""
        return worth_telling(self.last_told(record).get(record.record_key, []))

    def last_corrections(self, *records: PublicRecord) -> "dict[RecordKey, Revision]":
        """The newest correction of each of these records, by their keys. One query."""
        found = self.of(*records).public().filter(change=Revision.Change.CORRECTION)
        found = found.defer("snapshot").select_related("note", "claim").order_by("public_from", "pk")
        return {revision.record_key: revision for revision in found}


class Revision(RecordPart):
    """A record as it was after one save. Exactly one of article, note and claim is given."""

    class Change(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        NEW_FACT = "new_fact", _("New fact")
        CLARIFICATION = "clarification", _("Clarification")
        WORDING = "wording", _("Wording")

    TOLD = ("correction", "new_fact", "clarification")

    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="revisions", help_text=_("Whose words these were.")
    )
    note = models.ForeignKey(
        Note, models.CASCADE, null=True, blank=True, related_name="revisions", help_text=_("Whose words these were.")
    )
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="revisions", help_text=_("Whose words these were.")
    )
    made = models.DateTimeField(_("made"), default=timezone.now, help_text=_("When it was saved."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"),
        help_text=_("Who saved it."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=12, choices=State, help_text=_("The state after the save."))
    public_from = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when readers could see these words; empty if they never could.")
    )
    change = models.CharField(
        _("what kind of change"), max_length=14, choices=Change, blank=True,
        help_text=_("Of a public record: what the change was. Readers see it."),
    )  # fmt: skip
    line = models.CharField(
        _("what changed"), max_length=300, blank=True, help_text=_("One sentence that readers see.")
    )
    was_wrong = models.CharField(
        _("what was wrong"), max_length=300, blank=True, help_text=_("Of a correction: what readers were told before.")
    )
    is_right = models.CharField(
        _("what is right"), max_length=300, blank=True, help_text=_("Of a correction: what stands there now.")
    )
    restored_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("The revision put back by it.")
    )
    slug = models.CharField(max_length=100, blank=True, help_text=_("The last part of its address then."))
    changed = models.JSONField(
        default=list,
        help_text=_(
            "What was other than in the revision before: parts of the record, “made”, “state”, “time”, “slug”."
        ),
    )
    snapshot = models.JSONField(help_text=_("The record's words; nothing if they were redacted."))
    is_withdrawn = models.BooleanField(
        default=False, editable=False, help_text=_("Readers saw it before a take-down, and don't see its words again.")
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes = [models.Index(fields=["change", "-public_from"], name="revision_by_change")]
        constraints = [
            models.CheckConstraint(
                name="revision_has_one_record",
                condition=exactly_one("article", "note", "claim"),
            ),
            models.CheckConstraint(
                name="revision_correction_has_line",
                condition=~Q(change="correction") | ~Q(line="") | ~Q(is_right=""),
                violation_error_message=_("Say in a sentence what was wrong: a correction needs it."),
            ),
            models.CheckConstraint(
                name="revision_says_wrong_and_right",
                condition=Q(was_wrong="", is_right="") | Q(change="correction") & ~Q(was_wrong="") & ~Q(is_right=""),
                violation_error_message=_("Say both what was wrong and what is right, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}, {self.made:%Y-%m-%d %H:%M}"

    @property
    def kind_label(self) -> str:
        """What its record is, in the reader's words."""
        kind = self.record_key[0]
        return {"article": gettext("Explainer"), "note": gettext("Background"), "claim": gettext("Claim")}[kind]

    @property
    def said(self) -> str:
        """What readers are told of it as plain text, in the language of the page; empty if only its class is told."""
        if not self.is_right:
            return self.line
        both = gettext("Wrong: %(was_wrong)s. Right: %(is_right)s.")
        both %= {"was_wrong": self.was_wrong.removesuffix("."), "is_right": self.is_right.removesuffix(".")}
        return f"{self.line} {both}".strip()

    @property
    def address(self) -> str:
        """Where readers find it: the path of its record's history, and its anchor there."""
        kind = self.record_key[0]
        path = reverse("changes" if kind == "article" else f"{kind}_changes", args=[self.record.slug])
        return f"{path}#change-{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.public_from is not None and self.public_from <= timezone.now() and not self.is_withdrawn

    @property
    def is_emptied(self) -> bool:
        """True if its words were removed for good."""
        return not self.snapshot

    @property
    def is_told(self) -> bool:
        """True if it is an update that readers are told of."""
        return self.is_public and self.change in self.TOLD


def worth_telling(updates: list[Revision]) -> list[Revision]:
    """Of the newest updates of each class, newest first: the last one, and the correction, which is never forgotten."""
    return [update for at, update in enumerate(updates) if not at or update.change == Revision.Change.CORRECTION]
