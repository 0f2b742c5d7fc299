"""Sessions of questions and answers: a panel day or a debate, moderated, with a record that stays."""
