"""The three-region run: simulated e-ports on loopback, on their real transports, with keys made on the spot."""
