"""Threads on the evidence: questions, comments and answers, each with readers that nobody can mistake."""
