"""Texts of some lines that stand whole on other pages: every article that shows a note has a copy of its summary."""

from django.core.validators import MaxLengthValidator
from django.db import models

from .plain_field import PlainField

LONGEST = 10_000  # code points, some 1,700 words; a summary has about fifty. Without a limit, a form takes 12 MB of it


class ShortTextField(PlainField, models.TextField):
    """Plain text that forms and imports refuse when it is longer."""

    default_validators = [MaxLengthValidator(LONGEST)]
