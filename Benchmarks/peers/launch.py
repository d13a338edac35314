"""Runs a command to its end and writes a line of JSON with its exit code, wall time, CPU time and peak memory.

usage: launch.py OUTPUT ERRORS COMMAND …

A process of its own because a system may count the memory of the one that starts a command as the command's: this one
is small.
"""
import json
import os
import subprocess
import sys
import time

MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def main(output, errors, *command):
    with open(output, "wb") as out, open(errors, "wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"code": process.returncode, "wall": wall, "cpu": usage.ru_utime + usage.ru_stime,
                      "peak": usage.ru_maxrss * MEMORY_UNIT}))


if __name__ == "__main__":
    main(*sys.argv[1:])
