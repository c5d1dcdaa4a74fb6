"""The fault checker: a region under load while everything around it breaks, and the books at the end."""
