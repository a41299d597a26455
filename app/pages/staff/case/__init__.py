"""A case on screen: found, looked at whole, drawn, its clocks and its co-approvals."""
