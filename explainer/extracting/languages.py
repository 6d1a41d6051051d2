"""Which language a text is in: what its page says, else its script, else its commonest words.

A detector of a hundred languages weighs 80 MB with what it needs. Editors see and can change the answer, so that a
short table does: the words that make up a fifth of any text in each of these languages.
"""

import re
from collections import Counter

from django.conf import settings

SCRIPTS = {
    "ar": r"[\u0600-\u06ff]", "he": r"[\u0590-\u05ff]", "el": r"[\u0370-\u03ff]", "hi": r"[\u0900-\u097f]",
    "th": r"[\u0e00-\u0e7f]", "ko": r"[\uac00-\ud7af]", "ja": r"[\u3040-\u30ff]", "ka": r"[\u10a0-\u10ff]",
    "hy": r"[\u0530-\u058f]", "zh-hans": r"[\u4e00-\u9fff]",
}  # fmt: skip
LETTERS = {"fa": "پچژگ", "ur": "ٹڈڑے", "uk": "іїєґ"}  # letters that their neighbours' alphabets lack
WORDS = {
    "en": "the of and to in that is was for it with as on by be at from his has have not are he said",
    "de": "der die und das den ist von zu nicht mit dem des ein eine auf für sich im auch als wurde",
    "fr": "le la les et des de est un une du dans qui pour que pas sur au plus avec ce il par sont",
    "es": "el la los las y de que en un una por con no se del para es su al lo como más fue",
    "it": "il di che e la un per non è una del della sono con gli nel alla anche più le si dei",
    "pt": "o a os as e de que em um uma não por com do da para se no na mais foi ao dos",
    "nl": "de het een en van is dat in op te voor met niet zijn aan er die ook werd door",
    "sv": "och att det som en på är av för med den till inte har de om ett han var sig",
    "da": "og at det en på er af for med den til ikke har de som et han var der blev",
    "nb": "og at det en på er av for med den til ikke har de som et han var ble fra",
    "fi": "ja on ei että oli se hän ovat kun myös mutta joka tai mukaan sen ollut",
    "pl": "i w na z że się nie do to jest o jak za od po ale przez oraz był dla",
    "cs": "a v na se že je s z do to o ale jak byl by po jsou který podle pro ve",
    "sk": "a v na sa že je s z do to o ale ako bol by po sú ktorý podľa pre vo",
    "hu": "a az és hogy nem is egy van ez volt meg csak de mint már még el",
    "ro": "și de a în la cu că nu o pe este din un pentru care mai sau au fost",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ama kadar sonra dedi",
    "id": "yang dan di ini itu dengan untuk dari dalam tidak pada akan juga oleh ke",
    "ru": "и в не на что он с по как это из за от но его же был для к было",
    "uk": "і в не на що він з та як це із за від але його був для до було у",
    "bg": "и в не на че той с по като това от за но се са е да беше при",
    "sr": "и у на је да се за од са не то који су као али из",
}
COMMON = {language: frozenset(words.split()) for language, words in WORDS.items()}
MOST_DETECTED = 20_000  # code points


def language_of(text: str, declared: str = "") -> str:
    """The code, among Django's LANGUAGES, of the language that is declared ("en-US"), or that the text is in.

    Empty if neither tells.
    """
    codes = {code for code, _ in settings.LANGUAGES}
    tag = declared.strip().lower().replace("_", "-")
    tag = {"no": "nb", "zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant", "iw": "he"}.get(tag, tag)
    base = tag.split("-")[0]
    if tag in codes and tag != base:
        return tag
    return _site_variety(base if base in codes else detect(text[:MOST_DETECTED]))


def _site_variety(language: str) -> str:
    """The site's own variety, if it is the site's language: "en" is "en-gb" in a British newsroom."""
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE.split("-")[0] == language else language


def detect(text: str) -> str:
    """The language of a text by its script and its commonest words; empty if it has too few of them."""
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    for language, script in SCRIPTS.items():
        if len(re.findall(script, text)) > (0.1 if language == "ja" else 0.4) * letters:
            return next(
                (kin for kin in ("fa", "ur") if language == "ar" and _has_letters(text, kin, letters)), language
            )
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {language: sum(words[word] for word in common) for language, common in COMMON.items()}
    if _has_letters(text, "uk", letters):
        scores["ru"] = 0
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= max(2, words.total() / 20) else ""


def _has_letters(text: str, language: str, letters: int) -> bool:
    return sum(text.count(letter) for letter in LETTERS[language]) > letters / 100
