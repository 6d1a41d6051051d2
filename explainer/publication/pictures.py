"""Which pictures readers may see, and which nobody needs any more.

A picture is public while something public shows it, and then its address is a page like any other: baked, purged, taken
away with the last that shows it. Its file goes when no record and no revision names it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from explainer.models import PUBLIC_RECORDS, Article, KeptForm, PictureUpload, PublicRecord, Revision
from explainer.models.markdown import MarkdownField
from explainer.models.picture import PictureField, pictures_in, pictures_named
from explainer.pictures import SMALL_WIDTHS, small_name, whole_name
from explainer.rendering import media_folder


def picture_address(name: str) -> str:
    """The address of a picture, public or not."""
    return reverse("media", args=[name])


def addresses_of_pictures(record: Model) -> Iterator[str]:
    """The addresses of the pictures that readers see because of this record: none unless it is public itself."""
    if not isinstance(record, PublicRecord) or not record.is_public:
        return
    yield from map(picture_address, sorted(pictures_named(record)))
    if (
        isinstance(record, Article) and record.picture and not str(record.picture).endswith(".svg")
    ):  # the one that stored oEmbed answers name
        yield picture_address(small_name(str(record.picture), SMALL_WIDTHS[0]))


def all_addresses_of_pictures() -> Iterator[str]:
    """The addresses of all pictures that readers see, each as often as it is shown."""
    for model in PUBLIC_RECORDS.values():
        own: list[tuple[str, Any]] = [(f"{name}__gt", "") for name in _fields(model, PictureField)]
        named = Q(*own, *_in_text(model, "").children, _connector=Q.OR)
        for record in model.objects.published().filter(named).order_by("pk").iterator(chunk_size=200):
            yield from addresses_of_pictures(record)


def shown_by(path: str) -> list[PublicRecord]:
    """What is public and shows the picture of this name, whole or small. At most six queries, one if it is a record's
    own picture."""
    return _naming(path, "published")


def named_by(path: str) -> list[PublicRecord]:
    """Whatever names the picture, drafts and working copies included."""
    return _naming(path, "all")


def _naming(path: str, which: str) -> list[PublicRecord]:
    for of_field in (_own, _in_text):  # texts are long: they are read only for what is nobody's own
        found: list[PublicRecord] = []
        for model in PUBLIC_RECORDS.values():
            condition = of_field(model, path)
            manager = model.objects if which == "published" else model._base_manager
            records = manager.published() if which == "published" else manager.all()  # type: ignore[union-attr]
            found += records.filter(condition) if condition else []
        if found:
            return found
    return []


def _own(model: type[Model], path: str) -> Q:
    """Nothing for a model without pictures of its own."""
    name, width = whole_name(path)
    names: list[tuple[str, Any]] = [(field, path) for field in _fields(model, PictureField)]
    if width:
        names += [(f"{field}__startswith", f"{name}.") for field in _fields(model, PictureField)]
    return Q(*names, _connector=Q.OR)


def _in_text(model: type[Model], path: str) -> Q:
    address = media_folder() + path  # as editors write it
    texts = [(f"{field}__contains", address) for field in _fields(model, MarkdownField)]
    return Q(*texts, _connector=Q.OR)


def _fields(model: type[Model], *kinds: type) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]


def pictures_of(record: PublicRecord) -> set[str]:
    """The names of the pictures that the stored record, its working copy and its revisions show or showed."""
    stored = type(record)._base_manager.filter(Q(pk=record.pk) | Q(copy_of=record.pk))
    snapshots = Revision.objects.of(record).values_list("snapshot", flat=True)
    return set().union(*map(pictures_named, stored), *map(pictures_of_snapshot, snapshots))


def delete_unnamed(names: Iterable[str]) -> int:
    """Delete the files of these pictures unless a record or a revision names them still. Returns how many went."""
    count = 0
    for name in names:
        if not _is_named(name) and default_storage.exists(name):
            default_storage.delete(name)
            PictureUpload.objects.filter(name=name).delete()
            count += 1
    return count


def _is_named(name: str) -> bool:
    if named_by(name) or PictureUpload.objects.fresh().filter(name=name).exists():
        return True
    if KeptForm.objects.annotate(typed=Cast("fields", TextField())).filter(typed__contains=name).exists():
        return True
    return Revision.objects.annotate(words=Cast("snapshot", TextField())).filter(words__contains=name).exists()


def unnamed_files() -> Iterator[str]:
    """The names of the pictures that no record and no revision names: left by what broke off. Reads every record.

    Left out is what was uploaded in the last day, and what stands in a form that can't be saved yet.
    """
    named = set(PictureUpload.objects.fresh().values_list("name", flat=True))
    for fields in KeptForm.objects.values_list("fields", flat=True):
        named |= pictures_in(" ".join(map(str, fields.values())))
    for model in PUBLIC_RECORDS.values():
        for record in model._base_manager.iterator(chunk_size=200):
            named |= pictures_named(record)
    for snapshot in Revision.objects.order_by().values_list("snapshot", flat=True).iterator(chunk_size=200):
        named |= pictures_of_snapshot(snapshot)
    _folders, files = default_storage.listdir("pictures") if default_storage.exists("pictures") else ([], [])
    yield from (name for file in sorted(files) if (name := f"pictures/{file}") not in named)


def delete_unneeded(*, before: datetime) -> int:
    """Delete the pictures that nothing names and whose files are older than this. Returns how many went.

    A file that was written a moment ago may belong to a record that isn't stored yet.
    """
    return delete_unnamed([name for name in unnamed_files() if default_storage.get_modified_time(name) < before])


def pictures_of_snapshot(snapshot: dict[str, Any]) -> set[str]:
    """The names of the pictures that a revision's words show."""
    from_texts = [pictures_in(value) for value in snapshot.values() if isinstance(value, str)]
    own = {snapshot["picture"]} if snapshot.get("picture") else set()
    return own.union(*from_texts)
