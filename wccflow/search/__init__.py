"""Full-text search that answers only from what its reader may read."""
