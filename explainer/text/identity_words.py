"""The words that identify: what `identity` must know of English, German, French, Spanish, Czech, Ukrainian; a little of
Arabic and Chinese.

All of it was chosen by hand: months, weekdays, numbers and units with their case forms, negations, opposites,
functions, titles, adjectives of peoples. One line is one meaning. A word ending in * stands for all that begin so.
"""

NUMBERS = {
    0: "zero null nul cero nula нуль صفر",
    1: "one first eins erste ersten erster erstes premier premiere primero primera primer jeden jedna jedno prvni один"
    " одна одне перший перша перше першою першого",
    2: "two second zwei zweite zweiten zweiter zweites deux deuxieme seconde dos segundo segunda dva dve dvou dvema"
    " druhy druha druhe druhou два дві двох двом другий друга друге другою",
    3: "three third thirds drei dritte dritten dritter drittes trois troisieme tres tercero tercera tercer tri třech"
    " třem třemi tří treti tretiho три трьох трьом третій третя третє третьою",
    4: "four fourth vier vierte vierten vierter viertes quatre quatrieme cuatro cuarto cuarta ctyri ctyr ctyrem ctyrmi"
    " ctvrty ctvrta ctvrte ctvrtou чотири чотирьох чотирьом четвертий четверта четвертою",
    5: "five fifth funf funfte funften funfter cinq cinquieme cinco quinto quinta pet peti paty pata pate п'ять п'яти"
    " п'ятий п'ята п'ятою",
    6: "six sixth sechs sechste sechsten sixieme seis sexto sexta sest sesti sesty sesta шість шести шостий шоста",
    7: "seven seventh sieben siebte siebten sept septieme siete septimo septima sedm sedmi sedmy sedma сім семи сьомий"
    " сьома",
    8: "eight eighth acht achte achten huit huitieme ocho octavo octava osm osmi osmy osma вісім восьми восьмий восьма",
    9: "nine ninth neun neunte neunten neuf neuvieme nueve noveno novena devet deviti devaty devata дев'ять дев'яти"
    " дев'ятий дев'ята",
    10: "ten tenth zehn zehnte zehnten dix dixieme diez decimo decima deset deseti desaty desata десять десяти десятий",
    11: "eleven eleventh elf elfte onze onzieme once jedenact jedenacti одинадцять одинадцяти",
    12: "twelve twelfth zwolf zwolfte douze douzieme doce dvanact dvanacti дванадцять дванадцяти",
    13: "thirteen thirteenth dreizehn treize trece trinact тринадцять",
    14: "fourteen fourteenth vierzehn quatorze catorce ctrnact чотирнадцять",
    15: "fifteen fifteenth funfzehn quinze quince patnact п'ятнадцять",
    16: "sixteen sixteenth sechzehn seize dieciseis sestnact шістнадцять",
    17: "seventeen seventeenth siebzehn diecisiete sedmnact сімнадцять",
    18: "eighteen eighteenth achtzehn dieciocho osmnact вісімнадцять",
    19: "nineteen nineteenth neunzehn diecinueve devatenact дев'ятнадцять",
    20: "twenty twentieth zwanzig zwanzigste vingt vingtieme veinte dvacet dvaceti двадцять двадцяти",
    30: "thirty thirtieth dreissig trente treinta tricet triceti тридцять тридцяти",
    40: "forty fortieth vierzig quarante cuarenta ctyricet ctyriceti сорок сорока",
    50: "fifty fiftieth funfzig cinquante cincuenta padesat padesati п'ятдесят п'ятдесяти",
    60: "sixty sixtieth sechzig soixante sesenta sedesat sedesati шістдесят шістдесяти",
    70: "seventy seventieth siebzig septante setenta sedmdesat сімдесят",
    80: "eighty eightieth achtzig octante huitante ochenta osmdesat вісімдесят",
    90: "ninety ninetieth neunzig nonante noventa devadesat дев'яносто",
    100: "hundred hundreds hundert cent cents cien ciento cientos sto sta set сто ста сот百",
    1_000: "thousand thousands tausend mille mil tisic tisice tisicu тисяча тисячі тисяч тисячу ألف آلاف 千",
    10_000: "万 萬",
    1_000_000: "million millions millionen mio millon millones milion miliony milionu мільйон мільйони мільйонів млн"
    " مليون ملايين",
    100_000_000: "亿 億",
    1_000_000_000: "billion billions bn milliarde milliarden mrd milliard milliards miliarda miliardy miliard mld"
    " мільярд мільярди мільярдів млрд مليار مليارات",
    1_000_000_000_000: "trillion trillions billionen billones bilion biliony bilionu трильйон трильйони трильйонів",
}
GERMAN_ONES = "ein zwei drei vier funf sechs sieben acht neun"
GERMAN_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
AFTER_A_NUMBER = {
    "m": "million", "mn": "million", "b": "billion", "k": "thousand", "tis": "thousand", "tsd": "thousand",
}  # fmt: skip

