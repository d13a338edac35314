#!/usr/bin/env python3
"""Fit the two models of the engine: the probability that an item carries a claim, and the order of a search.

usage: fit.py --errata PATH --data DIR [--write FOLDER] [--background N] [--copies N] [--seed N] [--without NAME ...]
  --errata      the built tool
  --data        a folder with sets/, background/ and stance/ as the evaluation data is laid out
  --write       the folder to write match.trees.tsv and rank.trees.tsv into (without it only the figures are printed)
  --background  ordinary items taken from each background file (default 20000)
  --copies      perturbed copies made of each set's claims (default 800)
  --seed        seed of everything that is drawn (default 1)
  --without     leave out the features whose name begins so, to see what they are worth
  --folds       folds of the cross-validation whose figures are printed (default 4; 0 for none)

Both are gradient boosted trees (Friedman 2001; LightGBM, Ke et al. 2017), the second with the LambdaRank gradient
(Burges 2010). The printed figures are cross-validated: no item is scored by trees that have seen it. The same data,
tool and seed give the same tables. Needs numpy and lightgbm (pip install numpy lightgbm==4.7.0).
"""
import argparse, pathlib, sys, zlib

import lightgbm
import numpy

from data import Examples

MATCH = dict(objective="binary", num_leaves=31, learning_rate=0.04, min_data_in_leaf=40, feature_fraction=0.6,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=5)
RANK = dict(objective="lambdarank", num_leaves=7, learning_rate=0.04, min_data_in_leaf=50, feature_fraction=0.5,
            bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, lambdarank_truncation_level=8)
MATCH_TREES, RANK_TREES = 250, 300
# More of the claim in the item never counts against a match: without this, trees learn the accidents of a few dozen
# long messages by heart.
MATCH_RISING = ("entryCoverage", "itemCoverage", "sharedBits", "unitBits", "unitEntryShare", "unitItemShare", "pairBits",
                "pairEntryShare", "pairItemShare")
RANK_RISING = ("Share", "Coverage", "rarest", "longestBits", "density", "pairs", "units", "sharedNumbers")


def fixed(seed, threads=2):
    return dict(seed=seed, deterministic=True, force_row_wise=True, num_threads=threads, verbose=-1)


def fold_of(group, item, folds):
    return zlib.crc32(f"{group.split(' /')[0]}|{item}".encode()) % max(1, folds)


def match_weight(group):
    """Queries and same-subject texts are few beside ordinary items, and the cases that matter."""
    return 2.0 if " /" not in group or group.endswith("other claims") else 1.0


def direction(name):
    return int(name in MATCH_RISING)


def rising(directions):
    return dict(monotone_constraints=list(directions), monotone_constraints_method="intermediate")


class Match:
    def __init__(self, rows, without):
        self.names = list(rows[0][3])
        self.used = [k for k, n in enumerate(self.names) if not n.startswith(tuple(without))]
        self.rows = rows
        self.x = numpy.array([[r[3][n] for n in self.names] for r in rows])
        self.x[:, [k for k in range(len(self.names)) if k not in self.used]] = 0
        self.y = numpy.array([r[2] for r in rows])
        self.w = numpy.array([match_weight(r[0]) for r in rows])

    def train(self, chosen, seed):
        data = lightgbm.Dataset(self.x[chosen], self.y[chosen], weight=self.w[chosen])
        return lightgbm.train(MATCH | rising(map(direction, self.names)) | fixed(seed), data, MATCH_TREES)

    def validate(self, folds, seed):
        fold = numpy.array([fold_of(r[0], r[1], folds) for r in self.rows])
        score = numpy.zeros(len(self.rows))
        for f in range(folds):
            score[fold == f] = self.train(numpy.where(fold != f)[0], seed).predict(self.x[fold == f])
        return score

    def tell(self, score):
        best = {}
        for r, s in zip(self.rows, score):
            known = best.setdefault(r[0], {})
            if r[1] not in known or s > known[r[1]][0]:
                known[r[1]] = (s, r[2])
        for group in sorted(best):
            pairs = list(best[group].values())
            right = sum(y for _, y in pairs)
            at = lambda cut: (sum(y for s, y in pairs if s >= cut), sum(1 - y for s, y in pairs if s >= cut))
            print(f"{group:48s} {right:5d} right of {len(pairs):6d}; "
                  + "; ".join(f"at {c}: {at(c)[0]} right, {at(c)[1]} false" for c in (0.5, 0.8)))
        bins = numpy.minimum(9, (score * 10).astype(int))
        for b in range(10):
            m = bins == b
            if m.any():
                print(f"  scores {b / 10:.1f} to {(b + 1) / 10:.1f}: mean {score[m].mean():.3f}, "
                      f"right {self.y[m].mean():.3f}, {m.sum()} pairs")


