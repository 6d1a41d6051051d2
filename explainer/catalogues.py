"""The catalogues of translations: two folders of gettext's files, made from the code and its translations by `Babel`.

`locale/readers` has what readers see, in every language of READERS; `locale/desk` has the rest, in those of DESK. What
both say stands with the readers. A file of texts (`.po`) is written in one form, without dates, names and line numbers,
so that two people who add texts don't touch the same lines; what programs read (`.mo`) stands beside it in the
repository, because a copy that is installed should need no step more, and no gettext.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from .message_extraction import ROOT, messages
from .message_extraction import Message as Text

FOLDER = ROOT / "locale"
READERS = ("ar", "cs", "de", "es", "fr", "uk")
DESK = ("de",)
CATALOGUES = {"readers": READERS, "desk": DESK}
HEADER = "# See docs/translating.md."


class _Catalogue(Catalog):
    """One whose header says what programs need, and nothing that changes by itself."""

    @property  # type: ignore[misc]  # Babel's can be set; read_po makes a catalogue of its own
    def mime_headers(self) -> list[tuple[str, str]]:
        plural = get_plural(self.locale)
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", plural.plural_forms),
        ]


def extracted() -> dict[str, dict[Text, list[str]]]:
    """The messages of each catalogue ("readers", "desk"), each with the files that say it."""
    found: dict[str, dict[Text, list[str]]] = {"readers": {}, "desk": {}}
    every = list(messages())
    readers = {each.message for each in every if each.for_readers}
    for message, path, _ in every:
        paths = found["readers" if message in readers else "desk"].setdefault(message, [])
        if path not in paths:
            paths.append(path)
    return found


def po_file(catalogue: str, language: str) -> Path:
    return FOLDER / catalogue / language / "LC_MESSAGES" / "django.po"


def read(catalogue: str, language: str) -> Catalog:
    """The translations as they are; none if there is no file."""
    path = po_file(catalogue, language)
    if not path.exists():
        return _Catalogue(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def renewed(catalogue: str, language: str, found: dict[Text, list[str]]) -> Catalog:
    """The messages of the code with the translations that there are. Those that the code says no more are left out."""
    old, new = read(catalogue, language), _Catalogue(locale=language, header_comment=HEADER, fuzzy=False)
    for message, paths in found.items():
        key = (message.text, message.plural) if message.plural else message.text
        known = old.get(message.text, message.context or None)
        string = known.string if known and not known.fuzzy and known.id == key else ""
        locations = [(path, 0) for path in paths]
        new.add(key, string or None, locations=locations, context=message.context or None)
    return new


def as_po(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def files() -> Iterator[tuple[Path, bytes, list[str]]]:
    """Every file as it should be, and of a file of texts the messages that have no translation yet."""
    found = extracted()
    for name, languages in CATALOGUES.items():
        for language in languages:
            catalogue = renewed(name, language, found[name])
            path = po_file(name, language)
            missing = [_text(message) for message in catalogue if message.id and not _is_translated(message)]
            yield path, as_po(catalogue), missing
            yield path.with_suffix(".mo"), as_mo(catalogue), []


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_translated(message: Message) -> bool:
    """True if each of its forms is."""
    return bool(message.string and all(message.string))
