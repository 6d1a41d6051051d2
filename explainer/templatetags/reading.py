"""What the reader's templates need beyond Django's own filters."""

from urllib.parse import unquote

from django import template
from django.conf import settings
from django.urls import get_script_prefix, resolve, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from explainer.models.dates import display_partial_date
from explainer.models.language import direction, listed, said_to_be, same_language
from explainer.rendering import trust, xml_text
from explainer.text.typography import curl

register = template.Library()


@register.filter
def smart(text: str, language: str = "") -> SafeString:
    """Escape a plain text, with the quotation marks and apostrophes of its language, or else the active one's."""
    return trust(conditional_escape(curl(str(text), language or get_language() or "en")))


@register.filter(name="said_to_be")
def in_another_language(code: str) -> str:
    """ "de" as "in German"."""
    return said_to_be(code)


@register.filter
def lang_of(language: str, element: str = "") -> SafeString:
    """The attributes of an element whose words are in another language than the page's; a "link" leads to one too."""
    page = get_language() or ""
    if not language or same_language(language, page):
        return trust("")
    said = {"lang": language} | ({"hreflang": language} if element == "link" else {})
    if direction(language) != direction(page):
        said["dir"] = direction(language)
    return trust("".join(f' {name}="{conditional_escape(value)}"' for name, value in said.items()))


@register.filter(name="listed")
def with_commas(items: list[object]) -> str:
    """Items after one another, with the active language's comma."""
    return listed(items)


@register.filter
def partial_date(value: str) -> str:
    """ "1968-08" as "August 1968", in the active language."""
    return display_partial_date(value)


@register.simple_tag
def new_since_forms() -> list[tuple[int, str]]:
    """The line of what is new, once for each plural form of the active language, with a number that takes this form.

    In each "{n}" and "{day}" are to be filled in: a browser does it (static/js/reader/news.js).
    """
    one, many = "%(n)s thing is new since %(day)s.", "%(n)s things are new since %(day)s."
    forms: dict[str, int] = {}
    for number in (5, 1, 2, 3, 11, 100):  # in the languages of CLDR each plural form of whole numbers has one of these
        forms.setdefault(ngettext(one, many, number) % {"n": "{n}", "day": "{day}"}, number)
    return [(number, form) for form, number in forms.items()]


@register.simple_tag
def is_static_copy() -> bool:
    """True while a site of plain files is written: its pages name nothing that needs the application."""
    return settings.STATIC_COPY


@register.simple_tag
def oembed_file(path: str) -> str:
    """The stored oEmbed answer for the page at `path`; for a card its article's."""
    match = resolve(unquote(path[len(get_script_prefix()) - 1 :]))
    kind = {"card": "article", "full": "article"}.get(match.url_name or "", match.url_name)
    return reverse(f"oembed_{kind}", args=[match.kwargs["slug"]])


@register.filter(name="xml_text")
def xml(text: str) -> str:
    """A plain text without the characters that no XML document may have, with curly quotation marks; escaped later."""
    return xml_text(curl(str(text), get_language() or "en"))
