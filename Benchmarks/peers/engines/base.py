"""What every peer's engine offers, and re-checks that several share."""
from workload import grams


class Engine:
    """Built once from normalized claims, then asked with one normalized post after the other."""

    def build(self, texts):
        """Makes the index."""
        raise NotImplementedError

    def best(self, text):
        """The best claim's place and score, or None."""
        raise NotImplementedError

    def index_bytes(self):
        """The size of the index's files; None when it is in memory."""
        return None


def jaccard(claim, post):
    """Resemblance of two sets of grams."""
    return len(claim & post) / len(claim | post)


def containment(claim, post):
    """The share of the claim's grams that the post has."""
    return len(claim & post) / len(claim)


def best_by(measure, texts, candidates, text):
    """The candidate whose 3-grams fit best; of equals the first claim."""
    if not candidates:
        return None
    post = grams(text)
    score, place = max((measure(grams(texts[c]), post), -c) for c in candidates)
    return -place, score
