#!/usr/bin/env python3
"""A client of the worker with Python's standard library: keep-alive, gzip, retries that honour Retry-After."""
import gzip
import http.client
import json
import os
import time
import urllib.parse


class Errata:
    """One connection to a worker."""

    def __init__(self, url, key=None, timeout=10):
        parts = urllib.parse.urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(parts.hostname, parts.port, timeout=timeout)
        self.headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
        if key:
            self.headers["Authorization"] = f"Bearer {key}"

    def call(self, method, target, body=None, tries=4):
        """The answer as JSON. A busy worker (429, 503) is asked again after the time that it names."""
        for left in reversed(range(tries)):
            data = None if body is None else json.dumps(body).encode()
            self.connection.request(method, target, data, self.headers)
            answer = self.connection.getresponse()
            text = answer.read()
            if answer.getheader("Content-Encoding") == "gzip":
                text = gzip.decompress(text)
            if answer.status in (429, 503) and left:
                time.sleep(float(answer.getheader("Retry-After", "1")))
                continue
            value = json.loads(text)
            if answer.status >= 400:
                raise RuntimeError(f"{value['title']}: {value['detail']} (request {value['requestId']})")
            return value
        raise RuntimeError("unreachable")

    def weights(self, items, deadline_ms=50):
        """A ranking weight for each item; 1 for whatever can't be judged, so that a feed never empties."""
        try:
            answer = self.call("POST", "/v1/label", {"items": items, "deadlineMs": deadline_ms})
        except (OSError, RuntimeError, http.client.HTTPException):
            self.connection.close()
            return [1.0] * len(items)
        return [decision["weight"] for decision in answer["decisions"]]


if __name__ == "__main__":
    worker = Errata(os.environ.get("ERRATA_URL", "http://127.0.0.1:8080"), os.environ.get("ERRATA_KEY"))
    posts = [
        {"id": "py-1", "text": "喝白酒可以杀死新冠病毒,每天两杯"},
        {"id": "py-2", "text": "We walked along the Great Wall today, what a view"},
        {"id": "py-3"},
    ]
    print("weights", worker.weights(posts, deadline_ms=2000))
    for decision in worker.call("POST", "/v1/label", {"items": posts, "record": False})["decisions"]:
        print(decision.get("id"), decision["weight"], decision.get("error", {}).get("detail", ""))
    print(worker.call("GET", "/v1/search?q=5g&top=1")["results"][0]["claim"])
