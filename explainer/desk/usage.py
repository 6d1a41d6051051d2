"""Where a note or a claim is used, so that an editor sees what a change will reach before making it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from explainer.models import Annotation, Claim, EmbedCount, Note
from explainer.publication.dependencies import paths_showing
from explainer.publication.pages import is_framed

FIRST = 20  # uses that are listed; the rest are a link away
DAYS = 30  # for which embedding sites are counted


@dataclass
class Usage:
    """`uses` are the first annotations, newest article first; `pages` is how many pages a change makes anew.

    `embeds` are the addresses of the embed pages among them. `sites` is how many sites showed embeds of this newsroom
    lately: only origins are counted, so nobody knows which pages they showed.
    """

    uses: list[Annotation]
    articles: int
    annotations: int
    pages: int
    embeds: list[str]
    sites: int

    @property
    def first_embeds(self) -> list[str]:
        return self.embeds[:FIRST]

    @property
    def more_embeds(self) -> int:
        return max(0, len(self.embeds) - FIRST)

    @property
    def more(self) -> int:
        return max(0, self.annotations - FIRST)


def usage(item: Note | Claim) -> Usage:
    """Where the item, as it is in the database, is used. A fixed number of queries, however often that is."""
    newest = F("article__published_at").desc(nulls_last=True)
    annotations = item.annotations.on_articles().order_by(newest, "article", "start")
    uses = annotations.select_related("article").defer("article__body", "article__text")[:FIRST]
    since = timezone.now().date() - timedelta(days=DAYS)
    stale = paths_showing(item)
    return Usage(
        uses=list(uses),
        articles=annotations.order_by().values("article").distinct().count(),
        annotations=annotations.count(),
        pages=len(stale),
        embeds=sorted(path for path in stale if is_framed(path)),
        sites=EmbedCount.objects.filter(day__gte=since).exclude(origin="").values("origin").distinct().count(),
    )
