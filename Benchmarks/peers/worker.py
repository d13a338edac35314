#!/usr/bin/env python3
"""Runs one peer in a process of its own, for peers.py: builds it, then does a round for each line that asks for one.

usage: worker.py MODULE CLAIMS POSTS FOLDER MEMORY_BYTES

CLAIMS and POSTS hold one normalized text a line. It answers on standard output with one line of JSON each: first of the
build, then for `round SECONDS` of the round, and for `answers` all answers as [place, claim, score], where it ends.
"""
import contextlib
import gc
import importlib
import json
import os
import pathlib
import resource
import sys
import tempfile
import time

from rounds import Rounds

WARMING = 3


def texts(path):
    return pathlib.Path(path).read_text(encoding="utf-8").split("\n")[:-1]


def memory_bytes(name):
    """Memory now (VmRSS) or at its peak (VmHWM); the peak, where the system doesn't tell them apart. The peak that
    `getrusage` knows may be that of the process that started this one."""
    with contextlib.suppress(OSError):
        for line in pathlib.Path("/proc/self/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def build(module, claims):
    """The engine and what its building took. The texts of the claims aren't counted as part of the index."""
    engine = importlib.import_module(module).Engine()
    gc.collect()
    gc.disable()  # to the peers' advantage: building many objects is faster without
    before, started, cpu = memory_bytes("VmRSS"), time.perf_counter(), time.process_time()
    engine.build(claims)
    took = {"build_seconds": time.perf_counter() - started, "build_cpu": time.process_time() - cpu}
    gc.collect()
    gc.freeze()
    size = engine.index_bytes()
    took["index_bytes"] = max(0, memory_bytes("VmRSS") - before) if size is None else size
    return engine, {**took, "index_in_files": size is not None, "peak_build": memory_bytes("VmHWM")}


def main(module, claims, posts, folder, memory):
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a package prints doesn't mix with the replies
    with contextlib.suppress(ValueError, OSError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    tempfile.tempdir = folder

    def reply(value):
        replies.write(json.dumps(value) + "\n")
        replies.flush()

    post_texts = texts(posts)
    engine, built = build(module, texts(claims))
    for text in post_texts[:WARMING]:
        engine.best(text)
    rounds = Rounds(engine.best, post_texts)
    reply(built)
    for line in sys.stdin:
        if line.startswith("round "):
            reply({**rounds.run(float(line.split()[1])), "peak_match": memory_bytes("VmHWM")})
        else:
            reply([[place, *(answer or ())] for place, answer in rounds.answers.items()])
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
