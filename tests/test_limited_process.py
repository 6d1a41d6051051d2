"""One hostile file costs its sender a sentence, and nobody else anything."""

import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from explainer import limited_process
from explainer.desk import importing
from explainer.limited_process import StoppedError, run
from explainer.models import Note
from explainer.models.picture import fit_apart
from explainer.pictures import UnfitPictureError
from tests.factories import make_note, make_picture
from tests.test_pictures import REFUSED

JOBS = "tests.hostile_jobs"


@pytest.fixture(scope="module", autouse=True)
def enabled():
    limited_process._enabled = True
    yield
    limited_process._enabled = False


def do(name, *args, seconds=20, megabytes=200):
    return run(f"{JOBS}:{name}", *args, seconds=seconds, megabytes=megabytes)


def test_it_returns_what_the_function_returns_from_another_process():
    assert do("double", 21) == 42
    assert do("who") != os.getpid()
    assert do("who") != do("who")


def test_it_raises_what_the_function_raises():
    with pytest.raises(ValueError, match="“x” is refused"):
        do("refuse", "x")


def test_an_error_that_can_t_travel_is_told():
    with pytest.raises(RuntimeError, match="Odd: 1 and 2"):
        do("raise_odd")


def test_it_carries_megabytes_both_ways():
    text = "é" * 5_000_000
    assert do("whole", text) == text


@pytest.mark.parametrize("name", ["loop", "backtrack", "fill", "die"])
def test_a_job_that_takes_too_much_is_stopped_and_the_next_is_done(name):
    with pytest.raises(StoppedError):
        do(name, seconds=1)
    assert do("double", 2) == 4


def test_a_job_that_only_waits_is_stopped_by_the_clock(monkeypatch):
    monkeypatch.setattr(limited_process, "PATIENCE", 0)
    start = time.monotonic()
    with pytest.raises(StoppedError):
        do("sleep", seconds=1)
    assert time.monotonic() - start < 60


def test_one_that_is_too_slow_to_take_its_text_is_stopped_too(monkeypatch):
    monkeypatch.setattr(limited_process, "PATIENCE", 0)
    with pytest.raises(StoppedError):
        do("whole", "é" * 5_000_000, seconds=0)


def test_others_are_served_while_one_is_held():
    held = threading.Thread(target=pytest.raises, args=(StoppedError, do, "backtrack"), kwargs={"seconds": 3})
    held.start()
    start = [do("double", number) for number in range(5)]
    assert held.is_alive()
    assert start == [0, 2, 4, 6, 8]
    held.join(60)


@pytest.mark.thorough
def test_a_helper_that_was_killed_is_started_anew():
    helper = do("parent")
    os.kill(helper, signal.SIGKILL)
    for _ in range(100):
        if not _is_alive(helper):
            break
        time.sleep(0.05)
    assert do("double", 3) == 6
    assert do("parent") != helper


def test_the_helper_ends_with_its_server():
    code = (
        "from explainer import limited_process as l; l.enable(); print(l.run('{}:parent', seconds=20, megabytes=200))"
    )
    command = [sys.executable, "-c", code.format(JOBS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    for _ in range(100):
        if not _is_alive(int(done.stdout)):
            return
        time.sleep(0.05)
    raise AssertionError("the helper lives on")


def test_commands_are_not_limited(monkeypatch):
    monkeypatch.setattr(limited_process, "_enabled", False)
    assert do("who") == os.getpid()


def _is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.thorough
@pytest.mark.django_db
def test_a_text_that_takes_too_much_is_refused_with_a_sentence_and_stands_in_the_form(admin_client, monkeypatch):
    monkeypatch.setattr(importing, "SECONDS", 0)  # which setrlimit takes for one second
    text = "<html><body>" + "<p>One of very many sentences that are read.</p>" * 100_000
    answer = admin_client.post(reverse("admin:explainer_article_import"), {"step": "find", "text": text})
    assert answer.status_code == 422
    assert "takes more time or memory to read than there is" in answer.content.decode()
    assert "One of very many sentences" in answer.content.decode()


def test_a_picture_that_takes_too_much_is_refused_with_a_sentence(monkeypatch):
    """It is unpacked where it is nobody else's memory: 190 kB to 400 MB."""
    real = limited_process.run
    monkeypatch.setattr(limited_process, "run", lambda job, *args, **limits: real(job, *args, seconds=20, megabytes=90))
    file = io.BytesIO()
    Image.new("RGBA", (7000, 7000)).save(file, "PNG")
    field = Note._meta.get_field("picture").formfield()
    with pytest.raises(ValidationError, match=r"takes too much time or memory to read\. Make it") as refused:
        field.clean(SimpleUploadedFile("large.png", file.getvalue(), "image/png"))
    assert refused.value.code == "cost"
    assert field.clean(SimpleUploadedFile("small.png", make_picture(40, 30).read(), "image/png"))


@pytest.mark.parametrize("name", ["a cut AVIF", "a text", "13,300 pixels square"])
def test_a_picture_that_is_none_is_refused_for_what_it_is(name):
    content, reason = REFUSED[name]
    with pytest.raises(UnfitPictureError, match=reason):
        fit_apart(content)


@pytest.mark.django_db
def test_markdown_is_tried_before_it_is_saved(monkeypatch):
    monkeypatch.setattr(limited_process, "run", lambda *args, **limits: (_ for _ in ()).throw(StoppedError("slow")))
    with pytest.raises(ValidationError, match="This text takes too much time or memory to read"):
        make_note(body="An unusual text.").full_clean()
