"""The names that notes and claims are known by."""

import pytest

from explainer.models import KnownName
from explainer.models.known_names import name_key
from tests.factories import make_claim, make_note

pytestmark = pytest.mark.django_db


def names(item):
    return sorted(item.names.values_list("key", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wagner mutiny", "WAGNER  Mutiny "), ("the “thaw”", "The 'thaw'"), ("Be-200", "be–200"), ("Café", "Cafe\u0301")],
)
def test_names_that_mean_the_same_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_have_different_keys():
    assert name_key("Wagner mutiny") != name_key("Wagner mutinies")


def test_a_note_is_known_by_its_title_and_its_aliases():
    assert names(make_note(title="Wagner mutiny", aliases=["The March", "wagner Mutiny"])) == [
        "the march", "wagner mutiny",
    ]  # fmt: skip


def test_names_follow_when_a_note_is_saved_again():
    note = make_note(title="Wagner mutiny", aliases=["The March", "Rebellion"])
    note.title, note.aliases = "Wagner rebellion", ["Rebellion"]
    note.save()
    assert names(note) == ["rebellion", "wagner rebellion"]


def test_a_claim_is_known_by_its_title_and_its_names_go_with_it():
    claim = make_claim(title="Join hands")
    assert names(claim) == ["join hands"]
    claim.delete()
    assert [name.key for name in KnownName.objects.all()] == ["someone"]  # the claimant's


def test_it_finds_who_is_known_by_a_name():
    note = make_note(title="Wagner mutiny", aliases=["The March"])
    make_note(title="Other")
    assert [name.note for name in KnownName.objects.known_as(["THE march", ""])] == [note]
    assert not KnownName.objects.known_as(["", " "]).exists()
