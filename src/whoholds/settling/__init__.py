"""Settling: from many claims to who holds what, by named rules, on two clocks, as SQL that an engine runs."""

from whoholds.settling.steps import DEFAULT_RULES, RULE_SETS, Step, control_sql, rule_sql, steps

__all__ = ["DEFAULT_RULES", "RULE_SETS", "Step", "control_sql", "rule_sql", "steps"]
