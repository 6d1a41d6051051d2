"""Who said it: a claim's words choose or make a record, and everything that somebody said stands on one page."""

import pytest
from django.core.exceptions import ValidationError

from explainer.models import Claim, Claimant, StalePage
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from explainer.publication.shown import pages_showing
from tests.factories import annotate, make_article, make_claim, make_note
from tests.markup import read
from tests.reader.test_previews import link_to

pytestmark = pytest.mark.django_db


def test_everything_that_somebody_said_is_a_page(client):
    note = make_note(title="Petra Lang", slug="lang")
    make_claim(title="It will rain", claimant="Petra Lang", claimant_role="then mayor", said_on="2023")
    make_claim(title="It rained", claimant="petra lang", claimant_role="minister", said_on="2025-03-01")
    make_claim(title="It never rained", claimant="Petra Lang", state="draft")
    make_claim(title="Snow fell", claimant="Another")
    lang = Claimant.objects.named("PETRA LANG")
    Claimant.objects.filter(pk=lang.pk).update(kind="person", about="Once mayor.", note=note)
    page = read(client.get("/claimants/petra-lang/"))
    assert page.one("h1").text == "Petra Lang"
    assert [link.text for link in page.all("a", class_="headline")] == [
        "Unproven: petra lang says that it rained", "Unproven: Petra Lang says that it will rain",
    ]  # fmt: skip
    for words in ("Person", "Once mayor.", "then mayor; minister", "2 claims", "Background: Petra Lang"):
        assert words in page.text
    listed = read(client.get("/claimants/"))
    assert [(link.text, link.attrs["href"]) for link in listed.all("a", class_="headline")] == [
        ("Another", "/claimants/another/"), ("Petra Lang", "/claimants/petra-lang/"),
    ]  # fmt: skip


def test_a_claim_leads_to_everything_that_its_claimant_said(client):
    claim = make_claim(claimant="Petra Lang", title="It rained", slug="rained")
    article = make_article("It rained, it snowed.", slug="weather")
    card = annotate(article, "It rained", claim).get_absolute_url()
    for path in (claim.get_absolute_url(), card, f"{card}fragment/", "/articles/weather/full/"):
        assert read(client.get(path)).one("a", href="/claimants/petra-lang/").text == "Petra Lang", path
    for path in ("/embed/claims/rained/", "/embed/articles/weather/"):
        link = read(client.get(path)).one("a", href="http://testserver/claimants/petra-lang/")
        assert (link.text, link.attrs["target"]) == ("Petra Lang", "_blank"), path


def test_a_claim_that_readers_do_not_see_yet_leads_to_no_page_of_its_claimant(client):
    link = link_to(make_claim(claimant="Petra Lang", state="draft"))
    page = client.get(link).text
    assert "<b>Petra Lang</b>" in page
    assert "/claimants/" not in page


def test_the_first_page_of_claims_counts_them(client):
    article = make_article("It rained.", title="Rain")
    for number in range(2):
        claim = make_claim(claimant="Lang", kind="prediction", said_on="2023", verdict="disputed", title=f"It {number}")
    annotate(article, "rained", claim)
    page = read(client.get("/claims/"))
    numbers = [n.text for n in page.all("span", class_="n")]
    assert numbers == ["0", "0", "2", "0", "0", "0", "2", "1", "2", "2"]
    for address, heading in [
        ("/claims/kinds/prediction/", "Prediction"), ("/claims/years/2023/", "Said in 2023"),
        ("/claimants/lang/", "Lang"), (f"/articles/{article.slug}/claims/", "Rain"),
    ]:  # fmt: skip
        assert page.one("a", href=address)
        assert read(client.get(address)).one("h1").text == heading
    assert [link.attrs["href"] for link in read(client.get("/claims/articles/")).all("a", class_="headline")] == [
        f"/articles/{article.slug}/claims/"
    ]


@pytest.mark.parametrize(
    "address", ["/claimants/nobody/", "/claims/years/1900/", "/claims/kinds/rumour/", "/claims/years/99999/"]
)
def test_there_is_no_page_of_what_nobody_said(client, address):
    make_claim(state="draft", claimant="Nobody", said_on="1900")
    assert client.get(address).status_code == 404


