"""The evaluation data: where its files are, what is missing, and its claims as a corpus of Errata's."""
import json
import pathlib


class ReportError(Exception):
    """Something that the user can put right; its text is all that is shown."""


def rows(path):
    """The rows of a JSON Lines file, one after the other."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ReportError(f"{path}:{number}: no JSON: {error}") from None


def relevance(path):
    """Relevant claims by query, of a file of `query<tab>claim<tab>1`."""
    relevant = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 2:
                raise ReportError(f"{path}:{number}: expected query, tab, claim")
            relevant.setdefault(fields[0], set()).add(fields[1])
    return relevant


def write_corpus(claims, path):
    """Writes claims as a corpus. A claim needs a review: each gets the one its set names, as the scorer has it."""
    with open(path, "w", encoding="utf-8") as out:
        for r in claims:
            lang = r.get("lang") or "und"
            review = {"publisher": r.get("source") or "evaluation set",
                      "url": r.get("url") or f"https://example.org/review/{r['id']}".replace(" ", "_"),
                      "datePublished": "2020-01-01", "lang": lang, "rating": "False",
                      "title": r.get("title") or r["text"][:60], "summary": ""}
            claim = {"id": r["id"], "claim": r["text"], "lang": lang, "variants": [], "topics": [], "verdict": "false",
                     "status": "published", "reviews": [review]}
            out.write(json.dumps(claim, ensure_ascii=False) + "\n")


class EvaluationData:
    """A folder with `sets/`, `background/` and `stance/`, of which some sets may be chosen."""

    def __init__(self, root, only=(), sample=0, worst=20):
        self.root, self.only, self.sample, self.worst = pathlib.Path(root), list(only), sample, worst
        if not self.root.is_dir():
            raise ReportError(f"{self.root}: no such folder of evaluation data (--data)")
        if not any((self.root / name).is_dir() for name in ("sets", "stance")):
            raise ReportError(f"{self.root}: holds neither sets/ nor stance/ (--data)")
        self.sets = self._folders("sets", ("corpus.jsonl", "queries.jsonl", "qrels.tsv"))
        self.stance_sets = self._folders("stance", ("corpus.jsonl",))
        if not self.sets and not self.stance_sets:
            raise ReportError(f"{self.root}: no set's name contains {' or '.join(self.only) or 'anything'} (--only)")

    def _folders(self, kind, needed):
        parent = self.root / kind
        if not parent.is_dir():
            return []
        found = [p for p in sorted(parent.iterdir())
                 if p.is_dir() and (not self.only or any(part in p.name for part in self.only))]
        for folder in found:
            for name in needed:
                if not (folder / name).is_file():
                    raise ReportError(f"{folder}: has no {name}")
        return found

    def backgrounds(self, set_name):
        """Files of ordinary content in the set's language, which its name ends with."""
        lang = "en" if set_name.endswith("_en") else "zh"
        return sorted((self.root / "background").glob(f"*_{lang}.jsonl"))

    def sampled(self, path, folder):
        """The file, or a copy of its first `sample` lines."""
        if not self.sample:
            return path
        copy = pathlib.Path(folder) / path.name
        with open(path, encoding="utf-8") as lines, open(copy, "w", encoding="utf-8") as out:
            for number, line in enumerate(lines):
                if number >= self.sample:
                    break
                out.write(line)
        return copy

    @property
    def topics(self):
        """Topics that speak about rumors, asked of every stance set; None when there are none."""
        path = self.root / "stance" / "topics_about_rumors_zh.jsonl"
        return path if path.is_file() else None
