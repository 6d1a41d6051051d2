"""How long a text is, whether its script has spaces or not."""

import pytest

from explainer.models import Article
from explainer.text.counting import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One, two - three.", 4),
        ("Straße, élan", 2),
        ("汉字" * 10, 10),
        ("東京は、日本の首都です。", 5),
        ("The 2008 奥运会 games", 5),
        ("カタカナ・テスト", 4),
        ("한국어 뉴스 기사", 3),
        ("Новости дня", 2),
        ("أخبار اليوم", 2),
        ("प्रधानमंत्री मोदी", 2),
        ("ประเทศไทย", 2),
        ("น้ำท่วม", 1),
        ("ປະເທດລາວ", 2),
        ("ភាសា\u200bខ្មែរ", 1),
        ("မြန်မာ\u200bနိုင်ငံ", 2),
        ("བོད་ཡིག", 2),
    ],
)
def test_it_counts_what_the_script_has(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("字" * 4300, 10), ("word " * 2300, 10), ("слово " * 2300, 10), ("ประเท" * 2300, 10), ("", 1)],
)
def test_the_same_length_takes_the_same_time(text, minutes):
    assert Article(text=text).reading_minutes == minutes
