"""Where the weights and thresholds of anchoring come from, and how `carry` does on the cases `locate` is scored on.

python bench/anchoring.py ../shared/anchoring          # carry's line for the table, and both curves
python bench/anchoring.py ../shared/anchoring --fit    # the weights again, tested across articles (needs scipy)
"""

import argparse
import json
import sys
import time
from pathlib import Path

from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from explainer.text import carrying, scoring
from explainer.text.anchoring import ATTACHED, Carrier, Span, TextQuote, locate
from explainer.text.folding import fold

FLOORS = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
SHOWN = ("kept", "wrong", "false_attach", "silent_error", "natural_ok", "natural_silent_error")


def old_text(case, texts, known={}):  # noqa: B006  one cache for the run
    """The text the quote was made on. A synthetic case names none: of those its quote fits, the most similar one."""
    doc = texts[case["doc"]]
    if "old" in doc:
        return doc["old"]
    if (case["doc"], case["id"]) not in known:
        start, words = case["start"], case["prefix"] + case["exact"] + case["suffix"]
        low = start - len(case["prefix"])
        versions = [text[side] for text in texts.values() if "old" in text for side in ("old", "new")]
        fitting = [text for text in versions if text.startswith(words, low)]
        known[case["doc"], case["id"]] = max(fitting, key=lambda text: LCSseq.similarity(text, doc["new"]))
    return known[case["doc"], case["id"]]


def by_locate(case, texts):
    quote = TextQuote(case["exact"], case["prefix"], case["suffix"], case["start"])
    return locate(quote, texts[case["doc"]]["new"], floor=0.0)


def by_carry(case, texts):
    span = Span(case["start"], case["start"] + len(case["exact"]))
    return Carrier(old_text(case, texts), texts[case["doc"]]["new"]).carry(span, floor=0.0)


def outputs(find, cases, texts):
    for case in cases:
        old_text(case, texts)  # looked up before the clock starts
        began = time.thread_time()
        span = find(case, texts)
        ms = (time.thread_time() - began) * 1000
        yield {
            "id": case["id"],
            "span": span and (span.start, span.end),
            "score": span and span.score,
            "ms": ms,
            "err": None,
        }


def curve(score, cases, outs, mix):
    """score.py's totals for each floor, in %."""
    for floor in FLOORS:
        kept = [{**out, "span": out["span"] if out["span"] and out["score"] >= floor else None} for out in outs]
        total = score.summarise(cases, kept, mix)["total"]
        print(f"  {floor:4.2f} " + "".join(f"{100 * total[name]:9.2f}" for name in SHOWN))


def recorded(find, case, texts):
    """The signs of every candidate that was weighed, its span in the new text, and whether it is right."""
    signs, candidates = [], []
    weigh, judge, untouched = scoring.weigh, scoring.judge, carrying.untouched
    scoring.weigh = lambda values, weights, bias: signs.append(list(values)) or weigh(values, weights, bias)
    scoring.judge = lambda judged: candidates.extend(candidate for candidate, _ in judged) or judge(judged)
    carrying.untouched = lambda *_: None  # the easy ones teach too
    try:
        find(case, texts)
    finally:
        scoring.weigh, scoring.judge, carrying.untouched = weigh, judge, untouched
    folded = fold(texts[case["doc"]]["new"])
    return signs, candidates, [folded.original(*candidate) for candidate in candidates]


def fitted(rows, signs_up):
    """Weights and bias of most likelihood, with a ridge of 1 on standardised signs; each weight on its known side."""
    import numpy as np
    from scipy.optimize import minimize

    signs = np.array([sign for row in rows for sign in row["signs"]])
    right = np.array([is_right for row in rows for is_right in row["right"]])
    of = np.repeat(np.arange(len(rows)), [len(row["right"]) for row in rows])
    found = np.bincount(of, right, len(rows)) > 0
    scale = signs.std(0) + 1e-9
    design = np.c_[(signs - signs.mean(0)) / scale, np.ones(len(signs))]

    def loss(weights):
        odds = np.exp(np.clip(design @ weights, -40, 40))
        every, true = 1 + np.bincount(of, odds, len(rows)), np.where(found, np.bincount(of, odds * right, len(rows)), 1)
        slope = design.T @ (odds / every[of] - np.where(found[of], odds * right / true[of], 0))
        ridge = np.append(weights[:-1], 0)
        return (np.log(every) - np.log(true)).sum() + (ridge @ ridge) / 2, slope + ridge

    bounds = [(0, None) if up else (None, 0) for up in signs_up] + [(None, None)]
    weights = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    raw = weights[:-1] / scale
    return raw.tolist(), float(weights[-1] - raw @ signs.mean(0))


def across_articles(score, cases, rows, signs_up, mix, parts=10):
    """The curve when no article is judged by weights that it helped to fit."""
    articles = sorted({case["article"] for case in cases})
    part = {article: n % parts for n, article in enumerate(articles)}
    outs = []
    weights = {
        n: fitted([r for c, r in zip(cases, rows, strict=True) if part[c["article"]] != n], signs_up)
        for n in range(parts)
    }
    for case, row in zip(cases, rows, strict=True):
        out = {"id": case["id"], "span": None, "score": 0.0, "ms": 0.0, "err": None}
        judged = [
            (p, scoring.weigh(s, *weights[part[case["article"]]]))
            for p, s in zip(row["candidates"], row["signs"], strict=True)
        ]
        if judged:
            candidate, out["score"] = scoring.judge(judged)
            out["span"] = row["spans"][row["candidates"].index(candidate)]
        outs.append(out)
    curve(score, cases, outs, mix)


def fit(score, find, weights, cases, texts, mix):
    rows = []
    for case in cases:
        signs, candidates, spans = recorded(find, case, texts)
        right = [score.judge(case, span) == "correct" for span in spans]
        rows.append({"signs": signs, "candidates": candidates, "spans": spans, "right": right})
    signs_up = [weight >= 0 for weight in weights]
    print(f"{find.__name__}, tested across articles: floor, " + ", ".join(SHOWN))
    across_articles(score, cases, rows, signs_up, mix)
    raw, bias = fitted(rows, signs_up)
    print("  WEIGHTS", tuple(round(weight, 2) for weight in raw), "BIAS", round(bias, 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.data))
    import score

    texts, cases = score.load(str(options.data))
    mix = json.loads((options.data / "stats.json").read_text())["natural_mix_one_edit"]
    for find, weights in ((by_locate, scoring.WEIGHTS), (by_carry, carrying.WEIGHTS)):
        if options.fit:
            fit(score, find, weights, cases, texts, mix)
            continue
        outs = list(outputs(find, cases, texts))
        attached = [{**out, "span": out["span"] if out["span"] and out["score"] >= ATTACHED else None} for out in outs]
        score.show(find.__name__, score.summarise(cases, attached, mix))
        print("by floor: " + ", ".join(SHOWN))
        curve(score, cases, outs, mix)


if __name__ == "__main__":
    main()
