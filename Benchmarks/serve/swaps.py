#!/usr/bin/env python3
"""Swaps the index that a worker serves, again and again, while `drive.py` loads it.

    errata serve --index live.idx --store none &
    drive.py --items items.jsonl --seconds 60 & swaps.py --live live.idx --from a.idx b.idx --count 100
"""
import argparse
import http.client
import json
import os
import shutil
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--live", required=True, help="the index file that the worker serves")
    parser.add_argument("--from", dest="sources", nargs="+", required=True, help="indexes to put there in turn")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--pause", type=float, default=0.2)
    options = parser.parse_args()
    failed, slowest, revisions = 0, 0.0, set()
    for number in range(options.count):
        beside = options.live + ".new"
        shutil.copyfile(options.sources[number % len(options.sources)], beside)
        os.replace(beside, options.live)
        connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=120)
        start = time.perf_counter()
        connection.request("POST", "/v1/admin/reload")
        answer = connection.getresponse()
        status = json.loads(answer.read())
        slowest = max(slowest, time.perf_counter() - start)
        if answer.status == 200:
            revisions.add(status["corpusRevision"])
        else:
            failed += 1
        time.sleep(options.pause)
    print(json.dumps({"swaps": options.count, "failed": failed, "revisions": len(revisions), "slowest s": round(slowest, 2)}))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
