"""What stands inside an article without belonging to it: marked before the article is looked for, never lost.

Names of classes alone condemn nothing: `class="paywall"` stands on half of the paragraphs of some papers, and articles
are written about newsletters and shares. A box has to look like one too: by its words, its links, or its form.
"""

import re

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from .invisible import LEFT_OUT
from .lengths import length

MOST_WORDS = 90
QUOTED_WORDS = 6  # the fewest that make a quotation
BOXES = re.compile(
    r"(?<![a-z])(?:share|sharing|social|poll|newsletter|signup|sign-up|subscribe|subscription|promo|related|"
    r"rich-link|"
    r"teaser|trending|most-read|most-viewed|ad|ads|ad-slot|advert|advertisement|cookie|consent|gdpr|paywall|outbrain|"
    r"taboola|gallery-teaser|recommended|recirculation|read-more|readmore|donate|donation|breadcrumbs?|toolbar|"
    r"author-bio|bio|about-author|author-box|authorbox|comments?|pagination|tags|print-note|sponsored|"
    r"inline-signup)(?![a-z])",
    re.I,
)
BIOGRAPHIES = re.compile(
    r"(?<![a-z])(?:author-?(?:bio|box|info|card|description|profile)|about-?(?:the-?)?author|bio|"
    r"contributor-bio)(?![a-z])",
    re.I,
)
READ_ALSO = re.compile(
    r"^\W{0,3}(?:read (?:also|more|next|:)|see also|also read|more on this|more from|recommended|"
    r"you may also like|watch\s*:|listen\s*:|don[’']t miss\s*:|"
    r"lire aussi|à lire aussi|à lire\s*:|weiterlesen|lesen sie auch|lesen sie mehr|mehr dazu|mehr zum thema|"
    r"lea también|le puede interesar|leggi anche|lees ook|"
    r"läs också|les også|læs også|leia também|czytaj też|czytaj także|zobacz (?:też|także)|čtěte také|viz také|"
    r"olvass tovább|διαβάστε επίσης|関連記事|あわせて読みたい|延伸閱讀|延伸阅读|"
    r"相关阅读|关联阅读|相關新聞|相关新闻|관련 ?기사|קראו גם|قد يهمك|"
    r"přečtěte si|читайте также|читайте "
    r"також|"
    r"اقرأ أيضا|related(?: (?:stories|articles|content|links|topics|coverage|reading))?\s*(?::|$))",
    re.I,
)
ADVERTISEMENT = re.compile(
    r"^\W*(?:(?:skip )?advertisements?(?: continues? below)?|ads?|"
    r"(?:this )?(?:article|story|post|content) continues (?:below|after)(?: (?:this |the )?(?:advertisement|"
    r"ad))?|continue reading (?:the main story|below)|skip ad|"
    r"sponsored(?: content)?|supported by|presented by|"
    r"paid (?:post|content)|anzeige|werbung|publicité|la suite après (?:cette|la) publicité|publicidad|"
    r"contin[uú]a después de la publicidad|mainos|advertisement\W+scroll to continue|hirdetés|[iİ]lan|διαφήμιση|"
    r"विज्ञापन|פרסומת|quảng cáo|โฆษณา|iklan|تبلیغات|آگهی|"
    r"(?:広告|CM)の?後に続きます|anuncio|pubblicità|"
    r"publicidade|advertentie|annons|annonse|reklama?|реклама|إعلان|広告|广告|廣告|광고|scroll to continue|"
    r"read more below|report this ad|ad feedback|(?:skip past|after|skip to end of) newsletter(?: promotion)?|"
    r"loading)\W*$",
    re.I,
)
SIGN_UP = re.compile(
    r"\b(?:sign up (?:for|to|here|now|today)|subscribe (?:to|now|here|today)|(?:in|to) your inbox|our (?:free )?\w* "
    r"?newsletters?|"
    r"follow us on|join our (?:newsletter|channel|whatsapp|telegram)|(?:download|get) (?:our|the) app|become a "
    r"(?:member|subscriber)|"
    r"support our journalism|enter your e-?mail|newsletter (?:abonnieren|bestellen)|abonnez-vous|inscrivez-vous|"
    r"suscríbete|"
    r"suscríbase|iscriviti|schrijf je in|zapisz się|subscribe)\b",
    re.I,
)
INVITES = re.compile(
    r"^\W*(?:sign up|subscribe|get (?:the|our|all|your)|want more|follow us|join our|download our|like this story|"
    r"enjoy(?:ed|ing)|"
    r"to (?:get|receive) |support our|never miss|don[’']t miss|stay (?:up to date|informed|in the know)|if you "
    r"(?:liked|enjoyed)|"
    r"newsletter|thanks for signing|abonn|inscri|suscr|iscriv|melden sie sich|hier können sie|jetzt|recevez|"
    r"recibe|reciba|ricevi|ontvang)",
    re.I,
)
PRINT_NOTE = re.compile(
    r"^\W*(?:(?:a version of )?this (?:article|story|piece|column) (?:(?:also |first |originally )?(?:appears|"
    r"appeared|ran|was published)\b"
    r"|is (?:part of|adapted from)\b)|a version of this (?:article|story)\b.{0,30}\b(?:appear|ran\b|print|"
    r"publish)|(?:order reprints|see more on)\b|"
    r"from the [\w ,]+ (?:print )?(?:edition|issue)\b|©|\(c\) ?\d{4}|copyright\W{0,3}(?:©|\(c\)|\d{4})|"
    r"(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|"
    r"všechna práva vyhrazena)(?=\W*(?:$|\d|©|this material))|appeared in the "
    r".{3,40} print edition|"
    r"(?:dieser|der) (?:artikel|text) (?:erschien|ist zuerst)|tento článek vyšel|erschienen in )",
    re.I,
)
BIOGRAPHY = re.compile(
    r"^\W*(?:about the authors?\b|(?:[\w’'.-]+ ){1,4}(?:is|are|was) (?:an? |the )(?:\w+[ -]){0,6}?"
    r"(?:reporter|correspondent|editor|columnist|journalist|writer|author|contributor|producer|critic|"
    r"fellow|professor)\b.{0,260}$)",
    re.I | re.S,
)
COVERS = re.compile(
    r"^\W*(?:[A-Z][\w’'.-]+ ){1,4}(?:covers|writes|reports|joined|has (?:covered|written|reported))\b", re.S
)
REPORTED = re.compile(
    r"^\W*(?:[A-Z][\w’'.-]+ ){1,4}(?:and (?:[A-Z][\w’'.-]+ ){1,4})?(?:reported from|"
    r"contributed (?:reporting|research))"
    r"\b",
    re.S,
)
BIOGRAPHY_ELSEWHERE = re.compile(
    r"^\W*(?:our standards\s*:|(?:[^\W\d_][\w’'.-]+ ){2,4}(?:ist|est|es|è|jest|je|är|er) (?:\w+ ){0,2}"
    r"(?:redakteur|korrespondent|reporter|autor|journalist|correspondant|rédact|periodista|corresponsal|redactor|"
    r"giornalista|corrispondente|redaktor|dziennikarz|novinář)\w*\b)",
    re.I,
)
CONTACT = re.compile(r"@\w+|\b(?:twitter|e-?mail|follow (?:him|her|them)|reach (?:him|her|them))\b", re.I)
REACHES = re.compile(r"^\W*(?:contact|follow|e-?mail|reach|have an? (?:\w+ )?tip|got a tip)\b", re.I)
REACH = re.compile(
    r"@\w+|\b(?:twitter|e-?mail|follow (?:him|her|them)|reach (?:him|her|them)|contact|covers?|covering|joined|"
    r"author of|reports on|writes about|based in|is the author)\b",
    re.I,
)  # fmt: skip
CREDIT = re.compile(
    r"^.{0,140}(?:©|\(c\)|(?:photo(?:graph)?(?:e|ie)?s?|foto|bild|crédits?|credit|image|фото|"
    r"фотографія)\s*(?:by|par|de|von|:)\s*"
    r"|[(（]?(?:写真|撮影|图片来源|图|摄)[:：＝/])\s*(?:[^.!?。]|\b\w\.){2,50}[)）]?\W*$",
    re.I,
)
BESIDE_CLASSES = {"mw-editsection", "infobox", "navbox", "vertical-navbox", "ambox", "sistersitebox", "mw-jump-link"}
# A sentence in which somebody says something is the article's, whatever its first words are.
SPEECH = re.compile(
    r"\b(?:said|says|told|asked|wrote|writes|added|argued|claimed|sagte[n]?|sagt|schrieb|dit[- ](?:il|elle|le|"
    r"la)|a dit|"
    r"dijo|disse|ha detto|řekla?|uvedla?|powiedziała?|сказала?|сказав|заявив|заявила|заявил)\b",
    re.I,
)
LETTER = re.compile(
    r"newsletter|boletín|nieuwsbrief|rundbrief|розсилк|рассылк|telegram|телеграм|whatsapp|نشر|メールマガジン|メルマガ|電子報|电子报|"
    r"뉴스레터|hírlev|odběr|zpravodaj|nyhetsbrev|uutiskirj|bülten|ενημερωτικό",
    re.I,
)
ASKS = re.compile(
    r"\b(?:abonn|anmeld|meld(?:en)? |meld je|inscri|suscr|iscriv|assin[ae]|zapisz|přihlas|odebír|підпи[сш]|подпи[сш]|"
    r"feliratko|aanmeld|prenumerer|tilaa|εγγραφ)|اشترك|登録|訂閱|订阅|구독|abone ol",
    re.I,
)
SUBSCRIBERS = re.compile(
    r"^\W*(?:you have \d+ free (?:articles|stories)|already (?:a )?(?:subscriber|subscribed|member)\W|we use cookies|"
    r"to continue reading|this (?:article|content) is (?:only )?for subscribers)",
    re.I,
)
NEVER_DROPPED = {"html", "head", "body", "main", "article", "h1", "td", "tr", "tbody", "table"}
SENTENCE_END = re.compile(r"[.!?。！？؟।։…][\"”’»)\]』」]*\s*$")


