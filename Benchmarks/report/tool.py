"""Runs the `errata` tool and reads its answers line by line."""
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from evaluation import ReportError, write_corpus


class Progress:
    """Says on standard error what is being done, and every ten seconds how far it is."""

    INTERVAL = 10

    def __init__(self, quiet=False):
        self.quiet = quiet

    def say(self, text):
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def counting(self, what, items):
        """Passes the items on and tells their number and time."""
        start = last = time.monotonic()
        count = 0
        for item in items:
            yield item
            count += 1
            now = time.monotonic()
            if now - last >= Progress.INTERVAL:
                last = now
                self.say(f"{what}: {count:,} so far")
        self.say(f"{what}: {count:,} in {time.monotonic() - start:.1f} s")


class Errata:
    """The built tool."""

    def __init__(self, path, progress):
        self.path, self.progress = str(path), progress
        self._running, self._lock, self._stopped = set(), threading.Lock(), False
        if not shutil.which(self.path):
            raise ReportError(f"{self.path}: no such program (--errata); build it with "
                              "`swift build -c release --product errata`")

    def index(self, claims, folder):
        """Builds an index of the claims in a folder."""
        corpus, index = folder / "corpus.jsonl", folder / "index.errata"
        write_corpus(claims, corpus)
        for _ in self._lines("index", "build", "--corpus", corpus, "--output", index):
            pass
        return index

    def match(self, index, items, top, what):
        """One answer an item, as `errata match` gives them: {"id", "matches"}."""
        lines = self._lines("match", "--index", index, "--top", top, "--min-score", 0, "--terms", items)
        return self.progress.counting(what, map(self._parsed, lines))

    def search(self, index, queries, top, what):
        """One answer a query, as `errata search --explain` gives them: {"id", "results"}."""
        lines = self._lines("search", "--index", index, "--top", top, "--explain", "--queries", queries)
        return self.progress.counting(what, map(self._parsed, lines))

    def stop(self):
        """Ends what still runs, after another part has failed."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _parsed(self, line):
        try:
            return json.loads(line)
        except ValueError:
            raise ReportError(f"{self.path}: wrote a line that is no JSON: {line[:200]!r}") from None

    def _start(self, command, errors):
        with self._lock:
            if self._stopped:
                raise ReportError("stopped")
            try:
                process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
            except OSError as error:
                raise ReportError(f"{self.path}: can't be run: {error.strerror}") from None
            self._running.add(process)
            return process

    def _lines(self, *arguments):
        command = [self.path, *map(str, arguments)]
        with tempfile.TemporaryFile() as errors:
            process = self._start(command, errors)
            try:
                yield from (line for line in process.stdout if line.strip())
                process.wait()
            finally:
                process.kill()
                process.wait()
                process.stdout.close()
                with self._lock:
                    self._running.discard(process)
            if process.returncode:
                errors.seek(0)
                message = errors.read().decode(errors="replace").strip()[-2000:]
                raise ReportError(f"{' '.join(command)}\nexit {process.returncode}: {message or 'no message'}")
