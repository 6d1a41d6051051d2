"""Pages that are no longer right: written in the transaction that made them so, deleted when they have been baked.

A crash between a commit and its bake loses nothing, since the rows are still there for the next run.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


class StalePageQuerySet(models.QuerySet["StalePage"]):
    def mark(self, paths: Iterable[str]) -> int:
        """Note that these addresses (paths, from the site's root) must be baked again. Returns how many.

        Marking an address that is waiting already gives it a new version, so that a bake that has begun with the old
        state doesn't take the mark away.
        """
        now, version = timezone.now(), secrets.token_hex(8)
        rows = [StalePage(path=path, version=version, due=now, since=now) for path in sorted(set(paths))]
        StalePage.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["version", "due", "attempts", "error"],
        )
        return len(rows)

    def settle(self, baked: "Iterable[StalePage]") -> None:
        """Take away the marks of pages that have been baked, but for those that were marked again meanwhile."""
        versions = {page.pk: page.version for page in baked}
        with transaction.atomic():  # holds the write lock on SQLite; on PostgreSQL the rows are locked by their baker
            found = self.filter(pk__in=versions).values_list("pk", "version")
            self.filter(pk__in=[pk for pk, version in found if version == versions[pk]]).delete()

    def due(self) -> "StalePageQuerySet":
        return self.filter(due__lte=timezone.now()).order_by("due", "pk")

    def failing(self) -> "StalePageQuerySet":
        return self.filter(attempts__gt=0).order_by("-attempts", "pk")


class StalePage(models.Model):
    """An address that waits to be baked."""

    path = models.CharField(max_length=400, unique=True, help_text=_("The address, from the site's root."))
    version = models.CharField(max_length=16, help_text=_("Changes with every mark."))
    since = models.DateTimeField(help_text=_("When it was first marked."))
    due = models.DateTimeField(db_index=True, help_text=_("Not tried before then."))
    attempts = models.PositiveIntegerField(default=0, help_text=_("How often it has failed."))
    error = models.TextField(blank=True, help_text=_("Why it failed last."))

    objects = StalePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting page")
        verbose_name_plural = _("waiting pages")

    def __str__(self) -> str:
        return self.path

    def postpone(self, error: str) -> None:
        """Try again later, with a pause that doubles at each failure: 2 seconds at first, an hour at most."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self.attempts, 12))
        StalePage.objects.filter(pk=self.pk, version=self.version).update(
            attempts=self.attempts + 1, error=error[:2000], due=timezone.now() + pause
        )
