"""`make audit`: asks for known vulnerabilities of every locked package, and says so where the answer can't be had.

Exit code 0: asked for all, none known. 1: there are some, listed. 2: the data was not reached, so nothing is known.
pip-audit alone ends with 0 where an index doesn't know its packages, which looks like a clean bill.
"""

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
LOCK = FOLDER / "requirements.lock"
COMMAND = ("-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def main() -> int:
    """Print what is known of the locked packages; return the exit code (see above)."""
    command = [sys.executable, *COMMAND, "-r", str(LOCK)]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (our own words)
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (asked.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]
        print(f"The data of vulnerabilities could not be reached, so nothing is known: {last}")
        return 2
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    found = [(package, fault) for package in packages for fault in package.get("vulns", [])]
    for package, fault in found:
        fixed = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {fault['id']}, mended in {fixed}")
    if unknown:
        print(f"Nothing is known of {len(unknown)} of {len(packages)} packages; the index has no data of {unknown[0]}.")
        return 1 if found else 2
    print(f"{len(packages)} packages asked for, {len(found)} known vulnerabilities.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
