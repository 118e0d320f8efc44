"""Counts failed sign-ins of each address. Each process counts for itself.

The keys cannot be guessed; this keeps a machine that tries all the same from filling the log.
"""

import threading
from collections import OrderedDict

MOST = 10  # failures
WITHIN_S = 600.0
ADDRESSES = 4096  # that are remembered


class Attempts:
    """Failed sign-ins by address. `now` is seconds on a clock that never goes back."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def too_many(self, address: str, now: float) -> bool:
        """Whether the address must wait."""
        with self._lock:
            recent = [at for at in self._failed.get(address, []) if now - at < WITHIN_S]
            return len(recent) >= MOST

    def fail(self, address: str, now: float) -> None:
        """Count a failure."""
        with self._lock:
            recent = [at for at in self._failed.pop(address, []) if now - at < WITHIN_S]
            self._failed[address] = [*recent, now][-MOST:]
            while len(self._failed) > ADDRESSES:
                self._failed.popitem(last=False)
