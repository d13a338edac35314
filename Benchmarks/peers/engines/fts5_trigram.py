"""SQLite FTS5 with the trigram tokenizer: its best ten, re-ranked by the share of the claim's 3-grams in the post."""
import sqlite3

from engines import base
from engines.files import FileEngine
from workload import grams

DEPTH = 10


class Engine(FileEngine):
    def build(self, texts):
        self.texts = texts
        self.db = sqlite3.connect(self.folder / "claims.sqlite", isolation_level=None)
        for setting in ("journal_mode=off", "synchronous=off", "cache_size=-1000000"):
            self.db.execute(f"PRAGMA {setting}")
        self.db.execute("CREATE VIRTUAL TABLE claims USING fts5(text, tokenize='trigram')")
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO claims(rowid, text) VALUES(?, ?)", enumerate(texts))
        self.db.execute("COMMIT")
        self.db.execute("INSERT INTO claims(claims) VALUES('optimize')")

    def best(self, text):
        phrases = ['"' + gram.replace('"', '""') + '"' for gram in grams(text) if len(gram) == 3]
        if not phrases:
            return None
        found = self.db.execute(f"SELECT rowid FROM claims WHERE claims MATCH ? ORDER BY rank LIMIT {DEPTH}",
                                (" OR ".join(phrases),))
        return base.best_by(base.containment, self.texts, [place for place, in found], text)
