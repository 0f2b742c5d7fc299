"""Finding: what a person's search finds, each hit checked again in the database before it shows."""
