"""The motion: which mailbox is due, who has it, what was seen. Ids and times; the only folder that knows Redis."""
