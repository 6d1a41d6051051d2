"""Words that negate, in English, German and French; folded by `tokens.plain`.

HARD ones say not. SOFT ones deny by what they mean. MILD ones can stand for a negation, but are no negations.
"""

import re

from explainer.text.support.listed import word_set

HARD = {
    "en": word_set("not no never none nobody nothing neither nor nowhere cannot"),
    "de": word_set("""nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts weder
                    nirgends keinesfalls keineswegs keinerlei"""),
    "fr": word_set("pas jamais aucun aucune rien personne ni nul nulle ne n"),
}  # fmt: skip
SOFT = {
    "en": re.compile(
        r"(?:without|den(?:y|ied|ies|ying|ial)|refus\w+|reject\w*|fail(?:ed|s|ing|ure)?|declin(?:e|ed|es|ing)"
        r"|lack(?:ed|s|ing)?|unable|impossible|avoid\w*|prevent\w*|ceas(?:e|ed)|ban(?:ned)?|forb\w+"
        r"|prohibit\w*|disput(?:e|ed|es)|contradict\w*|absen(?:t|ce)|withheld|oppos(?:e|ed|es))\Z"
    ),
    "de": re.compile(
        r"(?:ohne|bestreite\w*|bestritt\w*|leugn\w*|geleugnet|dement\w*|ablehn\w*|lehnte\w*|abgelehnt\w*"
        r"|weiger\w*|verweiger\w*|geweigert|scheiter\w*|gescheitert|versaum\w*|mangel\w*|fehlt?e?n?|unmoglich"
        r"|ausserstande|verhinder\w*|verb[oi]t\w*|verboten|zuruckgewiesen|wies\w*|vermeid\w*|verzicht\w*"
        r"|unterlie\w*|unterlassen)\Z"
    ),
    "fr": re.compile(
        r"(?:sans|ni(?:e|er|ent|ait|aient|a)|dement\w*|refus\w*|rejet\w*|echou\w*|manqu\w*|incapables?"
        r"|impossible|oppos(?:e|ent|ait|aient)|empech\w*|evit\w*|interdi\w*|absence|contest\w*|faute|echec|renonc\w*)\Z"
    ),
}  # fmt: skip
MILD = {
    "en": re.compile(
        r"(?:only|few|little|rare\w*|hardly|barely|scarcely|seldom|silent|silence|secret\w*|unknown|unclear"
        r"|instead|false\w*|untrue|wrong|die[sd]?|dead|killed|death|stop\w*|halt\w*|end(?:ed|s)?"
        r"|miss(?:ed|ing)|escap\w+|surviv\w+|still|remain\w*|quit|free|empty|zero|before|until|yet|rather"
        r"|alone|except|but|less|away|lost|abandon\w*|cancel\w*|scrap\w*|off|block\w*|unchanged|dismiss\w*"
        r"|overturn\w*|withdr\w+|suspend\w*|delay\w*|postpon\w*|resign\w*|left|hid(?:den)?|conceal\w*|ignor\w*"
        r"|forg[eo]t\w*|neglect\w*|skip\w*|clos\w+|shut|acquit\w*|innocent|out|short|exclud\w*|ruled|spared?"
        r"|outside|lift(?:ed)?|repeal\w*|loss(?:es)?|intact|unhurt|unharmed|unaware|held|kept|far|doubt\w*|abst[ae]in\w*|abstention\w*|against|beyond|incomplete|open|immune|unscathed|untouched)\Z"
    ),
    "de": re.compile(
        r"(?:nur|lediglich|erst|wenige?\w*|kaum|selten\w*|schwieg\w*|schweig\w*|geheim\w*|unbekannt\w*"
        r"|unklar\w*|statt\w*|falsch\w*|starb\w*|gestorben|tot\w*|getotet|noch|blieb\w*|bleib\w*|frei\w*"
        r"|leer\w*|bevor|bis|sondern|allein|ausser|weniger|verpasst\w*|aufgegeben|abgesagt\w*|stopp\w*"
        r"|gestoppt|end\w*|beendet\w*|uberleb\w*|unverletzt|unversehrt|zweifel\w*|gegen|geschlossen"
        r"|abgewiesen\w*|abwies\w*|aufgehoben\w*|verschob\w*|verschoben|zuruck\w*|verlie\w*|verborgen"
        r"|ignorier\w*|verga\w*|vergessen|vermisst\w*|leerausgegangen|aus|ausgeschlossen|schloss|ausgefallen"
        r"|fiel|unvollendet|offen\w*|fern\w*|unverandert\w*|halt\w*|hielt\w*|enthalt\w*|enthielt\w*|verschon\w*)\Z"
    ),
    "fr": re.compile(
        r"(?:seul\w*|peu|rare\w*|guere|silence|tu|secret\w*|inconnu\w*|plutot|faux|fausse\w*|mort\w*|mouru\w*"
        r"|tue\w*|cess\w*|arret\w*|fin\w*|encore|rest\w*|libre\w*|vide|avant|jusqu|sauf|moins|perdu\w*"
        r"|abandon\w*|annul\w*|indemne\w*|surviv\w*|surve[cn]\w+|debout\w*|report\w*|suspen\w*|demission\w*"
        r"|cach\w*|ignor\w*|oubli\w*|neglig\w*|ferm\w+|innocent\w*|dout\w*|contre|hors|inchange\w*|exclu\w*"
        r"|chom\w+|leve\w*|abrog\w*|supprim\w*|ecart\w*|inacheve\w*|seulement|loin|ouvert\w*|epargn\w*|abst(?:ention|en|ien)\w*)\Z"
    ),
}  # fmt: skip
ONLY = word_set("only erst nur seulement")
NOBODY = word_set("none neither nobody nothing niemand nichts weder aucun aucune personne rien")
NO_DOUBT = word_set("doubt matter doute zweifel")
