"""Words that the sentence check needs to know, in English, German and French; folded by `tokens.plain`."""

from explainer.text.support.listed import word_set, word_tuple

# Words by which a language is told from the others.
TELLING = {
    "en": word_set("the of and to was were that with for his her by from not have had has which they their said this"),
    "de": word_set("der die das und ist nicht mit von dem den im auf eine einen sich auch wurde hat sind des zu bei"),
    "fr": word_set("le les des du et est pas dans une pour que qui sur au aux ont avec plus sont ete il elle ce cette"),
    "other": word_set("el los que y del con por una v na se byl byla sie nie jest il di che gli het een van"),
}

# Words that only serve others. They are never names, and say nothing of what a sentence is about.
FUNCTIONS = word_set("""
a an the this that these those it its he she they we you i his her their our my your who whom whose what which when
where why how if in on at by for from of to into with as and or but so then than there here is are was were be been
being has have had do does did will would can could may might must shall should some many much most more all each
every any such only also just even still yet now today yesterday tomorrow about after before during since until while
because although though however according over under between among against per via up down out off both either other
another same him them us me himself itself themselves one ones s t d ll re ve m both several few meanwhile later
earlier again around near across along within toward towards despite instead like unlike upon onto once soon
der die das den dem des ein eine einen einem einer eines er sie es wir ihr ich mein sein seine seinen seinem seiner
seines ihre ihren ihrem ihrer ihres und oder aber doch wenn als ob dass weil da wo wie was wer wen wem im in am an
auf aus bei beim mit nach von vom vor zu zum zur uber unter um fur durch gegen seit bis auch nur noch schon sehr so
dann dort hier heute gestern morgen ist sind war waren hat haben hatte hatten wird werden wurde wurden worden kann
konnen konnte konnten soll sollen sollte muss mussen musste will wollen wollte alle allen aller alles viele vielen
einige mehr jetzt diese dieser dieses diesem diesen jede jeder jedes jeden jedem ihm ihn ihnen uns euch mich dich
sich man etwa rund zwischen wahrend wegen trotz ohne laut zufolge dabei damit danach davor dazu dafur daran darauf
deren dessen denen welche welcher welches sowie sowohl bereits erst wieder weiter zudem jedoch allerdings etwas

warum weshalb wieso woher wohin worauf womit wovon
solche solcher solchen ins ans ubers jene jener jenes vielen wenige manche mehrere beide beiden spater zuvor zunachst
inzwischen unterdessen trotzdem deshalb daher somit indes sei seien ware habe
le la les l un une des du de d en et ou mais donc or ni car ce cet cette ces il elle ils elles on nous vous je son sa
ses leur leurs mon ma mes notre votre qui que qu quoi dont quand comment pourquoi si dans sur sous avec sans pour par
chez vers entre depuis pendant avant apres est sont etait etaient a ont avait avaient sera seront soit plus moins
tres tout tous toute toutes aussi alors ainsi hier demain aujourd hui ici selon au aux y se s n ne c j m t lui eux
ete etre avoir fait deja encore meme memes autre autres celui celle ceux celles cela ca lors lorsque comme puis
toujours afin contre malgre chaque quelques plusieurs certains certaines
""")

# What comes before a name and may be added or left out.
TITLES = word_set("""
mr mrs ms miss dr prof professor sir lady lord dame president presidents vice prime minister ministers premier
chancellor king queen prince princess emperor tsar general colonel captain major admiral lieutenant commander marshal
senator governor mayor secretary judge justice pope bishop archbishop cardinal father sister saint st ambassador
congressman congresswoman representative chief director chairman chairwoman chair ceo foreign defence defense interior
herr frau prasident prasidentin bundesprasident bundesprasidentin bundeskanzler bundeskanzlerin kanzler kanzlerin
ministerprasident ministerprasidentin minister ministerin aussenminister aussenministerin verteidigungsminister
verteidigungsministerin innenminister innenministerin finanzminister finanzministerin staatschef regierungschef
regierungschefin konig konigin kaiser prinz prinzessin papst bischof richter richterin oberst burgermeister
burgermeisterin senator botschafter botschafterin direktor chef chefin vorsitzender vorsitzende premierminister
premierministerin parteichef parteichefin kremlchef sprecher sprecherin professorin doktor gouverneur
m mme mlle monsieur madame ministre presidente president premiere roi reine prince princesse empereur pape eveque
general colonel capitaine amiral senateur senatrice depute deputee maire juge ambassadeur ambassadrice chancelier
chanceliere gouverneur docteur professeur directeur directrice
""")

# Capital words that stand for a kind of thing: they say nothing without the name beside them.
GENERIC = word_set("""
government parliament congress senate house assembly army navy force forces police church court courts ministry
department office committee council commission agency party university institute college school bank company group
corporation service services war wars treaty act law bill day days prize award street avenue road bridge river lake
mount mountain sea ocean island islands city town state states republic kingdom union federation province region
county district nation nations world international national federal internet web constitution cabinet embassy
association organisation organization foundation museum library hospital airport station centre center newspaper
press agreement accord summit conference crisis revolution battle operation century times article chapter note source
english latin christian god bible covid catholics muslims jews
gouvernement parlement congres senat assemblee armee marine forces police eglise cour ministere departement bureau
comite conseil commission agence parti universite institut ecole banque societe groupe service guerre traite loi jour
prix rue pont fleuve lac mont mer ocean ile iles ville etat etats republique royaume union federation province region
monde constitution ambassade association organisation fondation musee bibliotheque hopital aeroport gare centre
accord sommet conference crise revolution bataille operation
""")

