"""Publication: the nation's approval, results as published, pages that anyone can read and check."""
