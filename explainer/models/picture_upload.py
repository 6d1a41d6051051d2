"""Which pictures were uploaded into a text, by whom and when: until a saved text names one, nothing else knows of it.

Its uploader sees it meanwhile, and what deletes files that nothing names leaves it alone for a day.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=1)  # the text that a picture is for may be open as long, unsaved


class PictureUploadQuerySet(models.QuerySet["PictureUpload"]):
    def fresh(self, now: datetime | None = None) -> "PictureUploadQuerySet":
        """Those of the last day: the text that they are for may not be saved yet."""
        return self.filter(at__gte=(now or timezone.now()) - KEPT)


class PictureUpload(models.Model):
    """One picture, uploaded into a text."""

    name = models.CharField(max_length=100, unique=True, help_text=_("Of the file, in the storage."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", help_text=_("Who uploaded it."))
    at = models.DateTimeField(auto_now_add=True, db_index=True, help_text=_("When it was uploaded."))

    objects = PictureUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded picture")
        verbose_name_plural = _("uploaded pictures")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
