"""Titles in every script have addresses that say something, in Latin letters or in their own."""

from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from explainer.baking.file_names import file_of_address
from explainer.baking.files import BakeFolder
from explainer.baking.rendering import render
from explainer.baking.serving import BakedFirst
from explainer.embed.addresses import read_address
from explainer.models import Note
from explainer.publication.pages import found_at
from explainer.text.slugs import LONGEST_BYTES, make_slug
from tests.desk.test_admin import form_of, url
from tests.factories import make_article, make_note

TITLES = [
    ("Протест в Москве", "protest-v-moskve", "протест-в-москве"),
    ("Хрущёв и Йошкар-Ола", "khrushchev-i-yoshkar-ola", "хрущёв-и-йошкар-ола"),
    ("Київ — їжак, пам’ять", "kiiv-izhak-pamyat", "київ-їжак-память"),
    ("Διαδήλωση στην Αθήνα", "diadilosi-stin-athina", "διαδήλωση-στην-αθήνα"),
    ("انتخابات في مصر", "ntkhbt-fy-msr", "انتخابات-في-مصر"),
    ("北京奥运会 2008", "bei-jing-ao-yun-hui-2008", "北京奥运会-2008"),
    ("東京オリンピック", "dong-jing-orinpitku", "東京オリンピック"),
    ("საქართველო", "sakartvelo", "საქართველო"),
    ("서울 올림픽", "seoul-ollimpig", "서울-올림픽"),
    ("प्रधानमंत्री मोदी", "prdhanmmtri-modi", "प्रधानमंत्री-मोदी"),
    ("ประเทศไทย", "praethsaithy", "ประเทศไทย"),
    ("Երևան", "erewan", "երեւան"),
    ("Łódź Øre Æsir: MI6’s ½", "lodz-ore-aesir-mi6s-1-2", "łódź-øre-æsir-mi6s-1-2"),
    ("!!! ☃", "", ""),
    ("İstanbul'da deprem", "istanbulda-deprem", "istanbulda-deprem"),
]


@pytest.mark.parametrize(("title", "latin", "own"), TITLES)
def test_a_title_has_a_readable_address(title, latin, own):
    assert make_slug(title, is_unicode=True) == own
    assert make_slug(title) == latin


@pytest.mark.parametrize("is_unicode", [True, False])
@pytest.mark.parametrize("title", ["字" * 200, "слово " * 40, "word " * 40, "प्रधानमंत्री " * 20, "𠀀" * 90])
def test_it_is_never_too_long_for_a_file(title, is_unicode):
    slug = make_slug(title, is_unicode=is_unicode)
    assert 0 < len(slug) <= 90
    assert len(slug.encode()) <= LONGEST_BYTES
    assert not slug.endswith("-")


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "slug"), [(False, "bei-jing"), (True, "北京")])
def test_a_form_without_an_address_gets_one(admin_client, settings, own, slug):
    settings.UNICODE_SLUGS = own
    address = url("note", "add")
    form = form_of(admin_client.get(address)) | {"title": "北京", "summary": "x", "kind": "place", "slug": ""}
    admin_client.post(address, form)
    assert Note.objects.get().slug == slug


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["a/b", "a b", "a.b", "a%20b", "a#b", "字" * 61, "a\u200bb"])
def test_an_address_is_refused_that_would_break(slug):
    with pytest.raises(ValidationError) as caught:
        Note(title="x", summary="x", kind="event", slug=slug).full_clean()
    assert set(caught.value.message_dict) == {"slug"}


SLUGS = ["北京奥运会", "प्रधानमंत्री-मोदी", "протест", "plain"]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_an_address_in_any_script_is_read_baked_and_served(client, settings, tmp_path, slug):
    settings.BAKE_DIR = tmp_path
    article = make_article(slug=slug, title="A title")
    address = article.get_absolute_url()
    assert address == f"/articles/{quote(slug)}/"
    assert client.get(address).status_code == 200
    assert found_at(address)[1].kwargs == {"slug": slug}
    assert read_address(settings.SITE_URL + address).slug == slug
    assert read_address(f"{settings.SITE_URL}/articles/{slug}").slug == slug
    BakeFolder().write([render(address), render(reverse("oembed_article", args=[slug]))])
    assert (tmp_path / "articles" / slug / "index.html").exists()
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/articles/{slug}/".encode().decode("latin-1")}
    answers = []
    body = BakedFirst(None, tmp_path)(environ, lambda status, headers: answers.append(status))
    assert answers == ["200 OK"]
    assert b"A title" in b"".join(body)


@pytest.mark.django_db
def test_a_renamed_record_leads_from_one_script_to_the_other(client):
    note = make_note(slug="beijing")
    old = note.get_absolute_url()
    note.slug = "北京"
    note.save()
    assert client.get(old).headers["Location"] == "/notes/%E5%8C%97%E4%BA%AC/"


def test_the_file_of_an_address_has_the_letters():
    assert file_of_address("/notes/%E5%8C%97%E4%BA%AC/") == "notes/北京/index.html"
    with pytest.raises(ValueError, match="not an address"):
        file_of_address("/notes/%2E%2E/")
