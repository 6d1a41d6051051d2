"""Maps and lines of time for templates: laid out by explainer.drawing, written as SVG by parts/_map.html and others."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from explainer.drawing.locator import SKETCH, Map, locator, overview
from explainer.drawing.outlines import CREDIT
from explainer.drawing.timeline import AxisTick
from explainer.models import Article, Claim, Note
from explainer.models.dates import short_partial_date
from explainer.models.line import Drawn, line_of_article, line_of_note
from explainer.models.overview import places_of, timeline_of
from explainer.rendering import trust
from explainer.styles import drawing_css, figure_css
from explainer.text.partial_dates import date_of_day

GLANCE_LINE = 123  # units: the height of the line of time there, which is as high as can be
GLANCE = (360, 220)  # units: the map at the head of an article

register = template.Library()


@register.simple_tag
def locator_map(item: Note | Claim) -> Map | None:
    """The map of a note's place, if it has one."""
    if not isinstance(item, Note) or item.latitude is None or item.longitude is None:
        return None
    name = item.place_name or item.title
    return locator(
        name, item.longitude, item.latitude, item.place_kind, settings.DISPUTED_BORDERS, get_language() or ""
    )


@register.simple_tag
def overview_map(places: Iterable[Note]) -> Map | None:
    """The map of several notes' places, numbered from 1 in their order; none for no places."""
    spots = _spots(places)
    return overview(spots, settings.DISPUTED_BORDERS, language=get_language() or "") if spots else None


def _spots(places: Iterable[Note]) -> tuple[tuple[str, float, float], ...]:
    """The name, longitude and latitude of each note with a place."""
    return tuple(
        (note.place_name or note.title, note.longitude, note.latitude)
        for note in places
        if note.longitude is not None and note.latitude is not None
    )


@register.simple_tag
def glance_map(article: Article) -> Map | None:
    """The map at the head of an article: wider than high."""
    places = places_of(article)
    if not places:
        return None
    language = get_language() or ""
    spots = _spots(places)
    return overview(spots, settings.DISPUTED_BORDERS, GLANCE, numbered=False, detail=SKETCH, language=language)


@register.simple_tag
def glance_line(article: Article) -> Drawn | None:
    """The line of time at the head of an article: all its dates on one lane, with its day."""
    return line_of_article(article, timeline_of(article), {}, height=GLANCE_LINE)


@register.simple_tag
def glance_address(article: Article) -> str:
    """Where an article's figure leads: to all of it, with its list."""
    return reverse("map" if article.glance == Article.Glance.MAP else "timeline", args=[article.slug])


@register.simple_tag
def map_credit() -> str:
    """Whose outlines and names of towns maps are drawn from."""
    return CREDIT


register.simple_tag(line_of_note)
register.simple_tag(line_of_article)


@register.filter
def tick_date(tick: AxisTick) -> str:
    """A date under a line of time, as short as can be: "21 Aug 1968", "Aug 1968", "1968", in the active language."""
    date = date_of_day(tick.day)
    return short_partial_date(date.rsplit("-", {"day": 0, "month": 1, "year": 2}[tick.unit])[0])


@register.simple_tag
def drawing_styles() -> str:
    """The style sheet of maps and lines of time, as text for one `<style>`: the policy allows it by its hash."""
    return trust(drawing_css())


@register.simple_tag
def figure_styles(article: Article) -> str:
    """That of the figure at the head of an article alone."""
    return trust(figure_css(article.glance))
