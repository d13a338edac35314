"""datasketch: MinHashLSH of 3-grams at a Jaccard threshold of 0.5, Jaccard re-check."""
from datasketch import MinHash, MinHashLSH

from engines import base
from workload import grams

THRESHOLD, HASHES, BATCH = 0.5, 128, 10_000


def encoded(text):
    return [g.encode() for g in grams(text)]


class Engine(base.Engine):
    def build(self, texts):
        self.texts = texts
        self.empty = MinHash(num_perm=HASHES)
        self.index = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES)
        for first in range(0, len(texts), BATCH):
            sets = [encoded(t) for t in texts[first:first + BATCH]]
            for place, sketch in enumerate(MinHash.generator(sets, num_perm=HASHES), first):
                self.index.insert(place, sketch, check_duplication=False)

    def best(self, text):
        sketch = self.empty.copy()
        sketch.update_batch(encoded(text))
        return base.best_by(base.jaccard, self.texts, self.index.query(sketch), text)
