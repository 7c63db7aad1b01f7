"""The version of the program, as it is stored, printed and shown."""

from __future__ import annotations

VERSION = "0.1.0"
