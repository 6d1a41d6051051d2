"""Numbers, months, weekdays and units in words: what `identity_reading` gives a value.

Chosen by hand, of English, German, French, Spanish, Czech, Ukrainian and some other languages, with their case forms.
One line is one meaning. A word ending in * stands for all that begin so.
"""

NUMBERS = {
    0: "zero null nul cero nula нуль صفر",
    0.5: "half halb halbe halben halbes halfte moitie mitad meta polovina polovinu poloviny половина половини половину",
    1: (
        "uno una primo prima um uma primeiro primeira jeden pierwszy een eerste odin один первый första "
        "ett 一 one first eins erste ersten erster erstes premier premiere primero primera primer jeden "
        "jedna jedno prvni один одна одне перший перша перше першою першого першому першій першим"
    ),
    2: (
        "due secondo seconda dois duas dwa dwie dwoch drugi twee tweede два две двух второй tva 二 两 兩 "
        "two second zwei zweite zweiten zweiter zweites deux deuxieme seconde dos segundo segunda dva "
        "dve dvou dvema druhy druha druhe druhou два дві двох двом другий другого другому другій "
        "другим друга друге другою"
    ),
    3: (
        "terzo terza terceiro terceira terca trzy trzech trzeci drie derde три трёх третий tre 三 three "
        "third thirds drei dritte dritten dritter drittes trois troisieme tres tercero tercera tercer "
        "tri třech třem třemi tří treti tretiho "
        "tretina tretinu tretiny drittel tiers tercio tercios третина третину третини "
        "три трьох трьом третій третього третьому третя третє третьою"
    ),
    4: (
        "quattro quarto quarta quatro cztery czterech vier четыре четырёх fyra fire 四 four fourth vier "
        "vierte vierten vierter viertes quatre quatrieme cuatro cuarto cuarta ctyri ctyr ctyrem ctyrmi "
        "quarter quarters viertel quart quarts ctvrtina ctvrtinu ctvrtiny чверть чверті "
        "ctvrty ctvrta ctvrte ctvrtou чотири чотирьох чотирьом четвертий четверта четвертою"
    ),
    5: (
        "cinque piec pieciu vijf пять пяти fem 五 five fifth funf funfte funften funfter cinq cinquieme "
        "cinco quinto quinta pet peti paty pata pate п'ять п'яти п'ятий п'ята п'ятою"
    ),
    6: (
        "sei seis szesc szesciu zes шесть шести sex seks 六 six sixth sechs sechste sechsten sixieme seis "
        "sexto sexta sest sesti sesty sesta шість шести шостий шоста"
    ),
    7: (
        "sette sete siedem siedmiu zeven семь семи sju syv 七 seven seventh sieben siebte siebten sept "
        "septieme siete septimo septima sedm sedmi sedmy sedma сім семи сьомий сьома"
    ),
    8: (
        "otto oito osiem osmiu acht восемь восьми atta 八 eight eighth acht achte achten huit huitieme "
        "ocho octavo octava osm osmi osmy osma вісім восьми восьмий восьма"
    ),
    9: (
        "nove dziewiec negen девять девяти nio 九 nine ninth neun neunte neunten neuf neuvieme nueve "
        "noveno novena devet deviti devaty devata дев'ять дев'яти дев'ятий дев'ята"
    ),
    10: (
        "dieci dez dziesiec tien десять десяти tio 十 ten tenth zehn zehnte zehnten dix dixieme diez "
        "dizaine dizaines decena decenas desitka desitky desitek десяток десятки десятків tens "
        "decimo decima deset deseti desaty desata десять десяти десятий"
    ),
    11: "eleven eleventh elf elfte onze onzieme once jedenact jedenacti одинадцять одинадцяти",
    12: (
        "dodici doze dwanascie twaalf двенадцать tolv twelve twelfth zwolf zwolfte douze douzieme doce "
        "dozen dozens dutzend dutzende dutzenden douzaine douzaines docena docenas tucet tucty дюжина "
        "dvanact dvanacti дванадцять дванадцяти"
    ),
    13: "thirteen thirteenth dreizehn treize trece trinact тринадцять",
    14: "fourteen fourteenth vierzehn quatorze catorce ctrnact чотирнадцять",
    15: "fifteen fifteenth funfzehn quinze quince patnact п'ятнадцять",
    16: "sixteen sixteenth sechzehn seize dieciseis sestnact шістнадцять",
    17: "seventeen seventeenth siebzehn diecisiete sedmnact сімнадцять",
    18: "eighteen eighteenth achtzehn dieciocho osmnact вісімнадцять",
    19: "nineteen nineteenth neunzehn diecinueve devatenact дев'ятнадцять",
    20: (
        "venti vinte dwadziescia twintig двадцать tjugo tyve twenty twentieth zwanzig zwanzigste vingt "
        "vingtieme veinte dvacet dvaceti двадцять двадцяти"
    ),
    21: "veintiuno veintiun",
    22: "veintidos dvaadvacet",
    23: "veintitres triadvacet",
    24: "veinticuatro ctyriadvacet",
    25: "veinticinco petadvacet",
    26: "veintiseis sestadvacet",
    27: "veintisiete sedmadvacet",
    28: "veintiocho osmadvacet",
    29: "veintinueve devetadvacet",
    30: (
        "trenta trinta trzydziesci dertig тридцать trettio thirty thirtieth dreissig trente treinta "
        "tricet triceti тридцять тридцяти"
    ),
    40: "forty fortieth vierzig quarante cuarenta ctyricet ctyriceti сорок сорока",
    50: "fifty fiftieth funfzig cinquante cincuenta padesat padesati п'ятдесят п'ятдесяти",
    60: "sixty sixtieth sechzig soixante sesenta sedesat sedesati шістдесят шістдесяти",
    70: "seventy seventieth siebzig septante setenta sedmdesat сімдесят",
    80: "eighty eightieth achtzig octante huitante ochenta osmdesat вісімдесят",
    90: "ninety ninetieth neunzig nonante noventa devadesat дев'яносто",
    100: (
        "cento cem honderd hundra hundre hundred hundreds hundert cent cents cien ciento cientos sto sta "
        "hunderte hunderten centaine centaines centenar centenares stovka stovky stovek сотня сотні сотень "
        "set сто ста сот百"
    ),
    1_000: (
        "mila tysiac tysiace tysiecy duizend тысяча тысячи тысяч tusen tusind thousand thousands tausend "
        "tausende tausenden millier milliers millar millares "
        "mille mil tisic tisice tisicu тисяча тисячі тисяч тисячу ألف آلاف 千"
    ),
    10_000: "万 萬",
    1_000_000: (
        "milione milioni milhao milhoes milionow miljoen миллион миллиона миллионов miljon million "
        "millions millionen mio millon millones milion miliony milionu мільйон мільйони мільйонів млн "
        "مليون ملايين"
    ),
    100_000_000: "亿 億",
    1_000_000_000: (
        "miliardo miliardi miliardow miljard миллиард миллиарда миллиардов billion billions bn milliarde "
        "milliarden mrd milliard milliards miliarda miliardy miliard mld мільярд мільярди мільярдів млрд "
        "مليار مليارات"
    ),
    1_000_000_000_000: "trillion trillions billionen billones bilion biliony bilionu трильйон трильйони трильйонів",
}
# Ordinals of Slavonic languages by their stems, from first to tenth, and what they end in.
ORDINALS = """prvn druh tret ctvrt pat sest sedm osm devat desat|i iho imu im ich imi y eho emu em ym e ou ych ymi
перш друг трет четверт п'ят шост сьом восьм дев'ят десят|ий ого ому им ім а ої ій ю ою е і их ими
перв втор трет четверт пят шест седьм восьм девят десят|ый ой ого ому ым ом ая ую ое ые ых ыми
pierwsz drug trzec czwart piat szost siodm osm dziewiat dziesiat|y ego emu ym a ej e ych ymi"""
GERMAN_ONES = "ein zwei drei vier funf sechs sieben acht neun"
GERMAN_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
NO_STEMS = "secund segund cuart quart terci trent"  # stems of numbers that are those of other words
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII"
AFTER_A_NUMBER = {
    "m": "million", "mn": "million", "b": "billion", "k": "thousand", "tis": "thousand", "tsd": "thousand",
    "md": "milliard", "mds": "milliard", "am": "morning", "pm": "afternoon",
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
metre metres meter meters metern metro metros metr metry metru метр*
foot feet fuss pied* pie pies фут фути футів фута
centimet* zentimet* cm сантиметр* см
kg kilo kilos kilogram* kilogramm* kilogramo* кілограм грами грамів грама кг
gram grams gramm gramme* gramo* грам грами грамів грама
pound* pfund livre* libra* £ фунт* gbp
tonne* ton tons tonnen tonelada* tuna tuny tun тонн*
litre* liter* litro* litr* літр*
gallon* galon*
hectare* hektar* hectarea* га ha
acre* akr
percent procent* prozent* відсот* процент* %
euro euros eura eurem eury eur € євро
dollar* dolar* $ usd долар*
korun* crown crowns kronen kc czk крон крона крони крону
hryvn* гривн* гривень uah
rouble* ruble* rubel rubl* rublo* рубль рублів рубля рублі
yuan yen ¥
franc francs franken francos
seconds sekund* secondes segundos секунд*
minute* minuto* minut* хвилин*
hour* stunde* heure* hora horas hodin* годин*
day days tag tage tagen jour jours dia dias dny dni dnu день дні днів
week weeks woche wochen semaine* semana* tyden tydny tydnu тиждень тижні тижнів
month months monat monate monaten mois mes meses mesic mesice mesicu місяць місяці місяців
year years jahr jahre jahren ans annee* ano anos rok roky roku let рік роки років
decade* jahrzehnt* decennie* decada* desetileti десятиліт*
century centuries jahrhundert* siecle* siglo* stoleti століт*
celsius
fahrenheit
pound* lb lbs
ounce* oz unze* once onces onza*
inch inches zoll pouce* pulgada* palec palce palcu дюйм*
foot ft
yard* yd yds
mph
kph kmh
km 公里 キロメートル キロ
mile 英里 哩 マイル
kg 公斤 千克 キログラム
pound* 英镑 英鎊 ポンド
euro 欧元 歐元 ユーロ
dollar* 美元 ドル
foot 尺
jin 斤
li 里
rouble* 卢布 盧布 ルーブル
yuan 人民币 人民幣 人民元"""
