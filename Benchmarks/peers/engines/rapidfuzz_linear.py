"""rapidfuzz: partial_ratio of the post with every claim, below 60 no match."""
from rapidfuzz import fuzz, process

from engines import base

CUT = 60


class Engine(base.Engine):
    def build(self, texts):
        self.texts = texts

    def best(self, text):
        found = process.extractOne(text, self.texts, scorer=fuzz.partial_ratio, score_cutoff=CUT)
        return (found[2], found[1]) if found else None
