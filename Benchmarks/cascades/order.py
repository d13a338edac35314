#!/usr/bin/env python3
"""How well the graph orders what people look at.

usage: order.py --graph PATH --cascades DIR [--seeds N] [--share X] [--pull X] [--early N]

DIR has nodes.jsonl (id, user, root, verdict of roots) and edges.tsv (parent, child, kind). A share of the roots, drawn
anew for each seed from those with a verdict, is known: rumors 1, the others 0. All others' verdicts are hidden. Nodes
are posts and users' opaque keys, edges are reposts and "written by"; PATH of --graph is ErrataGraph. Prints the area
under the ROC curve (0.5 by chance) over the hidden roots, ordered by the graph's score, by the size of the cascade, and
by both ranks together. Twitter's `false` counts as rumor, `true` and `non-rumor` as none; `unverified` is left out of
the areas, and never known.
"""
import argparse, collections, json, os, random, statistics, subprocess


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--graph", required=True)
    options.add_argument("--cascades", required=True)
    options.add_argument("--seeds", type=int, default=20)
    options.add_argument("--share", type=float, default=0.1)
    options.add_argument("--pull", type=float, default=0.1)
    options.add_argument("--early", type=int, default=0, help="only the first so many reposts of each root are seen")
    options = options.parse_args()
    nodes = [json.loads(line) for line in open(os.path.join(options.cascades, "nodes.jsonl"))]
    edges = [line.rstrip("\n").split("\t") for line in open(os.path.join(options.cascades, "edges.tsv"))]
    parents = {child: parent for parent, child, _ in edges}
    if options.early:
        nodes = early(nodes, options.early)
    value = {"rumor": 1, "false": 1, "non-rumor": 0, "true": 0}
    truth = {n["id"]: value[n["verdict"]] for n in nodes if n["id"] == n["root"] and n.get("verdict") in value}
    size = collections.Counter(n["root"] for n in nodes)
    lines = graph_lines(nodes, parents)
    users = collections.defaultdict(set)
    for node in nodes:
        if node.get("user"):
            users[node["user"]].add(node["root"])
    shared = [roots for roots in users.values() if len(roots) > 1]
    linked = set().union(*shared) if shared else set()
    print(f"{len(nodes)} posts, {len(users)} users, {len(shared)} of them under more than one root; "
          f"{len(linked & truth.keys())} of {len(truth)} roots share a user with another")
    results = collections.defaultdict(list)
    for seed in range(options.seeds):
        known = draw(sorted(truth), truth, options.share, seed)
        hidden = [root for root in sorted(truth) if root not in known]
        scores, rounds, change, time = solve(options, lines, known, truth)
        graph = [scores.get(root, 0.5) for root in hidden]
        sizes = [size[root] for root in hidden]
        labels = [truth[root] for root in hidden]
        results["graph"].append(area(graph, labels))
        results["size"].append(area(sizes, labels))
        results["both"].append(area([a + b for a, b in zip(ranks(graph), ranks(sizes))], labels))
        reached = [place for place, score in enumerate(graph) if abs(score - 0.5) > 1e-3]
        results["reached"].append(len(reached) / len(hidden))
        results["rounds"].append(rounds)
        results["ms"].append(time)
    for name, values in results.items():
        spread = statistics.stdev(values) if len(values) > 1 else 0
        print(f"{name}: {statistics.mean(values):.3f} +- {spread:.3f}, from {min(values):.3f} to {max(values):.3f}")


def early(nodes, most):
    def when(node):
        return (str(node.get("time", "")), float(node.get("delay_min", 0)), node["id"])
    kept, seen = [], collections.Counter()
    for node in sorted(nodes, key=lambda node: (node["id"] != node["root"], when(node))):
        if node["id"] != node["root"]:
            seen[node["root"]] += 1
            if seen[node["root"]] > most:
                continue
        kept.append(node)
    return kept


def graph_lines(nodes, parents):
    lines = []
    for node in nodes:
        if node["id"] != node["root"]:
            lines.append(f"edge\t{parents.get(node['id'], node['root'])}\t{node['id']}")
        if node.get("user"):
            lines.append(f"edge\t{node['id']}\tuser:{node['user']}")
    return lines


def draw(roots, truth, share, seed):
    chosen = random.Random(seed).sample(roots, max(2, round(share * len(roots))))
    return set(chosen)


def solve(options, lines, known, truth):
    text = "\n".join(lines + [f"known\t{root}\t{truth[root]}" for root in sorted(known)]
                     + ["prior\t0.5", f"pull\t{options.pull}", "end", ""])
    run = subprocess.run([options.graph, "scores"], input=text, capture_output=True, text=True, check=True)
    scores, last = {}, None
    for line in run.stdout.splitlines():
        fields = line.split("\t")
        if fields[0] == "rounds":
            last = fields
        else:
            scores[fields[0]] = float(fields[1])
    return scores, int(last[1]), float(last[3]), float(last[5].split()[0]) * 1000


def ranks(values):
    order = sorted(range(len(values)), key=lambda place: values[place])
    ranks, start = [0.0] * len(values), 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in range(start, end):
            ranks[order[place]] = (start + end - 1) / 2
        start = end
    return ranks


def area(scores, labels):
    """Mann and Whitney's U over the pairs; equals count half."""
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return 0.5
    total = sum(rank + 1 for rank, label in zip(ranks(scores), labels) if label)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


if __name__ == "__main__":
    main()
