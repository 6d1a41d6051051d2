"""Sets of annotations: those that readers see, and how all of an article's find their words again after an edit."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import F, Q

from explainer.text.anchoring import GUESS, Carrier, Span, locate

from .library_item import shown_now
from .public_record import State
from .record_part import RecordPartQuerySet

if TYPE_CHECKING:
    from .annotation import Annotation

POSITION_FIELDS = ["start", "exact", "prefix", "suffix", "passage", "anchor", "guess_start", "guess_end", "is_left"]


class AnnotationQuerySet(RecordPartQuerySet["Annotation"]):
    def shown(self) -> "AnnotationQuerySet":
        """Those whose note or claim is published, in the order of their words, with it loaded."""
        return (
            self.filter(shown_now("note__") | shown_now("claim__"))
            .select_related("note", "claim")
            .order_by("start", "id")
        )

    def to_come(self) -> "AnnotationQuerySet":
        """Those that readers see or will see: all whose note or claim wasn't taken down, else as `shown`."""
        gone = Q(note__state=State.TAKEN_DOWN) | Q(claim__state=State.TAKEN_DOWN)
        return self.exclude(gone).select_related("note", "claim").order_by("start", "id")

    def closed(self) -> "AnnotationQuerySet":
        """With what closed cards show alone: their texts and pictures stay in the database."""
        return self.only(
            "article", "start", "exact", "anchor", "note__title", "note__summary", "note__as_of", "note__latitude",
            "note__longitude", "note__place_name", "note__place_kind",
            "note__language", "note__translation_of", "claim__title", "claim__summary", "claim__as_of",
            "claim__verdict", "claim__claimant", "claim__language", "claim__translation_of", "claim__day_has_come",
            "claim__judge_by", "note__is_overdue", "claim__is_overdue",
            "note__slug", "claim__slug",
        )  # fmt: skip

    def complete(self) -> "AnnotationQuerySet":
        """With what full cards show besides: the claimants of their claims."""
        return self.select_related("note", "claim__said_by")

    def on_articles(self) -> "AnnotationQuerySet":
        """Those of articles themselves: none of a working copy, none of an article in the bin."""
        return self.filter(article__copy_of=None, article__binned_at=None)

    def attached(self) -> "AnnotationQuerySet":
        return self.filter(anchor=self.model.Anchor.ATTACHED)

    def reanchor(self, old_text: str, new_text: str) -> "list[Annotation]":
        """Find every annotation's words again after an edit of its article. Returns those that came loose by it.

        Both texts are compared once, however many annotations there are. What was loose before is looked for by its
        quote, so that words which come back get their card back.
        """
        if old_text == new_text:
            return []
        carrier = Carrier(old_text, new_text)
        return self._settle(new_text, lambda annotation: annotation.found_again(carrier, old_text, new_text))

    def check_places(self, text: str) -> "list[Annotation]":
        """Find again whatever isn't where it should be in its article's text. Returns those that came loose by it."""

        def find(annotation: "Annotation") -> Span | None:
            if annotation.is_attached and text[annotation.start : annotation.end] == annotation.exact:
                return Span(annotation.start, annotation.end)
            return locate(annotation.quote, text, floor=GUESS)

        return self._settle(text, find)

    def _settle(self, text: str, find: "Callable[[Annotation], Span | None]") -> "list[Annotation]":
        """Put each annotation where `find` says. Those that merely moved are shifted together, by distance."""
        changed: list[Annotation] = []
        loosened: list[Annotation] = []
        shifted: defaultdict[int, list[int]] = defaultdict(list)
        for annotation in self.select_related("note", "claim"):
            was_attached, was_at, was = annotation.is_attached, annotation.start, annotation.position
            annotation.settle(find(annotation), text)
            if was_attached and not annotation.is_attached:
                loosened.append(annotation)
            if was[1:] == annotation.position[1:]:
                shifted[annotation.start - was_at].append(annotation.pk)
            else:
                changed.append(annotation)
        for distance, keys in shifted.items():
            if distance:
                self.filter(pk__in=keys).update(start=F("start") + distance)
        self.model._default_manager.bulk_update(changed, POSITION_FIELDS, batch_size=200)
        return loosened

    def loose(self) -> "AnnotationQuerySet":
        """Those whose words can't be found with confidence: guesses and adrift."""
        return self.exclude(anchor=self.model.Anchor.ATTACHED)

    def waiting(self) -> "AnnotationQuerySet":
        """The loose ones that no editor has decided about yet."""
        return self.loose().filter(is_left=False)
