"""What the sentence check knows of cities."""

# A city under its names in several languages; the country that its government stands for, if any.
CITIES = """
moscow moskau moscou moskva = RU kremlin kreml
kyiv kiev kiew kyjiw kyjiv = UA
london londres londyn = GB westminster whitehall
washington = US pentagon
paris = FR elysee matignon
berlin = DE bundestag
beijing peking pekin = CN
brussels brussel bruxelles = BE EU
prague prag praha = CZ
warsaw warschau varsovie warszawa = PL
vienna wien vienne = AT
rome rom roma = IT
madrid = ES
athens athen athenes = GR
budapest = HU
bucharest bukarest bucarest = RO
belgrade belgrad = RS
lisbon lissabon lisbonne = PT
tehran teheran = IR
baghdad bagdad = IQ
damascus damaskus damas = SY
cairo kairo caire = EG
jerusalem =
minsk = BY
ankara = TR
tokyo tokio = JP
oslo = NO
stockholm = SE
helsinki = FI
dublin = IE
reykjavik = IS
tallinn = EE
riga = LV
vilnius wilna = LT
sofia = BG
zagreb = HR
sarajevo sarajewo = BA
skopje = MK
tirana = AL
pristina = XK
podgorica = ME
ljubljana laibach = SI
chisinau kischinau = MD
tbilisi tiflis tbilissi = GE
yerevan eriwan erevan jerewan = AM
baku bakou = AZ
astana = KZ
bern berne = CH
ottawa = CA
canberra = AU
wellington = NZ
delhi = IN
islamabad = PK
kabul kaboul = AF
dhaka = BD
kathmandu katmandou = NP
riyadh riad ryad = SA
doha = QA
beirut beirout beyrouth = LB
amman = JO
sanaa = YE
tripoli tripolis = LY
algiers algier = DZ
rabat = MA
khartoum khartum = SD
nairobi = KE
kampala = UG
kigali = RW
kinshasa = CD
abuja = NG
accra akkra = GH
dakar = SN
bamako = ML
niamey = NE
pretoria = ZA
harare = ZW
luanda = AO
havana havanna havane = CU
caracas = VE
bogota = CO
lima = PE
quito = EC
santiago = CL
brasilia = BR
seoul = KR KORE
pyongyang pjongjang = KP KORE
hanoi = VN
bangkok = TH
jakarta djakarta = ID
manila manille = PH
grozny grosny = CHECHNYA
barcelona barcelone = CATALONIA
geneva genf geneve =
zurich zuerich zurcher zurichois =
cologne koln koeln =
munich munchen muenchen =
nuremberg nurnberg =
hamburg hambourg =
strasbourg strassburg =
basel bale basle =
copenhagen kopenhagen copenhague = DK
venice venedig venise =
florence florenz =
naples neapel =
milan mailand =
turin torino =
florence florenz firenze =
venice venedig venise venezia =
naples neapel napoli =
genoa genua genes genova =
krakow krakau cracovie cracow =
gdansk danzig dantzig =
wroclaw breslau =
poznan posen =
turin torino =
seville sevilla =
antwerp antwerpen anvers =
hague haag haye = NL
lviv lvov lwiw lemberg lwow =
kharkiv kharkov charkiw charkow =
odesa odessa =
dnipro dnepr dniepr dnieper =
sevastopol sewastopol sebastopol =
bratislava pressburg = SK
danube donau =
rhine rhein rhin =
volga wolga =
crimea krim crimee = CR
kerch kertsch kertch =
donbas donbass =
nato otan = NATO
un uno onu = UN
eu ue = EU
who oms =
"""
# Large cities that are no capitals, by the country they lie in.
CITIES_IN = """
CN shanghai shenzhen guangzhou wuhan chengdu tianjin xian hangzhou nanjing harbin urumqi
JP osaka kyoto nagoya hiroshima nagasaki fukushima yokohama kobe sapporo fukuoka
IN mumbai bombay kolkata chennai bengaluru bangalore hyderabad ahmedabad pune lucknow
PK karachi lahore peshawar quetta rawalpindi
US chicago boston houston dallas philadelphia detroit seattle atlanta miami denver phoenix baltimore minneapolis memphis
GB manchester birmingham liverpool leeds glasgow edinburgh sheffield bristol cardiff belfast newcastle nottingham
FR lyon marseille toulouse nice nantes lille bordeaux strasbourg strassburg grenoble rennes avignon nancy metz dijon
DE frankfurt hamburg munchen munich koln cologne stuttgart dusseldorf leipzig dresden hannover nuremberg nurnberg
DE dortmund essen bremen karlsruhe mannheim wiesbaden mainz bochum chemnitz rostock freiburg kassel erfurt potsdam
IT milan mailand naples neapel turin bologna florence florenz venice venedig palermo genoa genua trieste triest
ES barcelona valencia seville sevilla zaragoza bilbao malaga
PT porto
CH zurich zuerich geneva genf geneve basel bale lausanne luzern lugano
AT graz linz salzburg innsbruck
BE antwerp antwerpen anvers ghent gent liege luttich namur charleroi
NL rotterdam amsterdam utrecht eindhoven maastricht
PL krakow krakau cracovie gdansk danzig wroclaw breslau poznan lodz lublin
CZ brno brunn ostrava plzen pilsen olomouc
SK kosice
HU debrecen szeged
RO cluj timisoara iasi
BG plovdiv varna
RS nis subotica
HR split rijeka dubrovnik
GR thessaloniki saloniki patras piraeus
TR istanbul izmir antalya adana diyarbakir gaziantep
RU petersburg petersbourg rostow rostov
RU kazan novosibirsk nowosibirsk yekaterinburg samara volgograd wolgograd sochi murmansk
UA kharkiv kharkov charkiw charkow odesa odessa
UA lviv lwiw lemberg dnipro mariupol zaporizhzhia saporischschja kherson cherson
BY gomel brest grodno
KZ almaty
IL haifa
EG alexandria giza
SA jeddah dschidda djeddah mecca mekka medina
IR isfahan mashhad shiraz tabriz
IQ mosul mossul basra erbil
SY aleppo homs hama idlib
LB tripoli
AE dubai sharjah
MA casablanca marrakesh marrakech fes tangier tanger
DZ oran constantine
NG lagos kano ibadan
ZA johannesburg capetown durban soweto
KE mombasa
ET mekelle
CD goma lubumbashi
BR rio recife fortaleza curitiba manaus
AR rosario mendoza
CL valparaiso concepcion
CO medellin cali cartagena
MX guadalajara monterrey tijuana acapulco
CA toronto montreal vancouver calgary edmonton quebec winnipeg halifax
AU sydney melbourne brisbane perth adelaide
NZ auckland christchurch
KR busan incheon daegu
VN saigon danang
ID surabaya bandung
PH cebu davao
TH chiangmai
BD chittagong
NO bergen trondheim stavanger
SE gothenburg goteborg malmo uppsala
DK aarhus odense
FI tampere turku
IE cork galway limerick
"""
