"""The one command line: `python -m dashboard PERINTAH`; the commands are in `commands/`."""

import logging
import sys
from collections.abc import Sequence

from rich.console import Console

from dashboard import brief, commands, handing, recipients, serve, store, verification
from dashboard.settings import SettingsWrong, settings

errors = Console(stderr=True, soft_wrap=True)
REFUSALS = (
    commands.Refused,
    brief.CannotTypeset,
    handing.CannotSend,
    recipients.EngineWrong,
    recipients.KeyLost,
    recipients.RecipientsUnusable,
    verification.CannotVerify,
    serve.CannotServe,
    store.NotHeld,
    store.StoreUnusable,
    SettingsWrong,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit status."""
    asked = commands.parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if asked.verbose else logging.ERROR,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    try:
        return int(asked.command(asked, settings()))
    except REFUSALS as error:
        errors.print(str(error), style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
