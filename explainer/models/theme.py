"""A theme: the look of a site that embeds our pages, in colours, type, corner and logo, without any of its code.

It only redefines the custom properties of `tokens.css`. Colours that a reader could not read are refused when saved.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .colours import HEX, READABLE, contrast, luminance, mix, readable_near
from .plain_field import PlainField

INKS = ("ink", "muted", "note", "claim")  # colours of text: each must read on the paper
BUILT_IN = ("light", "dark")  # names that the address takes already
FONTS = {
    "book": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif',
    "paper": '"Times New Roman", "Liberation Serif", Times, serif',
    "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif',
}


class ColourField(PlainField, models.CharField):
    """A colour as six hexadecimal digits after a number sign."""

    default_validators = [RegexValidator(rf"\A{HEX.pattern}\Z", _("Write a colour as # and six digits: #17566b."))]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class Theme(models.Model):
    """Chosen in an embed's address with `?theme=<slug>`."""

    class Font(models.TextChoices):
        BOOK = "book", _("Book (Charter, Georgia)")
        PAPER = "paper", _("Newspaper (Times)")
        SANS = "sans", _("The system’s sans serif")
        HUMANIST = "humanist", _("Humanist sans serif (Seravek, Gill Sans, Calibri)")

    name = models.CharField(_("name"), max_length=60, help_text=_("For the newsroom, such as Daily Paper, dark."))
    slug = models.SlugField(
        _("slug"), max_length=40, unique=True, help_text=_("What addresses say: ?theme=daily-paper.")
    )
    paper = ColourField(_("paper"), default="#ffffff", help_text=_("The ground."))
    ink = ColourField(_("ink"), default="#1a1a1a", help_text=_("The text."))
    muted = ColourField(_("small print"), default="#5f5f5f", help_text=_("Dates, sources, labels."))
    note = ColourField(_("notes"), default="#17566b", help_text=_("The mark of background."))
    claim = ColourField(_("claims"), default="#8b3d14", help_text=_("The mark of claims."))
    font = models.CharField(
        _("type"), max_length=10, choices=Font, default=Font.BOOK,
        help_text=_("Readers’ own faces: an embed loads none."),
    )  # fmt: skip
    corner = models.PositiveSmallIntegerField(
        _("corner"), default=0, validators=[MaxValueValidator(24)], help_text=_("Radius in pixels, 0 to 24.")
    )
    logo = models.ImageField(
        _("logo"), upload_to="logos/", blank=True, width_field="logo_width", height_field="logo_height",
        help_text=_("Optional; shown 24 pixels high beside the publisher’s name."),
    )  # fmt: skip
    logo_width = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    logo_height = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text=_("In pixels."))
    when_dark = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("when it is dark"),
        help_text=_("The theme whose colours readers see who prefer dark pages. Empty: always these."),
    )  # fmt: skip

    class Meta:
        ordering = ["name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse colours that can't be read, each with the nearest one that can."""
        errors: dict[str, ValidationError] = {}
        if self.slug in BUILT_IN:
            errors["slug"] = ValidationError(_("“light” and “dark” are there already. Choose another slug."))
        if self.when_dark_id and self.when_dark_id == self.pk:
            errors["when_dark"] = ValidationError(_("Choose another theme, or none."))
        if HEX.fullmatch(self.paper):
            errors |= {name: error for name in INKS if (error := self._unreadable(getattr(self, name)))}
        if errors:
            raise ValidationError(errors)

    def _unreadable(self, colour: str) -> ValidationError | None:
        if not HEX.fullmatch(colour) or contrast(colour, self.paper) >= READABLE:
            return None
        found = int(contrast(colour, self.paper) * 100) / 100  # cut, not rounded: 4.499 must not read as 4.5
        return ValidationError(
            _("%(colour)s on %(paper)s has a contrast of %(found)s to 1; text needs 4.5. The nearest is %(better)s."),
            code="contrast",
            params={
                "colour": colour, "paper": self.paper, "found": found, "better": readable_near(colour, self.paper),
            },
        )  # fmt: skip

    def css(self) -> str:
        """Its style sheet: the custom properties, and those of its dark partner for readers who prefer dark pages."""
        shape = f"--text:{FONTS.get(self.font, FONTS['book'])};--corner:{int(self.corner)}px"
        css = f":root{{{self._colours()};{shape}}}"
        if self.when_dark:
            css += f"@media (prefers-color-scheme:dark){{:root{{{self.when_dark._colours()}}}}}"
        return css

    def _colours(self) -> str:
        """Declarations for one palette. A row written around the form's checks falls back to black on white."""
        values = {name: getattr(self, name) for name in ("paper", *INKS)}
        if not all(HEX.fullmatch(value) for value in values.values()):
            values = {"paper": "#ffffff", **dict.fromkeys(INKS, "#000000")}
        values["line"] = mix(values["ink"], values["paper"], 0.18)
        for name in ("note", "claim"):
            values[f"{name}-tint"] = mix(values[name], values["paper"], 0.1)
        scheme = "light" if luminance(values["paper"]) > 0.18 else "dark"
        return ";".join([f"color-scheme:{scheme}", *(f"--{name}:{value}" for name, value in values.items())])
