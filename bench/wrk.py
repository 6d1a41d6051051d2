"""Runs wrk and reads what it says."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from running import need

CONNECTIONS = 32


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw: answers a second, the 50th and 99th of a hundred in milliseconds, failures."""

    rate: float
    p50: float
    p99: float
    failed: int


def wrk(url: str, seconds: float, headers: Mapping[str, str]) -> Load:
    """Ask one address over 32 connections for so many whole seconds."""
    command = [need("wrk", "wrk"), "-t2", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "20s"]
    command += ["-s", str(Path(__file__).with_name("wrk.lua"))]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    run = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    seen = json.loads(run.stdout.strip().splitlines()[-1])
    return Load(seen["requests"] / seen["seconds"], seen["p50"], seen["p99"], seen["failed"])
