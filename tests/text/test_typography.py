"""Curly quotation marks and apostrophes for short plain texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.text.typography import curl, curl_html


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("no marks at all", "no marks at all"),
        ('He said "yes".', "He said “yes”."),
        ('"Yes", he said.', "“Yes”, he said."),
        ("He said 'yes'.", "He said ‘yes’."),
        ("MI6's chief", "MI6’s chief"),
        ("the spies' chief", "the spies’ chief"),
        ("Kovaľ's 'last' word", "Kovaľ’s ‘last’ word"),
        ("the '60s", "the ’60s"),
        ('("C", they call him)', "(“C”, they call him)"),
        ("\"He said 'yes'\"", "“He said ‘yes’”"),
        ("'He said \"yes\"'", "‘He said “yes”’"),
        ('an end—"and"', "an end—“and”"),
        ("and so on...", "and so on…"),
        ("“already” curly’s", "“already” curly’s"),
        ('He said:\n"yes"', "He said:\n“yes”"),
        ("a <b>bold</b> & plain", "a <b>bold</b> & plain"),
    ],
)
def test_it_curls(typed, printed):
    assert curl(typed) == printed


BY_LANGUAGE = [
    ("fr", "d'\"État\" et l'été", "d’«\u202fÉtat\u202f» et l’été"),
    ("fr", "Il dit \"qu'il a 'fini'\".", "Il dit «\u202fqu’il a “fini”\u202f»."),
    ("fr-ch", 'Il dit "oui".', "Il dit «oui»."),
    ("it", "Un po' di \"vero\" dell'arte", "Un po’ di «vero» dell’arte"),
    ("de", "Hans' Haus, \"gut\" und 'ja'", "Hans’ Haus, „gut“ und ‚ja‘"),
    ("de", "Wie geht's 'nem Freund?", "Wie geht’s ’nem Freund?"),
    ("en", "Rock 'n' roll of the '90s and '68", "Rock ’n’ roll of the ’90s and ’68"),
    ("en", "'Tis said: 'Yes.'", "’Tis said: ‘Yes.’"),
    ("en-gb", "'The dogs' bone', he said", "‘The dogs’ bone’, he said"),
    ("en", "the '68ers and the '68er, '68 and all", "the ’68ers and the ’68er, ’68 and all"),
    ("en", "the summer of '69's end, a '57 car", "the summer of ’69’s end, a ’57 car"),
    ("en", "'68 people came,' she said: '90 left.'", "‘68 people came,’ she said: ‘90 left.’"),
    ("de", "Die '68er und der '89ern Zeit", "Die ’68er und der ’89ern Zeit"),
    ("en", "the dogs' '60s bone", "the dogs’ ’60s bone"),
    ("nl", "'s Avonds 't is", "'s Avonds 't is".replace("'", "’")),
    ("he", 'צה"ל וג\'ורג\', "שלום"', "צה״ל וג׳ורג׳, “שלום”"),
    ("ru", "\"Он сказал: 'да'\"", "«Он сказал: „да“»"),
    ("uk", 'м\'ята "да"', "м’ята «да»"),
    ("pl", "\"tak\" 'tak'", "„tak” «tak»"),
    ("sv", '"Ja", sa han', "”Ja”, sa han"),
    ("ja", '彼は"はい"と言った', "彼は「はい」と言った"),
    ("xx", '"x"', "“x”"),
]


@pytest.mark.parametrize(("language", "typed", "printed"), BY_LANGUAGE)
def test_it_sets_the_signs_of_the_language(language, typed, printed):
    assert curl(typed, language) == printed
    assert curl(printed, language) == printed


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<p>d\'<em>"État"</em></p>', "<p>d’<em>«\u202fÉtat\u202f»</em></p>"),
        ('<p>"a <b>b</b>" <code>\'c\' "d"</code></p>', "<p>«\u202fa <b>b</b>\u202f» <code>'c' \"d\"</code></p>"),
        ('<p>"a</p><p>"b"</p>', "<p>«\u202fa</p><p>«\u202fb\u202f»</p>"),
        ('<p><a href="/l\'a" title="&quot;">"a"</a></p>', '<p><a href="/l\'a" title="&quot;">«\u202fa\u202f»</a></p>'),
        ('<pre>"a"</pre>', '<pre>"a"</pre>'),
    ],
)
def test_signs_are_read_across_inline_tags(html, printed):
    assert curl_html(html, "fr") == printed


@given(st.text(alphabet="ab0s '\"“”‘’.(–—", max_size=20))
def test_it_changes_nothing_the_second_time(text):
    assert curl(curl(text)) == curl(text)


@given(st.text(alphabet="ab0s '\"(–", max_size=20))
def test_it_leaves_no_straight_mark_and_no_other_letter_changed(text):
    curled = curl(text)
    assert not {"'", '"'} & set(curled)
    assert curled.translate(str.maketrans("“”‘’", "\"\"''")) == text
