"""Each test bakes into a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BAKE_DIR = tmp_path / "baked"
    return settings.BAKE_DIR
