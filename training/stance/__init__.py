"""How the bundled stance model is made: data, training, calibration and export."""
