"""Tests of the report: figures against hand-computed cases, hostile texts, and whole runs with an invented tool."""
import contextlib
import html.parser
import io
import json
import os
import pathlib
import stat
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import ablation
import findings
import headline
import html_page
import markdown_page
import marked
import metrics
import report
from collections import Counter
from document import Errors, Heading, Table, Value
from evaluation import EvaluationData, ReportError, relevance

# Stands for the tool: an item's words are the score, the claim and the outcome. `search` ranks as the query says.
FAKE = r'''#!@PYTHON@
import json, os, sys
arguments = sys.argv[1:]
value = lambda name: arguments[arguments.index(name) + 1]
if os.environ.get("FAKE_FAILS") == arguments[0]:
    sys.exit("errata: error: the index is broken")
if os.environ.get("FAKE_BABBLES") == arguments[0]:
    print("hello")
    sys.exit()
if arguments[0] == "index":
    claims = [json.loads(line) for line in open(value("--corpus"), encoding="utf-8")]
    assert all(c["reviews"] for c in claims)
    open(value("--output"), "w").write("index")
elif arguments[0] == "search":
    for line in open(value("--queries"), encoding="utf-8"):
        row = json.loads(line)
        ranked = row["fake"]["search"][:int(value("--top"))]
        results = [{"claim": c, "score": 9 - k, "terms": {"bm25": 9.5 - k, "claimOverlap": 0.5}}
                   for k, c in enumerate(ranked)]
        print(json.dumps({"id": row["id"], "results": results}))
else:
    assert value("--min-score") == "0"
    for line in open(arguments[-1], encoding="utf-8"):
        row = json.loads(line)
        matches = row["fake"].get("match", [])[:int(value("--top"))]
        terms = {"entryCoverage": 0.7, "itemCoverage": 0.2, "sharedBits": 30, "longestBits": 20, "entryBits": 43,
                 "order": 0.25}
        print(json.dumps({"id": row["id"], "matches": [
            {"claim": c, "wording": 0, "score": s, "stance": stance, "spans": [[0, 3]], "outcome": outcome,
             **({"reason": reason} if reason else {}), "terms": terms} for c, s, stance, outcome, reason in matches]}))
'''

# What an item may hold to take over a page.
HOSTILE = ('</li><script>alert("x")</script><img src=//evil.example/a onerror=x> '
           '![a](http://evil.example) |\u202e\x00`**')


def match(claim, score, outcome="none", stance="asserts", reason=None):
    return [claim, score, stance, outcome, reason]


def item(name, *matches, text="words of an item", **fake):
    return {"id": name, "text": text, "fake": {"match": list(matches), **fake}}


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


