"""Examples for fitting: items against claims, with the numbers that the tool tells of each pair."""
import json, pathlib, random, re, subprocess, tempfile


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def claim_line(r):
    title = r.get("title") or r["text"][:60]
    review = {"publisher": "development set", "url": "https://example.org/" + r["id"].replace(" ", "_"),
              "datePublished": "2020-01-01", "lang": "und", "rating": "False", "title": title, "summary": ""}
    return json.dumps({"id": r["id"], "claim": r["text"], "lang": r.get("lang") or "und", "verdict": "false",
                       "status": "published", "reviews": [review]}, ensure_ascii=False)


class Runner:
    """The tool with a folder for its files."""

    def __init__(self, errata, folder):
        self.errata, self.folder = errata, pathlib.Path(folder)

    def index(self, claims):
        corpus, index = self.folder / "corpus.jsonl", self.folder / "index.errata"
        corpus.write_text("\n".join(map(claim_line, claims)) + "\n", encoding="utf-8")
        subprocess.run([self.errata, "index", "build", "--corpus", corpus, "--output", index], check=True,
                       stdout=subprocess.DEVNULL)
        return index

    def _lines(self, command, items):
        path = self.folder / "items.jsonl"
        path.write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "\n", encoding="utf-8")
        out = subprocess.run([str(c) for c in command] + [str(path)], check=True, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
        return [json.loads(line) for line in out.decode().splitlines()]

    def match(self, index, items, top):
        return self._lines([self.errata, "match", "--index", index, "--top", top, "--min-score", 0, "--terms"], items)

    def search(self, index, items, top):
        return self._lines([self.errata, "search", "--index", index, "--top", top, "--explain", "--queries"], items)


def relevant(folder):
    wanted = {}
    for line in open(folder / "qrels.tsv", encoding="utf-8"):
        query, claim, *_ = line.rstrip("\n").split("\t")
        wanted.setdefault(query, set()).add(claim)
    return wanted


def pieces(text):
    """Characters of a Chinese text, words of another."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return (list(text), "") if han * 3 > len(text) else (text.split(), " ")


SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")


def retold(text, pool, rng):
    """A long text as it goes from hand to hand: sentences dropped, put in and moved."""
    sentences = SENTENCE.findall(text)
    if len(sentences) < 4:
        return None
    kept = [s for s in sentences if rng.random() < rng.uniform(0.3, 0.95)] or sentences[:2]
    if rng.random() < 0.4:
        at = rng.randrange(len(kept))
        kept = kept[at:] + kept[:at]
    for _ in range(rng.randint(0, 3)):
        kept.insert(rng.randrange(len(kept) + 1), rng.choice(pool)["text"] + " ")
    return "".join(kept)


def perturbed(text, pool, rng):
    """A copy of a text as people make them: cut, reordered, reworded, alone or inside other posts."""
    if rng.random() < 0.5:
        told = retold(text, pool, rng)
        if told:
            return told
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
    if rng.random() < 0.35:
        return body
    joined = lambda k: " ".join(rng.choice(pool)["text"] for _ in range(k))
    most = rng.choice([1, 3, 6, 12])
    return joined(rng.randint(1, most)) + "\n" + body + "\n" + joined(rng.randint(0, most))


def shares_text(terms):
    """Whether an item has long stretches of a claim's text. Of claims that are nearly the same text the judgements name
    one; the others are no examples of what isn't there."""
    return terms["sharedBits"] >= 200 and max(terms["entryCoverage"], terms["itemCoverage"]) >= 0.3


class Examples:
    """All examples: `match` rows are (group, item, label, terms); `rank` rows are (group, query, labels, terms)."""

    def __init__(self, errata, data, background, copies, seed):
        self.errata, self.data, self.copies_count = errata, data, copies
        self.rng = random.Random(seed)
        self.pools = {}
        self.match, self.rank = [], []
        for lang in ("en", "zh"):
            for path in sorted((data / "background").glob(f"*_{lang}.jsonl")):
                items = rows(path)
                self.rng.shuffle(items)
                self.pools.setdefault(lang, []).append((path.stem, items[:background]))
        with tempfile.TemporaryDirectory() as folder:
            self.runner = Runner(errata, folder)
            for s in sorted((data / "sets").iterdir()):
                self.add_set(s)
            for s in sorted(p for p in (data / "stance").iterdir() if p.is_dir()):
                self.add_stance(s)

    def add_set(self, s):
        pool = self.pools["en" if s.name.endswith("_en") else "zh"]
        wanted = relevant(s)
        claims, queries = rows(s / "corpus.jsonl"), rows(s / "queries.jsonl")
        index = self.runner.index(claims)
        for r in self.runner.match(index, queries, 8):
            for m in r["matches"]:
                right = m["claim"] in wanted.get(r["id"], ())
                if right or not shares_text(m["terms"]):
                    self.match.append((s.name, r["id"], int(right), m["terms"]))
        for r in self.runner.search(index, queries, 100):
            labels = [int(x["claim"] in wanted.get(r["id"], ())) for x in r["results"]]
            self.rank.append((s.name, r["id"], labels, [x["terms"] for x in r["results"]],
                              len(wanted.get(r["id"], ()))))
        for name, items in pool:
            for r in self.runner.match(index, items, 2):
                for m in r["matches"]:
                    self.match.append((f"{s.name} / {name}", r["id"], 0, m["terms"]))
        self.add_copies(index, s.name, claims, sum((items for _, items in pool), []))

    def add_stance(self, s):
        claims = rows(s / "corpus.jsonl")
        index = self.runner.index(claims)
        self.add_copies(index, s.name, claims, sum((items for _, items in self.pools["zh"]), []))
        # Reviews of other claims on the same subjects: long texts that share their words. Their own are left out.
        own = lambda identifier: identifier.split("_", 1)[-1].removeprefix("dxy")
        texts = rows(s / "refuting.jsonl")
        if not all("_" in r["id"] for r in texts):
            return
        for r in self.runner.match(index, texts, 3):
            for m in r["matches"]:
                if own(m["claim"]) != own(r["id"]):
                    self.match.append((s.name + " / other claims", r["id"], 0, m["terms"]))

    def add_copies(self, index, name, claims, pool):
        rng = self.rng
        chosen = [rng.choice(claims) for _ in range(self.copies_count)]
        items = [{"id": str(k), "text": perturbed(c["text"], pool, rng)} for k, c in enumerate(chosen)]
        for r, c in zip(self.runner.match(index, items, 3), chosen):
            for m in r["matches"]:
                same = m["claim"] == c["id"]
                if same or m["terms"]["entryCoverage"] < 0.5:
                    self.match.append((name + " / copies", r["id"], int(same), m["terms"]))
        longer = [{"id": f"l{k}", "text": " ".join(rng.choice(pool)["text"] for _ in range(rng.randint(4, 20)))}
                  for k in range(self.copies_count * 10)]
        for r in self.runner.match(index, longer, 1):
            for m in r["matches"]:
                self.match.append((name + " / joined", r["id"], 0, m["terms"]))
