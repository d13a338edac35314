"""Errors: their kinds, which are kept, and why each happened, in words."""
import dataclasses
import heapq
import itertools
import re
from collections import Counter

# Kind, title, what it lists and in which order.
KINDS = {
    "search": ("Relevant claim not among the first five of a search",
               "Furthest down first, then those of which least is shared; each cause in turn."),
    "falseLabel": ("Ordinary content that is labelled", "Highest score first."),
    "nearFalse": ("Ordinary content nearest to a label", "Not labelled, highest score first. Counted: at or above the "
                  "review cut, whether queued or suppressed."),
    "wrongLabel": ("Queries labelled with the wrong claim", "Highest score first."),
    "suppressedRight": ("Right matches that were suppressed", "Highest score first, each reason in turn."),
    "missed": ("Right matches below the apply cut", "Lowest score first: the right claim is the best match, but scores "
               "too little for a label. Each cause in turn."),
    "otherBest": ("Queries whose best match is another claim",
                  "Highest score first, each cause in turn; those labelled are listed above."),
    "debunk": ("Debunks that are labelled, or nearest to it", "Labelled ones first, then those taken as asserting, "
               "highest score first. Counted: at or above the review cut."),
    "copy": ("Verbatim copies that aren't labelled", "Lowest score first, each outcome in turn."),
    "topic": ("Topics about rumors that are labelled, or nearest to it", "Labelled ones first, then those taken as "
              "asserting, highest score first. Counted: at or above the review cut."),
}

NEAREST = ("debunk", "topic")

REASONS = {
    "refutes": "the text is taken to deny the claim",
    "questions": "the text is taken to ask whether the claim is so",
    "reports": "the text is taken to tell that the claim is being said",
    "number": "another number stands where the claim has one",
    "date": "another date or time stands where the claim has one",
    "name": "another place stands where the claim has one",
    "negation": "one side negates what the other asserts",
    "tooShort": "the text is too short to judge",
    "olderThanClaim": "the text is older than the claim",
    "expired": "the claim has expired",
    "negativeEntry": "a negative entry fits at least as well",
    "commonWording": "what is shared is common wording only",
    "declared": "the author declared it as fiction",
    "manual": "a person decided against it",
    "noRule": "the policy has no rule for it",
}


@dataclasses.dataclass
class Claim:
    """A claim that an error is about, and the part it plays."""

    role: str
    id: str
    text: str
    terms: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Finding:
    """One error, with all that explains it. The text may be filled in later, by file and id."""

    kind: str
    set: str
    id: str
    claims: list
    cause: str
    words: str
    path: object = None
    text: str = None
    score: float = None
    outcome: str = None
    reason: str = None
    stance: str = None
    spans: list = dataclasses.field(default_factory=list)
    cues: list = dataclasses.field(default_factory=list)
    severity: object = None

    @staticmethod
    def of_match(kind, set_name, item, match, claims, cause, words, path=None, text=None):
        """A finding about an item's match; `match` is None where nothing was found."""
        match = match or {}
        return Finding(kind, set_name, item, claims, cause, words, path, text, match.get("score"),
                       match.get("outcome"), match.get("reason"), match.get("stance"), match.get("spans", []),
                       match.get("cues", []))


class Collector:
    """Keeps the worst errors of each kind and group, and counts all by cause. Holds few, however many there are."""

    def __init__(self, worst=20):
        self.worst, self.heaps, self.causes = worst, {}, {}
        self._order = itertools.count()

    def wants(self, kind, group, severity):
        """Whether an error of this severity would be kept; spares making what would be thrown away."""
        heap = self.heaps.get((kind, group), ())
        return len(heap) < self.worst or heap[0][0] < severity

    def count(self, kind, cause):
        self.causes.setdefault(kind, Counter())[cause] += 1

    def keep(self, group, severity, finding):
        """Keeps it if it is among the worst; of equally severe ones those that came first."""
        finding.severity = severity
        heap = self.heaps.setdefault((finding.kind, group), [])
        entry = (severity, -next(self._order), finding)
        if len(heap) < self.worst:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)

    def groups(self, kind):
        """The kept findings of each group, worst first."""
        return [[f for *_, f in sorted(heap, key=lambda e: e[:2], reverse=True)]
                for (k, group), heap in sorted(self.heaps.items(), key=lambda item: item[0]) if k == kind]


def worst_of(collectors, kind, limit):
    """The worst errors of a kind: of each set in turn, and in it of each group, so that none hides the others.

    Kinds that also list what is merely nearest to an error go by severity alone: the nearest of a set may be far off.
    """
    if kind in NEAREST:
        found = [f for collector in collectors for group in collector.groups(kind) for f in group]
        return sorted(found, key=lambda f: f.severity, reverse=True)[:limit]
    groups = [group for collector in collectors for group in collector.groups(kind)]
    taken = in_turn([in_turn(collector.groups(kind)) for collector in collectors])[:limit]
    place = {id(f): k for k, f in enumerate(f for group in groups for f in group)}
    return sorted(taken, key=lambda f: place[id(f)])


def in_turn(lists):
    """The first of each list, then the second of each, and so on."""
    return [x for turn in itertools.zip_longest(*lists) for x in turn if x is not None]


# Words about texts

