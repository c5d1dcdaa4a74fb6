"""How bytes move between us and a port: one interface, one file a transport."""
