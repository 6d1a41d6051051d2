"""Units and currencies as words right after a number, in more languages than are listed: "90 piedi", "200 Franken".

Only there: elsewhere the same letters are other words (Italian "ore", Polish "lat"). Names of units are Unicode's
(CLDR, as Babel ships it), read when a text first has a word after a number.
"""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale

from explainer.text.identity_scripts import plain

_LOCALES = "en de fr es cs uk it pl ru pt nl sv da nb fi ro hu tr el bg id fa he hi sk zh ja"
_FORMS = ("one", "two", "few", "many", "other")
_UNITS = """
length-kilometer length-mile length-meter length-foot length-centimeter length-millimeter length-inch length-yard
length-nautical-mile mass-kilogram mass-gram mass-milligram mass-pound mass-tonne mass-ounce volume-liter
volume-milliliter volume-gallon volume-pint volume-barrel area-hectare area-acre duration-second duration-minute
duration-hour duration-day duration-week duration-month duration-year duration-decade duration-century speed-knot
digital-megabyte digital-gigabyte digital-terabyte power-kilowatt power-megawatt power-gigawatt
mass-microgram mass-carat mass-stone length-nanometer length-micrometer length-decimeter length-furlong
duration-millisecond duration-microsecond volume-centiliter volume-deciliter volume-hectoliter
digital-bit digital-byte digital-kilobyte digital-petabyte digital-kilobit digital-megabit digital-gigabit
power-watt power-milliwatt frequency-hertz frequency-kilohertz frequency-megahertz frequency-gigahertz
electric-volt electric-ampere electric-ohm energy-joule energy-kilojoule energy-calorie energy-kilocalorie
pressure-pascal pressure-hectopascal pressure-bar
"""
CURRENCIES = """franc frank* franc francs franco francos franchi francu франк*
krona kron* korun* couronne* corona* coron* крон*
peso pesos песо peset*
lira lire lir liras liras liry лір* lirių
zloty zlot* злот*
rupee rupee* rupi* roupie* рупі* рупи*
won wonow вон
shekel* schekel* sekel* шекел*
dinar* динар* dirham* дирхам*
rial* riyal* rijal* ріал*
real reais reales
forint* форинт*
leu lei лей леї
lev leva lewa лев леви левів
rand rands ранд*
yen yens jen* yenes ієн* иен*
rouble rubel rubl* rublo* roubl* рубл*
yuan yuan* juan* юан*
baht bath bata* бат*
euro eur* євро евро evro
dollar dollar* dolar* dollari dolari долар* доллар*
pound pfund* livre* sterlin* libra libras liber libry sterlin* funt* фунт*
cent cents centim* centavo* haler*"""


@cache
def _units() -> dict[str, str]:
    """The names in one word, plain, with what CLDR calls the unit."""
    found: dict[str, str] = {}
    for locale in _LOCALES.split():
        patterns = Locale.parse(locale)._data["unit_patterns"]  # by babel.units one form at a time, and slower
        for unit in _UNITS.split():
            for form in _FORMS:
                pattern = patterns[unit]["long"].get(form)
                name = pattern.replace("{0}", "").strip() if isinstance(pattern, str) else ""
                if name and " " not in name:
                    found.setdefault(plain(name), unit.split("-", 1)[1])
    return found


def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in CURRENCIES.splitlines():
        currency, *names = line.split()
        for name in (currency, *names):
            (stems if name.endswith("*") else words)[plain(name.rstrip("*"))] = currency
    return words, stems


_WORDS, _STEMS = _currencies()
_LONGEST_STEM = max(map(len, _STEMS))


@lru_cache(maxsize=4096)
def after_number(word: str) -> str:
    """What a word right after a number measures in, such as "kilometer" or "franc"; empty if it is no unit."""
    short = plain(word)
    if short in _WORDS:
        return _WORDS[short]
    if unit := _units().get(short):
        return unit
    return next((_STEMS[short[:n]] for n in range(min(len(short), _LONGEST_STEM), 1, -1) if short[:n] in _STEMS), "")
