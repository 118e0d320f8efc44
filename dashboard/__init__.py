"""The dashboard: remembers, reckons, draws and shows what the connectors read."""
