"""What every room stands on: the database, the unit of work, the event log, audiences, files, settings."""
