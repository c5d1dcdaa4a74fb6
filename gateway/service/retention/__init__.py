"""How long what was accepted is kept: the rules, the runs that take out what is over, the files it goes to."""
