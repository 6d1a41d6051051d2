"""Make 50,000 names of notes, and texts that mention them with known right answers; for bench/aliases.py.

Everything is drawn from the word lists below by seeded generators, so it is the same at each run. Every sentence is
built by a rule from one name: marked by the rule it is a mention, not marked it is something that only looks like one.
"""

import re
import unicodedata
from pathlib import Path
from random import Random

import yaml

LABELLED = Path(__file__).resolve().parent.parent / "tests/text/data/mentions.yaml"


def words(text):
    return text.split()


def phrases(text):
    return [" ".join(phrase.split()) for phrase in text.split(";")]


GIVEN = words("""
Anna Boris Carla Daniel Elena Farid Greta Hamid Irina Jonas Katya Leila Marek Nadia Oleg Petra Quentin Rosa Stefan
Tamar Ursula Viktor Wanda Yusuf Zofia Aisha Bruno Chiara Dmitri Emeka Fatima Goran Hiroshi Ingrid João Kofi Lucía
Mehmet Niamh Óscar Priya Ramón Søren Thérèse Umar Václav Wei Ximena Yevgeny Zoë
""")
FAMILY_STARTS = words(
    "Bar Czer Dol Fen Gran Hol Ivan Jan Kov Lind Mor Nov Orl Pav Ros Sand Tor Ulm Vas Wes Zim Mül Gar"
)
FAMILY_ENDS = words("enko ova sky son berg ski adze ian oğlu ez etti mann quist ley ford ić eira ström dal wick")
PLACES = words("""
Avdara Belgorsk Cremova Donvar Eskeland Fjordal Gravona Hostel Iskander Jelgrad Korvat Lumsk Marnik Novara Ostrava
Pelion Quorn Rostok Savona Tirsk Uzhgrad Volsk Westmark Yalova Zadran Brünn Évora Łask Ørsta Şile
""")
EVENTS = phrases("""
peace talks;grain deal;air strikes;ceasefire agreement;border war;dam collapse;referendum;hostage crisis; oil
embargo;prisoner exchange;parliament siege;nuclear plant;election fraud;mass grave;gas pipeline
""")
BODIES = phrases("""
Liberation Front;Security Council;Medical Union;Press Agency;Broadcasting Board;Football Association; Steel
Works;Human Rights Court;Central Bank;Volunteer Battalion
""")
CYRILLIC = [
    words("Анна Борис Вера Глеб Дарья Егор Жанна Зоя Иван Кира"),
    words("Баренко Волков Громов Дольский Ершов Зимин"),
]
HAN, KANA = "北南东西中山海江河城安平和明华光天地新高", "アイウカキクサシスタチツナニラリル"
THAI, ARABIC = words("กรุงเทพ เชียงใหม่ พัทยา ภูเก็ต สงขลา"), words("باب دار سوق نهر جبل قصر")
FILLER = words("""
after against agreed almost already although announced asked because been before began believe between both brought
called came could days decided did during each early end even every evidence expected far few following found from
further gave government had having head held himself however hundred important including instead its known last
later least left less letter likely long made many meeting met might minister month more most much must near never
news next night no nothing number off often once only other over own part people perhaps place police president
public put question rather reached report said same saw several should showed since some soon spoke still such
taken than their there these they third this those though through time today told took toward two under until very
war was week well went were when where while whole will with within without year yet
""")


