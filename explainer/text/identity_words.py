"""Words that turn a sentence round, or are another thing than their neighbour: negations, opposites, comparatives,
points of the compass, functions; and words that only open a sentence, which are no names.

Chosen by hand, of English, German, French, Spanish, Czech, Ukrainian and some other languages. One line is one meaning.
A word ending in * stands for all that begin so.
"""

NEGATIONS = """
not no never nobody none nothing neither nor cannot without nein nicht nichts nie niemals niemand kein* ohne weder
ne pas non jamais aucun aucune sans nunca jamas nadie nada ningun ninguno ninguna sin tampoco ni nikdy nikdo nikomu
nikoho nic zadny zadna zadne zadneho neni bez ні не ніколи ніхто нікого нічого жоден жодна жодного без لا لم لن ليس
ليست غير بدون دون 不 没 沒 未 無 无 非

hardly barely scarcely kaum guere apenas sotva ледь навряд personne rien ninguem nenhum* nem senza nessun* mai niente
nulla nao geen niet nooit niets zonder nie nigdy nikt zaden zadna zadne нет нельзя никогда никто ничего ничто ни
никакой inte ej aldrig aldri ingen inget inga intet utan uden ikke uten ei degil yok nem soha fara niciodata
δεν μην δε χωρις οχι ποτε κανενας לא אין בלי نه بدون نیست नहीं बिना मत tidak bukan tanpa khong
没有 沒有 不再 不会 不會 不能 未能 从未 從未 并未 並未 ない なかった ません 않 못 없 否
"""
NEGATIVE_PREFIXES = "un in im il ir dis non anti ne nicht de des не анти me mes mis"
# Endings that negate, in all their forms, and beginnings that turn into each other.
NEGATIVE_ENDINGS = "less lessly los lose losen loser loses losem"
CONTRASTS = """over under
sur sous
sobre sub
sobr sub
pod pre
недо пере
pre post
pro anti
in ex
im ex
up down
ein aus
auf ab
zu ab
vor nach
ober unter
pri od
nad pod
v vy
в ви
в вы
над під
над под
за від
при від"""
DIRECTIONS = """north northern northbound northward* nord* nordlich* norte severni sever* північ*
south southern southbound southward* sud* sudlich* sur jizni jih* південн* південь півдн*
east eastern eastbound eastward* ost ostlich* osten est oriental* este vychod* східн* схід сході
west western westbound westward* westlich* westen ouest occidental* oeste zapad* західн* захід заході
north severn* север* polnoc* noord* norr* norte northerly شمال شمالي* 北 북 βορ* צפון
south poludni* юг южн* zuid* sodra sul جنوب جنوبي* 南 남 νοτ* דרום
east wschod* восточн* восток* oost* ostra leste شرق شرقي* 东 東 동 ανατολ* מזרח
west zachod* запад* vast* غرب غربي* 西 서 δυτ* מערב"""
FUNCTIONS = """
a an the ll re ve this that these those it its he she they we you i his her their our my your who what which when where
why how if in on at by for from of to into with as and or but so then than there here is are was were be been has have
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
# Words with a capital at the head of a sentence that are no names there: what sentences are opened with.
OPENERS = """
long short brief big large small new old young early late many most several other further fresh recent former current
last first next final great good bad high low strong weak heavy local national foreign public private free full
meanwhile however still yet now today yesterday tomorrow tonight later earlier recently finally eventually suddenly
perhaps maybe indeed instead again once twice never always often sometimes usually everyone everybody nobody somebody
people men women children workers soldiers troops officials residents experts critics police talks prices protests
lange langer langes kurze kurzer kurzes neue neuer neues alte alter altes grosse grosser kleine kleiner weitere
erneute zahlreiche viele einige mehrere andere damals seinerzeit heute gestern morgen jetzt spater fruher zuletzt
inzwischen danach dann zuvor bald oft manchmal immer nie niemals offenbar angeblich zunachst schliesslich endlich
menschen leute frauen manner kinder arbeiter soldaten truppen behorden anwohner fachleute preise proteste
longue longues long brefs breve breves bref nouvelle nouvelles nouveau nouveaux ancien ancienne grand grande grands
grandes petit petite petits petites plusieurs nombreux nombreuses certains certaines autres premier premiere derniere
dernier aujourd hier demain soudain enfin ensuite puis bientot parfois souvent toujours jamais gens femmes hommes
enfants ouvriers soldats habitants
larga largas largo largos breve breves nuevo nueva nuevos nuevas viejo vieja antiguo antigua gran grande grandes
pequeno pequena varios varias muchos muchas otros otras algunos algunas ultimo ultima primero primera ayer hoy manana
anoche entonces despues luego pronto siempre nunca gente mujeres hombres ninos obreros soldados vecinos
dlouhe dlouha dlouhy kratke kratka kratky nove nova novy dalsi stare stara stary velke velka velky male mala maly
mnohe mnozi nekteri nektere ostatni prvni posledni dnes vcera zitra tehdy potom pozdeji brzy casto vzdy nikdy lide
zeny muzi deti delnici vojaci obyvatele
довга довгі довгий довге коротка короткі короткий коротке нова нові новий нове чергові чергова інші інша стара старі
старий велика великі великий мала малі малий багато деякі перша перші останні остання сьогодні вчора завтра тоді потім
згодом скоро часто завжди ніколи люди жінки чоловіки діти робітники солдати мешканці
долгая долгие долгий короткая короткие короткий новая новые новый очередные очередная другие старая старые старый
большая большие большой малая многие некоторые первая первые последние сегодня вчера завтра тогда потом скоро часто
всегда никогда люди женщины мужчины дети рабочие солдаты жители
lungo lunga lunghi lunghe nuovo nuova nuovi nuove vecchio vecchia grandi piccolo piccola molti molte alcuni alcune
altri altre ultima ultimi ieri oggi domani poi spesso sempre mai donne uomini bambini operai soldati abitanti
dlugie dluga dlugi krotkie krotka krotki nowe nowa nowy kolejne kolejna inne stare stara stary duze wielkie wiele
niektore pierwsze ostatnie dzis wczoraj jutro wtedy potem czesto zawsze nigdy ludzie kobiety mezczyzni dzieci
longo longa longos longas novo nova novos novas velho velha muitos muitas alguns algumas outros outras ontem hoje
amanha depois sempre nunca mulheres homens criancas
lange korte nieuwe oude grote kleine veel enkele andere laatste gisteren vandaag morgen toen later vaak altijd nooit
"""
# What stands after a comparative, what before one of two words, and how those of one word end.
THAN = "than als que nez ніж за від чем che niz od dan"
MORE = "plus moins mas menos piu meno mais"
COMPARATIVES = (
    "er ere eren erer eres si ший шим шого шому ша шої шій шою ше ші ших шими ее ей szy sza sze szego szym iej"
)
# Endings of superlatives, and of comparatives that no other words have; and beginnings of superlatives.
SUPERLATIVES = """est ste sten ster stes stem ejsi ejsiho ejsimu ejsim ejsich ejsimi
іший ішого ішому ішим іша ішої ішій ішою іше іші іших ішими"""
MOST = "nej naj най"
NO_SUPERLATIVES = "west east forest interest protest request arrest guest harvest honest modest contest erste letzte"
ARTICLES = """the an his her its their our der die das den dem ein eine einen seine ihre le la les l un une son sa leur
el los las una su sus il lo gli i uno o os as um uma het een"""
AFTER_A = "of who from with in at on by for that to"  # before these "a" is an article: elsewhere il a vu, a za ním
# Words that tell languages whose names have no cases, German, and those whose names have; what two of these share
# ("es", "a", "o", "do", "den") is left out.
FIXED_NAMES = """the of and that this its his who with from were had has is are said for after than
les est dans un une qui pour le la du et que aux sur avec au ont son sa los las el del una y con su en de
il della che nel di gli ed com uma os dos het van een l d"""
GERMAN = """der die das und ist nicht mit von dem im auf eine einen sich auch wurde hat sind zu bei ihr ein einer aus
nach vor am vom zur zum seine ihre als dass"""
SLAVONIC = """v ve na ze z k ke byl byla bylo jeho jeji podle ktery ktera pred nebo w ktory ktora jego oraz"""