def units(text):
    """Pairs of Han characters and lower-case words: what two texts may have in common, without the tool."""
    found = set()
    for run in re.findall(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+", text.lower()):
        if "\u3400" <= run[0] <= "\u9fff":
            found.update(run[k:k + 2] for k in range(max(1, len(run) - 1)))
        else:
            found.add(run)
    return found


def share_found(part, whole):
    """Share of one text's units that the other has."""
    mine = units(part)
    return len(mine & units(whole)) / max(1, len(mine))


def likeness(a, b):
    """How much of the smaller of two texts is in the other."""
    one, two = units(a), units(b)
    return len(one & two) / max(1, min(len(one), len(two)))


def percent(share):
    return f"{100 * share:.0f}\u00a0%"


def alignment_cause(match):
    """One of a few kinds of likeness, so that errors can be counted by it."""
    if not match:
        return "nothing in common was found"
    terms = match.get("terms", {})
    of_claim, of_text = terms.get("entryCoverage", 0), terms.get("itemCoverage", 0)
    if of_claim >= 0.6 and of_text >= 0.6:
        return "text and claim are nearly the same"
    if of_claim >= 0.6:
        return "most of the claim in a longer text"
    if of_text >= 0.6:
        return "the text is a piece of a longer claim"
    if terms.get("longestBits", 0) >= 0.5 * terms.get("sharedBits", 0) > 0:
        return "one passage in common, the rest differs"
    return "scattered words in common"


def alignment_words(match):
    """What the score's terms say, in a sentence."""
    if not match:
        return "No match at all was found."
    t = match.get("terms", {})
    if not t:
        return f"Scored {match['score']:.4f}."
    words = (f"{percent(t.get('entryCoverage', 0))} of the claim is in the text, {percent(t.get('itemCoverage', 0))} "
             f"of the text in the claim; the longest run in common has {t.get('longestBits', 0):.0f} of "
             f"{t.get('sharedBits', 0):.0f} shared bits (the claim has {t.get('entryBits', 0):.0f})")
    if t.get("order", 1) < 0.5:
        words += ", and the pieces stand in another order"
    return words + "."


def outcome_words(match):
    """What became of a match, and why."""
    if not match:
        return ""
    if match["outcome"] == "apply":
        return "It is labelled."
    if match["outcome"] == "suppressed":
        reason = match.get("reason")
        return f"Suppressed: {REASONS.get(reason, reason)}."
    if match["outcome"] == "review":
        return "It goes to the review queue."
    return "It stays below the review cut."


def ranking_cause(rank, shown, relevant, first, query):
    """Why a relevant claim isn't among the first, as one of a few kinds."""
    if likeness(first.text, relevant.text) >= 0.6:
        return "the claim ranked first says nearly the same"
    if rank is None:
        shared = share_found(relevant.text, query)
        if shared < 0.1:
            return f"not in the first {shown}: under 10 % of its words are in the query"
        if shared < 0.3:
            return f"not in the first {shown}: 10 to 30 % of its words are in the query"
        return f"not in the first {shown}, though over 30 % of its words are in the query"
    if relevant.terms.get("bm25", 0) >= first.terms.get("bm25", 0):
        return "leads by BM25, loses by the other terms"
    if relevant.terms.get("claimOverlap", 0) > first.terms.get("claimOverlap", 0):
        return "more of it is in the query, but BM25 prefers another"
    return "the claim ranked first leads in BM25 and overlap"


def ranking_words(rank, shown, relevant, first, query):
    """The terms of the relevant claim and of the one that was ranked first, compared."""
    words = [f"The relevant claim is at rank {rank}." if rank else f"The relevant claim isn't among the first {shown}."]
    if rank:
        names = [n for n in first.terms if n in relevant.terms]
        behind = [f"{n} {relevant.terms[n]:.3g} against {first.terms[n]:.3g}"
                  for n in names if relevant.terms[n] < first.terms[n]]
        ahead = [f"{n} {relevant.terms[n]:.3g} against {first.terms[n]:.3g}"
                 for n in names if relevant.terms[n] > first.terms[n]]
        if behind:
            words.append(f"It is behind in {', '.join(behind)}.")
        if ahead:
            words.append(f"It is ahead in {', '.join(ahead)}.")
    words.append(f"{percent(share_found(relevant.text, query))} of its words and character pairs are in the query, of "
                 f"the first one's {percent(share_found(first.text, query))}.")
    if likeness(first.text, relevant.text) >= 0.6:
        words.append("The two claims say nearly the same: rather a gap in the judgements.")
    return " ".join(words)


def other_claim_cause(match, matches, relevant, claims):
    """Why another claim is the best match."""
    if any(likeness(claims.get(match["claim"], ""), claims.get(c, "")) >= 0.6 for c in relevant):
        return "the other claim says nearly the same"
    right = next((m for m in matches if m["claim"] in relevant), None)
    if right is None:
        return "the right claim isn't among the best five"
    return "the right claim is close behind" if match["score"] - right["score"] <= 0.05 else \
        "the right claim is far behind"


def other_claim_words(match, matches, relevant, claims):
    """Where the right claim stands when another is the best match."""
    place, right = next(((k, m) for k, m in enumerate(matches, 1) if m["claim"] in relevant), (0, None))
    words = [alignment_words(match)]
    if right:
        words.append(f"The right claim is match {place} with {right['score']:.4f}: {alignment_words(right)}")
    else:
        words.append(f"The right claim isn't among the {len(matches)} best matches.")
    if other_claim_cause(match, matches, relevant, claims) == "the other claim says nearly the same":
        words.append("The two claims say nearly the same: rather a gap in the judgements.")
    return " ".join(words + [outcome_words(match)])
