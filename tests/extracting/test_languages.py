"""It tells which language a text is in."""

import pytest

from explainer.extracting.languages import detect, language_of

SAMPLES = {
    "en": "The minister said that it was not for him to decide, but the bridge will be closed for a year.",
    "de": "Der Minister sagte, das sei nicht seine Sache, aber die Brücke werde für ein Jahr geschlossen.",
    "fr": "Le ministre a dit que ce n’était pas à lui de décider, mais que le pont sera fermé pour un an.",
    "es": "El ministro dijo que no le tocaba a él decidir, pero que el puente se cerrará por un año.",
    "it": "Il ministro ha detto che non spetta a lui decidere, ma il ponte sarà chiuso per un anno.",
    "pt": "O ministro disse que não cabia a ele decidir, mas que a ponte será fechada por um ano em maio.",
    "nl": "De minister zei dat het niet aan hem is om te beslissen, maar de brug gaat voor een jaar dicht.",
    "sv": "Ministern sade att det inte är hans sak att avgöra, men bron kommer att vara stängd ett år.",
    "pl": "Minister powiedział, że to nie jego sprawa, ale most będzie zamknięty przez rok i nie tylko.",
    "cs": "Ministr řekl, že to není jeho věc, ale most bude po dobu jednoho roku uzavřen, jak je v plánu.",
    "hu": "A miniszter azt mondta, hogy ez nem az ő dolga, de a híd egy évig zárva lesz, és ez így van.",
    "tr": "Bakan bunun kendi işi olmadığını söyledi, ama köprü bir yıl için kapalı olacak ve bu çok uzun.",
    "ru": "Министр сказал, что это не его дело, но мост будет закрыт на год, и это уже решено.",
    "uk": "Міністр сказав, що це не його справа, але міст буде закритий на рік, і це вже вирішено.",
    "ar": "قال الوزير إن القرار ليس بيده لكن الجسر سيغلق لمدة عام.",
    "fa": "وزیر گفت که این تصمیم با او نیست، اما پل برای یک سال بسته خواهد شد و چاره‌ای نیست.",
    "he": "השר אמר שההחלטה אינה בידיו, אבל הגשר ייסגר לשנה.",
    "el": "Ο υπουργός είπε ότι δεν είναι δική του απόφαση, αλλά η γέφυρα θα κλείσει.",
    "ja": "大臣は、それは自分が決めることではないが、橋は一年間閉鎖されると述べた。",
    "zh-hans": "部长说这不由他决定，但大桥将关闭一年。",
    "hr": "Ministar je rekao da to nije njegova odluka, ali most će biti zatvoren godinu dana.",
    "ca": "El ministre va dir que no li corresponia a ell decidir, però el pont es tancarà durant un any.",
    "lv": "Ministrs teica, ka tas nav viņa ziņā, bet tilts būs slēgts gadu.",
    "lt": "Ministras sakė, kad ne jam spręsti, tačiau tiltas bus uždarytas metams.",
    "et": "Minister ütles, et see pole tema otsustada, kuid sild jääb aastaks suletuks.",
    "sl": "Minister je dejal, da to ni njegova odločitev, vendar bo most zaprt eno leto.",
    "sk": "Minister povedal, že to nie je jeho vec, ale most bude na rok zatvorený.",
    "gl": "O ministro dixo que non lle correspondía a el decidir, pero a ponte pecharase durante un ano.",
    "eu": "Ministroak esan zuen ez zegokiola berari erabakitzea, baina zubia urtebetez itxiko da.",
    "sq": "Ministri tha se nuk i takonte atij të vendoste, por ura do të mbyllet për një vit.",
    "ga": "Dúirt an t-aire nach faoi féin a bhí sé cinneadh a dhéanamh, ach dúnfar an droichead ar feadh bliana.",
    "ro": "Ministrul a spus că nu este treaba lui să decidă, dar podul va fi închis timp de un an.",
    "vi": "Bộ trưởng nói rằng ông không quyết định điều đó, nhưng cây cầu sẽ đóng cửa trong một năm.",
    "zh-hant": "部長說這不由他決定，但大橋將關閉一年，與會者都對此表示不滿。",
    "ko": "장관은 자신이 결정할 일이 아니지만 다리가 일 년 동안 폐쇄될 것이라고 말했다.",
}


@pytest.mark.parametrize(("language", "text"), SAMPLES.items())
def test_it_tells_a_language_by_one_sentence(language, text):
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "1968", "Zxcv qwrt plkj mnbv.", "Dubček, Brezhnev, Ulbricht, Gomułka, Kádár, Zhivkov"]
)
def test_it_says_nothing_where_it_can_not_tell(text):
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("declared", "language"),
    [("de-AT", "de"), ("en-US", "en-gb"), ("en-AU", "en-au"), ("pt-BR", "pt-br"), ("zh_TW", "zh-hant"), ("no", "nb"),
     ("fr", "fr"), ("x-klingon", "en-gb"), ("", "en-gb")],
)  # fmt: skip
def test_it_believes_the_page_and_gives_a_code_that_an_article_can_have(declared, language):
    assert language_of(SAMPLES["en"], declared) == language
