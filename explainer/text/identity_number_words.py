"""More words for numbers, of 17 languages; one line is one number, longer ones go on indented.

Made by num2words 0.5: cardinals and ordinals in one word, of four letters or more (shorter ones are other words
elsewhere), folded by `identity_scripts.plain`; words that mean two numbers, or a name, left out.
"""

NUMBERS = """\
0 noll ноль
1 første primul ראשון واحد
2 שתיים اثنان ثاني
3 tredje שלוש שלישי ثالث ثلاثة
4 czwarty fjarde fjerde patru styri vierde четвертыи ארבע רביעי اربعة رابع
5 cinci femte piaty vijfde пятыи חמישי خامس خمسة
6 sase sesto sjatte sjette szosty zesde шестои שישי سادس
7 sapte sedem setimo settimo siodmy sjunde syvende zevende седьмои שביעי سابع سبعة
8 achtste atte attonde oitavo osem ottavo otte ottende восьмои שמונה שמיני ثامن ثمانية
9 devat dziewiaty negende niende nionde noua девятыи תשיעי تاسع تسعة
10 desat dziesiaty tiende tionde zece десятыи עשירי عاشر عشرة
11 decimoprimero elfde ellevte elva jedenascie jedenast jedenasty undicesimo undici unsprezece одинадцятии
    одиннадцатыи одиннадцать
12 decimosegundo dodicesimo doisprezece dvanast dwunasty tolfte tolvte twaalfde дванадцятии двенадцатыи
13 dertien dertiende dreizehnte tredicesimo tredici treisprezece treizieme tretten trettende trettførste tretton
    trettonde treze trinast trzynascie trzynasty тринадцатыи тринадцать тринадцятии
14 catorze czternascie czternasty fjorten fjortende fjorton fjortonde paisprezece quatorzieme quattordicesimo
    quattordici strnast veertien veertiende vierzehnte четырнадцатыи четырнадцать чотирнадцятии
15 cincisprezece femten femtende femton femtonde funfzehnte patnast pietnascie pietnasty quindicesimo quindici
    quinzieme vijftien vijftiende п'ятнадцятии пятнадцатыи пятнадцать
16 dezasseis saisprezece sechzehnte sedicesimo sedici seizieme seksten sekstende sestnast sextonde szesnascie
    szesnasty zestien zestiende шестнадцатыи шестнадцать шістнадцятии
17 dezassete diciassette diciassettesimo saptesprezece sedemnast siebzehnte siedemnascie siedemnasty sjutton sjuttonde
    sytten syttende zeventien zeventiende семнадцатыи семнадцать сімнадцятии
18 achttien achttiende achtzehnte arton artonde atten dezoito diciottesimo diciotto optsprezece osemnast osiemnascie
    osiemnasty восемнадцатыи восемнадцать вісімнадцятии
19 devatnast dezanove diciannove diciannovesimo dziewietnascie dziewietnasty negentien negentiende neunzehnte nitten
    nittende nitton nittonde nouasprezece дев'ятнадцятии девятнадцатыи девятнадцать
20 douazeci dvadsat dwudziesty tjue tjuende tjugode twintigste tyvende ventesimo vigesimo двадцатыи двадцятии העשרים
    עשרים عشرون
21 eenentwintig ventuno
22 tweeentwintig ventidue
23 drieentwintig ventitre
24 ventiquattro vierentwintig
25 venticinque vijfentwintig
26 ventisei zesentwintig
27 ventisette zevenentwintig
28 achtentwintig ventotto
29 negenentwintig ventinove
30 dertigste dreissigste tredive tredivete treizeci trentesimo trentieme tretti trettiende trettionde tridsat
    trigesimo trzydziesty тридцатыи тридцятии השלושים שלושים ثلاثون
31 eenendertig trentuno
32 trentadue tweeendertig
33 drieendertig trentatre
34 trentaquattro vierendertig
35 trentacinque vijfendertig
36 trentasei zesendertig
37 trentasette zevenendertig
38 achtendertig trentotto
39 negenendertig trentanove
40 czterdziesci czterdziesty fortio fortionde fyrre fyrreende førti førtiende patruzeci quadragesimo quaranta
    quarantesimo quarantieme quarenta styridsat veertig veertigste vierzigste сороковии сороковои ארבעים הארבעים
    اربعون
41 eenenveertig quarantuno
42 quarantadue tweeenveertig
43 drieenveertig quarantatre
44 quarantaquattro vierenveertig
45 quarantacinque vijfenveertig
46 quarantasei zesenveertig
47 quarantasette zevenenveertig
48 achtenveertig quarantotto
49 negenenveertig quarantanove
50 cincizeci cinquanta cinquantesimo cinquantieme cinquenta femti femtiende femtio femtionde funfzigste halvtreds
    halvtredsende patdesiat piecdziesiat piecdziesiaty quincuagesimo quinquagesimo vijftig vijftigste п'ятдесятии
    пятидесятыи пятьдесят החמישים חמישים خمسون
51 cinquantuno eenenvijftig
52 cinquantadue tweeenvijftig
53 cinquantatre drieenvijftig
54 cinquantaquattro vierenvijftig
55 cinquantacinque vijfenvijftig
56 cinquantasei zesenvijftig
57 cinquantasette zevenenvijftig
58 achtenvijftig cinquantotto
59 cinquantanove negenenvijftig
60 saizeci sechzigste seksti sekstiende sessanta sessantesimo sessenta sestdesiat sexagesimo sextio sextionde
    soixantieme szescdziesiat szescdziesiaty treds tredsende zestig zestigste шестидесятыи шестьдесят шістдесятии
    השישים שישים ستون
61 eenenzestig sessantuno
62 sessantadue tweeenzestig
63 drieenzestig sessantatre
64 sessantaquattro vierenzestig
65 sessantacinque vijfenzestig
66 sessantasei zesenzestig
67 sessantasette zevenenzestig
68 achtenzestig sessantotto
69 negenenzestig sessantanove
70 halvfjerds halvfjerdsende saptezeci sedemdesiat septuagesimo settanta settantesimo siebzigste siedemdziesiat
    siedemdziesiaty sjuttio sjuttionde sytti syttiende zeventig zeventigste семидесятыи семьдесят сімдесятии השבעים
    שבעים سبعون
71 eenenzeventig settantuno
72 settantadue tweeenzeventig
73 drieenzeventig settantatre
74 settantaquattro vierenzeventig
75 settantacinque vijfenzeventig
76 settantasei zesenzeventig
77 settantasette zevenenzeventig
78 achtenzeventig settantotto
79 negenenzeventig settantanove
80 achtzigste attiende attio attionde firsende octogesimo oitenta optzeci osemdesiat osiemdziesiat
    osiemdziesiaty ottanta ottantesimo tachtig tachtigste восемьдесят восьмидесятыи вісімдесятии השמונים שמונים ثمانون
81 eenentachtig ottantuno
82 ottantadue tweeentachtig
83 drieentachtig ottantatre
84 ottantaquattro vierentachtig
85 ottantacinque vijfentachtig
86 ottantasei zesentachtig
87 ottantasette zevenentachtig
88 achtentachtig ottantotto
89 negenentachtig ottantanove
90 devatdesiat dziewiecdziesiat dziewiecdziesiaty halvfems halvfemsende negentig negentigste neunzigste nitti
    nittiende nittio nittionde nonagesimo nouazeci novanta novantesimo дев'яностии девяносто девяностыи התשעים תשעים
    تسعون
91 eenennegentig novantuno
92 novantadue tweeennegentig
93 drieennegentig novantatre
94 novantaquattro vierennegentig
95 novantacinque vijfennegentig
96 novantasei zesennegentig
97 novantasette zevenennegentig
98 achtennegentig novantotto
99 negenennegentig novantanove
100 centesimo centieme ethundrede ethundredete etthundra etthundrade honderdste hundertste setny сотии сотыи המאה ماية
200 doscientos ducentesimo duecentesimo duecento duzentos dveste dvesto dwiescie dwusetny tohundrede tohundredete
    tvahundra tvahundrade tweehonderd tweehonderdste zweihundertste двести двохсотии двухсотыи двісті המאתיים מאתיים
    ميتا
300 dreihundertste driehonderd driehonderdste trecentesimo trecento trehundra trehundrade trehundrede trehundredete
    trescientos trezentos tricentesimo tristo trzysetny trzysta трехсотыи триста трьохсотии ثلاثماية
400 ctyrista cuadrigentesimo cuatrocientos czterysetny czterysta firehundrede firehundredete fyrahundra fyrahundrade
    quadrigentesimo quatrocentos quattrocentesimo quattrocento styristo vierhonderd vierhonderdste vierhundertste
    четыреста четырехсотыи чотириста чотирьохсотии اربعماية
500 cinquecentesimo cinquecento femhundra femhundrade femhundrede femhundredete funfhundertste patsto petset piecset
    piecsetny quingentesimo quinhentos quinientos vijfhonderd vijfhonderdste п'ятисотии п'ятсот пятисотыи пятьсот
    خمسماية
600 sechshundertste seicentesimo seicento seiscentesimo seiscentos seiscientos sekshundrede sekshundredete
    seststo sexcentesimo sexhundra sexhundrade szescset szescsetny zeshonderd zeshonderdste шестисотии шестисотыи
    шестьсот шістсот ستماية
700 sedemsto sedmset septigentesimo setecentos setecientos settecentesimo settecento siebenhundertste siedemset
    siedemsetny sjuhundra sjuhundrade syvhundrede syvhundredete zevenhonderd zevenhonderdste семисотии семисотыи
    семьсот сімсот سبعماية
800 achthonderd achthonderdste achthundertste attahundra attahundrade ochocientos octigentesimo oitocentos osemsto
    osiemset osiemsetny osmset ottehundrede ottehundredete ottocentesimo ottocento восемьсот восьмисотии восьмисотыи
    вісімсот ثمانماية
900 devatsto devetset dziewiecset dziewiecsetny negenhonderd negenhonderdste neunhundertste nihundrede nihundredete
    niohundra niohundrade nongentesimo noningentesimo novecentesimo novecento novecentos novecientos дев'ятисотии
    дев'ятсот девятисотыи девятьсот تسعماية
1000 duizendste etttusen etttusende ettusind ettusindte milesimo millesimo millieme tausendste tusende tysieczny
    тисячнии тысячныи האלף
1000000 milionowy miljoenste miljonde millioner millionerte millionieme millionste millionte millonesimo миллионныи
    мільионнии המיליון מיליון
1000000000 billonesimo milairdowy miliardesimo miljardde miljardste millard milliarder milliarderte milliardieme
    milliardste миллиардныи мільярднии המיליארד מיליארד
"""
