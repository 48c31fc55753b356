"""How good the codings are: blind samples, agreement between coders, intervals."""
