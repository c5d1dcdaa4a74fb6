"""对账 and the watch over links: a day stated and compared, and what is silent or overdue."""
