"""One parcel as one letter, as it goes over the line."""

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from dashboard.delivery._outcome import Parcel
from dashboard.delivery._plan import Mail

TYPES = {
    "pdf": ("application", "pdf"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
SEVEN_BIT = SMTP.clone(cte_type="7bit")  # no server has to know 8BITMIME


def letter(mail: Mail, parcel: Parcel, address: str) -> EmailMessage:
    """The parcel for one address. Its Message-ID is the same from try to try, so a mailbox that
    tells letters apart by it keeps one."""
    made = EmailMessage(policy=SEVEN_BIT)
    made["From"] = mail.sender
    made["To"] = address
    made["Subject"] = parcel.subject
    made["Date"] = formatdate()
    made["Message-ID"] = f"<{number(parcel, address)}@{mail.mailbox.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(f"{parcel.text.rstrip()}\n")
    for name, body in parcel.files.items():
        kind = TYPES.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        made.add_attachment(body, maintype=kind[0], subtype=kind[1], filename=name)
    return made


def number(parcel: Parcel, address: str) -> str:
    """What tells this parcel for this address from every other."""
    return hashlib.sha256(f"{parcel.ident}\n{address}".encode()).hexdigest()[:32]


def on_the_line(made: EmailMessage) -> bytes:
    """The letter with its lines ended and its dots doubled as SMTP wants them (RFC 5321, 4.5.2), up
    to and without the line that ends it."""
    body = re.sub(rb"\r\n|\r|\n", b"\r\n", made.as_bytes())
    body = re.sub(rb"(?m)^\.", b"..", body)
    return body if body.endswith(b"\r\n") else body + b"\r\n"
