"""Tests of the comparison: scoring, sampling, rounds, tables and promises, and whole runs with an invented tool and
invented peers. None of the peers' packages is needed."""
import contextlib
import io
import json
import math
import os
import pathlib
import random
import sqlite3
import stat
import sys
import tempfile
import unittest
from unittest import mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import catalogue
import peers
import processes
import promises
import scoring
import table
from bench import other_work
from engines import base
from errata import best_match
from processes import EngineFailed
from rounds import Rounds, speeds, spread_of
from workload import PeersError, Post, Workload, grams, normalized, spread

# Stands for the tool: an item carries a claim when it has its text in it. The longer text, the higher the score.
FAKE_TOOL = r'''#!@PYTHON@
import json, os, sys, time
arguments = sys.argv[1:]
value = lambda name: arguments[arguments.index(name) + 1]
if arguments == ["--version"]:
    print("9.9.9")
elif os.environ.get("FAKE_FAILS") == arguments[0]:
    sys.exit("errata: error: the index is broken")
elif arguments[0] == "index":
    claims = [json.loads(line) for line in open(value("--corpus"), encoding="utf-8")]
    assert all(c["reviews"] for c in claims)
    json.dump({c["id"]: c["claim"] for c in claims}, open(value("--output"), "w"))
else:
    assert value("--min-score") == "0" and value("--top") == "1"
    claims = json.load(open(value("--index")))
    for line in open(arguments[-1], encoding="utf-8"):
        item = json.loads(line)
        assert set(item) == {"id", "text"}
        until = time.process_time() + 0.002
        while time.process_time() < until:
            pass
        found = [{"claim": i, "score": len(c) / 100} for i, c in claims.items() if c in item["text"]]
        print(json.dumps({"id": item["id"], "matches": found[:1]}) if os.environ.get("FAKE_FAILS") != "babble" else "x")
'''

# Stands for a peer; how it goes wrong is in FAKE_PEER.
FAKE_PEER = r'''
import os, sys, time
print("this package greets whoever imports it")

class Engine:
    def build(self, texts):
        if os.environ.get("FAKE_PEER") == "build":
            raise MemoryError("no room for the index")
        self.texts = texts

    def best(self, text):
        wrong = os.environ.get("FAKE_PEER")
        if wrong == "best":
            os.kill(os.getpid(), 9)
        if wrong == "hang":
            time.sleep(60)
        if wrong == "rubbish":
            return len(self.texts), 1.0
        return next(((k, len(c) / 100) for k, c in enumerate(self.texts) if c in text), None)

    def index_bytes(self):
        return 3 << 20
'''

CLAIMS = ["garlic water cures the flu overnight", "towers spread the illness through the air",
          "喝白酒可以杀死病毒预防感染", "the bridge will be closed for ever tomorrow"]


CORES = processes.usable_cores()


def post(kind, truth=None, text="x", name="p"):
    return Post(name, text, truth, kind)


def background(count):
    return [post("bg", text=f"an ordinary post {k}", name=f"b{k}") for k in range(count)]


class Cut(unittest.TestCase):
    def test_as_many_as_allowed_lie_above(self):
        scores = [k / 10 for k in range(10)]
        cut = scoring.cut_for_rate(scores, 2000, 0.001)
        self.assertEqual((cut, sum(s > cut for s in scores)), (0.7, 2))

    def test_of_ties_at_the_cut_none_is_let_through(self):
        self.assertEqual(scoring.cut_for_rate([5, 5, 5, 1], 1000, 0.001), 5)
        self.assertEqual(scoring.cut_for_rate([9, 5, 5, 1], 1000, 0.001), 5)

    def test_the_rate_is_of_all_items_not_of_the_matched(self):
        self.assertEqual(scoring.cut_for_rate([3, 2, 1], 3000, 0.001), -math.inf)
        self.assertEqual(scoring.cut_for_rate([3, 2, 1], 2999, 0.001), 1)

    def test_too_few_items_allow_none(self):
        self.assertEqual(scoring.cut_for_rate([0.2, 0.7], 999, 0.001), 0.7)

    def test_nothing_matched(self):
        self.assertEqual(scoring.cut_for_rate([], 10), -math.inf)

    def test_rounding_of_the_rate(self):
        self.assertEqual(scoring.cut_for_rate([2, 1], 1000, 0.001), 1)
        self.assertEqual(scoring.cut_for_rate(range(50), 45000, 0.001), 4)


