"""Measures sets with the tool: figures, and the errors behind them."""
import concurrent.futures
import dataclasses
import pathlib
import tempfile
from collections import Counter

import findings
import metrics
from evaluation import ReportError, relevance, rows
from findings import Claim, Collector, Finding

SEARCH_DEPTH = 50
MATCH_DEPTH = 5
OUTCOMES = ("apply", "review", "suppressed", "none", "no match")
STANCES = ("asserts", "refutes", "questions", "reports")
TABLE_CUTS = (0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.1)


@dataclasses.dataclass
class Measured:
    """What measuring one set gave: figures for the JSON file, countings to pool, errors to show."""

    name: str
    figures: dict
    collector: Collector
    tally: metrics.Tally = None
    reliability: metrics.Reliability = None


def labelled(match):
    return bool(match and match["outcome"] == "apply")


def best(answer):
    return (answer.get("matches") or [None])[0]


def outcome_of(match):
    return match["outcome"] if match else "no match"


def claim_of(match, claims, role="Claim"):
    """The claim of a match, for a finding."""
    if not match:
        return []
    return [Claim(role, match["claim"], claims.get(match["claim"], ""), match.get("terms", {}))]


def search_text(row):
    """What a claim offers to a search: its title and its text."""
    return " ".join(filter(None, (row.get("title"), row["text"])))


