"""What became of a source's address when it was last asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .source import Source

# Why an address gave no answer, by what is kept of it: each reads it in the language of their desk.
# Whatever else is kept is what a network's library says.
PROBLEMS = {
    "private": _("It leads into a private network, and is not asked for."),
    "no-page": _("It leads to no web page."),
    "circles": _("It is redirected in circles."),
    "no-host": _("Its host is not known."),
}


def problem_words(problem: str) -> str:
    """What is kept of a problem, as an editor reads it."""
    return str(PROBLEMS.get(problem, problem))


class LinkCheck(models.Model):
    """The last look at a source's address: written by `manage.py check_links`."""

    source = models.OneToOneField(
        Source, models.CASCADE, related_name="link_check", help_text=_("Whose address it is.")
    )
    address = models.URLField(max_length=1000, help_text=_("What was asked for."))
    checked_at = models.DateTimeField(_("last checked"), help_text=_("When."))
    status = models.PositiveIntegerField(_("answer"), default=0, help_text=_("The HTTP status; 0 if none came."))
    problem = models.CharField(_("problem"), max_length=200, blank=True, help_text=_("Why none came, or what is odd."))
    is_dead = models.BooleanField(
        _("link is dead"), default=False, db_index=True, help_text=_("Readers who follow it find nothing.")
    )
    moved_to = models.URLField(
        _("moved to"), max_length=1000, blank=True, help_text=_("Where its address leads now, if it is another page.")
    )
    digest = models.CharField(
        _("digest"), max_length=64, blank=True, help_text=_("SHA-256 of the page’s readable text, to notice a change.")
    )
    changed_on = models.CharField(
        _("changed"), max_length=10, blank=True, help_text=_("The day on which its text was first another than before.")
    )

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")

    def __str__(self) -> str:
        return f"{self.address}: {self.answer}"

    @property
    def answer(self) -> str:
        """The status, or why there is none."""
        return str(self.status or problem_words(self.problem))
