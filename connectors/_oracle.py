"""Oracle's two drivers: thin, which needs nothing, and thick, which knows servers before 12.1.

python-oracledb fixes its mode for the whole process at the first connection that succeeds (26.1:
`driver_mode.py`; afterwards init_oracle_client gives DPY-2019). Thick after a failed thin try would
thus work or not by the order in which sources come; worse, until the mode is fixed every other
connect waits for the one that runs, so one silent listener would hold up all Oracle sources. So the
mode is chosen before the first try: thick where DASHBOARD_ORACLE_CLIENT names the folder of Oracle
Instant Client (19 is the newest that still speaks to 11.2; `default`: where the system's loader
finds it), thin otherwise, and DPY-3010 is answered with what to install.
No Oracle server was at hand: tried with the driver's own errors only.
"""

import os
import threading

import oracledb

from connectors._contract import Source, SourceChanged

VARIABLE = "DASHBOARD_ORACLE_CLIENT"
INSTALL = (
    "pasang Oracle Instant Client 19 (Basic Light) dari oracle.com beserta `apt-get install "
    f"libaio1`, isi {VARIABLE} dengan foldernya, lalu jalankan ulang dasbor"
)
_turn = threading.Lock()


def choose_mode(source: Source) -> None:
    """Fix the driver's mode, once. Raises SourceChanged when thick is wanted and cannot be had."""
    folder = os.environ.get(VARIABLE, "")
    with _turn:
        try:
            if not folder:
                oracledb.enable_thin_mode()  # type: ignore[no-untyped-call]
            elif oracledb.is_thin_mode():
                oracledb.init_oracle_client(lib_dir=None if folder == "default" else folder)
        except oracledb.Error as error:
            if "DPY-2053" in str(error) and not folder:
                return  # somebody in this process chose thick: it serves us as well
            raise SourceChanged(
                f"{source.code}: Oracle Instant Client tidak dapat dipakai; {INSTALL}"
            ) from None
