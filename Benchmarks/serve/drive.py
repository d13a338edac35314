#!/usr/bin/env python3
"""Loads a worker's POST /v1/label and tells throughput and latency.

Closed loop (default): each connection sends its next batch as soon as it has the answer of the one before, so the
worker is always as busy as it can be, and latency is what Little's law leaves (connections x batch / throughput).
Open loop (--rate): batches are due at fixed times whatever the worker does, and latency counts from when a batch was
due, so that a slow answer can't hide that others had to wait.

Standard library only. Processes share the connections; every answer is read to its end, and one in 50 is parsed and its
decisions are held against the versions that the answer states.

    drive.py --port 8080 --items items.jsonl --connections 64 --seconds 30
    drive.py --port 8080 --items items.jsonl --connections 64 --seconds 30 --rate 15000
"""
import argparse
import json
import multiprocessing
import queue
import random
import selectors
import socket
import sys
import time


class Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, host, port):
        self.address = (host, port)
        self.due = 0.0
        self.open()

    def open(self):
        self.socket = socket.create_connection(self.address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.needed = None

    def send(self, request, due):
        self.due = due
        self.socket.sendall(request)

    def receive(self):
        """Status, headers' text and body once the answer is whole, else None."""
        piece = self.socket.recv(262144)
        if not piece:
            raise ConnectionError("the worker closed the connection")
        self.buffer += piece
        if self.needed is None:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return None
            head = bytes(self.buffer[:end]).lower()
            place = head.index(b"content-length:") + 15
            length = int(head[place : (head + b"\r\n").index(b"\r\n", place)])
            self.needed = (end + 4, end + 4 + length)
        start, whole = self.needed
        if len(self.buffer) < whole:
            return None
        status = int(self.buffer[9:12])
        body = bytes(self.buffer[start:whole])
        del self.buffer[:whole]
        self.needed = None
        return status, body


def requests(path, batch, record, count, seed):
    """Whole requests with their batches, drawn from a file of items."""
    lines = [line.strip() for line in open(path, encoding="utf-8") if line.strip()]
    chance = random.Random(seed)
    made = []
    for number in range(count):
        items = []
        for _ in range(batch):
            item = json.loads(lines[chance.randrange(len(lines))])
            # Recorded items get ids of their own, so that each is new to the record.
            name = f"{seed}-{number}-{len(items)}" if record else item["id"]
            items.append({"id": name, "text": item["text"]})
        body = json.dumps({"items": items, "record": record}, ensure_ascii=False).encode()
        head = (
            "POST /v1/label HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        made.append(head + body)
    return made


def check(body, batch):
    """Whether an answer is whole, and its decisions rest on the versions that it states."""
    answer = json.loads(body)
    decisions = answer["decisions"]
    if len(decisions) != batch:
        return False
    versions = [(d["corpusRevision"], d["policyVersion"]) for d in decisions if "corpusRevision" in d]
    return all(pair == (answer["corpusRevision"], answer["policyVersion"]) for pair in versions)


def drive(options, number, results):
    made = requests(options.items, options.batch, options.record, options.distinct, options.seed + number)
    share = options.connections // options.processes + (1 if number < options.connections % options.processes else 0)
    connections = [Connection(options.host, options.port) for _ in range(share)]
    selector = selectors.DefaultSelector()
    for connection in connections:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    latencies, statuses, mixed, turn = [], {}, 0, 0
    begin = time.perf_counter() + 0.2
    end = begin + options.seconds
    warm = begin + options.warm
    gap = options.batch * options.processes / options.rate if options.rate else 0
    due = begin + gap * number / options.processes
    free, waiting = list(connections), []
    if not options.rate:
        for connection in connections:
            connection.send(made[turn % len(made)], time.perf_counter())
            turn += 1
        free = []
    while time.perf_counter() < end:
        now = time.perf_counter()
        if options.rate:
            while due <= now:
                waiting.append(due)
                due += gap
            while waiting and free:
                # In turn, so that none is closed for having nothing to do.
                free.pop(0).send(made[turn % len(made)], waiting.pop(0))
                turn += 1
        pause = min(0.05, max(0, due - now)) if options.rate else 0.05
        for key, _ in selector.select(pause):
            connection = key.data
            answer = connection.receive()
            if answer is None:
                continue
            status, body = answer
            now = time.perf_counter()
            statuses[status] = statuses.get(status, 0) + 1
            if status == 200 and connection.due >= warm:
                latencies.append(now - connection.due)
                if len(latencies) % 50 == 0 and not check(body, options.batch):
                    mixed += 1
            if options.rate:
                free.append(connection)
            else:
                connection.send(made[turn % len(made)], now)
                turn += 1
    results.put((latencies, statuses, mixed, len(waiting)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--items", required=True, help="items as JSON Lines")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warm", type=float, default=2, help="seconds at the start that don't count")
    parser.add_argument("--rate", type=float, default=0, help="items a second to send; 0 for as fast as answers come")
    parser.add_argument("--record", action="store_true", help="have decisions recorded")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--distinct", type=int, default=200, help="different batches of each process")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=drive, args=(options, number, results)) for number in range(options.processes)
    ]
    for process in processes:
        process.start()
    health, failed = [], 0
    stop = time.perf_counter() + options.seconds
    while time.perf_counter() < stop:
        start = time.perf_counter()
        try:
            probe = Connection(options.host, options.port)
            probe.send(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", start)
            while probe.receive() is None:
                pass
            probe.socket.close()
            health.append(time.perf_counter() - start)
        except OSError:
            failed += 1
        time.sleep(0.2)
    try:
        gathered = [results.get(timeout=30) for _ in processes]
    except queue.Empty:
        for process in processes:
            process.terminate()
        sys.exit("a process of the driver has died")
    for process in processes:
        process.join()
    report(options, gathered, sorted(health), failed)


def report(options, gathered, health, failed):
    latencies = sorted(value for one in gathered for value in one[0])
    statuses = {}
    for one in gathered:
        for status, count in one[1].items():
            statuses[status] = statuses.get(status, 0) + count

    def at(values, share):
        return values[min(len(values) - 1, int(len(values) * share))] * 1000 if values else float("nan")

    seconds = options.seconds - options.warm
    print(
        json.dumps(
            {
                "loop": f"open, {options.rate:.0f} items/s" if options.rate else "closed",
                "connections": options.connections,
                "batch": options.batch,
                "record": options.record,
                "items/s": round(len(latencies) * options.batch / seconds),
                "p50 ms": round(at(latencies, 0.5), 1),
                "p90 ms": round(at(latencies, 0.9), 1),
                "p99 ms": round(at(latencies, 0.99), 1),
                "worst ms": round(at(latencies, 1), 1),
                "statuses": statuses,
                "mixed answers": sum(one[2] for one in gathered),
                "unsent at the end": sum(one[3] for one in gathered),
                "health p99 ms": round(at(health, 0.99), 1),
                "health failed": failed,
            }
        )
    )
    if any(status >= 500 and status != 503 for status in statuses) or any(one[2] for one in gathered):
        sys.exit(1)


if __name__ == "__main__":
    main()
