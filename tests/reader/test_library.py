"""The front page, and the lists and pages of notes and claims."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explainer.models import Claim, Note, Revision, Verdict
from explainer.publication.pages import per_page
from explainer.reader import listing
from explainer.text.typography import curl
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db

LISTS = [("/", make_article), ("/notes/", make_note), ("/claims/", make_claim)]


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return [link.text for link in read(response).all("a", class_="headline")]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "Nothing has been published yet."),
        ("/notes/", "There is no background of this kind yet."),
        ("/claims/", "There is no claim here yet."),
        ("/claims/verdicts/disputed/", "There is no claim with this verdict yet."),
        ("/claims/articles/", "There is no claim yet."),
        ("/claimants/", "There is no claim yet."),
    ],
)
def test_it_says_so_where_there_is_nothing(client, address, words):
    html = read(client.get(address))
    assert html.one("p", class_="empty").text == words
    assert html.all("nav", class_="pages") == []


@pytest.mark.parametrize(("address", "make"), LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_it_lists_what_there_is(client, address, make, count):
    made = [make(title=f"Title {n}") for n in range(count)]
    html = read(client.get(address))
    assert sorted(titles(client, address)) == sorted(item.headline for item in made)
    assert {link.attrs["href"] for link in html.all("a", class_="headline")} == {i.get_absolute_url() for i in made}
    assert html.all("p", class_="empty") == html.all("nav", class_="pages") == []


def test_it_shows_the_newest_articles_first(client):
    now = timezone.now()
    for hours in (2, 1, 3):
        make_article(title=f"{hours} hours ago", published_at=now - datetime.timedelta(hours=hours))
    assert titles(client, "/") == ["1 hours ago", "2 hours ago", "3 hours ago"]


def test_it_lists_notes_and_claims_by_title(client):
    for title in ("Crimea", "Ambush", "Brezhnev"):
        make_note(title=title)
        make_claim(title=title)
    assert titles(client, "/notes/") == ["Ambush", "Brezhnev", "Crimea"]
    said = [f"Unproven: Someone says that {title}" for title in ("Ambush", "Brezhnev", "Crimea")]
    assert titles(client, "/claims/") == said


def test_it_filters_notes_by_kind(client):
    for kind in Note.Kind:
        make_note(kind=kind, title=f"A {kind}")
    for link in read(client.get("/notes/")).one("nav", class_="filter").all("a")[1:]:
        assert titles(client, link.attrs["href"]) == [f"A {link.attrs['href'].split('/')[-2]}"]
    current = read(client.get("/notes/kinds/place/")).all("a", aria_current="page")
    assert [(link.text, link.attrs["href"]) for link in current] == [("Place", "/notes/kinds/place/")]


def test_it_filters_claims_by_verdict(client):
    for verdict in Verdict:
        make_claim(verdict=verdict, title=f"A {verdict}")
    for link in read(client.get("/claims/")).one("nav", class_="filter").all("a")[1:]:
        verdict = Verdict(link.attrs["href"].split("/")[-2])
        assert titles(client, link.attrs["href"]) == [f"{verdict.label}: Someone says that a {verdict}"]
    current = read(client.get("/claims/verdicts/disputed/")).all("a", aria_current="page")
    assert [(link.text, link.attrs["href"]) for link in current] == [("Disputed", "/claims/verdicts/disputed/")]


PAGED = [
    ("/", make_article, {}, per_page("home")),
    ("/notes/", make_note, {}, per_page("notes")),
    ("/notes/kinds/place/", make_note, {"kind": "place"}, per_page("notes_of_kind")),
    ("/claims/verdicts/opinion/", make_claim, {"verdict": "opinion"}, per_page("claims_of_verdict")),
]


@pytest.mark.parametrize(("address", "make", "fields", "per_page"), PAGED)
def test_it_goes_on_to_the_next_page_of_the_same_list(client, address, make, fields, per_page):
    made = {make(title=f"Title {n}", **fields).headline for n in range(per_page + 1)}
    if fields:
        make(title="Another kind")
    first, second = read(client.get(address)), read(client.get(f"{address}page/2/"))
    assert first.one("nav", class_="pages").text.split() == ["Page", "1", "of", "2", "Next"]
    assert second.one("nav", class_="pages").text.split() == ["Previous", "Page", "2", "of", "2"]
    assert (first.one("a", rel="next").attrs["href"], first.all("a", rel="prev")) == (f"{address}page/2/", [])
    assert (second.one("a", rel="prev").attrs["href"], second.all("a", rel="next")) == (address, [])
    seen = [titles(client, address), titles(client, f"{address}page/2/")]
    assert [len(part) for part in seen] == [per_page, 1]
    assert set(seen[0] + seen[1]) == made


@pytest.mark.parametrize(
    "address",
    ["/page/2/", "/page/0/", "/notes/page/2/", "/notes/kinds/rumour/", "/claims/verdicts/true/", "/notes/page/-1/"],
)
def test_it_has_no_page_beyond_the_last_and_no_unknown_filter(client, address):
    make_note()
    assert client.get(address).status_code == 404


def test_it_shows_a_note_with_everything_and_where_it_is_used(client):
    note = make_note(title="Prague Spring", kind="event", summary="A thaw.", body="A *hope*.", place_name="Prague")
    note.events.create(date="1968-01", text="Dubček leads.")
    cite(note, make_source(title="Timeline", archived_url="https://archive.example/1"))
    newest = make_article("a", title="Second")
    annotate(make_article("a", title="First", published_at=timezone.now() - datetime.timedelta(days=1)), "a", note)
    annotate(newest, "a", note)
    html = read(client.get(note.get_absolute_url()))
    words = " ".join(html.one("main").text.split())
    for part in ("Prague Spring A thaw.", "A hope.", "January 1968 Dubček leads.", "Timeline (stored copy)"):
        assert part in words
    assert titles(client, note.get_absolute_url()) == ["Second", "First"]
    canonical = html.one("link", rel="canonical").attrs["href"]
    assert canonical == f"http://testserver{note.get_absolute_url()}"


def test_it_shows_a_claim_with_its_evidence_and_the_scale(client):
    claim = make_claim(title="More ground", claimant="Moore", quote="In a month", verdict="unproven", reasoning="So.")
    annotate(make_article("a", title="A story"), "a", claim)
    html = read(client.get(claim.get_absolute_url()))
    words = " ".join(html.one("main").text.split())
    for part in ("Unproven: Moore says that more ground", "Moore: In a month", "So.", "What the verdicts mean"):
        assert part in words
    assert len(html.all("dt")) == len(Verdict)
    assert titles(client, claim.get_absolute_url()) == ["A story"]


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_it_says_so_where_no_article_uses_it(client, make):
    html = read(client.get(make().get_absolute_url()))
    assert html.one("p", class_="empty").text == "No article uses this yet."


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_escapes_titles_in_lists(client, make):
    make(title='<b>bold</b> & "C" <script>alert(1)</script>')
    for address, _ in LISTS:
        assert "<script>alert" not in client.get(address).content.decode()
    shown = [title for address, _ in LISTS for title in titles(client, address)]
    said = "<b>bold</b> & “C” <script>alert(1)</script>"
    assert shown == [f"Unproven: Someone says that {said}" if make == make_claim else said]


def test_the_scale_says_what_each_verdict_means_and_how_it_is_reached(client):
    html = read(client.get("/claims/scale/"))
    assert [term.attrs["id"] for term in html.all("dt")] == Verdict.values
    assert [d.text for d in html.all("dd")] == [curl(f"{verdict.meaning}{verdict.reached}") for verdict in Verdict]
    assert len({verdict.reached for verdict in Verdict}) == len(Verdict)
    for link, verdict in zip(html.one("dl").all("a"), Verdict, strict=True):
        assert link.attrs["href"] == f"/claims/verdicts/{verdict}/"


def test_each_claim_leads_to_its_verdict_on_the_scale(client):
    claim = make_claim(verdict="disputed")
    annotation = annotate(make_article("a"), "a", claim)
    for address in (claim.get_absolute_url(), f"{annotation.get_absolute_url()}fragment/"):
        assert read(client.get(address)).one("a", href="/claims/scale/#disputed").text == "How we come to this verdict"
    assert read(client.get("/claims/")).one("a", href="/claims/scale/").text == "What the verdicts mean"


def test_every_page_leads_to_how_a_check_is_read(client):
    claim = make_claim()
    for address in ("/claims/", "/claims/scale/", claim.get_absolute_url()):
        assert len(read(client.get(address)).one("main").all("a", href="/claims/reading/")) == 1
    assert read(client.get("/")).one("footer").all("a", href="/claims/reading/")


def test_how_a_check_is_read_shows_the_shapes_and_names_every_class_of_change(client):
    page = read(client.get("/claims/reading/")).one("main")
    shapes = [each.attrs["data-shape"] for each in page.all("span", class_="verdict")]
    assert shapes == [verdict.shape for verdict in Verdict]
    assert [term.text for term in page.all("dt")][5:] == [str(label) for label in Revision.Change.labels]


@pytest.mark.parametrize("slug", sorted(Claim.reserved_slugs))
def test_no_claim_takes_the_address_of_another_page(slug):
    claim = make_claim(title=slug.title())
    assert type(claim).objects.free_slug(slug.title()) == f"{slug}-2"
    claim.slug = slug
    with pytest.raises(ValidationError, match="Another page stands at this address"):
        claim.full_clean()


@pytest.mark.parametrize(("address", "make"), LISTS)
def test_a_long_list_has_the_same_records_in_the_same_order(client, monkeypatch, address, make):
    for number in range(25):
        make(title=f"Title {number * 7 % 25:02d}")
    short = [titles(client, path) for path in (address, f"{address}page/2/") if client.get(path).status_code == 200]
    monkeypatch.setattr(listing, "LONG", 3)
    assert [titles(client, path) for path in (address, f"{address}page/2/")[: len(short)]] == short
    assert sum(map(len, short)) == 25
