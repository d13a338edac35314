"""Scores the answers of an engine: the cut at a rate of false matches, recall, and posts that are left out for all."""
import math

from workload import grams

RATE = 0.001  # false matches in background posts at which recall is told
REPEATS_SHARE, REPEATS_GRAMS = 0.6, 10


def cut_for_rate(scores, items, rate=RATE):
    """The lowest cut with at most `rate` of `items` above it. A match counts when its score is above the cut, never at
    it, so of background posts that tie at the cut none is let through."""
    allowed = math.floor(rate * items + 1e-9)
    ordered = sorted(scores, reverse=True)
    return ordered[allowed] if len(ordered) > allowed else -math.inf


def repeats(claim, post):
    """Whether a normalized post repeats a normalized claim: it has at least 60 % of the claim's distinct character
    3-grams, and at least 10 of them."""
    wanted = grams(claim)
    shared = len(wanted & grams(post))
    return shared >= REPEATS_GRAMS and shared >= REPEATS_SHARE * len(wanted)


def ambiguous(posts, texts, claims, answer_sets):
    """The places of background posts that in truth repeat a claim that some engine answered. They count for none.

    `texts` and `claims` are the normalized posts and claims, `answer_sets` one dictionary of answers an engine.
    """
    pairs = {(place, answer[0]) for answers in answer_sets for place, answer in answers.items()
             if answer and posts[place].background}
    return {place for place, claim in pairs if repeats(claims[claim], texts[place])}


def ratio(part, whole):
    return part / whole if whole else None


def score(posts, answers, left_out=frozenset(), rate=RATE):
    """The figures of one engine. `answers` holds (claim, score) or None by the place of each post that was run.

    `measurable` is false when the background posts are too few to show the rate; the cut then lies above them all.
    """
    background = [a for p, a in answers.items() if posts[p].background and p not in left_out]
    matched = [a[1] for a in background if a]
    cut = cut_for_rate(matched, len(background), rate)
    above = lambda a: a is not None and a[1] > cut
    planted = [(posts[p], a) for p, a in answers.items() if posts[p].planted]
    near = [a for p, a in answers.items() if not posts[p].planted and not posts[p].background]
    kinds = {}
    for post, answer in planted:
        found, count = kinds.get(post.kind, (0, 0))
        kinds[post.kind] = (found + (above(answer) and answer[0] == post.truth), count + 1)
    return {
        "posts": len(answers), "planted": len(planted), "background": len(background),
        "cut": cut if math.isfinite(cut) else None, "measurable": len(background) * rate >= 1,
        "recall": ratio(sum(found for found, _ in kinds.values()), len(planted)),
        "wrong_claim": ratio(sum(above(a) and a[0] != p.truth for p, a in planted), len(planted)),
        "false_without_cut": ratio(len(matched), len(background)),
        "quotes_matched": ratio(sum(map(above, near)), len(near)),
        "kinds": {kind: {"recall": found / count, "posts": count} for kind, (found, count) in sorted(kinds.items())}}
