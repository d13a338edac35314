"""Runs an engine on posts, in rounds that are bounded in time."""
import statistics
import time

CHUNK_SECONDS = 0.01


class Rounds:
    """Each round goes on where the one before stopped, so that a slow engine answers other posts in each. A round ends
    when all posts were run once or its time is over. Answers are kept as first given, by the place of the post."""

    def __init__(self, best, texts, wall=time.perf_counter, cpu=time.process_time):
        self.best, self.texts, self._wall, self._cpu = best, texts, wall, cpu
        self.answers, self._place = {}, 0

    def run(self, seconds):
        """One round: the number of posts, wall time and CPU time."""
        done, chunk, wall, cpu = 0, 1, 0.0, 0.0
        while done < len(self.texts) and (wall < seconds or not done):
            part = self.texts[self._place:self._place + min(chunk, len(self.texts) - done)]
            started, cpu_started = self._wall(), self._cpu()
            found = [self.best(text) for text in part]
            took, cpu_took = self._wall() - started, self._cpu() - cpu_started
            wall, cpu, done = wall + took, cpu + cpu_took, done + len(part)
            self._keep(found)
            if took < CHUNK_SECONDS:
                chunk *= 2
        return {"posts": done, "wall": wall, "cpu": cpu}

    def _keep(self, found):
        for place, answer in enumerate(found, self._place):
            self.answers.setdefault(place, answer)
        self._place = (self._place + len(found)) % len(self.texts)


def spread_of(values):
    """Median, least and most."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def speeds(rounds, clock):
    """Posts a second of each round."""
    return [r["posts"] / max(r[clock], 1e-9) for r in rounds]