def library(count=50_000):
    """Return aliases by key: people, events, bodies, single names, acronyms, hyphens, other scripts."""
    rng = Random(3)
    family = [start + end for start in FAMILY_STARTS for end in FAMILY_ENDS]
    letters = "ABCDEFGHIJKLMNOPRSTUVWZ"
    makers = [
        (44, lambda: f"{rng.choice(GIVEN)} {rng.choice(family)}"),
        (10, lambda: f"{rng.choice(GIVEN)} {rng.choice(letters)}. {rng.choice(family)}"),
        (14, lambda: f"{rng.randint(1900, 2025)} {rng.choice(PLACES)} {rng.choice(EVENTS)}"),
        (8, lambda: f"{rng.choice(PLACES)} {rng.choice(family)} {rng.choice(BODIES)}"),
        (8, lambda: rng.choice(PLACES)[:4] + rng.choice(FAMILY_STARTS).lower() + rng.choice(FAMILY_ENDS)),
        (5, lambda: "".join(rng.sample(letters, rng.randint(3, 5)))),
        (1, lambda: ".".join(rng.sample(letters, 3)) + "."),
        (4, lambda: f"{rng.choice(PLACES)}-{rng.choice(family)}"),
        (2, lambda: f"{rng.choice(CYRILLIC[0])} {rng.choice(CYRILLIC[1])}{rng.choice(['', 'ич', 'ук'])}"),
        (2, lambda: "".join(rng.sample(HAN, 4))),
        (1, lambda: "".join(rng.sample(KANA, 5))),
        (1, lambda: f"{rng.choice(ARABIC)} {rng.choice(ARABIC)} {rng.randint(1, 99)}"),
        (1, lambda: f"{rng.choice(THAI)}{rng.randint(1, 999)}"),
    ]
    weights, functions = [weight for weight, _ in makers], [function for _, function in makers]
    aliases = {}
    while len(aliases) < count:
        name = rng.choices(functions, weights)[0]()
        if name.lower() not in FILLER:
            aliases.setdefault(name, f"note-{len(aliases)}")
    return {key: [name] for name, key in aliases.items()}


def kinds(aliases):
    """Sort the aliases by what their variants are."""
    names = [name for [name] in aliases.values()]
    unspaced = [name for name in names if name[0] > "\u0e00"]
    rest = [name for name in names if name.isascii()]
    return {
        "phrase": [name for name in names if name.count(" ") == 1 and name[0].isalpha() and name[0] < "\u0500"],
        "event": [name for name in rest if name[0].isdigit()],
        "accent": [name for name in names if " " in name and not name.isascii() and name[0] < "\u0500"],
        "hyphen": [name for name in rest if "-" in name],
        "word": [name for name in rest if name.isalpha() and not name.isupper()],
        "acronym": [name for name in rest if name.isalpha() and name.isupper()],
        "dotted": [name for name in rest if name[-1] == "."],
        "unspaced": unspaced,
    }


# Kind of alias, and how it stands in the sentence: `[...]` is the right answer, nothing marked is a hard negative.
ORDINARY = [
    *[(kind, "[{0}]") for kind in ("phrase", "event", "accent", "hyphen", "word", "acronym", "dotted")],
    *[(kind, "[{0}]’s") for kind in ("phrase", "accent", "word", "acronym", "dotted")],
    *[(kind, "“[{0}]”,") for kind in ("phrase", "word", "acronym")],
]
HARD = [
    *[("word", before + "[{0}]" + after) for before, after in (("(", ")"), ("l’", ""), ("pro-", ""), ("", "-led"))],
    *[(kind, "[{upper}]") for kind in ("phrase", "event", "word")],
    *[(kind, "[{lower}]") for kind in ("phrase", "event", "accent")],
    *[("phrase", "[{0}]".replace("{0}", "{space" + str(number) + "}")) for number in range(4)],
    *[("hyphen", "[{hyphen" + str(number) + "}]") for number in range(4)],
    *[(kind, "[{shy}]") for kind in ("phrase", "word", "acronym")],
    *[("accent", "[{nfd}]"), ("accent", "[{nfd}]’s"), ("phrase", "İİ ßß ﬁ [{0}]"), ("word", "🎉👩‍🚀 e\u0301 [{0}]")],
    *[("unspaced", "在[{0}]的"), ("unspaced", "[{0}]"), ("unspaced", "という[{0}]が")],
    *[(kind, "{0}ian") for kind in ("phrase", "word", "acronym", "hyphen")],
    *[(kind, "pre{0}") for kind in ("word", "acronym")],
    *[(kind, "{0}\u0301") for kind in ("word", "phrase")],
    *[(kind, "{lower}") for kind in ("word", "acronym", "dotted")],
    *[("acronym", "{title}"), ("phrase", "{broken}"), ("word", "{0}7"), ("acronym", "{0}9"), ("dotted", "{0}X")],
]


