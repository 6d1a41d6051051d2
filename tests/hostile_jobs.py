"""Jobs that a process of limited time and memory is given in tests."""

import os
import re
import time


def double(number):
    return 2 * number


def refuse(text):
    raise ValueError(f"“{text}” is refused")


class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def raise_odd():
    raise Odd(1, 2)


def loop():
    while True:
        pass


def backtrack():
    """The kind of fault that it is made for: one call into C that no signal handler of Python's interrupts."""
    return re.match(r"(a+)+$", "a" * 60 + "b")


def sleep():
    time.sleep(600)


def fill():
    return len([bytes(10_000_000) for _ in range(1000)])


def die():
    os.abort()


def whole(text):
    return text


def who():
    return os.getpid()


def parent():
    return os.getppid()
