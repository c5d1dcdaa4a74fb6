"""What the gateway says by itself, beside the message that made it speak and in the same commit."""