class Rank:
    def __init__(self, rows):
        self.names = list(next(r for r in rows if r[3])[3][0])
        self.rows = [(g, q, numpy.array(l), numpy.array([[t[n] for n in self.names] for t in terms]), k)
                     for g, q, l, terms, k in rows if terms]
        self.all = [(r[0], r[1]) for r in rows]

    @staticmethod
    def direction(name):
        if "missing" in name:
            return -1
        return int(any(r in name for r in RANK_RISING) and "itemCoverage" not in name)

    def train(self, rows, seed):
        rows = [r for r in rows if r[2].any()]
        count = {}
        for r in rows:
            count[r[0]] = count.get(r[0], 0) + 1
        weight = numpy.concatenate([numpy.full(len(r[2]), 300 / (300 + count[r[0]])) for r in rows])
        data = lightgbm.Dataset(numpy.concatenate([r[3] for r in rows]), numpy.concatenate([r[2] for r in rows]),
                                group=[len(r[2]) for r in rows], weight=weight)
        return lightgbm.train(RANK | rising(map(self.direction, self.names)) | fixed(seed), data, RANK_TREES)

    def validate(self, folds, seed):
        precision = {}
        for f in range(folds):
            fold = lambda r: fold_of(r[0], r[1], folds)
            model = self.train([r for r in self.rows if fold(r) != f], seed)
            for r in self.rows:
                if fold(r) == f:
                    precision.setdefault(r[0], []).append(average_precision(model.predict(r[3]), r[2], r[4]))
        for group in sorted(precision):
            queries = sum(g == group for g, _ in self.all)
            print(f"{group:48s} MAP@5 {sum(precision[group]) / queries:.4f} over {queries} queries")


def average_precision(score, labels, relevant):
    found = total = 0
    for place, k in enumerate(numpy.argsort(-score, kind="stable")[:5], 1):
        if labels[k]:
            found += 1
            total += found / place
    return total / min(5, max(1, relevant))


def table(model, names, title, note):
    """A model as the engine reads it: nodes in preorder, children by their number in the tree."""
    lines = [f"# {title}", f"# {note}", "features\t" + "\t".join(names)]
    for tree in model.dump_model()["tree_info"]:
        nodes = []

        def visit(node):
            place = len(nodes)
            nodes.append(None)
            if "split_feature" in node:
                left, right = visit(node["left_child"]), visit(node["right_child"])
                nodes[place] = f"node\t{node['split_feature']}\t{node['threshold']:.9g}\t{left}\t{right}"
            else:
                nodes[place] = f"leaf\t{node['leaf_value']:.6g}"
            return place

        visit(tree["tree_structure"])
        lines += ["tree"] + nodes
    return "\n".join(lines) + "\n"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--errata", required=True)
    a.add_argument("--data", type=pathlib.Path, required=True)
    a.add_argument("--write", type=pathlib.Path)
    a.add_argument("--background", type=int, default=20000)
    a.add_argument("--copies", type=int, default=800)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--folds", type=int, default=4)
    a.add_argument("--without", nargs="*", default=[])
    o = a.parse_args()
    if not (o.data / "sets").is_dir():
        sys.exit(f"{o.data}: has no folder sets; --data takes the folder of the evaluation data")
    examples = Examples(o.errata, o.data, o.background, o.copies, o.seed)
    match, rank = Match(examples.match, o.without), Rank(examples.rank)
    if o.folds:
        match.tell(match.validate(o.folds, o.seed))
        rank.validate(o.folds, o.seed)
    if o.write:
        note = f"Written by Benchmarks/fit/fit.py, seed {o.seed}, lightgbm {lightgbm.__version__}, on "
        everything = numpy.arange(len(match.rows))
        (o.write / "match.trees.tsv").write_text(table(
            match.train(everything, o.seed), match.names, "Log odds that an item carries a claim.",
            note + f"{len(match.rows)} pairs of {len({r[0] for r in match.rows})} groups."), encoding="utf-8")
        (o.write / "rank.trees.tsv").write_text(table(
            rank.train(rank.rows, o.seed), rank.names, "How well a claim answers a query.",
            note + f"{len(rank.rows)} queries of {len({r[0] for r in rank.rows})} sets."), encoding="utf-8")


if __name__ == "__main__":
    main()
