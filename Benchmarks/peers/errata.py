"""Runs the built `errata` tool: raw posts as JSON Lines in, matches as JSON Lines out."""
import json
import shutil
import statistics
import subprocess

import processes
from processes import EngineFailed
from workload import PeersError

PROBE_POSTS, STARTS = 200, 3


def corpus_line(place, text):
    """A claim as the tool wants it, with the review that it needs. Its id is its place."""
    review = {"publisher": "workload", "url": f"https://example.org/review/{place}", "datePublished": "2020-01-01",
              "lang": "und", "rating": "False", "title": "workload", "summary": ""}
    claim = {"id": str(place), "claim": text, "lang": "und", "variants": [], "topics": [], "verdict": "false",
             "status": "published", "reviews": [review]}
    return json.dumps(claim, ensure_ascii=False) + "\n"


def version(program):
    """The tool's version; fails when there is no such tool."""
    if not shutil.which(program):
        raise PeersError(f"{program}: no such program (--errata); build it with "
                         "`swift build -c release --product errata`")
    done = subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise PeersError(f"{program} --version: {processes.how_it_ended(done.returncode, done.stderr.encode())}")
    return done.stdout.strip()


def best_match(line, number, claims):
    """(place of the claim, score) of the first match of an output line, or None."""
    try:
        row = json.loads(line)
        match = (row["matches"] or [None])[0]
        answer = (int(match["claim"]), float(match["score"])) if match else None
    except (ValueError, KeyError, TypeError):
        raise EngineFailed(f"match: line {number} is no answer: {line[:100]!r}") from None
    if answer and answer[0] not in range(claims):
        raise EngineFailed(f"match: line {number}: no claim {answer[0]}")
    return answer


class Errata:
    """The tool with an index of one corpus. Rounds go through the posts in turn, as the peers' do, and the time of its
    start, measured with one post, is taken off each."""

    def __init__(self, program, folder, posts, cores, patience):
        self.program, self.folder, self.posts = program, folder, posts
        self.cores, self.patience = cores, patience
        self.index = folder / "index.errata"
        self.answers, self.peak, self._place, self._starts = {}, 0, 0, {}

    def build(self, claims):
        """Builds the index on one core."""
        corpus, self.claims = self.folder / "corpus.jsonl", len(claims)
        with open(corpus, "w", encoding="utf-8") as out:
            out.writelines(corpus_line(place, claim.text) for place, claim in enumerate(claims))
        usage = processes.run([self.program, "index", "build", "--corpus", corpus, "--output", self.index],
                              self.cores[:1], self.folder / "build.txt", self.patience)
        return {"build_seconds": usage.wall, "build_cpu": usage.cpu, "peak_build": usage.peak,
                "index_bytes": self.index.stat().st_size, "index_in_files": True}

    def settle(self, seconds):
        """Measures the start and chooses how many posts a round has: what it can do in some seconds, at most all."""
        self.start_seconds = self._start(1)["wall"]
        probe = self._items(0, min(PROBE_POSTS, len(self.posts)))
        took = max(self._match(probe, 1).wall - self.start_seconds, 1e-6)
        possible = int(seconds * min(PROBE_POSTS, len(self.posts)) / took)
        self.count = max(2, min(possible, len(self.posts)))
        if self.count > 0.8 * len(self.posts):
            self.count = len(self.posts)

    def round(self):
        """The next posts on one core."""
        taken = self._timed(1)
        self._read(self.folder / "out.jsonl")
        self._place = (self._place + self.count) % len(self.posts)
        return taken

    def two_cores(self, rounds):
        """One core and two in turn on the same posts; None where there is but one core."""
        if len(self.cores) < 2:
            return None
        self._start(2)
        pairs = [(self._timed(1), self._timed(2)) for _ in range(rounds)]
        rate = lambda r: r["posts"] / r["wall"]
        return {"ratio": statistics.median(rate(two) / rate(one) for one, two in pairs),
                "speed": statistics.median(rate(two) for _, two in pairs)}

    def _start(self, cores):
        """The least time of a run with a single post, measured the first time it is asked for. Least, not median: what
        is taken off is rather too little than too much."""
        if cores not in self._starts:
            one = self._items(0, 1)
            runs = [self._match(one, cores) for _ in range(STARTS)]
            self._starts[cores] = {name: min(getattr(r, name) for r in runs) for name in ("wall", "cpu")}
        return self._starts[cores]

    def _timed(self, cores):
        start, usage = self._start(cores), self._match(self._items(self._place, self.count), cores)
        taken = {name: getattr(usage, name) - start[name] for name in ("wall", "cpu")}
        if min(taken.values()) <= 0:
            raise EngineFailed(f"{self.count} posts take no longer than one; give it more (--posts)")
        if cores == 1:
            self.peak = max(self.peak, usage.peak)
        return {"posts": self.count - 1, **taken}

    def _match(self, items, cores):
        command = [self.program, "match", "--index", self.index, "--top", "1", "--min-score", "0",
                   "--workers", cores, items]
        return processes.run(command, self.cores[:cores], self.folder / "out.jsonl", self.patience)

    def _items(self, first, count):
        """A file of posts, from one on and round again; only id and text, so nothing tells what is planted."""
        path = self.folder / f"items-{first}-{count}.jsonl"
        if not path.exists():
            with open(path, "w", encoding="utf-8") as out:
                for k in range(first, first + count):
                    post = self.posts[k % len(self.posts)]
                    out.write(json.dumps({"id": post.id, "text": post.text}, ensure_ascii=False) + "\n")
        return path

    def _read(self, output):
        """Keeps the answers of a round, each as first given."""
        count = 0
        with open(output, encoding="utf-8") as lines:
            for count, line in enumerate(lines, 1):
                place = (self._place + count - 1) % len(self.posts)
                if place not in self.answers:
                    self.answers[place] = best_match(line, count, self.claims)
        if count != self.count:
            raise EngineFailed(f"match: {count} answers to {self.count} posts")
