"""Guangzhou: the envelope of its e-port, and the cross-border declaration that travels in it. Tables, and no code."""
