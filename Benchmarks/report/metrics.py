"""The figures: ranking, cuts, precision and recall, calibration.

Where the evaluation data's own scorer has a figure, the same operations are done here in the same order, so that both
agree to the last digit.

Terms: average precision and reciprocal rank as in trec_eval; reliability diagram and expected calibration error (ECE)
as in Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017.
"""
from collections import Counter

BINS = 10


def average_precision(ranked, relevant, depth=5):
    """Mean of the precisions at the ranks of the relevant claims, over as many as `depth` ranks can hold."""
    hits = total = 0
    for rank, claim in enumerate(ranked[:depth], 1):
        if claim in relevant:
            hits += 1
            total += hits / rank
    return total / min(len(relevant), depth)


def first_relevant_rank(ranked, relevant):
    """Rank of the first relevant claim, counted from 1; None when there is none."""
    return next((rank for rank, claim in enumerate(ranked, 1) if claim in relevant), None)


def cut_for_rate(counts, items, rate):
    """The score that `rate` of the background items may exceed: an item passes a cut when its score is above it.

    `counts` tells how many items have each score; items without a match have none. -1 when the rate lets all through.
    """
    allowed, seen = int(items * rate), 0
    for score in sorted(counts, reverse=True):
        seen += counts[score]
        if seen > allowed:
            return score
    return -1.0


class Reliability:
    """Scores against the share that is right, in ten bins of equal width; a score on an edge is in the upper bin."""

    def __init__(self):
        self.counts, self.sums, self.rights = [0] * BINS, [0.0] * BINS, [0] * BINS

    def add(self, score, right):
        k = min(BINS - 1, int(score * BINS))
        self.counts[k] += 1
        self.sums[k] += score
        self.rights[k] += right

    def merge(self, other):
        for k in range(BINS):
            self.counts[k] += other.counts[k]
            self.sums[k] += other.sums[k]
            self.rights[k] += other.rights[k]

    def expected_calibration_error(self, first=0):
        """The gap between mean score and share right, weighted by the bins' counts, from the bin `first` on."""
        gaps = sum(abs(s - r) for s, r in zip(self.sums[first:], self.rights[first:]))
        return gaps / max(1, sum(self.counts[first:]))

    def rows(self):
        """One row a bin: its edges, count, mean score and share right (None for an empty bin)."""
        return [{"from": k / BINS, "to": (k + 1) / BINS, "count": n, "mean_score": s / n if n else None,
                 "share_right": r / n if n else None}
                for k, (n, s, r) in enumerate(zip(self.counts, self.sums, self.rights))]


class Tally:
    """Best matches counted by score: right and wrong ones of queries, and those of background items.

    Scores have four decimals, so this stays small however many items there are. Two countings are kept: by the score
    alone, and only of what would be labelled if the cut were low enough (`open`: asserted and not suppressed).
    """

    KINDS = ("right", "wrong", "background")

    def __init__(self):
        self.queries = self.items = 0
        self.all = {kind: Counter() for kind in Tally.KINDS}
        self.open = {kind: Counter() for kind in Tally.KINDS}
        self.labelled, self.least_labelled = Counter(), None

    def add(self, kind, match):
        self.all[kind][match["score"]] += 1
        if match["outcome"] != "suppressed" and match["stance"] == "asserts":
            self.open[kind][match["score"]] += 1
        if match["outcome"] == "apply":
            self._label(kind, 1, match["score"])

    def _label(self, kind, count, score):
        self.labelled[kind] += count
        if score is not None:
            self.least_labelled = score if self.least_labelled is None else min(score, self.least_labelled)

    def merge(self, other):
        self.queries += other.queries
        self.items += other.items
        for kind in Tally.KINDS:
            self._label(kind, other.labelled[kind], other.least_labelled)
        for mine, theirs in ((self.all, other.all), (self.open, other.open)):
            for kind in Tally.KINDS:
                mine[kind].update(theirs[kind])

    def present(self):
        """What the policy labels as it is; `cut` is the lowest score that got a label."""
        right, total = self.labelled["right"], sum(self.labelled.values())
        return {"cut": self.least_labelled, "precision": right / total if total else None,
                "recall": right / max(1, self.queries),
                "false_per_10k": 10000 * self.labelled["background"] / max(1, self.items)}

    def curve(self, only_open=False):
        """Points of the precision-recall curve, from the highest cut down, one for each score that occurs."""
        counts = self.open if only_open else self.all
        right = wrong = background = 0
        for cut in sorted(set().union(*counts.values()), reverse=True):
            right += counts["right"][cut]
            wrong += counts["wrong"][cut]
            background += counts["background"][cut]
            yield {"cut": cut, "right": right, "precision": right / (right + wrong + background),
                   "recall": right / max(1, self.queries), "false_per_10k": 10000 * background / max(1, self.items)}


def point_at(curve, cut):
    """The point of a curve at a cut: what is at or above it. None when nothing is."""
    at = None
    for point in curve:
        if point["cut"] < cut:
            break
        at = point
    return at


def least_cut(curve, fits):
    """The lowest cut whose point fits, as {cut, recall, precision, false_per_10k}; None when no cut does."""
    best = None
    for point in curve:
        if fits(point):
            best = point
    return best


def recommended_cuts(curve):
    """The lowest cuts at which nearly all labels are right, and at which hardly any ordinary item gets one."""
    curve = list(curve)
    return {"precision_99": least_cut(curve, lambda p: p["precision"] >= 0.99),
            "false_1_in_10000": least_cut(curve, lambda p: p["false_per_10k"] <= 1.0)}
