"""Measures Errata and the peers on one size of the workload, in turn."""
import itertools
import pathlib
import sys
import tempfile

import processes
import scoring
from errata import Errata
from processes import EngineFailed, PeerProcess
from rounds import speeds, spread_of


CLOCKS = ("wall", "cpu")


class Progress:
    """Says on standard error what is being done."""

    def __init__(self, quiet=False):
        self.quiet = quiet

    def say(self, text):
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)


def other_work(rounds):
    """The share of the time that other work took the core from the engines; None without rounds."""
    rounds = list(itertools.chain.from_iterable(rounds))
    wall, cpu = (sum(r[clock] for r in rounds) for clock in CLOCKS)
    return max(0, 1 - cpu / wall) if wall else None


class Bench:
    """One size. The peers are measured one after the other; a round of Errata follows each round of a peer, so that
    both see the machine in the same state, and the ratio is taken within such a pair."""

    def __init__(self, options, size, peers, claims, posts, normalize, progress):
        self.options, self.size, self.peers, self.progress = options, size, peers, progress
        self.claims, self.posts = claims, posts
        self.texts = [normalize(p.text) for p in posts]
        self.claim_texts = [normalize(c.text) for c in claims]
        self.cores = processes.usable_cores()
        self.seconds = options.seconds / options.rounds
        self.engines, self.answers, self.failed, self.skipped = {}, {}, {}, {}
        self.errata, self.errata_rounds = None, []

    def run(self):
        """The figures of this size."""
        with tempfile.TemporaryDirectory(prefix="errata-peers-") as folder:
            self.folder = pathlib.Path(folder)
            self._write("claims.txt", self.claim_texts)
            self._write("posts.txt", self.texts)
            self._start_errata()
            for peer in self.peers:
                self._peer(peer)
            self._finish_errata()
        left_out = self._score()
        planted, background = (sum(map(test, self.posts)) for test in (lambda p: p.planted, lambda p: p.background))
        return {"claims": len(self.claims), "posts": len(self.posts), "planted": planted, "background": background,
                "left_out": sorted(self.posts[place].id for place in left_out),
                "engines": self.engines, "skipped": self.skipped, "failed": self.failed,
                "other_work": other_work(e["rounds"] for e in self.engines.values())}

    def _write(self, name, texts):
        (self.folder / name).write_text("".join(t + "\n" for t in texts), encoding="utf-8")

    def _fail(self, name, error):
        self.engines.pop(name, None)
        self.failed[name] = str(error)
        self.progress.say(f"{self.size}, {name}: failed: {error}")

    def _start_errata(self):
        self.progress.say(f"{self.size}, errata: building")
        folder = self.folder / "errata"
        folder.mkdir()
        errata = Errata(self.options.errata, folder, self.posts, self.cores, self.options.patience)
        try:
            self.engines["errata"] = errata.build(self.claims)
            errata.settle(self.seconds)
            self.errata = errata
        except EngineFailed as error:
            self._fail("errata", error)

    def _errata_round(self):
        """A round of Errata; None when it can't be measured."""
        if self.errata:
            try:
                self.errata_rounds.append(self.errata.round())
                return self.errata_rounds[-1]
            except EngineFailed as error:
                self.errata = None
                self._fail("errata", error)
        return None

    def _finish_errata(self):
        """What is left to measure of Errata."""
        while self.errata and len(self.errata_rounds) < self.options.rounds:
            self._errata_round()
        if not self.errata:
            return
        self.progress.say(f"{self.size}, errata: one core and two")
        try:
            two = self.errata.two_cores(self.options.rounds)
        except EngineFailed as error:
            return self._fail("errata", error)
        self.answers["errata"] = self.errata.answers
        self.engines["errata"].update(self._figures(self.errata_rounds), peak_match=self.errata.peak,
                                      start_seconds=self.errata.start_seconds, two_cores=two)

    def _figures(self, rounds):
        return {"rounds": rounds, "speed": spread_of(speeds(rounds, self.options.clock))}

    def _peer(self, peer):
        reason = peer.reason_to_skip(self.size)
        if reason:
            self.skipped[peer.name] = reason
            self.progress.say(f"{self.size}, {peer.name}: skipped: {reason}")
            return
        folder = self.folder / peer.name
        folder.mkdir()
        process = PeerProcess(peer.module, self.folder / "claims.txt", self.folder / "posts.txt", folder,
                              self.cores[0], self.options.memory)
        try:
            with process:
                self._measure(peer.name, process)
        except EngineFailed as error:
            self._fail(peer.name, error)

    def _measure(self, name, process):
        self.progress.say(f"{self.size}, {name}: building")
        built = process.built(self.options.patience)
        self.progress.say(f"{self.size}, {name}: built in {built['build_seconds']:.1f} s, {self.options.rounds} rounds")
        rounds, ratios = [], []
        for _ in range(self.options.rounds):
            taken = process.round(self.seconds, self.options.patience)
            peak = taken.pop("peak_match")
            rounds.append(taken)
            ours = self._errata_round()
            if ours:
                ratios.append(speeds([ours], self.options.clock)[0] / speeds([taken], self.options.clock)[0])
        self.answers[name] = process.answers(len(self.claims), len(self.posts), self.options.patience)
        self.engines[name] = {**built, "peak_match": peak, **self._figures(rounds),
                              "ratio": spread_of(ratios) if ratios else None}

    def _score(self):
        """Scores every engine without the posts that any of them shows to be ambiguous; gives those."""
        left_out = scoring.ambiguous(self.posts, self.texts, self.claim_texts, self.answers.values())
        ours = self.answers.get("errata", {})
        for name, answers in self.answers.items():
            self.engines[name]["score"] = scoring.score(self.posts, answers, left_out)
            if name != "errata":
                shared = {place: answer for place, answer in ours.items() if place in answers}
                self.engines[name]["errata_recall"] = scoring.score(self.posts, shared, left_out)["recall"]
        return left_out
