"""rensa: MinHash LSH of 3-grams with 32 bands of 4, Jaccard re-check."""
from rensa import RMinHash, RMinHashLSH

from engines import base
from workload import grams

HASHES, BANDS, SEED, BATCH = 128, 32, 42, 10_000


class Engine(base.Engine):
    def build(self, texts):
        self.texts = texts
        self.index = RMinHashLSH(0.5, HASHES, BANDS)
        for first in range(0, len(texts), BATCH):
            sets = [list(grams(t)) for t in texts[first:first + BATCH]]
            self.index.insert_pairs(list(enumerate(RMinHash.from_token_sets(sets, HASHES, SEED), first)))

    def best(self, text):
        sketch = RMinHash(HASHES, SEED)
        sketch.update(list(grams(text)))
        return base.best_by(base.jaccard, self.texts, self.index.query(sketch), text)
