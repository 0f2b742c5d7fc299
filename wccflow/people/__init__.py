"""Who there is and what they may do: organisations, people, grants, signing in."""