class Scoring(unittest.TestCase):
    def setUp(self):
        self.posts = [*background(2000), post("exact", 0), post("exact", 1), post("half", 2), post("half", 3),
                      post("bg_hard")]
        self.answers = dict.fromkeys(range(len(self.posts)))

    def score(self, left_out=frozenset(), **answers):
        return scoring.score(self.posts, {**self.answers, **{int(k[1:]): v for k, v in answers.items()}}, left_out)

    def test_recall_needs_the_right_claim_above_the_cut(self):
        figures = self.score(_0=(3, 0.9), _1=(3, 0.8), _2=(3, 0.5), _2000=(0, 0.6), _2001=(0, 0.7), _2002=(2, 0.5))
        self.assertEqual((figures["cut"], figures["recall"], figures["wrong_claim"]), (0.5, 0.25, 0.25))
        self.assertEqual(figures["kinds"], {"exact": {"recall": 0.5, "posts": 2}, "half": {"recall": 0, "posts": 2}})
        self.assertEqual(figures["false_without_cut"], 3 / 2000)

    def test_what_is_left_out_counts_nowhere(self):
        figures = self.score({0, 1}, _0=(3, 0.9), _1=(3, 0.8), _2000=(0, 0.1))
        self.assertEqual((figures["background"], figures["false_without_cut"]), (1998, 0))
        self.assertEqual((figures["cut"], figures["recall"]), (None, 0.25))

    def test_quotes_are_no_background(self):
        figures = self.score(_2004=(1, 0.9), _2000=(0, 0.5))
        self.assertEqual((figures["quotes_matched"], figures["false_without_cut"], figures["recall"]), (1, 0, 0.25))

    def test_a_sample_is_scored_by_what_was_run(self):
        figures = scoring.score(self.posts, {5: (1, 0.4), 2000: (0, 0.5), 2002: (2, 0.4)})
        self.assertEqual((figures["posts"], figures["planted"], figures["recall"]), (3, 2, 0.5))
        self.assertFalse(figures["measurable"])
        self.assertTrue(self.score()["measurable"])

    def test_nothing_planted(self):
        figures = scoring.score(background(2), {0: None})
        self.assertEqual((figures["recall"], figures["wrong_claim"], figures["quotes_matched"]), (None, None, None))


class Ambiguous(unittest.TestCase):
    def test_rule(self):
        claim = "abcdefghijklmnopqrstuvwxyz"
        self.assertEqual(len(grams(claim)), 24)
        self.assertTrue(scoring.repeats(claim, f"so {claim[:17]} it is"))  # 15 of 24
        self.assertFalse(scoring.repeats(claim, f"so {claim[:16]} it is"))  # 14 of 24
        self.assertFalse(scoring.repeats("abcdefghijk", "abcdefghijk"))  # 9 only
        self.assertTrue(scoring.repeats("abcdefghijkl", "abcdefghijkl"))

    def test_any_engine_shows_it_for_all(self):
        claims = ["tomatoes are banned in the north"]
        posts = [post("bg"), post("bg"), post("exact", 0), post("bg_hard")]
        texts = [f"hear hear {claims[0]}"] * 4
        answers = [{0: None, 1: None}, {0: (0, 0.1), 2: (0, 1.0), 3: (0, 1.0)}]
        self.assertEqual(scoring.ambiguous(posts, texts, claims, answers), {0})


