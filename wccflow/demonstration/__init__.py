"""The demonstration: invented organisations' documents, people and conversations, always labelled as such."""
