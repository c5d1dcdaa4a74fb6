"""The operators' port: health, metrics, and the API of /api/v1; loopback and a bearer token."""
