"""The last part of an address, in any script."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from explainer.text.slugs import KEPT, LONGEST_BYTES

from .plain_field import PlainField


def validate_slug(value: str) -> None:
    """Raise ValidationError unless it is made of letters of any script, their marks, digits, hyphens and underscores.

    Django's own rule for slugs in Unicode refuses the vowel signs of Indian scripts.
    """
    wrong = [sign for sign in value if sign not in "-_" and unicodedata.category(sign)[0] not in KEPT]
    if wrong:
        raise ValidationError(
            _("“%(sign)s” can't stand in an address. Use letters, digits, hyphens and underscores."),
            code="invalid",
            params={"sign": wrong[0]},
        )
    if len(value.encode()) > LONGEST_BYTES:
        raise ValidationError(
            _("This is too long for an address in its script. Write at most %(most)d letters."),
            code="too_long",
            params={"most": LONGEST_BYTES // 3},
        )


class AddressSlugFormField(forms.CharField):
    """Filled in from the title while that is typed, by Django's admin; left empty, the server makes it."""

    default_validators = [validate_slug]

    @property
    def allow_unicode(self) -> bool:
        """What the admin's script asks."""
        return settings.UNICODE_SLUGS


class AddressSlugField(PlainField, models.SlugField):
    """A slug in any script."""

    default_validators = [validate_slug]

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("form_class", None)
        return models.CharField.formfield(self, **{**kwargs, "form_class": AddressSlugFormField})
