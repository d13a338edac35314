#!/usr/bin/env python3
"""Fit the score model: which weights turn an alignment's numbers into the probability that an item carries a claim.

usage: fit.py --errata PATH --data DIR [--write FILE] [--background N] [--copies N] [--seed N]
  --errata      the built tool
  --data        a folder with sets/, background/ and stance/ as the evaluation data is laid out
  --write       the Swift file to write the weights into (without it they are only printed)
  --background  ordinary items taken from each background file (default 15000)
  --copies      perturbed copies made of each set's claims (default 400)

Examples are (1) the sets' queries against their claims, (2) ordinary items, which match nothing, (3) copies of claims with
5 to 25 % of their characters or words dropped or replaced, or only half of the claim, alone or inside ordinary posts, and
(4) several ordinary items joined to one long post, and (5) reviews of other claims on the same subject. The same data and seed give the same weights. Needs numpy and scipy.
"""
import argparse, json, pathlib, random, subprocess, sys, tempfile

import numpy
from scipy.optimize import minimize

FEATURES = ["bias", "entryCoverage", "itemCoverage", "sharedBits", "longestBits", "density", "order", "entryBits",
            "entryCoverageBits", "itemCoverageBits", "bothCoverages", "betterCoverage", "betterCoverageBits",
            "entryCoverageSquared", "itemCoverageSquared", "densitySquared", "entryCoverageDensity", "longestShare",
            "densityBits"]


def features(t):
    log = lambda x: numpy.log2(1 + x)
    c, i, bits = t["entryCoverage"], t["itemCoverage"], log(t["sharedBits"])
    better = max(c, i)
    return [1, c, i, bits, log(t["longestBits"]), t["density"], t["order"], log(t["entryBits"]), c * bits, i * bits,
            c * i, better, better * bits, c * c, i * i, t["density"] ** 2, c * t["density"],
            t["longestBits"] / max(1.0, t["entryBits"]), t["density"] * bits]


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def claim_line(r):
    title = r.get("title") or r["text"][:60]
    review = {"publisher": "development set", "url": "https://example.org/" + r["id"].replace(" ", "_"),
              "datePublished": "2020-01-01", "lang": "und", "rating": "False", "title": title, "summary": ""}
    return json.dumps({"id": r["id"], "claim": r["text"], "lang": r.get("lang") or "und", "verdict": "false",
                       "status": "published", "reviews": [review]}, ensure_ascii=False)


