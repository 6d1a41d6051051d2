"""Words for numbers, units and hedges in English, German and French; folded by `tokens.plain`."""

from __future__ import annotations

from explainer.text.support.listed import word_set, word_tuple

EN_ADD = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        range(21),
        strict=True,
    )
) | {"thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
EN_ORDINALS = {
    word: number
    for number, word in enumerate(
        word_tuple("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""),
        1,
    )
} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
DE_UNITS = {
    "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14,
    "funfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwo": 2, "null": 0,
}  # fmt: skip
DE_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
DE_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, "siebt": 7, "siebent": 7,
               "acht": 8, "neunt": 9}  # fmt: skip
FR_ADD = dict(
    zip(
        word_tuple("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
        range(17),
        strict=True,
    )
) | {
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
FR_ORDINALS = {
    "premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "deuxieme": 2, "second": 2, "seconde": 2,
    "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9,
    "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15,
    "seizieme": 16, "vingtieme": 20, "trentieme": 30, "quarantieme": 40, "cinquantieme": 50, "centieme": 100,
}  # fmt: skip

HUNDREDS = {"en": {"hundred"}, "de": {"hundert"}, "fr": {"cent", "cents"}}
SCALES = {
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "millions": 1e6, "billions": 1e9},
    "de": {
        "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "billion": 1e12,
        "billionen": 1e12,
    },
    "fr": {
        "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billion": 1e12,
        "billions": 1e12, "milliers": 1e3,
    },
    "other": {
        "tisic": 1e3, "tisice": 1e3, "tis": 1e3, "tysiac": 1e3, "tysiace": 1e3, "tysiecy": 1e3, "tys": 1e3, "mil": 1e3,
        "tisyach": 1e3, "tisyachi": 1e3, "tysyach": 1e3, "tysyachi": 1e3, "mila": 1e3, "duizend": 1e3,
        "milion": 1e6, "miliony": 1e6, "milionu": 1e6, "milionow": 1e6, "mln": 1e6, "milyon": 1e6, "mil'yon": 1e6,
        "mil'yoniv": 1e6, "million": 1e6, "millionov": 1e6, "milioni": 1e6, "millones": 1e6, "miljoen": 1e6,
        "miliarda": 1e9, "miliardy": 1e9, "miliard": 1e9, "mld": 1e9, "mlrd": 1e9, "mil'yard": 1e9, "mil'yardiv": 1e9,
        "milliard": 1e9, "milliardov": 1e9, "miliardi": 1e9, "miljard": 1e9,
    },
}  # fmt: skip
# Short forms, after digits only.
SHORT = {
    "en": {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12},
    "de": {"tsd": 1e3, "mio": 1e6, "mrd": 1e9, "bio": 1e12, "mill": 1e6},
    "fr": {"m": 1e6, "md": 1e9, "mds": 1e9, "mrd": 1e9, "mrds": 1e9, "mio": 1e6, "k": 1e3},
}
# Collective numbers: value, and whether it is only about so many.
COLLECTIVE = {
    "en": {"dozen": (12, False), "score": (20, False), "fortnight": (14, False)},
    "de": {"dutzend": (12, False)},
    "fr": {
        "dizaine": (10, True), "douzaine": (12, True), "quinzaine": (15, True), "vingtaine": (20, True),
        "trentaine": (30, True), "quarantaine": (40, True), "cinquantaine": (50, True), "soixantaine": (60, True),
        "centaine": (100, True), "millier": (1000, True),
    },
}  # fmt: skip
# Unknown numbers of a size: from, up to.
VAGUE = {
    "en": {
        "dozens": (20, 200), "scores": (30, 200), "hundreds": (150, 3e3), "thousands": (1500, 1e5),
        "millions": (1.5e6, 1e9), "billions": (1.5e9, 1e12),
    },
    "de": {
        "dutzende": (20, 200), "dutzenden": (20, 200), "hunderte": (150, 3e3), "hunderten": (150, 3e3),
        "tausende": (1500, 1e5), "tausenden": (1500, 1e5), "zehntausende": (15e3, 2e5), "zehntausenden": (15e3, 2e5),
        "hunderttausende": (15e4, 2e6), "hunderttausenden": (15e4, 2e6), "millionen": (1.5e6, 1e9),
        "milliarden": (1.5e9, 1e12),
    },
    "fr": {
        "dizaines": (20, 200), "douzaines": (24, 200), "centaines": (150, 3e3), "milliers": (1500, 1e5),
        "millions": (1.5e6, 1e9), "milliards": (1.5e9, 1e12),
    },
}  # fmt: skip
TENS_OF = {"tens": 12, "dozens": 12, "dizaines": 12, "scores": 20, "hundreds": 100, "centaines": 100}
SEVERAL = word_set("several few many mehrere mehreren mehrerer einige einigen ein paar viele plusieurs quelques")

# Parts of a whole: the denominator, which needs a numerator before it unless it stands in ALONE.
PARTS = {
    "en": {
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
        "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "tenth": 10,
        "tenths": 10,
    },
    "de": {
        "halb": 2, "halbe": 2, "halben": 2, "halber": 2, "halbes": 2, "halfte": 2, "halften": 2,
        "drittel": 3, "dritteln": 3, "viertel": 4, "vierteln": 4, "funftel": 5,
        "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9, "zehntel": 10,
    },
    "fr": {
        "demi": 2, "demie": 2, "moitie": 2, "tiers": 3, "quart": 4, "quarts": 4,
        "cinquieme": 5, "cinquiemes": 5, "sixieme": 6,
        "septieme": 7, "huitieme": 8, "dixieme": 10, "dixiemes": 10,
    },
}  # fmt: skip
ALONE = word_set("half halfte halb halbe halben halber halbes moitie demi demie")
ONE = word_set("a an one ein eine einen einem einer un une")
HALVES = {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5,
          "funfeinhalb": 5.5, "sechseinhalb": 6.5}  # fmt: skip
TIMES = {"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "zweimal": 2, "dreimal": 3,
         "viermal": 4, "funfmal": 5, "doppelt": 2, "verdoppelt": 2, "verdoppelte": 2, "verdreifacht": 3,
         "doublé": 2, "triplé": 3}  # fmt: skip
OUT_OF = word_set("in out sur")
COUNTED = ("jahrig", "tagig", "stundig", "wochig", "monatig", "minutig", "kopfig", "stockig", "stellig", "fach", "mal")

# What says that a number is not exact.
ABOUT = word_set("""about around some roughly approximately circa ca perhaps maybe estimated estimates so
etwa rund ungefahr zirka circa schatzungsweise knapp gut gegen fast
environ quelque quelques pres vers approximativement autour""")
ALMOST = word_set("""almost nearly barely hardly scarcely fast knapp beinahe nahezu annahernd kaum presque pres quasi
quasiment bis""")
OVER = word_set("""over more least exceeding above mindestens uber mehr gut wenigstens plus minimum
depasse depassant exceeded topped plus""")
UNDER = word_set("under below fewer less most unter weniger hochstens moins maximum bis")
BETWEEN_HEDGE = word_set("de a d the der den die dem das an than als que $ € £")
HEDGES = {"about": ABOUT, "almost": ALMOST, "over": OVER, "under": UNDER}
HEDGES_OF_TWO = {
    "au moins": "over",
    "du moins": "over",
    "a peine": "almost",
    "not even": "under",
    "nicht einmal": "under",
}

# Unit words: the dimension, and how many of its base it is.
_MONEY = {
    "USD": "$ dollar dollars usd us$", "EUR": "€ euro euros eur",
    "GBP": "£ pound pounds sterling pfund livre livres gbp",
    "RUB": "rouble roubles ruble rubles rubel rub", "JPY": "¥ yen jpy", "CHF": "franc francs franken chf",
    "UAH": "hryvnia hryvnias hrywnja griwna uah", "CZK": "koruna korunas kronen couronne couronnes czk",
    "CNY": "yuan renminbi cny", "DM": "mark marks d-mark dm", "KRW": "won krw",
    "INR": "rupee rupees rupien roupies inr",
    "TRY": "lira lire liras try", "PLN": "zloty zlotys pln", "HUF": "forint forints huf", "BRL": "real reais brl",
    "MXN": "peso pesos", "ZAR": "rand zar", "ILS": "shekel shekels schekel", "SEK": "krona kronor kroner krone sek",
    "THB": "baht", "NGN": "naira", "IRR": "rial rials riyal riyals", "AED": "dirham dirhams dinar dinars",
}  # fmt: skip
_MEASURES: dict[str, list[tuple[float, str]]] = {
    "length": [
        (1000, "km kilometre kilometres kilometer kilometers kilometern kmh kph stundenkilometer stundenkilometern"),
        (1, "metre metres meter meters metern"),
        (0.01, "cm centimetre centimetres centimeter centimeters zentimeter zentimetern"),
        (0.001, "mm millimetre millimetres millimeter millimeters"),
        (1609.344, "mile miles mph meile meilen"),
        (0.3048, "foot feet ft fuss pied pieds"), (0.0254, "inch inches zoll pouces"),
        (1852, "nautical seemeile seemeilen"), (0.9144, "yard yards"),
    ],
    "mass": [
        (1, "kg kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes"),
        (0.001, "gram grams gramm gramme grammes"),
        (1000, "tonne tonnes tonnen ton tons"), (0.4536, "lb lbs pound pounds"), (0.02835, "ounce ounces unze unzen"),
    ],
    "area": [
        (1e4, "hectare hectares hektar ha"), (4046.9, "acre acres"),
    ],
    "percent": [
        (1, "% percent percentage points point per-cent prozent prozentpunkte prozentpunkten pourcent pourcents"),
    ],
    "duration": [
        (1 / 86400, "second seconds sekunde sekunden seconde secondes"),
        (1 / 1440, "minute minutes minuten"), (1 / 24, "hour hours stunde stunden heure heures"),
        (1, "day days tag tage tagen tages jour jours jahrestag"), (7, "week weeks woche wochen semaine semaines"),
        (30.44, "month months monat monate monaten mois"),
        (365.25, "year years jahr jahre jahren jahres an ans annee annees"),
        (3652.5, "decade decades jahrzehnt jahrzehnte jahrzehnten decennie decennies"),
        (36525, "century centuries jahrhundert jahrhunderte jahrhunderten siecle siecles"),
    ],
}  # fmt: skip
UNITS: dict[str, tuple[tuple[str, float], ...]] = {}
for _code, _listed in _MONEY.items():
    for _word in _listed.split():
        UNITS[_word] = (*UNITS.get(_word, ()), (f"money {_code}", 1.0))
for _code, _listed in (("EUR", "cent cents centime centimes"), ("USD", "cent cents"), ("GBP", "penny pence")):
    for _word in _listed.split():
        UNITS[_word] = (*UNITS.get(_word, ()), (f"money {_code}", 0.01))
for _dimension, _lines in _MEASURES.items():
    for _factor, _listed in _lines:
        for _word in _listed.split():
            UNITS[_word] = (*UNITS.get(_word, ()), (_dimension, _factor))
for _stem, _factor in (("jahrig", 365.25), ("tagig", 1.0), ("stundig", 1 / 24), ("wochig", 7.0), ("monatig", 30.44),
                       ("minutig", 1 / 1440)):  # fmt: skip
    for _ending in ("", "e", "er", "en", "es", "em"):
        UNITS[_stem + _ending] = (("duration", _factor),)
PLURAL_UNITS = word_set("days weeks months years hours minutes metres meters tage tagen wochen jahre jours")
