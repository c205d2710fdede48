"""Latency of `POST /v1/decisions`, asked from this process of a server in another one."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from majiao.lab.bench.figures import Figure, percentile
from majiao.lab.workload import workload

RATE = 500
SECONDS = 20
CONNECTIONS = 16
KINDS = ("login", "field_edit", "message")

_FLOOR = """
import asyncio, sys
ANSWER = b'HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\n{}'
async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            size = int(head.lower().split(b"content-length:")[1].split(b"\\r\\n")[0])
            await reader.readexactly(size)
            writer.write(ANSWER)
    except asyncio.IncompleteReadError:
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()
asyncio.run(main())
"""


def bench_decisions(rate: int = RATE, seconds: int = SECONDS) -> Iterator[Figure]:
    """Measure at a fixed rate; a request's clock starts when it was due, not when it was sent.

    So a server that stalls is charged for the requests that had to wait.
    """
    bodies = list(workload(rate * seconds, KINDS))
    with tempfile.TemporaryDirectory(prefix="majiao-bench-") as folder:
        port = _free_port()
        data = ["--data", folder, "--port", str(port)]
        with _process([sys.executable, "-m", "majiao", "serve", *data], port) as process:
            key = (Path(folder) / "first-key.txt").read_text(encoding="utf-8").strip()
            took = asyncio.run(_load(port, key, bodies, rate))
            memory = _memory_of(process.pid)
    yield _figure(f"POST /v1/decisions at {rate}/s", took, seconds, memory)
    port = _free_port()
    with _process([sys.executable, "-c", _FLOOR, str(port)], port):
        took = asyncio.run(_load(port, "none", bodies, rate))
    yield _figure("  floor: asyncio, empty answer", took, seconds, None)


def _figure(name: str, took: list[float], seconds: int, memory: float | None) -> Figure:
    took.sort()
    p50, p99 = (percentile(took, share) * 1000 for share in (0.5, 0.99))
    return Figure(name, len(took) / seconds, None, p50, p99, memory)


async def _load(port: int, key: str, bodies: list[bytes], rate: int) -> list[float]:
    """Send every body at its time over keep-alive connections; give each one's seconds."""
    due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    took: list[float] = []
    workers = [asyncio.create_task(_worker(port, key, due, took)) for _ in range(CONNECTIONS)]
    start = time.perf_counter() + 0.5
    for number, body in enumerate(bodies):
        at = start + number / rate
        await asyncio.sleep(at - time.perf_counter())
        due.put_nowait((at, body))
    await due.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return took


async def _worker(
    port: int, key: str, due: asyncio.Queue[tuple[float, bytes]], took: list[float]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        "POST /v1/decisions HTTP/1.1\r\nhost: 127.0.0.1\r\n"
        f"authorization: Bearer {key}\r\ncontent-type: application/json\r\n"
    )
    try:
        while True:
            at, body = await due.get()
            writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(answer.decode())
            size = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(size)
            took.append(time.perf_counter() - at)
            due.task_done()
    finally:
        writer.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the end of the block; it is there when the block begins."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:  # noqa: S603  our own
        try:
            _wait_for(port, process)
            yield process
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes], patience: float = 30.0) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server to be measured did not start")


def _memory_of(pid: int) -> float | None:
    path = Path(f"/proc/{pid}/statm")
    if not path.exists():
        return None
    pages = int(path.read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
