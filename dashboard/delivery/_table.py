"""One section of the operator's file, taken apart key by key."""

import re
from pathlib import Path
from typing import Any

from dashboard.delivery._addresses import Wrong, ca_file
from dashboard.delivery._outcome import plain
from dashboard.settings import Settings


class Table:
    """One section: each key is taken out as it is read, and what is left over is unknown."""

    def __init__(self, name: str, values: dict[str, Any], settings: Settings) -> None:
        self.name, self.left, self.settings = name, dict(values), settings
        self.known: list[str] = []

    def wrong(self, key: str, expected: str) -> Wrong:
        """What to raise about a key of this section."""
        where = f"[{self.name}] {plain(key)}" if self.name else f"[{plain(key)}]"
        return Wrong(f"{where}: {expected}")

    def take(self, key: str, kind: type, expected: str, default: Any = ...) -> Any:
        """The value of a key. Raises Wrong when there is none, or one of another kind."""
        self.known.append(key)
        value = self.left.pop(key, default)
        if value is ...:
            raise self.wrong(key, f"belum ada; isi dengan {expected}")
        if value is not default and type(value) is not kind:  # a bool is an int
            raise self.wrong(key, f"salah jenis; isi dengan {expected}")
        return value

    def text(self, key: str, expected: str, default: Any = ...) -> Any:
        """As `take`, of words on one line."""
        value = self.take(key, str, expected, default)
        if value == "" or (value and not value.isprintable()):
            raise self.wrong(key, f"kosong atau memuat tanda aneh; isi dengan {expected}")
        return value

    def number(self, key: str, most: int, default: int) -> int:
        """A whole number from 0 to `most`."""
        expected = f"bilangan bulat 0 sampai {most}"
        value = self.take(key, int, expected, default)
        if not 0 <= value <= most:
            raise self.wrong(key, f"{value} tidak mungkin; isi dengan {expected}")
        return int(value)

    def named(self, key: str, expected: str) -> tuple[str, str]:
        """An environment variable, and what is in it."""
        name = self.text(key, f"nama variabel lingkungan yang memuat {expected}")
        if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", name):  # not repeated: it may be the thing itself
            raise self.wrong(
                key,
                "tulis NAMA variabel lingkungan (huruf besar, angka, garis bawah), bukan isinya; "
                f"variabel itu memuat {expected}",
            )
        if not (value := self.settings.environ.get(name, "")):
            raise self.wrong(key, f"variabel {name} belum diisi; isi dengan {expected}")
        return name, value

    def file(self, key: str) -> Path | None:
        """A file of certificates; None when the key is not there."""
        text = self.text(key, "jalur berkas PEM", None)
        try:
            return ca_file(text) if text else None
        except Wrong as error:
            raise self.wrong(key, str(error)) from None

    def section(self, key: str) -> "Table | None":
        """A section of this section; None when it is not there."""
        values = self.take(key, dict, f"bagian [{key}]", None)
        name = f"{self.name}.{key}" if self.name else key
        return None if values is None else Table(name, values, self.settings)

    def done(self) -> None:
        """Raise Wrong for a key that nobody asked for."""
        for key in self.left:
            raise self.wrong(key, f"tidak dikenal; yang dikenal: {', '.join(self.known)}")