def vary(name):
    """Return the ways of writing a name that the rules ask for."""
    middle = len(name) // 2
    ways = {"upper": name.upper(), "lower": name.lower(), "title": name.title()}
    ways |= {f"space{at}": name.replace(" ", gap) for at, gap in enumerate(("\u00a0", "  ", "\n", "\r\n"))}
    ways |= {f"hyphen{at}": name.replace("-", dash) for at, dash in enumerate("\u2010\u2011\u2013 ")}
    ways |= {"shy": name[:middle] + "\u00ad" + name[middle:], "nfd": unicodedata.normalize("NFD", name)}
    return ways | {"broken": name.replace(" ", "\n\n")}


def corpus(aliases, rules, sentences=12_000):
    """Return texts of ten sentences, with the labels (start, end, key) of each."""
    rng, by_kind = Random(5), kinds(aliases)
    keys = {name: key for key, [name] in aliases.items()}
    texts = []
    for _ in range(sentences // 10):
        text, labels = "", []
        for _ in range(10):
            kind, rule = rng.choice(rules)
            name = rng.choice(by_kind[kind])
            before, after = rule.split("[")[0] if "[" in rule else "", rule.partition("]")[2]
            name_there = rule[len(before) : len(rule) - len(after)].strip("[]").format(name, **vary(name))
            text += " ".join(rng.choices(FILLER, k=rng.randint(3, 12))) + " " + before
            if "[" in rule:
                labels.append((len(text), len(text) + len(name_there), keys[name]))
            text += name_there + after + " " + rng.choice(FILLER) + rng.choice([". ", ", ", " – ", ".\n\n"])
        texts.append((text, labels))
    return texts


def article(aliases, words=1_000):
    """Return ordinary text: a name every twenty words, quotation marks, dashes, paragraphs."""
    rng, names = Random(9), [name for [name] in aliases.values()]
    text = []
    while len(text) < words:
        text += rng.choice(names).split() if rng.random() < 0.05 else [rng.choice(FILLER)]
        if rng.random() < 0.05:
            text[-1] = rng.choice(["“{}”", "{}’s", "{} –", "{},"]).format(text[-1])
        if rng.random() < 0.05:
            text[-1] += rng.choice([".", ".", ".\n\n"])
    return " ".join(text[:words]).replace("\n ", "\n")


def hand_labelled():
    """Return the aliases and labelled texts of tests/text/data/mentions.yaml."""
    data = yaml.safe_load(LABELLED.read_text())
    texts = []
    for marked in data["sentences"]:
        text, labels, done = "", [], 0
        for match in re.finditer(r"\[([^][]+)\]\(([^()]+)\)", marked):
            text += marked[done : match.start()]
            labels += [(len(text), len(text) + len(match[1]), key) for key in match[2].split()]
            text, done = text + match[1], match.end()
        texts.append((text + marked[done:], labels))
    return data["library"], texts


def other_texts(text):
    """Return what takes longer to fold, or less."""
    accents = " ".join(word.replace("e", "é", at % 4 == 0) for at, word in enumerate(text.split(" ")))
    return {
        "ASCII": text.encode("ascii", "replace").decode(),
        "one ß": text + " ß ",
        "CRLF": text.replace("\n", "\r\n"),
        "150 decomposed accents": unicodedata.normalize("NFD", accents),
        "150 doubled spaces": re.sub(r"(th\w+) ", r"\1  ", text),
    }
