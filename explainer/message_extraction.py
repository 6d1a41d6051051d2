"""Finds what the project says on screen, in Python and in templates, and to whom: to readers or to the desk.

Standard gettext would do the first half, but isn't on every machine, and has no idea of the second. What Django's
`templatize` makes of a template and Python's own `ast` are enough.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("explainer", "templates")
# How many arguments of a function are messages; with a "p", a context stands before them.
FUNCTIONS = {
    "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "_": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 1,
    "pgettext_lazy": 1, "npgettext": 2,
}  # fmt: skip
# What these files say is for readers, and what others say for the desk.
READERS = re.compile(
    r"templates/(?:parts|reader|embed|export)/|templates/[^/]+$"
    r"|explainer/(?:reader|embed|baking|publication|templatetags|text|drawing|rendering\.py)"
    r"|explainer/models/(?:article|card_list|claim|claimant|dates|language|line|note|readable|redaction|revision|source|verdict)\.py"
)
# But for what only forms show of models: by the argument or the name that it is given to, by what is called with it,
# by the class or the function that has it.
_GIVEN_TO = {"help_text", "verbose_name", "verbose_name_plural", "error_messages", "violation_error_message"}
_CALLED = re.compile(r"(?:Field|ForeignKey|Error)$")
_INSIDE = {"ScaleVerdict", "VerdictShape", "Embedding", "Glance", "clean", "offsets_of"}


class Message(NamedTuple):
    """A text as it stands in the code. `plural` and `context` are empty for most."""

    text: str
    plural: str = ""
    context: str = ""


class FoundMessage(NamedTuple):
    """A message, the file that says it ("templates/base.html"), and whether readers see it."""

    message: Message
    path: str
    for_readers: bool


def messages() -> Iterator[FoundMessage]:
    """Every message of the project, in the order of files and lines. A message may come more than once."""
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and "/migrations/" not in name:
            yield from _of_python(path.read_text("utf-8"), name)
        elif path.suffix in {".html", ".xml", ".txt", ".svg"} and name.startswith("templates/"):
            yield from _of_template(path.read_text("utf-8"), name)


def _of_template(source: str, name: str) -> Iterator[FoundMessage]:
    calls = "\n".join(line.strip() for line in templatize(source, origin=name).splitlines())
    for call in re.finditer(r"\b(?:_|n?p?gettext)\((?:[^()\"']|u?\"(?:\\.|[^\"\\])*\"|u?'(?:\\.|[^'\\])*')*\)", calls):
        yield from _of_call(ast.parse(call.group().replace(", count)", ", 0)"), mode="eval").body, name, True)


def _of_python(source: str, name: str) -> Iterator[FoundMessage]:
    if "gettext" in source:
        yield from _walk(ast.parse(source), name, name.startswith("explainer/models/"), for_readers=True)


def _walk(node: ast.AST, name: str, in_models: bool, *, for_readers: bool) -> Iterator[FoundMessage]:
    if in_models and for_readers:
        for_readers = not _is_for_forms(node)
    yield from _of_call(node, name, for_readers)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, name, in_models, for_readers=for_readers)


def _is_for_forms(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=str(name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name in _GIVEN_TO
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name in _INSIDE
        case ast.Call(func=function):
            return bool(_CALLED.search(ast.unparse(function)))
    return False


def _of_call(node: ast.AST, name: str, for_readers: bool) -> Iterator[FoundMessage]:
    if not isinstance(node, ast.Call):
        return
    function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if function not in FUNCTIONS:
        return
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    wanted = FUNCTIONS[function] + function.lstrip("n").startswith("p")
    if len(texts) < wanted or not all(isinstance(text, str) for text in texts[:wanted]):
        return
    context = str(texts.pop(0)) if wanted > FUNCTIONS[function] else ""
    plural = str(texts[1]) if FUNCTIONS[function] == 2 else ""
    yield FoundMessage(Message(str(texts[0]), plural, context), name, for_readers and bool(READERS.match(name)))
