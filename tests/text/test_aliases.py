"""The names of notes are found in articles: tables of cases for every rule."""

import re
import time
import unicodedata
from pathlib import Path

import pytest
import yaml

from explainer.text.aliases import AliasIndex, Mention

MARK = re.compile(r"\[([^][]+)\](?:\(([^()]+)\))?")
HAND_LABELLED = yaml.safe_load((Path(__file__).parent / "data/mentions.yaml").read_text())


def unmark(marked):
    """Return the text without its [marks], and the (start, end) of what was marked."""
    text, spans, done = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        done = match.end()
    return text + marked[done:], spans


WHOLE_WORDS = [
    (
        ["Wagner"],
        "Wagnerian Wagners [Wagner] [Wagner], ([Wagner]) “[Wagner]” pro-[Wagner] [Wagner]-led",
    ),
    (["Jose"], "José Jose\u0301 Jose\u0323\u0301 [Jose]"),
    (["दिल"], "दिल्ली [दिल]"),
    (["G7", "737"], "G77 [G7] 7370 AG7 [737] 1737 737,5 1.737 [737]. [737], 737_"),
    (["NATO"], "NATO_x [NATO]/EU @[NATO] #[NATO] [NATO]² [NATO]… UNATO"),
    (["Don", "Sudan", "Sudano"], "Don't DON'T don’t [Don]'s [Don]’ [Sudan]'ta [Sudano]'t"),
    (["Neill", "OTAN"], "O'Neill O’Neill l'[OTAN] L’[OTAN] TO'[Neill]"),
]
LONGEST = [
    (
        ["Wagner", "Wagner Group", "Wagner Group mutiny"],
        "[Wagner Group mutiny] [Wagner Group] [Wagner]",
    ),
    (["Black Sea", "Sea Fleet Command"], "the [Black Sea] Fleet Command"),
    (["Wagner", "Wagner mutiny"], "[Wagner] mutinying, [Wagner] mutiny\u0301, Wagnerian mutiny"),
    (["US", "us army"], "[US Army] [us army] us [US] Armyworm"),
    (["New York", "York Times", "Times"], "a [New York] [Times] and [York Times]"),
    (["North Korea", "Korea"], "the North Korean, [North Korea], South [Korea]"),
    (["A B C", "B"], "A [B] CD, [A B C]"),
]
POSSESSIVES = [
    (["Wagner"], "[Wagner]'s [Wagner]’s [Wagner]ʼs [Wagner]`s WAGNERS [WAGNER]’S"),
    (["James"], "[James]' [James]’ [James]’s"),
    (["Wagner mutiny"], "the [Wagner mutiny]'s, the [Wagner mutiny]’s"),
    (["McDonald's", "McDonald"], "[McDonald’s] [McDonald]"),
]
TYPOGRAPHY = [
    (
        ["Nagorno-Karabakh"],
        "[Nagorno‐Karabakh] [Nagorno‑Karabakh] [Nagorno–Karabakh] [Nagorno—Karabakh]",
    ),
    (
        ["Nagorno-Karabakh"],
        "[Nagorno Karabakh] [Nagorno - Karabakh] [NAGORNO−KARABAKH] [Nagorno--Karabakh]",
    ),
    (["Nagorno–Karabakh war"], "[Nagorno-Karabakh war] [Nagorno Karabakh War] NagornoKarabakh war"),
    (["Wagner mutiny"], "[Wagner-mutiny] Wagner—mutiny Wagner – mutiny Wagner, mutiny"),
    (["S-300", "Be-200"], "'s 300, will be 200, [S‑300] [S–300] [Be 200] s-300 be-200"),
    (["A-10"], "A 10-year-old saw an [A-10], an [A–10]."),
    ([" –Wagner mutiny- ", "- Fico"], "the [Wagner mutiny], [Fico]"),
    (["Covid-19"], "[covid-19] [COVID 19] [Covid–19] Covid19"),
    (['The "Z" sign'], "[The “Z” sign] [the «Z» sign] [The 'Z' sign] [The ‘Z’ sign] The Z sign"),
    (["Côte d'Ivoire"], "[Côte d’Ivoire] [CÔTE D'IVOIRE] [Co\u0302te d`Ivoire] Cote d'Ivoire"),
    (
        ["Wagner mutiny"],
        "[Wagner\u00a0mutiny] [Wagner  mutiny] [Wagner\nmutiny] [Wagner \r\n mutiny] [Wagner\tmutiny]",
    ),
    (
        ["Wagner mutiny"],
        "[Wagner\u2028mutiny] [Wagner \u200b mutiny] [Wagner\u3000mutiny] Wagnermutiny",
    ),
    (
        ["Wagner mutiny"],
        "Wagner\n\nmutiny Wagner\r\n\r\nmutiny Wagner\n \t\nmutiny Wagner\u2029mutiny Wagner\r\rmutiny",
    ),
    (["Wagner"], "[Wag\u00adner] \u00ad[Wagner]\u00ad [W\u200dagner] \ufeff[Wagner]"),
    (["José", "Zürich See"], "[José] [Jose\u0301] [ZÜRICH SEE] [Zu\u0308rich See]"),
    (["Jose\u0301"], "[José] [Jose\u0301] Jose"),
    (["한국 대사관"], "[" + unicodedata.normalize("NFD", "한국 대사관") + "]"),
    (["弗拉基米尔·普京"], "[弗拉基米尔・普京]说[弗拉基米尔•普京]"),
    (["NATO"], "[ＮＡＴＯ]加盟"),
    (['צה"ל', "בן-גוריון"], "[צה״ל] [בן־גוריון]"),
    (["محمد"], "[محـــمد]"),
]
CASES = [
    (["Wagner mutiny"], "[wagner mutiny] [WAGNER MUTINY] [Wagner Mutiny]"),
    (["Turkey", "Who"], "turkey [Turkey] [TURKEY] WHO who [Who]"),
    (["US", "NATO", "WHO"], "us Us [US] nato Nato [NATO] who Who [WHO]"),
    (
        ["YouTube", "MoD", "iPhone"],
        "[YouTube] [Youtube] [YOUTUBE] youtube [MoD] Mod MOD [iPhone] [IPHONE] [IPhone]",
    ),
    (["inflation"], "[inflation] [Inflation] [INFLATION] stagflation"),
    (["d'Artagnan", "O'Brien"], "[d’Artagnan] [D'Artagnan] [O’BRIEN] o'brien"),
    (
        ["İstanbul Sözleşmesi"],
        "[istanbul sözleşmesi] [İSTANBUL SÖZLEŞMESİ] [Istanbul Sözleşmesi] [i̇stanbul sözleşmesi]",
    ),
    (["Diyarbakır"], "[DİYARBAKIR] [Diyarbakır] diyarbakır"),
    (["Straße des Sieges"], "[STRASSE DES SIEGES] [STRAẞE des Sieges] [strasse des sieges]"),
    (["ΟΔΟΣ ΑΒΓ", "οδος δ"], "[οδος αβγ] [οδοσ αβγ] [ΟΔΟΣ Δ]"),
]
MARKS_AT_THE_END = [
    (["U.S."], "the [U.S.] is, the [U.S.]-led, [U.S.]'s, ([U.S.]) U.S.A. u.s. U.S, in the [U.S.]"),
    (["Yahoo!"], "[Yahoo!] [YAHOO!]'s Yahoo yahoo! Yahoo!x 在[Yahoo!]工作"),
    ([".NET", "AT&T", "C++"], "[.NET] ASP.NET [AT&T]’s [C++], C+"),
    (["Vol. 2", "St. Paul"], "[Vol. 2], [St.  Paul]. St.Paul"),
]
SCRIPTS = [
    (["北约", "北约峰会"], "加入[北约]的[北约峰会]，X[北约]1"),
    (["ロシア", "サッカ"], "[ロシア]とベ[ロシア]のサッカー"),
    (["กรุงเทพ", "ทำ", "ท"], "ไป[กรุงเทพ]มหานคร[ทำ] เทา"),
    (["NATO"], "加入[NATO]的 NATOа"),
    (["១៩៧៩"], "ឆ្នាំ[១៩៧៩]"),
    (["Путин", "ناتو", "서울"], "[Путин], Путина [ناتو]، الناتو [서울] 서울대"),
    (["भारत", "ভারত"], "[भारत], भारतीय [ভারত] ভারতীয়"),
]
OFFSETS = [
    (["Wagner"], "İİİ [Wagner] ßßß [Wagner] ﬁﬂﬃ [Wagner] ŉΐ [Wagner]"),
    (["Wagner"], "🎉👩‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿 [Wagner] 𝔘𝔫 [Wagner]\u00ad\u00ad"),
    (["Kyiv"], "e\u0301e\u0301\u00ad [Kyiv]\r\n\r\n[Kyiv]  שלום\u200f [Kyiv] i\u0307 [Kyiv]"),
    (["Weiß", "Paciﬁc Fleet"], "“[Weiß]” [Weiss]\u00ad [PACIFIC FLEET] ([pacific ﬂeet])"),
    (["\U0001d11e"], "e\u0301 [\U0001d11e]"),
    (["Kyiv"], "\ud800 [Kyiv]\udfff [Kyiv]"),
]


