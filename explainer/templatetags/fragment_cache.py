"""Parts of pages that are the same on many pages are made once.

A note's card stands in its fragment, on a page of its own, in the full article and in every other article that shows
it. `{% kept "parts/_item.html" item=note ... %}` is an include whose result is kept under everything it was made from:
the template sees the named values and nothing else, and the key holds all of them, records with all their fields. So
there is nothing to forget when a record changes; another state is another key.
"""

import hashlib
import threading
from collections import OrderedDict
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model, QuerySet
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from explainer.rendering import trust

register = template.Library()
SCALARS = frozenset({str, int, float, bool, date, datetime, type(None)})
LARGEST = 16 * 1024 * 1024  # characters kept by one process
_kept: OrderedDict[bytes, SafeString] = OrderedDict()
_lock = threading.Lock()
_size = 0


@register.simple_tag
def kept(name: str, **values: Any) -> SafeString:
    """The template `name` with these values alone, as HTML. Raises TypeError for a value that can't be a key."""
    values = {key: list(value) if isinstance(value, QuerySet) else value for key, value in values.items()}
    if settings.DEBUG:  # somebody is working on the templates
        return _made(name, values)
    surroundings = (name, get_language(), get_script_prefix(), settings.STATIC_COPY, settings.MEDIA_URL)
    key = hashlib.blake2b(repr((surroundings, plain(values))).encode("utf-8", "surrogatepass")).digest()
    html = _kept.get(key)
    if html is None:
        html = _made(name, values)
        _keep(key, html)
    return html


def plain(value: Any) -> Any:
    """What a value says, in built-in types: two values with the same result make the same HTML."""
    if isinstance(value, SafeString):
        return "safe", str(value)
    if _is_scalar(value):
        return value
    if isinstance(value, Model):
        fields = {name: _field(held) for name, held in vars(value).items() if name != "_state"}
        source = value._state.fields_cache.get("source")
        return value._meta.label, fields, plain(source) if source else None
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    raise TypeError(f"a part of a page can't be kept under a {type(value).__name__}")


def _is_scalar(value: Any) -> bool:
    """The types alone are known fastest; the choices of a model are strings of a class of their own."""
    return type(value) in SCALARS or isinstance(value, str | int | float | date)


def _field(value: Any) -> Any:
    return value if _is_scalar(value) else repr(value)


def _made(name: str, values: dict[str, Any]) -> SafeString:
    return trust(get_template(name).render(values))


def _keep(key: bytes, html: SafeString) -> None:
    global _size
    with _lock:
        if key not in _kept:
            _kept[key] = html
            _size += len(html)
        while _size > LARGEST:
            _size -= len(_kept.popitem(last=False)[1])
