"""What the tests of delivery carry, when, and how long they wait."""

from datetime import UTC, datetime

from dashboard import delivery

NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # Tuesday morning in the regency
LIMITS = delivery.Limits(connect=2, answer=0.3, accept=0.3, whole=2, web=0.4, folder=0.4)
PDF = b"%PDF-1.7\n.\n.. titik\r\n" + bytes(range(256)) * 300
XLSX = b"PK\x03\x04" + bytes(reversed(range(256))) * 99
SECRET = "rahasia-webhook-untuk-uji-yang-panjang"
