"""Installs what the tests need from Debian's packages, where that may be done.

Run by `make test`. Nothing to do: silent and fast. Otherwise it installs as root or through a
password-less sudo, or prints the one command to run and fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

POSTGRES = Path("/usr/lib/postgresql")
NEEDED = {
    "mariadb-server": lambda: shutil.which("mariadbd", path=PATH),
    "postgresql": lambda: next(POSTGRES.glob("*/bin/initdb"), None),
    "chromium": lambda: shutil.which("chromium", path=PATH),
    "poppler-utils": lambda: shutil.which("pdftoppm", path=PATH),
}
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin"
POLICY = Path("/usr/sbin/policy-rc.d")


def missing() -> list[str]:
    """The packages whose programs are not there."""
    return [package for package, found in NEEDED.items() if not found()]


def privilege() -> list[str] | None:
    """What to put before a command to run it as root; None when that may not be done."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n", "env"]
    return None


def install(packages: list[str], before: list[str]) -> int:
    """Install the packages and return apt's exit status."""
    environ = (
        ["env", "DEBIAN_FRONTEND=noninteractive"]
        if not before
        else [*before, "DEBIAN_FRONTEND=noninteractive"]
    )
    # The packages would start their servers; the tests start their own and private ones. Debian
    # asks this file, which is put there for the moment only.
    quiet = os.geteuid() == 0 and not POLICY.exists()
    if quiet:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            status = subprocess.run([*environ, *command], check=False).returncode
            if status:
                return status
    finally:
        if quiet:
            POLICY.unlink()
    return 0


def main() -> int:
    """Install what is missing; 0 when everything is there."""
    packages = missing()
    if not packages:
        return 0
    command = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    before = privilege()
    if before is None or shutil.which("apt-get") is None:
        sys.stderr.write(f"Uji memerlukan {', '.join(packages)}. Jalankan:\n\n  {command}\n\n")
        return 1
    sys.stdout.write(f"Memasang {', '.join(packages)} dari paket Debian…\n")
    sys.stdout.flush()
    if install(packages, before) or missing():
        sys.stderr.write(f"Pemasangan gagal. Jalankan sendiri, lalu ulangi:\n\n  {command}\n\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
