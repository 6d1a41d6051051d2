"""A worker beside the server, and what the commands say at night."""

import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from explainer.baking import watching
from explainer.management.commands import bake
from explainer.models import Purge, StalePage
from tests.baking.running import Newsroom, started


class Enough(Exception):
    pass


def test_it_waits_longer_after_each_failure_and_goes_on(monkeypatch, caplog):
    pauses, outcomes = [], iter([OperationalError("gone\n\taway"), *[OSError("full")] * 5, None, OSError(), Enough()])
    monkeypatch.setattr(watching.time, "sleep", pauses.append)

    def look():
        outcome = next(outcomes)
        if outcome:
            raise outcome

    with pytest.raises(Enough):
        watching.run_until_stopped(look)
    assert pauses == [2, 4, 8, 16, 30, 30, 0.25, 2]
    assert caplog.messages[0] == "cannot bake just now, next try in 2 seconds: gone away"
    assert caplog.messages[6] == "baking goes on"


@pytest.mark.sqlite_pass_only
def test_a_worker_outlives_a_database_that_is_not_there(tmp_path):
    site = Newsroom(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/later/news.sqlite3")
    command = [sys.executable, "manage.py", "bake", "--watch"]
    with started(command, env=site.env, stderr=subprocess.PIPE, text=True) as worker:
        assert "cannot bake just now" in worker.stderr.readline()
        (tmp_path / "later").mkdir()
        site.use_template("migrated")
        site.manage(code="from explainer.models import StalePage; StalePage.objects.mark(['/robots.txt'])")
        deadline = time.monotonic() + 60
        while not (site.baked / "robots.txt").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        worker.send_signal(signal.SIGINT)
        assert worker.wait(30) == 0
    assert (site.baked / "robots.txt").exists()


@pytest.mark.sqlite_pass_only
@pytest.mark.parametrize("options", [[], ["--all"], ["--status"], ["--check"]])
def test_without_a_database_it_says_so_in_a_few_lines(tmp_path, options):
    site = Newsroom(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/none/news.sqlite3")
    command = [sys.executable, "manage.py", "bake", *options]
    done = subprocess.run(command, env=site.env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == f"CommandError: {bake.NO_DATABASE}\nunable to open database file\n"


@pytest.mark.sqlite_pass_only
def test_without_static_files_it_says_what_to_do_first(tmp_path):
    site = Newsroom(tmp_path, STATIC_ROOT=str(tmp_path / "static"))
    site.use_template("migrated")
    done = subprocess.run([sys.executable, "manage.py", "bake", "--all"], env=site.env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "run `manage.py collectstatic` first" in done.stderr


def test_a_folder_that_can_t_be_written_is_said(db, settings, tmp_path):
    settings.BAKE_DIR = tmp_path / "file" / "baked"
    (tmp_path / "file").touch()
    StalePage.objects.mark(["/notes/"])
    with pytest.raises(CommandError, match=r"(can't be written|1 pages fail)"):
        call_command("bake")
    assert StalePage.objects.count() == 1


def test_purges_that_fail_are_an_error_too(db, settings):
    settings.PURGER, settings.PURGE_URL = "explainer.baking.purgers.Varnish", ["http://127.0.0.1:1/"]
    StalePage.objects.mark([], ["site"])
    with pytest.raises(CommandError, match=r"^1 purges fail\."):
        call_command("bake")
    assert Purge.objects.count() == 1


def test_status_says_how_many_more_fail_and_that_nobody_works(db, capsys):
    StalePage.objects.mark([f"/notes/{number}/" for number in range(bake.LISTED + 3)])
    StalePage.objects.update(attempts=1, error="OSError: full", due=timezone.now())
    call_command("bake", "--status")
    said = capsys.readouterr().out
    assert (said.count("OSError: full"), "… and 3 more that fail." in said, bake.NOBODY_WORKS in said) == (
        bake.LISTED, True, False,
    )  # fmt: skip
    StalePage.objects.update(due=timezone.now() - timedelta(seconds=bake.OVERDUE + 1))
    call_command("bake", "--status")
    assert bake.NOBODY_WORKS in capsys.readouterr().out