@pytest.mark.parametrize(
    ("aliases", "marked"),
    [
        *WHOLE_WORDS,
        *LONGEST,
        *POSSESSIVES,
        *TYPOGRAPHY,
        *CASES,
        *MARKS_AT_THE_END,
        *SCRIPTS,
        *OFFSETS,
    ],
)
def test_it_finds_the_marked_words_and_no_others(aliases, marked):
    text, spans = unmark(marked)
    index = AliasIndex({"key": aliases})
    assert [(mention.start, mention.end) for mention in index.find(text)] == spans


def test_it_offers_every_key_of_a_shared_alias_and_chooses_none():
    index = AliasIndex({"state": ["Georgia"], "country": ["Georgia", "Sakartvelo"], "b": ["Sakartvelo "]})
    assert index.find("Georgia, Sakartvelo") == [
        Mention(("state", "country"), 0, 7),
        Mention(("country", "b"), 9, 19),
    ]


def test_it_knows_a_shared_alias_by_any_spelling():
    index = AliasIndex({"a": ["Al-Qaeda"], "b": ["al qaeda"], "c": ["AL–QAEDA", "Al-Qaeda"]})
    assert index.find("Al Qaeda") == [Mention(("a", "b", "c"), 0, 8)]


def test_it_joins_keys_that_reach_the_same_words_by_different_case_rules():
    index = AliasIndex({"phrase": ["su 57"], "word": ["Su-57"]})
    assert index.find("Su-57, su 57") == [
        Mention(("phrase", "word"), 0, 5),
        Mention(("phrase",), 7, 12),
    ]