# What a name's run may have between its parts.
UNTELLING = word_set("percent prozent pourcent cent pour per")  # no function words, and yet of nothing
PARTICLES = word_set("of the de du des la le von van der den zu al el bin ben ibn di da dos and und et for fur pour")
COMPASS = word_set("""north south east west northern southern eastern western nord sud ost est ouest norden suden osten
westen nordlichen sudlichen new old upper lower neu alt saint sankt""")

# Determiners after which a German capital may be any noun.
DETERMINERS = word_set("""der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
dieser diese dieses diesem diesen jeder jede jedes jeden jener sein seine seinen seinem seiner seines ihr ihre ihren
ihrem ihrer ihres unser unsere unseren mein meine im am vom zum zur beim ins ans aller alle allen vieler viele vielen
mehrere mehreren einige einigen beide beiden kaum etwa rund zwei drei vier funf sechs sieben acht neun zehn""")

# English and French words that often begin a sentence and are no names; beside the endings below.
COMMON_FIRST = word_set("""
people men women children officials police soldiers troops authorities government experts critics observers residents
witnesses protesters demonstrators workers students reporters journalists parliament lawmakers prosecutors judges
doctors scientists researchers firefighters investigators analysts economists historians diplomats rebels fighters
best worst most least better worse greater larger smaller longer shorter higher lower biggest largest oldest youngest
latest earliest two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
seventy eighty
ninety hundred thousand million did does do has had have will would can could may might must should was were is are been
being go going come coming get getting make making take taking put keep kept help try trying tell told ask call called
show shown held left found lost won sent built began begun came went gave took led met ran fell rose grew became felt
brought thought bought sold paid spent cut shut hit set ready likely unlikely certain possible impossible true false
similar different various numerous countless only even just still yet again never ever always often sometimes rarely
usually soon later now then here there today yesterday tomorrow tonight once twice back away far near close such same
about almost nearly roughly more less fewer over under exactly around some half none neither never no not nobody
nothing thousands hundreds dozens millions prices rents wages exports imports sales shares profits taxes costs rain
snow fire water food oil gas work talks trade travel weather heavy new old big small good bad high low early late
last next former local national foreign independent public private young older free full strong weak
asked speaking writing standing following based born founded built given made seen known let see read say says said
anyone everyone someone something everything perhaps maybe indeed therefore thus moreover furthermore nevertheless
overall altogether elsewhere nowadays recently currently originally initially eventually finally ultimately
death life time year years month months week weeks day days hours minutes morning evening night summer winter spring
autumn money power war peace voters readers visitors passengers drivers farmers teachers parents families members
inside outside behind above below beyond without whether whoever whatever wherever unless except besides alongside
des personnes gens hommes femmes enfants responsables autorites policiers soldats troupes habitants temoins experts
manifestants ouvriers etudiants journalistes enqueteurs chercheurs historiens medecins pompiers juges procureurs
environ presque pres plus moins certains plusieurs beaucoup peu aucun aucune personne rien jamais non oui voici voila
interroge pendant durant parmi outre faute grace quant suite face cote vers jusqu deux trois quatre cinq six sept huit
neuf dix cent mille premiere premier seconde second ancien ancienne nouveau nouvelle jeune grand grande petit petite
quelque toutefois cependant pourtant neanmoins enfin ensuite puis finalement recemment actuellement toujours
seul seule seuls
seules presque toujours mieux pis tant autant trop assez bien mal tot tard loin ici la-bas
""")
COMMON_FIRST_DE = word_set("""
wann
fast knapp rund etwa ungefahr beinahe nahezu mehr weniger hochstens mindestens insgesamt allein kein keine keiner keines
niemand nichts nie niemals weder ohne laut gemass wegen trotz angesichts infolge dank anders obwohl nachdem
sobald solange
falls sofern indem zugleich gleichzeitig dennoch vielmehr offenbar offensichtlich vermutlich wahrscheinlich
moglicherweise
tatsachlich angeblich zumindest immerhin schliesslich endlich anschliessend seitdem seither damals kurz lange
oft manchmal
selten meist meistens immer uberall nirgends drinnen draussen oben unten links rechts daraufhin hingegen
dagegen ausserdem
ebenfalls ebenso namlich ubrigens freilich zwar frei hunderte tausende dutzende millionen
gegenuber ab ausser binnen bezuglich entlang mitten neben hinter oberhalb unterhalb innerhalb ausserhalb
einschliesslich zuletzt erstmals
""")
# Verbs of the news, in the form in which one person is their subject.
VERBS_DE = word_set("""
 sagte sagt sprach spricht traf trifft erklarte erklart nannte nennt teilte kundigte forderte fordert warnte warnt
wies lehnte lehnt nahm gab kam kommt ging geht starb gewann gewinnt verlor floh vermittelte bestatigte bestritt
leugnete schrieb schreibt betonte verteidigte kritisierte begrusste verurteilte unterzeichnete besuchte reiste
empfing telefonierte trat ubernahm wurde war ist hat hatte will wollte zeigte schoss erzielte siegte versprach
vertrat leitete leitet widersprach
""")
ADVERB_ENDINGS_DE = word_tuple(
    "lich sam mals weise lang warts ig ens nd seits hin her halb dings falls so mal gens ahr"
)
COMMON_ENDINGS_EN = word_tuple("ly ing ed tion tions ment ments ness ers ists ities ity ence ance ans' ors")
COMMON_ENDINGS_FR = word_tuple("ment ments tion tions eurs euses istes ants ents ites ite ance ence ages age iers")

# Acronyms that are spelled otherwise in another language, or whose letters don't show.
ACRONYMS = [
    line.split()
    for line in """nato otan
un uno onu
eu ue
usa us etats-unis eua
uk gb ru
ussr udssr urss
gdr ddr rda
imf iwf fmi
who oms
iaea aiea ieao iaeo
osce osze
sis mi6
gmt utc
pm premierminister""".splitlines()
]
