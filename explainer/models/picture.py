"""Pictures that editors upload: made fit for the public before they are stored, whichever way they come in."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from explainer import limited_process
from explainer.pictures import (
    MOST_PIXELS,
    UnfitPictureError,
    fit_drawing,
    is_drawing,
    is_made_name,
    make_name,
)
from explainer.rendering import media_folder

from .markdown import MarkdownField
from .plain_field import PlainField

MOST_BYTES = 25_000_000  # of a file: photographs of 50 million pixels have as many as JPEG
FIRST_FRAME = _("Of a moving picture the first frame is shown.")
REASONS = {
    "bytes": _("This file has more than %(most)d MB. Make it smaller, and choose it again."),
    "kind": _("This is no picture that pages can show. Save it as JPEG, PNG, WebP, AVIF or GIF, and choose it again."),
    "size": _("This picture has more than %(most)d million pixels. Make it smaller, and choose it again."),
    "cost": _("This picture takes too much time or memory to read. Make it smaller, and choose it again."),
    "damaged": _("This picture is damaged or cut off. Save it again where it was made, and choose it again."),
}


class PictureFormField(forms.FileField):
    """An uploaded picture: whatever can't be shown is refused with a sentence, before anything is unpacked."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"})

    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(help_text=format_lazy("{} {}", help_text, FIRST_FRAME) if help_text else FIRST_FRAME, **kwargs)

    def to_python(self, data: Any) -> Any:
        """What is stored: it is made once, here."""
        file = super().to_python(data)
        if file and file.size > MOST_BYTES:
            raise ValidationError(REASONS["bytes"], code="bytes", params={"most": MOST_BYTES // 1_000_000})
        return checked_picture(file) if file else file


class FittedPicture(ContentFile[bytes]):
    """A picture as it is stored. It has the name that its editor knows until then, with the ending of what it is."""


def fit_apart(content: bytes) -> tuple[bytes, str]:
    """As `fit_for_pages`, in a process of its own where editors wait for it (`limited_process`): two kilobytes can
    unpack to a gigabyte, and what a decoder does with a file made for it is nobody's but its sender's loss.

    Raises UnfitPictureError.
    """
    job = "explainer.pictures:fit_for_pages"
    try:
        fitted: tuple[bytes, str] = limited_process.run(job, content, seconds=20, megabytes=1_000)
    except limited_process.StoppedError as error:
        raise UnfitPictureError("cost") from error
    return fitted


def checked_picture(file: File[bytes]) -> FittedPicture:
    """What is stored of an upload. Raises ValidationError, with what to do, unless it is a picture to show."""
    try:
        fitted, ending = fit_apart(file.read())
    except UnfitPictureError as error:
        values = {"most": MOST_PIXELS // 1_000_000}
        raise ValidationError(REASONS[error.reason], code=error.reason, params=values) from error
    return FittedPicture(fitted, f"{Path(str(file.name)).stem}.{ending}")


class PictureFile(ImageFieldFile):
    """A stored picture, which may be a drawing in SVG: its size stands in it."""

    def _get_image_dimensions(self) -> tuple[int | None, int | None]:
        if not str(self.name).endswith(".svg"):
            return super()._get_image_dimensions()  # type: ignore[misc, no-any-return]
        if not hasattr(self, "_drawn"):
            is_closed = self.closed
            self.open()
            self._drawn = fit_drawing(self.read())
            self.close() if is_closed else self.seek(0)
        return self._drawn


class PictureField(PlainField, models.ImageField):
    """An image that is stored upright, without metadata, and at most 1600 pixels long (`explainer.pictures`).

    A drawing in SVG is stored as it is. Forms take none: only who loads a newsroom from files brings them.
    Its width and height fields must stand after it in the model, since they follow from what is stored.
    """

    attr_class = PictureFile

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, FittedPicture):
            file.seek(0)
            content = file.read()
            if is_drawing(content):
                fit_drawing(content)
                ending = "svg"
            else:
                content, ending = fit_apart(content)
            setattr(model_instance, self.attname, ContentFile(content, make_name(ending)))
        return super().pre_save(model_instance, add)

    def generate_filename(self, instance: models.Model | None, filename: Any) -> str:
        """The name that `pre_save` made: none from outside is kept."""
        return str(filename) if is_made_name(str(filename)) else make_name(str(filename).rpartition(".")[2])


def pictures_named(record: models.Model) -> set[str]:
    """The names of the pictures that a record shows or would show: its own, and those in its Markdown."""
    names: set[str] = set()
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(field, PictureField) and value:
            names.add(str(value))
        elif isinstance(field, MarkdownField):
            names |= pictures_in(value)
    return names


def pictures_in(markdown: str) -> set[str]:
    """The names of the uploaded pictures whose addresses stand in a text."""
    folder = media_folder()
    if folder not in markdown:
        return set()
    return {unquote(name) for name in re.findall(rf"(?<![\w.]){re.escape(folder)}([\w%.,+~/-]+)", markdown)}
