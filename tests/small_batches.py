"""`manage.py` for a small newsroom, as `python -m tests.small_batches`: its pages are shared among processes and
written batch by batch, as those of a large one are."""

import sys

import django
from django.core.management import execute_from_command_line

PAGES = 20  # in a batch, and for a process of its own


def set_up():
    django.setup()
    from explainer.baking import queue

    queue.FEW, queue.ROUND = PAGES, 2 * PAGES
    queue.bake_due.__kwdefaults__["batch_size"] = PAGES


if __name__ == "__main__":
    set_up()
    execute_from_command_line(["manage.py", *sys.argv[1:]])
