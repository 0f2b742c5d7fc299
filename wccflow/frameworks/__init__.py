"""Opening cycles: of a workflow that is there, or of a framework that arrives as a spreadsheet."""
