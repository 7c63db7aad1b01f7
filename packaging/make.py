"""Makes what is handed out: the frozen program in dist/tamis, and on Debian its .deb.

python3 dev.py package [--folder]    calls this, in an environment that has PyInstaller
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

from making import checks, deb, frozen, icons, licences
from making.ground import BUILD, FOLDER, PackageError


def main(arguments: list[str]) -> int:
    """Make all, or --folder alone, or --deb of the folder that stands; return the exit code."""
    try:
        if "--deb" not in arguments:
            _freeze()
        if "--folder" not in arguments:
            _pack()
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _freeze() -> None:
    print("Freezing the program ...", flush=True)
    icons.draw(BUILD / "icons")
    frozen.freeze()
    if sys.platform == "linux":
        frozen.drop_orphans()
    made = licences.lay_licences()
    checks.check(FOLDER)
    print(f"{FOLDER}: {checks.size_mb(FOLDER):.1f} MB, {len(made)} parts with their licences")


def _pack() -> None:
    if shutil.which("dpkg-deb") is None:
        print("No .deb is made here: this is not Debian.")
        return
    print("Packing it ...", flush=True)
    package = deb.pack()
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
