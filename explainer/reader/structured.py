"""What a page says to machines: JSON-LD in the words of schema.org (release 30.0).

A record is named by the address of its page, so that an article's page can mention notes, claims and sources without
saying again what their own pages say: a few bytes each. Values that are empty are left out.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from explainer.models import Article, Citation, Claim, Claimant, Event, Note, Revision, Source
from explainer.text.partial_dates import html_date

from .layout import ArticlePage, ReaderCard

Node = dict[str, Any]
TYPES = {
    "event": "Event", "person": "Person", "organisation": "Organization", "place": "Place", "concept": "DefinedTerm",
    "document": "CreativeWork", "question": "Question",
}  # fmt: skip


def site(path: str) -> str:
    """The whole address of a path."""
    return settings.SITE_URL + path


def moment(when: datetime | None) -> str:
    """A moment as ISO 8601 has it, in UTC, to the second; empty for none."""
    return f"{when:%Y-%m-%dT%H:%M:%S}Z" if when else ""


def node(kind: str, **values: Any) -> Node:
    """One thing with its type and all that is known of it."""
    return {"@type": kind} | {name: value for name, value in values.items() if value not in ("", None, [], {})}


def named(path: str) -> Node:
    """A thing that has a page, by its address alone."""
    return {"@id": site(path)}


def publisher() -> Node:
    return node("NewsMediaOrganization", name=settings.SITE_NAME, url=site(reverse("home")))


def crumbs(*steps: tuple[str, str]) -> Node:
    """The way to a page from the first one: names and paths; that of the page itself may be left empty."""
    trail = [(settings.SITE_NAME, reverse("home")), *steps]
    items = [
        node("ListItem", position=at, name=name, item=named(path) if path else None)
        for at, (name, path) in enumerate(trail, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items)


def graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def corrections_of(updates: Iterable[Revision]) -> list[Node]:
    """Corrections as schema.org has them: what was wrong, and since when it is right."""
    return [
        node("CorrectionComment", text=update.said, datePublished=moment(update.public_from), url=site(update.address))
        for update in updates
        if update.change == Revision.Change.CORRECTION
    ]


def of_article(article: Article, page: ArticlePage, picture: str = "") -> Node:
    """A news article: what it cites and mentions is named by the addresses of its sources, notes and claims."""
    address = article.get_absolute_url()
    items = {card.item.get_absolute_url(): card.item for card in page.cards}
    rests_on_claims = any(isinstance(item, Claim) for item in items.values())
    byline = {"name": article.byline or settings.SITE_NAME}
    news = node(
        "NewsArticle",
        headline=article.title,
        description=article.standfirst,
        url=site(address),
        inLanguage=article.language,
        datePublished=moment(article.published_at),
        dateModified=moment(article.updated_at if article.is_updated else article.published_at),
        author=node("Person" if article.byline else "Organization", **byline),
        publisher=publisher(),
        image=picture,
        correction=corrections_of(page.updates),
        citation=[named(source.get_absolute_url()) for _, source, is_cited in page.sources if is_cited],
        mentions=[named(path) for path in items],
        backstory=named(reverse("claim_scale")) if rests_on_claims else None,
    )
    return graph(news, crumbs((article.title, address)))


def of_card(article: Article, card: ReaderCard, path: str) -> Node:
    page = node("WebPage", url=site(path), mainEntity=named(card.item.get_absolute_url()),
        isPartOf=named(article.get_absolute_url()), inLanguage=article.language)  # fmt: skip
    return graph(page, crumbs((article.title, article.get_absolute_url()), (card.item.headline, "")))


def of_note(
    note: Note, events: Iterable[Event], citations: Iterable[Citation], updates: Iterable[Revision], list_name: str
) -> Node:
    """The page of a note, and the thing that the note is about, by its kind."""
    address = note.get_absolute_url()
    place = _place(note)
    about = node(TYPES.get(note.kind, "Thing"), name=note.title, alternateName=note.aliases, description=note.summary,
        sameAs=note.same_as)  # fmt: skip
    about["@id"] = site(address)
    if note.kind == "event":
        dates = [date for event in events if (date := html_date(event.date))]
        about |= {"location": place} if place else {}
        about |= {"startDate": min(dates)} if dates else {}
    elif note.kind == "place" and place:
        about |= {"geo": place["geo"]} if "geo" in place else {}
    elif note.kind == "organisation" and place:
        about["location"] = place
    elif note.kind == "document":
        about |= {"inLanguage": note.language}
    page = node(
        "WebPage",
        url=site(address),
        inLanguage=note.language,
        mainEntity=named(address),
        lastReviewed=note.as_of.isoformat() if note.as_of else "",
        publisher=publisher(),
        citation=[named(each.source.get_absolute_url()) for each in citations],
        correction=corrections_of(updates),
    )
    return graph(page, about, crumbs((list_name, reverse("notes")), (note.title, "")))


def _place(note: Note) -> Node:
    if not note.place_name and note.latitude is None:
        return {}
    where = (
        node("GeoCoordinates", latitude=note.latitude, longitude=note.longitude) if note.latitude is not None else None
    )
    return node("Place", name=note.place_name, geo=where)


def of_claim(claim: Claim, citations: Iterable[Citation], updates: Iterable[Revision], list_name: str) -> Node:
    """A review of a claim. Its verdict is a word on a published scale, not a number: nothing is rated from 1 to 5."""
    address = claim.get_absolute_url()
    verdict = claim.verdict_on_scale
    said = node(
        "Claim",
        name=claim.title,
        text=claim.quote,
        author=_claimant(claim.said_by) if claim.said_by else node("Person", name=claim.claimant),
        datePublished=html_date(claim.said_on) if claim.said_on else "",
        appearance=node("CreativeWork", name=claim.venue) if claim.venue else None,
    )
    said["@id"] = site(address)
    review = node(
        "ClaimReview",
        url=site(address),
        inLanguage=claim.language,
        claimReviewed=claim.title,
        itemReviewed=said,
        reviewRating=node("Rating", alternateName=verdict.label, ratingExplanation=verdict.meaning),
        abstract=claim.summary,
        dateModified=claim.as_of.isoformat() if claim.as_of else "",
        author=publisher(),
        citation=[named(each.source.get_absolute_url()) for each in citations],
        correction=corrections_of(updates),
    )
    return graph(review, crumbs((list_name, reverse("claims")), (claim.headline, "")))


def _claimant(claimant: Claimant) -> Node:
    address = site(claimant.get_absolute_url())
    kind = "Organization" if claimant.kind == Claimant.Kind.BODY else "Person"
    return node(kind, name=claimant.name, url=address) | {"@id": address}


def of_claimant(claimant: Claimant, list_name: str) -> Node:
    """The page of everything that somebody said, and who that is."""
    address = claimant.get_absolute_url()
    note = claimant.note if claimant.note and claimant.note.is_public else None
    who = _claimant(claimant)
    more = {"alternateName": claimant.aliases, "description": claimant.about, "sameAs": note.same_as if note else ""}
    who |= {name: value for name, value in more.items() if value}
    page = node("WebPage", url=site(address), mainEntity=named(address), inLanguage=get_language())
    return graph(page, who, crumbs((list_name, reverse("claimants")), (claimant.name, "")))


def of_source(source: Source, list_name: str) -> Node:
    """A published text that something rests on."""
    text = node(
        "NewsArticle" if source.kind in {"news", "agency", "state_media"} else "CreativeWork",
        name=source.title,
        url=source.url,
        inLanguage=source.language,
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
        datePublished=html_date(source.published_on) if source.published_on else "",
        archivedAt=source.archived_url,
    )
    text["@id"] = site(source.get_absolute_url())
    return graph(text, crumbs((list_name, reverse("sources")), (source.title, "")))


def of_page(name: str, path: str, *, is_first: bool = False) -> Node:
    """Any other page: the first one, a list, the scale."""
    if is_first:
        return graph(node("WebSite", name=settings.SITE_NAME, url=site(path), publisher=publisher(),
            inLanguage=get_language()))  # fmt: skip
    return graph(node("WebPage", name=name, url=site(path), inLanguage=get_language()), crumbs((name, "")))
