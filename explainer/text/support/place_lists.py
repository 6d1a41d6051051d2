"""What the sentence check knows of countries, peoples and cities, beside CLDR's names of countries."""

from explainer.text.support.listed import word_set

# Stems of a country's and its people's names: what follows is at most ENDING letters long.
PEOPLES = """
RU russ russland moscovit rossi rossk rosiy rosii rosij
UA ukrain
DE german deutsch allem nimech nemet nemec
FR french frenchm franzos francais frankreich
GB brit english englisch engl angl grossbrit
WALES welsh wales walis gallois
SCOTLAND schott scott scotl scots ecoss
US americ amerik us usa u.s etatsun
CN chin kitay kitaj kitai
JP japan japon
PL poland polish polnisch polon polsh polsk
CZ czech tschech tchec tcheque tchequ cesk
CS czechoslovak tschechoslowak tchecoslova ceskoslov czechoslow chekhoslov
SK slovak slowak slovaq
SI sloven slowen
SU soviet sowjet sovietiq
ES spain spanish spani span espagn spanier
IT ital
TR turk turki turq
IR iran
IQ iraq irak
IL israel
PS palest palast
SY syri syrer
EG egypt agypt
SA saudi saoud
AF afghan
PK pakist
IN indisch
KP nordkorea
KR sudkorea
HU hungar ungar hongr hongrois
AT austri osterr autri
CH swiss switz schweiz suiss
BE belg
NL dutch netherl niederl neerland holland pays-bas
DK denm danisch danemark danois daner
SE swed schwed suedois
NO norweg norway norveg
FI finn finl finlan
GR greek greece griech grec
BG bulgar
RO roman ruman roum
RS serb
HR croat kroat croate
BA bosni
AL alban
MK macedon mazedon macedo
ME montenegr
XK kosov koso
BY belarus weissruss bielorus belaruss
MD moldov moldau moldaw
GE georgi
AM armeni
AZ azerb aserb
KZ kazakh kasach
EE eston estn
LV latvi lett letton
LT lithu litau litu
IE irish ireland irlan irisch
PT portug
CA canad kanad
MX mexic mexik
BR brazil brasil bresil
AR argentin
CL chile chili
CO colombi kolumb
VE venez
CU cuba kuba cubain
AU austral
NZ neuseel
CHECHNYA chechen chechn tschetschen tchetchen
CATALONIA catalo katalo catala katala
BAVARIA bavari bayern bayeri bayris bavier bavaro
TIBET tibet
KURDS kurd
TATAR tatar
SIBERIA siberi sibiri
UYGHUR uyghur uigur ouighour
DDR ostdeutsch
RW rwand ruand
CD congo kongo
SN senegal
ML mali malien
PE peru perou peruv
EC ecuad equat
PH philipp
ID indones
MY malays malais
MM myanm birman
KH cambod kambod
LA laot
LK srilank
BD banglad
NP nepal
LB leban liban
JO jordan
KW kuwait koweit
QA qatar katar
AE emirat emirati
YE yemen jemen
KE kenya keni
UG ugand ougand
TZ tanzan tansan
GH ghan
CM cameroon kamerun camerou
ZW zimbabw simbabw
ZM zambi sambi
AO angol
MZ mozamb mosamb
IS icelan islan
LU luxemb
CY cypr zyper zypr chypr
MT malte maltes
ZA sudafr sud-afr
NG nigerian nigeria
NE nigerien niger
ET ethiop athiop
SD sudan sudanes soudan
LY liby libye
TN tunes tunis
DZ alger algier
MA moroc marok maroc
VN vietnam
TH thai
KORE korea koren coree coreen
EU europ
CR crime krim crimee
"""
ENDING = 7
NOT = word_set("""
indirect individuell romance romantik romantisch roman romane romans germane spanne spannung spannungen
spanner spannend russell polemik polished angle angles anglers argents danisch lette lettern britta romandie
roumanoff brittany turkis engloutir englouti slovene serbe letton turkey
""")
# Words that look like a people's name and are one all the same, or are none.
EXACT = {
    "india": "IN", "indian": "IN", "indians": "IN", "indien": "IN", "indiens": "IN", "indienne": "IN", "indisch": "IN",
    "indische": "IN", "indischen": "IN", "indischer": "IN", "inde": "IN", "china": "CN", "chinas": "CN", "chine": "CN",
    "polen": "PL", "pole": "PL", "poles": "PL", "polens": "PL", "england": "GB", "englands": "GB", "serbe": "RS",
    "serbes": "RS", "portugal": "PT", "portugals": "PT", "australia": "AU", "australien": "AU", "australiens": "AU",
    "austria": "AT", "autriche": "AT", "autrichien": "AT", "irlande": "IE", "argentin": "AR", "argentine": "AR",
    "thailand": "TH", "american": "US", "americans": "US", "america": "US", "amerika": "US", "amerikas": "US",
    "amerikaner": "US", "britain": "GB", "britains": "GB", "britannique": "GB", "angleterre": "GB", "anglais": "GB",
    "allemagne": "DE", "allemand": "DE", "allemande": "DE", "allemands": "DE", "allemandes": "DE", "suede": "SE",
    "suedois": "SE", "dane": "DK", "danes": "DK", "finnland": "FI", "finnlands": "FI", "marocain": "MA",
    "chilean": "CL", "cubain": "CU", "grecque": "GR", "grecques": "GR", "holland": "NL", "us": "US", "usa": "US",
    "uk": "GB", "danisch": "DK", "danische": "DK", "danish": "DK", "turkey": "TR", "norge": "NO", "letton": "LV",
    "slovene": "SI", "slovenes": "SI", "ddr": "DDR", "gdr": "DDR", "rda": "DDR", "udssr": "SU",
    "ussr": "SU", "urss": "SU", "bundesrepublik": "DE", "brd": "DE",
}  # fmt: skip
PHRASES = {
    "united states": "US", "vereinigte staaten": "US", "vereinigten staaten": "US", "etats unis": "US", "ee uu": "US",
    "united kingdom": "GB", "great britain": "GB", "royaume uni": "GB", "vereinigtes konigreich": "GB",
    "vereinigten konigreich": "GB", "grande bretagne": "GB", "soviet union": "SU", "union sovietique": "SU",
    "european union": "EU", "union europeenne": "EU", "europaische union": "EU", "europaischen union": "EU",
    "czech republic": "CZ", "tschechische republik": "CZ", "tschechischen republik": "CZ", "republique tcheque": "CZ",
    "united nations": "UN", "vereinte nationen": "UN", "vereinten nationen": "UN", "nations unies": "UN",
    "east germany": "DDR", "east german": "DDR", "south korean": "KR", "south koreans": "KR", "north korean": "KP",
    "north koreans": "KP", "pays bas": "NL", "white house": "US.", "weisse haus": "US.", "weissen haus": "US.",
    "maison blanche": "US.", "downing street": "GB.",
}  # fmt: skip

# How the names of continents begin, and words of what is there; by the first part of their time zones' names.
CONTINENTS = {
    "Africa": ("africa", "afrika", "afrique", "africain"),
    "Europe": ("europe", "europa", "europaisch"),
    "Asia": ("asia", "asien", "asie", "asiat"),
}
