"""The protocol of clearance in SQL: steps by consignment, judged in the transaction that accepts them."""
