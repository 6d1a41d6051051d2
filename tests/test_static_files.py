"""Static files as they are deployed."""

import re
from pathlib import Path

from django.conf import settings as django_settings
from django.core.management import call_command

from explainer.embed import loader

ROOT = Path(django_settings.BASE_DIR)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'`]([./][^"'`]*)["'`]""")


def test_no_import_of_a_script_stays_without_its_hash(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["admin"])
    scripts = [path for path in Path(tmp_path, "js").rglob("*.js") if HASHED.search(path.name)]
    imports = [(path, address) for path in scripts for address in IMPORTED.findall(path.read_text())]
    assert any(path.name.startswith("drafts.") for path, _ in imports)
    for path, address in imports:
        assert HASHED.search(address), f"{path.name} imports {address}"
        assert (path.parent / address).is_file(), f"{path.name} imports {address}, which isn't there"


CLASSIC = {"js/embed/frame.js", "js/reader/line.js"}  # hosts put the frame into sandboxes, where modules aren't fetched
SERVED_AS_ONE = {f"js/embed/{file}" for files in loader.FILES.values() for file in files}
SCRIPT = re.compile(r"<script\b[^>]*>")
GLOBAL = re.compile(r"\b(?:window|self|globalThis)\.\w+\s*(?:\?\?|\|\||&&)?=(?![=>])")  # a name for others, set
OWN = re.compile(r"{% static '(js/[^']+)' %}")
FETCHED_LATER = {"js/reader/news.js"}  # only where a reader comes back: its address stands in a page's data


def scripts_in_templates():
    """Each of our scripts that a template names, as [template, script, tag]."""
    for template in sorted((ROOT / "templates").rglob("*.html")):
        for tag in SCRIPT.findall(template.read_text(encoding="utf-8")):
            yield from ((template.name, script, tag) for script in OWN.findall(tag))


def imports_of(script):
    """The scripts that one of ours imports, as paths under static/."""
    path = ROOT / "static" / script
    for address in IMPORTED.findall(path.read_text(encoding="utf-8")):
        yield (path.parent / address).resolve().relative_to(ROOT / "static").as_posix()


def test_every_script_of_ours_is_a_module_so_that_none_sees_anothers_names():
    tags = list(scripts_in_templates())
    assert len(tags) > 15
    for template, script, tag in tags:
        assert ('type="module"' in tag) == (script not in CLASSIC), f"{template}: {tag}"
        assert not GLOBAL.search((ROOT / "static" / script).read_text(encoding="utf-8")), script


def test_every_script_of_ours_is_loaded_and_lies_in_the_folder_of_who_meets_it():
    there = {path.relative_to(ROOT / "static").as_posix() for path in (ROOT / "static/js").rglob("*.js")}
    named = {script for _, script, _ in scripts_in_templates()}
    imported = {each for script in named | FETCHED_LATER for each in imports_of(script)}
    imported |= {each for script in imported for each in imports_of(script)}
    assert there == named | FETCHED_LATER | SERVED_AS_ONE | imported
    assert {script.split("/")[1] for script in there} == {"reader", "desk", "embed"}


def test_a_page_for_readers_names_what_its_scripts_import():
    """So that it is fetched at once, not one after the other; and a copy of the site has what its pages name."""
    for template in ("article.html", "search.html"):
        named = {script for name, script, _ in scripts_in_templates() if name == template}
        assert named
        assert {each for script in named for each in imports_of(script)} <= named
