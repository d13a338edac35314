"""tantivy's best ten, re-ranked by rapidfuzz's partial_ratio."""
from rapidfuzz import fuzz

from engines.tantivy_pairs import PairsEngine


class Engine(PairsEngine):
    def best(self, text):
        candidates = self.candidates(text)
        if not candidates:
            return None
        score, place = max((fuzz.partial_ratio(self.texts[c], text), -c) for c in candidates)
        return -place, score
