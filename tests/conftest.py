"""Settings for every test: no window on the screen, and no hurry for Hypothesis."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Tests run side by side, so the time that one example takes says nothing.
settings.register_profile("tamis", deadline=None, print_blob=True)
settings.load_profile("tamis")
