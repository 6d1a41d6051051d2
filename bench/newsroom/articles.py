"""Made-up articles by the batch, with their paragraphs and their cards, some of which have come loose.

What `Article.save()` derives is derived here by the same functions, for a batch at once: the Markdown of a batch is
rendered in one conversion, and rows are written together.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from random import Random

from explainer.models import Article, Citation, Paragraph, State
from explainer.models.paragraph import joined_text
from explainer.rendering import Block, render_ahead, render_article

from . import prose
from .cards import Draft, make_cards
from .history import make_history, standing
from .library import cited_sources, quote
from .plan import Plan, claimant, pick

LANGUAGE = "en-gb"
SCHEDULED = 0.02  # of published articles wait for their time
LONG_ADDRESS = 0.05  # of paragraphs hold an address that has no place to break


def make_articles(plan: Plan, numbers: Sequence[int]) -> None:
    drafts = [_draft(plan, number) for number in numbers]
    known = render_ahead([draft.article.body for draft in drafts], LANGUAGE)
    blocks = [render_article(draft.article.body, LANGUAGE, known) for draft in drafts]
    for draft, its_blocks in zip(drafts, blocks, strict=True):
        draft.article.text = joined_text(its_blocks)
    Article.objects.bulk_create(draft.article for draft in drafts)
    Paragraph.objects.bulk_create(
        paragraph
        for number, draft, its_blocks in zip(numbers, drafts, blocks, strict=True)
        for paragraph in _paragraphs(draft.article, its_blocks, plan.dice("keys", number))
    )
    make_cards(plan, numbers, drafts)
    _cite(plan, numbers, drafts)
    make_history(plan, numbers, [draft.article for draft in drafts])


def _cite(plan: Plan, numbers: Sequence[int], drafts: Sequence[Draft]) -> None:
    sources = cited_sources(plan, "article", numbers)
    Citation.objects.bulk_create(
        Citation(article=draft.article, source_id=key, position=place)
        for number, draft in zip(numbers, drafts, strict=True)
        for place, key in enumerate(sources[number])
    )


def _draft(plan: Plan, number: int) -> Draft:
    dice = plan.dice("article", number)
    names = {note: _name(dice, note) for note in pick(dice, plan.notes, dice.randrange(4, 10))}
    quotes = {claim: quote(plan, claim) for claim in pick(dice, plan.claims, dice.randrange(1, 4))}
    title = prose.headline(dice, prose.stem(number))
    state = plan.state(dice)
    out = _published_at(plan, dice, number) if state != State.DRAFT else None
    article = Article(
        slug=prose.slug(title, number),
        title=title,
        standfirst=prose.paragraph(dice, 2),
        section=dice.choice(["Region", "Economy", "Courts", "Water", "Transport"]),
        byline=prose.named(7 * dice.randrange(40)).title,
        body=_body(dice, names, quotes),
        language=LANGUAGE,
        published_at=out,
        **standing(dice, state, out or plan.days_ago(dice.uniform(0.1, 20))),
        is_out=bool(out and out <= plan.now),
    )
    return Draft(article, names, quotes)


def _name(dice: Random, number: int) -> str:
    """One of the names of a thing, as an article may use it."""
    thing = prose.named(number)
    return dice.choice(thing.aliases if thing.kind == "question" else [thing.title, *thing.aliases])


def _published_at(plan: Plan, dice: Random, number: int) -> datetime:
    """About five articles a day, the last ones today; a few at a time that has not come yet."""
    if dice.random() < SCHEDULED:
        return plan.days_ago(-dice.uniform(2, 30))
    return plan.days_ago((plan.articles.stop - number) / 5)


def _body(dice: Random, names: dict[int, str], quotes: dict[int, str]) -> str:
    """Markdown of about 500 words: paragraphs with the names and the quotations in them, and now and then more."""
    parts = [prose.paragraph(dice, 3, name) for name in names.values()]
    parts += [f'{claimant(claim).title} put it this way: "{words}."' for claim, words in quotes.items()]
    parts += [prose.paragraph(dice, dice.randrange(2, 5)) for _ in range(3)]
    dice.shuffle(parts)
    if dice.random() < LONG_ADDRESS * len(parts):
        address = f"https://archive.example/{prose.stem(39)}/{dice.randrange(10**9)}"
        parts[-1] += f" The papers are at [{address}]({address})."
    for place in range(4, len(parts), 5):
        parts[place] = f"## {prose.sentence(dice)[:-1]}\n\n{parts[place]}"
    if dice.random() < 0.3:
        parts.append("\n".join(f"- {prose.sentence(dice)}" for _ in range(3)))
    if dice.random() < 0.2:
        parts.append(f"> {prose.sentence(dice)}")
    return "\n\n".join(parts)


def _paragraphs(article: Article, blocks: list[Block], dice: Random) -> list[Paragraph]:
    paragraphs, start = [], 0
    for position, block in enumerate(blocks):
        key = f"{dice.getrandbits(40):010x}"
        paragraphs.append(Paragraph(article=article, key=key, position=position, start=start, **asdict(block)))
        start += len(block.text) + 2 if block.text else 0
    return paragraphs
