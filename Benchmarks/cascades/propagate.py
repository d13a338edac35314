#!/usr/bin/env python3
"""How labels travel along real reposts with their real comments.

usage: propagate.py --errata PATH --cascades DIR [--sample N --seed S --output FILE]

DIR has nodes.jsonl (id, text, root, verdict of roots) and edges.tsv (parent, child, kind). The texts of roots with the
verdict `rumor` become claims, so that these roots are labelled; then every node is labelled as an item, with its own
comment as text and its edge as parent. Prints how many reposts inherit, how many don't and why, and writes a sample of
both for judging by hand.
"""
import argparse, collections, json, os, random, sqlite3, subprocess, tempfile, time


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errata", required=True)
    options.add_argument("--cascades", required=True)
    options.add_argument("--sample", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--output", help="where the sample goes, as tab-separated lines")
    options = options.parse_args()
    nodes = [json.loads(line) for line in open(os.path.join(options.cascades, "nodes.jsonl"))]
    edges = [line.rstrip("\n").split("\t") for line in open(os.path.join(options.cascades, "edges.tsv"))]
    parents = {child: parent for parent, child, _ in edges}
    rumors = [node for node in nodes if node["id"] == node["root"] and node.get("verdict") == "rumor"]
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        write(path("claims.jsonl"), (claim(node) for node in rumors))
        write(path("items.jsonl"), (item(node, parents.get(node["id"])) for node in nodes))
        start = time.time()
        subprocess.run(
            [options.errata, "label", "--store", path("s.sqlite"), "--corpus", path("claims.jsonl"),
             path("items.jsonl")],
            check=True, stdout=subprocess.DEVNULL)
        seconds = time.time() - start
        report(options, nodes, parents, {node["id"] for node in rumors}, path("s.sqlite"), seconds)


def write(path, lines):
    with open(path, "w") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def claim(node):
    return {
        "id": node["id"], "claim": node["text"], "lang": node.get("lang", "zh"), "verdict": "false",
        "reviews": [{"publisher": "Benchmark", "url": "https://benchmark.example/" + node["id"], "datePublished": "2024"}],
    }


def item(node, parent):
    item = {"id": node["id"], "text": node.get("text", "")}
    if parent:
        item["parent"] = {"id": parent, "kind": "repost"}
    return item


def report(options, nodes, parents, rumors, store, seconds):
    base = sqlite3.connect(store)
    labels = {}
    for id, _ in base.execute(
        "SELECT item.id, max(sequence) FROM label_event JOIN item ON item.number = label_event.item GROUP BY item, value"
    ):
        labels[id] = True
    negated = {
        row[0] for row in base.execute(
            "SELECT item.id FROM label_event JOIN item ON item.number = label_event.item WHERE negated = 1")
    }
    labels = {id for id in labels if id not in negated}
    remarks = {}
    for id, text in base.execute(
        "SELECT item.id, decision.json FROM decision JOIN item ON item.number = decision.item"
    ):
        remarks[id] = json.loads(text).get("remark")
    texts = {node["id"]: node.get("text", "") for node in nodes}
    roots = [root for root in rumors if root in labels]
    reposts = [node["id"] for node in nodes if node["root"] in rumors and node["id"] != node["root"]]
    linked = [id for id in reposts if id in parents]
    inherit = [id for id in linked if id in labels]
    stopped = [id for id in linked if id not in labels]
    own = [id for id in stopped if remarks.get(id) in ("refutes", "questions")]
    above = [id for id in stopped if id not in set(own)]
    print(f"{len(rumors)} roots with the verdict rumor, {len(roots)} labelled by their own text")
    print(f"{len(reposts)} reposts of them, {len(linked)} with an edge in the data")
    print(f"inherit the label: {len(inherit)} ({share(inherit, linked)})")
    print(f"don't: {len(stopped)} ({share(stopped, linked)})")
    print(f"  their own comment refutes or questions: {len(own)} "
          f"({collections.Counter(remarks[id] for id in own)['refutes']} refute)")
    print(f"  they pass on one that does, or lie too far away: {len(above)}")
    print(f"all labelled and recorded in {seconds:.1f} s, {len(nodes) / seconds:.0f} items/s")
    if options.output:
        chosen = random.Random(options.seed)
        with open(options.output, "w") as file:
            for name, ids in (("stop", own), ("inherit", [id for id in inherit if texts[id].strip()])):
                for id in chosen.sample(ids, min(options.sample, len(ids))):
                    line = " ".join(texts[id].split())
                    file.write(f"{name}\t{id}\t{remarks.get(id) or ''}\t{line}\n")


def share(part, whole):
    return f"{100 * len(part) / max(1, len(whole)):.1f} %"


if __name__ == "__main__":
    main()
