"""Who may show our pages in a frame, how they look there, and how often they are shown.

An allow-list is enforced by browsers: it becomes `frame-ancestors` in the embed page's Content-Security-Policy, so an
origin is checked when it is saved; what could smuggle another directive or header in never gets that far.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .plain_field import PlainField
from .theme import Theme

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
# Content Security Policy 3, section 2.3.1 (host-source), narrowed to what is an origin; `*.` in front at most.
ORIGIN = re.compile(rf"https?://(\*\.(?=[^.]+\.)|){LABEL}(\.{LABEL})*(:[0-9]{{1,5}})?")


def validate_origin(origin: str) -> None:
    """Raise ValidationError, with a message that says how to mend it, unless `origin` is a scheme and a host."""
    if ORIGIN.fullmatch(origin) and int((re.search(r":([0-9]+)$", origin) or ["", "0"])[1]) <= 65535:
        return
    raise ValidationError(
        _(
            "“%(origin)s” is not an origin. Write the scheme and the host, with a port only if the address has one and "
            "nothing after it, in small letters: https://news.example.org, or https://*.example.org for its subdomains."
        ),
        code="origin",
        params={"origin": origin},
    )


def validate_origins(value: Any) -> None:
    """Raise ValidationError unless `value` is a list with at least one origin."""
    if not isinstance(value, list) or not value or not all(isinstance(origin, str) for origin in value):
        raise ValidationError(_("Give at least one origin, one to a line."), code="origins")
    for origin in value:
        validate_origin(origin)


class OriginsField(PlainField, models.JSONField):
    """A list of origins."""

    default_validators = [validate_origins]


class EmbeddingSiteQuerySet(models.QuerySet["EmbeddingSite"]):
    def active(self) -> "EmbeddingSiteQuerySet":
        return self.filter(is_active=True)


class EmbeddingSite(models.Model):
    """A site that shows our pages in frames."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Who it is, for the newsroom."))
    origins = OriginsField(
        _("origins"),
        default=list,
        help_text=_("Scheme and host, one to a line: https://news.example.org, https://*.example.org."),
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="sites", verbose_name=_("theme"),
        help_text=_("Its look: its editors paste addresses that end in ?theme= and the theme’s slug."),
    )  # fmt: skip
    articles = models.BooleanField(_("articles"), default=True, help_text=_("It may embed articles."))
    notes = models.BooleanField(_("notes"), default=True, help_text=_("It may embed single notes."))
    claims = models.BooleanField(_("claims"), default=True, help_text=_("It may embed single claims."))
    timelines = models.BooleanField(_("timelines"), default=True, help_text=_("It may embed timelines."))
    maps = models.BooleanField(_("maps"), default=True, help_text=_("It may embed maps of an article’s places."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Untick instead of deleting."))
    only_listed = models.BooleanField(
        _("only listed sites may embed"),
        default=False,
        help_text=_(
            "Ticked on any active site, embedding is closed to every site that is not on this list. "
            "Browsers enforce it; frames inside sandboxed pages are refused too."
        ),
    )

    objects = EmbeddingSiteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("embedding site")
        verbose_name_plural = _("embedding sites")

    def __str__(self) -> str:
        return self.name

    def may_embed(self, kind: str) -> bool:
        """Whether it may embed a "note", a "claim", an "article", a "timeline" or a "map"."""
        return bool(getattr(self, f"{kind}s"))


def allowed_origins(kind: str, *, listed_only: bool = False) -> list[str] | None:
    """The origins that may frame a thing of this kind; None: every site may. One query.

    `listed_only` is an article's own choice. The environment's list (`EMBED_ORIGINS`) may embed everything.
    """
    sites = list(EmbeddingSite.objects.active())
    named: list[str] = list(settings.EMBED_ORIGINS)
    if not (listed_only or named or any(site.only_listed for site in sites)):
        return None
    found = [origin for site in sites if site.may_embed(kind) for origin in site.origins]
    return _valid(dict.fromkeys([*named, *found]))


def _valid(origins: Iterable[str]) -> list[str]:
    """Only real origins reach a header, even if a row was written around the form's checks."""
    return [origin for origin in origins if isinstance(origin, str) and ORIGIN.fullmatch(origin)]


class EmbedCount(models.Model):
    """How often a site showed our pages in a frame on one day. Nothing about a reader."""

    day = models.DateField(_("day"), help_text=_("In UTC."))
    origin = models.CharField(
        _("origin"),
        max_length=255,
        blank=True,
        help_text=_("Scheme and host of the page around the frame; empty: it did not say."),
    )
    views = models.PositiveIntegerField(_("views"), default=0, help_text=_("How often a page was asked for."))

    class Meta:
        ordering = ["-day", "-views"]
        verbose_name = _("embed count")
        verbose_name_plural = _("embed counts")
        constraints = [models.UniqueConstraint(fields=["day", "origin"], name="embed_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.origin or '?'}: {self.views}"
