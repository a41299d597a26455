"""What every table and query stands on: columns, connections, how rows are written."""
