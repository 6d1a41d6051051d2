"""Pictures that editors upload: made fit for the public before they are stored, whichever way they come in."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from explainer.pictures import fit_for_pages

from .plain_field import PlainField


class PictureField(PlainField, models.ImageField):
    """An image that is stored upright, without metadata, and at most 1600 pixels long (`explainer.pictures`).

    Its width and height fields must stand after it in the model, since they follow from what is stored.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            file.seek(0)
            content, ending = fit_for_pages(file.read())
            name = PurePath(file.name).with_suffix(f".{ending}").name
            setattr(model_instance, self.attname, ContentFile(content, name))
        return super().pre_save(model_instance, add)
