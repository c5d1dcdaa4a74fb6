"""Statistics of the region by one set of rules (统一统计规则): from what was accepted to a report, pure."""
