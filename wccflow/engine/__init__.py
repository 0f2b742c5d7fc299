"""What a workflow is and which moves stand open in it: pure, without clock, database or web."""
