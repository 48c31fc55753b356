"""The one place that wires settings, engines, store and stages; one module for each step."""
