"""What the tests of delivery carry, when, and how long they wait."""

from datetime import UTC, datetime

from dashboard import delivery

NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # Tuesday morning in the regency
PATIENT = delivery.Limits(connect=10, answer=10, accept=10, whole=30, web=10, folder=10)
HASTY = delivery.Limits(connect=0.3, answer=0.3, accept=0.3, whole=10, web=0.3, folder=0.3)
PDF = b"%PDF-1.7\n.\n.. titik\r\n" + bytes(range(256)) * 300
XLSX = b"PK\x03\x04" + bytes(reversed(range(256))) * 99
SECRET = "rahasia-webhook-untuk-uji-yang-panjang"
