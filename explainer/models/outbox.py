"""Pages that are no longer right, and what caches must then drop: rows written in the transaction of the change.

They are deleted when the pages have been baked and the caches told. A crash between a commit and that loses nothing,
since the rows are still there for the next run.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


def pause(attempts: int) -> timedelta:
    """How long to wait after that many failures: 2 seconds at first, then twice as long each time, an hour at most."""
    return min(LONGEST_PAUSE, timedelta(seconds=FIRST_PAUSE.total_seconds() * 2 ** min(attempts - 1, 12)))


Row = TypeVar("Row", bound="Waiting")


class WaitingQuerySet(models.QuerySet[Row]):
    def come(self) -> Self:
        """Those whose time has come. The clock may have been set back: what has not failed waits for no time, and no
        pause is longer than the longest."""
        now = timezone.now()
        return self.filter(Q(due__lte=now) | Q(attempts=0) | Q(due__gt=now + LONGEST_PAUSE))

    def failing(self) -> Self:
        return self.filter(attempts__gt=0).order_by("-attempts", "pk")

    def unfinished(self) -> Self:
        """What a background worker has to come back to, soonest first."""
        return self.failing().order_by("due")


class Waiting(models.Model):
    """A piece of work that is tried until it succeeds, with longer and longer pauses."""

    version = models.CharField(max_length=16, help_text=_("Changes with every mark."))
    since = models.DateTimeField(_("since"), help_text=_("When it was first marked."))
    due = models.DateTimeField(_("due"), db_index=True, help_text=_("Not tried before then."))
    attempts = models.PositiveIntegerField(_("attempts"), default=0, help_text=_("How often it has failed."))
    error = models.TextField(_("error"), blank=True, help_text=_("Why it failed last."))

    class Meta:
        abstract = True

    def postpone(self, error: str) -> None:
        """Try again later, with a pause that doubles at each failure. What was marked again meanwhile is left alone."""
        self.attempts += 1
        self.error, self.due = error[:2000], timezone.now() + pause(self.attempts)
        same = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        same.update(attempts=self.attempts, error=self.error, due=self.due)


class StalePageQuerySet(WaitingQuerySet["StalePage"]):
    def mark(self, paths: Iterable[str], keys: Iterable[str] = (), at: datetime | None = None) -> int:
        """Note that these addresses (paths, from the site's root) must be baked again, in this order. Returns how many.

        `keys` are purged from caches once that is done, if there are caches to purge (setting PURGER). `at` is the
        moment of the mark, now if it isn't given: several of one moment are baked in their order.

        Marking an address that is waiting already gives it a new version, so that a bake that has begun with the old
        state doesn't take the mark away.
        """
        now, version = at or timezone.now(), secrets.token_hex(8)
        rows = [StalePage(path=path, version=version, due=now, since=now) for path in dict.fromkeys(paths)]
        StalePage.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["version", "due", "attempts", "error"],
        )
        if keys and settings.PURGER:
            Purge.objects.create(version=version, keys=" ".join(sorted(set(keys))), since=now, due=now)
        return len(rows)

    def settle(self, baked: "Iterable[StalePage]") -> int:
        """Take away the marks of pages that have been baked, but for those that were marked again meanwhile.

        Returns how many it could look at: who marks a page in this very moment has its row, and sees to it afterwards.
        """
        versions = {page.pk: page.version for page in baked}
        with transaction.atomic():  # holds the write lock on SQLite
            rows = self.filter(pk__in=versions).order_by().select_for_update(skip_locked=True)
            found = list(rows.values_list("pk", "version"))
            self.filter(pk__in=[pk for pk, version in found if version == versions[pk]]).delete()
        return len(found)

    def unfinished(self) -> Self:
        """What somebody else is at work on too, who may leave it."""
        return self.order_by("due")

    def due(self) -> "StalePageQuerySet":
        """Those whose time has come, marked last first, and those of one mark in its order."""
        return self.come().order_by("-due", "pk")


class StalePage(Waiting):
    """An address that waits to be baked."""

    path = models.CharField(_("path"), max_length=700, unique=True, help_text=_("The address, from the site's root."))

    objects = StalePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting page")
        verbose_name_plural = _("waiting pages")

    def __str__(self) -> str:
        return self.path


class PurgeQuerySet(WaitingQuerySet["Purge"]):
    def ready(self) -> "PurgeQuerySet":
        """Those whose pages have been baked. One with failing pages is ready too, and `is_early`: it must be repeated.

        A page that was marked again since belongs to the later mark, whose keys cover it too.
        """
        pages = StalePage.objects.filter(version=OuterRef("version"))
        ready = self.come().filter(~Exists(pages.filter(attempts=0)))
        return ready.annotate(is_early=Exists(pages)).order_by("due", "pk")  # type: ignore[no-redef]  # declared below


class Purge(Waiting):
    """Surrogate keys that shared caches must drop once the pages of the same mark have been baked."""

    version = models.CharField(max_length=16, db_index=True, help_text=_("The version of the marked pages."))
    keys = models.TextField(help_text=_("Surrogate keys, separated by spaces."))
    is_early: bool  # said by ready() of each row: some of its pages fail, so it must be repeated

    objects = PurgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting purge")
        verbose_name_plural = _("waiting purges")

    def __str__(self) -> str:
        return self.keys[:100]
