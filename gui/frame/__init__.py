"""What stands around the pages: bars, ribbon, messages, keys."""
