"""Ways round the limits of guessing a password: other spellings, forged addresses, many accounts, many addresses."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.factories import make_user

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "a right password", "a wrong one"


@pytest.fixture
def editor(settings):
    settings.AXES_ENABLED = True
    settings.RATE_LIMITS = {}
    user = make_user("Editors", "kafka")
    user.set_password(RIGHT)
    user.save()
    return user


def guess(client, name, password=WRONG, address="198.51.100.1", **headers):
    sent = {"username": name, "password": password}
    return client.post("/admin/login/", sent, REMOTE_ADDR=address, headers=headers).status_code


def test_spellings_that_are_the_same_account_count_together(client, editor):
    """Django takes away spaces and folds look-alikes (NFKC): wide letters, ligatures."""
    spellings = ["kafka", " kafka ", "ｋａｆｋａ", "kaf\u212aa".lower(), "kafka\u00a0"]
    answers = [guess(client, spellings[n % len(spellings)]) for n in range(10)]
    assert answers[-1] == 429
    assert guess(client, "kafka", RIGHT) == 429
    assert {*AccessAttempt.objects.values_list("username", flat=True)} == {"kafka"}


@pytest.mark.parametrize("name", ["KAFKA", "Kafka", "kafka\u200b", "kafka\0", "ka\u0308fka"])
def test_other_spellings_are_no_way_in(client, editor, name):
    for _ in range(10):
        guess(client, "kafka")
    assert guess(client, name, RIGHT) != 302


def test_a_forged_way_here_changes_no_address(client, editor):
    """Who reaches the server by no proxy writes what he likes, and is who he is."""
    forged = [{"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}", "Forwarded": f"for=203.0.113.{n}",
               "Client-IP": f"203.0.113.{n}", "True-Client-IP": f"203.0.113.{n}"} for n in range(10)]  # fmt: skip
    assert [guess(client, "kafka", **headers) for headers in forged][-1] == 429
    assert {*AccessAttempt.objects.values_list("ip_address", flat=True)} == {"198.51.100.1"}


def test_what_the_proxy_appended_counts_and_not_what_was_written_before_it(client, editor):
    """nginx appends who asked it; the beginning is the client's own."""
    for n in range(10):
        last = guess(client, "kafka", address="127.0.0.1", **{"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"})
    assert last == 429
    assert {*AccessAttempt.objects.values_list("ip_address", flat=True)} == {"198.51.100.7"}


def test_other_browsers_are_the_same_guesser(client, editor):
    assert [guess(client, "kafka", **{"User-Agent": f"browser {n}"}) for n in range(10)][-1] == 429


def test_many_accounts_from_one_address_meet_the_limit_of_the_address(client, editor, settings):
    settings.RATE_LIMITS = {"sign_in": 30}
    answers = [guess(client, f"nobody{n}") for n in range(31)]
    assert answers == [200] * 30 + [429]
    assert guess(client, "kafka", RIGHT) == 429
    assert guess(client, "kafka", RIGHT, "203.0.113.9") == 302, "others go on"


def guess_from_everywhere(client, count=100):
    return {guess(client, "kafka", address=f"203.0.{n // 200}.{n % 200 + 1}") for n in range(count)}


def test_many_addresses_guess_at_one_account_a_hundred_times_and_no_more(client, editor):
    assert guess_from_everywhere(client) == {200}
    assert guess(client, "kafka", address="192.0.2.1") == 429
    assert guess(client, "kafka", RIGHT, address="192.0.2.1") == 429, "a lucky guess is not told from others"
    colleague = make_user("Editors", "brod")
    assert guess(client, colleague.username, "x", address="192.0.2.1") == 302


def test_its_owner_comes_in_meanwhile_from_where_they_have_been(client, editor):
    assert guess(client, "kafka", RIGHT, address="198.51.100.9") == 302
    client.logout()
    guess_from_everywhere(client)
    assert guess(client, "kafka", RIGHT, address="192.0.2.1") == 429
    assert guess(client, "kafka", RIGHT, address="198.51.100.9") == 302


def test_who_is_signed_in_is_asked_again_as_before(client, editor):
    client.force_login(editor)
    guess_from_everywhere(Client())
    session = client.session
    session["proven_at"] = 0
    session.save()
    sent = {"choice": "codes", "_password": RIGHT}
    assert client.post("/admin/second-factor/set-up/", sent, REMOTE_ADDR="192.0.2.1").status_code == 422, "the code"


def test_the_wait_for_guesses_from_everywhere_ends(client, editor):
    guess_from_everywhere(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert guess(client, "kafka", RIGHT, address="192.0.2.1") == 302
