"""The language that a record is written in."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import gettext, gettext_lazy, pgettext

from .plain_field import PlainField


def newsroom_language() -> str:
    return settings.LANGUAGE_CODE


class LanguageField(PlainField, models.CharField):
    """One of Django's languages, the newsroom's own unless something else is said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = [
            (code, gettext_lazy(name)) for code, name in settings.LANGUAGES
        ]  # Django's, and known to its catalogues
        kwargs = {"max_length": 12, "choices": names, "default": newsroom_language, **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in {"choices", "default"}}


def direction(language: str) -> str:
    """ "rtl" for languages written from right to left, else "ltr": for the `dir` attribute."""
    info = LANG_INFO.get(language) or LANG_INFO.get(language.split("-")[0], {})
    return "rtl" if info.get("bidi") else "ltr"


def language_name(language: str) -> str:
    """What a language is called in itself: "Deutsch"."""
    names = (LANG_INFO.get(code, {}).get("name_local") for code in (language.split("-")[0], language))
    return str(next(filter(None, names), language))


def same_language(one: str, other: str) -> bool:
    """True for "en-gb" and "en-us" too: what is written in one is read in the other."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def said_to_be(language: str) -> str:
    """That something is in another language than its page, in the page's: "in German"; or that language's own name."""
    return {
        "ar": gettext("in Arabic"),
        "cs": gettext("in Czech"),
        "de": gettext("in German"),
        "en": gettext("in English"),
        "es": gettext("in Spanish"),
        "fr": gettext("in French"),
        "ru": gettext("in Russian"),
        "uk": gettext("in Ukrainian"),
    }.get(language.split("-")[0]) or language_name(language)


def listed(items: Iterable[object]) -> str:
    """Items after one another, with the comma of the active language between them."""
    return pgettext("between the items of a list", ", ").join(map(str, items))