class Sampling(unittest.TestCase):
    def setUp(self):
        self.posts = [post(kind, 0 if kind != "bg" else None, name=f"{kind}{k}")
                      for kind, count in (("bg", 900), ("exact", 60), ("half", 40)) for k in range(count)]

    def test_every_beginning_keeps_the_shares(self):
        for length in (10, 50, 100, 333, 1000):
            kinds = [p.kind for p in spread(self.posts)[:length]]
            for kind, share in (("bg", 0.9), ("exact", 0.06), ("half", 0.04)):
                self.assertLessEqual(abs(kinds.count(kind) - share * length), 1, (kind, length))

    def test_all_are_there_once_in_the_same_order_always(self):
        once = [p.id for p in spread(list(self.posts))]
        self.assertEqual(sorted(once), sorted(p.id for p in self.posts))
        self.assertEqual(once, [p.id for p in spread(list(self.posts))])

    def test_members_of_a_kind_are_drawn(self):
        background_ids = [p.id for p in spread(self.posts) if p.kind == "bg"]
        self.assertNotEqual(background_ids, [f"bg{k}" for k in range(900)])


class Normalizing(unittest.TestCase):
    def test_normalized(self):
        self.assertEqual(normalized("Ｆｕｌｌ　Ｗ！dth 喝.白.酒_😱\u200b"), "fullwdth喝白酒")

    def test_grams(self):
        self.assertEqual(grams("abab", 3), {"aba", "bab"})
        self.assertEqual((grams("ab"), grams("")), ({"ab"}, {""}))


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class RoundsOfPosts(unittest.TestCase):
    def setUp(self):
        self.clock, self.asked = FakeClock(), []

    def best(self, text):
        self.clock.now += 0.1
        self.asked.append(text)
        return (0, len(self.asked))

    def rounds(self, count):
        return Rounds(self.best, [f"t{k}" for k in range(count)], self.clock, self.clock)

    def test_a_round_ends_when_its_time_is_over(self):
        taken = self.rounds(100).run(0.95)
        self.assertEqual(taken["posts"], 10)
        self.assertAlmostEqual(taken["wall"], 1.0)
        self.assertAlmostEqual(taken["cpu"], 1.0)

    def test_a_round_ends_when_all_were_run_once(self):
        rounds = self.rounds(3)
        self.assertEqual([rounds.run(1000)["posts"] for _ in range(2)], [3, 3])
        self.assertEqual(self.asked, ["t0", "t1", "t2"] * 2)
        self.assertEqual(rounds.answers, {0: (0, 1), 1: (0, 2), 2: (0, 3)})

    def test_the_next_round_goes_on(self):
        rounds = self.rounds(5)
        rounds.run(0.25)
        rounds.run(0.25)
        self.assertEqual(self.asked, ["t0", "t1", "t2", "t3", "t4", "t0"])
        self.assertEqual(rounds.answers[0], (0, 1))

    def test_at_least_one_post(self):
        self.assertEqual(self.rounds(5).run(0)["posts"], 1)

    def test_chunks_of_a_fast_engine_cover_all_once(self):
        rounds = Rounds(lambda text: None, [str(k) for k in range(1000)], FakeClock(), FakeClock())
        self.assertEqual((rounds.run(1)["posts"], len(rounds.answers)), (1000, 1000))

    def test_speeds(self):
        self.assertEqual(speeds([{"posts": 10, "wall": 2, "cpu": 1}], "cpu"), [10])
        self.assertEqual(spread_of([3, 1, 2]), {"median": 2, "min": 1, "max": 3})

    def test_other_work(self):
        self.assertEqual(other_work([[{"wall": 3, "cpu": 1}], [{"wall": 1, "cpu": 2}]]), 0.25)
        self.assertIsNone(other_work([]))


