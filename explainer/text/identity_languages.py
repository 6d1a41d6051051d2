"""How names are inflected in the language of a sentence, as far as its small words tell which that is.

In Czech or Ukrainian "Petra" may be Petr in another case. In English, French, Spanish and their like a name stays as it
is but for a plural, and in German it takes little but an s: there, Paul and Paula are always two. Where the language
can't be told, a name may have any ending.
"""

from __future__ import annotations

import re

from explainer.text import identity_words as words
from explainer.text.identity_changes import Reading, sentence_of
from explainer.text.identity_spelling import ALL_ENDINGS, FEW_ENDINGS, GERMAN_ENDINGS, Endings

_FIXED, _GERMAN, _SLAVONIC = (frozenset(listed.split()) for listed in (words.FIXED_NAMES, words.GERMAN, words.SLAVONIC))
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def endings(read: Reading) -> Endings:
    """The endings by which a name may differ from itself in the sentence of the words."""
    sentence = read.tokens[slice(*sentence_of(read))]
    if any(_CYRILLIC.match(token.text) for token in sentence):
        return ALL_ENDINGS
    fixed, german, slavonic = (
        sum(token.key in telling for token in sentence) for telling in (_FIXED, _GERMAN, _SLAVONIC)
    )
    if fixed > max(german, slavonic):
        return FEW_ENDINGS
    return GERMAN_ENDINGS if german > max(fixed, slavonic) else ALL_ENDINGS
