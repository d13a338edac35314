#!/usr/bin/env python3
"""Fit the model of pins, and set its cut: the score 0.9 is where 1 in 10,000 ordinary queries has a wrong pin.

usage: pins.py --errata PATH --data DIR [--write FILE] [--folds N] [--seed N] [--background N] [--show N]
       pins.py --errata PATH --data DIR --cut FILE
  --errata  the built tool
  --data    a folder with sets/ and background/ as the evaluation data is laid out
  --write   the file to write the trees into (Sources/CErrataLexicon/pin.trees.tsv); without it only figures are printed
  --folds   folds of the cross-validation whose figures are printed (default 4; 0 for none)
  --seed    seed of everything that is drawn (default 1)
  --background  ordinary queries taken of each background (default 30000)
  --cut     with the tool built with FILE's trees: run all ordinary queries through it, prefixes, other readings and
            all, and shift the trees in FILE so that one in 10,000 reaches 0.9; build again then
  --show    list this many of the highest ordinary queries, to judge them

Examples are queries of the sets, pieces of claims as somebody might search for them, single words of claims (which must
pin nothing), and ordinary queries. `pins.judged.tsv` names, by ids, ordinary queries that were looked at by hand and
are about the claim after all; they are left out. Gradient boosted trees (Friedman 2001; LightGBM, Ke et al. 2017).
"""
import argparse, json, math, pathlib, random, re, subprocess, tempfile, zlib

import lightgbm
import numpy

from data import claim_line, relevant, rows
from fit import fixed, table

TREES = 350
PARAMETERS = dict(objective="binary", num_leaves=31, learning_rate=0.05, min_data_in_leaf=20, feature_fraction=0.5,
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=5)
RISING = {"unitShare", "pairShare", "bestUnitShare", "bestPairShare", "bestChainedBits", "bestChainedShare", "runBits",
          "runShare", "entryShare", "entryPairShare", "windowShare", "rarest1", "rarest2", "rarest3", "rarestPair1",
          "rarestPair2", "sharedUnits", "sharedPairs", "asking", "checking", "rarestAmong", "sumAmong", "titleShare", "rankUnits",
          "rankPairs", "rankShare", "rankLead", "run2", "run3", "runs"}
FALLING = {"missing1", "missing2", "missingRun", "missingNumbers", "rival"}
# Sets whose queries are searches in kind, with the backgrounds that are measured; the others' weigh less.
SEARCHES = ("jiaozhen_qa_zh", "jiaozhen_title2abstract_zh")
CUT = 0.9
STOP = set("a an the of to in on for and or is are was were be by with that this it as at from has have had not".split())


def judged():
    path = pathlib.Path(__file__).with_name("pins.judged.tsv")
    lines = path.read_text().splitlines() if path.exists() else []
    return {tuple(line.split("\t")[:2]) for line in lines if line and not line.startswith("#")}


class Tool:
    def __init__(self, errata, folder):
        self.errata, self.folder = errata, pathlib.Path(folder)

    def index(self, claims):
        corpus, index = self.folder / "corpus.jsonl", self.folder / "index.errata"
        index.unlink(missing_ok=True)
        corpus.write_text("\n".join(map(claim_line, claims)) + "\n", encoding="utf-8")
        subprocess.run([self.errata, "index", "build", "--corpus", corpus, "--output", index], check=True,
                       stdout=subprocess.DEVNULL)
        return index

    def pins(self, index, queries, limit):
        path = self.folder / "queries.jsonl"
        path.write_text("\n".join(json.dumps({"id": q["id"], "query": q["text"]}, ensure_ascii=False)
                                  for q in queries) + "\n", encoding="utf-8")
        out = subprocess.run([self.errata, "pins", "--index", index, "--limit", str(limit), "--min-score", "0",
                              "--explain", "--as-written", "--queries", path], check=True, stdout=subprocess.PIPE).stdout
        for line in out.decode().splitlines():
            r = json.loads(line)
            yield r["id"], [(p["claim"], p["why"]["score"]) for p in r["pins"] if "score" in p["why"]]


def chinese(text):
    return sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 > len(text)


def pieces(text):
    return [p for p in re.split(r"[^\w%]+", text) if p] if chinese(text) else re.findall(r"[\w'%-]+", text.lower())


