"""An editor's word on whether an article answers a reader's question, where it differs from the rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .note import Note


class Question(models.TextChoices):
    """What readers of any news story ask, in the order in which they do."""

    HAPPENED = "happened", _("What happened?")
    BEFORE = "before", _("What led here?")
    WHO = "who", _("Who is who?")
    WHERE = "where", _("Where is it?")
    WHY = "why", _("Why does it matter?")
    KNOW = "know", _("How do we know?")
    UNKNOWN = "unknown", _("What is not known?")
    NEXT = "next", _("What comes next?")


class CoverageOverride(models.Model):
    """An editor's word on one question of one article, in place of what the rule says of it."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="coverage_overrides", help_text=_("Whose readers ask it.")
    )
    question = models.CharField(max_length=10, choices=Question, help_text=_("What they ask."))
    is_answered = models.BooleanField(help_text=_("Whether the article answers it."))
    note = models.ForeignKey(
        Note,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Which note answers it, if one does."),
    )

    class Meta:
        verbose_name = _("coverage override")
        verbose_name_plural = _("coverage overrides")
        constraints = [models.UniqueConstraint(fields=["article", "question"], name="coverage_override_once")]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.article}"
