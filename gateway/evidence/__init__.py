"""Evidence: the signed chain over what was accepted and delivered, containers for strangers, and their verifier."""
