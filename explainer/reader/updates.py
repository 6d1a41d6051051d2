"""What readers are told on an article's page of changes: corrections at its head, the rest at its foot."""

from explainer.models import Revision

from .layout import ArticlePage, ReaderCard

AT_THE_HEAD, AT_THE_FOOT = 3, 6  # the page of its changes has all


def corrections(page: ArticlePage) -> list[Revision]:
    """Of the article's own text, newest first: they stand at its head."""
    return [update for update in page.updates if update.change == Revision.Change.CORRECTION][:AT_THE_HEAD]


def other_updates(page: ArticlePage) -> list[tuple[Revision, ReaderCard | None]]:
    """What stands at its foot, newest first: other updates of its text, and those of cards since its publication."""
    out = page.article.published_at
    told: dict[Revision, ReaderCard | None] = {
        update: None for update in page.updates if update.change != Revision.Change.CORRECTION
    }
    told |= {update: card for card in reversed(page.cards) for update in card.updates}
    late = [each for each in told.items() if out and each[0].public_from and each[0].public_from > out]
    return sorted(late, key=lambda each: (each[0].public_from, each[0].pk), reverse=True)[:AT_THE_FOOT]


def versions(page: ArticlePage) -> str:
    """Each card's key with the newest update of what it shows, and 0 for the article itself: "0.451 12 15.440".

    A reader's browser keeps it, and knows on return what is new (static/js/reader/fetching.js).
    """
    shown = [(0, page.updates)] if page.updates else []
    shown += [(card.id, card.updates) for card in page.cards]
    return " ".join(f"{key}.{max(update.pk for update in updates)}" if updates else str(key) for key, updates in shown)
