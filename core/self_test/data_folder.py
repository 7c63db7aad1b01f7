"""Check: the data folder can be written to, has space, and lies on a disk of this computer."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from core.self_test.result import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.self_test.result import Ground

ENOUGH = 200_000_000
"""Bytes; a store of thousands of patients with their checklists stays below half of it."""
_PROBE = b"Tamis tried whether it may write here.\n"
_OVER_A_NETWORK = {
    "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "smb3", "smbfs",
}  # fmt: skip
_REMOTE_DRIVE = 4


def check(ground: Ground) -> Found:
    """Write a probe and remove it; where there is no folder yet, in the one it will be made in."""
    folder = ground.data_folder.absolute()
    standing = next(place for place in (folder, *folder.parents) if place.is_dir())
    faults = [*_not_written(standing), *_of_the_disk(standing)]
    free = shutil.disk_usage(standing).free
    if free < ENOUGH:
        faults.append(f"Only {free // 1_000_000} MB are free in {standing}.")
    blocked = next((one for one in (folder, *folder.parents) if one.is_file()), None)
    if blocked is not None:
        faults.append(f"{blocked} is a file, and no folder can be made of it.")
    return Found(
        f"{folder} can be written to; {free / 1e9:.1f} GB are free.",
        tuple(faults),
        () if standing == folder else (f"{folder} is made at the first start.",),
    )


def _not_written(folder: Path) -> Iterator[str]:
    try:
        handle, name = tempfile.mkstemp(prefix=".tamis-probe-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_PROBE)
                file.flush()
                os.fsync(file.fileno())
        finally:
            Path(name).unlink()
    except OSError as error:
        yield f"{folder} cannot be written to ({error.strerror or error})."


def _of_the_disk(folder: Path) -> Iterator[str]:
    if _is_remote(folder):
        yield f"{folder} lies on a network disk, which cannot keep a store safe."


def _is_remote(folder: Path) -> bool:
    """Tell whether a folder lies on another computer; False where the system does not say."""
    if sys.platform == "win32":
        import ctypes

        drive = folder.anchor
        is_remote = ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE
        return drive.startswith("\\\\") or is_remote
    mounts = Path("/proc/self/mountinfo")
    return mounts.exists() and file_system(folder, mounts.read_text()) in _OVER_A_NETWORK


def file_system(folder: Path, mounts: str) -> str:
    """Return the kind of file system of a folder ("ext4"), from Linux's proc_pid_mountinfo(5)."""
    kinds = {}
    for line in mounts.splitlines():
        about, _, kind = line.partition(" - ")
        place = about.split(" ")[4].encode().decode("unicode_escape")
        kinds[Path(place)] = kind.split(" ")[0]
    resolved = folder.resolve()
    return next((kinds[one] for one in (resolved, *resolved.parents) if one in kinds), "")
