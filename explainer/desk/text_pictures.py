"""Uploads a picture into a text. What the text keeps of it is Markdown, as `explainer.markdown_dialect` reads it.

The canvas (static/js/desk/canvas_pictures.js) sends the file alone and gets its address. Without scripts there is a
page that gives the Markdown to copy.
"""

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from explainer.actions.permissions import may_write_texts
from explainer.actions.picture_uploads import upload_picture
from explainer.models.picture import PictureFormField
from explainer.rendering import media_folder


class TextPictureForm(forms.Form):
    picture = PictureFormField(label=gettext_lazy("Picture"))
    alt = forms.CharField(
        label=gettext_lazy("Alternative text"), max_length=400, required=False,
        help_text=gettext_lazy("What the picture shows, for those who can't see it."),
    )  # fmt: skip
    caption = forms.CharField(label=gettext_lazy("Caption"), max_length=400, required=False)
    credit = forms.CharField(label=gettext_lazy("Credit"), max_length=200, required=False)
    wide = forms.BooleanField(label=gettext_lazy("Wider than the text"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


@require_http_methods(["GET", "POST"])
def text_picture(request: HttpRequest) -> HttpResponse:
    """JSON {src} for the canvas (`as=json`), 422 with {said} if it is no picture; else a page with the Markdown."""
    if not may_write_texts(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = TextPictureForm(request.POST, request.FILES) if is_sent else TextPictureForm()
    src = _uploaded(request, form) if is_sent else ""
    if request.POST.get("as") == "json":
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"src": src} if src else {"said": said}, status=200 if src else 422)
    context = {**admin.site.each_context(request), "title": _("A picture for a text"), "form": form}
    if src:
        context |= {"shown": (settings.FORCE_SCRIPT_NAME or "") + src, "markdown": markdown_of(src, form.cleaned_data)}
    return render(request, "desk/text_picture.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, form: TextPictureForm) -> str:
    """The address of the picture, from the site's root as texts name it; "" if the form is wrong."""
    if not form.is_valid():
        return ""
    upload = upload_picture(form.cleaned_data["picture"], by=cast(User, request.user))
    return media_folder() + upload.name


def markdown_of(src: str, words: dict[str, Any]) -> str:
    """`![A bridge](/media/bridge.jpg#wide "The bridge in May | Photo: A. Tesař")`"""
    alt = re.sub(r"([\[\]])", r"\\\1", words["alt"])
    caption, credit = (words[name].replace('"', "”").replace("|", "/").strip() for name in ("caption", "credit"))
    title = f"{caption} | {credit}".strip() if credit else caption
    wide = "#wide" if words["wide"] else ""
    return f"![{alt}]({src}{wide}" + (f' "{title}")' if title else ")")