class RetrievalSet:
    """One set of queries with relevant claims."""

    def __init__(self, tool, data, folder):
        self.tool, self.data, self.folder, self.name = tool, data, folder, folder.name
        self.collector = Collector(data.worst)
        self.tally, self.reliability = metrics.Tally(), metrics.Reliability()

    def measure(self, temporary):
        claims = list(rows(self.folder / "corpus.jsonl"))
        self.claims = {r["id"]: search_text(r) for r in claims}
        self.claim_texts = {r["id"]: r["text"] for r in claims}
        self.queries = {r["id"]: r["text"] for r in rows(self.folder / "queries.jsonl")}
        self.relevant = relevance(self.folder / "qrels.tsv")
        if not any(q in self.relevant for q in self.queries):
            raise ReportError(f"{self.folder}: no query has a relevant claim in qrels.tsv")
        index = self.tool.index(claims, temporary)
        figures = {"claims": len(claims), **self._ranking(index), **self._queries(index)}
        figures["stances"] = stances_of(self.stances)
        figures["backgrounds"] = {}
        for path in self.data.backgrounds(self.name):
            figures["backgrounds"][path.stem] = self._background(index, path, temporary)
        figures.update(pooled_figures(self.tally, self.reliability))
        figures["errors"] = error_counts(self.collector)
        return Measured(self.name, figures, self.collector, self.tally, self.reliability)

    def _ranking(self, index):
        answers = self.tool.search(index, self.folder / "queries.jsonl", SEARCH_DEPTH, f"{self.name}: search")
        results = {r["id"]: r["results"] for r in answers}
        n = precision = first = five = fifty = reciprocal = 0
        for query in rows(self.folder / "queries.jsonl"):
            relevant = self.relevant.get(query["id"])
            if relevant is None:
                continue
            found = results.get(query["id"], [])
            ranked = [r["claim"] for r in found]
            rank = metrics.first_relevant_rank(ranked, relevant)
            n += 1
            precision += metrics.average_precision(ranked, relevant)
            first += rank == 1
            five += bool(rank and rank <= 5)
            fifty += bool(rank and rank <= SEARCH_DEPTH)
            reciprocal += 1 / rank if rank else 0
            if not rank or rank > 5:
                self._search_error(query, found, rank, relevant)
        return {"queries": n, "map5": precision / n, "recall1": first / n, "recall5": five / n,
                "recall50": fifty / n, "mrr": reciprocal / n}

    def _search_error(self, query, found, rank, relevant):
        text = query["text"]
        wanted = found[rank - 1]["claim"] if rank else min(relevant)
        claim = Claim(f"Relevant claim, rank {rank}" if rank else "Relevant claim, not found", wanted,
                      self.claims.get(wanted, ""), found[rank - 1].get("terms", {}) if rank else {})
        if found:
            top = found[0]
            first = Claim("Ranked first", top["claim"], self.claims.get(top["claim"], ""), top.get("terms", {}))
            cause = findings.ranking_cause(rank, SEARCH_DEPTH, claim, first, text)
            words = findings.ranking_words(rank, SEARCH_DEPTH, claim, first, text)
            shown = [claim, first]
        else:
            cause, words, shown = "the search found nothing", "The search found nothing at all.", [claim]
        self.collector.count("search", cause)
        severity = (rank or SEARCH_DEPTH + 1, -findings.share_found(claim.text, text))
        self.collector.keep(cause, severity,
                            Finding("search", self.name, query["id"], shown, cause, words, text=text))

    def _queries(self, index):
        n = applied = wrong = unmatched = 0
        reasons, self.stances = Counter(), Counter()
        path = self.folder / "queries.jsonl"
        for answer in self.tool.match(index, path, MATCH_DEPTH, f"{self.name}: match queries"):
            n += 1
            match = best(answer)
            count_stances(self.stances, answer)
            if not match:
                unmatched += 1
                continue
            right = match["claim"] in self.relevant.get(answer["id"], ())
            self.reliability.add(match["score"], right)
            self.tally.add("right" if right else "wrong", match)
            applied += right and labelled(match)
            wrong += labelled(match) and not right
            if right and match["outcome"] == "suppressed":
                reasons[match.get("reason")] += 1
            if answer["id"] in self.relevant:
                self._query_error(answer["id"], match, answer["matches"], right)
        self.tally.queries = n
        return {"matched": n, "applied": applied / n, "applied_wrong": wrong / n, "unmatched": unmatched / n,
                "suppressed_right": dict(sorted(reasons.items(), key=str))}

    def _query_error(self, query, match, matches, right):
        if right and labelled(match):
            return
        severity, relevant = match["score"], self.relevant[query]
        if right and match["outcome"] == "suppressed":
            kind = "suppressedRight"
        elif right:
            kind, severity = "missed", -severity
        else:
            kind = "wrongLabel" if labelled(match) else "otherBest"
        claims = claim_of(match, self.claim_texts)
        if right:
            cause = match.get("reason") if kind == "suppressedRight" else findings.alignment_cause(match)
            words = f"{findings.alignment_words(match)} {findings.outcome_words(match)}"
        else:
            wanted = next((m["claim"] for m in matches if m["claim"] in relevant), min(relevant))
            claims[0].role = "Best match"
            claims.append(Claim("Right claim", wanted, self.claim_texts.get(wanted, "")))
            cause = findings.other_claim_cause(match, matches, relevant, self.claim_texts)
            words = findings.other_claim_words(match, matches, relevant, self.claim_texts)
        self.collector.count(kind, cause)
        self.collector.keep(str(cause), severity, Finding.of_match(
            kind, self.name, query, match, claims, cause, words, text=self.queries.get(query)))

    def _background(self, index, path, temporary):
        scores, n, false, stances = Counter(), 0, 0, Counter()
        items = self.data.sampled(path, temporary)
        for answer in self.tool.match(index, items, 1, f"{self.name}: match {path.stem}"):
            n += 1
            match = best(answer)
            if not match:
                continue
            scores[match["score"]] += 1
            self.reliability.add(match["score"], False)
            self.tally.add("background", match)
            false += labelled(match)
            count_stances(stances, answer)
            self._background_error(path, answer["id"], match)
        if not n:
            raise ReportError(f"{path}: is empty")
        self.tally.items += n
        recall = {}
        for rate, name in ((1e-3, "recall_at_1_in_1000"), (1e-4, "recall_at_1_in_10000")):
            cut = metrics.cut_for_rate(scores, n, rate)
            recall[name] = sum(c for s, c in self.tally.all["right"].items() if s > cut) / self.tally.queries
        return {"items": n, "false_per_10k": 10000 * false / n, **recall, "stances": stances_of(stances)}

    def _background_error(self, path, item, match):
        kind = "falseLabel" if labelled(match) else "nearFalse"
        if match["outcome"] != "none":
            self.collector.count(kind, findings.alignment_cause(match))
        if self.collector.wants(kind, "", match["score"]):
            words = f"{findings.alignment_words(match)} {findings.outcome_words(match)}"
            self.collector.keep("", match["score"], Finding.of_match(
                kind, self.name, item, match, claim_of(match, self.claim_texts), findings.alignment_cause(match), words,
                path=path))