MONTHS = """january januar janner janvier enero leden ledna lednu січень січня січні يناير
february februar fevrier febrero unor unora unoru лютий лютого лютому feb فبراير
march marz mars marzo brezen brezna breznu березень березня березні مارس
april avril abril duben dubna dubnu квітень квітня квітні apr أبريل
may mai mayo kveten kvetna kvetnu травень травня травні مايو
june juni juin junio cerven cervna cervnu червень червня червні jun يونيو
july juli juillet julio cervenec cervence cervenci липень липня липні jul يوليو
august aout agosto srpen srpna srpnu серпень серпня серпні aug أغسطس
september septembre septiembre zari вересень вересня вересні sep سبتمبر
october oktober octobre octubre rijen rijna rijnu жовтень жовтня жовтні oct okt أكتوبر
november novembre noviembre listopad listopadu листопад листопада листопаді nov نوفمبر
december dezember decembre diciembre prosinec prosince prosinci грудень грудня грудні dec dez ديسمبر"""
ONLY_CAPITAL = "may march august feb nov dec sep jun jul apr aug oct okt dez"  # in lower case they are other words

WEEKDAYS = """monday montag lundi lunes pondeli понеділок понеділка الاثنين
tuesday dienstag mardi martes utery вівторок вівторка الثلاثاء
wednesday mittwoch mercredi miercoles streda stredu середа середу середи الأربعاء
thursday donnerstag jeudi jueves ctvrtek ctvrtka четвер четверга الخميس
friday freitag vendredi viernes patek patku п'ятниця п'ятницю п'ятниці الجمعة
saturday samstag sonnabend samedi sabado sobota sobotu soboty субота суботу суботи السبت
sunday sonntag dimanche domingo nedele nedeli неділя неділю неділі الأحد"""

UNITS = """km kilometre* kilometer* kilometr* kilometro* кілометр* км كيلومتر* 公里
mile miles meile* milles milla* mili миля милі миль ميل أميال 英里
metre metres meter meters metern metro metros metr* метр*
foot feet fuss pied* pie pies фут*
centimet* zentimet* cm сантиметр* см
kg kilo kilos kilogram* kilogramm* kilogramo* кілограм* кг
gram grams gramm gramme* gramo* грам*
pound* pfund livre* libra* £ фунт* gbp
tonne* ton tons tonnen tonelada* tuna tuny tun тонн*
litre* liter* litro* litr* літр*
gallon* galon*
hectare* hektar* hectarea* га ha
acre* akr
percent procent* prozent* відсот* процент* %
euro* eur € євро
dollar* dolar* $ usd долар*
korun* crown crowns kronen kc czk крон*
hryvn* гривн* гривень uah
rouble* ruble* rubel rubl* rublo* рубл*
yuan yen ¥
franc francs franken franco francos frank*
seconds sekund* secondes segundos секунд*
minute* minuto* minut* хвилин*
hour* stunde* heure* hora* hodin* годин*
day days tag tage tagen jour* dia dias dny dni dnu день дні днів
week weeks woche wochen semaine* semana* tyden tydny tydnu тиждень тижні тижнів
month months monat monate monaten mois mes meses mesic mesice mesicu місяць місяці місяців
year years jahr jahre jahren ans annee* ano anos rok roky roku let рік роки років
decade* jahrzehnt* decennie* decada* desetileti десятиліт*
century centuries jahrhundert* siecle* siglo* stoleti століт*
celsius
fahrenheit"""

