"""What several ports share: envelopes of the national platform. It knows no port."""
