"""The server as it is started in production, in a process of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def served():
    """The address of a server that is stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-c", "config/gunicorn.py"]
    command += ["--no-control-socket", "--bind", address]
    environment = {**os.environ, "SECRET_KEY": "unused", "ALLOWED_HOSTS": "127.0.0.1"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    yield f"http://{address}"
    server.terminate()
    server.wait(timeout=30)


def answer(address: str) -> int:
    """Return the status of an address, once the server listens."""
    for _ in range(300):
        try:
            return urlopen(address, timeout=10).status
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            sleep(0.1)
    raise TimeoutError(address)


def test_an_address_may_hold_a_search_of_five_thousand_characters(served):
    assert answer(f"{served}/healthz?q={'x' * 5000}") == 200
