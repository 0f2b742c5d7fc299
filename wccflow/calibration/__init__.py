"""Calibration: levels side by side, changes with reasons and signatures, what the organisation is told."""