class Runner:
    def __init__(self, errata, folder):
        self.errata, self.folder = errata, pathlib.Path(folder)

    def index(self, claims):
        corpus, index = self.folder / "corpus.jsonl", self.folder / "index.errata"
        corpus.write_text("\n".join(map(claim_line, claims)) + "\n", encoding="utf-8")
        subprocess.run([self.errata, "index", "build", "--corpus", corpus, "--output", index], check=True,
                       stdout=subprocess.DEVNULL)
        return index

    def match(self, index, items, top):
        path = self.folder / "items.jsonl"
        path.write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "\n", encoding="utf-8")
        out = subprocess.run([self.errata, "match", "--index", index, "--top", str(top), "--min-score", "0", path],
                             check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        return [json.loads(line) for line in out.decode().splitlines()]


def pieces(text):
    """Characters of a Chinese text, words of another."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return (list(text), "") if han * 3 > len(text) else (text.split(), " ")


def perturbed(text, pool, rng):
    parts, glue = pieces(text)
    kind = rng.choice(["same", "drop", "replace", "half", "drop", "replace", "shuffle"])
    if kind == "half" and len(parts) >= 12:
        at = rng.choice([0, len(parts) // 2])
        parts = parts[at:at + len(parts) // 2]
    elif kind == "shuffle" and len(parts) >= 12:
        at = rng.randrange(len(parts) // 3, 2 * len(parts) // 3)
        parts = parts[at:] + parts[:at]
    elif kind in ("drop", "replace"):
        rate = rng.uniform(0.05, 0.25)
        other, _ = pieces(rng.choice(pool)["text"])
        swap = lambda p: rng.choice(other) if kind == "replace" and other else None
        parts = [q for q in (swap(p) if rng.random() < rate else p for p in parts) if q is not None]
    body = glue.join(parts)
    around = rng.random()
    if around < 0.35:
        return body
    joined = lambda k: " ".join(rng.choice(pool)["text"] for _ in range(k))
    return joined(rng.randint(1, 3)) + "\n" + body + "\n" + joined(rng.randint(0, 3))


def examples(errata, data, o):
    """Yields (group, weight, label, features)."""
    rng = random.Random(o.seed)
    pools = {}
    for lang in ("en", "zh"):
        for path in sorted((data / "background").glob(f"*_{lang}.jsonl")):
            items = rows(path)
            rng.shuffle(items)
            pools.setdefault(lang, []).append(items[:o.background])
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(errata, folder)
        for s in sorted((data / "sets").iterdir()):
            pool = pools["en" if s.name.endswith("_en") else "zh"]
            relevant = {}
            for line in open(s / "qrels.tsv", encoding="utf-8"):
                query, claim, *_ = line.rstrip("\n").split("\t")
                relevant.setdefault(query, set()).add(claim)
            claims = rows(s / "corpus.jsonl")
            index = runner.index(claims)
            for r in runner.match(index, rows(s / "queries.jsonl"), 5):
                for m in r["matches"]:
                    yield s.name, 1, int(m["claim"] in relevant.get(r["id"], ())), features(m["terms"])
            for items in pool:
                for r in runner.match(index, items, 1):
                    for m in r["matches"]:
                        yield s.name, 1, 0, features(m["terms"])
            yield from copies(runner, index, s.name, claims, sum(pool, []), o, rng)
        for s in sorted(p for p in (data / "stance").iterdir() if p.is_dir()):
            pool = sum(pools["zh"], [])
            claims = rows(s / "corpus.jsonl")
            index = runner.index(claims)
            yield from copies(runner, index, s.name, claims, pool, o, rng)
            yield from other_claims(runner, index, s)


def other_claims(runner, index, s):
    """Reviews of other claims on the same subjects: long texts that share its words. Their own claims are left out."""
    own = lambda identifier: identifier.split("_", 1)[-1].removeprefix("dxy")
    texts = rows(s / "refuting.jsonl")
    if not all("_" in r["id"] for r in texts):
        return
    for r in runner.match(index, texts, 3):
        for m in r["matches"]:
            if own(m["claim"]) != own(r["id"]):
                yield s.name + " other claims", 1, 0, features(m["terms"])


def copies(runner, index, name, claims, pool, o, rng):
    chosen = [rng.choice(claims) for _ in range(o.copies)]
    items = [{"id": str(k), "text": perturbed(c["text"], pool, rng)} for k, c in enumerate(chosen)]
    for r, c in zip(runner.match(index, items, 3), chosen):
        for m in r["matches"]:
            same = m["claim"] == c["id"]
            if same or m["terms"]["entryCoverage"] < 0.5:
                yield name + " copies", 1, int(same), features(m["terms"])
    longer = [{"id": str(k), "text": " ".join(rng.choice(pool)["text"] for _ in range(rng.randint(4, 20)))}
              for k in range(o.copies * 10)]
    for r in runner.match(index, longer, 1):
        for m in r["matches"]:
            yield name + " copies", 1, 0, features(m["terms"])


def fit(x, y, w):
    mean, spread = x.mean(0), x.std(0)
    mean[0], spread[0] = 0, 1
    z = (x - mean) / spread

    def loss(b):
        t = z @ b
        value = (w * (y * numpy.logaddexp(0, -t) + (1 - y) * numpy.logaddexp(0, t))).sum() + 0.25 * (b[1:] ** 2).sum()
        slope = z.T @ (w * (1 / (1 + numpy.exp(-t)) - y)) + 0.5 * b * numpy.r_[0, numpy.ones(len(b) - 1)]
        return value, slope

    r = minimize(loss, numpy.zeros(z.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 5000})
    b = r.x / spread
    b[0] = r.x[0] - (r.x[1:] * mean[1:] / spread[1:]).sum()
    return b, r.fun


SWIFT = '''/// The fitted weights of the score model. Written by `Benchmarks/fit/fit.py`; don't edit by hand.
///
/// Fitted on {examples} examples of {groups} groups, seed {seed}; mean log loss {loss:.4f}.
enum ScoreWeights {{
  /// One weight a feature, in the order of `ScoreModel.features`.
  static let values: [Double] = [
{lines}
  ]
}}
'''


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--errata", required=True)
    a.add_argument("--data", type=pathlib.Path, required=True)
    a.add_argument("--write", type=pathlib.Path)
    a.add_argument("--background", type=int, default=15000)
    a.add_argument("--copies", type=int, default=400)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    data = list(examples(o.errata, o.data, o))
    groups = sorted({g for g, *_ in data})
    y = numpy.array([d[2] for d in data], float)
    x = numpy.array([d[3] for d in data], float)
    count = {g: sum(d[0] == g for d in data) for g in groups}
    # Every group weighs the same, however many examples it has.
    w = numpy.array([10000 / count[d[0]] for d in data])
    b, loss = fit(x, y, w)
    p = 1 / (1 + numpy.exp(-(x @ b)))
    for g in groups:
        m = numpy.array([d[0] == g for d in data])
        at = lambda cut: (f"{((p[m] >= cut) & (y[m] == 1)).sum() / max(1, y[m].sum()):.3f} found, "
                          f"{int(((p[m] >= cut) & (y[m] == 0)).sum())} of {int((1 - y[m]).sum())} false")
        print(f"{g:40s} at 0.8: {at(0.8)}; at 0.5: {at(0.5)}")
    print("mean log loss", loss / w.sum())
    lines = "\n".join(f"    {v:.6f},  // {n}" for n, v in zip(FEATURES, b))
    text = SWIFT.format(examples=len(data), groups=len(groups), seed=o.seed, loss=loss / w.sum(), lines=lines)
    print(text)
    if o.write:
        o.write.write_text(text, encoding="utf-8")


main()
