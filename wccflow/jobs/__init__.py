"""The background process: one leader that indexes, reads, sends, and does what the clock asks for."""