class Rechecks(unittest.TestCase):
    def test_measures(self):
        self.assertEqual(base.jaccard({1, 2}, {2, 3}), 1 / 3)
        self.assertEqual(base.containment({1, 2}, {2, 3, 4}), 0.5)

    def test_best_of_equals_is_the_first(self):
        texts = ["abcd", "abcd", "zzzz"]
        self.assertEqual(base.best_by(base.containment, texts, [2, 1, 0], "xabcdx"), (0, 1))
        self.assertIsNone(base.best_by(base.containment, texts, [], "abcd"))

    def test_fts5(self):
        try:
            sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram')")
        except sqlite3.OperationalError as error:
            self.skipTest(str(error))
        from engines.fts5_trigram import Engine
        with tempfile.TemporaryDirectory() as folder, mock.patch("tempfile.tempdir", folder):
            engine = Engine()
            engine.build([normalized(c) for c in CLAIMS])
            self.assertEqual(engine.best(normalized("hear: " + CLAIMS[2])), (2, 1))
            self.assertIsNone(engine.best("zz"))
            self.assertIsNone(engine.best('q"q'))
            self.assertGreater(engine.index_bytes(), 0)
            engine.db.close()


def figures(speed=1000, ratio=None, recall=0.97, kinds=None, two=1.9, measurable=True, **more):
    """The figures of an engine, as Bench makes them."""
    values = lambda v: {"median": v, "min": v * 0.9, "max": v * 1.1}
    kinds = {"exact": (1.0, 100), "half": (0.7, 100)} if kinds is None else kinds
    return {"build_seconds": 1.5, "index_bytes": 5 << 20, "index_in_files": False, "peak_build": 9 << 20,
            "peak_match": 7 << 20, "speed": values(speed), "ratio": ratio and values(ratio),
            "two_cores": {"ratio": two, "speed": two * speed}, "errata_recall": 0.96,
            "score": {"posts": 5000, "planted": 500, "background": 4400, "measurable": measurable, "recall": recall,
                      "wrong_claim": 0.01, "false_without_cut": 0.5, "quotes_matched": None,
                      "kinds": {k: {"recall": r, "posts": n} for k, (r, n) in kinds.items()}}, **more}


def a_size(**engines):
    return {"claims": 10000, "posts": 5000, "planted": 500, "background": 4400, "left_out": ["7"], "other_work": 0.0,
            "engines": {k.replace("_", "-"): e for k, e in engines.items()}, "skipped": {}, "failed": {}}


def a_run(**sizes):
    return {"machine": {"cores": 2, "system": "Linux", "processor": "x86_64", "python": "3.11"}, "rounds": 5,
            "clock": "wall", "pinned": True, "fold_script": True, "versions": {"errata": "9.9.9"},
            "peers": ["rensa", "tantivy-rapidfuzz"],
            "sizes": {"1m" if k == "m1" else "10k": s for k, s in sizes.items()}}


