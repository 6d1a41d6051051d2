"""Words about names: one name in other letters, names that only look alike, titles, peoples, the endings of cases.

Chosen by hand. One line is one meaning. A word ending in * stands for all that begin so.
"""

PEOPLES = """russ* russe* rus* rusk* rosk* російськ*
ukrain* ucran* ukrajin* українськ*
german deutsch* allemand* aleman* nemeck* німецьк*
french franzosisch* franca* frances* francouz* французьк*
british britisch* britannique* britanic* britsk* британськ* english* englisch* anglais* ingles* anglick* англійськ*
american amerikanisch* americain* american* americk* американськ*
chinese chinesisch* chinois* chino chinos china chinas cinsk* китайськ*
japanese japanisch* japonais* japones* japonsk* японськ*
polish polnisch* polonais* polac* polsk* польськ*
czech tschechisch* tcheque* chec* cesk* чеськ*
slovak slowakisch* slovaque* eslovac* slovensk* словацьк*
spanish spanisch* espagnol* espanol* spanelsk* іспанськ*
italian italienisch* italien* italiano* italiana* italsk* італійськ*
turkish turkisch* turc turcs turque* turc* tureck* турецьк*
iranian iranisch* iranien* irani iranies iransk* іранськ*
iraqi irakisch* irakien* iraqui* iraki* irack* іракськ*
israeli israelisch* israelien* israeli* izraelsk* ізраїльськ*
palestinian palastinensisch* palestinien* palestin* палестинськ*
indian indisch* indien indienne* indi* indick* індійськ*
korean koreanisch* coreen* corean* korejsk* корейськ*
hungarian ungarisch* hongrois* hungar* madarsk* угорськ*
austrian osterreichisch* autrichien* austriac* rakousk* австрійськ*
greek griechisch* grec grecs grecque* grieg* reck* грецьк*
serbian serbisch* serbe* serbi* srbsk* сербськ*
catholic katholisch* catholique* catolic* katolick* католицьк*
protestant protestantisch* protestant* протестантськ*
muslim muslimisch* musulman* muslimsk* мусульманськ*
jewish judisch* juif* juive* judi* zidovsk* єврейськ*
swiss schweizer* suisse* suiz* svycar* швейцар*
swedish schwed* suedois* suec* svedsk* шведськ*
dutch niederland* neerland* holand* holland* nizozem* нідерланд*
danish danisch* danois* danes* dansk* данськ*
norwegian norweg* norueg* norsk* норвезьк*
finnish finnisch* finland* finsk* фінськ*
portuguese portug* португальськ*
romanian rumani* roumain* ruman* rumunsk* румунськ*
bulgarian bulgar* bulhar* болгарськ*
croatian kroat* croat* chorvat* хорватськ*
belarusian belarus* weissruss* bielorrus* belorusk* білоруськ*
georgian georgi* gruzin* грузинськ*
armenian armen* вірменськ*
azerbaijani aserbaidschan* azer* азербайджан*
syrian syr* siri* сирійськ*
lebanese liban* ліванськ*
egyptian agypt* egypt* egip* єгипетськ*
saudi saudi* saoudi* saudsk* саудівськ*
mexican mexican* mexicain* mexick* мексиканськ*
canadian kanad* canad* канадськ*
brazilian brasil* bresil* brazil* бразильськ*
belgian belg* бельгійськ*
irish irisch* irland* irsk* ірландськ*
scottish schott* ecoss* escoc* skotsk* шотландськ*
afghan* afgan* афганськ*
pakistani pakistan* пакистанськ*
vietnamese vietnam* в'єтнамськ*
latvian lettisch* letton* leton* lotyss* латвійськ*
lithuanian litauisch* lituan* litevsk* литовськ*
estonian estnisch* eston* естонськ*"""
TITLES = """
mr mrs ms miss dr prof professor sir lady lord dame president prime minister premier chancellor king queen prince
princess general colonel captain senator secretary judge pope bishop saint st herr frau prasident* bundesprasident*
bundeskanzler* kanzler* ministerprasident* minister* konig* konigin senator* richter* m mme mlle monsieur madame
ministre roi reine presidente presidenta senor senora don dona ministro ministra rey reina pan pani prezident*
predseda premier* kral kralovna pan пан пані президент* прем'єр* міністр* король генерал* dpa afp
"""
JOINING = "and or und oder et ou y e o u a i nebo і й та або و 和"
COMMON_ENDINGS = (
    "ung ungen heit heiten keit keiten schaft schaften tion tionen nis nisse ismus tat taten tum ment ly mente weise"
)
# What is said in two ways and means the same, one line each.
SAME_WORDS = """former ex ehemaliger ehemalige
mister mr
doctor dr doktor
saint st sankt"""
# One place under two names that one language uses, and names a letter apart that are not the same.
SAME_NAMES = """kiev kyiv kiew kyjiw
lvov lviv lwiw lemberg
kharkov kharkiv
us usa
chisinau kishinev
calcutta kolkata
bombay mumbai
turkey turkiye
mohammed muhammad mohamed muhammed mohammad
mahometan muhammadan mohammedan
persons people
jan january januar janvier
mar march
sept september
hussein husain hussain
qaeda qaida kaida
hezbollah hizbollah hisbollah hizbullah
osama usama
koran quran qoran
qatar katar
beijing peking pekin pequin
myanmar burma birma birmanie birmania
odessa odesa
yangon rangoon
crimea krim
tchaikovsky chaikovsky tschaikowski
tsar czar zar
assad asad
erdogan erdoghan
jerusalem yerushalayim
munich munchen
cologne koln
vienna wien vienne viena
prague praha prag praga
lukashenko lukashenka lukaschenko lukaschenka
moscow moskva moskau moscou moscu"""
# What stands before | is never what stands after it.
OTHER_NAMES = """niger nigeru nigerem | nigeria nigerie nigerii
нігер нігеру нігері нігером | нігерія нігерії нігерію нігерією
johnson | johnston
clinton | clifton
australia | austria
australian | austrian
slovakia | slovenia
slovensko | slovinsko
slovenska | slovinska
nigerian | nigerien
dominica | dominican
guatemala | guatemalan
indian | indiana
martin | martina
christian | christina
iranian | iraqian
paul | paula
alexander | alexandra
mauritania | mauritius"""
# The hundred commonest Chinese surnames in one letter: where two or three letters are replaced by others, and both
# begin with one of these, a person was replaced.
SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁"
    "任卢盧姚沈钟鍾姜崔谭譚陆陸汪范廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫阎段雷龙龍陶贺賀毛郝顾顧龚邵万覃武钱钱戴严莫孔向习習蓬温溫胡"
)
# What inflection puts at the end of a name, in languages that write as Latin and as Cyrillic letters.
ENDINGS = """a e i o u y s es en n er ern em ens an ian ans ns x ne as os
ou ovych ovym ovymi ovi ove ovy ova ovu om um am ami emi imi mi ech ich ach ho eho mu emu ym ymi ych im ej ii
а у ові еві ом ем ам ям ами ями ах ях ою ею єю і ї и е є о я ю ого ому им ім их ими ій ої ів їв ий ь й
ова ову овом єва єву євом єві еві
innen nen in ie owi iem ego emu ych ymi ej ow ами ы ые ых ым ыми ой ою ию ией ии ья ье ев ём ёв ами ach
ami es ish ese"""
# The same where names have no cases (a plural, a people of a place), and in German; a line is what one word may end in.
FEW_ENDINGS = " s es ish ese ian ians an ans n ns ic"
GERMAN_ENDINGS = """ s es ens n en er ern ers innen
e en er es em
in innen"""
SOFTENED = "h z,g z,k c,ch s,г з,ґ з,к ц,х с"  # consonants that a case ending changes: Praha, v Praze
# Between a country's stem and the ending of its adjective: pol-n-isch, keni-an-isch, malij-sk-.
BEFORE_ADJECTIVES = "a n an en in on ian ien i j ij ej ji es а и н ан іи еи ии їн ин"
