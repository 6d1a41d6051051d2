"""Made-up sources, notes and claims, by the batch: some past their date for review, some claims without a source."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth import get_user_model

from explainer.models import Citation, Claim, Claimant, Event, Note, Source, Verdict
from explainer.text.partial_dates import first_year

from . import prose
from .history import make_history, standing
from .plan import Plan, claimant, pick

OWNERS = 8
UNCITED = 0.15  # of claims have no source
OVERDUE = 0.1  # of notes and claims are past their date for review


def make_owners() -> None:
    """The editors that own the made-up records. Nobody can sign in as one of them."""
    users = get_user_model()
    for number in range(OWNERS):
        if not users.objects.filter(username=f"made-up-{number}").exists():
            users.objects.create_user(f"made-up-{number}", is_staff=True)


def make_sources(plan: Plan, numbers: Sequence[int]) -> None:
    Source.objects.bulk_create(_source(plan, number) for number in numbers)


def _source(plan: Plan, number: int) -> Source:
    dice = plan.dice("source", number)
    return Source(
        slug=f"made-up-{number}",
        title=prose.headline(dice, prose.stem(number)),
        publisher=f"The {prose.stem(number % 300)} Observer",
        url=f"https://news.example/{number % 300}/{number}",
        published_on=str(plan.days_ago(dice.randrange(9000)).date()),
        seen_on=str(plan.days_ago(dice.randrange(300)).date()),
    )


def make_notes(plan: Plan, numbers: Sequence[int]) -> None:
    owners = _owners()
    notes = Note.objects.bulk_create([_note(plan, number, owners) for number in numbers])
    sources = cited_sources(plan, "note", numbers)
    citations, events = [], []
    for note, number in zip(notes, numbers, strict=True):
        dice = plan.dice("note's rows", number)
        cited = sources[number]
        citations += [Citation(note=note, source_id=key, position=place) for place, key in enumerate(cited)]
        events += _events(note, dice, cited)
    Citation.objects.bulk_create(citations)
    Event.objects.bulk_create(events)
    make_history(plan, numbers, notes)


def _note(plan: Plan, number: int, owners: list[int]) -> Note:
    dice, thing = plan.dice("note", number), prose.named(number)
    is_somewhere = thing.kind in {"place", "event"} and dice.random() < 0.8
    place = {"place_name": prose.stem(number), "latitude": dice.uniform(35, 65), "longitude": dice.uniform(-10, 40)}
    return Note(
        slug=note_slug(number),
        title=thing.title,
        summary=prose.paragraph(dice, 3, thing.title),
        body="\n\n".join(prose.paragraph(dice, 4) for _ in range(2)),
        kind=thing.kind,
        aliases=thing.aliases,
        **(place if is_somewhere else {}),
        **_common(plan, dice, owners),
    )


def _common(plan: Plan, dice: Random, owners: list[int]) -> dict[str, Any]:
    """State, owner and dates of a note or a claim."""
    review_by: date = plan.today + timedelta(days=dice.randrange(1, 400))
    if dice.random() < OVERDUE:
        review_by = plan.today - timedelta(days=dice.randrange(1, 90))
    as_of = review_by - timedelta(days=dice.randrange(30, 500))
    return {
        **standing(dice, plan.state(dice), plan.days_ago(dice.uniform(0.1, 900))),
        "owner_id": dice.choice(owners),
        "as_of": min(as_of, plan.today),
        "review_by": review_by,
        "is_overdue": review_by < plan.today,
    }


def _events(note: Note, dice: Random, sources: list[int]) -> list[Event]:
    """Up to four dated events, some known only to the month or the year."""
    events = []
    for _ in range(dice.randrange(5)):
        day = date(dice.randrange(1920, 2024), dice.randrange(1, 13), dice.randrange(1, 29))
        when = str(day)[: dice.choice([4, 7, 10, 10])]
        source = dice.choice(sources) if sources else None
        events.append(Event(note=note, date=when, text=prose.sentence(dice), source_id=source))
    return events


def make_claims(plan: Plan, numbers: Sequence[int]) -> None:
    owners = _owners()
    made = [_claim(plan, number, owners) for number in numbers]
    _make_claimants(made)
    claims = Claim.objects.bulk_create(made)
    sources = cited_sources(plan, "claim", numbers)
    Citation.objects.bulk_create(
        Citation(claim=claim, source_id=key, words=prose.sentence(plan.dice("words", number)), position=place)
        for claim, number in zip(claims, numbers, strict=True)
        for place, key in enumerate(sources[number])
    )
    make_history(plan, numbers, claims)


def _make_claimants(claims: list[Claim]) -> None:
    """The records of their claimants, as saving the claims would make them."""
    for claim in claims:
        claim.said_by = Claimant.objects.of_name(claim.claimant)
        claim.said_year = first_year(claim.said_on)


def _claim(plan: Plan, number: int, owners: list[int]) -> Claim:
    dice, who = plan.dice("claim", number), claimant(number)
    title = f"{who.title} on {prose.headline(dice, prose.stem(number))}"
    return Claim(
        slug=claim_slug(number),
        title=title,
        summary=prose.paragraph(dice, 3),
        claimant=who.title,
        claimant_role=f"{dice.choice(['Minister', 'Mayor', 'Director', 'Spokesman'])} of {prose.stem(number)}",
        quote=quote(plan, number),
        said_on=str(plan.days_ago(dice.randrange(3000)).date()),
        venue=f"Radio {prose.stem(number % 50)}",
        kind=dice.choice(Claim.Kind.values),
        verdict=dice.choice(Verdict.values),
        reasoning=prose.paragraph(dice, 5),
        would_change=prose.sentence(dice),
        **_common(plan, dice, owners),
    )


def note_slug(number: int) -> str:
    return prose.slug(prose.named(number).title, number)


def claim_slug(number: int) -> str:
    return prose.slug(claimant(number).title, number)


def quote(plan: Plan, number: int) -> str:
    """What was said in claim number so-and-so."""
    return prose.quotation(plan.dice("quote", number), prose.stem(number))


def _owners() -> list[int]:
    users = get_user_model().objects.filter(username__startswith="made-up-")
    return list(users.order_by("username").values_list("pk", flat=True))


def cited_sources(plan: Plan, kind: str, numbers: Sequence[int]) -> dict[int, list[int]]:
    """For each number the keys of the sources that it cites, which may be none for claims."""
    chosen = {}
    for number in numbers:
        dice = plan.dice(f"{kind}'s sources", number)
        is_cited = kind != "claim" or dice.random() >= UNCITED
        chosen[number] = pick(dice, plan.sources, dice.randrange(1, 4)) if is_cited else []
    slugs = {f"made-up-{source}": source for cited in chosen.values() for source in cited}
    rows = Source.objects.filter(slug__in=slugs).values_list("slug", "pk")
    keys = {slugs[slug]: pk for slug, pk in rows}
    return {number: [keys[source] for source in cited] for number, cited in chosen.items()}