def searched(text, rng):
    """A piece of a claim as somebody might search for it; None where it has too little."""
    if chinese(text):
        parts = [p for p in pieces(text) if len(p) >= 6]
        if not parts:
            return None
        part = rng.choice(parts[:4])
        start = rng.randrange(max(1, len(part) - 14))
        part = part[start:start + rng.randint(6, 14)]
        if len(part) < 6:
            return None
        kind = rng.random()
        if kind < 0.3:
            at = rng.randrange(3, len(part) - 2)
            part = part[at:] + rng.choice(["", " "]) + part[:at]
        elif kind < 0.6:
            drop = rng.randrange(1, len(part) - 1)
            part = part[:drop] + part[drop + 1:]
        return part + rng.choice(["", "", "吗", "是真的吗", "？"])
    words = [w for w in pieces(text) if w not in STOP]
    if len(words) < 3:
        return None
    start = rng.randrange(max(1, len(words) - 6))
    part = words[start:start + rng.randint(3, 7)]
    if len(part) < 3:
        return None
    if rng.random() < 0.4:
        rng.shuffle(part)
    return rng.choice(["", "", "is it true that ", "did "]) + " ".join(part)


def general(text, rng):
    """A word or two of a claim: a subject, which is no search for the claim."""
    if chinese(text):
        part = rng.choice(pieces(text) or [text])
        at = rng.randrange(max(1, len(part) - 3))
        return part[at:at + rng.randint(2, 4)] + rng.choice(["", "", "最新消息", "辟谣", "是什么"])
    words = [w for w in pieces(text) if w not in STOP] or [text]
    at = rng.randrange(len(words))
    return " ".join(words[at:at + rng.randint(1, 2)]) + rng.choice(["", "", " news", " fact check"])


def mixed(text, other, rng):
    """A word of a claim among words of another text: a search for something else."""
    glue = rng.choice(["", " ", "怎么"]) if chinese(text) else rng.choice([" ", " for ", " in "])
    def word(t):
        if chinese(t):
            part = rng.choice(pieces(t) or [t])
            at = rng.randrange(max(1, len(part) - 4))
            return part[at:at + rng.randint(2, 5)]
        return general(t, random.Random(rng.random())).removesuffix(" fact check").removesuffix(" news")
    parts = [word(text), word(other)]
    if rng.random() < 0.3:
        parts.reverse()
    return glue.join(parts)


