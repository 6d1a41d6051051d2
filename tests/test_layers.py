"""It holds DESIGN.md's rule: a module imports only from smaller numbers, and never from another of its own number."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "explainer"
LEAF = 9
# The numbers of DESIGN.md's list of modules. Leaves import what they need, and nothing imports them.
LAYERS = {
    **dict.fromkeys(
        [
            "text",
            "styles",
            "batch_memo",
            "pictures",
            "private_files",
            "metrics",
            "outbound_http",
            "limited_process",
            "markdown_dialect",
            "database",
            "message_extraction",
        ],
        0,
    ),
    **dict.fromkeys(["rendering", "extracting", "drawing", "rate_limits"], 1),
    "logs": 1,
    "plain_requests": 1,
    "catalogues": 1,
    "models": 2,
    "search": 3,
    "publication": 4,
    "actions": 5,
    **dict.fromkeys(["reader", "embed", "api", "baking"], 6),
    "desk": 7,  # it previews what readers and embedding sites see, so it stands above both
    **dict.fromkeys(
        [
            "settings",
            "urls",
            "wsgi",
            "apps",
            "checks",
            "admin",
            "compression",
            "passwords",
            "content_policy",
            "formats",
            "static_files",
        ],
        LEAF,
    ),
    **dict.fromkeys(["templatetags", "management", "migrations"], LEAF),
}
OUTSIDE = "bench"  # measurements, and the generator of made-up newsrooms: a copy that runs has none
PURE = {"text", "drawing", "styles", "batch_memo", "pictures", "private_files"}  # no Django, no database
# An app registers its checks when Django is ready; a command says so where bench/ is not there.
ALLOWED = {("apps", "checks"), ("management", OUTSIDE)}


def unit(dotted):
    """The part of the project that `explainer.x.y` belongs to, or None."""
    parts = dotted.split(".")
    if parts[0] == OUTSIDE:
        return OUTSIDE
    return parts[1] if parts[0] == "explainer" and len(parts) > 1 else None


def imported(tree, module, is_package=False):
    """Every dotted name that a module imports, wherever in it: in functions, in classes, under a condition."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module if is_package else module.rpartition(".")[0]
            for _ in range(node.level - 1):
                package = package.rpartition(".")[0]
            base = ".".join(part for part in (package if node.level else "", node.module or "") if part)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def wrong(source, module, is_package=False):
    """What a module imports against the rule."""
    own = unit(module)
    found = []
    for name in imported(ast.parse(source), module, is_package):
        other = unit(name)
        if own in PURE and name.split(".")[0] in {"django", "nh3", "markdown"}:
            found.append(f"{module} is pure, but imports {name}")
        if other is None or other == own or (own, other) in ALLOWED:
            continue
        if other == OUTSIDE or LAYERS[other] >= LAYERS[own]:
            found.append(f"{module} ({LAYERS[own]}) imports {name} ({LAYERS.get(other, OUTSIDE)})")
    return found


def modules():
    for path in sorted(ROOT.rglob("*.py")):
        parts = ["explainer", *path.relative_to(ROOT).with_suffix("").parts]
        is_package = parts[-1] == "__init__"
        yield path, ".".join(parts[:-1] if is_package else parts), is_package


def drawn():
    """The numbers in the picture that docs/developers.md opens with, by the name of the module or package."""
    picture = (ROOT.parent / "docs" / "developers.md").read_text(encoding="utf-8").split("```\n")[1]
    numbers, number = {}, None
    for line in picture.splitlines():
        left, bar, right = line.partition("│")
        if bar:
            number = int(left) if left.strip() else number
            numbers |= dict.fromkeys((name.strip(" /") for name in right.split("   ")[0].split("·")), number)
    return numbers


def test_it_is_drawn_in_the_documents_as_it_is_held():
    there = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert drawn() == {name: number for name, number in LAYERS.items() if name in there}


def test_it_holds_in_every_module():
    found = []
    for path, module, is_package in modules():
        if unit(module):
            found += wrong(path.read_text(encoding="utf-8"), module, is_package)
    assert found == []


def test_it_knows_every_module():
    assert {unit(module) for _, module, _ in modules()} - {None} - LAYERS.keys() == set()


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("explainer.models.article", "from explainer.reader import articles"),
        ("explainer.models.article", "from explainer.actions.newsroom_files import load_newsroom"),
        ("explainer.models.article", "def f():\n    from explainer.actions import importing"),
        ("explainer.models.article", "if True:\n    import explainer.search.sqlite"),
        ("explainer.models.article", "from ..actions import importing"),
        ("explainer.models.article", "from .. import actions"),
        ("explainer.models.article", "from importlib import import_module\nimport_module('explainer.reader')"),
        ("explainer.rendering", "from .models import Article"),
        ("explainer.reader.articles", "from explainer.embed import frames"),
        ("explainer.reader.articles", "from explainer.urls import urlpatterns"),
        ("explainer.reader.context", "from explainer.settings import SITE_URL"),
        ("explainer.text.parsing", "from explainer.styles import reader_css"),
        ("explainer.text.parsing", "from django.utils.html import escape"),
        ("explainer.styles", "from django.conf import settings"),
        ("explainer.actions.workflow", "from bench.newsroom import make_newsroom"),
        ("explainer.settings", "import bench.newsroom"),
    ],
)
def test_it_finds_a_forbidden_import(module, source):
    assert len(wrong(source, module)) == 1


def test_it_finds_a_forbidden_import_in_a_package():
    assert len(wrong("from ..reader import articles", "explainer.models", is_package=True)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("explainer.models.article", "from explainer.rendering import render\nfrom .note import Note\nimport django"),
        ("explainer.reader.articles", "from explainer.models import Article"),
        ("explainer.settings", "from explainer.styles import csp_hash"),
        ("explainer.apps", "def ready():\n    from . import checks"),
        ("explainer.urls", "from explainer.reader import articles"),
        ("explainer.management.commands.make_newsroom", "def f():\n    from bench.newsroom import make_newsroom"),
    ],
)
def test_it_allows_what_the_rule_allows(module, source):
    assert wrong(source, module) == []


def test_it_marks_html_as_safe_in_one_module_only():
    marking = {"mark_safe", "SafeString", "SafeText", "format_html_join"}
    found = []
    for path, module, _ in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in marking:
                found.append(module)
    assert set(found) == {"explainer.rendering"}


def test_it_switches_escaping_off_in_no_template():
    for path in sorted((ROOT.parent / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text, path
        assert "autoescape" not in text, path
