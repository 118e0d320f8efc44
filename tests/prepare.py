"""Installs what the tests need from Debian's packages, where that may be done.

Run by `make test`. Nothing to do: silent and fast. Otherwise it installs as root or through a
password-less sudo, or says the one command to run and fails.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
POSTGRES = Path("/usr/lib/postgresql")  # Debian keeps the server's programs out of PATH
# The packages would start their own servers, and the tests start private ones. Debian asks
# policy-rc.d before it starts anything, so there is one for the moment; a machine that has one
# already has said what it wants. (RUNLEVEL=1 does not help: systemd's packages do not look at it.)
INSTALL = """
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
trap 'exit 1' INT TERM HUP
if [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    printf '#!/bin/sh\\nexit 101\\n' > $policy
    chmod 755 $policy
fi
apt-get update
apt-get install -y --no-install-recommends "$@"
"""


def there(program: str) -> bool:
    """Whether the program can be found."""
    return shutil.which(program, path=PATH) is not None


def missing() -> dict[str, str]:
    """The packages whose programs are not there, each with the name that people know."""
    found = {
        ("mariadb-server", "MariaDB"): there("mariadbd") and there("mariadb-install-db"),
        ("postgresql", "PostgreSQL"): any(POSTGRES.glob("*/bin/initdb")),
        ("chromium", "Chromium"): there("chromium"),
        ("poppler-utils", "pdftoppm"): there("pdftoppm"),
        ("libltdl7", "pustaka driver SQL Server"): bool(find_library("ltdl")),
        ("default-jre-headless", "Java"): there("java"),
        ("libgssapi-krb5-2", "pustaka Kerberos"): bool(find_library("gssapi_krb5")),
    }
    return dict(package for package, is_there in found.items() if not is_there)


def privilege() -> list[str] | None:
    """What to put before a command to run it as root; None when that may not be done."""
    if os.geteuid() == 0:
        return []
    if not there("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def main() -> int:
    """Install what is missing; 0 when everything is there."""
    packages = missing()
    if not packages:
        return 0
    names = ", ".join(packages.values())
    command = (
        "sudo apt-get update && "
        f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    )
    before = privilege()
    if before is None or not there("apt-get"):
        sys.stderr.write(f"Uji memerlukan {names}. Jalankan:\n\n  {command}\n\n")
        return 1
    sys.stdout.write(f"Memasang {names} dari paket Debian…\n")
    sys.stdout.flush()
    done = subprocess.run([*before, "sh", "-c", INSTALL, "sh", *packages], check=False)
    if done.returncode or missing():
        sys.stderr.write(
            f"{names} gagal dipasang. Jalankan sendiri, lalu ulangi:\n\n  {command}\n\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