class Invented(unittest.TestCase):
    """An invented data folder and tool."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data, self.output = self.folder / "data", self.folder / "output"
        self.tool = self.folder / "errata"
        self.tool.write_text(FAKE.replace("@PYTHON@", sys.executable), encoding="utf-8")
        self.tool.chmod(self.tool.stat().st_mode | stat.S_IXUSR)
        self.make_set("first_en")
        self.make_stance()

    def make_set(self, name):
        folder = self.data / "sets" / name
        write_rows(folder / "corpus.jsonl", [{"id": "a", "text": "the moon is made of cheese", "title": "Moon"},
                                             {"id": "b", "text": "tea cures every cold"}, {"id": "c", "text": HOSTILE}])
        write_rows(folder / "queries.jsonl", [
            item("q1", match("a", 0.9, "apply"), search=["a", "b"]),
            item("q2", match("a", 0.85, "apply"), match("b", 0.8), search=["a", "c", "b"]),
            item("q3", match("c", 0.6, "suppressed", "refutes", "refutes"), text=HOSTILE, search=[]),
            item("q4", match("b", 0.3), search=["c"])])
        (folder / "qrels.tsv").write_text("q1\ta\t1\nq2\tb\t1\nq3\tc\t1\nq4\tb\t1\nq4\tc\t1\n", encoding="utf-8")
        write_rows(self.data / "background" / "posts_en.jsonl", [
            item("n1", match("c", 0.95, "apply"), text=HOSTILE), item("n2", match("b", 0.4)), item("n3"), item("n4")])

    def make_stance(self):
        folder = self.data / "stance" / "second_zh"
        write_rows(folder / "corpus.jsonl", [{"id": "d", "text": "walls have ears"}])
        write_rows(folder / "refuting.jsonl", [item("r1", match("d", 0.9, "suppressed", "refutes", "refutes")),
                                               item("r2", match("d", 0.7, "review"))])
        write_rows(folder / "asserting.jsonl", [item("s1", match("d", 1.0, "apply")), item("s2")])
        write_rows(self.data / "stance" / "topics_about_rumors_zh.jsonl", [item("t1", match("d", 0.9, "apply"))])

    def run_report(self, *arguments, **environment):
        os.environ.update(environment)
        try:
            with contextlib.redirect_stderr(io.StringIO()) as said:
                report.main(["--errata", str(self.tool), "--data", str(self.data), "--output", str(self.output),
                             *map(str, arguments)])
        finally:
            for name in environment:
                del os.environ[name]
        return said.getvalue()

    def fails(self, *arguments, **environment):
        """What a run that fails says."""
        with self.assertRaises(SystemExit) as raised:
            self.run_report(*arguments, **environment)
        return str(raised.exception)

    def figures(self):
        return headline.load(self.output / "report.json")

    def page(self, name):
        return (self.output / name).read_text(encoding="utf-8")


class Ranking(unittest.TestCase):
    def test_average_precision_of_several_relevant(self):
        self.assertEqual(metrics.average_precision(["a", "x", "b"], {"a", "b"}), (1 + 2 / 3) / 2)

    def test_average_precision_is_over_as_many_as_the_depth_holds(self):
        self.assertEqual(metrics.average_precision(list("abcdefg"), set("abcdefg")), 1)
        self.assertEqual(metrics.average_precision(list("xxxxxa"), {"a"}), 0)

    def test_nothing_found(self):
        self.assertEqual(metrics.average_precision([], {"a"}), 0)
        self.assertIsNone(metrics.first_relevant_rank([], {"a"}))

    def test_first_relevant_rank(self):
        self.assertEqual(metrics.first_relevant_rank(["x", "b", "a"], {"a", "b"}), 2)


class Cuts(unittest.TestCase):
    def test_an_item_passes_only_above_the_cut(self):
        # Of 2,000 items two may pass at 1 in 1,000: the third score is the cut.
        self.assertEqual(metrics.cut_for_rate(Counter([0.9, 0.8, 0.7, 0.6]), 2000, 1e-3), 0.7)

    def test_ties_at_the_cut(self):
        self.assertEqual(metrics.cut_for_rate(Counter([0.9, 0.7, 0.7, 0.7]), 2000, 1e-3), 0.7)

    def test_none_may_pass(self):
        self.assertEqual(metrics.cut_for_rate(Counter([0.9, 0.1]), 999, 1e-3), 0.9)

    def test_fewer_scores_than_may_pass(self):
        self.assertEqual(metrics.cut_for_rate(Counter([0.9]), 1000, 1e-3), -1)
        self.assertEqual(metrics.cut_for_rate(Counter(), 10, 1e-3), -1)

    def test_agrees_with_the_sorted_list_of_the_scorer(self):
        scores = [k % 37 / 37 for k in range(500)]
        for rate in (0, 0.001, 0.01, 0.1, 0.9, 1):
            k, ranked = int(600 * rate), sorted(scores, reverse=True)
            self.assertEqual(metrics.cut_for_rate(Counter(scores), 600, rate), ranked[k] if k < len(ranked) else -1)


class Calibration(unittest.TestCase):
    def test_edges_belong_to_the_upper_bin(self):
        bins = metrics.Reliability()
        for score in (0, 0.1, 0.0999, 1.0, 0.9):
            bins.add(score, True)
        self.assertEqual(bins.counts, [2, 1, 0, 0, 0, 0, 0, 0, 0, 2])

    def test_error(self):
        bins = metrics.Reliability()
        for score, right in ((0.8, True), (0.8, False), (0.2, False), (0.2, False)):
            bins.add(score, right)
        # |1.6 - 1| + |0.4 - 0| over four; of the upper half alone 0.6 over two.
        self.assertAlmostEqual(bins.expected_calibration_error(), 0.25)
        self.assertAlmostEqual(bins.expected_calibration_error(5), 0.3)

    def test_empty(self):
        self.assertEqual(metrics.Reliability().expected_calibration_error(), 0)
        self.assertIsNone(metrics.Reliability().rows()[0]["mean_score"])

    def test_merged(self):
        one, two = metrics.Reliability(), metrics.Reliability()
        one.add(0.5, True)
        two.add(0.5, False)
        one.merge(two)
        self.assertEqual((one.counts[5], one.rights[5], one.sums[5]), (2, 1, 1.0))


class Curves(unittest.TestCase):
    def setUp(self):
        self.tally = metrics.Tally()
        self.tally.queries, self.tally.items = 4, 10
        for kind, score, outcome in (("right", 0.9, "apply"), ("right", 0.7, "suppressed"),
                                     ("background", 0.7, "none"), ("wrong", 0.5, "none"), ("right", 0.4, "none")):
            self.tally.add(kind, {"score": score, "outcome": outcome, "stance": "asserts"})

    def test_points_with_a_tie(self):
        points = [(p["cut"], p["precision"], p["recall"], p["false_per_10k"]) for p in self.tally.curve()]
        self.assertEqual(points, [(0.9, 1, 0.25, 0), (0.7, 2 / 3, 0.5, 1000), (0.5, 0.5, 0.5, 1000),
                                  (0.4, 0.6, 0.75, 1000)])

    def test_what_would_be_labelled(self):
        self.assertEqual([p["right"] for p in self.tally.curve(only_open=True)], [1, 1, 1, 2])

    def test_recommended_cuts(self):
        cuts = metrics.recommended_cuts(self.tally.curve())
        self.assertEqual((cuts["precision_99"]["cut"], cuts["false_1_in_10000"]["cut"]), (0.9, 0.9))
        self.assertEqual(metrics.recommended_cuts([]), {"precision_99": None, "false_1_in_10000": None})

    def test_point_at_a_cut(self):
        self.assertEqual(metrics.point_at(self.tally.curve(), 0.6)["cut"], 0.7)
        self.assertEqual(metrics.point_at(self.tally.curve(), 0.7)["cut"], 0.7)
        self.assertIsNone(metrics.point_at(self.tally.curve(), 0.95))

    def test_present_policy(self):
        self.assertEqual(self.tally.present(), {"cut": 0.9, "precision": 1, "recall": 0.25, "false_per_10k": 0})
        self.assertIsNone(metrics.Tally().present()["precision"])


class Texts(unittest.TestCase):
    def test_spans_are_bytes(self):
        self.assertEqual(marked.pieces("é中b", [[2, 5]]), [(False, "é"), (True, "中"), (False, "b")])

    def test_spans_that_make_no_sense(self):
        self.assertEqual(marked.pieces("abc", [[2, 9], [0, 1], [0, 2], [7, 8]]),
                         [(True, "a"), (True, "b"), (True, "c")])
        self.assertEqual("".join(t for _, t in marked.pieces("中", [[1, 2]])).strip("\ufffd"), "")

    def test_control_characters_and_directions_do_nothing(self):
        self.assertEqual(marked.readable("a\x00\u202e\ud800\n\x85"), "a␀‹U+202E›\ufffd \ufffd")

    def test_long_texts_are_cut_around_what_is_marked(self):
        parts = marked.shortened([(False, "x" * 1000), (True, "hit"), (False, "y" * 1000)])
        self.assertIn((True, "hit"), parts)
        self.assertLess(sum(len(t) for _, t in parts), 200)

    def test_markdown_of_a_hostile_text(self):
        escaped = markdown_page.text(HOSTILE)
        for active in ("<", "[", "`", "|", "*", "]", ">"):
            self.assertNotRegex(escaped, r"(?<!\\)" + "\\" + active)
        self.assertNotIn("http://", escaped)
        self.assertEqual(markdown_page.text("a_b MAP@5 #tag"), "a_b MAP@5 #tag")
        self.assertEqual(markdown_page.text("@me _x_ a@b.c www.x #1"), r"\@me \_x\_ a\@b.c www\.x \#1")

    def test_html_of_a_hostile_text_in_every_place(self):
        finding = findings.Finding.of_match(
            "copy", HOSTILE, HOSTILE,
            {"score": 0.5, "outcome": HOSTILE, "reason": HOSTILE, "stance": HOSTILE, "spans": [[0, 12]],
             "cues": [{"rule": HOSTILE, "span": [0, 30]}]},
            [findings.Claim(HOSTILE, HOSTILE, HOSTILE, {HOSTILE: 1})], HOSTILE, HOSTILE, text=HOSTILE)
        page = html_page.render([Heading(1, HOSTILE), Table([HOSTILE], [[HOSTILE], [Value(HOSTILE, HOSTILE)]]),
                                 Errors("copy", HOSTILE, HOSTILE, [[HOSTILE, Value("1")]], [finding])])
        self.assertEqual(tags(page) & {"script", "img"}, set())
        self.assertNotIn("\x00", page)
        self.assertNotIn("\u202e", page)
        self.assertIn("<mark>&lt;/li&gt;&lt;script</mark>", page)


def tags(page):
    """The elements of a page."""
    found = set()
    parser = html.parser.HTMLParser()
    parser.handle_starttag = lambda tag, _: found.add(tag)
    parser.feed(page)
    return found


class WorstErrors(unittest.TestCase):
    def collected(self, *scores, group="g", worst=2):
        collector = findings.Collector(worst)
        for k, score in enumerate(scores):
            collector.keep(group, score, findings.Finding("copy", "s", str(k), [], "", "", score=score))
        return collector

    def test_keeps_the_worst_and_of_equal_ones_the_first(self):
        self.assertEqual([f.id for f in self.collected(1, 3, 3, 3).groups("copy")[0]], ["1", "2"])

    def test_wants_no_more_than_it_would_keep(self):
        collector = self.collected(1, 3)
        self.assertTrue(collector.wants("copy", "g", 2))
        self.assertFalse(collector.wants("copy", "g", 1))
        self.assertTrue(collector.wants("copy", "other", 0))

    def test_no_set_hides_another(self):
        many, one = self.collected(9, 8, 7, worst=3), self.collected(1)
        self.assertEqual([f.score for f in findings.worst_of([many, one], "copy", 2)], [9, 1])

    def test_the_nearest_go_by_severity_alone(self):
        far, near = findings.Collector(), findings.Collector()
        for collector, name, score in ((far, "a", 0.1), (near, "b", 0.9), (near, "c", 0.8)):
            collector.keep("", (False, score), findings.Finding("debunk", "s", name, [], "", ""))
        self.assertEqual([f.id for f in findings.worst_of([far, near], "debunk", 2)], ["b", "c"])

    def test_alike_texts(self):
        self.assertEqual(findings.units("Tea, 喝茶好"), {"tea", "喝茶", "茶好"})
        self.assertEqual(findings.likeness("one two", "ONE two three"), 1)
        self.assertEqual(findings.share_found("", "x"), 0)

    def test_words_of_a_match(self):
        self.assertEqual(findings.alignment_words(None), "No match at all was found.")
        self.assertIn("Suppressed: the text is taken to deny", findings.outcome_words(
            {"outcome": "suppressed", "reason": "refutes"}))

    def test_words_of_a_ranking(self):
        relevant = findings.Claim("", "a", "red fox", {"bm25": 1, "claimOverlap": 0.5})
        first = findings.Claim("", "b", "blue hen", {"bm25": 2, "claimOverlap": 0.25})
        self.assertEqual(findings.ranking_cause(9, 50, relevant, first, "red"),
                         "more of it is in the query, but BM25 prefers another")
        words = findings.ranking_words(9, 50, relevant, first, "red")
        self.assertIn("behind in bm25 1 against 2", words)
        self.assertIn("ahead in claimOverlap 0.5 against 0.25", words)


class Differences(unittest.TestCase):
    def test_arrow_and_sign(self):
        self.assertEqual(headline.change(0.5, 0.4, headline.HIGHER), ("▲ +0.1000 ✓", "better"))
        self.assertEqual(headline.change(0.5, 0.4, headline.LOWER), ("▲ +0.1000 ✗", "worse"))
        self.assertEqual(headline.change(3, 5, headline.LOWER), ("▼ -2 ✓", "better"))
        self.assertEqual(headline.change(3, 5, None), ("▼ -2", ""))

    def test_no_difference_and_nothing_to_compare(self):
        self.assertEqual(headline.change(0.5, 0.50001, headline.HIGHER), ("=", ""))
        self.assertEqual(headline.change(0.5, None, headline.HIGHER), ("new", ""))
        self.assertEqual(headline.change(None, 0.5, headline.HIGHER), ("gone", ""))
        self.assertEqual(headline.change(None, None, headline.HIGHER), ("", ""))


class Runs(Invented):
    def test_figures(self):
        self.run_report()
        s = self.figures()["sets"]["first_en"]
        self.assertEqual([s[k] for k in ("queries", "recall1", "recall5", "recall50")], [4, 0.5, 0.75, 0.75])
        self.assertEqual(s["map5"], (1 + 1 / 3 + 0 + 0.5) / 4)
        self.assertEqual(s["mrr"], (1 + 1 / 3 + 0 + 1) / 4)
        self.assertEqual((s["applied"], s["applied_wrong"], s["suppressed_right"]), (0.25, 0.25, {"refutes": 1}))
        background = s["backgrounds"]["posts_en"]
        self.assertEqual((background["items"], background["false_per_10k"]), (4, 2500))
        self.assertEqual((background["recall_at_1_in_1000"], background["recall_at_1_in_10000"]), (0, 0))
        self.assertEqual(s["present"]["precision"], 1 / 3)
        kinds = {kind: e["count"] for kind, e in s["errors"].items()}
        self.assertEqual(kinds, {"search": 1, "falseLabel": 1, "wrongLabel": 1, "suppressedRight": 1, "missed": 1})

    def test_figures_of_stance(self):
        self.run_report()
        s = self.figures()["stance"]["second_zh"]
        self.assertEqual((s["refuting"]["labelled"], s["refuting"]["suppressed"]), (0, 0.5))
        self.assertEqual((s["asserting"]["labelled"], s["topics"]["labelled"]), (0.5, 1))
        self.assertEqual(s["asserting"]["outcomes"], [{"outcome": "apply", "reason": None, "count": 1},
                                                      {"outcome": "no match", "reason": None, "count": 1}])
        self.assertEqual(s["refuting"]["stances"], {"asserts": 1, "refutes": 1, "questions": 0, "reports": 0})
        self.assertEqual({kind: e["count"] for kind, e in s["errors"].items()}, {"copy": 1, "debunk": 1, "topic": 1})

    def test_pages(self):
        said = self.run_report()
        self.assertIn("keep them out of the repository", said)
        page, text = self.page("report.html"), self.page("report.md")
        for part in ("MAP@5, first_en", "Recommended cuts", "Ordinary content that is labelled", "0.2500"):
            self.assertIn(part, page.replace("<wbr>", ""))
            self.assertIn(part, text)
        self.assertEqual(tags(page) & {"script", "img", "link", "iframe"}, set())
        self.assertNotIn("src=", page.replace("img src=//evil.example", ""))
        self.assertNotIn("<script", text.replace("\\<script", ""))
        for title in (findings.KINDS[k][0] for k in ("search", "falseLabel", "copy", "debunk", "topic", "missed")):
            self.assertIn(title.replace("'", "&#x27;"), page)

    def test_figures_hold_no_texts(self):
        self.run_report()
        self.assertNotIn("words of an item", self.page("report.json"))

    def test_same_bytes_whatever_the_jobs(self):
        self.make_set("third_en")
        names = ("report.json", "report.md", "report.html")
        self.run_report()
        first = [self.page(n) for n in names]
        self.run_report("--jobs", 3)
        self.assertEqual(first, [self.page(n) for n in names])

    def test_before(self):
        self.run_report()
        before = self.figures()
        before["sets"]["first_en"]["map5"] -= 0.25
        before["stance"]["second_zh"]["asserting"]["labelled"] = 1.0
        path = self.folder / "before.json"
        path.write_text(json.dumps(before), encoding="utf-8")
        self.run_report("--before", path)
        page = self.page("report.html")
        self.assertIn('<span class="change better">▲ +0.2500 ✓</span>', page)
        self.assertIn('<span class="change worse">▼ -0.5000 ✗</span>', page)
        self.assertIn("(▲ +0.2500 ✓)", self.page("report.md"))

    def test_only_some_sets(self):
        self.run_report("--only", "second")
        self.assertEqual((list(self.figures()["sets"]), list(self.figures()["stance"])), ([], ["second_zh"]))

    def test_sample(self):
        self.run_report("--sample", 2)
        self.assertEqual(self.figures()["sets"]["first_en"]["backgrounds"]["posts_en"]["items"], 2)
        self.assertIn("first 2 rows", self.page("report.md"))

    def test_a_set_without_background(self):
        (self.data / "background" / "posts_en.jsonl").unlink()
        self.run_report()
        self.assertEqual(self.figures()["sets"]["first_en"]["backgrounds"], {})

    def test_ablation(self):
        self.run_report()
        path = self.output / "report.json"
        with contextlib.redirect_stdout(io.StringIO()) as said:
            ablation.main([f"full={path}", f"bare={path}"])
        self.assertIn("| MAP@5, first_en | 0.4583 | 0.4583 (=) |", said.getvalue())
        with self.assertRaisesRegex(SystemExit, "expected NAME=report.json"):
            ablation.main([str(path)])


class Failures(Invented):
    def test_no_data(self):
        self.assertIn("no such folder of evaluation data", self.fails("--data", self.folder / "none"))
        self.assertIn("neither sets/ nor stance/", self.fails("--data", self.folder / "data" / "sets"))

    def test_no_tool(self):
        self.assertIn("no such program", self.fails("--errata", self.folder / "none"))

    def test_the_tool_fails(self):
        for command in ("index", "search", "match"):
            said = self.fails(FAKE_FAILS=command)
            self.assertIn("exit 1: errata: error: the index is broken", said)

    def test_the_tool_babbles(self):
        self.assertIn("no JSON: b'hello", self.fails(FAKE_BABBLES="match"))

    def test_a_set_without_judgements(self):
        (self.data / "sets" / "first_en" / "qrels.tsv").unlink()
        self.assertIn("first_en: has no qrels.tsv", self.fails())
        (self.data / "sets" / "first_en" / "qrels.tsv").write_text("other\ta\t1\n")
        self.assertIn("no query has a relevant claim", self.fails())
        (self.data / "sets" / "first_en" / "qrels.tsv").write_text("q1 a 1\n")
        self.assertIn("qrels.tsv:1: expected query, tab, claim", self.fails())

    def test_broken_rows(self):
        (self.data / "sets" / "first_en" / "corpus.jsonl").write_text("{}\n{\n")
        self.assertIn("corpus.jsonl:2: no JSON", self.fails())

    def test_no_set_of_that_name(self):
        self.assertIn("no set's name contains nothing", self.fails("--only", "nothing"))

    def test_no_report_before(self):
        self.assertIn("can't be read", self.fails("--before", self.folder / "none.json"))
        (self.folder / "list.json").write_text("[]")
        self.assertIn("isn't a report.json", self.fails("--before", self.folder / "list.json"))

    def test_nothing_is_written_when_it_fails(self):
        self.fails(FAKE_FAILS="match")
        self.assertFalse((self.output / "report.json").exists())


class Data(Invented):
    def test_backgrounds_go_by_the_language_of_the_name(self):
        data = EvaluationData(self.data)
        self.assertEqual([p.name for p in data.backgrounds("first_en")], ["posts_en.jsonl"])
        self.assertEqual(data.backgrounds("any_zhtw"), [])

    def test_relevance(self):
        self.assertEqual(relevance(self.data / "sets" / "first_en" / "qrels.tsv")["q4"], {"b", "c"})
        with self.assertRaises(ReportError):
            EvaluationData(self.data, ["nothing"])


if __name__ == "__main__":
    unittest.main()
