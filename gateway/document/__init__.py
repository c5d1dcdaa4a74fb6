"""Bytes to an element that can be trusted to be only what it looks like: charsets, the parser, canonical form."""
