"""What editors did with the cards of an article: who, what, when, and how it was before.

It tells two editors of one article about each other, makes undo possible, and knows by its key whether a change
that was sent twice has been made already.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from .annotation import Annotation
from .annotation_queries import POSITION_FIELDS
from .article import Article

STATE_FIELDS = ["note_id", "claim_id", "original", *POSITION_FIELDS]


def state_of(annotation: Annotation) -> dict[str, Any]:
    """All that says what a card shows and where it stands, as JSON can hold it."""
    return {name: getattr(annotation, name) for name in STATE_FIELDS}


class CardChangeQuerySet(models.QuerySet["CardChange"]):
    def undoable(self, by: Any) -> "CardChangeQuerySet":
        """What this user did and has not taken back, newest first."""
        return self.filter(by=by, undone_by=None).exclude(choice=CardChange.Choice.UNDO).order_by("-pk")


class CardChange(models.Model):
    """One change of an article's cards by an editor."""

    class Choice(models.TextChoices):
        PUT = "put", _("Put on the text")
        NEW = "new", _("Written and put on the text")
        ACCEPT = "accept", _("Suggestion accepted")
        REJECT = "reject", _("Suggestion rejected")
        ADJUST = "adjust", _("Put on other words")
        LEAVE = "leave", _("Left at the end")
        REMOVE = "remove", _("Removed")
        UNDO = "undo", _("Taken back")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="card_changes", help_text=_("Whose cards were changed.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text=_("Who did it.")
    )
    at = models.DateTimeField(auto_now_add=True, help_text=_("When it was done."))
    key = models.CharField(max_length=64, unique=True, help_text=_("Made by the page: the same change has the same."))
    choice = models.CharField(max_length=10, choices=Choice, help_text=_("What was done."))
    annotation = models.PositiveBigIntegerField(null=True, help_text=_("The card's number, also once it is removed."))
    title = models.CharField(max_length=200, help_text=_("What the card shows."))
    words = models.TextField(blank=True, help_text=_("The words of the article that it was about."))
    before = models.JSONField(null=True, help_text=_("What it showed and where it stood, before. Empty: no card."))
    after = models.JSONField(null=True, help_text=_("The same, after."))
    undoes = models.OneToOneField(
        "self", models.CASCADE, null=True, related_name="undone_by", help_text=_("The change that this one took back.")
    )

    objects = CardChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of a card")
        verbose_name_plural = _("changes of cards")
        default_permissions = ()

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """ "Anna removed “Polls” from “silently appalled”." """
        return gettext(self.pattern) % self.places

    @property
    def pattern(self) -> str:
        """The sentence in English, with places for what `places` has."""
        if self.choice == self.Choice.UNDO and "stays" in (self.after or {}):
            return self._of_new(stays=bool(self.after and self.after["stays"]))
        return self._sentences()[self.choice]

    @property
    def places(self) -> dict[str, str]:
        return {"who": self.who, "card": self.title, "words": shortened(self.words)}

    @property
    def seal(self) -> str:
        """The seal of the card as this change left it, empty if there is none."""
        return Annotation(**self.after).seal if self.after and "exact" in self.after else ""

    @property
    def who(self) -> str:
        return (self.by.get_full_name() or self.by.get_username()) if self.by else gettext("Somebody")

    def _sentences(self) -> dict[str, str]:
        return {
            self.Choice.PUT: gettext_noop("%(who)s put “%(card)s” on “%(words)s”."),
            self.Choice.NEW: gettext_noop("%(who)s wrote “%(card)s” and put it on “%(words)s”."),
            self.Choice.ACCEPT: gettext_noop("%(who)s accepted “%(card)s” on “%(words)s”."),
            self.Choice.REJECT: gettext_noop("%(who)s rejected the suggestion “%(card)s”."),
            self.Choice.ADJUST: gettext_noop("%(who)s moved “%(card)s” to “%(words)s”."),
            self.Choice.LEAVE: gettext_noop("%(who)s left “%(card)s” at the end of the article."),
            self.Choice.REMOVE: gettext_noop("%(who)s removed “%(card)s” from “%(words)s”."),
            self.Choice.UNDO: gettext_noop("%(who)s took back a change of “%(card)s”."),
        }

    @staticmethod
    def _of_new(*, stays: bool) -> str:
        if stays:
            return gettext_noop(
                "%(who)s took the card “%(card)s” back. It stays in the library: it was used or changed since."
            )
        return gettext_noop("%(who)s took “%(card)s” back. The draft that was written for it is in the bin.")


def shortened(words: str) -> str:
    """A long quotation by its beginning and its end, in at most 81 characters."""
    return words if len(words) <= 80 else f"{words[:50].rstrip()} … {words[-25:].lstrip()}"
