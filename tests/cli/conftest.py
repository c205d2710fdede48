"""The command line as a user runs it."""

import subprocess
import sys

import pytest


@pytest.fixture
def majiao(tmp_path):
    """Run a command in an empty folder; give (exit code, stdout, stderr)."""

    def run(*args, stdin=b""):
        command = [sys.executable, "-m", "majiao", *map(str, args)]
        done = subprocess.run(  # noqa: S603  our own
            command, input=stdin, capture_output=True, cwd=tmp_path, timeout=60, check=False
        )
        return done.returncode, done.stdout, done.stderr.decode()

    return run
