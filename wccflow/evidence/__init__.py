"""Evidence: the documents that an organisation files, all versions of them, and the passages others cite."""
