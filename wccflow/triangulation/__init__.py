"""Self-assessments beside what partners, documents and panels say of the same items."""