class StanceSet:
    """One set of claims with debunks that must not be labelled and copies that must be."""

    FILES = (("refuting", "debunk"), ("asserting", "copy"))

    def __init__(self, tool, data, folder):
        self.tool, self.data, self.folder, self.name = tool, data, folder, folder.name
        self.collector = Collector(data.worst)

    def measure(self, temporary):
        claims = list(rows(self.folder / "corpus.jsonl"))
        self.claim_texts = {r["id"]: r["text"] for r in claims}
        index = self.tool.index(claims, temporary)
        figures = {"claims": len(claims)}
        for part, kind in StanceSet.FILES:
            path = self.folder / f"{part}.jsonl"
            if path.is_file():
                figures[part] = self._items(index, path, part, kind)
        if self.data.topics:
            figures["topics"] = self._items(index, self.data.topics, "topics", "topic")
        figures["errors"] = error_counts(self.collector)
        return Measured(self.name, figures, self.collector)

    def _items(self, index, path, part, kind):
        outcomes, stances, n = Counter(), Counter(), 0
        for answer in self.tool.match(index, path, MATCH_DEPTH, f"{self.name}: match {part}"):
            n += 1
            match = best(answer)
            outcomes[(outcome_of(match), match.get("reason") if match else None)] += 1
            count_stances(stances, answer)
            self._error(kind, path, answer["id"], match)
        if not n:
            raise ReportError(f"{path}: is empty")
        with_outcome = lambda name: sum(c for (outcome, _), c in outcomes.items() if outcome == name)
        table = [{"outcome": o, "reason": r, "count": outcomes[(o, r)]}
                 for o, r in sorted(outcomes, key=lambda key: (OUTCOMES.index(key[0]), key[1] or ""))]
        return {"items": n, "labelled": with_outcome("apply") / n, "suppressed": with_outcome("suppressed") / n,
                "outcomes": table, "stances": stances_of(stances)}

    def _error(self, kind, path, item, match):
        group = ""
        if kind == "copy":
            if labelled(match):
                return
            outcome = outcome_of(match)
            cause = f"suppressed: {match.get('reason')}" if outcome == "suppressed" else outcome
            cause = {"review": "between the cuts", "none": "below the review cut"}.get(cause, cause)
            group, severity = cause, (False, -(match["score"] if match else 0))
            counted = True
        else:
            if not match or not labelled(match) and match["stance"] != "asserts":
                return
            cause, severity = findings.alignment_cause(match), (labelled(match), match["score"])
            counted = match["outcome"] in ("apply", "review")
        if counted:
            self.collector.count(kind, cause)
        words = f"{findings.alignment_words(match)} {findings.outcome_words(match)}".strip()
        self.collector.keep(group, severity, Finding.of_match(
            kind, self.name, item, match, claim_of(match, self.claim_texts, "Best match"), cause, words, path=path))


def count_stances(counter, answer):
    """Counts the stances of an item's matches at or above the review cut."""
    for match in answer.get("matches") or ():
        if match["outcome"] != "none":
            counter[match["stance"]] += 1


def stances_of(counter):
    return {stance: counter[stance] for stance in STANCES}


def error_counts(collector):
    """How many errors of each kind there are, and of what cause."""
    return {kind: {"count": sum(causes.values()), "causes": dict(sorted(causes.items()))}
            for kind, causes in sorted(collector.causes.items())}


def pooled_figures(tally, reliability):
    """Calibration, the curve at some cuts, and the cuts to recommend, of queries and background together."""
    score, open_ = list(tally.curve()), list(tally.curve(only_open=True))
    at = lambda curve: {f"{cut:.2f}": metrics.point_at(curve, cut) for cut in TABLE_CUTS}
    return {"ece": reliability.expected_calibration_error(),
            "ece_from_half": reliability.expected_calibration_error(metrics.BINS // 2), "bins": reliability.rows(),
            "curve": {"score": at(score), "open": at(open_)}, "present": tally.present(),
            "cuts": metrics.recommended_cuts(open_)}


def fill_texts(shown):
    """Reads the texts of the findings that are shown; backgrounds are too large to keep."""
    wanted = {}
    for finding in shown:
        if finding.text is None:
            wanted.setdefault(finding.path, {}).setdefault(finding.id, []).append(finding)
    for path, by_id in wanted.items():
        for row in rows(path):
            for finding in by_id.pop(row["id"], ()):
                finding.text = row["text"]
            if not by_id:
                break


def run_all(tool, data, jobs):
    """Measures every set, several at once if so wished; the order of the results doesn't depend on it."""
    work = [RetrievalSet(tool, data, f) for f in data.sets] + [StanceSet(tool, data, f) for f in data.stance_sets]

    def one(item):
        with tempfile.TemporaryDirectory(prefix="errata-report-") as folder:
            return item.measure(pathlib.Path(folder))

    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        futures = [pool.submit(one, item) for item in work]
        try:
            done, _ = concurrent.futures.wait(futures, return_when=concurrent.futures.FIRST_EXCEPTION)
            for future in done:
                future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            tool.stop()
            raise
        results = [future.result() for future in futures]
    return results[:len(data.sets)], results[len(data.sets):]


def pool(sets):
    """The figures of all retrieval sets together."""
    tally, reliability = metrics.Tally(), metrics.Reliability()
    for measured in sets:
        tally.merge(measured.tally)
        reliability.merge(measured.reliability)
    return tally, reliability
