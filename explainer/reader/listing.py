"""Long lists in pages that have addresses of their own, so that each can be a file."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import Http404

from explainer.publication.addresses import page_address


@dataclass(frozen=True)
class ListPage:
    """One page of a list. `previous` and `next` are addresses (paths), empty at the ends."""

    items: list[Any]
    number: int
    count: int
    previous: str
    next: str


def list_page(found: QuerySet[Any], base: str, number: int, per_page: int) -> ListPage:
    """Page `number` (from 1) of a list whose first page is at the path `base`. Raises Http404 beyond the last one."""
    try:
        page = Paginator(found, per_page).page(number)
    except EmptyPage as error:
        raise Http404("There is no such page of this list.") from error
    return ListPage(
        items=list(page.object_list),
        number=number,
        count=page.paginator.num_pages,
        previous=page_address(base, number - 1) if page.has_previous() else "",
        next=page_address(base, number + 1) if page.has_next() else "",
    )