def test_it_gives_the_first_mention_of_each_key():
    index = AliasIndex({"group": ["Wagner", "Wagner Group"], "composer": ["Wagner"], "us": ["US"]})
    text = "Wagner Group, Wagner, US, Wagner, US"
    assert list(index.first_mentions(text).items()) == [
        ("group", Mention(("group",), 0, 12)),
        ("composer", Mention(("group", "composer"), 14, 20)),
        ("us", Mention(("us",), 22, 24)),
    ]


@pytest.mark.parametrize("alias", ["", " ", "...", "-", "\u00ad", "\u0301", "\u0301a", "\u1161", "\n\n", "\0", "“”"])
def test_it_leaves_out_aliases_that_name_nothing(alias):
    assert AliasIndex({"key": [alias]}).find(f"a {alias} b{alias} \u0301 - \0") == []


def test_it_finds_nothing_with_an_empty_library_or_in_an_empty_text():
    assert AliasIndex({}).find("Wagner") == []
    assert AliasIndex({"key": ["Wagner"]}).find("") == []
    assert AliasIndex({"key": []}).first_mentions("Wagner") == {}


def test_it_is_right_on_the_hand_labelled_sentences():
    index = AliasIndex(HAND_LABELLED["library"])
    right = wanted = given = 0
    for marked in HAND_LABELLED["sentences"]:
        text, spans = unmark(marked)
        keys = [tuple(match[2].split()) for match in MARK.finditer(marked)]
        labels = {(key, *span) for key, span in zip(keys, spans, strict=True)}
        mentions = set(index.find(text))
        right, wanted, given = (
            right + len(labels & mentions),
            wanted + len(labels),
            given + len(mentions),
        )
    assert len(HAND_LABELLED["sentences"]) >= 40
    assert right / given >= 0.99
    assert right / wanted >= 0.99


def test_it_finds_the_longest_names_beside_words_that_are_longer_than_any():
    index = AliasIndex({"key": ["Wagner", "Prigozhin"]})
    text = "Wagner Prigozhin " + "Wagner" * 10_000 + " Prigozhin"
    assert [(mention.start, mention.end) for mention in index.find(text)] == [(0, 6), (7, 16), (60_018, 60_027)]


@pytest.mark.parametrize(
    "text",
    [
        *["A" * 2_000_000, "a" * 2_000_000, "ab " * 500_000, "Ab ab Ac " * 200_000],
        *[
            "a" + "\u0301" * 1_000_000,
            "\u0323\u0301" * 500_000,
            " " * 1_000_000,
            "\u200b" * 1_000_000,
        ],
    ],
    ids=["capitals", "one letter", "words", "near", "marks", "unsorted", "spaces", "unseen"],
)
def test_it_stays_fast_on_evil_text(text):
    index = AliasIndex({"a": ["A", "aa", "AAAA"], "b": ["ab ab ab ac", "ab ab ad"]})
    began = time.process_time()
    index.find(text)
    assert (
        time.process_time() - began < 5
    )  # seconds of a processor; 0.1 to 0.7 measured where it has nothing else to do
