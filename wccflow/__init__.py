"""wccflow runs an assurance cycle: evidence, review, ratings, panels, calibration and publication."""
