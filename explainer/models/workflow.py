"""Where an article, a note or a claim stands on its way to the public: its state, since when, and by whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where something stands between a first draft and the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken_down", _("Taken down")


class Workflow(models.Model):
    """What a record knows of its way. Written by `actions/`, never typed into a form."""

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=State,
        default=State.DRAFT,
        help_text=_("Readers see only what is published."),
    )
    state_since = models.DateTimeField(
        _("since"), default=timezone.now, editable=False, help_text=_("When it came into its state.")
    )
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who brought it there."),
    )  # fmt: skip
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        help_text=_("Who wrote it first: contributors may change what they wrote themselves."),
    )  # fmt: skip
    taken_down_at = models.DateTimeField(
        null=True, editable=False, help_text=_("Since when its address says that it was taken down.")
    )
    taken_down_line = models.CharField(
        max_length=300, blank=True, editable=False, help_text=_("What readers are told of why.")
    )

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """True if readers may see it now. An article may be published for a later time."""
        published_at = getattr(self, "published_at", None)
        return self.state == State.PUBLISHED and (published_at is None or published_at <= timezone.now())
