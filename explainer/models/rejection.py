"""Suggestions that an editor turned down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .note import Note


class Rejection(models.Model):
    """An editor's word that a note is not wanted in an article: it is not suggested there again."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="rejections", help_text=_("Where it is not wanted.")
    )
    note = models.ForeignKey(Note, models.CASCADE, related_name="rejections", help_text=_("What is not wanted."))
    created = models.DateTimeField(auto_now_add=True, help_text=_("When it was rejected."))

    class Meta:
        verbose_name = _("rejected suggestion")
        verbose_name_plural = _("rejected suggestions")
        constraints = [models.UniqueConstraint(fields=["article", "note"], name="rejected_once")]

    def __str__(self) -> str:
        return f"{self.note} / {self.article}"
