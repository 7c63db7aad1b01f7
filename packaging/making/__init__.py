"""The making of the installers, a room per step; packaging/make.py takes the steps in order."""
