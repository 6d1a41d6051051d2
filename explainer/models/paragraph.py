"""The blocks that an article's body is made of, stored so that an edit leaves alone what it did not change."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, fields

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from explainer.rendering import Block
from explainer.text.changes import pair_blocks

BLOCK_FIELDS = [field.name for field in fields(Block)]


class Paragraph(models.Model):
    """One block of an article's body, with a key that stays while the text around it is edited."""

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="paragraphs", help_text=_("The article it is a part of.")
    )
    key = models.CharField(max_length=12, editable=False, help_text=_("Stays the same when the article is edited."))
    position = models.PositiveIntegerField(help_text=_("Which block of the article it is, from 0."))
    start = models.PositiveIntegerField(help_text=_("Where it begins in the article's text, in code points."))
    kind = models.CharField(
        max_length=12, help_text=_("paragraph, heading, list, quote, table, image, code, rule or footnotes.")
    )
    html = models.TextField(help_text=_("Clean HTML, made from the article's Markdown."))
    text = models.TextField(blank=True, help_text=_("What it says, as plain text."))
    digest = models.CharField(
        max_length=24, help_text=_("Names the Markdown it was made from, so that it isn't made again.")
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="paragraph_key_is_unique")]

    def __str__(self) -> str:
        return self.text[:60] or self.kind

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def block(self) -> Block:
        return Block(self.kind, self.html, self.text, self.digest)


def joined_text(blocks: Iterable[Block | Paragraph]) -> str:
    """What blocks or paragraphs say, joined by a blank line: the text that annotations' offsets count in."""
    return "\n\n".join(block.text for block in blocks if block.text)


def store_paragraphs(article: int, old: list[Paragraph], blocks: list[Block]) -> None:
    """Let the article (its key) have the blocks in place of its `old` paragraphs, writing only what changed.

    Paragraphs that only moved are shifted together, one query for each distance.
    """
    pairs = pair_blocks([paragraph.text for paragraph in old], [block.text for block in blocks])
    kept = {index for index in pairs if index is not None}
    Paragraph.objects.filter(pk__in=[p.pk for index, p in enumerate(old) if index not in kept]).delete()
    changed: list[Paragraph] = []
    fresh: list[Paragraph] = []
    shifted: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    start = 0
    for position, (block, pair) in enumerate(zip(blocks, pairs, strict=True)):
        where = {"position": position, "start": start}
        if pair is None:
            fresh.append(Paragraph(article_id=article, key=secrets.token_hex(5), **where, **asdict(block)))
        elif old[pair].block != block:
            changed.append(Paragraph(pk=old[pair].pk, article_id=article, key=old[pair].key, **where, **asdict(block)))
        elif (old[pair].position, old[pair].start) != (position, start):
            shifted[position - old[pair].position, start - old[pair].start].append(old[pair].pk)
        start += len(block.text) + 2 if block.text else 0
    for (steps, distance), keys in shifted.items():
        shift = {"position": F("position") + steps, "start": F("start") + distance}
        Paragraph.objects.filter(pk__in=keys).update(**shift)
    Paragraph.objects.bulk_update(changed, ["position", "start", *BLOCK_FIELDS], batch_size=200)
    Paragraph.objects.bulk_create(fresh, batch_size=200)
