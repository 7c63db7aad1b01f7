"""Settings for every test: no window on the screen, and no hurry for Hypothesis."""

import os
from importlib import import_module

from hypothesis import settings

# Qt looks into every module imported after it, and a look into pydantic.errors imports
# pydantic._internal._validators, which may just be importing pydantic.errors. The program has
# Qt first and is safe; a test that has read a vocabulary before Qt came is not.
import_module("pydantic.types")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Tests run side by side, so the time that one example takes says nothing.
settings.register_profile("tamis", deadline=None, print_blob=True)
settings.load_profile("tamis")