def mark_boxes(tree: HtmlElement) -> None:
    """Mark the boxes and unwrap the tables that lay a page out."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.get(LEFT_OUT):
            continue
        if element.tag == "table" and _is_layout(element):
            _unwrap(element)
        elif BESIDE_CLASSES.intersection(element.get("class", "").split()):
            element.set(LEFT_OUT, _("box beside the article"))
        elif element.tag not in NEVER_DROPPED and (kind := _kind_of(element)):
            element.set(LEFT_OUT, kind)


def kind_of_text(text: str, *, linked: float = 0, near_end: bool = False) -> str:
    """What a block's words alone make of it: "advertisement" and so on; empty for an article's own words."""
    words = text.split()
    if SPEECH.search(text) and SENTENCE_END.search(text) and not near_end:
        return ""
    if ADVERTISEMENT.match(text) and len(words) <= 8:
        return _("advertisement")
    if len(words) <= 30 and CREDIT.match(text):
        return _("caption or credit of a picture")
    if PRINT_NOTE.match(text) and len(words) <= 45:
        return _("note about the printed edition or rights")
    if len(words) <= 60 and INVITES.match(text) and SIGN_UP.search(text):
        return _("invitation to subscribe or follow")
    if length(text) <= 25 and (SUBSCRIBERS.match(text) or (LETTER.search(text) and ASKS.search(text))):
        return _("invitation to subscribe or follow")
    is_prose = SENTENCE_END.search(text) and linked < 0.5 and not re.search(r"[:：]", text)
    if len(words) <= 30 and READ_ALSO.match(text) and linked > 0.2 and not is_prose:
        return _("links to other stories")
    if len(words) <= 30 and REPORTED.match(text):
        return _("about the author")
    if near_end and len(words) <= 30 and BIOGRAPHY_ELSEWHERE.match(text):
        return _("about the author")
    if near_end and len(words) <= 80 and BIOGRAPHY.match(text) and (REACH.search(text) or linked):
        return _("about the author")
    if near_end and len(words) <= 80 and (COVERS.match(text) or REACHES.match(text)) and CONTACT.search(text):
        return _("about the author")
    return ""


def linked_share(element: HtmlElement) -> float:
    """The share of an element's letters that stand in links."""
    whole = len("".join(element.text_content().split()))
    if element.tag == "a" or not whole:
        return 1.0
    return sum(len("".join(link.text_content().split())) for link in element.iter("a") if link.get("href")) / whole