class Tables(unittest.TestCase):
    def test_significant(self):
        self.assertEqual([table.significant(v) for v in (0.01234, 3.14159, 99.96, 1234, 54920, 1999999, None)],
                         ["0.0123", "3.14", "100", "1,230", "54,900", "2,000,000", "–"])

    def test_every_line_has_a_cell_for_each_engine(self):
        text = table.size_table(a_size(errata=figures(), rensa=figures(ratio=20, kinds={"trad": (0.5, 2)})))
        lines = text.splitlines()
        self.assertEqual({line.count("|") for line in lines}, {4})
        self.assertEqual(lines[0], "|  | Errata | rensa |")
        self.assertIn("| recall: trad | – | 0.50 |", lines)
        self.assertIn("| **Errata is faster by** | – | 20 × (18 to 22) |", lines)
        self.assertIn("| **posts/s on one core** | 1,000 (900 to 1,100) | 1,000 (900 to 1,100) |", lines)
        self.assertIn("| **recall at 1 false match in 1,000** | 0.970 | 0.970 |", lines)

    def test_notes(self):
        size = a_size(errata=figures(measurable=False))
        size.update(skipped={"fts5": "why"}, failed={"rensa": "how"}, other_work=0.25)
        text = table.size_section("10k", size, pinned=False)
        for part in ("10,000 claims", "in truth repeat a claim: 1.", "0.970 * |", "fewer than 1,000", "1.90 × one",
                     "can't pin", "25% of the core", "- fts5: skipped: why.", "- rensa: failed: how."):
            self.assertIn(part, text)

    def test_a_bar_in_a_cell_stays_in_it(self):
        self.assertEqual(table.table(["a"], [["b|c"]]), "| a |\n|---|\n| b\\|c |")

    def test_nothing_measured(self):
        self.assertIn("Nothing could be measured", table.size_section("10k", a_size(), True))

    def test_document(self):
        run = a_run(m10=a_size(errata=figures()))
        text = table.document(run, promises.check_all(run))
        self.assertTrue(text.startswith("Linux on x86_64 with 2 cores, Python 3.11; errata 9.9.9. Median of 5 rounds"))
        self.assertIn("folded to simplified", text)
        self.assertIn("| promise | figure | kept |\n|---|---|---|", text)


class Promises(unittest.TestCase):
    def run_of(self, small=None, large=None):
        small = {"errata": figures(2000), "rensa": figures(ratio=1), **(small or {})}
        large = {"errata": figures(1000, recall=0.91), "rensa": figures(ratio=5.1),
                 "tantivy_rapidfuzz": figures(ratio=501), **(large or {})}
        return a_run(m10=a_size(**small), m1=a_size(**large))

    def statuses(self, run):
        return [c.status for c in promises.check_all(run)]

    def broken(self, run):
        return [c.text for c in promises.check_all(run) if c.failed]

    def test_all_kept(self):
        self.assertEqual(set(self.statuses(self.run_of())), {promises.KEPT})

    def test_each_broken(self):
        cases = (("500", dict(large={"tantivy_rapidfuzz": figures(ratio=499)})),
                 ("rensa", dict(large={"rensa": figures(ratio=4.9)})),
                 ("slower", dict(small={"errata": figures(2001)})),
                 ("two cores", dict(large={"errata": figures(1000, two=1.79)})),
                 ("0.95", dict(small={"errata": figures(2000, recall=0.949)})),
                 ("0.90", dict(large={"errata": figures(1000, recall=0.899)})),
                 ("0.60", dict(large={"errata": figures(1000, kinds={"half": (0.59, 50)})})))
        for word, change in cases:
            found = self.broken(self.run_of(**change))
            self.assertEqual((len(found), word in found[0]), (1, True), (word, found))

    def test_what_the_options_left_out_breaks_nothing(self):
        run = a_run(m10=a_size(errata=figures()))
        run["peers"] = []
        self.assertEqual(self.broken(run), [])
        self.assertEqual(self.statuses(run).count(promises.NOT_ASKED), 4)

    def test_what_failed_or_is_missing_isnt_kept(self):
        run = self.run_of()
        del run["sizes"]["1m"]["engines"]["rensa"]
        run["sizes"]["1m"]["skipped"]["rensa"] = "needs rensa"
        check = promises.check_all(run)[1]
        self.assertEqual((check.status, check.figure), (promises.NO_FIGURE, "rensa at 1m: needs rensa"))
        del run["sizes"]["1m"]["engines"]["errata"]
        run["sizes"]["1m"]["failed"]["errata"] = "killed"
        self.assertEqual(self.statuses(run)[2:4], [promises.NO_FIGURE] * 2)

    def test_too_few_posts(self):
        for change in (figures(2000, measurable=False), figures(2000, kinds={"half": (0.9, 29)})):
            self.assertIn(promises.NO_FIGURE, self.statuses(self.run_of(small={"errata": change})))

    def test_one_core(self):
        run = self.run_of()
        run["machine"]["cores"] = 1
        self.assertEqual(self.statuses(run)[3], promises.NOT_ASKED)