NEGATIONS = """
not no never nobody none nothing neither nor cannot without nein nicht nichts nie niemals niemand kein* ohne weder
ne pas non jamais aucun aucune sans nunca jamas nadie nada ningun ninguno ninguna sin tampoco ni nikdy nikdo nikomu
nikoho nic zadny zadna zadne zadneho neni bez ні не ніколи ніхто нікого нічого жоден жодна жодного без لا لم لن ليس
ليست غير بدون دون 不 没 沒 未 無 无 非
"""
NEGATIVE_PREFIXES = "un in im il ir dis non anti ne nicht de des не анти"

# Each opposite: the one side | the other ; what stands on the same side counts as the same.
OPPOSITES = """
more most mehr plus mas vice vic більше більш أكثر 多 | less fewer least fewest weniger moins menos mene менше менш
أقل 少 ;
higher hoher hohere larger bigger greater grosser superieur* superieurs mayor mayores vyssi vetsi vic вищі вищий
вище більший більші أعلى 高 | lower smaller niedriger tiefer kleiner inferieur* menor menores nizsi mensi нижчі
нижчий нижче менший менші أدنى 低 ;
before vor avant antes pred перед до قبل 前 之前 | after nach apres despues tras po після بعد 后 後 ;
earlier fruher drive раніше | later spater pozdeji пізніше ;
above over uber oberhalb dessus encima nad над | below under unter unterhalb dessous debajo pod під ;
up hinauf nahoru вгору | down hinunter dolu вниз ;
rise rises rose risen rising grew gestiegen steigen stieg stiegen steigt augmente augmenter augmentent subio
subieron suben sube subir vzrostl* roste зріс зросла зросли зростає | fall falls fell fallen falling shrank gesunken
sinken sank sanken sinkt fielen diminue diminuer diminuent baisse bajo bajaron bajan baja bajar klesl* klesa впав
впала впали падає ;
increase increased increases erhoht erhohen | decrease decreased decreases reduced gesenkt senken ;
won win wins winning gewann gewonnen gagne gano ganaron vyhral* виграв виграла виграли | lost lose loses losing
verlor verloren perdu perdio perdieron prohral* програв програла програли ;
always all every everybody everyone everything immer alle jeder jede jedes toujours tous tout chaque siempre todos
todas cada vzdy vsichni kazdy завжди всі кожен | never none nobody nothing nie niemand kein* jamais aucun personne
nunca nadie ningun* nikdy nikdo zadny ніколи ніхто жоден ;
best beste besten meilleur* mejor mejores nejlepsi найкращ* | worst schlechteste* pire* peor peores nejhorsi
найгірш* ;
better besser lepsi краще кращий | worse schlechter horsi гірше гірший ;
older alter altere starsi старший старша | younger junger jungere mladsi молодший молодша ;
maximum maximal* | minimum minimal* ;
majority mehrheit majorite mayoria vetsina більшість | minority minderheit minorite minoria mensina меншість ;
with mit avec con se | without ohne sans sin bez ;
for fur pour por pro za за | against gegen contre contra proti проти ;
guilty schuldig coupable culpable vinen vinna vinny винен винна | innocent unschuldig innocent inocente nevinen
nevinna nevinny невинен ;
accept accepted accepts angenommen accepte acepto prijal* прийняв | reject rejected rejects abgelehnt refuse rejete
rechazo odmitl* відхилив ;
allow allowed allows erlaubt autorise permitio povolil* дозволив | ban banned bans forbade verboten interdit
prohibio zakazal* заборонив ;
confirmed confirm confirms bestatigte confirme confirmo potvrdil* підтвердив | denied deny denies bestritt dementi
nego poprel* заперечив ;
support supported supports unterstutzte soutient apoya podporil* підтримав | oppose opposed opposes ;
import imports einfuhr* importation* importacion* dovoz* імпорт* | export exports ausfuhr* exportation* exportacion*
vyvoz* експорт* ;
buy bought buys gekauft achete compro koupil* купив | sell sold sells verkauft vendu vendio prodal* продав ;
alive lebend* vivant* vivo vivos zivy живий | dead tot tote toten mort morts muerto muertos mrtvy мертвий ;
left links gauche izquierda vlevo | right rechts droite derecha vpravo ;
open opened opens offen geoffnet ouvert abierto otevren* відкрит* | closed close closes geschlossen ferme cerrado
zavren* закрит*
"""
DIRECTIONS = """north northern nord* nordlich* norte severni sever* північ*
south southern sud* sudlich* sur jizni jih* південн* південь півдн*
east eastern ost ostlich* osten est oriental* este vychod* східн* схід сході
west western westlich* westen ouest occidental* oeste zapad* західн* захід заході"""

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
jewish judisch* juif* juive* judi* zidovsk* єврейськ*"""

FUNCTIONS = """
a an the this that these those it its he she they we you i his her their our my your who what which when where why
how if in on at by for from of to into with as and or but so then than there here is are was were be been has have
had do does did will would can could may might must should some many much most more few all each every any such only
also just even still yet now today yesterday tomorrow about after before during since until while because although
though however according over under between among against per via up down out off both either other another same der
die das den dem des ein eine einen einem einer eines er sie es wir ihr ich mein sein ihre ihren ihrem ihrer ihres
seine seinen und oder aber doch wenn als ob dass weil da wo wie was wer im in am an auf aus bei mit nach von vor zu
zum zur uber unter um fur durch gegen ohne seit bis auch nur noch schon sehr so dann dort hier heute gestern ist
sind war waren hat haben hatte wird werden wurde kann alle viele einige mehr jetzt le la les l un une des du de d en
et ou mais donc or ni car ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs mon ma notre
votre qui que quoi dont ou quand comment pourquoi si dans sur sous avec sans pour par chez vers entre depuis pendant
avant apres est sont etait a ont avait sera plus tres tout tous toute toutes aussi alors hier demain aujourd hui ici
selon el los las lo al del un una unos unas y o u pero porque si como cuando donde que quien cual este esta estos
estas ese esa aquel su sus mi tu se le les nos en de con sin por para sobre entre desde hasta segun es son era fue
han ha habia sera mas muy todo todos toda todas tambien ya hoy ayer asi ten ta to ti ty tento tato toto on ona ono
oni my vy ja jeho jeji jejich nas muj svuj svuj se si je jsou byl byla bylo byli bude ma mel a i ale nebo kdyz kdyby
ze protoze kde jak co kdo ktery ktera ktere v ve na do od z ze s k ke o po pro pri pred za nad pod mezi u bez jen
take uz dnes vcera zitra podle vsichni цей ця це ці той та те ті він вона воно вони ми ви я його її їх наш ваш мій
свій і й та але або чи як коли якщо що щоб бо де хто який яка яке які у в на до від з із зі за по про при під над
між без для через після перед є був була було були буде також лише тільки вже ще сьогодні вчора завтра всі
"""
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

# One place under two names that one language uses, and names a letter apart that are not the same.
SAME_NAMES = """kiev kyiv kiew kyjiw
lvov lviv lwiw lemberg
kharkov kharkiv
us usa
chisinau kishinev
calcutta kolkata
bombay mumbai
turkey turkiye"""
OTHER_NAMES = """johnson johnston
clinton clifton
australia austria
australian austrian
slovakia slovenia
slovensko slovinsko
slovenska slovinska
nigerian nigerien
dominica dominican
guatemala guatemalan
indian indiana
martin martina
christian christina
iranian iraqian
paul paula
alexander alexandra
mauritania mauritius"""

# What inflection puts at the end of a name, in languages that write as Latin and as Cyrillic letters.
ENDINGS = """a e i o u y s es en n er ern em ens an ian ans ns x ne as os
ou ovi ove ovy ova ovu om um am ami emi imi mi ech ich ach ho eho mu emu ym ymi ych im ej ii
а у ові еві ом ем ам ям ами ями ах ях ою ею єю і ї и е є о я ю ого ому им ім их ими ій ої ів їв ий ь й
ова ову овом єва єву євом єві еві"""
SOFTENED = "h z,g z,k c,ch s,г з,ґ з,к ц,х с"  # consonants that a case ending changes: Praha, v Praze
