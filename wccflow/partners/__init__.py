"""Partners: who is asked for feedback, what they answer without an account, what is shown of it together."""