class Catalogue(unittest.TestCase):
    def test_every_package_is_pinned(self):
        pinned = catalogue.pinned_versions()
        self.assertEqual({p for peer in catalogue.PEERS for p in peer.packages} - set(pinned), set())

    def test_every_peer_has_a_module_and_is_described(self):
        readme = (HERE / "README.md").read_text(encoding="utf-8")
        for peer in catalogue.PEERS:
            self.assertTrue((HERE / (peer.module.replace(".", "/") + ".py")).is_file(), peer.module)
            self.assertIn(f"| `{peer.name}` |", readme)

    def test_every_option_is_described(self):
        with contextlib.redirect_stdout(io.StringIO()) as said, self.assertRaises(SystemExit):
            peers.arguments(["--help"])
        readme = (HERE / "README.md").read_text(encoding="utf-8")
        for word in said.getvalue().replace("[", " ").replace("]", " ").split():
            if word.startswith("--") and word != "--help":
                self.assertIn(f"`{word.strip(',')}", readme)

    def test_choice(self):
        names = lambda given: [p.name for p in catalogue.chosen(given)]
        self.assertEqual(names(["fts5", "rensa"]), ["rensa", "fts5"])
        self.assertEqual((names(["none"]), len(names(["all"]))), ([], len(catalogue.PEERS)))

    def test_skipped(self):
        peer = catalogue.Peer("a", "a", ("no_such_package",), "", ("10k",))
        self.assertIn("run at 10k only", peer.reason_to_skip("1m"))
        self.assertEqual(peer.reason_to_skip("10k"), f"needs no_such_package: {catalogue.INSTALL}")
        self.assertIsNone(catalogue.Peer("a", "a", (), "").reason_to_skip("1m"))

    def test_other_versions(self):
        self.assertEqual(catalogue.other_than_pinned({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "1"}),
                         ["b 2 is installed, 1 is pinned"])


