"""`wortlaut login`: an address for a browser, on the terminal."""

from __future__ import annotations

import argparse
import sys

from flows.environment import state_folder
from flows.service.login import login_address


def print_login(options: argparse.Namespace) -> int:
    """Print a new address; return the exit status."""
    warehouse = options.warehouse.resolve()
    try:
        print(login_address(state_folder(warehouse)))
    except PermissionError:
        print(
            f"wortlaut: only the account that runs the service of {warehouse} can make an address "
            "to log in with",
            file=sys.stderr,
        )
        return 1
    except (OSError, ValueError, KeyError):
        print(
            f"wortlaut: no service runs on {warehouse}; start one with 'wortlaut serve', or name "
            "its folder with --warehouse",
            file=sys.stderr,
        )
        return 1
    return 0
