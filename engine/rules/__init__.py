"""The law and the house rules: one plain sourced function each."""
