"""Twenty bakers, each killed in the middle of its work: `python -m tests.baking.killed_bakers`. Prints how many were.

Each tells of every page that it makes, and is killed when it has made some, and a moment later: on a slow machine it is
at work then too. It is a fork of this process, which has loaded Django already, so that it is at work soon.
"""

import os
import random
import signal
import time
import traceback

from django.core.management import call_command

from tests.small_batches import PAGES, set_up

KILLS = 20


def bake(pipe, *options):
    """Bake in this process, which ends with it, and write a byte to the pipe for each page that is made."""
    from explainer.baking import queue

    real = queue.render

    def told(path):
        page = real(path)
        os.write(pipe, b".")
        return page

    queue.render = told
    with open(os.devnull, "w") as nowhere:
        call_command("bake", *options, stdout=nowhere)
    os._exit(0)


def kill_one(pages, seconds, *options):
    """Kill a baker so many seconds after it has made so many pages. False if it was done before."""
    reading, writing = os.pipe()  # left open: processes that a killed baker has begun write on for a moment
    baker = os.fork()
    if not baker:
        try:
            bake(writing, *options)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    made = 0
    while made < pages and os.read(reading, 1):
        made += 1
    time.sleep(seconds)
    os.kill(baker, signal.SIGKILL)
    os.waitpid(baker, 0)
    return made == pages


def main():
    set_up()
    dice = random.Random(1)
    for number in range(KILLS):
        pages, seconds = dice.randrange(1, PAGES + 2), dice.random() / 50
        if not kill_one(pages, seconds, f"--jobs={number % 2 + 1}", *([] if number else ["--all"])):
            return number
    return KILLS


if __name__ == "__main__":
    print(main())
