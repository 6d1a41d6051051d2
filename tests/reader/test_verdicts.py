"""How a claim stands: the verdict's history, the newsroom's own scale, and predictions whose day has come."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explainer.actions.revising import revise
from explainer.models import Revision, ScaleVerdict, StalePage, VerdictChange
from explainer.models.verdict import Verdict, VerdictShape, copy_ours, on_scale
from explainer.publication.schedule import go_out
from explainer.styles import article_css, embed_css
from tests.factories import annotate, cite, make_article, make_claim, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db
DAY = timezone.now() - timedelta(days=30)
OF_WORDS = ("--stroke", "font-weight", "font-style")  # what a shape says of its verdict's word


def judge_anew(claim, verdict, change="new_fact", line="A count was published.", source=None):
    claim.verdict = verdict
    claim.save()
    if source:
        cite(claim, source)
    return revise(claim, change=change, line=line)


def changed_claim(**told):
    claim = make_claim(title="30,000 marched", claimant="Lang", verdict="unproven")
    cite(claim, make_source(title="Old paper"))
    revise(claim)
    revision = judge_anew(claim, "disputed", source=make_source(title="New count", slug="count"), **told)
    Revision.objects.filter(pk=revision.pk).update(public_from=DAY)
    return claim


def test_a_claim_says_what_its_verdict_was_until_when_why_and_on_which_new_source(client):
    claim = changed_claim()
    article = make_article("They marched.")
    card = annotate(article, "marched", claim)
    day = f"{DAY.day} {DAY:%B %Y}"
    for address in (claim.get_absolute_url(), card.get_absolute_url(), f"{card.get_absolute_url()}fragment/",
                    f"/embed/claims/{claim.slug}/"):  # fmt: skip
        past = read(client.get(address)).one("p", class_="checked past")
        assert past.text.startswith(f"Was “Unproven” until {day}: A count was published. New source: New count."), (
            address
        )
        assert [link.text for link in past.all("a")] == ["New count", "What changed"]


def test_what_was_a_correction_stands_under_corrections_with_both_verdicts(client):
    changed_claim(change="correction", line="We had missed the count.")
    assert "Verdict: Unproven → Disputed" in read(client.get("/corrections/")).text


def test_nothing_is_kept_of_a_verdict_that_readers_never_saw():
    claim = make_claim(state="draft", verdict="unproven")
    revise(claim)
    judge_anew(claim, "disputed")
    shown = make_claim(verdict="unproven")
    revise(shown)
    shown.summary = "Other words."
    shown.save()
    revise(shown)
    assert not VerdictChange.objects.exists()


def test_the_newsrooms_own_scale_is_shown_in_its_order(client):
    ScaleVerdict.objects.create(
        value="half-true", label="Half true", meaning="Part of it.", shape="quarter", position=2
    )
    ScaleVerdict.objects.create(value="true", label="True", meaning="All of it.", shape="full-square", position=1)
    page = read(client.get("/claims/scale/"))
    assert [(each.text, each.attrs["data-shape"]) for each in page.all("span", class_="verdict")] == [
        ("True", "full-square"), ("Half true", "quarter"),
    ]  # fmt: skip
    claim, lost = make_claim(verdict="half-true"), make_claim(verdict="no-more-there")
    assert claim.headline.startswith("Half true: ")
    heading = read(client.get(lost.get_absolute_url())).all("span", class_="verdict")[0]
    assert (heading.text, heading.attrs["data-shape"]) == ("No more there", "dashed")
    assert make_claim(verdict="disputed").headline.startswith("Disputed: ")  # ours, which the scale has no more
    assert client.get("/claims/verdicts/disputed/").status_code == 404
    with pytest.raises(ValidationError, match="is not a valid choice"):
        lost.full_clean()


def test_no_two_verdicts_look_alike_without_colour():
    list(copy_ours())
    twin = ScaleVerdict(value="twin", label="DISPUTED", meaning="X.", shape="half")
    with pytest.raises(ValidationError) as refused:
        twin.full_clean()
    said = " ".join(refused.value.messages)
    assert "the two would look alike" in said
    twin.shape = "bars"
    with pytest.raises(ValidationError, match="Readers could not tell the two apart"):
        twin.full_clean()


@pytest.mark.parametrize("sheet", [article_css, embed_css], ids=["pages", "frames"])
def test_each_shape_is_drawn_otherwise_and_in_a_form_not_a_colour(sheet):
    drawn = {
        shape: frozenset(line for line in styles_of(shape, sheet()).items() if line[0] not in OF_WORDS)
        for shape in [*VerdictShape.values, "dashed"]
    }
    assert len(set(drawn.values())) == len(drawn), drawn


@pytest.mark.parametrize("sheet", [article_css, embed_css], ids=["pages", "frames"])
def test_each_verdict_s_word_is_set_otherwise_too(sheet):
    """By the line under it, its weight or its slope: at nine pixels the shape alone is small."""
    drawn = {shape: tuple(styles_of(shape, sheet()).get(name) for name in OF_WORDS) for shape in VerdictShape.values}
    assert len(set(drawn.values())) == len(drawn), drawn


def styles_of(shape, css):
    """What the style sheet says of the shape and its word: the later rule wins."""
    found = {}
    for selectors, body in re.findall(r"((?:\[data-shape[^{]*?)+)\{([^}]*)\}", css):
        if any(fits(shape, selector.strip()) for selector in selectors.split(",")):
            found |= dict(line.strip().split(":", 1) for line in body.split(";") if line.strip())
    return found


def fits(shape, selector):
    """Whether the attribute selectors of `selector` choose the shape."""
    name = r'\[data-shape([$|^])?=?"?([\w-]*)"?\]'
    refused = re.findall(rf":not\({name}\)", selector)
    wanted = re.findall(name, re.sub(r":not\([^)]*\)", "", selector))
    meets = {"": lambda value: not value or shape == value, "$": shape.endswith, "^": shape.startswith,
             "|": lambda value: shape == value or shape.startswith(f"{value}-")}  # fmt: skip
    return all(meets[how](value) for how, value in wanted) and not any(meets[how](value) for how, value in refused)


def test_each_of_ours_keeps_its_word_its_meaning_and_its_shape_as_a_record():
    before = [on_scale(verdict.value) for verdict in Verdict]
    list(copy_ours())
    assert [on_scale(verdict.value) for verdict in Verdict] == before
    assert not list(copy_ours())


def test_a_prediction_is_due_from_its_day_until_somebody_judges_it(client):
    claim = make_claim(kind="prediction", verdict="unproven", judge_by=date.today() + timedelta(days=1))
    assert "Can be judged on" in read(client.get(claim.get_absolute_url())).text
    type(claim).objects.update(judge_by=date.today() - timedelta(days=1))  # the night passes
    StalePage.objects.all().delete()
    go_out()
    assert StalePage.objects.filter(path=claim.get_absolute_url()).exists()
    assert "Due since" in read(client.get(claim.get_absolute_url())).one("p", class_="due").text
    assert [each.pk for each in type(claim).objects.due()] == [claim.pk]
    StalePage.objects.all().delete()
    go_out()
    assert not StalePage.objects.exists()
    claim.refresh_from_db()
    judge_anew(claim, "well_supported")
    assert "Due since" not in read(client.get(claim.get_absolute_url())).text
    assert not type(claim).objects.due()


def test_only_what_time_will_tell_has_such_a_day():
    claim = make_claim(kind="fact", judge_by=date.today())
    with pytest.raises(ValidationError, match="Only a prediction or a promise"):
        claim.full_clean()


def test_who_deletes_a_verdict_is_told_how_many_claims_have_it(admin_client):
    list(copy_ours())
    make_claim(verdict="disputed")
    used, unused = (ScaleVerdict.objects.get(value=value).pk for value in ("disputed", "opinion"))
    said = "1 claim has the verdict “Disputed”. Readers see a dashed ring"
    for pk, is_said in ((used, True), (unused, False)):
        page = read(admin_client.get(f"/admin/explainer/scaleverdict/{pk}/delete/"))
        assert (said in " ".join(page.text.split())) == is_said


def test_a_verdict_that_was_renamed_and_deleted_keeps_the_newsrooms_word(client, admin_client):
    list(copy_ours())
    renamed = {"disputed": "Contested", "unproven": "No proof yet", "opinion": "A view"}
    for value, label in renamed.items():
        ScaleVerdict.objects.filter(value=value).update(label=label)
    claims = [make_claim(verdict=value, slug=value) for value in renamed]
    pk = ScaleVerdict.objects.get(value="disputed").pk
    admin_client.post(f"/admin/explainer/scaleverdict/{pk}/delete/", {"post": "yes"})
    rest = ScaleVerdict.objects.filter(value__in=["unproven", "opinion"])
    data = {"action": "delete_selected", "_selected_action": [each.pk for each in rest], "post": "yes"}
    admin_client.post("/admin/explainer/scaleverdict/", data)
    assert not ScaleVerdict.objects.filter(value__in=renamed).exists()
    for claim in claims:
        heading = read(client.get(claim.get_absolute_url())).all("span", class_="verdict")[0]
        assert (heading.text, heading.attrs["data-shape"]) == (renamed[claim.verdict], "dashed")
    ScaleVerdict.objects.all().delete()  # then the scale is ours again
    assert read(client.get("/claims/disputed/")).all("span", class_="verdict")[0].text == "Disputed"