def _kind_of(element: HtmlElement) -> str:
    names = " ".join(element.get(name, "") for name in ("class", "id", "data-component", "data-testid", "role"))
    if not _is_small(element, MOST_WORDS):
        return ""
    text = " ".join(element.text_content().split())
    if not text:
        return ""
    if element.tag in {"p", "div", "section", "aside", "span", "ul", "figure", "li"} and (
        kind := kind_of_text(text, linked=linked_share(element))
    ):
        return kind
    if not names or not (BOXES.search(names)):
        return ""
    if BIOGRAPHIES.search(names) and element.tag != "p" and length(text) > 3:
        return _("about the author")
    if element.find(".//form") is not None or element.find(".//button") is not None:
        return _("box beside the article")
    if (_has_prose(element) or _quotes(element)) and not SIGN_UP.search(text):
        return ""
    if element.tag == "p" and SENTENCE_END.search(text) and not SIGN_UP.search(text):
        return ""
    return _("box beside the article")


def _has_prose(element: HtmlElement) -> bool:
    """True if it has a sentence of some length that is no link and no invitation."""
    for block in element.iter("p", "div", "li", "blockquote", "td"):
        text = " ".join(block.text_content().split())
        if length(text) >= 6 and SENTENCE_END.search(text) and linked_share(block) < 0.6:
            return True
    return False


def _quotes(element: HtmlElement) -> bool:
    """True if it quotes what somebody said elsewhere: a message of a network stands on pages as a quotation."""
    quotations = [element, *element.iter("blockquote")]
    return any(one.tag == "blockquote" and length(one.text_content()) >= QUOTED_WORDS for one in quotations)


def _is_small(element: HtmlElement, most: int) -> bool:
    """True if it has at most that many words. Stops counting there."""
    count = 0
    for text in element.itertext():
        count += length(text)
        if count > most:
            return False
    return element.find(".//h1") is None


def _is_layout(table: HtmlElement) -> bool:
    """A table without header cells that holds headings, paragraphs or tables lays the page out."""
    if table.find(".//th") is not None:
        return False
    tags = ("h1", "h2", "h3", "table", "article")
    return any(table.find(f".//td//{tag}") is not None for tag in tags) or any(
        len(cell.findall(".//p")) > 1 for cell in table.iter("td")
    )


def _unwrap(table: HtmlElement) -> None:
    for element in list(table.iter("table", "tbody", "thead", "tr", "td")):
        element.tag = "div"
