"""Processes on chosen cores: one that runs to its end, and a peer's that answers requests."""
import contextlib
import dataclasses
import json
import math
import os
import pathlib
import selectors
import signal
import subprocess
import sys

WORKER, LAUNCHER = (pathlib.Path(__file__).with_name(name) for name in ("worker.py", "launch.py"))
ENVIRONMENT = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


class EngineFailed(Exception):
    """An engine that can't be measured. The others go on."""


def usable_cores():
    """The cores that this process may use; their number alone where a system can't pin."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def can_pin():
    return hasattr(os, "sched_setaffinity")


@contextlib.contextmanager
def pinned(cores):
    """Processes that are started inside stay on the given cores."""
    if not can_pin():
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def how_it_ended(code, errors):
    """An exit code and what a process wrote of it to standard error: where it tells of a crash, or the last line."""
    if isinstance(code, int):
        code = f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"
    lines = errors.decode(errors="replace").strip().splitlines()
    told = [line for line in lines if "crashed" in line] or lines[-1:]
    return ": ".join([str(code), *(line.strip("* ")[:300] for line in told[:1])])


@dataclasses.dataclass
class Usage:
    """What a command that has ended took."""

    wall: float
    cpu: float
    peak: int


def run(command, cores, output, seconds):
    """Runs a command to its end, with its standard output in a file. It is killed after some seconds."""
    errors = output.with_suffix(".errors")
    launched = [sys.executable, LAUNCHER, output, errors, *command]
    with pinned(cores):
        process = subprocess.Popen(list(map(str, launched)), stdout=subprocess.PIPE, start_new_session=True)
    try:
        told = json.loads(process.communicate(timeout=seconds)[0] or b'{"code": "not run"}')
    except subprocess.TimeoutExpired:
        raise EngineFailed(f"{' '.join(command[1:3])}: not done after {seconds:g} s") from None
    finally:
        end_group(process)
    code = told.pop("code")
    if code:
        raise EngineFailed(f"{' '.join(command[1:3])}: {how_it_ended(code, errors.read_bytes())}")
    return Usage(**told)


def end_group(process):
    """Ends a process and those that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def checked_answers(rows, claims, posts):
    """The answers of a peer, by the place of the post."""
    answers = {}
    for place, *answer in rows:
        if answer and not (answer[0] in range(claims) and isinstance(answer[1], (int, float))
                           and math.isfinite(answer[1])):
            raise EngineFailed(f"answered {answer} to a post")
        answers[place] = tuple(answer) or None
    if any(place not in range(posts) for place in answers):
        raise EngineFailed("answered posts that it wasn't given")
    return answers


class PeerProcess:
    """A peer in a process of its own, on one core. Used as a context; leaving it ends the process."""

    def __init__(self, module, claims, posts, folder, core, memory):
        self.arguments = [module, str(claims), str(posts), str(folder), str(memory)]
        self.core, self.errors = core, folder / "errors"

    def __enter__(self):
        with open(self.errors, "wb") as errors, pinned({self.core}):
            self.process = subprocess.Popen(
                [sys.executable, str(WORKER), *self.arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=errors, text=True, encoding="utf-8", env={**os.environ, **ENVIRONMENT})
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.process.stdout.close()

    def built(self, seconds):
        return self._reply(seconds)

    def round(self, seconds, patience):
        """One round, which isn't waited for longer than the patience."""
        self._ask(f"round {seconds}")
        return self._reply(patience)

    def answers(self, claims, posts, seconds):
        self._ask("answers")
        return checked_answers(self._reply(seconds), claims, posts)

    def _ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except OSError:
            raise self._failure() from None

    def _reply(self, seconds):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(seconds):
                raise EngineFailed(f"not done after {seconds:g} s")
        line = self.process.stdout.readline()
        if not line:
            raise self._failure()
        return json.loads(line)

    def _failure(self):
        return EngineFailed(how_it_ended(self.process.wait(), self.errors.read_bytes()))
