"""Score `carry` on the cases that score.py scores `locate` on (../shared/anchoring/), in one process.

    python bench/anchoring.py ../shared/anchoring

It plays the part of score.py's locator: the case's old text is looked up by what score.py passes along.
"""
