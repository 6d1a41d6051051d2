"""`manage.py` for a small newsroom, as `python -m tests.small_batches`: its pages are shared among processes and
written batch by batch, as those of a large one are."""

import sys

import django
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    django.setup()
    from explainer.baking import queue

    queue.FEW = 20  # pages that are worth a process
    queue.bake_due.__kwdefaults__["batch_size"] = 20
    execute_from_command_line(["manage.py", *sys.argv[1:]])
