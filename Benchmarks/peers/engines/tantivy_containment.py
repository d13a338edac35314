"""tantivy's best ten, re-ranked by the share of the claim's 3-grams that the post has."""
from engines import base
from engines.tantivy_pairs import PairsEngine


class Engine(PairsEngine):
    def best(self, text):
        return base.best_by(base.containment, self.texts, self.candidates(text), text)