class Processes(unittest.TestCase):
    def test_how_it_ended(self):
        self.assertEqual(processes.how_it_ended(3, b"a\nlast\n"), "exit 3: last")
        self.assertEqual(processes.how_it_ended(-9, b""), "killed by SIGKILL")
        self.assertEqual(processes.how_it_ended(-11, b"*** Program crashed: bad ***\nmore"),
                         "killed by SIGSEGV: Program crashed: bad")

    def test_answers_of_a_peer(self):
        self.assertEqual(processes.checked_answers([[0], [1, 2, 0.5]], 3, 2), {0: None, 1: (2, 0.5)})
        for rows in ([[0, 3, 0.5]], [[0, 1, None]], [[0, 1, math.nan]], [[2]]):
            with self.assertRaises(EngineFailed):
                processes.checked_answers(rows, 3, 2)

    def test_answers_of_the_tool(self):
        self.assertEqual(best_match('{"matches": [{"claim": "2", "score": 0.5}]}', 1, 3), (2, 0.5))
        self.assertIsNone(best_match('{"matches": []}', 1, 3))
        for line in ("", "[]", '{"matches": [{"claim": "3", "score": 1}]}'):
            with self.assertRaises(EngineFailed):
                best_match(line, 1, 3)

    def test_what_isnt_done_in_time_is_ended(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(EngineFailed, "not done after 0.5 s"):
            processes.run([sys.executable, "-c", "import time; time.sleep(60)"], processes.usable_cores()[:1],
                          pathlib.Path(folder) / "out", 0.5)

    def test_memory_isnt_that_of_who_starts_it(self):
        ballast = bytearray(os.urandom(1)) * (300 << 20)
        with tempfile.TemporaryDirectory() as folder:
            usage = processes.run([sys.executable, "-c", ""], processes.usable_cores()[:1],
                                  pathlib.Path(folder) / "out", 60)
        self.assertLess(usage.peak, len(ballast) // 2)


class Invented(unittest.TestCase):
    """An invented workload, tool and peer."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.tool = self.folder / "errata"
        self.tool.write_text(FAKE_TOOL.replace("@PYTHON@", sys.executable), encoding="utf-8")
        self.tool.chmod(self.tool.stat().st_mode | stat.S_IXUSR)
        (self.folder / "fake_peer.py").write_text(FAKE_PEER, encoding="utf-8")
        self.write_rows("corpus_10k", [{"id": 10 + k, "text": c} for k, c in enumerate(CLAIMS)])
        draw = random.Random(1)
        posts = [{"text": f"so they say {CLAIMS[k % 4]} again", "truth": 10 + k % 4, "kind": "exact"} for k in range(8)]
        posts += [{"text": "".join(draw.choices("abcdefg ", k=30)), "truth": None, "kind": "bg"} for _ in range(30)]
        posts += [{"text": f"look {CLAIMS[1]}", "truth": None, "kind": "bg"},
                  {"text": "garlic wat", "truth": None, "kind": "bg_hard"}]
        self.write_rows("queries", [{"id": k, **p} for k, p in enumerate(posts)])
        fake = catalogue.Peer("fake", "fake_peer", (), "invented")
        absent = catalogue.Peer("absent", "absent", ("no_such_package",), "invented")
        for patch in (mock.patch.object(catalogue, "PEERS", (absent, fake)),
                      mock.patch.object(catalogue, "BY_NAME", {"fake": fake, "absent": absent}),
                      mock.patch.object(processes, "usable_cores", return_value=processes.usable_cores()[:1]),
                      mock.patch.dict(os.environ, {"PYTHONPATH": str(self.folder)})):
            patch.start()
            self.addCleanup(patch.stop)

    def write_rows(self, name, rows):
        path = self.folder / "data" / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")

    def run_peers(self, *more, **environment):
        """(exit code, what is printed, figures)."""
        output = self.folder / "figures.json"
        with mock.patch.dict(os.environ, environment), contextlib.redirect_stdout(io.StringIO()) as said:
            code = peers.main(["--errata", str(self.tool), "--workload", str(self.folder), "--sizes", "10k", "--quiet",
                               "--seconds", "2", "--rounds", "2", "--json", str(output), *map(str, more)])
        return code, said.getvalue(), json.loads(output.read_text(encoding="utf-8"))

    def failure(self, **environment):
        _, said, figures = self.run_peers("--rounds", "1", **environment)
        return said, figures["sizes"]["10k"]

    def fails(self, *more):
        with self.assertRaises(SystemExit) as raised:
            self.run_peers(*more)
        return str(raised.exception)


class Runs(Invented):
    def test_figures_and_tables(self):
        page = self.folder / "page.md"
        code, said, run = self.run_peers("--markdown", page)
        size = run["sizes"]["10k"]
        self.assertEqual((code, list(size["engines"]), size["failed"]), (0, ["errata", "fake"], {}))
        self.assertEqual(size["skipped"], {"absent": f"needs no_such_package: {catalogue.INSTALL}"})
        self.assertEqual((size["planted"], size["background"], size["left_out"]), (8, 31, ["38"]))
        ours, fake = size["engines"]["errata"], size["engines"]["fake"]
        for engine in (ours, fake):
            self.assertEqual((engine["score"]["recall"], engine["score"]["false_without_cut"]), (1, 0))
            self.assertEqual((engine["score"]["posts"], engine["score"]["background"]), (40, 30))
            self.assertGreater(engine["speed"]["median"], 0)
            self.assertEqual(len(engine["rounds"]), 2)
        self.assertEqual((fake["index_bytes"], fake["errata_recall"]), (3 << 20, 1))
        self.assertGreater(fake["ratio"]["max"], 0)
        self.assertEqual(page.read_text(encoding="utf-8"), said)
        self.assertIn("|  | Errata | fake |", said)

    def test_only_errata(self):
        _, said, run = self.run_peers("--peers", "none")
        self.assertEqual(list(run["sizes"]["10k"]["engines"]), ["errata"])
        self.assertIsNone(run["sizes"]["10k"]["engines"]["errata"]["two_cores"])

    def test_two_cores(self):
        with mock.patch.object(processes, "usable_cores", return_value=CORES):
            _, said, run = self.run_peers("--peers", "none", "--rounds", "1")
        if len(CORES) > 1:
            self.assertIn("Errata on two cores", said)
            self.assertGreater(run["sizes"]["10k"]["engines"]["errata"]["two_cores"]["ratio"], 0)

    def test_check_tells_by_its_exit_code(self):
        code, said, run = self.run_peers("--check", "--peers", "none")
        self.assertEqual(code, 1)  # too few posts
        self.assertIn("| recall of at least 0.95 at 10k | 30 background posts and 8 planted ones are too few |", said)
        self.assertEqual(len(run["checks"]), len(promises.PROMISES))
        with mock.patch.object(promises.check_all, "__defaults__", (promises.PROMISES[:3],)):
            self.assertEqual(self.run_peers("--check", "--peers", "none")[0], 0)

    def test_a_peer_that_fails_stops_nothing(self):
        for how, words in (("build", "MemoryError: no room for the index"), ("best", "killed by SIGKILL"),
                           ("rubbish", "answered [4, 1.0] to a post")):
            said, size = self.failure(FAKE_PEER=how)
            self.assertIn(words, size["failed"]["fake"])
            self.assertIn("fake: failed", said)
            self.assertEqual(list(size["engines"]), ["errata"])

    def test_a_peer_that_hangs_is_given_up(self):
        _, _, run = self.run_peers("--patience", "3", FAKE_PEER="hang")
        self.assertEqual(run["sizes"]["10k"]["failed"], {"fake": "not done after 3 s"})

    def test_without_errata_the_peers_are_measured(self):
        for how, words in (("index", "index build: exit 1: errata: error: the index is broken"),
                           ("match", "match --index: exit 1"), ("babble", "line 1 is no answer")):
            said, size = self.failure(FAKE_FAILS=how)
            self.assertIn(words, size["failed"]["errata"])
            self.assertEqual((list(size["engines"]), size["engines"]["fake"]["ratio"]), (["fake"], None))

    def test_what_the_user_can_put_right(self):
        self.assertIn("no such program (--errata)", self.fails("--errata", self.folder / "none"))
        self.assertIn("has no folder data (--workload)", self.fails("--workload", self.folder / "data"))
        self.assertIn("no such corpus (--sizes); there is 10k", self.fails("--sizes", "1m"))
        self.assertIn("can't be written", self.fails("--markdown", self.folder / "none" / "page.md"))

    def test_broken_workloads(self):
        for rows, words in (([{"id": 1, "text": "x", "truth": 99, "kind": "exact"}], "claim 99 isn't in the corpus"),
                            ([{"id": 1, "text": "x", "truth": None}], "queries.jsonl:1: has no 'kind'"),
                            ([], "is empty")):
            self.write_rows("queries", rows)
            self.assertIn(words, self.fails())
        (self.folder / "data" / "queries.jsonl").write_text("{\n", encoding="utf-8")
        self.assertIn("queries.jsonl:1: no JSON", self.fails())

    def test_posts_of_a_workload(self):
        workload = Workload(self.folder)
        posts = workload.posts(workload.claims("10k"), 20)
        self.assertEqual((len(posts), {p.truth for p in posts} <= {None, 0, 1, 2, 3}), (20, True))
        self.assertEqual(sum(p.planted for p in posts), 4)
        with self.assertRaises(PeersError):
            workload.require(["10k", "2k"])


if __name__ == "__main__":
    unittest.main()
