"""Names of authors as pages and texts give them, as readers are told them: a name, or nothing."""

import re

from django.utils.translation import gettext as _

BY = (
    r"(?:by|words by|text by|written by|story by|reporting by|von|par|por|de|di|door|av|af|autor(?:a|es|in)?|authors?|"
    r"autore|auteur|teks?t|texte?|texto|testo|teksti|текст|автор|тексти?|від|"
    r"автори|opracował[ai]?|napsal[ai]?|od|szerző|yazan|oleh|作者|文|記者|记者|撰文|撰稿|責任編輯|责任编辑|編輯|编辑|文・?|بقلم|كتب|כתב|מאת)"
)
BY = rf"(?:te(?:ks|x)te? (?:av|von|van|af|par|di|de|por|od)|{BY})"
LEAD = re.compile(rf"^\s*{BY}(?:\s*[:：/|]\s*|\s+(?=\S))", re.I)
LEAD_ALONE = re.compile(rf"^\s*{BY}\s*[:：]?\s*$", re.I)
WIDE_LEAD = re.compile(r"^(?:作者|文|記者|记者|撰文|撰稿|编辑|編輯)\s*[:：/／｜|]?\s*|^(?:글|문)\s*[:：]?\s+")
# Left in the field by a page's template, or by its buttons.
TEMPLATE = re.compile(r"[{}%\[\]<>]|^(?:nan|object|user\d+|wp-admin)$", re.I)
BUTTON_TAIL = re.compile(r"\s+(?:follow(?:ing)?|share|subscribe|기자)$|\s*\((?:she|he|they)/\w+(?:/\w+)?\)", re.I)
OTHER_WORK = re.compile(
    r"^(?:edited|edit|photos?|photograph(?:y|s)|pictures?|graphics?|illustrat\w+|foto|fotos)\s*(?:by|:)|^(?:撮影|写真|編集)\b",
    re.I,
)
PRONOUNS = {"her", "hers", "him", "his", "them", "theirs"}
WIDE_TAIL = re.compile(r"\s*[／/｜](?=\S*(?:報導|报道|電|讯|訊)$).*$")
PLACEHOLDERS = {
    *("username", "user name", "user", "admin", "administrator", "author", "authors", "name", "your name", "staff",
      "unknown", "anonymous", "guest", "editor", "webmaster", "root", "null", "none", "undefined", "n/a", "test",
      "author name", "full name", "first last", "profile", "login", "log in", "sign in", "subscribe", "by", "posted by",
      "written by", "view all posts", "see all articles", "more", "share", "follow", "contributor", "wordpress",
      "guest author", "guest writer", "editorial team", "the editors",
      "super user", "default", "published", "updated", "python-docx", "microsoft office user", "microsoft",
       "windows user",
      "作者", "記者", "记者", "автор", "autor", "auteur", "redaktion"),
}  # fmt: skip
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
DATE_TAIL = re.compile(
    rf"[\s,|·•–—-]+(?:(?:on|published|posted|updated|last updated)[\s:]+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|"
    rf"sat(?:ur)?|sun)(?:day)?[,.]?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}|{MONTHS})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:[\s,]+\d{{4}})?(?:[\s,]+\d{{1,2}}[:.]\d\d.*)?\s*$|[\s,|·•–—-]+\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}.*$",
    re.I,
)
ROLE_TAIL = re.compile(
    r"\s*(?:\||·|•|,|\(|–|—)\s*(?:\w+[ -]){0,4}?(?:reporter|correspondent|editor|writer|columnist|journalist|staff|"
    r"contributor|bureau chief)\b.*$",
    re.I,
)
ROLE = re.compile(
    r"(?:[\w-]+ ){0,4}(?:reporter|correspondent|editor|writer|columnist|journalist|staff|contributor|bureau chief|"
    r"redakteur(?:in)?)s?(?: at .+)?$",
    re.I,
)
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\S+|@\w+")
MANY = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|en|och|og|i|a|и|і)\s+|\s*&\s*|\s*、\s*|\s*・\s*")
LONGEST = 200
MOST_WORDS_OF_A_NAME = 6
MOST_NAMES = 8


def byline_of(names: list[str]) -> str:
    """["Jane Roe", "John Doe", "Ann Poe"] as readers are told it: "Jane Roe, John Doe and Ann Poe"."""
    found: list[str] = []
    for name in names:
        clean = clean_name(name)
        if clean and clean.casefold() not in {other.casefold() for other in found}:
            found.append(clean)
    if any(one.casefold() in PRONOUNS for one in found):  # "Jane Roe (she/her)", taken apart
        found = [one.removesuffix(" she").removesuffix(" he").removesuffix(" they") for one in found]
        found = [one for one in found if one.casefold() not in PRONOUNS]
    found = [
        one
        for one in found
        if not any(one != other and one.casefold() in other.casefold().split(", ") for other in found)
    ]
    if len(found) < 2:
        return "".join(found)[:LONGEST]
    together = {"names": ", ".join(found[:-1][:MOST_NAMES]), "last": found[-1]}
    return str(_("%(names)s and %(last)s") % together)[:LONGEST]


def names_in(text: str) -> list[str]:
    """The single names of a line such as "By Jane Roe and John Doe"."""
    text = LEAD.sub("", BUTTON_TAIL.sub("", " ".join(text.split())))
    return [name for name in MANY.split(text) if name] if len(text) < 400 else []


def clean_name(text: str) -> str:
    """One name without what stands around it; empty if it is none."""
    if OTHER_WORK.match(text.strip()) or TEMPLATE.search(text):
        return ""
    text = WIDE_TAIL.sub("", BUTTON_TAIL.sub("", " ".join(text.split())))
    name = ADDRESS.sub(" ", text).strip(' ,;:|·•–—-/\\"“”()[]')
    for _round in range(2):
        name = WIDE_LEAD.sub("", LEAD.sub("", name)).strip(" ,;:|·•–—-/")
    name = ROLE_TAIL.sub("", name)
    if len(name.split()) > 2:
        name = DATE_TAIL.sub("", name)
    name = re.sub(r"^(.+?)\s+by\s+\1$", r"\1", name, flags=re.I)
    words = name.split()
    half = len(words) // 2
    if half and len(words) % 2 == 0 and [w.casefold() for w in words[:half]] == [w.casefold() for w in words[half:]]:
        words = words[:half]
    name = " ".join(words).strip(" ,;:|·•–—-/")
    is_none = name.casefold() in PLACEHOLDERS or not re.search(r"[^\W\d_]", name) or LEAD_ALONE.match(name)
    if (
        is_none
        or ROLE.match(name)
        or re.match(r"about (?:the )?(?:author|writer)", name, re.I)
        or len(words) > MOST_WORDS_OF_A_NAME + 4
        or re.search(r"\d{4}", name)
    ):
        return ""
    return name
