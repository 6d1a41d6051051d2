"""Made-up names and sentences."""

from random import Random

from bench.newsroom import prose


def test_names_differ_and_follow_from_their_numbers():
    titles = [prose.named(number).title for number in range(20_000)]
    assert len(set(titles)) == 20_000
    assert prose.named(4711) == prose.named(4711)
    assert max(map(len, titles)) <= 200


def test_names_that_are_past_the_last_stem_differ_too():
    assert prose.stem(5) != prose.stem(5 + prose.STEMS)


def test_a_paragraph_has_its_names_in_it_as_they_were_given():
    words = prose.paragraph(Random(1), 4, "Velkorin strike", "Port Marta")
    assert "Velkorin strike" in words
    assert "Port Marta" in words
    assert words.count(".") >= 4
    assert words == prose.paragraph(Random(1), 4, "Velkorin strike", "Port Marta")


def test_sentences_differ():
    dice = Random(7)
    assert len({prose.sentence(dice) for _ in range(1000)}) > 950


def test_a_slug_fits_its_field_and_ends_with_its_number():
    slug = prose.slug("Who owns the " + "long" * 40 + " canal?", 12345)
    assert slug.endswith("-12345")
    assert len(slug) <= 100
