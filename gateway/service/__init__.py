"""The running gateway: the only room where time passes and bytes move."""
