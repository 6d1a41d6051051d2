"""Measure the alias matcher beside what one would use otherwise; prints Markdown tables.

    python -m venv bench/venv && bench/venv/bin/pip install -r requirements.txt pyyaml flashtext pyahocorasick
    bench/venv/bin/python bench/aliases.py

The aliases and the labelled texts come from alias_corpus.py: "ordinary" has names as they are, possessive or in
quotation marks; "hard" has one sentence for each rule of case, typography, scripts and whole words, half of them traps;
"by hand" is tests/text/data/mentions.yaml. Each matcher gets a process of its own; each is used as its documentation
suggests, without regard to case, on whole words where it knows them. A right answer has the exact span, in code points
of the text, and the key. One big regular expression is so slow that it gets one article, and 100 sentences.
"""

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.alias_corpus import HARD, ORDINARY, article, corpus, hand_labelled, library, other_texts  # noqa: E402 (a script)


def by_lower(aliases):
    keys = {}
    for key, names in aliases.items():
        for name in names:
            keys.setdefault(name.lower(), []).append(key)
    return keys


def stands_alone(text, start, end):
    return not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()


def ours(aliases):
    from explainer.text.aliases import AliasIndex

    index = AliasIndex(aliases)
    return lambda text: [(start, end, key) for keys, start, end in index.find(text) for key in keys]


def plain_ahocorasick_rs(aliases):
    from ahocorasick_rs import AhoCorasick, MatchKind

    keys = by_lower(aliases)
    automaton, values = AhoCorasick(keys, MatchKind.LeftmostLongest, store_patterns=False), list(keys.values())

    def find(text):
        lower = text.lower()
        found = automaton.find_matches_as_indexes(lower)
        return [(a, b, key) for number, a, b in found if stands_alone(lower, a, b) for key in values[number]]

    return find


def flashtext(aliases):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name, keys in by_lower(aliases).items():
        processor.add_keyword(name, keys)
    return lambda text: [(a, b, key) for keys, a, b in processor.extract_keywords(text, span_info=True) for key in keys]


def pyahocorasick(aliases):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name, keys in by_lower(aliases).items():
        automaton.add_word(name, (len(name), keys))
    automaton.make_automaton()

    def find(text):
        lower = text.lower()
        spans = ((last - length + 1, last + 1, keys) for last, (length, keys) in automaton.iter_long(lower))
        return [(a, b, key) for a, b, keys in spans if stands_alone(lower, a, b) for key in keys]

    return find


def one_regular_expression(aliases):
    keys = by_lower(aliases)
    names = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    pattern = re.compile(rf"\b(?:{names})\b", re.IGNORECASE)
    return lambda text: [(*m.span(), key) for m in pattern.finditer(text) for key in keys.get(m[0].lower(), [])]


KINDS = ["ordinary", "hard", "hand"]
MATCHERS = [ours, plain_ahocorasick_rs, flashtext, pyahocorasick, one_regular_expression]


def score(find, texts):
    """Return precision and recall over labelled texts."""
    right = given = wanted = 0
    for text, labels in texts:
        found = set(find(text))
        right, given, wanted = right + len(found & set(labels)), given + len(found), wanted + len(labels)
    return right / max(given, 1), right / wanted


def timed(find, text, rounds):
    """Return the best time in milliseconds; each round has a new string, without cached encodings."""
    best = float("inf")
    for number in range(rounds):
        fresh = text + str(number % 10)
        began = time.perf_counter()
        find(fresh)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def memory():
    """Return the memory in use now and at most so far, in MB."""
    now = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return now / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def measure(build):
    """Return what is known of one matcher; to be called in a process of its own."""
    aliases, slow = library(), build is one_regular_expression
    text = article(aliases)
    build({"warm": ["up"]})("warm up")
    before, _ = memory()
    began = time.perf_counter()
    find = build(aliases)
    built = time.perf_counter() - began
    kept, most = memory()
    result = {"build": built, "kept": kept - before, "most": most - before}
    result["match"] = timed(find, text, 1 if slow else 100)
    sentences = 100 if slow else 12_000
    result["ordinary"], result["hard"] = (score(find, corpus(aliases, rules, sentences)) for rules in (ORDINARY, HARD))
    few, hand = hand_labelled()
    result["hand"] = score(build(few), hand)
    if build is ours:
        result["texts"] = {name: timed(find, other, 100) for name, other in other_texts(text).items()}
    return result


def main():
    if len(sys.argv) > 1:
        print(json.dumps(measure(globals()[sys.argv[1]])))
        return
    others = []
    print(
        "| matcher | build s | kept MB | peak MB | ms per 1,000 words | ordinary P / R | hard P / R | by hand P / R |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for build in MATCHERS:
        command = [sys.executable, __file__, build.__name__]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        pairs = [f"{precision:.4f} / {recall:.4f}" for precision, recall in map(result.get, KINDS)]
        numbers = f"{result['build']:.2f} | {result['kept']:.0f} | {result['most']:.0f} | {result['match']:.2f}"
        print(f"| {build.__name__.replace('_', ' ')} | {numbers} | {' | '.join(pairs)} |", flush=True)
        others += [f"{name} {milliseconds:.2f}" for name, milliseconds in result.get("texts", {}).items()]
    print("\nOurs on other texts, ms per 1,000 words:", "; ".join(others))


if __name__ == "__main__":
    main()