class Examples:
    """Rows of (group, query, claim, label, terms, weight)."""

    def __init__(self, errata, data, seed, background):
        self.background = background
        self.rng, self.rows, self.judged = random.Random(seed), [], judged()
        self.counts, self.queries = {}, {}
        with tempfile.TemporaryDirectory() as folder:
            self.tool = Tool(errata, folder)
            for s in sorted((data / "sets").iterdir()):
                self.add(s, data)
            self.add_starter(data)
        self.names = list(self.rows[0][4])

    def add(self, s, data):
        wanted, claims, queries = relevant(s), rows(s / "corpus.jsonl"), rows(s / "queries.jsonl")
        index, lang = self.tool.index(claims), "en" if s.name.endswith("_en") else "zh"
        main = s.name in SEARCHES
        self.take(s.name, index, queries, 8, lambda q, c: c in wanted.get(q, ()), 3.0 if main else 0.7)
        for path in sorted((data / "background").glob(f"*_{lang}.jsonl")):
            items = rows(path)
            if not main:
                self.rng.shuffle(items)
                items = items[:self.background // 3]
            elif len(items) > self.background:
                self.rng.shuffle(items)
                items = items[:self.background]
            if lang == "en":
                items = [{"id": i["id"], "text": cut(i["text"], self.rng)} for i in items]
            self.take(f"{s.name} / {path.stem}", index, items, 2, lambda q, c: False, 1.0)
        made = [(c["id"], searched(c["text"], self.rng)) for c in self.rng.choices(claims, k=700)]
        made = {f"{k}|{c}": t for k, (c, t) in enumerate(made) if t}
        self.take(s.name + " / pieces", index, [{"id": k, "text": t} for k, t in made.items()], 3,
                  lambda q, c: q.split("|", 1)[1] == c, 0.3)
        words = [{"id": str(k), "text": general(c["text"], self.rng)}
                 for k, c in enumerate(self.rng.choices(claims, k=700))]
        self.take(s.name + " / words", index, words, 2, lambda q, c: False, 1.0)

    def add_starter(self, data):
        """The shipped corpus: short wordings, variants and curators' phrases, which the sets lack."""
        folder = pathlib.Path(__file__).resolve().parents[2] / "corpora/starter"
        index = self.tool.folder / "starter.errata"
        subprocess.run([self.tool.errata, "index", "build", "--corpus", folder, "--output", index], check=True,
                       stdout=subprocess.DEVNULL)
        claims = [c for path in sorted(folder.glob("*.jsonl")) for c in rows(path)]
        texts = [(c["id"], t) for c in claims for t in [c["claim"]] * 3 + c.get("variants", [])]
        made = [(c, searched(t, self.rng)) for c, t in self.rng.choices(texts, k=6000)]
        made = {f"{k}|{c}": t for k, (c, t) in enumerate(made) if t}
        self.take("starter / pieces", index, [{"id": k, "text": t} for k, t in made.items()], 3,
                  lambda q, c: q.split("|", 1)[1] == c, 1.0)
        words = [{"id": str(k), "text": general(t, self.rng)} for k, (_, t) in enumerate(self.rng.choices(texts, k=4000))]
        self.take("starter / words", index, words, 2, lambda q, c: False, 1.0)
        backgrounds = {path.stem: rows(path) for path in sorted((data / "background").glob("*.jsonl"))}
        mixes = []
        for k in range(6000):
            text = self.rng.choice(texts)[1]
            names = [n for n in backgrounds if n.endswith("_zh") == chinese(text)]
            other = self.rng.choice(backgrounds[self.rng.choice(names)])["text"]
            mixes.append({"id": str(k), "text": mixed(text, other, self.rng)})
        self.take("starter / mixes", index, mixes, 2, lambda q, c: False, 1.0)
        for path in sorted((data / "background").glob("*.jsonl")):
            items = rows(path)
            self.rng.shuffle(items)
            items = items[:self.background]
            if path.stem.endswith("_en"):
                items = [{"id": i["id"], "text": cut(i["text"], self.rng)} for i in items]
            self.take(f"starter / {path.stem}", index, items, 2, lambda q, c: False, 1.0)

    def take(self, group, index, queries, limit, right, weight):
        self.counts[group] = len(queries)
        self.queries[group] = {q["id"]: q["text"] for q in queries}
        for query, found in self.tool.pins(index, queries, limit):
            for claim, terms in found:
                # A curator's phrase pins whatever the trees say.
                if (query, claim) not in self.judged and terms:
                    self.rows.append((group, query, claim, int(right(query, claim)), terms, weight))


def cut(text, rng):
    words = [w for w in text.split() if not w.startswith(("http", "@"))]
    at = rng.randrange(max(1, len(words) - 3))
    return " ".join(words[at:at + rng.randint(3, 9)]) or "-"


def train(x, y, w, names, seed):
    signs = [1 if n in RISING else -1 if n in FALLING else 0 for n in names]
    data = lightgbm.Dataset(x, y, weight=w)
    parameters = PARAMETERS | fixed(seed) | dict(monotone_constraints=signs, monotone_constraints_method="basic")
    return lightgbm.train(parameters, data, TREES)


def best_of(examples, score):
    best = {}
    for row, s in zip(examples.rows, score):
        known = best.setdefault(row[0], {})
        if row[1] not in known or s > known[row[1]][0]:
            known[row[1]] = (s, row[3], row[2])
    return best


def cut_at(best, counts, name, rate):
    """The log odds above which one in 1 / rate queries of each background is, for a set's claims."""
    cuts = []
    for group, found in best.items():
        if group.startswith(name + " / ") and group.split(" / ")[1] not in ("pieces", "words", "mixes"):
            scores = sorted((v[0] for v in found.values()), reverse=True)
            place = int(counts[group] * rate)
            cuts.append(scores[place] if place < len(scores) else -math.inf)
    return max(cuts)


def tell(examples, best):
    pieces = best["starter / pieces"].values()
    for at in (0, 1, 2, 3):
        print(f"starter, log odds {at}: right {sum(y and s > at for s, y, _ in pieces) / examples.counts['starter / pieces']:.3f}, "
              + ", ".join(f"{g.split(' / ')[1]} {sum(s > at for s, _, _ in v.values())} of {examples.counts[g]}"
                          for g, v in sorted(best.items()) if g.startswith("starter") and not g.endswith("pieces")))
    for name in SEARCHES:
        for rate in (1e-4, 2e-4, 5e-4, 1e-3, 1e-2):
            at = cut_at(best, examples.counts, name, rate)
            right = sum(y and s > at for s, y, _ in best[name].values()) / examples.counts[name]
            wrong = sum(not y and s > at for s, y, _ in best[name].values()) / examples.counts[name]
            words = sum(s > at for s, _, _ in best[name + " / words"].values()) / examples.counts[name + " / words"]
            print(f"{name:30s} 1 in {1 / rate:7,.0f}: right first {right:.3f}, wrong first {wrong:.3f}, "
                  f"single words {words:.3f}, log odds {at:.2f}")


def set_cut(o):
    """Shift the trees so that one in 10,000 ordinary queries has a pin that it shouldn't, of each background."""
    logit = lambda p: math.log(p / (1 - p))
    shift, wrong = -math.inf, judged()
    with tempfile.TemporaryDirectory() as folder:
        tool = Tool(o.errata, folder)
        for name in SEARCHES:
            index = tool.index(rows(o.data / "sets" / name / "corpus.jsonl"))
            for path in sorted((o.data / "background").glob("*_zh.jsonl")):
                out = subprocess.run([o.errata, "pins", "--index", index, "--limit", "1", "--min-score", "0.02",
                                      "--queries", path], check=True, stdout=subprocess.PIPE).stdout.decode()
                found = [(r["pins"][0]["score"], r["id"], r["pins"][0]["claim"], r["query"])
                         for r in map(json.loads, out.splitlines()) if r["pins"]]
                found = sorted((f for f in found if (f[1], f[2]) not in wrong), reverse=True)
                allowed = int(out.count("\n") / 10_000)
                at = logit(found[allowed][0]) if len(found) > allowed else -math.inf
                print(f"{name} / {path.stem}: {allowed} allowed, the next has log odds {at:.2f}")
                for score, query, claim, text in found[:max(o.show, 0)]:
                    print(f"  {score}\t{query}\t{claim}\t{text}")
                shift = max(shift, at)
    lines = o.cut.read_text(encoding="utf-8").rstrip("\n").split("\n")
    # The last tree is a single leaf: the shift.
    before = float(lines[-1].split("\t")[1])
    lines[-1] = f"leaf\t{before + logit(CUT) + 0.002 - shift:.6g}"
    o.cut.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--errata", required=True)
    a.add_argument("--data", type=pathlib.Path, required=True)
    a.add_argument("--write", type=pathlib.Path)
    a.add_argument("--folds", type=int, default=4)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--background", type=int, default=30000)
    a.add_argument("--cut", type=pathlib.Path)
    a.add_argument("--show", type=int, default=0)
    o = a.parse_args()
    if o.cut:
        return set_cut(o)
    examples = Examples(o.errata, o.data, o.seed, o.background)
    names = examples.names
    x = numpy.array([[r[4][n] for n in names] for r in examples.rows])
    y = numpy.array([r[3] for r in examples.rows])
    w = numpy.array([r[5] for r in examples.rows])
    print(len(y), "pairs,", y.sum(), "right")
    score = numpy.zeros(len(y))
    if o.folds:
        fold = numpy.array([zlib.crc32(f"{r[1]}".encode()) % o.folds for r in examples.rows])
        for f in range(o.folds):
            score[fold == f] = train(x[fold != f], y[fold != f], w[fold != f], names, o.seed).predict(
                x[fold == f], raw_score=True)
        best = best_of(examples, score)
        tell(examples, best)
        for name in SEARCHES if o.show else ():
            for group in best:
                if group.startswith(name + " / h"):
                    for query, (s, _, claim) in sorted(best[group].items(), key=lambda v: -v[1][0])[:o.show]:
                        print(f"{s:7.2f}\t{query}\t{claim}\t{examples.queries[group][query]}")
    if o.write:
        model = train(x, y, w, names, o.seed)
        # A first guess; `--cut` sets it.
        at = max(cut_at(best, examples.counts, name, 1e-4) for name in SEARCHES) if o.folds else 0
        text = table(model, names, "Log odds that a search query is about a claim.",
                     f"Written by Benchmarks/fit/pins.py, seed {o.seed}, lightgbm {lightgbm.__version__}, on "
                     f"{len(y)} pairs.")
        text += f"tree\nleaf\t{math.log(CUT / (1 - CUT)) - at:.6g}\n"
        o.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