def test_every_year_is_counted_also_before_the_common_era(client):
    for year in ("-0043", "0000", "0073", *map(str, range(2000, 2020))):
        make_claim(said_on=year)
    links = [link for link in read(client.get("/claims/")).all("a") if link.attrs["href"].startswith("/claims/years/")]
    assert [link.text for link in links[:20]] == [str(year) for year in range(2019, 1999, -1)]
    assert [(link.text, link.attrs["href"]) for link in links[20:]] == [
        ("AD 73", "/claims/years/73/"), ("1 BC", "/claims/years/0/"), ("44 BC", "/claims/years/-43/"),
    ]  # fmt: skip
    for link in links[20:]:
        page = read(client.get(link.attrs["href"]))
        assert page.one("h1").text == f"Said in {link.text}"
        assert [each.text for each in page.all("a", href="/claims/")] == ["Claims", "All claims"]
        assert link.attrs["href"] in set(all_addresses())


def test_a_year_has_one_address(client):
    make_claim(said_on="0073")
    make_claim(said_on="0000")
    assert [client.get(f"/claims/years/{year}/").status_code for year in ("73", "0073", "0", "-0")] == [200, 404] * 2


def test_a_claim_of_long_ago_marks_the_page_of_its_year():
    claim = make_claim(said_on="-0043")
    with change(claim):
        claim.title = "Another"
        claim.save()
    assert StalePage.objects.filter(path="/claims/years/-43/").exists()


def test_another_name_is_the_same_claimant_and_a_name_of_two_is_refused():
    ministry = Claimant.objects.create(slug="mod", name="UK Ministry of Defence", aliases=["MoD", "London"])
    assert make_claim(claimant="mod").said_by == ministry
    other = Claimant(name="London ", aliases=[])
    with pytest.raises(ValidationError, match="known already as a name of UK Ministry of Defence"):
        other.full_clean()


def test_a_name_that_no_claim_has_any_more_leaves_no_record_but_what_was_written_stays():
    claim = make_claim(claimant="Typo Lnag")
    claim.claimant = "Lang"
    claim.save()
    assert [each.name for each in Claimant.objects.all()] == ["Lang"]
    Claimant.objects.update(about="Mayor.")
    claim.claimant = "Other"
    claim.save()
    assert [each.name for each in Claimant.objects.all()] == ["Lang", "Other"]


def test_a_working_copy_makes_no_claimant_until_it_is_published():
    claim = make_claim(claimant="Lang")
    Claim(copy_of=claim, slug="x", title="X", summary="S", claimant="Somebody new").save()
    assert [each.name for each in Claimant.objects.all()] == ["Lang"]


def test_a_new_claim_makes_its_own_lists_stale_and_no_other_claimants(client):
    for name in ("A", "B", "C"):
        make_claim(claimant=name, said_on="2020")
    new = Claim(slug="new", title="New", summary="S", kind="fact", claimant="B", said_on="2020", state="published")
    with change(new):
        new.save()
    paths = {path for path in StalePage.objects.values_list("path", flat=True) if path.startswith("/claim")}
    assert paths == {
        "/claims/", "/claims/verdicts/unproven/", "/claims/kinds/fact/", "/claims/years/2020/", "/claimants/b/",
        "/claimants/", "/claims/new/", "/claims/new/changes/", "/claims/new/picture.png",
    }  # fmt: skip


def test_what_a_claimants_claims_stand_on_goes_stale_with_its_record(client):
    claim, other = make_claim(claimant="Lang", slug="rained"), make_claim(claimant="Other", slug="snowed")
    article = make_article("It rained, it snowed.", slug="weather")
    card = annotate(article, "It rained", claim).get_absolute_url()
    annotate(make_article("It snowed.", slug="snow"), "It snowed", other)
    lang = Claimant.objects.named("Lang")
    with change(lang):
        lang.slug = "petra-lang"
        lang.save()
    assert read(client.get("/claims/rained/")).one("a", href="/claimants/petra-lang/")
    paths = set(StalePage.objects.values_list("path", flat=True))
    assert {"/claims/rained/", card, f"{card}fragment/", "/articles/weather/full/", "/claimants/petra-lang/"} <= paths
    assert not [path for path in paths if "snow" in path]
    assert pages_showing(lang) == 5  # its own, those of claims and of claimants, the claim's and the article's
