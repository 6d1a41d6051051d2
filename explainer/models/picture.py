"""Pictures that editors upload: made fit for the public before they are stored, whichever way they come in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer.pictures import MOST_PIXELS, UnfitPictureError, fit_for_pages

from .plain_field import PlainField

REASONS = {
    "kind": _("This is no picture that pages can show. Save it as JPEG, PNG, WebP, AVIF or GIF, and choose it again."),
    "size": _("This picture has more than %(most)d million pixels. Make it smaller, and choose it again."),
    "damaged": _("This picture is damaged or cut off. Save it again where it was made, and choose it again."),
}


class PictureFormField(forms.FileField):
    """An uploaded picture: whatever can't be shown is refused with a sentence, before anything is unpacked."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"})

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file:
            check_picture(file.read())
            file.seek(0)
        return file


def check_picture(content: bytes) -> None:
    """Raise ValidationError, with what to do, unless the bytes are a picture that can be shown."""
    try:
        fit_for_pages(content)
    except UnfitPictureError as error:
        values = {"most": MOST_PIXELS // 1_000_000}
        raise ValidationError(REASONS[error.reason], code=error.reason, params=values) from error


class PictureField(PlainField, models.ImageField):
    """An image that is stored upright, without metadata, and at most 1600 pixels long (`explainer.pictures`).

    Its width and height fields must stand after it in the model, since they follow from what is stored.
    """

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            file.seek(0)
            content, ending = fit_for_pages(file.read())
            name = PurePath(file.name).with_suffix(f".{ending}").name
            setattr(model_instance, self.attname, ContentFile(content, name))
        return super().pre_save(model_instance, add)
