"""What Tamis and its tools need of the system, and the Debian packages that bring it.

Read by dev.py, and so by Python 3.8, too.
"""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from typing import Mapping, Sequence

# What Qt loads from the system, and the Debian package that brings it.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What freezes the program, and what the frozen program looks up on the machine that packs it.
FREEZING = {
    "objdump": "binutils",
    "strip": "binutils",
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_PYTHON = "libpython{}.{}".format(*sys.version_info)
if sys.base_prefix == "/usr":  # Debian's own Python lies in a package apart from its library
    FREEZING["{}.so.1.0".format(_PYTHON)] = _PYTHON


def missing_packages(needed: Mapping[str, str]) -> list[str]:
    """List the Debian packages of those libraries and programs which are not there."""
    if not sys.platform.startswith("linux"):
        return []
    return list(dict.fromkeys(package for name, package in needed.items() if not _is_there(name)))


def install(packages: Sequence[str]) -> None:
    """Install Debian packages, as root or through sudo; else stop, with the line to type."""
    apt = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    update = ["apt-get", "update"]
    if not shutil.which("apt-get"):
        sys.exit("Please install what these Debian packages hold: {}.".format(" ".join(packages)))
    if not _is_root() and not _can_ask_for_root():
        line = _line_for_root(f"{typed(update)} && {typed(apt)}")
        sys.exit(
            f"Some system packages are missing. Please type this, then start again:\n\n  {line}"
        )
    print("Installing system packages: {}".format(" ".join(packages)), flush=True)
    # One unreachable source among many need not matter: whether the install works is what counts.
    subprocess.run(_as_root(update), check=False)
    if subprocess.call(_as_root(apt)) != 0:
        sys.exit(f"Installing them did not work. As root, this should: {typed(apt)}")


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _can_ask_for_root() -> bool:
    return shutil.which("sudo") is not None and sys.stdin.isatty()


def _line_for_root(line: str) -> str:
    return f"sudo sh -c '{line}'" if shutil.which("sudo") else f"su -c '{line}'"


def _as_root(command: Sequence[str]) -> Sequence[str]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    return quiet if _is_root() else ["sudo", *quiet]


def typed(command: Sequence[str]) -> str:
    """Return a command as one would type it."""
    return " ".join(shlex.quote(str(word)) for word in command)


def _is_there(name: str) -> bool:
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
